"""What somebody wants of a job's settings, put into its panel's form: as they are, or going on from them."""

from dataclasses import dataclass
from typing import Any

from providers.spec import GenerationRequest, Role
from studio.jobs.build_on import on_other_model, others, varied
from studio.ledger.job import Job
from ui.asking.page import Page
from words.language import marked, t

NO_SEED_TAKEN = marked("This model takes no seed, so every run differs anyway. Press Generate to send it.")
NEW_SEED = marked("The form has a new seed. Press Generate to send it.")
SEED_UNKNOWN = marked("The seed is not known: none was asked for, and the vendor told none. Press Generate to send it.")
SAME_SEED = marked("The form has the same seed and another model. Press Generate to send it.")


@dataclass(frozen=True)
class Reuse:
    """What somebody wants of a job's settings: as they are, with a new seed, or on another model."""

    job_id: str
    asset_id: str | None = None
    model: str | None = None
    vary: bool = False

    @classmethod
    def of(cls, event: Any) -> "Reuse":
        """Return what an event of a stage or the library asks for."""
        model, asset_id = getattr(event, "model", None), getattr(event, "asset_id", None)
        return cls(str(event.job_id), asset_id, str(model) if model else None, bool(getattr(event, "vary", False)))


def new_seed(cls: type[GenerationRequest], job: Job) -> tuple[dict[str, Any], str]:
    """Return a job's settings with a new seed, and what to say. Nothing is sent: people press Generate themselves."""
    return varied(cls, job), t(NEW_SEED if cls.field_of(Role.SEED) else NO_SEED_TAKEN)


def other_model(page: Page, job: Job, asked: Reuse) -> tuple[dict[str, Any], str] | None:
    """Return a job's settings on the model that is asked for, and what to say; None where it is no longer offered."""
    found = others(page.requests, job).get(asked.model or "")
    if found is None:
        return None
    asset = next((one for one in job.outputs if one.id == asked.asset_id), next(iter(job.outputs), None))
    settings = on_other_model(page.requests, job, asset, *found)
    known = settings.get(str(found[0].field_of(Role.SEED))) is not None
    return settings, t(SAME_SEED if known else SEED_UNKNOWN)
