"""What a job that made a profile of a person leaves in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Executable, delete, update

from providers.media_values import LocalMedia
from providers.task import Output
from studio.jobs.job_row import JobRow
from studio.ledger.inserts import insert_once
from studio.ledger.tables import profiles, references


def made_profile(outputs: Sequence[Output]) -> str | None:
    """Return the id of the profile among a task's outputs, or None when it made none."""
    return next((output.facts["profile_id"] for output in outputs if output.kind == "profile"), None)


def profile_kept(row: JobRow, profile_id: str, now: datetime) -> Sequence[Executable]:
    """Return the writes that keep a profile's id, however often they are repeated, and forget the photographs' ZIP."""
    archives = [local.sha256 for value in row.request.values() if (local := LocalMedia.parse(value))]
    return (
        insert_once(
            profiles,
            ("job_id",),
            job_id=row.id,
            owner=row.owner,
            name=f"Profile of {now:%d.%m.%Y}",
            photos=None,
            profile_id=None,
            created_at=now,
        ),
        update(profiles).where(profiles.c.job_id == row.id).values(profile_id=profile_id),
        delete(references).where(references.c.owner == row.owner, references.c.sha256.in_(archives)),
    )
