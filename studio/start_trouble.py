"""Why Easel could not start, in a sentence that names the cause and what to do."""

import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from studio.errors import StudioError

_ELSEWHERE = "or set EASEL_DATA_DIR to another directory, and start Easel again."
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_NO_DIRECTORY = (errno.ENOTDIR, errno.EEXIST)


def why_not(error: BaseException, data_dir: Path) -> str | None:
    """Return the sentence for what a start ended in; None: nothing that is known, a mistake of ours.

    Args:
        error: What was raised while the studio was built or opened.
        data_dir: The directory it uses.
    """
    match error:
        case StudioError():
            return str(error)
        case DBAPIError():
            return _of_database(error, data_dir)
        case OSError():
            return _of_disk(error, data_dir)
        case _:
            return None


def _of_database(error: DBAPIError, data_dir: Path) -> str:
    path = data_dir / "easel.db"
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            why, remedy = (
                "is damaged or no database",
                f"Put back a copy of it, move it away to begin anew, {_ELSEWHERE}",
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            why, remedy = "is locked by another program", f"Close that one, {_ELSEWHERE}"
        case sqlite3.SQLITE_FULL:
            return _no_room(data_dir)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            why, remedy = "cannot be written", f"Give this account the right to write it, {_ELSEWHERE}"
        case sqlite3.SQLITE_CANTOPEN if path.is_dir():
            why, remedy = "is a directory", f"Move it away, {_ELSEWHERE}"
        case sqlite3.SQLITE_CANTOPEN:
            why, remedy = "cannot be opened", f"Give this account the right to write it and its directory, {_ELSEWHERE}"
        case sqlite3.SQLITE_IOERR:
            why, remedy = "cannot be read or written: the disk answers with an error", f"Check the disk, {_ELSEWHERE}"
        case _:
            why, remedy = f"is not as Easel writes it ({error.orig})", f"Put back a copy of it, {_ELSEWHERE}"
    return f"The database {path} {why}. {remedy}"


def _of_disk(error: OSError, data_dir: Path) -> str:
    path = error.filename if isinstance(error.filename, str) else str(data_dir)
    if error.errno in _NO_ROOM:
        return _no_room(data_dir)
    if error.errno in _NO_RIGHT:
        return f"{path} cannot be written or read. Give this account the right to, {_ELSEWHERE}"
    if error.errno in _NO_DIRECTORY:
        file = _in_the_way(Path(path))
        return f"{file} is in the way: a directory is needed there, and it is none. Move it away, {_ELSEWHERE}"
    if error.errno == errno.EISDIR:
        return f"{path} is a directory where a file is needed. Move it away, {_ELSEWHERE}"
    return f"{path} cannot be used: {error.strerror or error}. Mend that, {_ELSEWHERE}"


def _in_the_way(path: Path) -> Path:
    """Return the file that stands where a path needs a directory: itself, or one above it."""
    return next((above for above in reversed(path.parents) if above.exists() and not above.is_dir()), path)


def _no_room(data_dir: Path) -> str:
    return f"There is no room left on the disk of {data_dir}. Free some, {_ELSEWHERE}"
