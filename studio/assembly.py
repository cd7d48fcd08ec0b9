"""How the studio's parts fit together, whatever vendors it is given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpx

from providers.polling.poll_schedule import DEFAULT_POLICY, PollPolicy
from providers.spec import GenerationRequest, Requests
from studio.access.owners import is_visitor, visitors_among
from studio.agents.agents import Agents
from studio.agents.offers import Offers
from studio.archive.library_export import LibraryExport
from studio.archive.library_import import LibraryImport
from studio.batches.batch_records import BatchRecords
from studio.batches.batch_runner import BatchRunner
from studio.batches.batches import Batches
from studio.clock import Clock
from studio.jobs.driver import Driver
from studio.jobs.expected_times import Durations
from studio.jobs.job_services import JobServices
from studio.jobs.jobs import Jobs
from studio.jobs.lineage import Lineage
from studio.jobs.map_labels import Classify, Labels
from studio.jobs.recourse import Recourse
from studio.jobs.runner import AsyncioRunner, Runner
from studio.jobs.saving import Saving
from studio.ledger.changes import Changes
from studio.ledger.data_lock import DataDirLock
from studio.ledger.database import Ledger
from studio.ledger.job import MADE_HERE
from studio.ledger.moments import Moments
from studio.ledger.records import Records
from studio.ledger.tables import jobs as job_rows
from studio.library.annotations import Annotations
from studio.library.bin import Bin
from studio.library.library import Library
from studio.library.search_index import SearchIndex
from studio.library.selection_zip import SelectionZips
from studio.library.unused_uploads import UnusedUploads
from studio.library.upkeep import Upkeep
from studio.library.votes import Votes
from studio.money.balances import Balances
from studio.money.budgets import Budgets, Limits, Visitors
from studio.money.prices import Prices
from studio.money.quotes import Money
from studio.money.usage import Usage
from studio.outside import Outside
from studio.people.profiles import Profiles
from studio.prompts.drafts import Drafts
from studio.prompts.prompts import Prompts
from studio.references.named_references import NamedReferences
from studio.references.reference_edits import ReferenceEdits
from studio.references.references import References
from studio.references.upload_room import UploadRoom
from studio.settings import Settings
from studio.settings_in_files.file_settings import FileSettings
from studio.studio import Machinery, Studio
from studio.vendors.gateways import Gateway, Gateways, GatewayStatus
from studio.vendors.key_ring import KeyRing
from studio.vendors.media_hosting import Hosting
from studio.vendors.own_keys import OwnKeys
from studio.workbench.exports import Exports
from studio.workbench.local_work import LocalWork
from studio.workbench.map_orders import MapOrders
from studio.workbench.material_checks import MaterialChecks
from studio.workbench.material_previews import MaterialPreviews
from studio.workbench.operation import Operation
from studio.workbench.operation_list import OPERATIONS
from studio.workbench.texture_sets import TextureSets
from studio.workbench.workbench import Workbench


def assemble(
    settings: Settings,
    gateways: Iterable[Gateway],
    *,
    requests: Requests,
    profile_request: type[GenerationRequest] | None = None,
    maps_request: type[GenerationRequest] | None = None,
    classify: Classify | None = None,
    operations: Mapping[str, Operation] = OPERATIONS,
    statuses: Iterable[GatewayStatus] = (),
    sandbox: httpx.AsyncBaseTransport | None = None,
    polling: PollPolicy = DEFAULT_POLICY,
    clock: Clock | None = None,
    outside: Outside | None = None,
) -> Studio:
    """Fit the parts together; nothing is opened or written yet.

    Args:
        settings: What Easel was told from outside.
        gateways: The ways to the vendors.
        requests: Endpoint name -> request class.
        profile_request: Makes a profile of a person; it is one of `requests`.
        maps_request: Works out single maps of a picture; it is one of `requests`.
        classify: Tells the maps of a material apart; None: missing labels stay missing.
        operations: Endpoint name -> work that this machine does itself.
        statuses: What the keys page shows.
        sandbox: Serves result files of the in-process sandbox.
        polling: How often to ask for a task.
        clock: Time.
        outside: What touches the disk and the network; None: the usual ones.
    """
    clock = clock or Clock()
    outside = outside or Outside.usual(settings, sandbox=sandbox, clock=clock)
    shared = _shared(settings, outside, gateways, requests, operations, clock)
    ledger, store, changes, records = outside.ledger, outside.store, shared.changes, shared.records
    local_work = _local_work(shared)
    driver = Driver(_services(shared, classify, polling), {MADE_HERE: local_work.drive})
    runner = AsyncioRunner(driver.drive, clock)
    jobs = _jobs(shared, runner)
    checks, previews = MaterialChecks(store.path), MaterialPreviews(store.path)
    workbench = _workbench(shared, jobs, local_work, checks, previews)
    search_index, bin_ = SearchIndex(ledger, requests), Bin(ledger, changes, store, clock)
    annotations = Annotations(ledger, changes)
    library = Library(ledger, records, changes, search_index, requests, clock)
    vendors = tuple(statuses)
    file_settings = FileSettings(ledger, records, shared.references, store, requests)
    lock = DataDirLock(settings.data_dir)
    return Studio(
        settings=settings,
        requests=requests,
        offered={name: cls for name, cls in requests.items() if cls is not profile_request},
        operations=operations,
        jobs=jobs,
        batches=_batches(shared, jobs),
        recourse=_recourse(shared, jobs, runner),
        bin=bin_,
        upkeep=Upkeep(store, bin_, UnusedUploads(ledger, clock), clock),
        profiles=_profiles(shared, jobs, profile_request),
        library=library,
        annotations=annotations,
        selection_zips=SelectionZips(library, annotations, store, clock, file_settings, requests),
        library_export=LibraryExport(ledger, store, clock),
        library_import=LibraryImport(ledger, changes, store, clock),
        votes=Votes(ledger, records, changes, requests, clock),
        workbench=workbench,
        map_orders=MapOrders(jobs, workbench, shared.references, maps_request),
        texture_sets=TextureSets(workbench, store, outside.links),
        files=store,
        references=shared.references,
        reference_edits=ReferenceEdits(shared.references, store),
        names=NamedReferences(ledger, shared.references, clock),
        prompts=Prompts(ledger, requests, clock),
        drafts=Drafts(ledger, clock),
        exports=Exports(store, records.job, requests, operations, settings.data_dir / "exports"),
        lineage=shared.lineage,
        file_settings=file_settings,
        disk_space=outside.disk_space,
        upload_room=shared.room,
        money=_money(shared),
        agents=Agents(ledger, clock),
        offers=Offers(clock),
        keys=OwnKeys(shared.ring, shared.gateways, jobs, vendors),
        gateways=vendors,
        machinery=Machinery(
            lock,
            ledger,
            runner,
            driver,
            local_work,
            checks,
            previews,
            outside.downloads,
            shared.gateways,
            outside.inbox,
            search_index,
        ),
    )


@dataclass(frozen=True)
class _Shared:
    """What many of the services use."""

    settings: Settings
    outside: Outside
    requests: Requests
    operations: Mapping[str, Operation]
    clock: Clock
    gateways: Gateways
    ring: KeyRing
    changes: Changes
    records: Records
    references: References
    lineage: Lineage
    durations: Durations
    balances: Balances
    prices: Prices
    budgets: Budgets
    moments: Moments
    room: UploadRoom


def _shared(
    settings: Settings,
    outside: Outside,
    gateways: Iterable[Gateway],
    requests: Requests,
    operations: Mapping[str, Operation],
    clock: Clock,
) -> _Shared:
    ledger, disk_space, ring = outside.ledger, outside.disk_space, KeyRing(clock.monotonic)
    room = UploadRoom(ledger, disk_space, lambda owner: is_visitor(settings.access, owner))
    records = Records(ledger, lambda: ledger.trouble or disk_space.trouble)
    return _Shared(
        settings=settings,
        outside=outside,
        requests=requests,
        operations=operations,
        clock=clock,
        gateways=Gateways(gateways, ring, settings.keys_serve),
        ring=ring,
        changes=Changes(),
        records=records,
        references=References(ledger, records, outside.store, room, clock),
        lineage=Lineage(ledger, records, outside.store),
        durations=Durations(ledger, requests),
        balances=Balances(clock),
        prices=Prices(ledger, settings.prices, clock),
        budgets=_budgets(settings, ledger, clock),
        moments=Moments(ledger, clock),
        room=room,
    )


def _budgets(settings: Settings, ledger: Ledger, clock: Clock) -> Budgets:
    visitors = Visitors(
        Limits(settings.budget_visitors_daily_usd, settings.budget_visitors_total_usd),
        lambda owner: is_visitor(settings.access, owner),
        visitors_among(settings.access, job_rows.c.owner),
    )
    return Budgets(ledger, Limits(settings.budget_daily_usd, settings.budget_total_usd), clock, visitors)


def _services(shared: _Shared, classify: Classify | None, polling: PollPolicy) -> JobServices:
    outside, clock = shared.outside, shared.clock
    return JobServices(
        ledger=outside.ledger,
        records=shared.records,
        changes=shared.changes,
        gateways=shared.gateways,
        requests=shared.requests,
        store=outside.store,
        inbox=outside.inbox,
        disk_space=outside.disk_space,
        hosting=Hosting(outside.ledger, outside.store, clock),
        saving=Saving(
            outside.ledger,
            outside.store,
            outside.inbox,
            outside.downloads,
            outside.disk_space,
            shared.requests,
            shared.moments,
            clock,
        ),
        labels=Labels(outside.ledger, outside.store, shared.requests, classify),
        durations=shared.durations,
        balances=shared.balances,
        polling=polling,
        clock=clock,
    )


def _local_work(shared: _Shared) -> LocalWork:
    return LocalWork(
        ledger=shared.outside.ledger,
        records=shared.records,
        changes=shared.changes,
        operations=shared.operations,
        store=shared.outside.store,
        data_dir=shared.settings.data_dir,
        moments=shared.moments,
        clock=shared.clock,
    )


def _jobs(shared: _Shared, runner: Runner) -> Jobs:
    return Jobs(
        ledger=shared.outside.ledger,
        records=shared.records,
        changes=shared.changes,
        references=shared.references,
        gateways=shared.gateways,
        durations=shared.durations,
        prices=shared.prices,
        budgets=shared.budgets,
        runner=runner,
        disk_space=shared.outside.disk_space,
        lineage=shared.lineage,
        moments=shared.moments,
        room=shared.room,
    )


def _batches(shared: _Shared, jobs: Jobs) -> Batches:
    ledger = shared.outside.ledger
    records = BatchRecords(ledger, shared.records)
    runner = BatchRunner(
        ledger=ledger,
        records=records,
        changes=shared.changes,
        gateways=shared.gateways,
        jobs=jobs,
        requests=shared.requests,
        clock=shared.clock,
    )
    return Batches(
        ledger=ledger,
        records=records,
        runner=runner,
        changes=shared.changes,
        references=shared.references,
        gateways=shared.gateways,
        prices=shared.prices,
        budgets=shared.budgets,
        requests=shared.requests,
        moments=shared.moments,
    )


def _recourse(shared: _Shared, jobs: Jobs, runner: Runner) -> Recourse:
    return Recourse(
        ledger=shared.outside.ledger,
        changes=shared.changes,
        requests=shared.requests,
        inbox=shared.outside.inbox,
        gateways=shared.gateways,
        balances=shared.balances,
        jobs=jobs,
        runner=runner,
    )


def _workbench(
    shared: _Shared, jobs: Jobs, local_work: LocalWork, checks: MaterialChecks, previews: MaterialPreviews
) -> Workbench:
    return Workbench(
        ledger=shared.outside.ledger,
        changes=shared.changes,
        requests=shared.requests,
        operations=shared.operations,
        jobs=jobs,
        local_work=local_work,
        checks=checks,
        previews=previews,
    )


def _profiles(shared: _Shared, jobs: Jobs, request: type[GenerationRequest] | None) -> Profiles:
    return Profiles(
        ledger=shared.outside.ledger,
        records=shared.records,
        changes=shared.changes,
        store=shared.outside.store,
        references=shared.references,
        jobs=jobs,
        request=request,
        clock=shared.clock,
    )


def _money(shared: _Shared) -> Money:
    return Money(
        prices=shared.prices,
        balances=shared.balances,
        budgets=shared.budgets,
        usage=Usage(shared.outside.ledger, shared.clock),
        gateways=shared.gateways,
        is_visitor=lambda owner: is_visitor(shared.settings.access, owner),
    )
