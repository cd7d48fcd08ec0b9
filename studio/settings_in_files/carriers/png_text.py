"""Texts of a PNG file (PNG specification, 11.3.3): tEXt, zTXt and iTXt chunks, and ComfyUI's own for moving ones."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from studio.settings_in_files.carriers.limits import MAX_TEXT_BYTES, TextTooLarge
from studio.settings_in_files.carriers.splice import Splice

_SIGNATURE_BYTES = 8
_AFTER_HEADER = _SIGNATURE_BYTES + 12 + 13
"""Where the first chunk may stand: behind the signature and the header chunk, which is always 13 bytes long."""
_MAX_CHUNKS = 20_000


def added_text(file: BinaryIO, keyword: str, text: str) -> list[Splice]:
    """Return the splice that adds an uncompressed iTXt chunk right behind the header.

    Raises:
        ValueError: The file has no header where a PNG has it.
    """
    if file.read(_AFTER_HEADER)[12:16] != b"IHDR":
        raise ValueError("no PNG header")
    body = keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    return [Splice(_AFTER_HEADER, _chunk(b"iTXt", body))]


def texts(file: BinaryIO) -> Iterator[tuple[str, str]]:
    """Yield (keyword, text) of each text, and ("Exif", ...) is left to `exif`.

    Raises:
        TooLarge: A text is longer than anybody's settings are.
    """
    for kind, body in _chunks(file, {b"tEXt", b"zTXt", b"iTXt", b"comf"}):
        keyword, _, rest = body.partition(b"\0")
        text = _text(kind, rest)
        if text is not None:
            yield keyword.decode("latin-1"), text


def exif(file: BinaryIO) -> bytes | None:
    """Return the body of the eXIf chunk, a TIFF file, or None."""
    return next((body for _, body in _chunks(file, {b"eXIf"})), None)


def _text(kind: bytes, rest: bytes) -> str | None:
    if kind in (b"tEXt", b"comf"):
        return _decoded(rest)
    if kind == b"zTXt":
        return _decoded(_inflated(rest[1:]))
    compressed, rest = rest[:1] == b"\x01", rest[2:]
    for _ in ("language", "translated keyword"):
        rest = rest.partition(b"\0")[2]
    return _decoded(_inflated(rest) if compressed else rest)


def _decoded(text: bytes) -> str:
    # Many programs write UTF-8 where the specification wants Latin-1.
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")


def _inflated(packed: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(packed, MAX_TEXT_BYTES)
    except zlib.error:
        return b""
    if inflater.unconsumed_tail:
        raise TextTooLarge
    return text


def _chunks(file: BinaryIO, wanted: set[bytes]) -> Iterator[tuple[bytes, bytes]]:
    file.seek(_SIGNATURE_BYTES)
    for _ in range(_MAX_CHUNKS):
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return
        (length,) = struct.unpack(">I", head[:4])
        if head[4:] not in wanted:
            file.seek(length + 4, 1)
            continue
        if length > MAX_TEXT_BYTES:
            raise TextTooLarge
        body = file.read(length)
        file.seek(4, 1)
        yield head[4:], body


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
