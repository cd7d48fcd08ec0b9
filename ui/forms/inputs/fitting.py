"""Values of one model, or of another program, as a model here takes them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from providers.spec import GenerationRequest, Role
from ui.forms.inputs.field_specs import refuses


def size_value(cls: type[GenerationRequest], model: str, width: int, height: int) -> Any:
    """Return a size in pixels as a model takes it: as it is, else its preset nearest in shape, else None."""
    name = cls.field_of(Role.SIZE)
    if name is None:
        return None
    sizes = cls.sizes(name)
    if sizes is None:  # one side of a square
        return width if width == height and not refused(cls, model, name, width) else None
    custom: Any = {"width": width, "height": height} if sizes.custom == "object" else f"{width}x{height}"
    if not refused(cls, model, name, custom):
        return custom
    offered = {preset: shape for preset, shape in sizes.presets.items() if not refused(cls, model, name, preset)}
    return min(offered, key=lambda preset: _unlike(offered[preset], width / height), default=None)


def _unlike(shape: tuple[int, int], ratio: float) -> float:
    own = shape[0] / shape[1]
    return max(own / ratio, ratio / own)


def refused(
    cls: type[GenerationRequest],
    model: str,
    name: str,
    value: Any,
    others: Mapping[str, Any] = MappingProxyType({}),
) -> bool:
    """Return whether a field refuses a value, given the other settings; also what no validator can even look at."""
    try:
        return refuses(cls, model, name, value, **{other: others[other] for other in others if other != "model"})
    except (RecursionError, TypeError, ValueError):
        return True
