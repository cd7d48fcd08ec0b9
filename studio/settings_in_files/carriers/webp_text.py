"""Texts of a WebP file: the "XMP " and "EXIF" chunks of its extended form (WebP Container Specification)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from studio.settings_in_files.carriers.limits import MAX_TEXT_BYTES, TextTooLarge
from studio.settings_in_files.carriers.splice import Splice
from studio.settings_in_files.carriers.xmp_packet import merged, packet

_FIRST_CHUNK = 12
_MAX_CHUNKS = 20_000
_XMP_FLAG, _ALPHA_FLAG = 0x04, 0x10


@dataclass(frozen=True)
class _Chunk:
    kind: bytes
    start: int
    length: int

    @property
    def end(self) -> int:
        """Where the next one begins; an odd length is filled up."""
        return self.start + 8 + self.length + self.length % 2


def added_text(file: BinaryIO, text: str) -> list[Splice]:
    """Return the splices that put the text into an XMP chunk; a simple file becomes an extended one.

    Raises:
        ValueError: The file is not made as WebP files are.
    """
    chunks = list(_chunks(file))
    if not chunks:
        raise ValueError("no WebP chunks")
    splices: list[Splice] = []
    first, last = chunks[0], chunks[-1]
    if first.kind == b"VP8X":
        flags = _body(file, first)[:1]
        if not flags[0] & _XMP_FLAG:
            splices.append(Splice(first.start + 8, bytes([flags[0] | _XMP_FLAG]), removed=1))
    else:
        splices.append(Splice(_FIRST_CHUNK, _extended_header(first.kind, _body(file, first, 16))))
    old = next((chunk for chunk in chunks if chunk.kind == b"XMP "), None)
    joined = merged(_body(file, old), text) if old and old.length <= MAX_TEXT_BYTES else None
    if old is not None and joined is not None:
        splices.append(Splice(old.start, _chunk(b"XMP ", joined), removed=old.end - old.start))
    elif old is not None:
        raise ValueError("its own XMP packet cannot be added to")
    else:
        end = min(last.end, _length(file))  # the byte that fills up an odd chunk may be missing at the very end
        splices.append(Splice(end, b"\0" * (last.end - end) + _chunk(b"XMP ", packet(text))))
    grown = sum(len(one.added) - one.removed for one in splices)
    size = struct.pack("<I", min(last.end, _length(file)) - 8 + grown)
    return [Splice(4, size, removed=4), *splices]


def xmp(file: BinaryIO) -> Iterator[bytes]:
    """Yield the XMP packet, if there is one. Raises TooLarge."""
    return _bodies(file, b"XMP ")


def exif(file: BinaryIO) -> bytes | None:
    """Return the Exif data, a TIFF file, or None. Raises TooLarge."""
    found = next(_bodies(file, b"EXIF"), None)
    return found.removeprefix(b"Exif\0\0") if found else None


def _bodies(file: BinaryIO, kind: bytes) -> Iterator[bytes]:
    for chunk in _chunks(file):
        if chunk.kind == kind:
            if chunk.length > MAX_TEXT_BYTES:
                raise TextTooLarge
            yield _body(file, chunk)


def _chunks(file: BinaryIO) -> Iterator[_Chunk]:
    file.seek(4)
    said = 8 + int.from_bytes(file.read(4), "little")
    size, start = min(_length(file), said), _FIRST_CHUNK
    for _ in range(_MAX_CHUNKS):
        file.seek(start)
        head = file.read(8)
        if len(head) < 8:
            return
        chunk = _Chunk(head[:4], start, int.from_bytes(head[4:], "little"))
        if start + 8 + chunk.length > size:
            return
        yield chunk
        start = chunk.end


def _length(file: BinaryIO) -> int:
    file.seek(0, 2)
    return file.tell()


def _body(file: BinaryIO, chunk: _Chunk, most: int | None = None) -> bytes:
    file.seek(chunk.start + 8)
    return file.read(chunk.length if most is None else min(most, chunk.length))


def _extended_header(kind: bytes, start: bytes) -> bytes:
    """Return the chunk that says the size of the picture and what else is in the file."""
    if kind == b"VP8 " and start[3:6] == b"\x9d\x01\x2a":
        width, height = (value & 0x3FFF for value in struct.unpack("<HH", start[6:10]))
        alpha = False
    elif kind == b"VP8L" and start[:1] == b"\x2f":
        bits = int.from_bytes(start[1:5], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        alpha = bool(bits >> 28 & 1)
    else:
        raise ValueError("an unknown kind of WebP picture")
    flags = _XMP_FLAG | (_ALPHA_FLAG if alpha else 0)
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return _chunk(b"VP8X", bytes([flags, 0, 0, 0]) + sides)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
