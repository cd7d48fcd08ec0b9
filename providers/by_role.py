"""Settings of any model from values by role: what a form holds, whatever each vendor calls its parameters."""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from providers.media_values import media_values
from providers.spec import GenerationRequest, Role


def settings_by_role(cls: type[GenerationRequest], model: str, values: Mapping[Role, Any]) -> dict[str, Any]:
    """Return the settings of a model by its field names. What was left empty is absent, unless it is required.

    Args:
        cls: The model's request class.
        model: Its id.
        values: Values by role; roles the model does not have are passed over. Files are lists, one or several.
    """
    settings: dict[str, Any] = {}
    for name, info in cls.model_fields.items():
        role = cls.shown(name).role
        value = model if role is Role.MODEL else values.get(role)
        if value is not None and name in cls.media_fields():
            value = as_held(info, media_values(value))
        if value is None or (value in ("", []) and not info.is_required()):
            continue
        settings[name] = value
    return settings


def as_held(info: FieldInfo, values: list[Any]) -> Any:
    """Return media values as their field holds them: a list or one value; too many stay a list, to be refused."""
    return values if takes_list(info) or len(values) > 1 else next(iter(values), None)


def takes_list(info: FieldInfo) -> bool:
    """Return whether the field holds several values."""
    return any(get_origin(part) is list for part in parts_of(info.annotation))


def parts_of(annotation: Any) -> tuple[Any, ...]:
    """Return the alternatives of a field's type; a list or a Literal is one."""
    return (annotation,) if get_origin(annotation) in (list, Literal, None) else get_args(annotation)
