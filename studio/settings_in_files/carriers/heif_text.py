"""Texts of an AVIF or HEIF file: the Exif and XMP items of its "meta" box (ISO 23008-12, ISO 14496-12)."""

from collections.abc import Iterator
from typing import BinaryIO

from studio.settings_in_files.carriers.boxes import Box, boxes, inside, read
from studio.settings_in_files.carriers.limits import MAX_TEXT_BYTES, TextTooLarge

BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
_MAX_ITEMS = 2000
_MAX_TABLE_BYTES = 1_000_000


def exif(file: BinaryIO) -> bytes | None:
    """Return the Exif data, a TIFF file, or None. Raises TooLarge."""
    body = next(_items(file, b"Exif"), None)
    if body is None or len(body) < 4:
        return None
    # Four bytes say how far behind them the TIFF file begins.
    return body[4 + int.from_bytes(body[:4], "big") :].removeprefix(b"Exif\0\0")


def xmp(file: BinaryIO) -> Iterator[bytes]:
    """Yield each XMP packet. Raises TooLarge."""
    return _items(file, b"mime")


def _items(file: BinaryIO, kind: bytes) -> Iterator[bytes]:
    for meta in inside(file, None, b"meta"):
        parts = {box.kind: box for box in boxes(file, meta.start + meta.head + 4, meta.start + meta.size)}
        if b"iinf" not in parts or b"iloc" not in parts:
            continue
        wanted = set(_numbers(file, parts[b"iinf"], kind))
        for number, in_meta, offset, length in _places(_table(file, parts[b"iloc"])):
            if number not in wanted:
                continue
            if length > MAX_TEXT_BYTES:
                raise TextTooLarge
            data = parts.get(b"idat")
            if in_meta and data is None:
                continue
            file.seek(offset + (data.start + data.head if in_meta and data else 0))
            yield file.read(length)


def _numbers(file: BinaryIO, iinf: Box, kind: bytes) -> Iterator[int]:
    """Yield the numbers of the items of a kind."""
    count_bytes = 2 if read(file, iinf, 1) == b"\0" else 4
    start = iinf.start + iinf.head + 4 + count_bytes
    for place, entry in enumerate(boxes(file, start, iinf.start + iinf.size)):
        if place >= _MAX_ITEMS:
            return
        body = read(file, entry, 200)
        wide = 4 if body[:1] == b"\3" else 2
        if body[4 + wide + 2 : 4 + wide + 6] == kind and (kind != b"mime" or b"rdf+xml" in body):
            yield int.from_bytes(body[4 : 4 + wide], "big")


def _table(file: BinaryIO, box: Box) -> bytes:
    if box.size > _MAX_TABLE_BYTES:
        raise TextTooLarge
    return read(file, box)


def _places(table: bytes) -> Iterator[tuple[int, bool, int, int]]:
    """Yield (item, whether it lies in "idat", offset, length) of the first extent of each item."""
    version = table[0] if table else 0
    offset_bytes, length_bytes = (table[4] >> 4, table[4] & 15) if len(table) > 5 else (0, 0)
    base_bytes, index_bytes = (table[5] >> 4, table[5] & 15 if version in (1, 2) else 0) if len(table) > 5 else (0, 0)
    at = 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(table[at - size : at], "big")

    wide = 4 if version == 2 else 2
    for _ in range(min(number(wide), _MAX_ITEMS)):
        item = number(wide)
        method = number(2) & 15 if version in (1, 2) else 0
        number(2)
        base = number(base_bytes)
        extents = number(2)
        for extent in range(extents):
            number(index_bytes)
            offset, length = base + number(offset_bytes), number(length_bytes)
            if at > len(table):
                return
            if extent == 0 and method in (0, 1):
                yield item, method == 1, offset, length
