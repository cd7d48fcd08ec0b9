"""Tags of a WebM or MKV file (RFC 9559, 5.1.8), found by their elements; nothing is decoded."""

from collections.abc import Iterator
from typing import BinaryIO

from studio.settings_in_files.carriers.limits import MAX_TEXT_BYTES, MAX_TEXTS, TextTooLarge

_SEGMENT, _TAGS, _TAG, _SIMPLE, _NAME, _STRING = 0x18538067, 0x1254C367, 0x7373, 0x67C8, 0x45A3, 0x4487
_MAX_ELEMENTS = 100_000


def tags(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of each tag.

    Raises:
        TooLarge: One is longer than anybody's settings are.
    """
    file.seek(0, 2)
    end = file.tell()
    for kind, start, stop in _elements(file, 0, end):
        if kind == _SEGMENT:
            for inner, at, until in _elements(file, start, stop):
                if inner == _TAGS:
                    yield from _tags_in(file, at, until)
            return


def _tags_in(file: BinaryIO, start: int, stop: int) -> Iterator[tuple[str, str]]:
    found = 0
    for kind, at, until in _elements(file, start, stop):
        for inner, begin, finish in _elements(file, at, until) if kind == _TAG else ():
            if inner != _SIMPLE:
                continue
            parts = {part: _read(file, left, right) for part, left, right in _elements(file, begin, finish)
                     if part in (_NAME, _STRING)}  # fmt: skip
            if _NAME in parts and _STRING in parts:
                yield parts[_NAME].lower(), parts[_STRING]
            found += 1
            if found >= MAX_TEXTS:
                return


def _read(file: BinaryIO, start: int, stop: int) -> str:
    if stop - start > MAX_TEXT_BYTES:
        raise TextTooLarge
    file.seek(start)
    return file.read(stop - start).rstrip(b"\0").decode("utf-8", "replace")


def _elements(file: BinaryIO, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Yield (kind, start, end) of the elements between two places; one of unknown size ends where its parent does."""
    for _ in range(_MAX_ELEMENTS):
        if start >= stop:
            return
        file.seek(start)
        head = file.read(12)
        kind_bytes = _width(head)
        size_bytes = _width(head[kind_bytes:])
        if not 0 < kind_bytes <= 4 or not size_bytes or len(head) < kind_bytes + size_bytes:
            return
        size = int.from_bytes(head[kind_bytes : kind_bytes + size_bytes], "big") & ((1 << 7 * size_bytes) - 1)
        body = start + kind_bytes + size_bytes
        unknown = size == (1 << 7 * size_bytes) - 1
        finish = stop if unknown else min(body + size, stop)
        yield int.from_bytes(head[:kind_bytes], "big"), body, finish
        start = finish


def _width(head: bytes) -> int:
    """Return how many bytes a number of variable length takes, 0 for none."""
    return 9 - head[0].bit_length() if head and head[0] else 0
