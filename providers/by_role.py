"""What any model takes, by role: a form's values as its settings, and whether it would refuse one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from providers.media_values import media_values
from providers.spec import GenerationRequest, Role

SAMPLE_URL = "https://example.com/sample.png"


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


def model_key(cls: type[GenerationRequest], model: str) -> str:
    """Return the name of a model among those of all request classes: "foxapi_wan_2_7_image/wan-2.7-image"."""
    return f"{cls.endpoint}/{model}"


def refuses(
    cls: type[GenerationRequest],
    model: str,
    name: str,
    value: Any,
    others: Mapping[str, Any] = MappingProxyType({}),
) -> bool:
    """Return whether the class refuses a value for field `name` of this model, everything else being in order.

    Asking the class keeps limits that depend on other fields in one place: there. What no validator can even look at
    is refused, too.

    Args:
        cls: The request class.
        model: Which of its models.
        name: The field.
        value: Anything.
        others: Settings of other fields that count, by name.
    """
    try:
        cls.model_validate({**_least(cls), **others, **_chosen(cls, model), name: value})
    except ValidationError as error:
        return any(detail["loc"][:1] == (name,) for detail in error.errors())
    except (RecursionError, TypeError, ValueError):
        return True
    return False


def _chosen(cls: type[GenerationRequest], model: str) -> dict[str, Any]:
    name = cls.field_of(Role.MODEL)
    return {name: model} if name else {}


def _least(cls: type[GenerationRequest]) -> dict[str, Any]:
    """Return a value for each field that a request cannot do without, its model aside."""
    least: dict[str, Any] = {}
    for name, info in cls.model_fields.items():
        if not info.is_required() or cls.shown(name).role is Role.MODEL:
            continue
        if name in cls.media_fields():
            least[name] = as_held(info, [SAMPLE_URL])
        elif takes_list(info):
            least[name] = [cls.shown(name).start[0]]  # pyright: ignore[reportIndexIssue] # a list starts with a list
        else:
            least[name] = "sample"
    return least


def as_held(info: FieldInfo, values: list[Any]) -> Any:
    """Return media values as their field holds them: a list or one value; too many stay a list, to be refused."""
    return values if takes_list(info) or len(values) > 1 else next(iter(values), None)


def takes_list(info: FieldInfo) -> bool:
    """Return whether the field holds several values."""
    return any(get_origin(part) is list for part in parts_of(info.annotation))


def parts_of(annotation: Any) -> tuple[Any, ...]:
    """Return the alternatives of a field's type; a list or a Literal is one."""
    return (annotation,) if get_origin(annotation) in (list, Literal, None) else get_args(annotation)


def sentences_by_role(cls: type[GenerationRequest], sentences: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences by the role whose control shows them; the rest is joined under ""."""
    found: dict[str, str] = {}
    for name, sentence in sentences.items():
        role = cls.shown(name).role.value if name in cls.model_fields else ""
        found[role] = f"{found[role]} {sentence}" if role in found else sentence
    return found
