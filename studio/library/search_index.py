"""The library's order and its index of words, kept in step with the rows of the ledger, whoever wrote those."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.engine import Row

from providers.media_values import LocalMedia
from providers.spec import Capability, GenerationRequest
from studio.clock import micros
from studio.ledger.database import Ledger
from studio.ledger.free_places import FreePlaces
from studio.ledger.tables import asset_tags, assets, jobs
from studio.library.search_words import fact_word, indexed, owner_word

log = logging.getLogger(__name__)

NOW_STALE = func.coalesce(assets.c.stale, 0) + 1
"""What whoever changes a file's words or facts sets `stale` to."""

_AT_ONCE = 1000

# One statement for many rows: an UPDATE each would take a minute for 100,000.
_PLACE = text("""
    UPDATE assets SET place = new.place, shown_as = new.shown_as, capability = new.capability, model = new.model,
        stale = NULLIF(assets.stale, new.stale)
    FROM (
        SELECT json_extract(value, '$.id') AS id, json_extract(value, '$.place') AS place,
            json_extract(value, '$.shown_as') AS shown_as, json_extract(value, '$.capability') AS capability,
            json_extract(value, '$.model') AS model, json_extract(value, '$.stale') AS stale
        FROM json_each(:rows)
    ) AS new WHERE assets.id = new.id""")
_TAGS = text("""
    UPDATE asset_tags SET place = new.place
    FROM (
        SELECT json_extract(value, '$.id') AS id, json_extract(value, '$.place') AS place FROM json_each(:rows)
    ) AS new WHERE asset_tags.asset_id = new.id AND asset_tags.place IS NOT new.place""")
_FORGET = text("DELETE FROM asset_words WHERE rowid IN (SELECT json_extract(value, '$.place') FROM json_each(:rows))")
_WORDS = text("""
    INSERT INTO asset_words (rowid, owner, words)
    SELECT json_extract(value, '$.place'), json_extract(value, '$.owner'), json_extract(value, '$.words')
    FROM json_each(:rows)""")


class SearchIndex:
    """Gives every file its place, and its words to the search index.

    A row says itself that it is `stale`: a new one by its default, a changed one because whoever changes its name,
    note, label, tags or whether it is a favourite sets it. Nobody else has to know of the index, and an older library
    is indexed like a new one.
    """

    def __init__(self, ledger: Ledger, requests: Mapping[str, type[GenerationRequest]]) -> None:
        self._ledger = ledger
        self._requests = requests
        self._turn = asyncio.Lock()

    async def catch_up(self, wait_s: float | None = None) -> bool:
        """Put every stale row in its place.

        Args:
            wait_s: Longest wait; None: until it is done.

        Returns:
            False when the time was over before all was done, or nothing can be written now.
        """
        if self._ledger.trouble is not None:
            return False
        try:
            async with asyncio.timeout(wait_s), self._turn:
                free = FreePlaces()
                while rows := await self._stale():
                    await self._put(rows, free)
        except TimeoutError:
            return False
        return True

    async def _stale(self) -> Sequence[Row[Any]]:
        columns = (jobs.c.capability.label("of_capability"), jobs.c.model.label("of_model"), jobs.c.request)
        query = select(assets, jobs.c.endpoint, jobs.c.provider, *columns).join(jobs, jobs.c.id == assets.c.job_id)
        return await self._ledger.rows(
            query.where(assets.c.stale.is_not(None)).order_by(assets.c.created_at, assets.c.position).limit(_AT_ONCE)
        )

    async def _put(self, rows: Sequence[Row[Any]], free: FreePlaces) -> None:
        places, tags = await self._places(rows, free), await self._tags([row.id for row in rows])
        described = json.dumps(
            [
                {
                    "id": row.id,
                    "place": place,
                    "stale": row.stale,
                    "shown_as": shown_as(row.of_capability, row.kind, row.label),
                    "capability": row.of_capability,
                    "model": row.of_model,
                    "owner": " ".join((owner_word(row.owner), *_facts(row, tags.get(row.id, ())))),
                    "words": indexed((*self._words(row), *tags.get(row.id, ()))),
                }
                for row, place in zip(rows, places, strict=True)
            ]
        )
        await self._ledger.write(*(each.bindparams(rows=described) for each in (_PLACE, _TAGS, _FORGET, _WORDS)))

    async def _places(self, rows: Sequence[Row[Any]], free: FreePlaces) -> list[int]:
        """Return a number for each row that nobody else has: its moment, or as near after it as can be, in their order.

        Args:
            rows: In the order of their creation.
            free: What is known to be taken; what is found is told to it.
        """
        while True:
            places: list[int] = []
            last = -1
            for row in rows:
                if row.place is None:
                    last = free.from_(max(micros(row.created_at), last + 1))
                places.append(last if row.place is None else row.place)
            new = [place for row, place in zip(rows, places, strict=True) if row.place is None]
            found = await self._taken(assets.c.place.in_(new))
            if found:  # files of one moment stand in a row: what follows is looked at in the same go
                found += await self._taken(assets.c.place.between(max(found) + 1, max(found) + _AT_ONCE))
            for place in found or new:
                free.take(place)
            if not found:
                return places

    async def _taken(self, which: ColumnElement[bool]) -> list[int]:
        return [row.place for row in await self._ledger.rows(select(assets.c.place).where(which))]

    async def _tags(self, ids: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in await self._ledger.rows(select(asset_tags).where(asset_tags.c.asset_id.in_(ids))):
            found.setdefault(row.asset_id, []).append(row.tag)
        return found

    def _words(self, row: Row[Any]) -> list[str]:
        request = self._requests.get(row.endpoint)
        settings = [value for name, value in row.request.items() if name != "model" and isinstance(value, str)]
        return [
            row.name,
            row.note,
            row.label or "",
            row.of_model,
            request.model_labels.get(row.of_model, "") if request else "",
            row.provider,
            *(value for value in settings if not value.startswith((LocalMedia.PREFIX, "http://", "https://", "data:"))),
            *row.facts.values(),
        ]


def _facts(row: Row[Any], tags: Sequence[str]) -> list[str]:
    """Return what a file can be found by besides its words, as words."""
    facts = {
        "shown_as": shown_as(row.of_capability, row.kind, row.label),
        "kind": row.kind,
        "capability": row.of_capability,
        "model": row.of_model,
    }
    favourite = [fact_word("favourite", "yes")] if row.favourite else []
    return [*(fact_word(*fact) for fact in facts.items()), *favourite, *(fact_word("tag", tag) for tag in tags)]


def shown_as(capability: str, kind: str, label: str | None) -> str:
    """Return what a file is to people who look through the library: the maps of a material are shown as that."""
    is_map = capability == Capability.PBR_MATERIAL and label is not None and kind == "image"
    return "material" if is_map else kind
