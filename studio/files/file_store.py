"""The file store: every original once, named by its content, written so that a name never stands for half a file."""

import asyncio
import hashlib
import logging
import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from providers.happened import happened
from studio.errors import Damaged, NotFound, NotMedia
from studio.files.inspection import MediaInfo, archive_info, file_info, inspect
from studio.files.thumbnails import make_thumbnail

log = logging.getLogger(__name__)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK_BYTES = 1024 * 1024
_SETTLE_S = 3600.0
_WORKERS = 2  # decoding a large picture takes hundreds of MB; few at a time


@dataclass(frozen=True)
class Stored:
    """A kept file.

    Attributes:
        sha256: Hex digest of its content; its name in the store.
        info: What it is.
    """

    sha256: str
    info: MediaInfo


class FileStore:
    """Originals and thumbnails under one directory.

    Files arrive as partial files, are decoded once and flushed to the disk, and only then get their name.
    """

    def __init__(self, data_dir: Path, *, settle_s: float = _SETTLE_S) -> None:
        """Make it; nothing is touched yet.

        Args:
            data_dir: Takes the directories.
            settle_s: A file that was kept so recently is not dropped: whoever kept it has yet to write a row of it.
        """
        self._settle_s = settle_s
        self._kept: dict[str, float] = {}
        self._keeping = threading.Lock()
        self.originals = data_dir / "files"
        self._thumbnails = data_dir / "thumbnails"
        self._partials = data_dir / "partial"
        self._workers = ThreadPoolExecutor(_WORKERS, "file store")

    def open(self) -> None:
        """Make the directories and remove what an earlier process left half written."""
        for directory in (self.originals, self._thumbnails, self._partials):
            directory.mkdir(parents=True, exist_ok=True)
        for leftover in self._partials.iterdir():
            leftover.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Return where an original is.

        Raises:
            NotFound: That is no digest.
        """
        return self._place(self.originals, sha256, "")

    def thumbnail(self, sha256: str) -> Path:
        """Return where the thumbnail of an original is (WebP, at most 384 x 384 px).

        It may be missing when the file could not be drawn small; `ensure_thumbnail` tries again.

        Raises:
            NotFound: That is no digest.
        """
        return self._place(self._thumbnails, sha256, ".webp")

    def new_partial(self) -> Path:
        """Return a fresh path to write a file to before `keep`."""
        return self._partials / f"{secrets.token_hex(16)}.part"

    async def keep(self, partial: Path, *, draw: bool = True) -> Stored:
        """Check a complete partial file, give it its name and draw its thumbnail. The partial file is used up.

        Without `draw` the thumbnail waits until it is asked for.

        Raises:
            NotMedia: It is no picture or video that Easel keeps; the partial file is removed.
            OSError: The disk is full or cannot be written; the partial file stays.
        """
        return await self._in_worker(self._keep, partial, draw)

    async def keep_copy(self, source: Path) -> Stored:
        """Keep a copy of a file that stays where it is. Raises as `keep`."""
        return await self._in_worker(self._keep_copy, source, False)

    async def keep_link(self, source: Path) -> Stored:
        """Keep a result under a second name: it takes no more room. Nobody may write to it later.

        Whatever it is, it was paid for: what is no picture or video, or a damaged one, is kept as a file.

        Raises:
            NotMedia: It is empty or a text.
            OSError: The disk is full or cannot be written.
        """
        return await self._in_worker(self._keep_copy, source, True)

    def lone_thumbnails(self) -> Iterator[Path]:
        """Walk the thumbnails whose original is gone."""
        for thumbnail in self._thumbnails.glob("*/*.webp"):
            if not (self.originals / thumbnail.parent.name / thumbnail.stem).exists():
                yield thumbnail

    def holds(self, sha256: str) -> bool:
        """Tell whether an original is here. One that is stays for as long as one that was just kept."""
        with self._keeping:
            known = self.path(sha256).exists()
            if known:
                self._kept[sha256] = time.monotonic()
        return known

    def adopt(self, partials: Mapping[str, Path]) -> None:
        """Give complete partial files, which are flushed to the disk, their names; call it in a worker thread.

        Args:
            partials: Hex digest of the content -> partial file, which is used up.

        Raises:
            OSError: The disk is full or cannot be written; the partial files that have no name yet stay.
        """
        directories: set[Path] = set()
        for sha256, partial in partials.items():
            if self.holds(sha256):
                partial.unlink()
                continue
            original = self.path(sha256)
            original.parent.mkdir(parents=True, exist_ok=True)
            with self._keeping:
                self._kept[sha256] = time.monotonic()
                partial.replace(original)
            directories.add(original.parent)
        for directory in directories:
            flush(directory)

    async def keep_archive(self, partial: Path) -> Stored:
        """Keep a ZIP that was just written; it has no thumbnail. The partial file is used up.

        Raises:
            OSError: The disk is full or cannot be written; the partial file stays.
        """
        return await self._in_worker(self._keep_archive, partial)

    async def ensure_thumbnail(self, sha256: str) -> Path:
        """Return the thumbnail, drawing it now if it is missing.

        Raises:
            NotFound: The original is not in the store, or cannot be drawn.
        """
        thumbnail = self.thumbnail(sha256)
        if not thumbnail.exists():
            original = self.path(sha256)
            if not original.exists():
                raise NotFound(happened("file_gone"))
            await self._in_worker(self._draw, original, thumbnail)
            if not thumbnail.exists():
                raise NotFound(happened("no_small_picture"))
        return thumbnail

    def handed_out(self, sha256: str) -> bool:
        """Tell whether a file was kept so recently that its row may not be written yet."""
        at = self._kept.get(sha256)
        return at is not None and time.monotonic() - at < self._settle_s

    async def drop(self, sha256: str) -> bool:
        """Remove an original and its thumbnail, unless it was just handed out. Returns whether it is gone."""
        return await self._in_worker(self._drop, sha256)

    def close(self) -> None:
        """Let running work end and stop the workers."""
        self._workers.shutdown(wait=False, cancel_futures=True)

    async def _in_worker(self, work: Callable[[*Ts], T], *args: *Ts) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._workers, work, *args)

    def _keep(self, partial: Path, draw: bool = True, anything: bool = False) -> Stored:
        try:
            info = inspect_result(partial) if anything else inspect(partial)
        except Exception:
            partial.unlink(missing_ok=True)
            raise
        sha256 = self._named(partial)
        if draw:
            self._draw(self.path(sha256), self.thumbnail(sha256), info)
        return Stored(sha256, info)

    def _keep_archive(self, partial: Path) -> Stored:
        info = archive_info(partial)
        return Stored(self._named(partial), info)

    def _named(self, partial: Path) -> str:
        """Give a partial file its name, and return that."""
        sha256 = digest(partial)
        if not self.holds(sha256):
            flush(partial)
        self.adopt({sha256: partial})
        return sha256

    def _keep_copy(self, source: Path, link: bool) -> Stored:
        partial = self.new_partial()
        try:
            if not (link and _linked(source, partial)):
                shutil.copyfile(source, partial)
            return self._keep(partial, anything=link)
        finally:
            partial.unlink(missing_ok=True)

    def _drop(self, sha256: str) -> bool:
        with self._keeping:
            if self.handed_out(sha256):
                return False
            self._kept.pop(sha256, None)
            for path in (self.path(sha256), self.thumbnail(sha256)):
                path.unlink(missing_ok=True)
        return True

    def _draw(self, original: Path, thumbnail: Path, info: MediaInfo | None = None) -> None:
        if thumbnail.exists():
            return
        try:
            make_thumbnail(original, info or inspect_result(original), thumbnail)
        except Exception:  # a file without a thumbnail is still the visitor's file
            log.exception("no thumbnail of %s", original.name)

    @staticmethod
    def _place(directory: Path, sha256: str, suffix: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise NotFound(happened("no_such_file"))
        return directory / sha256[:2] / f"{sha256}{suffix}"


def inspect_result(path: Path) -> MediaInfo:
    """Return what a result is: what cannot be shown is a file, if it is no text. Raises as `FileStore.keep_link`."""
    try:
        return inspect(path)
    except NotMedia as error:
        return file_info(path, damaged=isinstance(error, Damaged))


def flush(path: Path) -> None:
    """Bring a file, or the names in a directory, onto the disk. Windows flushes names by itself."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        return False
    return True


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hex; call it in a worker thread."""
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            hashed.update(chunk)
    return hashed.hexdigest()
