"""Once a day: what no row names leaves the disk, and pictures that can be drawn again where nobody asked for them.

Nothing that somebody uses is touched: a file that any row of any owner names stays, however old.
"""

import asyncio
import itertools
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from studio.clock import Clock
from studio.files.file_store import FileStore
from studio.library.bin import Bin
from studio.library.unused_uploads import UnusedUploads

log = logging.getLogger(__name__)

UNNAMED_FOR = timedelta(days=1)
"""Originals younger than this may still get their row: a job that waits for a locked database, say."""
_FIRST_S, _AGAIN_S = 300.0, 3600.0


@dataclass(frozen=True)
class Swept:
    """How many files left the disk."""

    originals: int = 0
    others: int = 0


class Upkeep:
    """Sweeps the data directory."""

    def __init__(self, store: FileStore, bin_: Bin, unused: UnusedUploads, clock: Clock) -> None:
        self._store = store
        self._bin = bin_
        self._unused = unused
        self._clock = clock
        self._expiring: list[tuple[Path, timedelta]] = []

    def expire(self, directory: Path, after: timedelta) -> None:
        """Let files below a directory go once they were not written, or marked as used, for so long."""
        self._expiring.append((directory, after))

    async def sweep(self) -> Swept:
        """Remove uploads that nothing uses, originals that no row names, lone thumbnails, and what has expired."""
        await self._unused.forget()
        old = await asyncio.to_thread(list, self._older(self._store.originals, UNNAMED_FOR))
        originals = await self._bin.drop_unneeded([path.name for path in old])
        others = await asyncio.to_thread(self._remove, self._store.lone_thumbnails()) + await self.sweep_expired()
        if originals or others:
            log.info("removed %d files that nothing names, and %d that can be made again", originals, others)
        return Swept(originals, others)

    async def sweep_expired(self) -> int:
        """Remove what has expired. Returns how many files."""
        count = 0
        for directory, after in self._expiring:
            count += await asyncio.to_thread(self._remove, self._older(directory, after))
        return count

    async def keep_tidy(self) -> None:
        """Sweep soon after the start and every day, what has expired every hour, until cancelled."""
        await asyncio.sleep(_FIRST_S)
        for hour in itertools.count():
            try:
                await (self.sweep_expired() if hour % 24 else self.sweep())
            except Exception:  # a locked database, say: tomorrow is soon enough
                log.exception("the data directory could not be swept")
            await asyncio.sleep(_AGAIN_S)

    def _older(self, directory: Path, age: timedelta) -> Iterator[Path]:
        limit = (self._clock.now() - age).timestamp()
        for folder, _, names in os.walk(directory):
            for name in names:
                path = Path(folder, name)
                try:
                    # A link to an older file has the file's own time, but was made when the other one says.
                    written = max((facts := path.stat()).st_mtime, facts.st_ctime)
                except OSError:  # it went meanwhile
                    continue
                if written < limit:
                    yield path

    @staticmethod
    def _remove(paths: Iterable[Path]) -> int:
        count = 0
        for path in paths:
            try:
                path.unlink()
            except OSError:
                continue
            count += 1
        return count
