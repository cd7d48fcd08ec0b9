"""A library's archive comes in: everything is checked before anything is written, and what is there already stays."""

import asyncio
import json
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.dialects import sqlite

from providers.happened import happened
from studio.archive.archive_files import FOLDER, bring_originals
from studio.archive.archive_rows import KINDS, LONGEST_LINE_BYTES, refuse, row_of
from studio.archive.library_export import FORMAT, HEADER, VERSION
from studio.clock import Clock
from studio.errors import StorageFull
from studio.files.disk_space import KEPT_FREE_BYTES, free_bytes
from studio.files.file_store import FileStore, Stored
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_file
from studio.ledger.job import FINAL_STATES
from studio.ledger.tables import assets, batches, jobs, references
from studio.library.library_search import pieces

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
    tagged: set[str] = field(default_factory=set[str])
    hashes_told_of: set[str] = field(default_factory=set[str])
    """By references and lineage; their files may be gone."""
    sides: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """Id of a batch -> how many values each of its axes has."""

    def note(self, name: str, row: dict[str, Any]) -> None:
        """Remember what a row of a kind names."""
        match name:
            case "batches":
                self.sides[row["id"]] = [len(values) for _, values in row["axes"]]
            case "cells":
                sides = self.sides.get(row["batch_id"])
                if sides is None or not _is_place(row["at"], sides):
                    refuse(happened("archive_batch_damaged"))
                self.jobs_told_of.update(id_ for id_ in (row["job_id"], row["again_of"]) if id_)
            case "jobs":
                self.job_ids.add(row["id"])
            case "assets":
                self.asset_ids.add(row["id"])
                self.jobs_of_assets.add(row["job_id"])
                self.needed[row["sha256"]] = row["kind"]
            case "tags":
                self.tagged.add(row["asset_id"])
            case "references":
                self.needed.setdefault(row["sha256"], "")
                self.hashes_told_of.update({row["made_from"]} - {None})
            case "lineage":
                self.hashes_told_of.update({row["sha256"]} - {None})
            case "profiles":
                self.jobs_told_of.add(row["job_id"])
            case _:
                pass


@dataclass(frozen=True)
class _Known:
    """What rows of an archive may name: it is in the archive, or the importer's already."""

    job_ids: set[str]
    asset_ids: set[str]
    hashes: set[str]
    batches_here: set[str]
    """Batches of the archive that are in the library already."""

    def fitted(self, name: str, row: dict[str, Any]) -> dict[str, Any] | None:
        """Return a row without what it may not name, or None when nothing of it is left."""
        match name:
            case "cells" if row["batch_id"] in self.batches_here:  # it gets no more of them
                return None
            case "cells":
                return row | {of: row[of] if row[of] in self.job_ids else None for of in ("job_id", "again_of")}
            case "tags":
                return row if row["asset_id"] in self.asset_ids else None
            case "lineage":
                return row | {"sha256": row["sha256"] if row["sha256"] in self.hashes else None}
            case "references":
                known = row["made_from"] in self.hashes
                return row | {"made_from": row["made_from"] if known else None, "edit": row["edit"] if known else None}
            case _:
                return row


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
            now = self._clock.now()
            with await asyncio.to_thread(_opened, path) as archive:
                contents = await asyncio.to_thread(_checked, archive, now)
                known = await self._known(owner, contents)
                if self._free(path.parent) < sum(entry.file_size for entry in archive.infolist()) + KEPT_FREE_BYTES:
                    raise StorageFull(happened("no_room_for_library"))
                stored = await self._kept(archive, path, contents)
                return await self._written(owner, archive, stored, known, now)

    async def _known(self, owner: str, contents: _Contents) -> _Known:
        """Return what rows may name. Refuses ids that are somebody else's here, and files of no ended job."""
        ended: set[str] = set()
        mine: dict[Table, set[str]] = {jobs: set(), assets: set(), batches: set()}
        named = contents.job_ids | contents.jobs_of_assets | contents.jobs_told_of
        for table, ids in ((jobs, named), (assets, contents.asset_ids), (batches, contents.sides)):
            for some in pieces(ids):
                for row in await self._ledger.rows(select(table).where(table.c.id.in_(some))):
                    if row.owner != owner:
                        refuse(happened("archive_of_others"))
                    mine[table].add(row.id)
                    if table is jobs and row.state in FINAL_STATES:
                        ended.add(row.id)
        if contents.jobs_of_assets - (contents.job_ids - mine[jobs]) - ended:
            refuse(happened("archive_job_missing"))
        asset_ids = contents.asset_ids | await self._of(owner, assets.c.id, contents.tagged)
        hashes = set(contents.needed)
        for of in (assets.c.sha256, references.c.sha256):
            hashes |= await self._of(owner, of, contents.hashes_told_of - hashes)
        return _Known(contents.job_ids | mine[jobs], asset_ids, hashes, mine[batches])

    async def _of(self, owner: str, column: Column[str], values: Collection[str]) -> set[str]:
        """Return those values of a column that rows of an owner have."""
        found: set[str] = set()
        for some in pieces(values):
            query = select(column).where(column.in_(some), column.table.c.owner + "" == owner)
            found.update(row[0] for row in await self._ledger.rows(query))
        return found

    async def _kept(self, archive: zipfile.ZipFile, path: Path, contents: _Contents) -> list[Stored]:
        try:
            return await asyncio.to_thread(bring_originals, archive, path, contents.needed, self._store)
        except OSError as error:
            raise StorageFull(happened("disk_took_no_library")) from error

    async def _written(
        self, owner: str, archive: zipfile.ZipFile, stored: list[Stored], known: _Known, now: datetime
    ) -> Imported:
        for start in range(0, len(stored), _ROWS_AT_ONCE):
            await self._ledger.write(*(insert_file(each, now) for each in stored[start : start + _ROWS_AT_ONCE]))
        new = dict.fromkeys(KINDS, 0)
        all_rows = dict.fromkeys(KINDS, 0)
        for name, kind in KINDS.items():
            owned = {"owner": owner} if "owner" in kind.table.c else {}
            lines = _lines(archive, name)
            while batch := await asyncio.to_thread(_some_rows, name, lines, now):
                all_rows[name] += len(batch)
                fitting = [row | owned for row in (known.fitted(name, row) for row in batch) if row is not None]
                new[name] += await self._insert(kind.table, fitting)
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
        refuse(happened("archive_no_zip"))
    try:
        _check_entries(archive.infolist(), path.stat().st_size)
        with archive.open(HEADER) as file:
            header: Any = json.loads(file.read(_LARGEST_HEADER_BYTES))
        if not isinstance(header, dict) or header.get("format") != FORMAT:  # pyright: ignore[reportUnknownMemberType]
            refuse(happened("archive_no_library"))
        if header.get("version") not in range(1, VERSION + 1):  # pyright: ignore[reportUnknownMemberType]
            refuse(happened("archive_too_new"))
    except (zipfile.BadZipFile, ValueError, KeyError, RecursionError, EOFError, NotImplementedError, RuntimeError):
        archive.close()
        refuse(happened("archive_no_library"))
    except BaseException:
        archive.close()
        raise
    return archive


def _check_entries(entries: list[zipfile.ZipInfo], size_bytes: int) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > _MOST_ENTRIES or len(set(names)) != len(names):
        refuse(happened("archive_too_many_entries"))
    allowed = {HEADER, *_LINES}
    for entry in entries:
        of_file = entry.filename.removeprefix(FOLDER)
        is_file = entry.filename.startswith(FOLDER) and len(of_file) == 64 and set(of_file) <= set("0123456789abcdef")
        if entry.filename not in allowed and not is_file:
            refuse(happened("archive_holds_other"))
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1 or entry.file_size != entry.compress_size:
            refuse(happened("archive_packed"))
    if sum(entry.file_size for entry in entries) > size_bytes:  # one place in the archive that stands for many files
        refuse(happened("archive_entries_too_large"))


def _checked(archive: zipfile.ZipFile, now: datetime) -> _Contents:
    """Return what the rows name, after every one was read."""
    contents, count = _Contents(), 0
    present = set(archive.namelist())
    for name in KINDS:
        for row in _rows(name, _lines(archive, name), now):
            count += 1
            if count > _MOST_ROWS:
                refuse(happened("archive_too_many_rows"))
            contents.note(name, row)
    if any(f"{FOLDER}{sha256}" not in present for sha256 in contents.needed):
        refuse(happened("archive_file_missing"))
    return contents


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with suppress(KeyError), archive.open(f"{name}.jsonl") as file:
        while True:
            try:
                line = file.readline(LONGEST_LINE_BYTES + 1)
            except (zipfile.BadZipFile, EOFError, OSError):
                refuse(happened("archive_damaged"))
            if not line:
                return
            if len(line) > LONGEST_LINE_BYTES:
                refuse(happened("archive_line_too_long", table=name))
            yield line


def _rows(name: str, lines: Iterator[bytes], now: datetime) -> Iterator[dict[str, Any]]:
    return (row_of(name, line, now) for line in lines)


def _some_rows(name: str, lines: Iterator[bytes], now: datetime) -> list[dict[str, Any]]:
    return list(islice(_rows(name, lines, now), _ROWS_AT_ONCE))
