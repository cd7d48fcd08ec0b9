"""Files of the library to take away together: one ZIP with a manifest, or a sheet of small pictures."""

import json
import secrets
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from providers.happened import happened
from providers.spec import Requests
from studio.clock import Clock
from studio.errors import NotFound, NotPossible
from studio.files.file_store import FileStore
from studio.files.zip_stream import ZipStream, file_pieces
from studio.ledger.job import Asset, Job
from studio.library.annotations import Annotations
from studio.library.contact_sheet import contact_sheet
from studio.library.library import Library, LibraryItem
from studio.settings_in_files.carriers.splice import Spliced
from studio.settings_in_files.file_settings import FileSettings

MOST_FILES = 5000
"""In one ZIP; the whole library has an archive of its own."""
MOST_ON_SHEET = 2000
MANIFEST = "manifest.json"
_REMEMBERED = 200


@dataclass(frozen=True)
class Selection:
    """What somebody asked to take away.

    Attributes:
        token: Its unguessable name, while this process lives.
        count: How many files.
    """

    token: str
    count: int


@dataclass(frozen=True)
class _Asked:
    owner: str
    ids: tuple[str, ...]
    with_settings: bool


class SelectionZips:
    """Remembers what was asked for between the question and the download; every call names the owner."""

    def __init__(
        self,
        library: Library,
        annotations: Annotations,
        store: FileStore,
        clock: Clock,
        settings: FileSettings,
        requests: Requests,
    ) -> None:
        self._library = library
        self._annotations = annotations
        self._store = store
        self._clock = clock
        self._settings = settings
        self._requests = requests
        self._asked: OrderedDict[str, _Asked] = OrderedDict()

    async def ask(
        self, owner: str, ids: Collection[str], most: int = MOST_FILES, *, with_settings: bool = False
    ) -> Selection:
        """Remember files to take away, in this order.

        Args:
            owner: Whose.
            ids: Of assets, or "job:<id>" for all files of a job.
            most: At most so many.
            with_settings: A ZIP then holds copies with their settings inside, where a format can carry them.

        Raises:
            NotFound: None of them is the owner's.
            NotPossible: They are too many.
        """
        meant = await self._library.chosen(owner, ids)
        if not meant:
            raise NotFound(happened("no_file_in_library"))
        if len(meant) > most:
            raise NotPossible(happened("too_many_files", files=len(meant), most=most))
        token = secrets.token_urlsafe(16)
        self._asked[token] = _Asked(owner, tuple(meant), with_settings)
        while len(self._asked) > _REMEMBERED:
            self._asked.popitem(last=False)
        return Selection(token, len(meant))

    async def pack(self, owner: str, token: str) -> Iterator[bytes]:
        """Return the ZIP's bytes, to be read in a thread: the files, and manifest.json with all about them.

        Raises:
            NotFound: The owner asked for no such selection, or Easel was started again since.
        """
        items, tags = await self._items(owner, token)
        copy_of = self._settings.copy_of if self._asked[token].with_settings else None
        return _packed(items, tags, self._store, self._clock.now(), copy_of)

    async def sheet(self, owner: str, token: str) -> Iterator[bytes]:
        """Return an HTML page's bytes that shows the files small and needs nothing else. Raises what `pack` does."""
        items, _ = await self._items(owner, token)
        for item in items:
            try:
                await self._store.ensure_thumbnail(item.asset.sha256)
            except NotFound:  # the sheet then says its name only
                continue
        return contact_sheet(items, self._requests, self._store.thumbnail, self._clock.now())

    async def _items(self, owner: str, token: str) -> tuple[list[LibraryItem], dict[str, list[str]]]:
        asked = self._asked.get(token)
        if asked is None or asked.owner != owner:
            raise NotFound(happened("link_too_old"))
        return await self._library.some(owner, asked.ids), await self._annotations.of(owner, asked.ids)


def _packed(
    items: Sequence[LibraryItem],
    tags: Mapping[str, list[str]],
    store: FileStore,
    now: datetime,
    copy_of: Callable[[Job, Asset], Spliced | None] | None,
) -> Iterator[bytes]:
    archive = ZipStream(now)
    present = [item for item in items if store.path(item.asset.sha256).exists()]
    told: list[dict[str, Any]] = []
    for item, name in zip(present, unique_names([item.asset.name for item in present]), strict=True):
        copy = copy_of(item.job, item.asset) if copy_of else None
        if copy is None:
            yield from archive.add(name, file_pieces(store.path(item.asset.sha256)), item.asset.bytes)
        else:
            yield from archive.add(name, copy.pieces(), copy.size_bytes)
        told.append(manifest_entry(item, name, tags.get(item.asset.id, []), settings_inside=copy is not None))
    manifest = {"made_by": "Easel", "made_at": now.isoformat(), "files": told}
    yield from archive.add(MANIFEST, [json.dumps(manifest, indent=1, ensure_ascii=False).encode()])
    yield archive.close()


def manifest_entry(item: LibraryItem, path: str, tags: Sequence[str], *, settings_inside: bool) -> dict[str, Any]:
    """Return what a manifest tells of one file: what it is, how it was made, what it cost and how long it took.

    `sha256` and `bytes` are the original's, also where its copy in the ZIP has its settings inside.
    """
    asset, job = item.asset, item.job
    begun = job.submitted_at or job.created_at
    return {
        "path": path,
        "sha256": asset.sha256,
        "bytes": asset.bytes,
        "settings_inside": settings_inside,
        "mime": asset.mime,
        "width": asset.width,
        "height": asset.height,
        "duration_s": asset.duration_s,
        "asset_id": asset.id,
        "job_id": job.id,
        "map": asset.label,
        "provider": job.provider,
        "model": job.model,
        "capability": job.capability.value,
        "endpoint": job.endpoint,
        "settings": job.request,
        "sandbox": job.sandbox,
        "charged": job.charged,
        "cost_usd": None if job.sandbox else job.cost,
        "created_at": asset.created_at.isoformat(),
        "took_s": (job.finished_at - begun).total_seconds() if job.finished_at else None,
        "favourite": asset.favourite,
        "tags": list(tags),
        "note": asset.note,
    }


def unique_names(names: Sequence[str]) -> list[str]:
    """Return the names, where one that occurs again has a number ("wall-2.png"), whatever case it is written in."""
    taken, made = {MANIFEST}, list[str]()
    next_number: dict[str, int] = {}
    for name in names:
        stem, dot, suffix = name.rpartition(".")
        candidate = name
        while candidate.lower() in taken:
            number = next_number[name] = next_number.get(name, 1) + 1
            candidate = f"{stem}-{number}.{suffix}" if dot and stem else f"{name}-{number}"
        taken.add(candidate.lower())
        made.append(candidate)
    return made
