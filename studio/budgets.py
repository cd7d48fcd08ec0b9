"""Budgets: how much each person may spend in a day and in all, held before anything is sent.

A job that goes to a vendor counts from the moment its row is written until it is known not to be charged: its `cost`
is the highest estimate at first, and what the balance fell by once that was seen. Nothing is kept beside the jobs'
own rows, so no crash can leave a reservation behind or forget one. A day is a day in UTC, by when a job was started.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import ColumnElement, ScalarSelect, and_, delete, func, insert, literal, or_, select

from providers.price import Estimate, usd
from studio.clock import Clock
from studio.job import OPEN_STATES
from studio.ledger import Ledger
from studio.tables import budgets, jobs


@dataclass(frozen=True)
class Limits:
    """US dollars that may be spent; None: no limit."""

    daily_usd: float | None = None
    total_usd: float | None = None

    def __bool__(self) -> bool:
        return self.daily_usd is not None or self.total_usd is not None


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

    def __init__(self, ledger: Ledger, installation: Limits, clock: Clock | None = None) -> None:
        """Prepare without touching the database.

        Args:
            ledger: The database.
            installation: Limits for each person here, set from outside.
            clock: Says which day it is.
        """
        self._ledger = ledger
        self._installation = installation
        self._clock = clock or Clock()

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
        unpriced = select(func.count()).where(jobs.c.owner == owner, counted(), jobs.c.cost.is_(None))
        row = await self._ledger.first(
            select(
                _spent(owner, self._today()).label("today"),
                _spent(owner, None).label("all"),
                unpriced.scalar_subquery().label("unpriced"),
            )
        )
        today, spent, count = (row.today, row.all, row.unpriced) if row else (None, None, 0)
        return BudgetStatus(own, self._installation, _lower(own, self._installation), today or 0.0, spent or 0.0, count)

    def conditions(self, owner: str, limits: Limits, most_usd: float) -> Sequence[ColumnElement[bool]]:
        """Return what must hold in the database for a job of this cost to be written.

        Put them into the statement that writes the row: then no two jobs can both take what is left.
        """
        held: list[ColumnElement[bool]] = []
        for limit_usd, since in ((limits.daily_usd, self._today()), (limits.total_usd, None)):
            if limit_usd is not None:
                kind = jobs.c.cost.type
                spent = func.coalesce(_spent(owner, since), literal(0.0, kind))
                held.append(spent + literal(most_usd, kind) <= literal(limit_usd, kind))
        return held

    async def refusal(self, owner: str, cost: Estimate) -> str:
        """Return the sentence for a job that `conditions` kept from being written."""
        status = await self.status(owner)
        daily, total = status.limits.daily_usd, status.limits.total_usd
        over_today = daily is not None and status.today_usd + cost.most_usd > daily + 1e-9
        limit, spent, word = (daily, status.today_usd, "daily") if over_today else (total, status.all_usd, "total")
        limit = limit or 0.0
        theirs = limit == (status.own.daily_usd if over_today else status.own.total_usd)
        whose = "your" if theirs else "this studio's"
        may = "costs" if cost.certain else "may cost up to"
        advice = "Change it under Usage" if theirs else "Ask whoever runs this Easel"
        wait = ", or wait: the next day begins at 00:00 UTC." if over_today else "."
        return (
            f"This {may} {usd(cost.most_usd)}, and {usd(max(0.0, limit - spent))} of {whose} {word} budget of "
            f"{usd(limit)} is left. Nothing was sent. {advice}{wait}"
        )

    async def unknown_price(self, owner: str, model: str) -> str:
        """Return the sentence for a request without a known price where a budget holds: it is refused."""
        own = await self._own(owner)
        advice = "Take your budget away under Usage, or add" if own and not self._installation else "Add"
        return (
            f"The price of {model} is not known, so no budget can hold it. Nothing was sent. "
            f"{advice} the price to EASEL_PRICES and start Easel again."
        )

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


def _spent(owner: str, since: datetime | None) -> ScalarSelect[float | None]:
    query = select(func.sum(jobs.c.cost)).where(jobs.c.owner == owner, counted())
    if since is not None:
        query = query.where(jobs.c.created_at >= since)
    return query.scalar_subquery()


def _lower(first: Limits, second: Limits) -> Limits:
    return Limits(_least(first.daily_usd, second.daily_usd), _least(first.total_usd, second.total_usd))


def _least(first: float | None, second: float | None) -> float | None:
    known = [limit for limit in (first, second) if limit is not None]
    return min(known) if known else None
