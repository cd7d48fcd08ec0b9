"""ZIP archives without compression: handed on entry by entry, or with files aligned as USDZ wants them."""

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
    """A seekable file of which only the part that was not handed on is in memory."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._sent = 0
        self._position = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        origins = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._sent + len(self._waiting)}
        self._position = origins[whence] + offset
        return self._position

    def write(self, data: object, /) -> int:
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        start = self._position - self._sent
        if start < 0:
            raise OSError("this part was handed on already")
        self._waiting[start : start + len(view)] = view
        self._position += len(view)
        return len(view)

    def drain(self) -> bytes:
        """Return what was written since the last time; it can't be changed afterwards."""
        content = bytes(self._waiting)
        self._sent += len(content)
        self._waiting.clear()
        return content


class StoredArchive:
    """A ZIP without compression that gives its bytes away entry by entry."""

    def __init__(self, date: Date, *, align: int = 1) -> None:
        self._date, self._align = date, align
        self._outbox = _Outbox()
        self._zip = zipfile.ZipFile(self._outbox, "w", zipfile.ZIP_STORED)

    def add(self, path: str, content: bytes) -> bytes:
        """Store one file and return the archive's bytes so far that were not returned before."""
        entry = zipfile.ZipInfo(path, self._date)
        entry.external_attr = 0o644 << 16
        if self._align > 1:
            payload = self._outbox.tell() + _LOCAL_HEADER_BYTES + len(path.encode()) + 4
            padding = -payload % self._align
            entry.extra = struct.pack("<HH", _PADDING_FIELD, padding) + bytes(padding)
        self._zip.writestr(entry, content)
        return self._outbox.drain()

    def close(self) -> bytes:
        """Return the central directory."""
        self._zip.close()
        return self._outbox.drain()


def aligned_zip(files: Sequence[tuple[str, bytes]], *, align: int) -> bytes:
    """Return a ZIP without compression whose every file begins at a multiple of `align` bytes (64 for USDZ)."""
    archive = StoredArchive(NO_DATE, align=align)
    return b"".join([*(archive.add(path, content) for path, content in files), archive.close()])
