"""Prompts worth having again: what was used, what was marked as a favourite, and styles to put around a prompt."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, delete, null, select, update

from providers.happened import happened
from providers.plain_text import one_line, whole
from providers.spec import Requests
from studio.clock import Clock
from studio.errors import FieldErrors, NotFound
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_once
from studio.ledger.job_facts import CALLED, prompt_field
from studio.ledger.tables import favourite_prompts, jobs, styles

LOOKED_THROUGH = 2000
"""How many of the newest jobs the history goes back."""

MOST_FAVOURITES = 1000
MOST_STYLES = 200
MOST_CHARS = 20_000
_NAME_CHARS = 60


@dataclass(frozen=True)
class Prompt:
    """A prompt somebody used or marked.

    Attributes:
        text: As it was written.
        favourite: Whether it is marked.
        at: When it was last used; of one that was not used lately, when it was marked.
    """

    text: str
    favourite: bool
    at: datetime


@dataclass(frozen=True)
class Style:
    """Words put before and after a prompt.

    Attributes:
        own: False for those that come with Easel.
    """

    name: str
    prefix: str
    suffix: str
    own: bool = True


INCLUDED = (
    Style("Photograph", "", ", photograph, natural light, 50 mm lens, shallow depth of field", own=False),
    Style("Product shot", "", ", studio product photograph, seamless grey background, one large soft light", own=False),
    Style("Film still", "", ", film still, anamorphic lens, low key light, muted colours, fine grain", own=False),
    Style("Watercolour", "Watercolour painting: ", ", loose wet edges, rough paper showing through", own=False),
    Style("Pen and ink", "Pen and ink drawing: ", ", fine hatching, black on white paper, no colour", own=False),
    Style("Clay", "", ", hand-shaped plasticine figures on a miniature set, soft shadows, stop-motion look", own=False),
    Style("水墨", "水墨画：", "，淡墨晕染，大片留白，宣纸质感", own=False),
)
"""Styles that everybody has."""


class Prompts:
    """Prompts and styles of all owners; each sees only its own."""

    def __init__(self, ledger: Ledger, requests: Requests, clock: Clock | None = None) -> None:
        self._ledger = ledger
        self._requests = requests
        self._clock = clock or Clock()

    async def used(self, owner: str, *, search: str = "", limit: int = 100) -> list[Prompt]:
        """Return the owner's prompts, each once, the last used first.

        Args:
            owner: Whose.
            search: Only those that contain this, capitals or not.
            limit: At most so many.
        """
        marked = {row.prompt for row in await self._marked(owner)}
        query = select(self._prompt().label("prompt"), jobs.c.created_at)
        query = query.where(jobs.c.owner == owner).order_by(jobs.c.created_at.desc()).limit(LOOKED_THROUGH)
        found: dict[str, Prompt] = {}
        for row in await self._ledger.rows(query):
            if row.prompt and row.prompt.strip() and row.prompt not in found:
                found[row.prompt] = Prompt(row.prompt, row.prompt in marked, row.created_at)
        return _searched(list(found.values()), search)[:limit]

    def _prompt(self) -> ColumnElement[str]:
        """Return the prompt of a job's row, as `studio.ledger.job_facts.prompt_of` finds it."""
        fields = {endpoint: prompt_field(cls) for endpoint, cls in self._requests.items()}
        otherwise = [(jobs.c.endpoint == endpoint, field) for endpoint, field in fields.items() if field != CALLED]
        usual = jobs.c.request[CALLED].as_string()
        if not otherwise:
            return usual
        return case(
            *((is_it, jobs.c.request[field].as_string() if field else null()) for is_it, field in otherwise),
            else_=usual,
        )

    async def favourites(self, owner: str, *, search: str = "", limit: int = 100) -> list[Prompt]:
        """Return the owner's favourites, the last marked first. Takes what `used` takes."""
        marked = [Prompt(row.prompt, True, row.created_at) for row in await self._marked(owner)]
        return _searched(marked, search)[:limit]

    async def mark(self, owner: str, text: str, *, favourite: bool) -> Prompt:
        """Make a prompt a favourite, or one no longer.

        Raises:
            FieldErrors: It is empty or too long, or there are too many.
        """
        text = whole(text)
        if not text.strip() or len(text) > MOST_CHARS:
            raise FieldErrors({"prompt": happened("prompt_of_at_most", most=MOST_CHARS)})
        digest, now = hashlib.sha256(text.encode()).hexdigest(), self._clock.now()
        key = {"owner": owner, "digest": digest}
        if not favourite:
            mine = favourite_prompts.c.owner == owner, favourite_prompts.c.digest == digest
            await self._ledger.write(delete(favourite_prompts).where(*mine))
        elif len(await self._marked(owner)) >= MOST_FAVOURITES:
            raise FieldErrors({"prompt": happened("too_many_favourites", most=MOST_FAVOURITES)})
        else:
            await self._ledger.write(insert_once(favourite_prompts, tuple(key), **key, prompt=text, created_at=now))
        return Prompt(text, favourite, now)

    async def styles(self, owner: str) -> list[Style]:
        """Return the owner's styles by name, then those that come with Easel."""
        rows = await self._ledger.rows(select(styles).where(styles.c.owner == owner).order_by(styles.c.folded))
        own = [Style(row.name, row.prefix, row.suffix) for row in rows]
        return [*own, *(style for style in INCLUDED if style.name.casefold() not in {row.folded for row in rows})]

    async def save_style(self, owner: str, name: str, prefix: str, suffix: str) -> Style:
        """Keep a style; one of the same name is replaced.

        Raises:
            FieldErrors: It has no name or no words, or is too long, or there are too many.
        """
        name, prefix, suffix = one_line(name, _NAME_CHARS), whole(prefix), whole(suffix)
        if not name:
            raise FieldErrors({"name": happened("name_style")})
        if not (prefix.strip() or suffix.strip()) or len(prefix) + len(suffix) > MOST_CHARS:
            raise FieldErrors({"prefix": happened("style_empty")})
        folded, mine = name.casefold(), styles.c.owner == owner
        others = await self._ledger.rows(select(styles.c.folded).where(mine, styles.c.folded != folded))
        if len(others) >= MOST_STYLES:
            raise FieldErrors({"name": happened("too_many_styles", most=MOST_STYLES)})
        words: dict[str, Any] = {"name": name, "prefix": prefix, "suffix": suffix}
        await self._ledger.write(
            insert_once(styles, ("owner", "folded"), owner=owner, folded=folded, **words, created_at=self._clock.now()),
            update(styles).where(mine, styles.c.folded == folded).values(**words),
        )
        return Style(name, prefix, suffix)

    async def forget_style(self, owner: str, name: str) -> Style:
        """Forget one of the owner's styles and return it.

        Raises:
            NotFound: The owner has none of this name.
        """
        mine = styles.c.owner == owner, styles.c.folded == name.casefold()
        row = await self._ledger.first(select(styles).where(*mine))
        if row is None:
            raise NotFound(happened("no_such_style"))
        await self._ledger.write(delete(styles).where(*mine))
        return Style(row.name, row.prefix, row.suffix)

    async def _marked(self, owner: str) -> Any:
        query = select(favourite_prompts).where(favourite_prompts.c.owner == owner)
        return await self._ledger.rows(query.order_by(favourite_prompts.c.created_at.desc()))


def _searched(found: list[Prompt], search: str) -> list[Prompt]:
    words = search.casefold().split()
    return [prompt for prompt in found if all(word in prompt.text.casefold() for word in words)]
