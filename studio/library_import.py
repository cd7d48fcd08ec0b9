"""A library's archive comes in: everything is checked before anything is written, and what is there already stays."""

import asyncio
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects import sqlite

from studio.archive_rows import KINDS, LONGEST_LINE_BYTES, refuse, row_of
from studio.changes import Changes
from studio.clock import Clock
from studio.errors import NotMedia, StorageFull
from studio.files import FileStore, Stored
from studio.insertion import insert_file
from studio.ledger import Ledger
from studio.library_export import FORMAT, HEADER, VERSION
from studio.library_search import pieces
from studio.storage import KEPT_FREE_BYTES, free_bytes
from studio.tables import assets, jobs
from studio.zip_stream import PIECE_BYTES

_MOST_ROWS = 2_000_000
_MOST_ENTRIES = 1_000_000
_LARGEST_HEADER_BYTES = 10_000
_ROWS_AT_ONCE = 300
_LINES = {f"{name}.jsonl": name for name in KINDS}


@dataclass(frozen=True)
class Imported:
    """What an import brought: jobs and files that were not there before, and how many of the archive's were."""

    jobs: int
    files: int
    known_files: int


@dataclass
class _Contents:
    """What the rows of an archive name."""

    job_ids: set[str] = field(default_factory=set[str])
    asset_ids: set[str] = field(default_factory=set[str])
    needed: dict[str, str] = field(default_factory=dict[str, str])
    """Hash -> kind that its asset says it is, or ""."""
    jobs_of_assets: set[str] = field(default_factory=set[str])


class LibraryImport:
    """Reads archives for one owner at a time."""

    def __init__(
        self,
        ledger: Ledger,
        changes: Changes,
        store: FileStore,
        clock: Clock,
        *,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:
        self._ledger = ledger
        self._changes = changes
        self._store = store
        self._clock = clock
        self._free = free
        self._turn = asyncio.Lock()

    async def read(self, owner: str, path: Path) -> Imported:
        """Bring an archive into the owner's library. Rows keep their ids; those that are there stay as they are.

        Raises:
            ArchiveRefused: It is none, is damaged, or holds what may not come in; nothing was changed.
            StorageFull: The disk has no room for it.
        """
        async with self._turn:
            with await asyncio.to_thread(_opened, path) as archive:
                contents = await asyncio.to_thread(_checked, archive)
                await self._theirs(owner, contents)
                if self._free(path.parent) < sum(entry.file_size for entry in archive.infolist()) + KEPT_FREE_BYTES:
                    raise StorageFull("The disk has no room for this library. Free some space and import it again.")
                stored = await self._kept(archive, contents)
                return await self._written(owner, archive, stored)

    async def _theirs(self, owner: str, contents: _Contents) -> None:
        """Refuse ids that are somebody else's here, and files of jobs that nobody knows."""
        mine: set[str] = set()
        for table, ids in ((jobs, contents.job_ids | contents.jobs_of_assets), (assets, contents.asset_ids)):
            for some in pieces(ids):
                query = select(table.c.id, table.c.owner).where(table.c.id.in_(some))
                for row in await self._ledger.rows(query):
                    if row.owner != owner:
                        refuse("it holds what belongs to somebody else here.")
                    mine.add(row.id)
        if contents.jobs_of_assets - contents.job_ids - mine:
            refuse("a file's job is missing.")

    async def _kept(self, archive: zipfile.ZipFile, contents: _Contents) -> list[Stored]:
        """Bring the files into the store; none is named before all of them have the content that their name says."""
        partials: dict[str, Path] = {}
        try:
            for sha256 in contents.needed:
                partials[sha256] = partial = self._store.new_partial()
                await asyncio.to_thread(_extract, archive, sha256, partial)
            stored: list[Stored] = []
            for sha256, partial in partials.items():
                try:
                    kept = await self._store.keep(partial, draw=False)
                except NotMedia:
                    refuse("a file in it is no picture or video.")
                if contents.needed[sha256] not in ("", kept.info.kind):
                    refuse("a file is not what its row says.")
                stored.append(kept)
            return stored
        except OSError as error:
            raise StorageFull("The disk could not take this library. Free some space and import it again.") from error
        finally:
            for partial in partials.values():
                partial.unlink(missing_ok=True)

    async def _written(self, owner: str, archive: zipfile.ZipFile, stored: list[Stored]) -> Imported:
        now = self._clock.now()
        for start in range(0, len(stored), _ROWS_AT_ONCE):
            await self._ledger.write(*(insert_file(each, now) for each in stored[start : start + _ROWS_AT_ONCE]))
        new = dict.fromkeys(KINDS, 0)
        all_rows = dict.fromkeys(KINDS, 0)
        for name, kind in KINDS.items():
            lines = _lines(archive, name)
            while batch := await asyncio.to_thread(_some_rows, name, lines):
                all_rows[name] += len(batch)
                new[name] += await self._insert(kind.table, [row | {"owner": owner} for row in batch])
        self._changes.bump(owner)
        return Imported(new["jobs"], new["assets"], all_rows["assets"] - new["assets"])

    async def _insert(self, table: Table, rows: list[dict[str, Any]]) -> int:
        return await self._ledger.write(sqlite.insert(table).values(rows).on_conflict_do_nothing())


def _opened(path: Path) -> zipfile.ZipFile:
    """Return the archive, when its directory holds nothing but what an export writes: no paths, nothing packed."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        refuse("it is no ZIP, or is not whole.")
    try:
        _check_entries(archive.infolist(), path.stat().st_size)
        with archive.open(HEADER) as file:
            header: Any = json.loads(file.read(_LARGEST_HEADER_BYTES))
        if not isinstance(header, dict) or header.get("format") != FORMAT:  # pyright: ignore[reportUnknownMemberType]
            refuse("it is no library of Easel's.")
        if header.get("version") != VERSION:  # pyright: ignore[reportUnknownMemberType]
            refuse("a newer Easel wrote it. Update Easel first.")
    except (zipfile.BadZipFile, ValueError, KeyError, RecursionError, EOFError, NotImplementedError, RuntimeError):
        archive.close()
        refuse("it is no library of Easel's.")
    except BaseException:
        archive.close()
        raise
    return archive


def _check_entries(entries: list[zipfile.ZipInfo], size_bytes: int) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > _MOST_ENTRIES or len(set(names)) != len(names):
        refuse("it has too many entries, or one twice.")
    allowed = {HEADER, *_LINES}
    for entry in entries:
        of_file = entry.filename.removeprefix("files/")
        is_file = entry.filename.startswith("files/") and len(of_file) == 64 and set(of_file) <= set("0123456789abcdef")
        if entry.filename not in allowed and not is_file:
            refuse("it holds something that is no part of a library.")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1 or entry.file_size != entry.compress_size:
            refuse("its files are packed; a library's are not.")
    if sum(entry.file_size for entry in entries) > size_bytes:  # one place in the archive that stands for many files
        refuse("its entries are larger than it is.")


def _checked(archive: zipfile.ZipFile) -> _Contents:
    """Return what the rows name, after every one was read."""
    contents, count = _Contents(), 0
    present = set(archive.namelist())
    for name in KINDS:
        for row in _rows(name, _lines(archive, name)):
            count += 1
            if count > _MOST_ROWS:
                refuse("it has too many rows.")
            if name == "jobs":
                contents.job_ids.add(row["id"])
            elif name == "assets":
                contents.asset_ids.add(row["id"])
                contents.jobs_of_assets.add(row["job_id"])
                contents.needed[row["sha256"]] = row["kind"]
            elif name == "references":
                contents.needed.setdefault(row["sha256"], "")
    if any(f"files/{sha256}" not in present for sha256 in contents.needed):
        refuse("a file is missing.")
    return contents


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with suppress(KeyError), archive.open(f"{name}.jsonl") as file:
        while True:
            try:
                line = file.readline(LONGEST_LINE_BYTES + 1)
            except (zipfile.BadZipFile, EOFError, OSError):
                refuse("it is damaged.")
            if not line:
                return
            if len(line) > LONGEST_LINE_BYTES:
                refuse(f"{name}.jsonl has a line that is too long.")
            yield line


def _rows(name: str, lines: Iterator[bytes]) -> Iterator[dict[str, Any]]:
    return (row_of(name, line) for line in lines)


def _some_rows(name: str, lines: Iterator[bytes]) -> list[dict[str, Any]]:
    return list(islice(_rows(name, lines), _ROWS_AT_ONCE))


def _extract(archive: zipfile.ZipFile, sha256: str, partial: Path) -> None:
    digest = hashlib.sha256()
    try:
        with archive.open(f"files/{sha256}") as source, partial.open("wb") as target:
            while piece := source.read(PIECE_BYTES):
                digest.update(piece)
                target.write(piece)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        refuse("it is damaged.")
    if digest.hexdigest() != sha256:
        refuse("a file is not what its name says.")
