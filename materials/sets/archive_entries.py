"""The files of a ZIP that a stranger made: taken out in memory, within limits, or refused in a sentence."""

import io
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from materials.errors import NotLoaded
from materials.sets.entry_names import readable_names

MOST_ENTRIES = 500
MOST_BYTES = 1 << 30
MOST_FILE_BYTES = 256 << 20
_SUSPICIOUS_RATIO = 200
_SMALL_BYTES = 32 << 20
_CLUTTER = ("__MACOSX/",)
_CLUTTER_NAMES = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


def unpack(archive: bytes) -> list[tuple[str, bytes]]:
    """Return (path, content) of every file in a ZIP, without folders and without what systems leave behind.

    Nothing is written anywhere. At most 500 files, 256 MB each, 1 GB in all.

    Raises:
        NotLoaded: It is no ZIP, is damaged or encrypted, exceeds a limit, or a path leads out of the archive.
    """
    with _opened(io.BytesIO(archive)) as opened:
        # The size in the directory may be a lie: read no more than it says, and the checksum then tells.
        wanted = _wanted(opened, len(archive))
        return list(zip(readable_names(wanted), (opened.read(entry) for entry in wanted), strict=True))


def check_archive(path: Path) -> list[str]:
    """Return the names in a ZIP on the disk, unpacking nothing. Raises what `unpack` does, as far as it shows."""
    with path.open("rb") as file, _opened(file) as opened:
        return readable_names(_wanted(opened, path.stat().st_size))


def read_entry(path: Path, number: int) -> bytes:
    """Return the content of the file at a place in what `check_archive` returns. Raises what `unpack` does."""
    with path.open("rb") as file, _opened(file) as opened:
        return opened.read(_wanted(opened, path.stat().st_size)[number])


def is_archive(start: bytes) -> bool:
    """Return whether a file that begins like this is a ZIP, an empty one included."""
    return start.startswith((b"PK\3\4", b"PK\5\6"))


@contextmanager
def _opened(file: BinaryIO) -> Generator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as opened:
            yield opened
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise NotLoaded("This ZIP is damaged, or packed in a way that can't be read. Pack the files again.") from error


def _wanted(opened: zipfile.ZipFile, packed_bytes: int) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in opened.infolist() if not entry.is_dir()]
    if len(entries) > MOST_ENTRIES:
        raise NotLoaded(f"The ZIP holds {len(entries)} files; a material has a few. Keep at most {MOST_ENTRIES}.")
    for entry in entries:
        if _leads_out(entry.filename):
            raise NotLoaded(f'The ZIP was refused: "{_short(entry.filename)}" leads out of it. Pack the files again.')
        if entry.flag_bits & 1:
            raise NotLoaded("The ZIP is protected by a password. Pack the files again without one.")
        if entry.file_size > MOST_FILE_BYTES:
            raise NotLoaded(f'"{_short(entry.filename)}" is larger than {MOST_FILE_BYTES >> 20} MB. Make it smaller.')
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES or (total > _SMALL_BYTES and total > _SUSPICIOUS_RATIO * packed_bytes):
        raise NotLoaded(
            f"The ZIP would unpack to {max(1, total >> 20)} MB, more than a material needs. Check the file."
        )
    return [entry for entry in entries if not _is_clutter(entry.filename)]


def _leads_out(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    return ".." in parts or path.startswith(("/", "\\")) or path[1:2] == ":" or "\0" in path


def _is_clutter(path: str) -> bool:
    return path.startswith(_CLUTTER) or PurePosixPath(path).name in _CLUTTER_NAMES


def _short(path: str) -> str:
    return "".join(character for character in path if character.isprintable())[:60]
