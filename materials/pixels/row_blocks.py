"""Work on large arrays in blocks of rows, on a few threads, so that temporaries stay in the processor's cache."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

_BLOCK_PX = 1 << 16


_here = threading.local()
"""Knows in each thread whether it is one of the pool's."""


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    workers = min(4, os.cpu_count() or 1)
    return ThreadPoolExecutor(workers, "material-rows", initializer=lambda: setattr(_here, "pooled", True))


def for_row_blocks(height: int, width: int, work: Callable[[int, int], None], *, block_px: int = _BLOCK_PX) -> None:
    """Call `work(first_row, end_row)` for consecutive blocks that cover `height` rows.

    The blocks run on a small shared pool of threads (numpy releases the interpreter lock), so `work` must write to
    disjoint rows only. Where `work` calls this function itself, it does those blocks in its own thread.

    Args:
        height: Number of rows.
        width: Pixels per row; sets how many rows make a block.
        work: Handles rows first_row up to, not including, end_row.
        block_px: Pixels per block; the default keeps a few float32 temporaries in a 1 MB cache.
    """
    rows = max(4, block_px // max(1, width))
    starts = range(0, height, rows)

    def block(start: int) -> None:
        work(start, min(start + rows, height))

    if len(starts) == 1 or getattr(_here, "pooled", False):  # threads that waited for each other would wait for ever
        for start in starts:
            block(start)
        return
    for _ in _pool().map(block, starts):
        pass  # the results are empty; taking them raises what a block raised
