"""What people may do about a job that ended without its result: look again, keep it as lost, run it again."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from pydantic import ValidationError
from sqlalchemy import exists, select, update

from providers.happened import Happened, Happenings, happened
from providers.spec import GenerationRequest
from studio.errors import NotPossible
from studio.jobs import job_happenings
from studio.jobs.inbox import Inbox
from studio.jobs.jobs import Jobs
from studio.jobs.runner import Runner
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import Job, JobState
from studio.ledger.tables import jobs
from studio.money.balances import Balances
from studio.vendors.gateways import Gateways

Act = Literal["look_again", "keep_as_lost", "run_again"]


def acts(job: Job) -> tuple[Act, ...]:
    """Return what may be done about a job now, in the order it is offered."""
    if job.made_here:  # it costs nothing and is begun again where it was begun
        return ()
    if job.imported and job.state.final:  # whoever wrote the archive may have named anybody's task
        return ("keep_as_lost", "run_again") if job.state is JobState.UNKNOWN else ("run_again",)
    if job.state is JobState.UNKNOWN:
        return "look_again", "keep_as_lost", "run_again"
    if not job.state.final:
        return ()
    return ("look_again", "run_again") if job.unfetched or _has_task(job) else ("run_again",)


class Recourse:
    """Acts on final jobs; every call names the owner, and somebody else's job is absent.

    None of them sends a job a second time: running again is a new job that names the old one.
    """

    def __init__(
        self,
        *,
        ledger: Ledger,
        changes: Changes,
        requests: Mapping[str, type[GenerationRequest]],
        inbox: Inbox,
        gateways: Gateways,
        balances: Balances,
        jobs: Jobs,
        runner: Runner,
    ) -> None:
        self._ledger = ledger
        self._changes = changes
        self._requests = requests
        self._inbox = inbox
        self._gateways = gateways
        self._balances = balances
        self._jobs = jobs
        self._runner = runner

    async def look_again(self, owner: str, job_id: str) -> Job:
        """Ask what became of a job: by its answer on the disk, its links, its task id, else by the vendor's balance.

        Nothing is sent that costs money.

        Returns:
            The job: under way again, or with what was seen.

        Raises:
            NotFound: The owner has no such job.
            NotPossible: There is nothing to look for, or only with the server's key, which does not serve the owner.
        """
        job = await self._allowed(owner, job_id, "look_again", happened("nothing_to_look_for"))
        if job.task_id is None and self._inbox.find(job_id) is not None:
            return await self._reopen(job, JobState.SUBMITTING)  # such a row is never sent; its answer is taken up
        if _has_task(job):  # before its old links: the task may name new ones
            await self._key_of(job)
            return await self._reopen(job, JobState.RUNNING, pending=[], ended_at=None)
        if job.unfetched:
            return await self._reopen(job, JobState.SAVING)
        charged, told = await self._by_balance(job)
        await self._write(job, charged=charged, happened=told)
        return await self._jobs.get(owner, job_id)

    async def keep_as_lost(self, owner: str, job_id: str) -> Job:
        """End an unknown job for good: it failed, and whether it was charged stays as it is known.

        Raises:
            NotFound: The owner has no such job.
            NotPossible: It is not unknown.
        """
        job = await self._allowed(owner, job_id, "keep_as_lost", happened("not_unknown"))
        told = job_happenings.kept_as_lost(self._vendor(job), job.charged)
        await self._write(job, state=JobState.FAILED, happened=told)
        return await self._jobs.get(owner, job_id)

    async def run_again(self, owner: str, job_id: str, keys: Mapping[str, str] = MappingProxyType({})) -> Job:
        """Start a new job with the settings of an old one, which stays as it is. It is charged like any other.

        Args:
            owner: Whose.
            job_id: The old job.
            keys: Vendor -> id of the owner's key that pays; none: as `Jobs.start` chooses.

        Returns:
            The new job; its `again_of` is the old one's id.

        Raises:
            NotFound: The owner has no such job.
            NotPossible: The old one is still under way, or its settings are no longer understood.
            StudioError: As `Jobs.start` raises.
        """
        job = await self._allowed(owner, job_id, "run_again", happened("still_running"))
        try:
            request = self._requests[job.endpoint].model_validate(job.request)
        except (KeyError, ValidationError):
            raise NotPossible(happened("settings_outdated")) from None
        return await self._jobs.start(owner, request, keys.get(job.provider), again_of=job_id)

    async def _allowed(self, owner: str, job_id: str, act: Act, refusal: Happened) -> Job:
        job = await self._jobs.get(owner, job_id)
        if act not in acts(job):
            raise NotPossible(refusal)
        return job

    async def _reopen(self, job: Job, state: JobState, **values: Any) -> Job:
        told = job_happenings.looking_again(self._vendor(job))
        await self._write(job, state=state, happened=told, error=None, finished_at=None, **values)
        self._runner.enqueue(job.id)
        return await self._jobs.get(job.owner, job.id)

    async def _write(self, job: Job, **values: Any) -> None:
        """Write columns, unless somebody else did something about the job meanwhile."""
        unchanged = jobs.c.id == job.id, jobs.c.owner == job.owner, jobs.c.state == job.state
        if await self._ledger.write(update(jobs).where(*unchanged).values(**values)):
            self._changes.bump(job.owner)

    async def _by_balance(self, job: Job) -> tuple[str, Happenings]:
        """Return what is known of the charge, and what was seen."""
        vendor = self._vendor(job)
        if job.sandbox:
            return "no", job_happenings.sandbox_forgot()
        key_id = await self._key_of(job)
        gateway = self._gateways.to_go_on(job.provider, job.sandbox, job.owner, key_id)
        if gateway is None or job.balance_before is None or job.submitted_at is None:
            return job.charged, job_happenings.no_way_to_look(vendor)
        after = job.balance_after
        if after is None:
            if await self._others_since(job, key_id, job.submitted_at):
                return job.charged, job_happenings.balance_blurred(vendor)
            after = (await self._balances.ask(gateway)).available_usd
        if after is None:
            return job.charged, job_happenings.no_way_to_look(vendor)
        fell_by = job.balance_before - after
        if fell_by > 0:
            return "yes", job_happenings.balance_fell(vendor, fell_by)
        return job.charged, job_happenings.balance_unmoved(vendor)

    async def _key_of(self, job: Job) -> str | None:
        """Return the key that a task or balance is asked for with; None: the server's.

        A row without one may be from an archive that an older Easel took as it was, with anybody's task in it.

        Raises:
            NotPossible: It is the server's, and that does not serve the job's owner.
        """
        row = await self._ledger.first(select(jobs.c.key_id).where(jobs.c.id == job.id))
        key_id = None if row is None else row.key_id
        if not self._gateways.may_ask(job.sandbox, job.owner, key_id):
            raise NotPossible(happened("key_of_others"))
        return key_id

    async def _others_since(self, job: Job, key_id: str | None, moment: datetime) -> bool:
        """Tell whether another job was charged to the same key, or under way with it, since."""
        other = jobs.c.provider == job.provider, jobs.c.sandbox.is_(False), jobs.c.id != job.id
        other = (*other, jobs.c.imported_at.is_(None))
        other = (*other, jobs.c.key_id.is_(None) if key_id is None else jobs.c.key_id == key_id)
        under_way = jobs.c.finished_at.is_(None) | (jobs.c.finished_at >= moment)
        row = await self._ledger.first(select(exists().where(*other, jobs.c.submitted_at.is_not(None), under_way)))
        return row is not None and bool(row[0])

    def _vendor(self, job: Job) -> str:
        gateway = self._gateways.way(job.provider, job.sandbox)
        return gateway.provider.title if gateway else job.provider


def _has_task(job: Job) -> bool:
    return job.state in (JobState.FAILED, JobState.UNKNOWN) and job.task_id is not None and not job.outputs
