"""Uploads that nothing uses: forgotten after a week, so that what people only tried does not fill the disk."""

import logging
import re
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import Text, cast, delete, select

from providers.media_values import LocalMedia
from studio.clock import Clock
from studio.ledger.database import Ledger
from studio.ledger.tables import batch_cells, batches, drafts, jobs, lineage, names, references
from studio.library.library_search import pieces

log = logging.getLogger(__name__)

UNUSED_FOR = timedelta(days=7)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class UnusedUploads:
    """Forgets references that no job, batch, draft, name, edit or family of their owner names."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    async def forget(self) -> int:
        """Forget those that were brought more than a week ago. Returns how many; their files go with the next sweep."""
        old = references.c.created_at < self._clock.now() - UNUSED_FOR
        found: dict[str, set[str]] = {}
        for row in await self._ledger.rows(select(references.c.owner, references.c.sha256).where(old)):
            found.setdefault(row.owner, set()).add(row.sha256)
        count = 0
        for owner, sha256s in found.items():
            for some in pieces(sha256s - await self._used(owner)):
                mine = references.c.owner == owner, references.c.sha256.in_(some), old
                count += await self._ledger.write(delete(references).where(*mine))
        if count:
            log.info("forgot %d uploads that nothing used for a week", count)
        return count

    async def _used(self, owner: str) -> set[str]:
        """Return every digest that something of an owner's names."""
        jobs_text, cell_text = cast(jobs.c.request, Text), cast(batch_cells.c.request, Text)
        local = f"%{LocalMedia.PREFIX}%"
        queries = (
            select(jobs_text).where(jobs.c.owner == owner, jobs_text.like(local)),
            select(cell_text)
            .join(batches, batches.c.id == batch_cells.c.batch_id)
            .where(batches.c.owner == owner, cell_text.like(local)),
            select(cast(drafts.c.content, Text)).where(drafts.c.owner == owner),
            select(cast(names.c.sha256s, Text)).where(names.c.owner == owner),
            select(references.c.made_from).where(references.c.owner == owner, references.c.made_from.is_not(None)),
            select(lineage.c.sha256).where(lineage.c.owner == owner, lineage.c.sha256.is_not(None)),
        )
        texts: list[Collection[str]] = [[row[0] for row in await self._ledger.rows(query)] for query in queries]
        return {digest for some in texts for text in some for digest in _SHA256.findall(text)}
