"""Boxes, of which MP4, MOV, AVIF and HEIF files consist (ISO 14496-12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MAX_BOXES = 50_000


@dataclass(frozen=True)
class Box:
    """One box: where it starts in the file, and how many bytes its head and the whole have."""

    kind: bytes
    start: int
    head: int
    size: int
    to_the_end: bool = False


def inside(file: BinaryIO, box: Box | None, kind: bytes) -> Iterator[Box]:
    """Yield the boxes of a kind inside one; None: in the file."""
    start, end = (0, length_of(file)) if box is None else (box.start + box.head, box.start + box.size)
    return (inner for inner in boxes(file, start, end) if inner.kind == kind)


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places, up to the first that is none."""
    for _ in range(_MAX_BOXES):
        if start + 8 > end:
            return
        file.seek(start)
        head = file.read(16)
        size, kind, head_bytes, to_the_end = int.from_bytes(head[:4], "big"), head[4:8], 8, False
        if size == 1:
            size, head_bytes = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size, to_the_end = end - start, True
        if size < head_bytes or start + size > end:
            return
        yield Box(kind, start, head_bytes, size, to_the_end)
        start += size


def read(file: BinaryIO, box: Box, most: int | None = None) -> bytes:
    """Return what is in a box, or its first bytes."""
    file.seek(box.start + box.head)
    length = box.size - box.head
    return file.read(length if most is None else min(most, length))


def length_of(file: BinaryIO) -> int:
    """Return the size of a file in bytes."""
    file.seek(0, 2)
    return file.tell()
