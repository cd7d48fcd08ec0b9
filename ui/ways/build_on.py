"""Going on from a result: its settings with new seeds, or with its seed on another model."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.by_role import as_held
from providers.catalogue import REQUESTS, by_capability
from providers.fields import MAX_SEED
from providers.media_values import media_values
from providers.spec import GenerationRequest, Role, Sizes
from studio.ledger.job import Asset, Job
from studio.ledger.job_facts import seed_of
from ui.forms.inputs.field_specs import model_key, refuses
from ui.forms.inputs.fitting import size_value

_USUAL_SIDE_PX = 1024

NO_SEED_TAKEN = "This model takes no seed, so every run differs anyway. Press Generate to send it."
NEW_SEED = "The form has a new seed. Press Generate to send it."
SEED_UNKNOWN = "The seed is not known: none was asked for, and the vendor told none. Press Generate to send it."
SAME_SEED = "The form has the same seed and another model. Press Generate to send it."


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


def varied(job: Job) -> tuple[dict[str, Any], str]:
    """Return a job's settings with a new seed, and what to say. Nothing is sent: people press Generate themselves."""
    seed = REQUESTS[job.endpoint].field_of(Role.SEED)
    if seed is None:
        return dict(job.request), NO_SEED_TAKEN
    return {**job.request, seed: secrets.randbelow(MAX_SEED + 1)}, NEW_SEED


def others(job: Job) -> dict[str, tuple[type[GenerationRequest], str]]:
    """Return the other models of a job's panel that take a seed, by their key in its form."""
    own, classes = f"{job.endpoint}/{job.model}", by_capability(job.capability)
    seeded = [(cls, model) for cls in classes if cls.field_of(Role.SEED) for model in cls.model_labels]
    return {model_key(*pair): pair for pair in seeded if model_key(*pair) != own}


def on_other_model(
    job: Job, asset: Asset | None, cls: type[GenerationRequest], model: str
) -> tuple[dict[str, Any], str]:
    """Return a job's settings as another model takes them, with the seed of a result, and what to say.

    What the other model has no place for, or refuses, gives way to its start value.

    Args:
        job: Whose settings; its endpoint is in the catalogue.
        asset: The result whose seed is meant.
        cls, model: The other model.
    """
    old = REQUESTS[job.endpoint]
    seed = seed_of(REQUESTS, job, asset)
    settings: dict[str, Any] = {"model": model}
    for name, info in cls.model_fields.items():
        shown = cls.shown(name)
        if shown.role is Role.MODEL:
            continue
        value = seed if shown.role is Role.SEED else _carried(old, job.request, cls, model, name)
        if value is not None and name in cls.media_fields():
            value = as_held(info, media_values(value))
        if value is None or refuses(cls, model, name, value):
            value = None if shown.role is Role.SEED else shown.start
        settings[name] = list(value) if isinstance(value, tuple) else value
    return settings, SAME_SEED if settings.get(str(cls.field_of(Role.SEED))) is not None else SEED_UNKNOWN


def _carried(
    old: type[GenerationRequest], request: Mapping[str, Any], cls: type[GenerationRequest], model: str, name: str
) -> Any:
    role = cls.shown(name).role
    before = old.field_of(role)
    value = request.get(before) if before else None
    if role is not Role.SIZE or before is None or value is None:
        return value
    sizes, own = cls.sizes(name), old.sizes(before)
    if sizes is None or own is None or (sizes.custom == own.custom and not refuses(cls, model, name, value)):
        return value
    width, height = _sides(own, value)
    return size_value(cls, model, width, height) if width else None


def _sides(sizes: Sizes, value: Any) -> tuple[int, int]:
    """Return width and height of a size, 0 where it is no size; of a preset that is just a shape, about 1024 px."""
    if isinstance(value, Mapping):
        return int(value.get("width", 0)), int(value.get("height", 0))
    if value in sizes.presets:
        width, height = sizes.presets[value]
        scale = 1 if sizes.preset_pixels else _USUAL_SIDE_PX // max(width, height)
        return width * scale, height * scale
    width, _, height = str(value).partition("x")
    return (int(width), int(height)) if width.isdecimal() and height.isdecimal() else (0, 0)
