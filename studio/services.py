"""What driving a job needs, handed from step to step."""

from collections.abc import Mapping
from dataclasses import dataclass

from providers.poll_schedule import PollPolicy
from providers.spec import GenerationRequest
from studio.arrivals import Arrivals
from studio.balances import Balances
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
from studio.storage import Storage


@dataclass(frozen=True)
class Services:
    """The parts of the studio that a job meets on its way."""

    ledger: Ledger
    records: Records
    changes: Changes
    gateways: Gateways
    requests: Mapping[str, type[GenerationRequest]]
    store: FileStore
    arrivals: Arrivals
    storage: Storage
    hosting: Hosting
    saving: Saving
    labels: Labels
    durations: Durations
    balances: Balances
    polling: PollPolicy
    clock: Clock
