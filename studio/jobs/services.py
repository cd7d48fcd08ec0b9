"""What driving a job needs, handed from step to step."""

from collections.abc import Mapping
from dataclasses import dataclass

from providers.poll_schedule import PollPolicy
from providers.spec import GenerationRequest
from studio.clock import Clock
from studio.files.files import FileStore
from studio.files.storage import Storage
from studio.jobs.arrivals import Arrivals
from studio.jobs.durations import Durations
from studio.jobs.labels import Labels
from studio.jobs.saving import Saving
from studio.ledger.changes import Changes
from studio.ledger.ledger import Ledger
from studio.ledger.records import Records
from studio.money.balances import Balances
from studio.vendors.gateways import Gateways
from studio.vendors.hosting import Hosting


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
