"""Budgets: what each person, and all visitors together, may spend in a day and in all, held before anything is sent.

A job that goes to a vendor counts from the moment its row is written until it is known not to be charged: its `cost`
is the highest estimate at first, and what the balance fell by once that was seen. Nothing is kept beside the jobs'
own rows, so no crash can leave a reservation behind or forget one. A day is a day in UTC, by when a job was started.

A visitor is a new person whenever that is wanted, so a limit for each person holds none of them: what they spend on the
server's keys is counted for all of them together. What their own keys pay is not part of that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, and_, delete, func, insert, literal, or_, select

from providers.happened import Happened, Happenings, happened
from providers.price import Estimate
from studio.access.agent import Agent
from studio.clock import Clock
from studio.ledger.database import Ledger
from studio.ledger.job import OPEN_STATES
from studio.ledger.tables import budgets, jobs


@dataclass(frozen=True)
class Limits:
    """US dollars that may be spent; None: no limit."""

    daily_usd: float | None = None
    total_usd: float | None = None

    def __bool__(self) -> bool:
        return self.daily_usd is not None or self.total_usd is not None


@dataclass(frozen=True)
class Visitors:
    """Whom nobody let in by name, and what all of them together may spend on the server's keys.

    Attributes:
        limits: For all of them.
        includes: Whether an owner is one of them.
        rows: The same, asked of `jobs.owner`.
    """

    limits: Limits
    includes: Callable[[str], bool]
    rows: ColumnElement[bool]


@dataclass(frozen=True)
class Purse:
    """What several jobs are paid from.

    Attributes:
        limits: What may be spent of it.
        rows: The jobs that are paid from it, as far as they count.
        common: Of all visitors; else of one person.
        agent: Of one agent of a person's.
    """

    limits: Limits
    rows: ColumnElement[bool]
    common: bool = False
    agent: bool = False


@dataclass(frozen=True)
class BudgetRefusal:
    """Why budgets do not let a request through.

    Attributes:
        brief: Goes behind its price, before anybody asks for it.
        told: For who did ask.
    """

    brief: Happened
    told: Happenings


@dataclass(frozen=True)
class BudgetStatus:
    """What one person may spend and has spent, in US dollars.

    Attributes:
        own: The limits the person set.
        installation: The limits of everybody here.
        limits: The lower of both, which hold.
        today_usd, all_usd: What counts so far, jobs under way included.
        unpriced: How many charged jobs had no known price, and count for nothing.
    """

    own: Limits
    installation: Limits
    limits: Limits
    today_usd: float
    all_usd: float
    unpriced: int


class Budgets:
    """The budgets of all owners."""

    def __init__(
        self,
        ledger: Ledger,
        installation: Limits,
        clock: Clock | None = None,
        visitors: Visitors | None = None,
    ) -> None:
        """Prepare without touching the database.

        Args:
            ledger: The database.
            installation: Limits for each person here, set from outside.
            clock: Says which day it is.
            visitors: Who shares one purse; None: nobody.
        """
        self._ledger = ledger
        self._installation = installation
        self._clock = clock or Clock()
        self._visitors = visitors

    async def limits(self, owner: str) -> Limits:
        """Return the limits that hold for an owner."""
        return _lower(await self._own(owner), self._installation)

    async def set_own(self, owner: str, limits: Limits) -> None:
        """Write down the limits a person wants; those of the installation hold all the same."""
        await self._ledger.write(
            delete(budgets).where(budgets.c.owner == owner),
            insert(budgets).values(owner=owner, daily=limits.daily_usd, total=limits.total_usd),
        )

    async def status(self, owner: str) -> BudgetStatus:
        """Return what an owner may spend and has spent."""
        own = await self._own(owner)
        mine = jobs.c.owner == owner
        unpriced = select(func.count()).where(mine, counted(), jobs.c.cost.is_(None))
        row = await self._ledger.first(
            select(
                _spent(mine, self._today()).label("today"),
                _spent(mine, None).label("all"),
                unpriced.scalar_subquery().label("unpriced"),
            )
        )
        today, spent, count = (row.today, row.all, row.unpriced) if row else (None, None, 0)
        return BudgetStatus(own, self._installation, _lower(own, self._installation), today or 0.0, spent or 0.0, count)

    async def purses(self, owner: str, *, own_key: bool, agent: Agent | None = None) -> list[Purse]:
        """Return what a job is paid from, as far as there is a limit.

        Args:
            owner: Whose job.
            own_key: It goes to a vendor with a key of the owner's; else with the server's.
            agent: Which agent begins it; None: the owner.
        """
        person = Purse(await self.limits(owner), jobs.c.owner == owner)
        purses = [person] if person.limits else []
        if agent is not None and (own := Limits(agent.daily_usd, agent.total_usd)):
            purses.append(Purse(own, jobs.c.agent_id == agent.id, agent=True))
        visitors = self._visitors
        if visitors is not None and visitors.limits and not own_key and visitors.includes(owner):
            purses.append(Purse(visitors.limits, and_(jobs.c.key_id.is_(None), visitors.rows), common=True))
        return purses

    def conditions(self, purses: Sequence[Purse], most_usd: float) -> Sequence[ColumnElement[bool]]:
        """Return what must hold in the database for a job of this cost to be written.

        Put them into the statement that writes the row: then no two jobs can both take what is left.
        """
        held: list[ColumnElement[bool]] = []
        kind = jobs.c.cost.type
        for purse in purses:
            for limit_usd, since in ((purse.limits.daily_usd, self._today()), (purse.limits.total_usd, None)):
                if limit_usd is not None:
                    spent = func.coalesce(_spent(purse.rows, since), literal(0.0, kind))
                    held.append(spent + literal(most_usd, kind) <= literal(limit_usd, kind))
        return held

    async def refusal(
        self, owner: str, cost: Estimate | None, model: str, *, own_key: bool, agent: Agent | None = None
    ) -> BudgetRefusal | None:
        """Return why budgets do not let a request through, or None when they do.

        Args:
            owner: Whose.
            cost: None: not known, which no budget can hold.
            model: Its model, for people.
            own_key, agent: As for `purses`.
        """
        purses = await self.purses(owner, own_key=own_key, agent=agent)
        if cost is None:
            return await self._unknown_price(owner, model, purses) if purses else None
        for purse in purses:
            today, spent = await self._sums(purse)
            for limit, used, daily in ((purse.limits.daily_usd, today, True), (purse.limits.total_usd, spent, False)):
                if limit is not None and used + cost.most_usd > limit + 1e-9:
                    if purse.common:
                        return _beyond_common(cost, daily)
                    if purse.agent:
                        return _beyond(cost, limit, used, whose="agent", daily=daily)
                    own = await self._own(owner)
                    theirs = limit == (own.daily_usd if daily else own.total_usd)
                    return _beyond(cost, limit, used, whose="your" if theirs else "studio", daily=daily)
        return None

    async def spent_by(self, agent_id: str) -> tuple[float, float]:
        """Return what counts of an agent's jobs, in US dollars: today and in all."""
        return await self._sums(Purse(Limits(), jobs.c.agent_id == agent_id))

    async def _unknown_price(self, owner: str, model: str, purses: Sequence[Purse]) -> BudgetRefusal:
        own = await self._own(owner)
        advice = "lift_budget_or_name_price" if own and not self._installation else "name_price"
        if purses[-1].agent and len(purses) == 1:
            advice = "change_agent_budget_or_name_price"
        if all(purse.common for purse in purses):
            advice = "own_key_or_another_model"
        told = happened("price_not_known", model=model), happened("nothing_sent"), happened(advice)
        return BudgetRefusal(happened("brief_price_not_known"), told)

    async def _sums(self, purse: Purse) -> tuple[float, float]:
        """Return the US dollars that count today and in all."""
        sums = select(_spent(purse.rows, self._today()).label("today"), _spent(purse.rows, None).label("all"))
        row = await self._ledger.first(sums)
        return (row.today or 0.0, row.all or 0.0) if row else (0.0, 0.0)

    async def _own(self, owner: str) -> Limits:
        row = await self._ledger.first(select(budgets).where(budgets.c.owner == owner))
        return Limits(row.daily, row.total) if row else Limits()

    def _today(self) -> datetime:
        return datetime.combine(self._clock.now().astimezone(UTC).date(), time(), UTC)


def paid() -> ColumnElement[bool]:
    """Return what holds for jobs that cost something: under way, charged, or perhaps charged; not the sandbox's."""
    return and_(jobs.c.sandbox.is_(False), or_(jobs.c.charged != "no", jobs.c.state.in_(OPEN_STATES)))


def counted() -> ColumnElement[bool]:
    """Return what holds for jobs that count: paid here. What an archive brought is history, and anybody's word."""
    return and_(paid(), jobs.c.imported_at.is_(None))


def _spent(rows: ColumnElement[bool], since: datetime | None) -> ScalarSelect[float | None]:
    query = select(func.sum(jobs.c.cost)).where(rows, counted())
    if since is not None:
        query = query.where(jobs.c.created_at >= since, _not_of_a_day_to_come(since))
    return query.scalar_subquery()


def _not_of_a_day_to_come(today: datetime) -> ColumnElement[bool]:
    """Return what holds for jobs of today, also where their date lies ahead: when they were sent is no such date.

    A clock that was set back, or an archive that an older Easel took, leaves dates ahead, and new jobs come after them.
    """
    tomorrow = today + timedelta(days=1)
    sent_today = and_(jobs.c.submitted_at >= today, jobs.c.submitted_at < tomorrow)
    to_be_sent = and_(jobs.c.submitted_at.is_(None), jobs.c.state.in_(OPEN_STATES))
    return or_(jobs.c.created_at < tomorrow, sent_today, to_be_sent)


_ADVICE = {"your": "change_budget", "studio": "ask_host", "agent": "change_agent_budget"}


def _beyond(cost: Estimate, limit: float, used: float, *, whose: str, daily: bool) -> BudgetRefusal:
    code = f"{whose}_{'daily' if daily else 'total'}_budget"
    left = max(0.0, limit - used)
    beyond = happened(_so(f"beyond_{code}", cost), cost_usd=cost.most_usd, left_usd=left, limit_usd=limit)
    advice = happened(_or_wait(_ADVICE[whose], daily))
    return BudgetRefusal(happened(f"brief_{code}"), (beyond, happened("nothing_sent"), advice))


def _beyond_common(cost: Estimate, daily: bool) -> BudgetRefusal:
    """Refuse without amounts: what others spend is not a visitor's to see."""
    code = f"visitors_{'daily' if daily else 'total'}_budget"
    beyond = happened(_so(f"beyond_{code}", cost), cost_usd=cost.most_usd)
    told = beyond, happened("nothing_sent"), happened(_or_wait("enter_own_key", daily))
    return BudgetRefusal(happened(f"brief_{code}"), told)


def _so(code: str, cost: Estimate) -> str:
    return code if cost.certain else f"perhaps_{code}"


def _or_wait(code: str, daily: bool) -> str:
    return f"{code}_or_wait" if daily else code


def _lower(first: Limits, second: Limits) -> Limits:
    return Limits(_least(first.daily_usd, second.daily_usd), _least(first.total_usd, second.total_usd))


def _least(first: float | None, second: float | None) -> float | None:
    known = [limit for limit in (first, second) if limit is not None]
    return min(known) if known else None
