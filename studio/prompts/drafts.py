"""What people typed into forms and have not sent, kept so that another browser or address of theirs goes on with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from providers.happened import happened
from providers.plain_text import whole
from studio.clock import Clock
from studio.errors import NotPossible
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_once
from studio.ledger.tables import drafts

MOST_CHARS = 200_000


@dataclass(frozen=True)
class FormDraft:
    """What one form held.

    Attributes:
        values: As the form gave them, JSON values.
        written_at: When they were typed, by the clock of the browser, but not later than when they came here.
    """

    values: Mapping[str, Any]
    written_at: datetime


class Drafts:
    """The drafts of all owners, one for each form; the newest stays."""

    def __init__(self, ledger: Ledger, clock: Clock | None = None) -> None:
        self._ledger = ledger
        self._clock = clock or Clock()

    async def all(self, owner: str) -> dict[str, FormDraft]:
        """Return the owner's drafts by form."""
        rows = await self._ledger.rows(select(drafts).where(drafts.c.owner == owner))
        return {row.form: FormDraft(row.content, row.written_at) for row in rows}

    async def keep(self, owner: str, form: str, values: Mapping[str, Any], written_at: datetime) -> None:
        """Keep what a form holds, unless something newer of it is kept already.

        Raises:
            NotPossible: It is too much to keep.
        """
        text = whole(json.dumps(values, ensure_ascii=False))
        if len(text) > MOST_CHARS:
            raise NotPossible(happened("draft_too_long"))
        now = self._clock.now()
        content: dict[str, Any] = {"content": json.loads(text), "written_at": min(written_at, now)}
        # What is kept from a time to come was written before the clock was set back.
        before = or_(drafts.c.written_at < content["written_at"], drafts.c.written_at > now)
        older = drafts.c.owner == owner, drafts.c.form == form, before
        await self._ledger.write(
            insert_once(drafts, ("owner", "form"), owner=owner, form=form, **content),
            update(drafts).where(*older).values(**content),
        )
