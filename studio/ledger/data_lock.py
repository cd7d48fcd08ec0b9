"""One process per data directory: an exclusive lock that the operating system drops when the process dies."""

import errno
import os
from pathlib import Path
from typing import IO

from providers.happened import happened
from studio.errors import DataDirBusy

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class DataDirLock:
    """Exclusive use of a data directory. Two processes on one database would drive the same jobs twice."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "easel.lock"
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Take the lock, making the directory if need be; does nothing when it is held already.

        Raises:
            DataDirBusy: Another process, or another studio of this process, holds it.
        """
        if self._file is not None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("ab")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                raise  # a disk that knows no locks
            raise DataDirBusy(happened("data_dir_busy", directory=str(self._path.parent))) from None
        self._file = file

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: IO[bytes]) -> None:
    if fcntl is not None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    elif os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
