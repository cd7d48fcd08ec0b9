"""Originals of a library's archive on their way into the store: copied and hashed in one go, then named together."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from providers.happened import happened
from studio.archive.archive_rows import refuse
from studio.errors import NotMedia
from studio.files.file_store import FileStore, Stored, flush, inspect_result
from studio.files.inspection import MediaInfo, archive_info, inspect
from studio.files.zip_stream import PIECE_BYTES

FOLDER = "files/"
"""Before the hash in the name of an original's entry."""
_WORKERS = 2
_LOCAL_HEADER_BYTES = 30


def bring_originals(archive: zipfile.ZipFile, path: Path, needed: Mapping[str, str], store: FileStore) -> list[Stored]:
    """Bring originals into the store; none gets its name before all of them are what their names say.

    All bytes are hashed, and of each file the head is read. Nothing is decoded: a file with this very hash was decoded
    when some Easel first kept it. It takes as long as copying: call it in a worker thread.

    Args:
        archive: It holds what is needed, and nothing in it is packed.
        path: Where the archive is.
        needed: Hex digest -> the kind that its row tells; "" for a reference, which may be of any.
        store: Where they go.

    Raises:
        ArchiveRefused: A file is not what its name or row says, or nothing that Easel keeps.
        OSError: The disk is full or cannot be written.
    """
    partials: dict[str, Path] = {}

    def bring(sha256: str) -> Stored:
        pieces = _content(path, archive.getinfo(FOLDER + sha256))
        if store.holds(sha256):
            _check(pieces, sha256)
            return Stored(sha256, _info(store.path(sha256), needed[sha256]))
        partials[sha256] = partial = store.new_partial()
        _check(pieces, sha256, partial)
        flush(partial)
        return Stored(sha256, _info(partial, needed[sha256]))

    try:
        with ThreadPoolExecutor(_WORKERS, "import") as workers:
            stored = list(workers.map(bring, needed))
        store.adopt(partials)
        return stored
    finally:
        for partial in partials.values():
            partial.unlink(missing_ok=True)


def _content(path: Path, entry: zipfile.ZipInfo) -> Iterator[memoryview]:
    """Yield an entry's bytes as they lie in the archive; each piece is overwritten by the next."""
    buffer = memoryview(bytearray(min(PIECE_BYTES, max(1, entry.file_size))))
    with path.open("rb", buffering=0) as file:
        file.seek(entry.header_offset)
        header = file.read(_LOCAL_HEADER_BYTES)
        name_and_extra = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        file.seek(entry.header_offset + _LOCAL_HEADER_BYTES + name_and_extra)
        left = entry.file_size
        while left > 0 and (count := file.readinto(buffer[: min(left, len(buffer))])):
            yield buffer[:count]
            left -= count


def _check(pieces: Iterator[memoryview], sha256: str, target: Path | None = None) -> None:
    """Write a file's bytes, or only look at them; refuse others than its name says."""
    hashed = hashlib.sha256()
    if target is None:
        for piece in pieces:
            hashed.update(piece)
    else:
        with target.open("wb") as file:
            for piece in pieces:
                hashed.update(piece)
                file.write(piece)
    if hashed.hexdigest() != sha256:
        refuse(happened("archive_file_not_its_name"))


def _result_info(path: Path) -> MediaInfo:
    try:
        return inspect_result(path)
    except NotMedia:
        refuse(happened("archive_file_is_text"))


def _info(path: Path, kind: str) -> MediaInfo:
    if kind == "file":  # a damaged picture is one as well: what it is decides how it is kept, the row how it is shown
        return _result_info(path)
    try:
        info = inspect(path, decode=False)
    except NotMedia:
        if kind or not zipfile.is_zipfile(path):
            refuse(happened("archive_file_no_media"))
        info = archive_info(path)  # photographs of a person that a profile was to be made of
    if kind not in ("", info.kind):
        refuse(happened("archive_file_not_its_row"))
    return info
