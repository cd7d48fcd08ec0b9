"""What driving a job needs, handed from step to step."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from providers.provider import Credentials, Provider
from providers.spec import GenerationRequest
from providers.task import Task
from studio.changes import Changes
from studio.clock import Clock
from studio.durations import Durations
from studio.files import FileStore
from studio.gateways import Gateways
from studio.hosting import Hosting
from studio.labels import Labels
from studio.ledger import Ledger
from studio.records import Records
from studio.saving import Saving

Heard = Callable[[Task], Awaitable[None]]
"""Is told every answer of the vendor about a task."""


class Follow(Protocol):
    """Asks for a task until it is final, however long it takes."""

    def __call__(
        self, provider: Provider, task_id: str, credentials: Credentials, *, heard: Heard, expected_s: float | None
    ) -> Awaitable[Task]:
        """Return the final task.

        Raises:
            NotFound: The vendor no longer knows the task.
            BadCredentials: The vendor no longer accepts the key.
        """
        ...


@dataclass(frozen=True)
class Services:
    """The parts of the studio that a job meets on its way."""

    ledger: Ledger
    records: Records
    changes: Changes
    gateways: Gateways
    requests: Mapping[str, type[GenerationRequest]]
    store: FileStore
    hosting: Hosting
    saving: Saving
    labels: Labels
    durations: Durations
    follow: Follow
    clock: Clock
