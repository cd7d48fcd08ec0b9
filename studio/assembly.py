"""How the studio's parts fit together, whatever vendors it is given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from providers.poll_schedule import DEFAULT_POLICY, PollPolicy
from providers.spec import GenerationRequest
from studio.address_guard import AddressGuard
from studio.annotations import Annotations
from studio.arrivals import Arrivals
from studio.balances import Balances
from studio.batch_records import BatchRecords
from studio.batch_runner import BatchRunner
from studio.batches import Batches
from studio.bin import Bin
from studio.budgets import Budgets, Limits
from studio.changes import Changes
from studio.clock import Clock
from studio.data_lock import DataDirLock
from studio.downloads import Downloads
from studio.drive import Driver
from studio.durations import Durations
from studio.exports import Exports
from studio.file_settings import FileSettings
from studio.files import FileStore
from studio.gateways import Gateway, Gateways, GatewayStatus
from studio.hosting import Hosting
from studio.jobs import Jobs
from studio.key_ring import KeyRing
from studio.labels import Classify, Labels
from studio.ledger import Ledger
from studio.library import Library
from studio.library_export import LibraryExport
from studio.library_import import LibraryImport
from studio.lineage import Lineage
from studio.making import Making
from studio.material_checks import MaterialChecks
from studio.material_previews import MaterialPreviews
from studio.money import Money
from studio.named_references import NamedReferences
from studio.operations import OPERATIONS, Operation
from studio.own_keys import OwnKeys
from studio.owners import is_visitor, may_use_server_keys
from studio.parcels import Parcels
from studio.prices import Prices
from studio.profiles import Profiles
from studio.prompts import Prompts
from studio.records import Records
from studio.recourse import Recourse
from studio.reference_edits import ReferenceEdits
from studio.references import References
from studio.runner import AsyncioRunner
from studio.saving import Saving
from studio.services import Services
from studio.settings import Settings
from studio.shelf import Shelf
from studio.storage import Storage
from studio.studio import Machinery, Studio
from studio.texture_sets import TextureSets
from studio.upkeep import Upkeep
from studio.usage import Usage
from studio.votes import Votes
from studio.workbench import Workbench


@dataclass(frozen=True)
class Parts:
    """What touches the disk and the network: `downloads` fetches results, `links` what people name."""

    ledger: Ledger
    store: FileStore
    arrivals: Arrivals
    downloads: Downloads
    links: Downloads
    storage: Storage

    @classmethod
    def usual(
        cls,
        settings: Settings,
        *,
        sandbox: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
    ) -> "Parts":
        """Return the parts of an installation.

        Args:
            settings: What Easel was told from outside.
            sandbox: Serves result files of the in-process sandbox.
            clock: Time.
        """
        guard = AddressGuard({urlsplit(vendor.base_url).hostname or "" for vendor in settings.vendors.values()})
        return cls(
            ledger=Ledger.in_directory(settings.data_dir, clock),
            store=FileStore(settings.data_dir),
            arrivals=Arrivals(settings.data_dir),
            downloads=Downloads(guard, sandbox=sandbox),
            links=Downloads(AddressGuard(()), max_concurrent=2),
            storage=Storage(settings.data_dir, max_bytes=settings.max_disk_bytes, clock=clock),
        )


def assemble(
    settings: Settings,
    gateways: Iterable[Gateway],
    *,
    requests: Mapping[str, type[GenerationRequest]],
    profile_request: type[GenerationRequest] | None = None,
    classify: Classify | None = None,
    operations: Mapping[str, Operation] = OPERATIONS,
    statuses: Iterable[GatewayStatus] = (),
    sandbox: httpx.AsyncBaseTransport | None = None,
    polling: PollPolicy = DEFAULT_POLICY,
    clock: Clock | None = None,
    parts: Parts | None = None,
) -> Studio:
    """Fit the parts together; nothing is opened or written yet.

    Args:
        settings: What Easel was told from outside.
        gateways: The ways to the vendors.
        requests: Endpoint name -> request class.
        profile_request: Makes a profile of a person; it is one of `requests`.
        classify: Tells the maps of a material apart; None: missing labels stay missing.
        operations: Endpoint name -> work that this machine does itself.
        statuses: What the keys page shows.
        sandbox: Serves result files of the in-process sandbox.
        polling: How often to ask for a task.
        clock: Time.
        parts: What touches the disk and the network; None: the usual ones.
    """
    clock = clock or Clock()
    ring = KeyRing(clock.monotonic)
    ways = Gateways(gateways, ring, lambda owner: may_use_server_keys(settings.access, owner))
    parts = parts or Parts.usual(settings, sandbox=sandbox, clock=clock)
    ledger, store, arrivals, storage = parts.ledger, parts.store, parts.arrivals, parts.storage
    changes, records = Changes(), Records(ledger, lambda: ledger.trouble or storage.trouble)
    references = References(ledger, records, store, clock)
    durations = Durations(ledger, requests)
    balances = Balances(clock)
    prices = Prices(ledger, settings.prices, clock)
    budgets = Budgets(ledger, Limits(settings.budget_daily_usd, settings.budget_total_usd), clock)
    driver = Driver(
        Services(
            ledger=ledger,
            records=records,
            changes=changes,
            gateways=ways,
            requests=requests,
            store=store,
            arrivals=arrivals,
            storage=storage,
            hosting=Hosting(ledger, store, clock),
            saving=Saving(ledger, store, arrivals, parts.downloads, storage, clock),
            labels=Labels(ledger, store, classify),
            durations=durations,
            balances=balances,
            polling=polling,
            clock=clock,
        )
    )
    making = Making(
        ledger=ledger,
        records=records,
        changes=changes,
        operations=operations,
        store=store,
        data_dir=settings.data_dir,
        clock=clock,
    )

    async def drive(job_id: str) -> None:
        if not await making.drive(job_id):
            await driver.drive(job_id)

    lineage = Lineage(ledger, records, store)
    runner = AsyncioRunner(drive, clock)
    jobs = Jobs(
        ledger=ledger,
        records=records,
        changes=changes,
        references=references,
        gateways=ways,
        durations=durations,
        prices=prices,
        budgets=budgets,
        runner=runner,
        storage=storage,
        lineage=lineage,
        clock=clock,
    )
    batch_records = BatchRecords(ledger, records)
    batches = Batches(
        ledger=ledger,
        records=batch_records,
        runner=BatchRunner(
            ledger=ledger, records=batch_records, changes=changes, gateways=ways, jobs=jobs, requests=requests
        ),
        changes=changes,
        references=references,
        gateways=ways,
        prices=prices,
        budgets=budgets,
        requests=requests,
        clock=clock,
    )
    checks, previews = MaterialChecks(store.path), MaterialPreviews(store.path)
    workbench = Workbench(
        ledger=ledger,
        changes=changes,
        requests=requests,
        operations=operations,
        jobs=jobs,
        making=making,
        checks=checks,
        previews=previews,
    )
    shelf = Shelf(ledger, requests)
    bin_ = Bin(ledger, changes, store, clock)
    library, annotations = Library(ledger, records, changes, shelf, clock), Annotations(ledger, changes)
    vendors = tuple(statuses)
    file_settings = FileSettings(ledger, records, references, store, requests)
    return Studio(
        settings=settings,
        jobs=jobs,
        batches=batches,
        recourse=Recourse(
            ledger=ledger,
            changes=changes,
            requests=requests,
            arrivals=arrivals,
            gateways=ways,
            balances=balances,
            jobs=jobs,
            runner=runner,
        ),
        bin=bin_,
        upkeep=Upkeep(store, bin_, clock),
        profiles=Profiles(
            ledger=ledger,
            records=records,
            changes=changes,
            store=store,
            references=references,
            jobs=jobs,
            request=profile_request,
            clock=clock,
        ),
        library=library,
        annotations=annotations,
        parcels=Parcels(library, annotations, store, clock, file_settings),
        library_export=LibraryExport(ledger, store, clock),
        library_import=LibraryImport(ledger, changes, store, clock),
        votes=Votes(ledger, records, changes, requests, clock),
        workbench=workbench,
        texture_sets=TextureSets(workbench, store, parts.links),
        files=store,
        references=references,
        reference_edits=ReferenceEdits(references, store),
        names=NamedReferences(ledger, references, clock),
        prompts=Prompts(ledger, clock),
        exports=Exports(store, records.job, requests, settings.data_dir / "exports"),
        lineage=lineage,
        file_settings=file_settings,
        storage=storage,
        money=Money(
            prices=prices,
            balances=balances,
            budgets=budgets,
            usage=Usage(ledger, clock),
            gateways=ways,
            is_visitor=lambda owner: is_visitor(settings.access, owner),
        ),
        keys=OwnKeys(ring, ways, jobs, vendors),
        gateways=vendors,
        machinery=Machinery(
            DataDirLock(settings.data_dir),
            ledger,
            runner,
            driver,
            making,
            checks,
            previews,
            parts.downloads,
            ways,
            arrivals,
            shelf,
        ),
    )
