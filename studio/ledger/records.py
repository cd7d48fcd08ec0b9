"""Rows of the ledger as the records that the rest of Easel sees, always asked for by owner."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, select
from sqlalchemy.engine import Row

from providers.happened import Happened
from providers.spec import Capability
from studio.ledger.database import Ledger
from studio.ledger.job import Asset, Job, JobState
from studio.ledger.tables import assets, files, jobs

_NOTHING_KEPT = (JobState.PREPARING, JobState.SUBMITTING, JobState.QUEUED, JobState.RUNNING)

ASSET_COLUMNS = (
    assets,
    files.c.mime,
    files.c.width,
    files.c.height,
    files.c.duration_s,
    files.c.bytes,
)


def select_assets() -> Select[Any]:
    """Return the query of assets with the facts of their files; deleted ones included."""
    return select(*ASSET_COLUMNS).join(files, files.c.sha256 == assets.c.sha256)


def select_by_ids(query: Select[Any], table: Table, owner: str, ids: Iterable[str]) -> Select[Any]:
    """Return the query of those rows that are the owner's, found by their ids.

    Joined with a text, the owner is compared, but no index of owners is taken: SQLite would read all rows of the owner.
    """
    return query.where(table.c.id.in_(list(ids)), table.c.owner + "" == owner)


def asset_of(row: Row[Any]) -> Asset:
    """Return the asset of a row of `select_assets`."""
    return Asset(
        id=row.id,
        owner=row.owner,
        job_id=row.job_id,
        position=row.position,
        kind=row.kind,
        label=row.label,
        label_certain=row.label_certain,
        sha256=row.sha256,
        mime=row.mime,
        name=row.name,
        width=row.width,
        height=row.height,
        duration_s=row.duration_s,
        bytes=row.bytes,
        created_at=row.created_at,
        facts=row.facts,
        favourite=row.favourite,
        note=row.note,
        place=row.place,
    )


def job_of(row: Row[Any], outputs: Iterable[Asset] = (), progress_percent: float | None = None) -> Job:
    """Return the job of a row of `jobs`.

    Args:
        outputs: Its kept files that are not deleted.
        progress_percent: What was heard since the row was written.
    """
    return Job(
        id=row.id,
        owner=row.owner,
        endpoint=row.endpoint,
        provider=row.provider,
        model=row.model,
        capability=Capability(row.capability),
        sandbox=row.sandbox,
        request=row.request,
        state=JobState(row.state),
        charged=row.charged,
        progress_percent=row.progress_percent if progress_percent is None else progress_percent,
        happened=row.happened,
        error=row.error,
        error_field=row.error_field,
        task_id=row.task_id,
        cost_note=row.cost_note,
        stopping=row.stopping,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        finished_at=row.finished_at,
        expected_s=row.expected_s,
        expected_low_s=row.expected_low_s,
        expected_high_s=row.expected_high_s,
        price_least=row.price_least,
        price_most=row.price_most,
        cost=row.cost,
        credits_reserved=row.credits_reserved,
        balance_before=row.balance_before,
        balance_after=row.balance_after,
        again_of=row.again_of,
        size_m=row.size_m,
        height_range_m=row.height_range_m,
        agent=row.agent,
        imported=row.imported_at is not None,
        unfetched=0 if row.watching else len(row.pending),
        outputs=tuple(sorted(outputs, key=lambda asset: asset.position)),
    )


class Records:
    """Reads of one ledger. Every one names the owner; what belongs to somebody else is absent.

    Attributes:
        live_progress: Job id -> percent heard at the last poll; on the disk only at quarter steps.
    """

    def __init__(self, ledger: Ledger, trouble: Callable[[], Happened | None] = lambda: None) -> None:
        """Make them.

        Args:
            ledger: Where the rows are.
            trouble: Returns why nothing can be written, while so. Jobs under way then tell it: their rows cannot.
        """
        self._ledger = ledger
        self._trouble = trouble
        self.live_progress: dict[str, float] = {}

    async def job(self, owner: str, job_id: str) -> Job | None:
        """Return one job, or None."""
        found = await self._jobs(select(jobs).where(jobs.c.owner == owner, jobs.c.id == job_id))
        return found[0] if found else None

    async def jobs_by_id(self, owner: str, ids: Iterable[str], *, outputs: bool = True) -> dict[str, Job]:
        """Return those of the jobs that are the owner's, by id; their outputs are read only where they are wanted."""
        found = await self._jobs(select_by_ids(select(jobs), jobs, owner, ids), outputs=outputs)
        return {job.id: job for job in found}

    async def recent_jobs(
        self, owner: str, capability: Capability | None, limit: int, before: datetime | None
    ) -> list[Job]:
        """Return the owner's jobs, newest first."""
        query = select(jobs).where(jobs.c.owner == owner)
        if capability is not None:
            query = query.where(jobs.c.capability == capability)
        if before is not None:
            query = query.where(jobs.c.created_at < before)
        return await self._jobs(query.order_by(jobs.c.created_at.desc(), jobs.c.id).limit(limit))

    async def asset(self, owner: str, asset_id: str) -> Asset | None:
        """Return one asset that is not deleted, or None."""
        row = await self._ledger.first(
            select_assets().where(assets.c.owner == owner, assets.c.id == asset_id, assets.c.deleted_at.is_(None))
        )
        return None if row is None else asset_of(row)

    async def _jobs(self, query: Select[Any], *, outputs: bool = True) -> list[Job]:
        rows = await self._ledger.rows(query)
        kept = await self._outputs([row.id for row in rows if outputs and row.state not in _NOTHING_KEPT])
        found = [job_of(row, kept.get(row.id, ()), self.live_progress.get(row.id)) for row in rows]
        trouble = self._trouble()
        if trouble is None:
            return found
        return [job if job.state.final else replace(job, happened=(trouble,)) for job in found]

    async def _outputs(self, job_ids: Sequence[str]) -> dict[str, list[Asset]]:
        if not job_ids:
            return {}
        found: dict[str, list[Asset]] = {}
        query = select_assets().where(assets.c.job_id.in_(job_ids), assets.c.deleted_at.is_(None))
        for row in await self._ledger.rows(query):
            found.setdefault(row.job_id, []).append(asset_of(row))
        return found
