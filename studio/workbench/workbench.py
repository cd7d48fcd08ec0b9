"""The workbench: an owner's materials are checked, measured, and made into new versions on this machine."""

import asyncio
import os
import secrets
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import update

from materials.errors import Incomplete
from providers.field_sentences import field_sentences
from providers.happened import happened
from providers.plain_text import one_line
from providers.spec import Capability, GenerationRequest
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.jobs.jobs import Jobs
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import Job
from studio.ledger.job_facts import CALLED, prompt_of
from studio.ledger.tables import jobs as job_rows
from studio.workbench.local_work import LocalWork
from studio.workbench.material_checks import Card, MaterialChecks
from studio.workbench.material_files import map_files
from studio.workbench.material_previews import MaterialPreviews, Preview
from studio.workbench.material_refusals import told_by
from studio.workbench.operation import Measures, Operation, OperationSettings

_LONGEST_NAME = 200


class Workbench:
    """Work on materials of all owners; every call names the owner, and somebody else's material is absent.

    A material is the result of a job: of a vendor's, or of this machine's. It is never changed: work on it is a new job
    whose result is a new version. Only its measures, size and height range in metres, are written where it stands.
    """

    def __init__(
        self,
        *,
        ledger: Ledger,
        changes: Changes,
        requests: Mapping[str, type[GenerationRequest]],
        operations: Mapping[str, Operation],
        jobs: Jobs,
        local_work: LocalWork,
        checks: MaterialChecks,
        previews: MaterialPreviews,
    ) -> None:
        self._ledger = ledger
        self._changes = changes
        self._requests = requests
        self._operations = operations
        self._jobs = jobs
        self._local_work = local_work
        self._checks = checks
        self._previews = previews

    async def start(
        self,
        owner: str,
        operation: str,
        given: Mapping[str, Any],
        *,
        name: str | None = None,
        files: Sequence[tuple[str, Path]] = (),
    ) -> Job:
        """Start an operation; return as soon as its row is on the disk.

        Args:
            owner: Whose.
            operation: Its name ("fix_material").
            given: Its settings; `files` aside.
            name: What people call the result; None: as the material it is made from.
            files: Name and place of what the owner brought. They are copied, or linked where that is possible.

        Raises:
            FieldErrors: A setting cannot be used, or names no material of the owner; nothing was written.
            NotPossible: The material is still under way.
            StorageFull: The disk has no room for more results; nothing was written.
        """
        chosen = self._operation(operation)
        settings = _settings(
            chosen, {**given, **({"files": [name for name, _ in files]} if chosen.takes_files else {})}
        )
        sources = [await self._source(owner, settings, field, chosen) for field in chosen.materials]
        called = name or (self.name_of(sources[0]) if sources else chosen.called(settings))
        job_id = secrets.token_hex(16)
        if files:
            await asyncio.to_thread(_bring, self._local_work.brought(job_id), [path for _, path in files])
        request = settings.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return await self._jobs.start_here(
            owner,
            job_id,
            endpoint=chosen.endpoint,
            model=chosen.name,
            capability=Capability.PBR_MATERIAL,
            request={**request, CALLED: one_line(called, _LONGEST_NAME)} if called else request,
            files=[path for _, path in files] if len(files) == 1 else (),  # one picture may be a result
        )

    async def material(self, owner: str, job_id: str) -> Job:
        """Return the job of a material.

        Raises:
            NotFound: The owner has no such job.
            NotPossible: It is still under way, or it is no material.
        """
        job = await self._jobs.get(owner, job_id)
        if not job.state.final:
            raise NotPossible(happened("material_not_finished"))
        if not map_files(job):
            raise NotPossible(happened("no_map_of_material"))
        return job

    async def check(self, owner: str, job_id: str) -> Card:
        """Return the report card of a material. Fresh ones take 1 s at 1024 px; they are remembered.

        Raises:
            NotFound: The owner has no such job.
            NotPossible: It is no finished material, or none of its maps can be read.
        """
        try:
            return await self._checks.card(await self.material(owner, job_id))
        except Incomplete as error:
            raise NotPossible(told_by(error)) from None

    async def preview(self, owner: str, operation: str, given: Mapping[str, Any]) -> Preview:
        """Return a small picture of what an operation would make; a fraction of a second, nothing is written.

        Raises:
            FieldErrors: A setting cannot be used, or names no material of the owner.
            NotPossible: A material is still under way, or the operation cannot be done.
        """
        chosen = self._operation(operation)
        settings = _settings(chosen, given)
        sources = [await self._source(owner, settings, field, None) for field in chosen.materials]
        try:
            return await self._previews.make(chosen, settings, sources)
        except ValueError as error:  # an operation's refusal, in words for people
            raise NotPossible(told_by(error)) from None

    async def measure(self, owner: str, job_id: str, given: Mapping[str, Any]) -> Job:
        """Write a material's size and height range in metres (`size_m`, `height_range_m`); null forgets one.

        Raises:
            NotFound: The owner has no such job.
            NotPossible: It is no finished material.
            FieldErrors: A number cannot be used.
        """
        try:
            measures = Measures.model_validate(given)
        except ValidationError as error:
            raise FieldErrors(field_sentences(Measures, error)) from None
        await self.material(owner, job_id)
        chosen = update(job_rows).where(job_rows.c.id == job_id, job_rows.c.owner == owner)
        await self._ledger.write(chosen.values(**measures.model_dump(exclude_unset=True)))
        self._changes.bump(owner)
        return await self._jobs.get(owner, job_id)

    def name_of(self, job: Job) -> str:
        """Return what people call a job's result: its prompt, or the name it was given; it may be empty."""
        return prompt_of(self._requests, job)

    def _operation(self, name: str) -> Operation:
        chosen = self._operations.get(f"easel_{name}")
        if chosen is None:
            raise FieldErrors({"operation": happened("no_such_work")})
        return chosen

    async def _source(self, owner: str, settings: OperationSettings, field: str, waits: Operation | None) -> Job:
        """Return the job of a material; one that is under way only where the operation waits for it."""
        job_id: str = getattr(settings, field)
        try:
            if waits is not None and field == waits.waits_for:
                job = await self._jobs.get(owner, job_id)
                if not job.state.final and job.capability is Capability.PBR_MATERIAL:
                    return job
            return await self.material(owner, job_id)
        except NotFound:
            raise FieldErrors({field: happened("no_such_material")}) from None


def _settings(operation: Operation, given: Mapping[str, Any]) -> OperationSettings:
    try:
        return operation.settings.model_validate(given)
    except ValidationError as error:
        raise FieldErrors(field_sentences(operation.settings, error)) from None


def _bring(directory: Path, files: Sequence[Path]) -> None:
    directory.mkdir(parents=True)
    for number, path in enumerate(files):
        try:
            os.link(path, directory / str(number))
        except OSError:  # another file system, or one without hard links
            shutil.copyfile(path, directory / str(number))
