"""What the rest of Easel asks of jobs: start one, look, wait, stop."""

import asyncio
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Insert, false, insert, literal, or_, select, true, update

from providers.happened import Happened, happened
from providers.price import Estimate
from providers.spec import Capability, GenerationRequest, Role
from studio.access.agent import ACTING
from studio.errors import FieldErrors, NotFound, OverBudget, OverPrice
from studio.files.disk_space import DiskSpace
from studio.jobs.expected_times import Durations
from studio.jobs.job_happenings import STOPPING_SUBMIT, WAITING
from studio.jobs.lineage import Lineage
from studio.jobs.runner import Runner
from studio.ledger.changes import Changes, wait_for
from studio.ledger.database import Ledger
from studio.ledger.job import MADE_HERE, OPEN_STATES, Job, JobState
from studio.ledger.moments import Moments
from studio.ledger.records import Records
from studio.ledger.tables import jobs
from studio.money.budgets import Budgets
from studio.money.prices import LIST_WAIT_S, Prices
from studio.references.references import References
from studio.references.upload_room import UploadRoom
from studio.vendors.gateways import Gateway, Gateways

_UNBEGUN: dict[str, Any] = {
    "state": JobState.PREPARING,
    "charged": "no",
    "happened": WAITING,
    "stopping": False,
    "watching": False,
    "pending": [],
}
"""The columns of a job that nothing has been done about yet."""
_STOP_WAIT_S = 2.0
_PRICE_WAIT_S = 1.0
"""How long a start waits to learn a price that nothing depends on."""


class Jobs:
    """Jobs of all owners; every call names the owner, and somebody else's job is absent."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        records: Records,
        changes: Changes,
        references: References,
        gateways: Gateways,
        durations: Durations,
        prices: Prices,
        budgets: Budgets,
        runner: Runner,
        disk_space: DiskSpace,
        lineage: Lineage,
        moments: Moments,
        room: UploadRoom,
    ) -> None:
        self._room = room
        self._ledger = ledger
        self._records = records
        self._changes = changes
        self._references = references
        self._gateways = gateways
        self._durations = durations
        self._prices = prices
        self._budgets = budgets
        self._runner = runner
        self._disk_space = disk_space
        self._lineage = lineage
        self._moments = moments

    async def start(
        self,
        owner: str,
        request: GenerationRequest,
        key_id: str | None = None,
        *,
        again_of: str | None = None,
        job_id: str | None = None,
        beside: Sequence[Insert] = (),
        most_usd: float | None = None,
    ) -> Job:
        """Write a job down and let it run in the background; return as soon as its row is on the disk.

        Args:
            owner: Whose.
            request: What to send.
            key_id: Which of the owner's own keys pays; None: the one chosen on the page, else the server's.
            again_of: Id of the job whose settings these are.
            job_id: An unguessable id that no job has yet; None: a new one.
            beside: Rows that are written together with the job's.
            most_usd: What it may cost at most where it is charged; None: what budgets let through.

        Raises:
            FieldErrors: A file or the vendor cannot be used; nothing was written.
            StorageFull: The disk has no room for more results; nothing was written.
            OverBudget: It costs more than is left, or nobody knows what it costs while a budget holds.
            OverPrice: It costs more than `most_usd`, or nobody knows what it costs.
            NotAllowed: An agent asks for what it may not do.
        """
        _check_agent(request.capability)
        await self._disk_space.check()
        await self._references.check(owner, request)
        gateway = self._gateways.for_new_job(request.provider, owner, key_id)
        if gateway is None:
            raise FieldErrors({_model_field(request): no_key(request.provider)})
        model = str(getattr(request, _model_field(request)))
        job_id = job_id or secrets.token_hex(16)
        kind = self._durations.kind(request.endpoint, model, gateway.sandbox, request.settings())
        expected = await self._durations.expected(kind)
        values: dict[str, Any] = dict(
            id=job_id,
            owner=owner,
            endpoint=request.endpoint,
            provider=request.provider,
            model=model,
            capability=request.capability,
            sandbox=gateway.sandbox,
            key_id=gateway.key_id,
            request=request.settings(),
            created_at=await self._moments.next(),
            again_of=again_of,
            **_begun_by(),
            **_UNBEGUN,
            **(expected.columns() if expected else {}),
        )
        edges = await self._lineage.of_new_job(owner, job_id, request.provider, values["request"], again_of=again_of)
        await self._write_within_budget(owner, values, request, gateway, [*edges, *beside], most_usd)
        self._changes.bump(owner)
        self._runner.enqueue(job_id)
        return await self.get(owner, job_id)

    async def start_here(
        self,
        owner: str,
        job_id: str,
        *,
        endpoint: str,
        model: str,
        capability: Capability,
        request: dict[str, Any],
        files: Sequence[Path] = (),
    ) -> Job:
        """Write down work that this machine does itself and let it run; nothing is sent and nothing costs.

        `files` are what it works on that its settings do not name.

        Raises:
            StorageFull: The disk has no room for more results, or the owner's share is full; nothing was written.
            NotAllowed: An agent asks for what it may not do.
        """
        _check_agent(capability)
        await self._disk_space.check()
        await self._room.check(owner)
        own = insert(jobs).values(
            id=job_id,
            owner=owner,
            endpoint=endpoint,
            provider=MADE_HERE,
            model=model,
            capability=capability,
            sandbox=False,
            request=request,
            created_at=await self._moments.next(),
            **_begun_by(),
            **_UNBEGUN,
        )
        edges = await self._lineage.of_new_job(owner, job_id, MADE_HERE, request, files=files)
        await self._ledger.write(own, *edges)
        self._changes.bump(owner)
        self._runner.enqueue(job_id)
        return await self.get(owner, job_id)

    async def _write_within_budget(
        self,
        owner: str,
        values: dict[str, Any],
        request: GenerationRequest,
        gateway: Gateway,
        edges: Sequence[Insert],
        most_usd: float | None,
    ) -> None:
        """Write the row of a new job if what is left covers it. The check is part of the statement that writes."""
        agent = ACTING.get()
        own_key, label = gateway.key_id is not None, request.model_labels.get(values["model"], values["model"])
        purses = [] if gateway.sandbox else await self._budgets.purses(owner, own_key=own_key, agent=agent)
        wait_s = LIST_WAIT_S if purses or most_usd is not None else _PRICE_WAIT_S
        cost = None if gateway.sandbox else await self._prices.estimate(request, gateway, wait_s=wait_s)
        if most_usd is not None and not gateway.sandbox:
            _check_price(cost, most_usd, label)
        if cost is not None:
            values |= {"price_least": cost.least_usd, "price_most": cost.most_usd, "cost": cost.most_usd}
        held = [false()] if purses and cost is None else ()
        if cost is not None:
            held = self._budgets.conditions(purses, cost.most_usd)
        row = select(*(literal(value, jobs.c[name].type) for name, value in values.items())).where(true(), *held)
        if not await self._ledger.write(insert(jobs).from_select(list(values), row), *edges):
            refusal = await self._budgets.refusal(owner, cost, label, own_key=own_key, agent=agent)
            raise OverBudget(*(refusal.told if refusal else [happened("budget_moved")]))

    async def get(self, owner: str, job_id: str) -> Job:
        """Return a job as it is now.

        Raises:
            NotFound: The owner has no such job.
        """
        job = await self._records.job(owner, job_id)
        if job is None:
            raise NotFound(happened("no_such_job"))
        return job

    async def wait(self, owner: str, job_id: str, wait_s: float) -> Job:
        """Return a job as soon as it is final, or as it is after `wait_s` seconds.

        Raises:
            NotFound: The owner has no such job.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + wait_s
        while True:
            end = self._changes.end_of(job_id)
            job = await self.get(owner, job_id)
            left_s = until - loop.time()
            if job.state.final or left_s <= 0:
                return job
            await wait_for(end, left_s)

    async def stop(self, owner: str, job_id: str) -> Job:
        """Stop a job, or stop waiting for it where the vendor has it already.

        Before the submit nothing is charged. A submit under way is waited for, so that its task is not lost. After
        that the job ends here, its task goes on at the vendor, and its results still arrive in the library.

        Returns:
            The job after at most two seconds: final, or with `stopping` set.

        Raises:
            NotFound: The owner has no such job.
        """
        job = await self.get(owner, job_id)
        if job.state.final:
            return job
        stopping = (
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.owner == owner, jobs.c.state.in_(OPEN_STATES))
            .values(stopping=True)
        )
        told = (
            update(jobs)
            .where(jobs.c.id == job_id, jobs.c.stopping.is_(True), jobs.c.state == JobState.SUBMITTING)
            .values(happened=STOPPING_SUBMIT)
        )
        if await self._ledger.write(stopping, told):
            self._changes.bump(owner)
            self._runner.cancel(job_id)
            self._runner.enqueue(job_id)
        return await self.wait(owner, job_id, _STOP_WAIT_S)

    async def recent(
        self, owner: str, *, capability: Capability | None = None, limit: int = 50, before: datetime | None = None
    ) -> list[Job]:
        """Return the owner's jobs, newest first.

        Args:
            owner: Whose.
            capability: Only jobs of this panel.
            limit: At most so many.
            before: Only jobs created before this moment: `created_at` of the last one of the page before.
        """
        return await self._records.recent_jobs(owner, capability, limit, before)

    def revision(self, owner: str) -> int:
        """Return a number that grows with every change of the owner's jobs and files. Costs nothing."""
        return self._changes.revision(owner)

    async def changed(self, owner: str, seen: int, wait_s: float) -> int:
        """Return the revision as soon as it differs from `seen`, or after `wait_s` seconds."""
        return await self._changes.wait(owner, seen, wait_s)

    async def go_on(self, owner: str, key_id: str) -> None:
        """Drive the owner's jobs that began with this key: it has come back."""
        for job_id in await self._open_with_own_key(owner, jobs.c.key_id == key_id):
            self._runner.enqueue(job_id)

    async def pause_keyless(self, owner: str) -> None:
        """Interrupt the owner's jobs that use keys of their own; those whose key is gone then wait for it."""
        for job_id in await self._open_with_own_key(owner):
            self._runner.cancel(job_id)
            self._runner.enqueue(job_id)

    async def needs_own_key(self, owner: str) -> bool:
        """Return whether the owner has an unfinished job that uses a key of their own."""
        return bool(await self._open_with_own_key(owner))

    async def _open_with_own_key(self, owner: str, *more: ColumnElement[bool]) -> list[str]:
        is_open = or_(jobs.c.state.in_(OPEN_STATES), jobs.c.watching.is_(True))
        query = select(jobs.c.id).where(jobs.c.owner == owner, jobs.c.key_id.is_not(None), is_open, *more)
        return [row.id for row in await self._ledger.rows(query)]

    async def resume(self) -> None:
        """Start the runner with every job an earlier process left open, oldest first."""
        query = (
            select(jobs.c.id)
            .where(or_(jobs.c.state.in_(OPEN_STATES), jobs.c.watching.is_(True)))
            .order_by(jobs.c.created_at)
        )
        await self._runner.start([row.id for row in await self._ledger.rows(query)])


def _check_agent(capability: Capability) -> None:
    agent = ACTING.get()
    if agent is not None:
        agent.check_start(capability)


def _begun_by() -> dict[str, str | None]:
    agent = ACTING.get()
    return {"agent_id": agent.id, "agent": agent.name} if agent else {"agent_id": None, "agent": None}


def _check_price(cost: Estimate | None, most_usd: float, label: str) -> None:
    """Raise OverPrice where a job costs more than whoever asks for it said, or nobody knows."""
    if cost is None:
        raise OverPrice(happened("price_not_known_to_agree", model=label), happened("nothing_sent"))
    if cost.most_usd > most_usd + 1e-9:
        told = happened("beyond_price", cost_usd=cost.most_usd, most_usd=most_usd)
        raise OverPrice(told, happened("nothing_sent"))


def _model_field(request: GenerationRequest) -> str:
    return request.field_of(Role.MODEL) or "model"


def no_key(provider: str) -> Happened:
    """Nothing serves the vendor: there is no key for it."""
    return happened("no_key", setting=f"{provider.upper()}_API_KEY")
