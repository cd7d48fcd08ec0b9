"""What people deleted: restorable for 30 days, then gone; a file leaves the disk with the last row that uses it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, or_, select, text
from sqlalchemy.engine import Row

from providers.happened import happened
from studio.clock import Clock, micros, moment_at
from studio.errors import NotFound
from studio.files.file_store import FileStore
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import FINAL_STATES, Asset
from studio.ledger.records import asset_of, select_assets
from studio.ledger.tables import asset_tags, assets, files, jobs, metadata, uploads
from studio.library.library_search import pieces

log = logging.getLogger(__name__)

KEPT_DAYS = 30
_LOOK_S = 3600.0
_AT_ONCE = 500
_USERS = [table for table in metadata.tables.values() if "sha256" in table.c and table not in (files, uploads)]
"""Every table whose rows need a file."""
_FORGET_WORDS = text(
    "DELETE FROM asset_words WHERE rowid IN :places AND rowid NOT IN (SELECT place FROM assets WHERE place IN :places)"
).bindparams(bindparam("places", expanding=True))


@dataclass(frozen=True)
class Deleted:
    """A file in the bin, and since when."""

    asset: Asset
    deleted_at: datetime

    @property
    def cursor(self) -> str:
        """Where the next page begins: hand it to `Bin.page` as `before`."""
        return f"{micros(self.deleted_at)}_{self.asset.place}"


class Bin:
    """Deleted files of all owners; every call that a person makes names the owner.

    Nothing else is ever deleted: what nobody deleted by hand has no `deleted_at`, and is passed over here.
    """

    def __init__(self, ledger: Ledger, changes: Changes, store: FileStore, clock: Clock) -> None:
        self._ledger = ledger
        self._changes = changes
        self._store = store
        self._clock = clock
        self._waiting: set[str] = set()  # files that nothing needed but that were just handed out
        self.when_dropped: list[Callable[[str], Awaitable[None]]] = []
        """Called with the hash of each file that has left the disk: others may have made something of it."""

    async def page(self, owner: str, *, before: str | None = None, limit: int = 50) -> list[Deleted]:
        """Return the owner's deleted files, the last deleted first.

        Args:
            owner: Whose.
            before: `cursor` of the last item of the page before; None for the first page.
            limit: At most so many.

        Raises:
            NotFound: `before` is no cursor.
        """
        query = select_assets().where(assets.c.owner == owner, assets.c.deleted_at.is_not(None))
        if before is not None:
            moment, place = _cursor(before)
            at = assets.c.deleted_at
            query = query.where(at <= moment, or_(at < moment, assets.c.place < place))
        query = query.order_by(assets.c.deleted_at.desc(), assets.c.place.desc()).limit(limit)
        return [Deleted(asset_of(row), row.deleted_at) for row in await self._ledger.rows(query)]

    async def get(self, owner: str, asset_id: str) -> Asset:
        """Return one deleted file.

        Raises:
            NotFound: The owner has none such.
        """
        mine = and_(assets.c.owner == owner, assets.c.id == asset_id, assets.c.deleted_at.is_not(None))
        row = await self._ledger.first(select_assets().where(mine))
        if row is None:
            raise NotFound(happened("file_not_in_bin"))
        return asset_of(row)

    async def empty(self, owner: str, asset_ids: Collection[str] | None = None) -> int:
        """Delete for good what is in the bin, or some of it. Returns how many files.

        Those of a job that is still under way stay: it would bring them again.
        """
        if asset_ids is None:
            return await self._purge(assets.c.owner == owner)
        return sum(
            [await self._purge(and_(assets.c.owner == owner, assets.c.id.in_(ids))) for ids in pieces(asset_ids)]
        )

    async def tidy(self) -> int:
        """Delete for good what was deleted more than 30 days ago, of all owners. Returns how many files."""
        count = await self._purge(assets.c.deleted_at < self._clock.now() - timedelta(days=KEPT_DAYS))
        await self._drop(list(self._waiting))
        return count

    async def drop_unneeded(self, sha256s: Collection[str]) -> int:
        """Take those files off the disk that no row of any owner needs, in the bin or out of it. Returns how many."""
        needed: set[str] = set()
        for table in _USERS:
            needed.update(row.sha256 for row in await self._ledger.rows(select(table.c.sha256).distinct()))
        return await self._drop([sha256 for sha256 in sha256s if sha256 not in needed])

    async def keep_tidy(self) -> None:
        """Tidy now and every hour, until cancelled."""
        while True:
            try:
                await self.tidy()
            except Exception:
                log.exception("the bin could not be emptied")
            await asyncio.sleep(_LOOK_S)

    async def _purge(self, which: ColumnElement[bool]) -> int:
        query = select(assets.c.id, assets.c.owner, assets.c.place, assets.c.sha256).join(
            jobs, jobs.c.id == assets.c.job_id
        )
        query = query.where(assets.c.deleted_at.is_not(None), which, jobs.c.state.in_(FINAL_STATES)).limit(_AT_ONCE)
        count = 0
        while rows := await self._ledger.rows(query):
            gone = await self._forget(rows)
            if not gone:
                break
            count += gone
            await self._drop([row.sha256 for row in rows])
            for owner in {row.owner for row in rows}:
                self._changes.bump(owner)
        return count

    async def _forget(self, rows: Sequence[Row[Any]]) -> int:
        ids = [row.id for row in rows]
        still = and_(assets.c.id.in_(ids), assets.c.deleted_at.is_not(None))  # not restored meanwhile
        orphans = and_(asset_tags.c.asset_id.in_(ids), ~exists().where(assets.c.id == asset_tags.c.asset_id))
        return await self._ledger.write(
            delete(assets).where(still),
            delete(asset_tags).where(orphans),
            _FORGET_WORDS.bindparams(places=[row.place for row in rows if row.place is not None]),
        )

    async def _drop(self, sha256s: Collection[str]) -> int:
        """Take files off the disk that no row needs any more. Returns how many."""
        count = 0
        for sha256 in dict.fromkeys(sha256s):
            if await self._drop_one(sha256):
                count += 1
                self._waiting.discard(sha256)
                await asyncio.gather(*(call(sha256) for call in self.when_dropped))
        return count

    async def _drop_one(self, sha256: str) -> bool:
        if self._store.handed_out(sha256):  # its row may be on its way
            self._waiting.add(sha256)
            return False
        # One statement decides: whatever was asked to be written before it is written by then.
        needed = or_(*(exists().where(table.c.sha256 == sha256) for table in _USERS))
        await self._ledger.write(delete(files).where(files.c.sha256 == sha256, ~needed))
        if await self._ledger.first(select(files.c.sha256).where(files.c.sha256 == sha256)) is not None:
            self._waiting.discard(sha256)
            return False
        return await self._store.drop(sha256)


def _cursor(before: str) -> tuple[datetime, int]:
    moment, _, place = before.partition("_")
    try:
        return moment_at(int(moment)), int(place)
    except (ValueError, OverflowError):
        raise NotFound(happened("bin_page_gone")) from None
