"""What a control may be for one model: limits, choices, help and start value, all read from the request class."""

from collections.abc import Mapping
from types import NoneType
from typing import Any, Literal, NotRequired, TypedDict, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from pydantic.fields import FieldInfo

from providers.by_role import parts_of, refuses, takes_list
from providers.spec import MEDIA_FORMATS, GenerationRequest, Role

_LARGEST_COUNT_TRIED = 24
_NAMES_HELP = " @ and a name that you saved adds its files at Generate; the model reads “image 2” there."
_USUAL_NUMBERS: Mapping[Role, tuple[tuple[float | None, str], ...]] = {
    Role.SIZE: ((512, "512"), (1024, "1024"), (2048, "2048")),
    Role.UPSCALE: ((None, "Off"), (2, "2×"), (4, "4×")),
    Role.CREATIVITY: ((None, "Model default"), (0.2, "Low"), (0.5, "Medium"), (0.8, "High")),
    Role.RESEMBLANCE: ((None, "Model default"), (0.2, "Low"), (0.5, "Medium"), (0.8, "High")),
}
"""Numbers offered by a click where the document states no list; any other can be typed."""


class SizePreset(TypedDict):
    """A size that is offered by name; its sides are in pixels."""

    value: str
    label: str
    width: int
    height: int


class _Limits(TypedDict, total=False):
    choices: list[list[Any]]
    max_length: int | None
    min: int | None
    max: int | None
    max_in_series: int | None
    kind: Literal["image", "video", "archive"]
    max_count: int | None
    max_bytes: int | None
    accept: str
    presets: list[SizePreset]
    preset_pixels: bool
    custom: Literal["object", "text"]


class FieldSpec(_Limits):
    """What a control may be for one model.

    Texts have a length, numbers `min` and `max`, files a kind and limits, sizes presets; choices are [value, label].
    """

    field: str
    label: str
    help: str
    start: Any
    required: bool
    placeholder: str
    unit: NotRequired[str]


def field_spec(cls: type[GenerationRequest], model: str, role: Role) -> FieldSpec | None:
    """Return what the control of `role` may be for this model; None when it has no such field."""
    name = cls.field_of(role)
    if name is None:
        return None
    info, shown = cls.model_fields[name], cls.shown(name)
    spec: FieldSpec = {
        "field": name,
        "label": shown.label,
        "help": info.description or "",
        "start": list(shown.start) if isinstance(shown.start, tuple) else shown.start,
        "required": info.is_required(),
        "placeholder": shown.placeholder,
    }
    if name in cls.media_fields():
        return {**spec, "start": [], **_media(cls, name)}
    if role is Role.PROMPT and cls.media_fields():
        spec["help"] += _NAMES_HELP
    if role in (Role.PROMPT, Role.NEGATIVE_PROMPT):
        return {**spec, "max_length": limit(info, MaxLen)}
    if role is Role.COUNT:
        return {**spec, **_count(cls, model, name)}
    if role is Role.SIZE and cls.sizes(name) is not None:
        return {**spec, **_sizes(cls, model, name)}
    choices = _choices(cls, name)
    if choices:
        return {**spec, "choices": choices}
    return {
        **spec,
        "min": limit(info, Ge),
        "max": limit(info, Le),
        "choices": [list(usual) for usual in _USUAL_NUMBERS.get(role, ())],
    }


def limit(info: FieldInfo, kind: type[Ge] | type[Le] | type[MaxLen]) -> int | None:
    """Return the field's limit of one kind, or None when it states none."""
    names = {Ge: "ge", Le: "le", MaxLen: "max_length"}
    return next((getattr(item, names[kind]) for item in info.metadata if isinstance(item, kind)), None)


def _choices(cls: type[GenerationRequest], name: str) -> list[list[Any]]:
    """Return [value, label] of each choice; "Model default" comes first where nothing is a choice of its own."""
    info, shown = cls.model_fields[name], cls.shown(name)
    labels = shown.choices or {}
    found: list[list[Any]] = []
    for part in parts_of(info.annotation):
        inner = get_args(part)[0] if get_origin(part) is list else part
        if get_origin(inner) is Literal:
            found += [[value, labels.get(value, str(value))] for value in get_args(inner)]
        elif inner is bool:
            found += [[False, "Off"], [True, "On"]]
    unset = NoneType in parts_of(info.annotation) and shown.start is None
    return [[None, "Model default"], *found] if found and unset else found


def _media(cls: type[GenerationRequest], name: str) -> _Limits:
    info, rule = cls.model_fields[name], cls.media_fields()[name]
    formats = rule.formats or tuple(f for f, mime in MEDIA_FORMATS.items() if mime.startswith(f"{rule.kind}/"))
    return {
        "kind": rule.kind,
        "max_count": limit(info, MaxLen) if takes_list(info) else 1,
        "max_bytes": rule.max_bytes,
        "accept": ",".join(MEDIA_FORMATS[name] for name in formats),
    }


def _count(cls: type[GenerationRequest], model: str, name: str) -> _Limits:
    least = limit(cls.model_fields[name], Ge) or 1
    series = cls.field_of(Role.SEQUENTIAL)

    def most(others: Mapping[str, Any]) -> int | None:
        tried = range(least, _LARGEST_COUNT_TRIED + 1)
        refused = next((count for count in tried if refuses(cls, model, name, count, others)), None)
        return None if refused is None else refused - 1

    alone = most({})
    return {"min": least, "max": alone, "max_in_series": most({series: True}) if series else alone}


def _sizes(cls: type[GenerationRequest], model: str, name: str) -> _Limits:
    sizes, labels = cls.sizes(name), cls.shown(name).choices or {}
    assert sizes is not None
    return {
        "presets": [
            {"value": value, "label": labels.get(value, value), "width": width, "height": height}
            for value, (width, height) in sizes.presets.items()
            if not refuses(cls, model, name, value)
        ],
        "preset_pixels": sizes.preset_pixels,
        "custom": sizes.custom,
    }
