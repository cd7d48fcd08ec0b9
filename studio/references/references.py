"""The pictures and videos that visitors bring: kept by content, known by owner, checked against a model's rules."""

import asyncio
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from providers.happened import Happened, happened, only_text
from providers.media_values import LocalMedia
from providers.spec import GenerationRequest, Media
from studio.clock import Clock
from studio.errors import FieldErrors, NotFound, StorageFull
from studio.files.file_store import FileStore, Stored
from studio.files.inspection import MediaInfo
from studio.files.naming import given_name
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_file, insert_once
from studio.ledger.records import Records
from studio.ledger.tables import files, references
from studio.references.upload_room import UploadRoom

_MB = 1024 * 1024
_FORMAT_NAMES = {"webp": "WebP", "webm": "WebM"}


@dataclass(frozen=True)
class Reference:
    """A kept upload.

    Attributes:
        value: What a request's media field holds: "easel:<sha256>".
        sha256: Hex digest of its content; its place in the file store.
        name: The name it came with, for people only.
        info: What it is, by its bytes.
        made_from: Digest of the file it was made from on this machine; None for what was brought or made by a vendor.
        edit: How it was made from it: JSON values by name, see `studio.references.reference_edits`.
    """

    value: str
    sha256: str
    name: str
    info: MediaInfo
    made_from: str | None = None
    edit: Mapping[str, Any] = field(default_factory=dict[str, Any])


class References:
    """Uploads of all owners. A file is stored once; each owner sees only what that owner brought or made."""

    def __init__(
        self, ledger: Ledger, records: Records, store: FileStore, room: UploadRoom, clock: Clock | None = None
    ) -> None:
        self._ledger = ledger
        self._room = room
        self._records = records
        self._store = store
        self._clock = clock or Clock()

    async def keep(self, owner: str, path: Path, name: str) -> Reference:
        """Keep an uploaded file under a second name, so that it lies on the disk once.

        Args:
            owner: Whose it is.
            path: The upload; stays where it is, and nobody writes to it later.
            name: Its file name, shown to people.

        Raises:
            NotMedia: It is no picture or video that Easel keeps.
            OSError: The disk is full or cannot be written.
        """
        stored = await self._store.keep_link(path)
        return await self._remember(owner, stored, given_name(name))

    async def keep_made(
        self, owner: str, partial: Path, name: str, made_from: str | None, edit: Mapping[str, Any]
    ) -> Reference:
        """Keep a partial file of the store that was made from another file on this machine. It is used up.

        Raises:
            StorageFull: It is beyond what the owner may bring; the partial file is removed.
            OSError: The disk is full or cannot be written.
        """
        try:
            await self._room.check(owner)
        except StorageFull:
            await asyncio.to_thread(partial.unlink, missing_ok=True)
            raise
        stored = await self._store.keep(partial)
        if stored.sha256 == made_from:
            return await self.info(owner, str(LocalMedia(stored.sha256)))
        return await self._remember(owner, stored, given_name(name), made_from, edit)

    async def keep_archive(self, owner: str, partial: Path, name: str) -> Reference:
        """Keep a ZIP that was just written; the partial file is used up.

        Raises:
            OSError: The disk is full or cannot be written.
        """
        return await self._remember(owner, await self._store.keep_archive(partial), given_name(name))

    async def from_asset(self, owner: str, asset_id: str) -> Reference:
        """Return a result of the library as a reference.

        Raises:
            NotFound: The owner has no such asset, or it is no picture or video.
        """
        asset = await self._records.asset(owner, asset_id)
        if asset is None:
            raise NotFound(happened("file_left_library"))
        if asset.kind == "file":
            raise NotFound(happened("no_media_to_open"))
        info = await self._file_info(asset.sha256)
        return await self._remember(owner, Stored(asset.sha256, info), asset.name)

    async def info(self, owner: str, value: str) -> Reference:
        """Return the kept upload behind "easel:<sha256>".

        Raises:
            NotFound: The owner has no such upload.
        """
        local = LocalMedia.parse(value)
        if local is None:
            raise NotFound(happened("reference_not_stored"))
        sha256 = local.sha256
        row = await self._ledger.first(
            select(references).where(references.c.owner == owner, references.c.sha256 == sha256)
        )
        if row is None or not self._store.path(sha256).exists():
            raise NotFound(happened("reference_not_stored"))
        info = await self._file_info(sha256)
        return Reference(value, sha256, row.name, info, row.made_from, row.edit or {})

    async def check(self, owner: str, request: GenerationRequest) -> None:
        """Compare the files of a request with what its model takes. Nothing is sent.

        Links are taken as they are: only the vendor fetches them.

        Raises:
            FieldErrors: With what is wrong of each field that cannot be used.
        """
        errors: dict[str, Happened] = {}
        for name, rules in request.media_fields().items():
            for noun, value in _named_values(request, name, rules):
                problem = await self._problem(owner, value, noun, rules)
                if problem is not None:
                    errors.setdefault(name, problem)
        if errors:
            raise FieldErrors(errors)

    async def _problem(self, owner: str, value: str, noun: Happened, rules: Media) -> Happened | None:
        if not value.startswith(LocalMedia.PREFIX):
            is_link = value.startswith(("http://", "https://", "data:"))
            return None if is_link else happened("neither_file_nor_link", file=noun)
        try:
            kept = await self.info(owner, value)
        except NotFound:
            return happened("reference_gone", file=noun)
        return breach(kept.info, rules, noun)

    async def _remember(
        self,
        owner: str,
        stored: Stored,
        name: str,
        made_from: str | None = None,
        edit: Mapping[str, Any] | None = None,
    ) -> Reference:
        now, made = self._clock.now(), {"made_from": made_from, "edit": dict(edit or {}) or None}
        await self._ledger.write(
            insert_file(stored, now),
            insert_once(references, ("owner", "sha256"), owner=owner, sha256=stored.sha256, name=name, created_at=now),
            update(references)
            .where(references.c.owner == owner, references.c.sha256 == stored.sha256)
            .values(name=name, created_at=now, **(made if made_from else {})),
        )
        return Reference(str(LocalMedia(stored.sha256)), stored.sha256, name, stored.info, made_from, edit or {})

    async def _file_info(self, sha256: str) -> MediaInfo:
        row = await self._ledger.first(select(files).where(files.c.sha256 == sha256))
        if row is None:
            raise NotFound(happened("reference_not_stored"))
        return MediaInfo(
            row.kind, row.format, row.mime, row.width, row.height, row.duration_s, row.bytes, row.has_alpha
        )


def _named_values(request: GenerationRequest, field: str, rules: Media) -> Iterator[tuple[Happened, str]]:
    """Yield what people call each value of a field ("Picture 2", "The mask"), and the value."""
    value = getattr(request, field)
    is_picture = rules.kind == "image"
    if isinstance(value, str):
        label = request.shown(field).label.lower()
        the = happened("the_picture" if is_picture else "the_video")
        yield happened("the_named", label=label) if label else the, value
        return
    for number, item in enumerate(value or (), start=1):
        yield happened("picture_number" if is_picture else "video_number", number=number), item


def breach(info: MediaInfo, rules: Media, noun: Happened) -> Happened | None:
    """Return what a file breaks of a model's rules, with advice, or None.

    Args:
        info: The file.
        rules: The field's rules.
        noun: What people call the file: "Picture 2".
    """
    if info.kind != rules.kind:
        return happened("video_for_picture" if rules.kind == "image" else "picture_for_video", file=noun)
    if rules.formats and info.format not in rules.formats:
        *others, last = [_format_name(name) for name in rules.formats]
        accepted = happened("several", others=", ".join(others), last=last) if others else only_text(last)
        return happened("wrong_format", file=noun, format=_format_name(info.format), formats=accepted)
    if rules.max_bytes is not None and info.bytes > rules.max_bytes:
        return happened(
            "too_many_bytes", file=noun, size_mb=_megabytes(info.bytes), most_mb=_megabytes(rules.max_bytes)
        )
    return _shape_breach(info, rules, noun)


def _shape_breach(info: MediaInfo, rules: Media, noun: Happened) -> Happened | None:
    def of_size(code: str, **facts: float) -> Happened:
        return happened(code, file=noun, width=info.width, height=info.height, **facts)

    shortest, longest = sorted((info.width, info.height))
    if rules.min_side_px is not None and shortest < rules.min_side_px:
        return of_size("too_small", least_px=rules.min_side_px)
    if rules.max_side_px is not None and longest > rules.max_side_px:
        return of_size("too_large", most_px=rules.max_side_px)
    if rules.max_aspect is not None and longest > rules.max_aspect * shortest:
        return of_size("too_long", most_times=rules.max_aspect)
    if not rules.png_alpha and info.format == "png" and info.has_alpha:
        return happened("png_with_alpha", file=noun)
    return None


def _format_name(name: str) -> str:
    return _FORMAT_NAMES.get(name, name.upper())


def _megabytes(size_bytes: int) -> float:
    """Return a size in MB with one digit behind the point; rounded up, so that too large never reads as the limit."""
    return math.ceil(size_bytes / _MB * 10) / 10
