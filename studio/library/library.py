"""Everything an owner made: newest first, deletable and restorable, with the settings it was made with."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Update, or_, select, update
from sqlalchemy.engine import Row

from materials.material import MAP_NAMES
from providers.happened import happened
from providers.spec import Requests
from studio.clock import Clock
from studio.errors import FieldErrors, NotFound
from studio.files.naming import download_name
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import Asset, Job
from studio.ledger.job_facts import prompt_of
from studio.ledger.records import Records, asset_of, select_assets, select_by_ids
from studio.ledger.tables import assets
from studio.library.library_search import Sought, pieces, select_page, select_without_result
from studio.library.search_index import NOW_STALE, SearchIndex
from studio.library.search_words import contains

LABELS = ("texture", *MAP_NAMES)
"""What a picture of a material can be: the plain texture, or one of its maps."""

_MOST_COMPARED = 2000
_LONGEST_WAIT_S = 2.0

ALL_OF_JOB = "job:"
"""Before the id of a job where ids of files are asked for: all of its files."""


@dataclass(frozen=True)
class LibraryItem:
    """A kept file and the job that made it; where many are read, the job comes without its `outputs`."""

    asset: Asset
    job: Job

    @property
    def cursor(self) -> str:
        """Where the next page begins: hand it to `Library.page` as `before`."""
        return str(self.asset.place)


class PageOfFiles(list[LibraryItem]):
    """Some files of an owner, newest first.

    Attributes:
        complete: False while some may be missing, for a moment, because very much came at once.
    """

    def __init__(self, items: Iterable[LibraryItem], *, complete: bool) -> None:
        super().__init__(items)
        self.complete = complete


class Library:
    """Kept files of all owners; every call names the owner, and somebody else's file is absent."""

    def __init__(
        self,
        ledger: Ledger,
        records: Records,
        changes: Changes,
        search_index: SearchIndex,
        requests: Requests,
        clock: Clock | None = None,
    ) -> None:
        self._ledger = ledger
        self._records = records
        self._search_index = search_index
        self._requests = requests
        self._changes = changes
        self._clock = clock or Clock()

    async def page(
        self, owner: str, wanted: Sought | None = None, *, before: str | None = None, limit: int = 50
    ) -> PageOfFiles:
        """Return the owner's files, newest first.

        Args:
            owner: Whose.
            wanted: What is looked for; None: everything.
            before: `cursor` of the last item of the page before; None for the first page.
            limit: At most so many.

        Raises:
            NotFound: `before` is no cursor.
        """
        complete = await self.complete()
        query = select_page(select_assets(), owner, wanted or Sought(), _place(before), limit)
        if query is None:
            return PageOfFiles((), complete=complete)
        found = [asset_of(row) for row in await self._ledger.rows(query)]
        made_by = await self._records.jobs_by_id(owner, {asset.job_id for asset in found}, outputs=False)
        items = (LibraryItem(asset, made_by[asset.job_id]) for asset in found if asset.job_id in made_by)
        return PageOfFiles(items, complete=complete)

    async def complete(self) -> bool:
        """Return whether pages show everything now; for a moment they may not, when very much came at once."""
        return await self._search_index.catch_up(_LONGEST_WAIT_S)

    async def without_result(
        self, owner: str, wanted: Sought | None = None, *, before: datetime | None = None, limit: int = 50
    ) -> list[Job]:
        """Return the owner's jobs that failed, or of which nobody knows what became, newest first.

        Words are looked for in the newest 2000 of them; what only files have, such as a tag, is passed over.

        Args:
            owner: Whose.
            wanted: What is looked for; None: all of them.
            before: `created_at` of the last job of the page before.
            limit: At most so many.
        """
        wanted = wanted or Sought()
        query = select_without_result(owner, wanted, before, _MOST_COMPARED if wanted.text.strip() else limit)
        ids = [row.id for row in await self._ledger.rows(query)]
        found: list[Job] = []
        for some in pieces(ids):
            by_id = await self._records.jobs_by_id(owner, some)
            found += [by_id[id_] for id_ in some if id_ in by_id and contains(wanted.text, _said(by_id[id_]))]
            if len(found) >= limit:
                break
        return found[:limit]

    async def get(self, owner: str, asset_id: str) -> LibraryItem:
        """Return one file and its job.

        Raises:
            NotFound: The owner has no such file, or it is deleted.
        """
        asset = await self._records.asset(owner, asset_id)
        job = None if asset is None else await self._records.job(owner, asset.job_id)
        if asset is None or job is None:
            raise NotFound(happened("file_not_in_library"))
        return LibraryItem(asset, job)

    async def chosen(self, owner: str, ids: Collection[str]) -> list[str]:
        """Return the ids of the owner's files that are meant, in order: asset ids, and "job:<id>" for all of a job.

        Those that are deleted, or of somebody else, are not among them.
        """
        found: dict[str, list[str]] = {}
        for some in pieces(ids):
            of_jobs = [id_.removeprefix(ALL_OF_JOB) for id_ in some if id_.startswith(ALL_OF_JOB)]
            meant = or_(assets.c.id.in_(some), assets.c.job_id.in_(of_jobs))
            mine = select(assets.c.id, assets.c.job_id).where(
                assets.c.owner + "" == owner, assets.c.deleted_at.is_(None)
            )
            for row in await self._ledger.rows(mine.where(meant).order_by(assets.c.position)):
                for name in (row.id, ALL_OF_JOB + row.job_id):
                    found.setdefault(name, []).append(row.id)
        return list(dict.fromkeys(id_ for name in ids for id_ in found.get(name, ())))

    async def some(self, owner: str, asset_ids: Collection[str]) -> list[LibraryItem]:
        """Return those of the files that are the owner's and not deleted, in the order of the ids."""
        found: dict[str, LibraryItem] = {}
        for ids in pieces(asset_ids):
            present = select_assets().where(assets.c.deleted_at.is_(None))
            rows = await self._ledger.rows(select_by_ids(present, assets, owner, ids))
            made_by = await self._records.jobs_by_id(owner, {row.job_id for row in rows}, outputs=False)
            found |= {row.id: LibraryItem(asset_of(row), made_by[row.job_id]) for row in rows if row.job_id in made_by}
        return [found[id_] for id_ in asset_ids if id_ in found]

    async def delete(self, owner: str, asset_ids: Collection[str]) -> int:
        """Take files out of the library; `restore` brings them back. Returns how many."""
        return await self._set(owner, asset_ids, assets.c.deleted_at.is_(None), deleted_at=self._clock.now())

    async def restore(self, owner: str, asset_ids: Collection[str]) -> int:
        """Bring deleted files back. Returns how many."""
        return await self._set(owner, asset_ids, assets.c.deleted_at.is_not(None), deleted_at=None)

    async def relabel(self, owner: str, asset_id: str, label: str | None) -> LibraryItem:
        """Say which map a picture of a material is. Another picture of the job with that label takes the old one.

        Args:
            owner: Whose.
            asset_id: The picture.
            label: One of `LABELS`, or None for none of them.

        Raises:
            NotFound: The owner has no such file.
            FieldErrors: There is no such label.
        """
        if label is not None and label not in LABELS:
            raise FieldErrors({"label": happened("no_such_map", label=label[:40], labels=", ".join(LABELS))})
        item = await self.get(owner, asset_id)
        rows = await self._ledger.rows(select(assets).where(assets.c.job_id == item.job.id))
        prompt = prompt_of(self._requests, item.job)
        changes = [_renamed(row, prompt, label, len(rows), certain=True) for row in rows if row.id == asset_id]
        if label is not None:
            changes += [
                _renamed(row, prompt, item.asset.label, len(rows), certain=False)
                for row in rows
                if row.label == label and row.id != asset_id
            ]
        await self._write(owner, *changes)
        return await self.get(owner, asset_id)

    async def _set(self, owner: str, asset_ids: Collection[str], which: ColumnElement[bool], **values: Any) -> int:
        """Set columns of those files that are the owner's and meet a condition; return how many."""
        count = 0
        for ids in pieces(asset_ids):
            count += await self._ledger.write(update(assets).where(*_owned(owner, ids), which).values(**values))
        if count:
            self._changes.bump(owner)
        return count

    async def _write(self, owner: str, *statements: Update) -> int:
        count = await self._ledger.write(*statements)
        if count:
            self._changes.bump(owner)
        return count


def _place(cursor: str | None) -> int | None:
    try:
        return None if cursor is None else int(cursor)
    except ValueError:
        raise NotFound(happened("library_page_gone")) from None


def _said(job: Job) -> str:
    settings = " ".join(value for value in job.request.values() if isinstance(value, str))
    return f"{settings} {job.model} {job.provider} {job.error or ''}"


def _owned(owner: str, asset_ids: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    return assets.c.owner + "" == owner, assets.c.id.in_(list(asset_ids))  # by id: see `records.select_by_ids`


def _renamed(row: Row[Any], prompt: str, label: str | None, count: int, *, certain: bool) -> Update:
    name = download_name(prompt, label, row.position, count, row.name.rpartition(".")[2])
    return (
        update(assets)
        .where(assets.c.id == row.id)
        .values(label=label, label_certain=certain, name=name, stale=NOW_STALE)
    )
