"""A ZIP without compression that is handed on while it is written: nothing of it is ever whole in memory.

Sizes and checksums therefore stand behind the files. Materials are exported by a writer that has its files whole and
puts them in front: `materials.exporters.stored_zip`.
"""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

PIECE_BYTES = 1 << 20
_LARGE_BYTES = 1 << 31


class _Outbox:
    """A file that can only be written to; what was written is taken out piece by piece."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None: ...

    def drain(self) -> bytes:
        content = bytes(self._waiting)
        self._waiting.clear()
        return content


class ZipStream:
    """Writes entries one after another; every call gives the bytes of the archive that are new."""

    def __init__(self, made_at: datetime) -> None:
        """Begin an archive whose entries bear this date."""
        date = max(made_at.year, 1980), made_at.month, made_at.day, made_at.hour, made_at.minute, made_at.second
        self._date = date
        self._outbox = _Outbox()
        self._zip = zipfile.ZipFile(cast(BinaryIO, self._outbox), "w", zipfile.ZIP_STORED)

    def begin(self, name: str, size_bytes: int = 0) -> None:
        """Begin an entry; `size_bytes` is what it will have, where it may be large."""
        entry = zipfile.ZipInfo(name, self._date)
        entry.external_attr = 0o644 << 16
        self._entry = self._zip.open(entry, "w", force_zip64=size_bytes >= _LARGE_BYTES)

    def write(self, piece: bytes) -> bytes:
        """Go on with the entry; return the archive's bytes that are new."""
        self._entry.write(piece)
        return self._outbox.drain()

    def end(self) -> bytes:
        """End the entry; return the archive's bytes that are new."""
        self._entry.close()
        return self._outbox.drain()

    def add(self, name: str, pieces: Iterable[bytes], size_bytes: int = 0) -> Iterator[bytes]:
        """Yield the archive's bytes while a whole entry is written."""
        self.begin(name, size_bytes)
        for piece in pieces:
            yield self.write(piece)
        yield self.end()

    def close(self) -> bytes:
        """Return the archive's end."""
        self._zip.close()
        return self._outbox.drain()


def file_pieces(path: Path) -> Iterator[bytes]:
    """Yield a file's content a megabyte at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece
