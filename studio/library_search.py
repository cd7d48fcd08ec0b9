"""What people look for in the library, as queries that read one page in constant time, however much there is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, column, exists, literal_column, select, table, text

from studio.clock import micros
from studio.tables import asset_tags, assets, jobs
from studio.words import owner_word, sought

ShownAs = Literal["image", "material", "video", "file"]

_words = table("asset_words", column("asset_words"))
# With the sign SQLite can't ask the index of words about one row after another: it goes through what was found.
_FOUND: ColumnElement[Any] = literal_column("+asset_words.rowid")

_AT_ONCE = 500


@dataclass(frozen=True)
class Sought:
    """What is looked for; everything must hold.

    Attributes:
        text: Words in prompt, model, file name, note and tags; see `studio.words.sought`.
        shown_as: Only pictures, maps of materials, or videos.
        kind: Only files of this kind, a picture being one whether it is a map or not.
        capability, model, tag: Only of these.
        favourite: Only favourites.
        since, before: Only what was made from this moment on, and before that one.
    """

    text: str = ""
    shown_as: ShownAs | None = None
    kind: Literal["image", "video", "file"] | None = None
    capability: str | None = None
    model: str | None = None
    tag: str | None = None
    favourite: bool = False
    since: datetime | None = None
    before: datetime | None = None


def pieces(ids: Collection[str]) -> Iterator[list[str]]:
    """Yield a few ids at a time: a statement takes only so many values."""
    all_ids = list(ids)
    for start in range(0, len(all_ids), _AT_ONCE):
        yield all_ids[start : start + _AT_ONCE]


def select_page(query: Select[Any], owner: str, wanted: Sought, before: int | None, limit: int) -> Select[Any] | None:
    """Return the query of one page, newest first; None where nothing can be found.

    Every way to narrow has an index that ends with `place`, so SQLite reads no more rows than the page has, but for
    combinations: there it passes over those of the rarer kind's index, or of the words found, that the rest leaves out.

    Args:
        query: The query of assets.
        owner: Whose.
        wanted: What is looked for.
        before: `place` of the last file of the page before.
        limit: At most so many.
    """
    order: ColumnElement[Any] = assets.c.place
    query = query.where(assets.c.owner == owner, assets.c.deleted_at.is_(None), assets.c.place.is_not(None))
    if wanted.text.strip():
        words = sought(wanted.text)
        if words is None:
            return None
        found = text("asset_words MATCH :found").bindparams(found=f"owner : {owner_word(owner)} AND words : ({words})")
        query = query.join(_words, assets.c.place == _FOUND).where(found)
        order = literal_column("asset_words.rowid")
    elif wanted.tag is not None:
        order = asset_tags.c.place
    if wanted.tag is not None:
        mine = and_(asset_tags.c.owner == owner, asset_tags.c.tag == wanted.tag)
        if wanted.text.strip():
            query = query.where(exists().where(mine, asset_tags.c.asset_id == assets.c.id))
        else:
            query = query.join(asset_tags, and_(mine, asset_tags.c.asset_id == assets.c.id))
    query = query.where(*_narrowed(wanted), *_between(order, wanted, before))
    return query.order_by(order.desc()).limit(limit)


def _narrowed(wanted: Sought) -> list[ColumnElement[bool]]:
    """Return the conditions that compare one column with one value."""
    compared = (
        (assets.c.shown_as, wanted.shown_as),
        (assets.c.kind, wanted.kind),
        (assets.c.capability, wanted.capability),
        (assets.c.model, wanted.model),
        (assets.c.favourite, True if wanted.favourite else None),
    )
    return [of == value for of, value in compared if value is not None]


def _between(order: ColumnElement[Any], wanted: Sought, before: int | None) -> list[ColumnElement[bool]]:
    ends = [end for end in (before, None if wanted.before is None else micros(wanted.before)) if end is not None]
    conditions: list[ColumnElement[bool]] = [order < min(ends)] if ends else []
    if wanted.since is not None:
        conditions.append(order >= micros(wanted.since))
    return conditions


def select_without_result(owner: str, wanted: Sought, before: datetime | None, limit: int) -> Select[Any, Any]:
    """Return the query of jobs that ended without a result, newest first. The words are not compared here."""
    query = select(jobs.c.id, jobs.c.created_at).where(
        jobs.c.owner == owner, text("jobs.state IN ('failed', 'unknown')")
    )
    for of, value in ((jobs.c.capability, wanted.capability), (jobs.c.model, wanted.model)):
        if value is not None:
            query = query.where(of == value)
    if wanted.since is not None:
        query = query.where(jobs.c.created_at >= wanted.since)
    ends = [end for end in (before, wanted.before) if end is not None]
    if ends:
        query = query.where(jobs.c.created_at < min(ends))
    return query.order_by(jobs.c.created_at.desc()).limit(limit)
