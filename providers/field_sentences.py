"""Sentences for people from what validation refused, each for its field: what to do, not what a validator thinks."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from providers.spec import RULE, GenerationRequest, Role

_EMPTY: Mapping[Role, str] = {
    Role.PROMPT: "Write a prompt first.",
    Role.IMAGES: "Add a picture first.",
    Role.VIDEOS: "Add a video first.",
    Role.MASK: "Add a mask first.",
    Role.MAPS: "Choose at least one map.",
    Role.MODEL: "Choose a model.",
}


def field_sentences(cls: type[BaseModel], error: ValidationError) -> dict[str, str]:
    """Return field name -> one sentence that says what to do. The first problem of a field wins.

    A name that is no field of the class (a misspelt parameter of an API call) is kept as it is.

    Args:
        cls: What was refused: a request class, or the settings of anything else.
        error: Why.
    """
    of_model = issubclass(cls, GenerationRequest)
    sentences: dict[str, str] = {}
    for detail in error.errors(include_url=False):
        name = str(detail["loc"][0]) if detail["loc"] else ""
        role = cls.shown(name).role if of_model and name in cls.model_fields else None
        unknown = "This model has no such setting." if of_model else "There is no such setting."
        sentences.setdefault(name, unknown if detail["type"] == "extra_forbidden" else _sentence(detail, role))
    return sentences


def _sentence(detail: Any, role: Role | None) -> str:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail.get("input")
    if kind == RULE:
        return detail["msg"]
    if role is Role.SIZE:
        return "Use whole numbers of pixels for width and height, or choose a shape."
    match str(kind):
        case "missing":
            return _EMPTY.get(role, "This is needed.") if role else "This is needed."
        case "too_short" | "string_too_short":
            return _EMPTY.get(role, "This may not be empty.") if role else "This may not be empty."
        case "string_too_long":
            return f"Use at most {context['max_length']} characters; this has {len(given)}."
        case "too_long":
            return f"Use at most {context['max_length']}; there are {context['actual_length']}."
        case "greater_than_equal":
            return f"Use {_number(context['ge'])} or more."
        case "greater_than":
            return f"Use more than {_number(context['gt'])}."
        case "less_than_equal":
            return f"Use at most {_number(context['le'])}."
        case "less_than":
            return f"Use less than {_number(context['lt'])}."
        case "literal_error":
            return f"Choose {context['expected']}."
        case "list_type" | "string_type" if role in (Role.IMAGES, Role.VIDEOS, Role.MASK):
            return "Use one file here." if isinstance(given, list) else "Give a list of files or addresses."
        case "list_type":
            return "Give a list."
        case "string_type":
            return "Give a text."
        case "string_unicode":
            return "There is a broken character in this. Write it again."
        case _:
            pass
    if kind.startswith("int"):
        return "Use a whole number."
    if kind.startswith(("float", "finite_number")):
        return "Use a number."
    if kind.startswith("bool"):
        return "Choose on or off."
    return f"This cannot be used: {detail['msg']}."


def _number(limit: Any) -> str:
    return str(int(limit)) if isinstance(limit, float) and limit.is_integer() else str(limit)
