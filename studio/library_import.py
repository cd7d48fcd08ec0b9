"""A library's archive comes in: everything is checked before anything is written, and what is there already stays."""

import asyncio
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

from studio.archive_files import FOLDER, bring_originals
from studio.archive_rows import KINDS, LONGEST_LINE_BYTES, refuse, row_of
from studio.changes import Changes
from studio.clock import Clock
from studio.errors import StorageFull
from studio.files import FileStore, Stored
from studio.insertion import insert_file
from studio.ledger import Ledger
from studio.library_export import FORMAT, HEADER, VERSION
from studio.library_search import pieces
from studio.storage import KEPT_FREE_BYTES, free_bytes
from studio.tables import assets, batches, jobs

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
    jobs_told_of: set[str] = field(default_factory=set[str])
    """By cells of batches, and profiles; they may be gone."""
    sides: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """Id of a batch -> how many values each of its axes has."""
    batches_here: set[str] = field(default_factory=set[str])
    """Those of them that are in the library already."""

    def note(self, name: str, row: dict[str, Any]) -> None:
        """Remember what a row of a kind names."""
        match name:
            case "batches":
                self.sides[row["id"]] = [len(values) for _, values in row["axes"]]
            case "cells":
                sides = self.sides.get(row["batch_id"])
                if sides is None or not _is_place(row["at"], sides):
                    refuse("a batch in it is damaged.")
                self.jobs_told_of.update(id_ for id_ in (row["job_id"], row["again_of"]) if id_)
            case "jobs":
                self.job_ids.add(row["id"])
            case "assets":
                self.asset_ids.add(row["id"])
                self.jobs_of_assets.add(row["job_id"])
                self.needed[row["sha256"]] = row["kind"]
            case "references":
                self.needed.setdefault(row["sha256"], "")
            case "profiles":
                self.jobs_told_of.add(row["job_id"])
            case _:
                pass


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
                stored = await self._kept(archive, path, contents)
                return await self._written(owner, archive, stored, contents.batches_here)

    async def _theirs(self, owner: str, contents: _Contents) -> None:
        """Refuse ids that are somebody else's here, and files of jobs that nobody knows."""
        mine: set[str] = set()
        named = contents.job_ids | contents.jobs_of_assets | contents.jobs_told_of
        for table, ids in ((jobs, named), (assets, contents.asset_ids), (batches, contents.sides)):
            for some in pieces(ids):
                query = select(table.c.id, table.c.owner).where(table.c.id.in_(some))
                for row in await self._ledger.rows(query):
                    if row.owner != owner:
                        refuse("it holds what belongs to somebody else here.")
                    (contents.batches_here if table is batches else mine).add(row.id)
        if contents.jobs_of_assets - contents.job_ids - mine:
            refuse("a file's job is missing.")

    async def _kept(self, archive: zipfile.ZipFile, path: Path, contents: _Contents) -> list[Stored]:
        try:
            return await asyncio.to_thread(bring_originals, archive, path, contents.needed, self._store)
        except OSError as error:
            raise StorageFull("The disk could not take this library. Free some space and import it again.") from error

    async def _written(
        self, owner: str, archive: zipfile.ZipFile, stored: list[Stored], batches_here: set[str]
    ) -> Imported:
        now = self._clock.now()
        for start in range(0, len(stored), _ROWS_AT_ONCE):
            await self._ledger.write(*(insert_file(each, now) for each in stored[start : start + _ROWS_AT_ONCE]))
        new = dict.fromkeys(KINDS, 0)
        all_rows = dict.fromkeys(KINDS, 0)
        for name, kind in KINDS.items():
            lines = _lines(archive, name)
            while batch := await asyncio.to_thread(_some_rows, name, lines):
                all_rows[name] += len(batch)
                if name == "cells":  # a batch that is here gets no more of them
                    batch = [row for row in batch if row["batch_id"] not in batches_here]
                else:
                    batch = [row | {"owner": owner} for row in batch]
                new[name] += await self._insert(kind.table, batch)
        self._changes.bump(owner)
        return Imported(new["jobs"], new["assets"], all_rows["assets"] - new["assets"])

    async def _insert(self, table: Table, rows: list[dict[str, Any]]) -> int:
        if not rows:
            return 0
        return await self._ledger.write(sqlite.insert(table).values(rows).on_conflict_do_nothing())


def _is_place(at: list[Any], sides: list[int]) -> bool:
    """Tell whether a cell's place is one on axes of so many values."""
    return len(at) == len(sides) and all(
        isinstance(place, int) and not isinstance(place, bool) and 0 <= place < side
        for place, side in zip(at, sides, strict=True)
    )


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
        if header.get("version") not in range(1, VERSION + 1):  # pyright: ignore[reportUnknownMemberType]
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
        of_file = entry.filename.removeprefix(FOLDER)
        is_file = entry.filename.startswith(FOLDER) and len(of_file) == 64 and set(of_file) <= set("0123456789abcdef")
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
            contents.note(name, row)
    if any(f"{FOLDER}{sha256}" not in present for sha256 in contents.needed):
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
