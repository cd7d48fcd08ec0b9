"""ZIP archives without compression: handed on entry by entry, or with files aligned as USDZ wants them.

Sizes and checksums stand in front of the files, for readers that walk an archive from its start.
"""

import io
import os
import struct
import zipfile
from collections.abc import Sequence

Date = tuple[int, int, int, int, int, int]
NO_DATE: Date = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can hold."""

_LOCAL_HEADER_BYTES = 30
_PADDING_FIELD = 0x1986
"""Id of the extra field that OpenUSD's own writer pads its archives with."""


class _Outbox(io.RawIOBase):
    """A seekable file that holds the pieces written to it as they are, until they are handed on."""

    def __init__(self) -> None:
        self._pieces: dict[int, bytes] = {}
        self._end = 0
        self._position = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        origins = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._end}
        self._position = origins[whence] + offset
        return self._position

    def write(self, data: object, /) -> int:
        piece = data if isinstance(data, bytes) else bytes(memoryview(data))  # type: ignore[arg-type]
        before = self._pieces.get(self._position)
        # Beyond the end nothing is there yet; before it an entry's header is written once more, as long as it was.
        if self._position != self._end and (before is None or len(before) != len(piece)):
            raise OSError("only whole pieces that were not handed on can be written again")
        if piece:
            self._pieces[self._position] = piece
        self._position += len(piece)
        self._end = max(self._end, self._position)
        return len(piece)

    def drain(self) -> list[bytes]:
        """Return the pieces written since the last time; they can't be changed afterwards."""
        pieces = list(self._pieces.values())
        self._pieces.clear()
        return pieces


class StoredArchive:
    """A ZIP without compression that gives its bytes away entry by entry; contents are never copied."""

    def __init__(self, date: Date, *, align: int = 1) -> None:
        self._date, self._align = date, align
        self._outbox = _Outbox()
        self._zip = zipfile.ZipFile(self._outbox, "w", zipfile.ZIP_STORED)

    def add(self, path: str, content: bytes) -> list[bytes]:
        """Store one file and return the pieces of the archive so far that were not returned before."""
        entry = zipfile.ZipInfo(path, self._date)
        entry.external_attr = 0o644 << 16
        if self._align > 1:
            payload = self._outbox.tell() + _LOCAL_HEADER_BYTES + len(path.encode()) + 4
            padding = -payload % self._align
            entry.extra = struct.pack("<HH", _PADDING_FIELD, padding) + bytes(padding)
        self._zip.writestr(entry, content)
        return self._outbox.drain()

    def close(self) -> list[bytes]:
        """Return the central directory."""
        self._zip.close()
        return self._outbox.drain()


def aligned_zip(files: Sequence[tuple[str, bytes]], *, align: int) -> bytes:
    """Return a ZIP without compression whose every file begins at a multiple of `align` bytes (64 for USDZ)."""
    archive = StoredArchive(NO_DATE, align=align)
    pieces = [piece for path, content in files for piece in archive.add(path, content)]
    return b"".join([*pieces, *archive.close()])
