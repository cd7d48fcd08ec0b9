"""Going on from a job: its settings with a new seed, or on another model with the seed of a result. Pure."""

from collections.abc import Mapping
from typing import Any, cast

from providers.by_role import as_held, model_key, refuses
from providers.media_values import media_values
from providers.sizes import size_on
from providers.spec import GenerationRequest, Requests, Role
from studio.jobs.seeds import new_seed
from studio.ledger.job import Asset, Job
from studio.ledger.job_facts import seed_of


def varied(cls: type[GenerationRequest], job: Job) -> dict[str, Any]:
    """Return a job's settings with a new seed; as they are where its model takes none."""
    seed = cls.field_of(Role.SEED)
    return {**job.request, seed: new_seed(cls)} if seed else dict(job.request)


def others(requests: Requests, job: Job) -> dict[str, tuple[type[GenerationRequest], str]]:
    """Return the other models that do what a job's does and take a seed, by their key."""
    own = f"{job.endpoint}/{job.model}"
    return {
        model_key(cls, model): (cls, model)
        for cls in requests.values()
        if cls.capability is job.capability and cls.field_of(Role.SEED)
        for model in cls.model_labels
        if model_key(cls, model) != own
    }


def on_other_model(
    requests: Requests, job: Job, asset: Asset | None, cls: type[GenerationRequest], model: str
) -> dict[str, Any]:
    """Return a job's settings as another model takes them, with the seed of a result; None where nobody knows it.

    What the other model has no place for, or refuses, gives way to its start value.

    Args:
        requests: Endpoint name -> request class; the job's is one of them.
        job: Whose settings.
        asset: The result whose seed is meant.
        cls, model: The other model.
    """
    old = requests[job.endpoint]
    settings: dict[str, Any] = {}
    for name, info in cls.model_fields.items():
        shown = cls.shown(name)
        if shown.role is Role.MODEL:
            settings[name] = model
            continue
        value = _carried(old, job.request, cls, model, shown.role)
        if shown.role is Role.SEED:
            value = seed_of(requests, job, asset)
        if value is not None and name in cls.media_fields():
            value = as_held(info, media_values(value))
        if value is None or refuses(cls, model, name, value):
            value = None if shown.role is Role.SEED else shown.start
        settings[name] = [*cast(tuple[Any, ...], value)] if isinstance(value, tuple) else value
    return settings


def _carried(
    old: type[GenerationRequest], request: Mapping[str, Any], cls: type[GenerationRequest], model: str, role: Role
) -> Any:
    before = old.field_of(role)
    value = request.get(before) if before else None
    return size_on(value, old, cls, model) if role is Role.SIZE and value is not None else value
