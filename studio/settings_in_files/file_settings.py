"""The settings a file was made with: into what an owner downloads, and back from any file an owner shows."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select

from providers.media_values import LocalMedia
from providers.spec import GenerationRequest
from studio.errors import NotFound
from studio.files.file_store import FileStore, digest
from studio.ledger.database import Ledger
from studio.ledger.job import Asset, Job
from studio.ledger.job_facts import seed_of
from studio.ledger.records import Records
from studio.ledger.tables import assets
from studio.references.references import References
from studio.settings_in_files.carriers.splice import Spliced
from studio.settings_in_files.embedded_settings import (
    MANIFEST_KEY,
    SettingsUnreadable,
    carries,
    read_settings,
    with_note,
)
from studio.settings_in_files.foreign.program_settings import ProgramSettings
from studio.settings_in_files.settings_note import Note, note, note_text


class FileSettings:
    """Settings of files of all owners; every call names the owner, and somebody else's files are absent."""

    def __init__(
        self,
        ledger: Ledger,
        records: Records,
        references: References,
        store: FileStore,
        requests: Mapping[str, type[GenerationRequest]],
    ) -> None:
        self._ledger = ledger
        self._records = records
        self._references = references
        self._store = store
        self._requests = requests

    def copy_of(self, job: Job, asset: Asset) -> Spliced | None:
        """Return a file of a job with its settings inside, or None where it cannot carry them.

        Raises:
            OSError: The file is gone.
        """
        request = self._requests.get(job.endpoint)
        if request is None or not carries(job, asset):
            return None
        text = note_text(job, asset, request)
        return with_note(self._store.path(asset.sha256), asset.mime, text)

    def manifest_of(self, job: Job) -> str | None:
        """Return the manifest of a ZIP with all files of a job, or None where there is nothing to tell."""
        request = self._requests.get(job.endpoint)
        if request is None or job.made_here:
            return None
        return json.dumps({"making": {MANIFEST_KEY: note(job, None, request)}}, indent=1)

    async def read(self, owner: str, path: Path) -> Note | ProgramSettings | None:
        """Return the settings of a file: those inside it, or those of the owner's own result with the same bytes.

        Raises:
            SettingsUnreadable: It carries some, but they are damaged, too large or of a newer Easel.
            OSError: The file is gone.
        """
        trouble: SettingsUnreadable | None = None
        found: Note | ProgramSettings | None = None
        try:
            found = await asyncio.to_thread(read_settings, path)
        except SettingsUnreadable as error:
            trouble = error
        if isinstance(found, Note):
            return found
        known = await self._of_own(owner, await asyncio.to_thread(digest, path))
        if known is None and trouble is not None:
            raise trouble
        return known or found

    async def stored(self, owner: str, value: str) -> bool:
        """Return whether the owner has the file behind "easel:<sha256>"; a result of theirs becomes a reference."""
        try:
            await self._references.info(owner, value)
        except NotFound:
            local = LocalMedia.parse(value)
            row = await self._newest(owner, local.sha256) if local else None
            if row is None:
                return False
            await self._references.from_asset(owner, row[0])
        return True

    async def _of_own(self, owner: str, sha256: str) -> Note | None:
        row = await self._newest(owner, sha256)
        job = None if row is None else await self._records.job(owner, row[1])
        if job is None or job.endpoint not in self._requests:
            return None
        asset = next((one for one in job.outputs if one.sha256 == sha256), None)
        seed = seed_of(self._requests, job, asset)
        return Note(job.provider, job.model, job.capability.value, job.endpoint, job.request, seed)

    async def _newest(self, owner: str, sha256: str) -> tuple[str, str] | None:
        """Return (asset id, job id) of the owner's newest result with these bytes."""
        row = await self._ledger.first(
            select(assets.c.id, assets.c.job_id)
            .where(assets.c.sha256 == sha256, assets.c.owner == owner, assets.c.deleted_at.is_(None))
            .order_by(assets.c.created_at.desc())
        )
        return None if row is None else (row.id, row.job_id)
