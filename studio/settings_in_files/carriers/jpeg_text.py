"""Texts of a JPEG file: the XMP packet and the Exif data in its APP1 segments (ISO 16684-3, Exif 2.3)."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from studio.settings_in_files.carriers.splice import Splice
from studio.settings_in_files.carriers.xmp_packet import merged, packet

_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXIF = b"Exif\0\0"
_MAX_SEGMENTS = 2000
_MAX_PAYLOAD = 65_533
_APP0, _APP1, _SCAN, _END = 0xE0, 0xE1, 0xDA, 0xD9


class NoRoom(ValueError):
    """The text is longer than a segment takes."""


def added_text(file: BinaryIO, text: str) -> list[Splice]:
    """Return the splice that puts the text into the file's XMP packet, or adds a packet.

    Raises:
        NoRoom: It is longer than a segment takes.
        ValueError: The file does not begin as a JPEG file does.
    """
    at = None
    for marker, start, payload in _segments(file):
        if marker == _APP1 and payload.startswith(_XMP):
            joined = merged(payload[len(_XMP) :], text)
            if joined is not None and len(_XMP) + len(joined) <= _MAX_PAYLOAD:
                return [Splice(start, _segment(joined), removed=4 + len(payload))]
        if marker == _APP0 or (marker == _APP1 and payload.startswith(_EXIF)):  # these want to be first
            at = start + 4 + len(payload)
        elif at is None:
            at = start
    if at is None:
        raise ValueError("no JPEG segments")
    return [Splice(at, _segment(packet(text)))]


def xmp(file: BinaryIO) -> Iterator[bytes]:
    """Yield each XMP packet."""
    for marker, _, payload in _segments(file):
        if marker == _APP1 and payload.startswith(_XMP):
            yield payload[len(_XMP) :]


def exif(file: BinaryIO) -> bytes | None:
    """Return the Exif data, a TIFF file, or None."""
    found = (payload for marker, _, payload in _segments(file) if marker == _APP1 and payload.startswith(_EXIF))
    return next((payload[len(_EXIF) :] for payload in found), None)


def _segments(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Yield (marker, start, payload) of each segment before the picture itself."""
    start = 2
    for _ in range(_MAX_SEGMENTS):
        file.seek(start)
        head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] in (_SCAN, _END):
            return
        if head[1] == 0xFF:  # a marker may be preceded by any number of these
            start += 1
            continue
        (length,) = struct.unpack(">H", head[2:])
        if length < 2:
            return
        yield head[1], start, file.read(length - 2)
        start += 2 + length


def _segment(packet_bytes: bytes) -> bytes:
    payload = _XMP + packet_bytes
    if len(payload) > _MAX_PAYLOAD:
        raise NoRoom
    return struct.pack(">BBH", 0xFF, _APP1, len(payload) + 2) + payload
