"""An agent: a program that acts for an owner by a token of its own, within what the owner allows."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from providers.happened import happened
from providers.spec import Capability
from studio.errors import NotAllowed


@dataclass(frozen=True)
class Agent:
    """One token, without the token.

    Attributes:
        id: Unguessable id, which jobs name.
        owner: Whom it acts for.
        name: What its owner calls it.
        read_only: It looks at what is there and starts, stops and changes nothing.
        capabilities: What its jobs may do; None: everything.
        daily_usd, total_usd: What it may spend in a day (UTC) and in all; None: as much as its owner.
        created_at: When it was made.
    """

    id: str
    owner: str
    name: str
    read_only: bool
    capabilities: frozenset[Capability] | None
    daily_usd: float | None
    total_usd: float | None
    created_at: datetime

    def check_change(self) -> None:
        """Raise NotAllowed when it may only look."""
        if self.read_only:
            raise NotAllowed(happened("agent_reads_only", agent=self.name), happened("nothing_sent"))

    def check_start(self, capability: Capability) -> None:
        """Raise NotAllowed when it may not start a job that does this."""
        self.check_change()
        if self.capabilities is not None and capability not in self.capabilities:
            told = happened("agent_may_not", agent=self.name, capability=capability.value)
            raise NotAllowed(told, happened("nothing_sent"))


ACTING: ContextVar[Agent | None] = ContextVar("acting", default=None)
"""Which agent asks what is being answered; None: a person, or a program with a person's login."""


@contextmanager
def acting(agent: Agent | None) -> Generator[None]:
    """Let what happens within be an agent's doing, or nobody's but its owner's."""
    before = ACTING.set(agent)
    try:
        yield
    finally:
        ACTING.reset(before)
