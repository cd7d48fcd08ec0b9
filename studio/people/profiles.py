"""Profiles of people: made by a vendor from photographs, kept by name, and used in later requests by their id."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select, update

from providers.happened import happened
from providers.plain_text import one_line
from providers.spec import GenerationRequest
from studio.clock import Clock
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.files.file_store import FileStore
from studio.jobs.jobs import Jobs
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_with_job
from studio.ledger.job import Job
from studio.ledger.records import Records
from studio.ledger.tables import profiles
from studio.people.photo_archive import write_photo_archive
from studio.references.references import References

FEWEST_PHOTOS, MOST_PHOTOS = 30, 50
"""What the maker of the model asks for."""
LONGEST_NAME = 60


@dataclass(frozen=True)
class Profile:
    """A profile, ready or on its way.

    Attributes:
        id: Id of the job that makes it.
        name: What its owner calls it.
        profile_id: The vendor's id; None until it is there.
        sandbox: True when no vendor knows it.
        photos: How many it was made from; None where nobody counted.
        job: How far it is.
    """

    id: str
    name: str
    profile_id: str | None
    sandbox: bool
    photos: int | None
    created_at: datetime
    job: Job | None


class Profiles:
    """Profiles of all owners; every call names the owner, and somebody else's profile is absent."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        records: Records,
        changes: Changes,
        store: FileStore,
        references: References,
        jobs: Jobs,
        request: type[GenerationRequest] | None,
        clock: Clock,
    ) -> None:
        """Make them; `request` is the class of the request that makes one, None where no vendor does."""
        self._ledger = ledger
        self._records = records
        self._changes = changes
        self._store = store
        self._references = references
        self._jobs = jobs
        self.request = request
        self._clock = clock

    async def start(self, owner: str, name: str, photos: Sequence[str], key_id: str | None = None) -> Job:
        """Make the ZIP and start the job, which is charged; the submit is sent once.

        Args:
            owner: Whose.
            name: What to call it.
            photos: References ("easel:<sha256>") of 30 to 50 pictures.
            key_id: As for `Jobs.start`.

        Raises:
            FieldErrors: Under "name" or "photos"; nothing was written or sent.
            StudioError: As `Jobs.start` raises.
        """
        if self.request is None:
            raise NotPossible(happened("no_vendor_of_profiles"))
        name = one_line(name, LONGEST_NAME).strip()
        if not name:
            raise FieldErrors({"name": happened("name_profile")})
        paths = [self._store.path(sha256) for sha256 in await self._checked(owner, photos)]
        archive = await self._archived(owner, name, paths)
        [field] = self.request.media_fields()
        job_id = secrets.token_hex(16)
        row = {"job_id": job_id, "owner": owner, "name": name, "photos": len(paths), "created_at": self._clock.now()}
        wanted = self.request.model_validate({field: archive})
        beside = insert_with_job(profiles, job_id, **row)
        return await self._jobs.start(owner, wanted, key_id, job_id=job_id, beside=[beside])

    async def list(self, owner: str) -> "Sequence[Profile]":
        """Return the owner's profiles, newest first; those that failed stay until they are deleted."""
        query = select(profiles).where(profiles.c.owner == owner).order_by(profiles.c.created_at.desc())
        rows = await self._ledger.rows(query)
        made_by = await self._records.jobs_by_id(owner, {row.job_id for row in rows})
        return [
            Profile(
                id=row.job_id,
                name=row.name,
                profile_id=row.profile_id,
                sandbox=job.sandbox if (job := made_by.get(row.job_id)) else False,
                photos=row.photos,
                created_at=row.created_at,
                job=job,
            )
            for row in rows
        ]

    async def rename(self, owner: str, id_: str, name: str) -> None:
        """Call a profile something else.

        Raises:
            NotFound: The owner has no such profile.
            FieldErrors: The name is empty.
        """
        name = one_line(name, LONGEST_NAME).strip()
        if not name:
            raise FieldErrors({"name": happened("name_profile")})
        mine = profiles.c.owner == owner, profiles.c.job_id == id_
        if not await self._ledger.write(update(profiles).where(*mine).values(name=name)):
            raise NotFound(happened("no_such_profile"))
        self._changes.bump(owner)

    async def remove(self, owner: str, id_: str) -> None:
        """Forget a profile here. No vendor documents a way to delete it there.

        Raises:
            NotFound: The owner has no such profile.
        """
        if not await self._ledger.write(delete(profiles).where(profiles.c.owner == owner, profiles.c.job_id == id_)):
            raise NotFound(happened("no_such_profile"))
        self._changes.bump(owner)

    async def _checked(self, owner: str, photos: Sequence[str]) -> Sequence[str]:
        """Return the photographs' digests."""
        sha256s: list[str] = []
        values = [*dict.fromkeys(photos)]
        if len(values) < len(photos):
            raise FieldErrors({"photos": happened("photo_twice")})
        if not FEWEST_PHOTOS <= len(values) <= MOST_PHOTOS:
            counted = happened("photos_count", fewest=FEWEST_PHOTOS, most=MOST_PHOTOS, photos=len(values))
            raise FieldErrors({"photos": counted})
        for number, value in enumerate(values, start=1):
            try:
                kept = await self._references.info(owner, value)
            except NotFound:
                raise FieldErrors({"photos": happened("photo_gone", number=number)}) from None
            if kept.info.kind != "image":
                raise FieldErrors({"photos": happened("no_picture_remove", name=kept.name)})
            sha256s.append(kept.sha256)
        return sha256s

    async def _archived(self, owner: str, name: str, paths: Sequence[Path]) -> str:
        partial = self._store.new_partial()
        try:
            await asyncio.to_thread(write_photo_archive, paths, partial)
            return (await self._references.keep_archive(owner, partial, f"{name}.zip")).value
        except ValueError:
            raise FieldErrors({"photos": happened("photos_too_large")}) from None
        except OSError:
            raise FieldErrors({"photos": happened("zip_not_written")}) from None
        finally:
            partial.unlink(missing_ok=True)
