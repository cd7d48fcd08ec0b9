"""Materials to take away: one ZIP for the targets somebody chose, made in the background and kept for a while."""

import asyncio
import hashlib
import json
import logging
import shutil
import zipfile
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from materials.errors import NotAMap, NothingToExport, UnknownTarget
from materials.exporters.archive import ToldFiles, export_zip
from materials.exporters.export_subject import Options, Subject
from materials.exporters.registry import targets
from providers.happened import happened
from providers.spec import Requests
from studio.errors import FieldErrors, NotPossible, StorageFull
from studio.files.disk_space import KEPT_FREE_BYTES, free_bytes
from studio.files.file_store import FileStore
from studio.ledger.job import Job
from studio.workbench.export_sources import subject_of
from studio.workbench.material_refusals import told_by
from studio.workbench.operation import Operation

log = logging.getLogger(__name__)

KEPT_BYTES = 2_000_000_000
"""How much room ZIPs may take; beyond it the one that was asked for longest ago goes first."""
_LONGEST_LINE = 100


@dataclass(frozen=True)
class ExportedFile:
    """One file in a ZIP, as its manifest lists it."""

    path: str
    target: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Export:
    """A finished ZIP.

    Attributes:
        path: Where it is; it may be gone in a while, and `Exports.make` then makes it anew with the same bytes.
        bytes, sha256: Of the ZIP.
        files: What is in it, the manifest aside.
    """

    path: Path
    bytes: int
    sha256: str
    files: tuple[ExportedFile, ...]


@dataclass
class ExportProgress:
    """A ZIP on its way: `written` of `files` are in it (0 of 0 while it waits its turn)."""

    written: int = 0
    files: int = 0

    def tell(self, written: int, files: int) -> None:
        """Remember how far it is; called from the thread that makes it."""
        self.written, self.files = written, files


class Exports:
    """Makes ZIPs one at a time. Equal wishes for an unchanged material share one; nothing here outlives the process."""

    def __init__(
        self,
        store: FileStore,
        find: Callable[[str, str], Awaitable[Job | None]],
        requests: Requests,
        operations: Mapping[str, Operation],
        directory: Path,
        *,
        kept_bytes: int = KEPT_BYTES,
        free: Callable[[Path], int] = free_bytes,
    ) -> None:
        """Make the service; nothing is touched yet.

        Args:
            store: Where the maps are.
            find: Returns the job of an owner with an id, for what earlier versions tell of the making.
            requests: Endpoint name -> request class, for what the manifest tells of the making.
            directory: Takes the ZIPs; `open` empties it.
            kept_bytes: How much room they may take.
            free: Says how much room the file system has.
        """
        self._store = store
        self._find = find
        self._requests = requests
        self._operations = operations
        self._directory = directory
        self._kept_bytes = kept_bytes
        self._free = free
        self._made: OrderedDict[str, Export] = OrderedDict()
        self._under_way: dict[str, tuple[asyncio.Task[Export], ExportProgress]] = {}
        self._worker = ThreadPoolExecutor(1, "exports")

    def open(self) -> None:
        """Make the directory, and remove the ZIPs of an earlier process."""
        shutil.rmtree(self._directory, ignore_errors=True)
        self._directory.mkdir(parents=True, exist_ok=True)

    async def make(self, job: Job, target_names: Sequence[str], options: Options) -> Export:
        """Return the ZIP of a material, waiting until it is made.

        Raises:
            FieldErrors: There is no such target.
            NotPossible: The job has no maps, or one that cannot be read.
            StorageFull: The disk has no room for it.
        """
        task, _ = self._begin(job, target_names, options)
        return await asyncio.shield(task)

    async def ask(
        self, job: Job, target_names: Sequence[str], options: Options, wait_s: float
    ) -> Export | ExportProgress:
        """Return the ZIP of a material, or how far it is after `wait_s` seconds. Raises what `make` does."""
        task, progress = self._begin(job, target_names, options)
        await asyncio.wait([task], timeout=wait_s)
        return task.result() if task.done() else progress

    def close(self) -> None:
        """Make nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _begin(
        self, job: Job, target_names: Sequence[str], options: Options
    ) -> tuple[asyncio.Task[Export], ExportProgress]:
        try:
            names = [target.name for target in targets(target_names)]
        except UnknownTarget as error:
            raise FieldErrors({"targets": told_by(error)}) from None
        key = _key(job, names, options)
        if key not in self._under_way:
            progress = ExportProgress()
            task = asyncio.create_task(self._made_or_new(key, job, names, options, progress))
            self._under_way[key] = task, progress
            task.add_done_callback(lambda done: self._over(key, done))
        return self._under_way[key]

    def _over(self, key: str, task: asyncio.Task[Export]) -> None:
        self._under_way.pop(key, None)
        if not task.cancelled():
            task.exception()  # whoever waits is told; nobody may be waiting any more

    async def _made_or_new(
        self, key: str, job: Job, names: list[str], options: Options, progress: ExportProgress
    ) -> Export:
        kept = self._made.get(key)
        if kept is not None and kept.path.exists():
            self._made.move_to_end(key)
            return kept
        loop, line = asyncio.get_running_loop(), await self._line(job)
        made = await loop.run_in_executor(self._worker, self._new, key, line, names, options, progress.tell)
        self._made[key] = made
        self._forget_oldest()
        return made

    async def _line(self, job: Job) -> list[Job]:
        """Return the jobs whose versions a material is made from, the first one first, and its own at the end."""
        line = [job]
        while len(line) < _LONGEST_LINE and line[0].made_from is not None:
            before = await self._find(job.owner, line[0].made_from)
            if before is None:
                break
            line.insert(0, before)
        return line

    def _forget_oldest(self) -> None:
        while len(self._made) > 1 and sum(one.bytes for one in self._made.values()) > self._kept_bytes:
            _, oldest = self._made.popitem(last=False)
            try:
                oldest.path.unlink(missing_ok=True)
            except OSError:  # Windows keeps a file that is being sent
                log.info("an old export stays for now: %s", oldest.path.name)

    def _new(self, key: str, line: list[Job], names: list[str], options: Options, told: ToldFiles) -> Export:
        partial = self._directory / f"{key}.part"
        try:
            return self._written(
                partial, subject_of(line, self._requests, self._operations, self._store.path), names, options, told
            )
        except NothingToExport as error:
            raise NotPossible(told_by(error)) from None
        except NotAMap:
            raise NotPossible(happened("map_damaged")) from None
        except FileNotFoundError:
            raise NotPossible(happened("material_file_gone")) from None
        except OSError as error:
            raise StorageFull(happened("no_room_for_zip")) from error
        finally:
            partial.unlink(missing_ok=True)

    def _written(self, partial: Path, subject: Subject, names: list[str], options: Options, told: ToldFiles) -> Export:
        digest, length = hashlib.sha256(), 0
        with partial.open("wb") as file:
            for piece in export_zip(subject, names, options, told):
                if self._free(self._directory) < KEPT_FREE_BYTES:
                    raise OSError("almost full")  # results that were paid for go first
                file.write(piece)
                digest.update(piece)
                length += len(piece)
        path = partial.with_suffix(".zip")
        partial.replace(path)
        return Export(path, length, digest.hexdigest(), _listed(path, subject))


def _listed(path: Path, subject: Subject) -> tuple[ExportedFile, ...]:
    with zipfile.ZipFile(path) as archive:
        manifest: Any = json.loads(archive.read(f"{subject.slug}/manifest.json"))
    return tuple(
        ExportedFile(file["path"], file["target"], file["bytes"], file["sha256"]) for file in manifest["files"]
    )


def _key(job: Job, names: Sequence[str], options: Options) -> str:
    """Return what differs whenever the ZIP would."""
    outputs = [(asset.sha256, asset.label, asset.label_certain, asset.name) for asset in job.outputs]
    known = [job.id, outputs, job.size_m, job.height_range_m, list(names), asdict(options)]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()
