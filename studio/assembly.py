"""How the studio's parts fit together, whatever vendors it is given."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import httpx

from providers.polling import DEFAULT_POLICY, PollPolicy
from providers.spec import GenerationRequest
from studio.address_guard import AddressGuard
from studio.changes import Changes
from studio.clock import Clock
from studio.data_lock import DataDirLock
from studio.downloads import DownloadLimits, Downloads
from studio.drive import Driver
from studio.durations import Durations
from studio.files import FileStore
from studio.gateways import Gateway, Gateways, GatewayStatus
from studio.hosting import Hosting
from studio.jobs import Jobs
from studio.labels import Classify, Labels
from studio.ledger import Ledger
from studio.library import Library
from studio.records import Records
from studio.references import References
from studio.runner import AsyncioRunner
from studio.saving import Saving
from studio.services import Services
from studio.settings import Settings
from studio.studio import Machinery, Studio


def assemble(
    settings: Settings,
    gateways: Iterable[Gateway],
    *,
    requests: Mapping[str, type[GenerationRequest]],
    classify: Classify | None = None,
    statuses: Iterable[GatewayStatus] = (),
    sandbox: httpx.AsyncBaseTransport | None = None,
    limits: DownloadLimits | None = None,
    polling: PollPolicy = DEFAULT_POLICY,
    clock: Clock | None = None,
) -> Studio:
    """Fit the parts together; nothing is opened or written yet.

    Args:
        settings: What Easel was told from outside.
        gateways: The ways to the vendors.
        requests: Endpoint name -> request class.
        classify: Tells the maps of a material apart; None: missing labels stay missing.
        statuses: What the keys page shows.
        sandbox: Serves result files of the in-process sandbox.
        limits: Of result downloads.
        polling: How often to ask for a task.
        clock: Time.
    """
    clock = clock or Clock()
    ways = Gateways(gateways)
    ledger = Ledger.in_directory(settings.data_dir, clock)
    changes, store, records = Changes(), FileStore(settings.data_dir), Records(ledger)
    references = References(ledger, records, store, clock)
    durations = Durations(ledger)
    guard = AddressGuard({urlsplit(vendor.base_url).hostname or "" for vendor in settings.vendors.values()})
    downloads = Downloads(guard, limits=limits, sandbox=sandbox)
    driver = Driver(
        Services(
            ledger=ledger,
            records=records,
            changes=changes,
            gateways=ways,
            requests=requests,
            store=store,
            hosting=Hosting(ledger, store, clock),
            saving=Saving(ledger, store, downloads, clock),
            labels=Labels(ledger, store, classify),
            durations=durations,
            polling=polling,
            clock=clock,
        )
    )
    runner = AsyncioRunner(driver.drive, clock)
    jobs = Jobs(
        ledger=ledger,
        records=records,
        changes=changes,
        references=references,
        gateways=ways,
        durations=durations,
        runner=runner,
        clock=clock,
    )
    return Studio(
        settings=settings,
        jobs=jobs,
        library=Library(ledger, records, changes, clock),
        files=store,
        references=references,
        gateways=tuple(statuses),
        machinery=Machinery(DataDirLock(settings.data_dir), ledger, runner, driver, downloads, ways),
    )
