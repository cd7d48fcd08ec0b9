"""Sentences for people from what was refused: validation errors and the studio's own, each next to its field."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from providers.spec import RULE, GenerationRequest, Role
from studio.errors import FieldErrors

_EMPTY: Mapping[Role, str] = {
    Role.PROMPT: "Write a prompt first.",
    Role.IMAGES: "Add a picture first.",
    Role.VIDEOS: "Add a video first.",
    Role.MASK: "Add a mask first.",
    Role.MAPS: "Choose at least one map.",
    Role.MODEL: "Choose a model.",
}


def field_sentences(cls: type[GenerationRequest], error: ValidationError | FieldErrors) -> dict[str, str]:
    """Return field name -> one sentence that says what to do. The first problem of a field wins.

    A name that is no field of the class (a misspelt parameter of an API call) is kept as it is.
    """
    if isinstance(error, FieldErrors):
        return dict(error.fields)
    sentences: dict[str, str] = {}
    for detail in error.errors(include_url=False):
        name = str(detail["loc"][0]) if detail["loc"] else ""
        role = cls.shown(name).role if name in cls.model_fields else None
        sentences.setdefault(name, _sentence(detail, role))
    return sentences


def by_role(cls: type[GenerationRequest], sentences: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences by the role whose control shows them; the rest is joined under ""."""
    found: dict[str, str] = {}
    for name, sentence in sentences.items():
        role = cls.shown(name).role.value if name in cls.model_fields else ""
        found[role] = f"{found[role]} {sentence}" if role in found else sentence
    return found


def _sentence(detail: Any, role: Role | None) -> str:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail.get("input")
    if kind == RULE:
        return detail["msg"]
    if role is Role.SIZE:
        return "Use whole numbers of pixels for width and height, or choose a shape."
    match kind:
        case "missing":
            return _EMPTY.get(role, "This is needed.") if role else "This is needed."
        case "too_short" | "string_too_short":
            return _EMPTY.get(role, "This may not be empty.") if role else "This may not be empty."
        case "string_too_long":
            return f"Use at most {context['max_length']} characters; this has {len(given)}."
        case "too_long":
            return f"Use at most {context['max_length']}; there are {context['actual_length']}."
        case "greater_than_equal":
            return f"Use {context['ge']} or more."
        case "less_than_equal":
            return f"Use at most {context['le']}."
        case "literal_error":
            return f"Choose {context['expected']}."
        case "extra_forbidden":
            return "This model has no such setting."
        case "list_type" | "string_type" if role in (Role.IMAGES, Role.VIDEOS, Role.MASK):
            return "Use one file here." if isinstance(given, list) else "Give a list of files or addresses."
    if kind.startswith("int"):
        return "Use a whole number."
    if kind.startswith("float"):
        return "Use a number."
    if kind.startswith("bool"):
        return "Choose on or off."
    return f"This cannot be used: {detail['msg']}."
