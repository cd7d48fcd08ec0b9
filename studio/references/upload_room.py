"""How much people may still bring: uploads take a share of the disk, so that what is paid for always finds room.

An upload counts from its first byte: while it comes, while it lies in Gradio's folder, and while it is kept as a
reference, as part of an imported library, or as a material that was made of it here.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import case, func, or_, select, union

from providers.happened import happened
from studio.errors import StorageFull
from studio.files.disk_space import DiskSpace
from studio.ledger.database import Ledger
from studio.ledger.job import MADE_HERE
from studio.ledger.tables import assets, files, jobs, references

SHARE_OF_ALL = 0.9
"""Of what Easel may take, uploads leave the rest to results."""
SHARE_OF_VISITOR = 0.25
"""Of what Easel may take, for each person who was let in without a name."""
LEAST_BYTES = 65_536
"""What a file counts for at least: thousands of small ones fill a disk, too."""
_LOOK_BYTES = 4_000_000


class UploadRoom:
    """Counts what people bring, and refuses what is beyond their share."""

    def __init__(self, ledger: Ledger, disk_space: DiskSpace, is_visitor: Callable[[str], bool]) -> None:
        """Make it.

        Args:
            ledger: What is kept.
            disk_space: What Easel takes and may take.
            is_visitor: Tells who has a share of their own; for others there is only that of all.
        """
        self._ledger = ledger
        self._disk_space = disk_space
        self._is_visitor = is_visitor
        self._coming: Counter[str] = Counter()
        self._waiting: dict[str, dict[str, None]] = {}

    def arriving(self, owner: str) -> "Arriving":
        """Return a count for one body that comes in; close it at its end."""
        return Arriving(self, owner, self._coming)

    def arrived(self, owner: str, paths: Iterable[str]) -> None:
        """Remember files that lie in Gradio's folder; they count until they are used, or gone."""
        self._waiting.setdefault(owner, {}).update(dict.fromkeys(paths))

    def took(self, size_bytes: int) -> None:
        """Count bytes that are written by now, until they are measured."""
        self._disk_space.took(size_bytes)

    async def check(self, owner: str, more_bytes: int = 0) -> None:
        """Return when so many bytes more may come.

        Raises:
            StorageFull: They are beyond what uploads, or this visitor's, may take.
        """
        may_take = await self._disk_space.capacity()
        used = await self._disk_space.used() + self._coming.total()
        if used + more_bytes > SHARE_OF_ALL * may_take:
            raise StorageFull(happened("uploads_full"))
        if not self._is_visitor(owner):
            return
        share = round(SHARE_OF_VISITOR * may_take)
        own = await self._kept(owner) + await self._lying(owner) + self._coming[owner]
        if own + more_bytes > share:
            raise StorageFull(happened("share_full", own_bytes=own, share_bytes=share))

    async def _kept(self, owner: str) -> int:
        """Return the bytes of what an owner brought or made of it here; results of vendors are none of it."""
        free = or_(jobs.c.imported_at.is_not(None), jobs.c.provider == MADE_HERE)
        made = select(assets.c.sha256).join(jobs, jobs.c.id == assets.c.job_id).where(assets.c.owner == owner)
        brought = select(references.c.sha256).where(references.c.owner == owner)
        mine = union(brought.where(references.c.sha256.not_in(made.where(~free))), made.where(free)).subquery()
        each = case((files.c.bytes < LEAST_BYTES, LEAST_BYTES), else_=files.c.bytes)
        row = await self._ledger.first(select(func.sum(each)).where(files.c.sha256.in_(select(mine))))
        return int(row[0] or 0) if row else 0

    async def _lying(self, owner: str) -> int:
        waiting = self._waiting.get(owner, {})
        if not waiting:
            return 0
        total, gone = await asyncio.to_thread(_sizes, list(waiting))
        for path in gone:
            waiting.pop(path, None)
        return total


class Arriving:
    """One body on its way in."""

    def __init__(self, room: UploadRoom, owner: str, coming: Counter[str]) -> None:
        self._room = room
        self._owner = owner
        self._coming = coming
        self._bytes = 0
        self._looked_at = -1

    async def more(self, count: int) -> None:
        """Count bytes that came. Raises StorageFull, at the latest 4 MB beyond what may be taken."""
        self._bytes += count
        self._coming[self._owner] += count
        if self._looked_at < 0 or self._bytes - self._looked_at >= _LOOK_BYTES:
            self._looked_at = self._bytes
            await self._room.check(self._owner)

    def close(self) -> None:
        """Count it no longer: it lies somewhere now, or is gone."""
        self._room.took(self._bytes)
        self._coming[self._owner] -= self._bytes
        if self._coming[self._owner] <= 0:
            del self._coming[self._owner]
        self._bytes = 0


def _sizes(paths: Sequence[str]) -> tuple[int, list[str]]:
    """Return what files take that nothing else names, and those that are gone."""
    total, gone = 0, list[str]()
    for path in paths:
        try:
            facts = os.stat(path)
        except OSError:
            gone.append(path)
            continue
        if facts.st_nlink < 2:  # what is kept has a second name, and counts there
            total += max(LEAST_BYTES, facts.st_size)
    return total, gone
