"""A profile of a person as JSON values."""

from typing import TypedDict

from studio.ledger.job import JobState
from studio.people.profiles import Profile
from studio.sentences.sentences import sentence_of
from ui.views.job_view import moment_ms
from ui.views.job_words import state_words
from words.language import t


class ProfileView(TypedDict):
    """What the list shows of a profile."""

    id: str
    name: str
    profile_id: str | None
    sandbox: bool
    photos: int | None
    created_ms: int
    ready: bool
    ended: bool
    words: str
    message: str


def profile_view(profile: Profile) -> ProfileView:
    """Return what the list shows of a profile."""
    job = profile.job
    ended = job is None or job.state.final
    return {
        "id": profile.id,
        "name": profile.name,
        "profile_id": profile.profile_id,
        "sandbox": profile.sandbox,
        "photos": profile.photos,
        "created_ms": moment_ms(profile.created_at),
        "ready": profile.profile_id is not None,
        "ended": ended,
        "words": "ready" if profile.profile_id else state_words(job) if job else t("not started"),
        "message": sentence_of(job.happened) if job and ended and job.state is not JobState.SUCCEEDED else "",
    }
