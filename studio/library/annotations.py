"""What people make of their files: favourites, tags and notes."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, insert, literal, select, update

from providers.happened import happened
from providers.plain_text import whole
from studio.errors import FieldErrors
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.tables import asset_tags, assets
from studio.library.library_search import pieces
from studio.library.search_index import NOW_STALE

LONGEST_TAG = 40
LONGEST_NOTE = 2000
_MOST_LISTED = 500


class Annotations:
    """Marks files of the library; every call names the owner, and somebody else's file is absent."""

    def __init__(self, ledger: Ledger, changes: Changes) -> None:
        self._ledger = ledger
        self._changes = changes

    async def favour(self, owner: str, asset_ids: Collection[str], favourite: bool = True) -> int:
        """Make files favourites, or not. Returns how many changed."""
        return await self._set(owner, asset_ids, assets.c.favourite != favourite, favourite=favourite, stale=NOW_STALE)

    async def note(self, owner: str, asset_ids: Collection[str], text: str) -> int:
        """Write a note of at most 2000 characters to files; an empty one removes it. Returns how many changed.

        Raises:
            FieldErrors: It is too long.
        """
        note = whole(text).strip()
        if len(note) > LONGEST_NOTE:
            raise FieldErrors({"note": happened("note_too_long", characters=len(note), most=LONGEST_NOTE)})
        return await self._set(owner, asset_ids, assets.c.note != note, note=note, stale=NOW_STALE)

    async def tag(self, owner: str, asset_ids: Collection[str], tag: str) -> int:
        """Give files a tag. Returns how many did not have it.

        Raises:
            FieldErrors: It is empty or has more than 40 characters.
        """
        name = named(tag)
        if not name or len(name) > LONGEST_TAG:
            raise FieldErrors({"tag": happened("tag_length", most=LONGEST_TAG)})
        known = exists().where(asset_tags.c.asset_id == assets.c.id, asset_tags.c.tag == name)
        count = 0
        for ids in pieces(asset_ids):
            mine = _mine(owner, ids)
            without = select(assets.c.id, literal(name), assets.c.owner, assets.c.place).where(mine, ~known)
            added = insert(asset_tags).from_select(["asset_id", "tag", "owner", "place"], without)
            count += await self._ledger.write(added, update(assets).where(mine).values(stale=NOW_STALE))
        return self._told(owner, count)

    async def untag(self, owner: str, asset_ids: Collection[str], tag: str) -> int:
        """Take a tag away from files. Returns how many had it."""
        count = 0
        for ids in pieces(asset_ids):
            theirs = asset_tags.c.owner == owner, asset_tags.c.asset_id.in_(ids), asset_tags.c.tag == named(tag)
            stale = update(assets).where(_mine(owner, ids)).values(stale=NOW_STALE)
            count += await self._ledger.write(delete(asset_tags).where(*theirs), stale)
        return self._told(owner, count)

    async def of(self, owner: str, asset_ids: Collection[str]) -> dict[str, list[str]]:
        """Return the tags of files that have any: id -> names in order."""
        found: dict[str, list[str]] = {}
        for ids in pieces(asset_ids):
            query = select(asset_tags).where(asset_tags.c.owner == owner, asset_tags.c.asset_id.in_(ids))
            for row in await self._ledger.rows(query.order_by(asset_tags.c.tag)):
                found.setdefault(row.asset_id, []).append(row.tag)
        return found

    async def tags(self, owner: str) -> list[str]:
        """Return the tags of the owner's files, in order, at most 500."""
        return await self._each(asset_tags.c.tag, asset_tags.c.owner == owner)

    async def models(self, owner: str) -> list[str]:
        """Return the models of the owner's files, in order, at most 500."""
        return await self._each(assets.c.model, and_(assets.c.owner == owner, assets.c.deleted_at.is_(None)))

    async def _each(self, of: ColumnElement[Any], mine: ColumnElement[bool]) -> list[str]:
        """Return every value of an indexed column once; each takes one look, however many rows have it."""
        found: list[str] = []
        query: Select[Any] = select(func.min(of)).where(mine)
        while len(found) < _MOST_LISTED:
            row = await self._ledger.first(query.where(of > found[-1]) if found else query)
            if row is None or row[0] is None:
                break
            found.append(row[0])
        return found

    async def _set(self, owner: str, asset_ids: Collection[str], which: ColumnElement[bool], **values: Any) -> int:
        count = 0
        for ids in pieces(asset_ids):
            count += await self._ledger.write(update(assets).where(_mine(owner, ids), which).values(**values))
        return self._told(owner, count)

    def _told(self, owner: str, count: int) -> int:
        if count:
            self._changes.bump(owner)
        return count


def named(tag: str) -> str:
    """Return a tag as it is kept: in small letters, with single spaces."""
    return " ".join(whole(tag).lower().split())


def _mine(owner: str, ids: Collection[str]) -> ColumnElement[bool]:
    return and_(assets.c.owner + "" == owner, assets.c.deleted_at.is_(None), assets.c.id.in_(list(ids)))
