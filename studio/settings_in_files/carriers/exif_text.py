"""Texts of Exif data (Exif 2.3, a TIFF file): the user's comment, and the tags that programs misuse for theirs."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_MAX_ENTRIES = 500
_SUB_DIRECTORY = 0x8769
_WINDOWS_COMMENT = 0x9C9C
_NAMES = {
    0x010E: "ImageDescription",
    0x010F: "Make",
    0x0110: "Model",
    0x927C: "MakerNote",
    0x9286: "UserComment",
    _WINDOWS_COMMENT: "XPComment",
}
_ONE_BYTE_TYPES = (1, 2, 7)


@dataclass(frozen=True)
class _Tiff:
    data: bytes
    order: str

    def number(self, at: int, code: str) -> int:
        """Return the number at `at`, 0 beyond the end."""
        size = struct.calcsize(code)
        piece = self.data[at : at + size]
        return struct.unpack(self.order + code, piece)[0] if len(piece) == size else 0


def texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield (name of the tag, text) of the tags that carry settings. Data that is no TIFF file yields nothing."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return
    tiff = _Tiff(data, order)
    main = tiff.number(4, "I")
    yield from _directory(tiff, main)
    for tag, _, _, value_at in _entries(tiff, main):
        if tag == _SUB_DIRECTORY:
            yield from _directory(tiff, tiff.number(value_at, "I"))


def _directory(tiff: _Tiff, at: int) -> Iterator[tuple[str, str]]:
    for tag, kind, count, value_at in _entries(tiff, at):
        if tag in _NAMES and kind in _ONE_BYTE_TYPES:
            start = value_at if count <= 4 else tiff.number(value_at, "I")
            value = tiff.data[start : start + count]
            # Windows' own tags hold UTF-16 with the low byte first and no mark.
            value = b"UNICODE\0\xff\xfe" + value if tag == _WINDOWS_COMMENT else value
            yield _NAMES[tag], _text(value, tiff.order)


def _entries(tiff: _Tiff, at: int) -> Iterator[tuple[int, int, int, int]]:
    for number in range(min(tiff.number(at, "H"), _MAX_ENTRIES)):
        entry = at + 2 + 12 * number
        yield tiff.number(entry, "H"), tiff.number(entry + 2, "H"), tiff.number(entry + 4, "I"), entry + 8


def _text(value: bytes, order: str) -> str:
    """Return a comment's text by its eight-byte mark. UTF-16 is big-endian by most programs, whatever the file is."""
    if value.startswith(b"UNICODE\0"):
        body = value[8:]
        marked = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(body[:2])
        return body[2 if marked else 0 :].decode(marked or _utf_16(body, order), "replace").rstrip("\0")
    return value.removeprefix(b"ASCII\0\0\0").removeprefix(b"\0" * 8).decode("utf-8", "replace").rstrip("\0")


def _utf_16(body: bytes, order: str) -> str:
    """Guess the order of a text's bytes: in most scripts that have settings, the zeros stand on one side."""
    even, odd = body[:4000:2].count(0), body[1:4000:2].count(0)
    if even == odd:
        return "utf-16-le" if order == "<" else "utf-16-be"
    return "utf-16-be" if even > odd else "utf-16-le"
