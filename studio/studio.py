"""The studio: its services, built once and passed down."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

from providers.happened import Happenings
from providers.spec import Requests
from studio.agents.agents import Agents
from studio.agents.offers import Offers
from studio.archive.library_export import LibraryExport
from studio.archive.library_import import LibraryImport
from studio.batches.batches import Batches
from studio.errors import StorageFull
from studio.fetching.downloads import Downloads
from studio.files.disk_space import DiskSpace
from studio.files.file_store import FileStore
from studio.jobs.driver import Driver
from studio.jobs.inbox import Inbox
from studio.jobs.jobs import Jobs
from studio.jobs.lineage import Lineage
from studio.jobs.recourse import Recourse
from studio.jobs.runner import Runner
from studio.ledger.data_lock import DataDirLock
from studio.ledger.database import Ledger
from studio.library.annotations import Annotations
from studio.library.bin import Bin
from studio.library.library import Library
from studio.library.search_index import SearchIndex
from studio.library.selection_zip import SelectionZips
from studio.library.upkeep import Upkeep
from studio.library.votes import Votes
from studio.money.quotes import Money
from studio.people.profiles import Profiles
from studio.prompts.drafts import Drafts
from studio.prompts.prompts import Prompts
from studio.references.named_references import NamedReferences
from studio.references.reference_edits import ReferenceEdits
from studio.references.references import References
from studio.references.upload_room import UploadRoom
from studio.settings import Settings
from studio.settings_in_files.file_settings import FileSettings
from studio.vendors.gateways import Gateways, GatewayStatus
from studio.vendors.own_keys import OwnKeys
from studio.workbench.exports import Exports
from studio.workbench.local_work import LocalWork
from studio.workbench.map_orders import MapOrders
from studio.workbench.material_checks import MaterialChecks
from studio.workbench.material_previews import MaterialPreviews
from studio.workbench.operation import Operation
from studio.workbench.texture_sets import TextureSets
from studio.workbench.workbench import Workbench

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Machinery:
    """What runs behind the services; only `Studio.lifespan` touches it."""

    lock: DataDirLock
    ledger: Ledger
    runner: Runner
    driver: Driver
    local_work: LocalWork
    checks: MaterialChecks
    previews: MaterialPreviews
    downloads: Downloads
    gateways: Gateways
    inbox: Inbox
    search_index: SearchIndex


@dataclass(frozen=True)
class Studio:
    """Everything a page needs.

    Attributes:
        settings: What Easel was told from outside.
        requests: Endpoint name -> request class of every job that may be here.
        offered: Those of them that panels and API offer; the others make profiles.
        operations: Endpoint name -> work that this machine does itself.
        jobs: Start, look, wait, stop.
        batches: One prompt to many models and settings, as jobs.
        recourse: What to do about jobs that ended without a result.
        library: Kept files.
        annotations: Favourites, tags and notes.
        bin: What people deleted.
        upkeep: Removes what nothing names, and what can be made again.
        profiles: People that models know, by name.
        votes: Which model's results people like better.
        selection_zips: Some files to take away, as a ZIP or a contact sheet.
        library_export, library_import: A whole library as one archive, and back.
        workbench: Materials are checked, and made into new versions on this machine.
        map_orders: Single maps are ordered from a vendor and join their material.
        texture_sets: Existing ones are opened as materials.
        files: Where their bytes are.
        references: Uploads, and their check.
        reference_edits: New references made of them: parts, frames, masks.
        names: People and things that are put in with @name.
        prompts: Those used and marked, and styles.
        drafts: What was typed into forms and not sent.
        exports: Materials to take away.
        lineage: What was made from what.
        file_settings: How a file was made, told inside it or by the ledger.
        disk_space: Whether the disk takes more.
        upload_room: How much people may still bring.
        money: Prices, balances, budgets and what was used.
        agents: Programs that act for an owner by a token.
        offers: Prices that agents were told.
        keys: Keys that people bring themselves, and how new jobs of each reach a vendor.
        gateways: The vendors, and whether this server has a key for each.
    """

    settings: Settings
    requests: Requests
    offered: Requests
    operations: Mapping[str, Operation]
    jobs: Jobs
    batches: Batches
    recourse: Recourse
    library: Library
    annotations: Annotations
    bin: Bin
    upkeep: Upkeep
    votes: Votes
    profiles: Profiles
    selection_zips: SelectionZips
    library_export: LibraryExport
    library_import: LibraryImport
    workbench: Workbench
    map_orders: MapOrders
    texture_sets: TextureSets
    files: FileStore
    references: References
    reference_edits: ReferenceEdits
    names: NamedReferences
    prompts: Prompts
    drafts: Drafts
    exports: Exports
    lineage: Lineage
    file_settings: FileSettings
    disk_space: DiskSpace
    upload_room: UploadRoom
    money: Money
    agents: Agents
    offers: Offers
    keys: OwnKeys
    gateways: tuple[GatewayStatus, ...]
    machinery: Machinery = field(repr=False)

    async def notice(self) -> Happenings:
        """Return what everybody should know now of the database and the disk; nothing when all is well."""
        trouble = self.machinery.ledger.trouble
        return (trouble,) if trouble else await self.disk_space.notice()

    async def ready(self) -> bool:
        """Return whether a job could be started now: rows and files can be written, and the disk has room."""
        if self.machinery.ledger.trouble or self.disk_space.trouble:
            return False
        try:
            await self.disk_space.check()
        except StorageFull:
            return False
        return True

    def lifespan(self, grace_s: float = 60) -> AbstractAsyncContextManager[None]:
        """Open the database and drive jobs while the context lasts. Enter it in the server's event loop.

        On exit every drive is interrupted, to go on at the next start; that takes well under 3 s, unless a charged
        POST is in flight: its answer is waited for.

        Args:
            grace_s: Longest wait for POSTs in flight; those cut off become `unknown` jobs.

        Raises:
            DataDirBusy: Another process uses the data directory.
            DatabaseTooNew: A newer Easel wrote it.
        """
        return _lifespan(self, grace_s)


@asynccontextmanager
async def _lifespan(studio: Studio, grace_s: float) -> AsyncGenerator[None]:
    machinery = studio.machinery
    machinery.lock.acquire()
    try:
        await asyncio.to_thread(studio.files.open)
        await asyncio.to_thread(studio.exports.open)
        machinery.inbox.open()
        await machinery.ledger.open()
        await machinery.local_work.tidy()
        await studio.jobs.resume()
        await studio.batches.go_on()
        background = [
            asyncio.create_task(work)
            for work in (
                studio.keys.keep_tidy(),
                machinery.search_index.catch_up(),
                studio.bin.keep_tidy(),
                studio.upkeep.keep_tidy(),
            )
        ]
        try:
            yield
        finally:
            for task in background:
                task.cancel()
            await asyncio.wait(background)  # a read that is cut off gives its connection back first
            await studio.batches.aclose()
            machinery.driver.close()
            await machinery.runner.stop(grace_s)
            machinery.driver.abandon_posts()
            await machinery.runner.stop(1)
            machinery.local_work.close()
            machinery.checks.close()
            machinery.previews.close()
            await machinery.ledger.close()
            await studio.money.aclose()
            await machinery.downloads.aclose()
            await studio.texture_sets.aclose()
            await machinery.gateways.aclose()
            studio.files.close()
            studio.exports.close()
    finally:
        machinery.lock.release()
