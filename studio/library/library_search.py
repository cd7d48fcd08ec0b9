"""What people look for in the library, as queries that read one page in constant time, however much there is."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, column, literal_column, select, table, text

from studio.clock import micros
from studio.ledger.tables import asset_tags, assets, jobs
from studio.library.search_words import fact_word, owner_word, sought

ShownAs = Literal["image", "material", "video", "file"]

_words = table("asset_words", column("asset_words"))
# With the sign SQLite can't ask the index of words about one row after another: it goes through what was found.
_FOUND: ColumnElement[Any] = literal_column("+asset_words.rowid")

_AT_ONCE = 500


@dataclass(frozen=True)
class Sought:
    """What is looked for; everything must hold.

    Attributes:
        text: Words in prompt, model, file name, note and tags; see `studio.library.search_words.sought`.
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

    @property
    def facts(self) -> dict[str, str]:
        """What is compared with one value each, by name."""
        named = {
            "shown_as": self.shown_as,
            "kind": self.kind,
            "capability": self.capability,
            "model": self.model,
            "favourite": "yes" if self.favourite else None,
            "tag": self.tag,
        }
        return {name: value for name, value in named.items() if value is not None}


def pieces(ids: Collection[str]) -> Iterator[list[str]]:
    """Yield a few ids at a time: a statement takes only so many values."""
    all_ids = list(ids)
    for start in range(0, len(all_ids), _AT_ONCE):
        yield all_ids[start : start + _AT_ONCE]


def select_page(query: Select[Any], owner: str, wanted: Sought, before: int | None, limit: int) -> Select[Any] | None:
    """Return the query of one page, newest first; None where nothing can be found.

    Every single way to narrow has an index that ends with `place`, so SQLite reads no more rows than the page has. For
    combinations the index of words does, where each fact of a file is a word as well.

    Args:
        query: The query of assets.
        owner: Whose.
        wanted: What is looked for.
        before: `place` of the last file of the page before.
        limit: At most so many.
    """
    facts, words = wanted.facts, sought(wanted.text)
    if wanted.text.strip() and words is None:
        return None
    query = query.where(assets.c.deleted_at.is_(None))
    order: ColumnElement[Any] = assets.c.place
    if words is not None or len(facts) > 1 or "kind" in facts:
        named = " AND ".join((owner_word(owner), *(fact_word(*fact) for fact in facts.items())))
        found = f"owner : ({named})" if words is None else f"owner : ({named}) AND words : ({words})"
        query = query.join(_words, assets.c.place == _FOUND)
        # By an expression: no index of assets is to be gone through, with the words looked for once per row.
        query = query.where(text("asset_words MATCH :found").bindparams(found=found), assets.c.owner + "" == owner)
        order = literal_column("asset_words.rowid")
    elif "tag" in facts:
        mine = and_(asset_tags.c.owner == owner, asset_tags.c.tag == wanted.tag)
        query = query.join(asset_tags, and_(mine, asset_tags.c.asset_id == assets.c.id))
        order = asset_tags.c.place
    else:
        query = query.where(assets.c.owner == owner, assets.c.place.is_not(None))
        query = query.where(
            *(assets.c[name] == (value if name != "favourite" else True) for name, value in facts.items())
        )
    return query.where(*_between(order, wanted, before)).order_by(order.desc()).limit(limit)


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
