"""What driving a job needs, handed from step to step."""

from collections.abc import Mapping
from dataclasses import dataclass

from providers.polling.poll_schedule import PollPolicy
from providers.spec import GenerationRequest
from studio.clock import Clock
from studio.files.disk_space import DiskSpace
from studio.files.file_store import FileStore
from studio.jobs.expected_times import Durations
from studio.jobs.inbox import Inbox
from studio.jobs.map_labels import Labels
from studio.jobs.saving import Saving
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.records import Records
from studio.money.balances import Balances
from studio.vendors.gateways import Gateways
from studio.vendors.media_hosting import Hosting


@dataclass(frozen=True)
class JobServices:
    """The parts of the studio that a job meets on its way."""

    ledger: Ledger
    records: Records
    changes: Changes
    gateways: Gateways
    requests: Mapping[str, type[GenerationRequest]]
    store: FileStore
    inbox: Inbox
    disk_space: DiskSpace
    hosting: Hosting
    saving: Saving
    labels: Labels
    durations: Durations
    balances: Balances
    polling: PollPolicy
    clock: Clock
