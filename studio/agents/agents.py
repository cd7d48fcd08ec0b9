"""Tokens of agents: made and shown once, kept as a digest, revoked for good."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, select, update

from providers.happened import happened
from providers.plain_text import one_line
from providers.spec import Capability
from studio.access.agent import Agent
from studio.clock import Clock
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.ledger.database import Ledger
from studio.ledger.tables import agents
from studio.money.budgets import Limits

MOST_AGENTS = 50
"""Of one owner."""
LONGEST_NAME = 60
_PREFIX = "easel_"


@dataclass(frozen=True)
class NewAgent:
    """An agent, and its token, which is nowhere else."""

    agent: Agent
    token: str

    def __repr__(self) -> str:
        return f"NewAgent({self.agent.name!r})"


class Agents:
    """The agents of all owners; a revoked one is kept without its digest, for the jobs it began."""

    def __init__(self, ledger: Ledger, clock: Clock | None = None) -> None:
        self._ledger = ledger
        self._clock = clock or Clock()

    async def make(
        self,
        owner: str,
        name: str,
        *,
        limits: Limits | None = None,
        capabilities: Iterable[Capability] | None = None,
        read_only: bool = False,
    ) -> NewAgent:
        """Make an agent.

        Args:
            owner: Whom it acts for.
            name: What its owner calls it.
            limits: What it may spend; None: as much as its owner.
            capabilities: What its jobs may do; None: everything.
            read_only: It starts and changes nothing.

        Raises:
            FieldErrors: The name is empty.
            NotPossible: The owner has as many as may be.
        """
        called = one_line(name, LONGEST_NAME)
        if not called:
            raise FieldErrors({"name": happened("agent_without_name")})
        if len(await self.of(owner)) >= MOST_AGENTS:
            raise NotPossible(happened("too_many_agents", most=MOST_AGENTS))
        token = _PREFIX + secrets.token_urlsafe(32)
        may = None if capabilities is None else sorted(capabilities)
        limits = limits or Limits()
        values = dict(
            id=secrets.token_hex(8),
            owner=owner,
            name=called,
            read_only=read_only,
            capabilities=may,
            daily=limits.daily_usd,
            total=limits.total_usd,
            created_at=self._clock.now(),
        )
        await self._ledger.write(insert(agents).values(**values, digest=_digest(token)))
        row = await self._ledger.first(select(agents).where(agents.c.digest == _digest(token)))
        assert row is not None
        return NewAgent(_agent(row), token)

    async def of(self, owner: str) -> list[Agent]:
        """Return an owner's agents that are not revoked, newest first."""
        query = select(agents).where(agents.c.owner == owner, agents.c.digest.is_not(None))
        return [_agent(row) for row in await self._ledger.rows(query.order_by(agents.c.created_at.desc()))]

    async def shown_by(self, token: str) -> Agent | None:
        """Return the agent of a token, or None where there is none or it was revoked."""
        if not token.startswith(_PREFIX):
            return None
        row = await self._ledger.first(select(agents).where(agents.c.digest == _digest(token)))
        return None if row is None else _agent(row)

    async def revoke(self, owner: str, agent_id: str) -> None:
        """End a token; jobs that the agent began go on.

        Raises:
            NotFound: The owner has no such agent.
        """
        chosen = (agents.c.id == agent_id, agents.c.owner == owner, agents.c.digest.is_not(None))
        if not await self._ledger.write(update(agents).where(*chosen).values(digest=None)):
            raise NotFound(happened("no_such_agent"))


def _digest(token: str) -> str:
    # A token has 256 random bits: nothing is gained by a slow hash.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _agent(row: Row[Any]) -> Agent:
    may = None if row.capabilities is None else frozenset(map(Capability, row.capabilities))
    return Agent(row.id, row.owner, row.name, row.read_only, may, row.daily, row.total, row.created_at)
