"""Sentences for people from what validation refused, each for its field: what to do, not what a validator thinks."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from providers.spec import RULE, GenerationRequest, Role
from words.language import t

EMPTY: Mapping[Role, str] = {
    Role.PROMPT: "Write a prompt first.",
    Role.IMAGES: "Add a picture first.",
    Role.VIDEOS: "Add a video first.",
    Role.MASK: "Add a mask first.",
    Role.MAPS: "Choose at least one map.",
    Role.MODEL: "Choose a model.",
}
"""What a field says that nothing was put in."""


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
        unknown = t("This model has no such setting.") if of_model else t("There is no such setting.")
        sentences.setdefault(name, unknown if detail["type"] == "extra_forbidden" else _sentence(detail, role))
    return sentences


def _sentence(detail: Any, role: Role | None) -> str:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail.get("input")
    if kind == RULE:
        return detail["msg"]
    if role is Role.SIZE:
        return t("Use whole numbers of pixels for width and height, or choose a shape.")
    match str(kind):
        case "missing":
            return _of_empty(role, t("This is needed."))
        case "too_short" | "string_too_short":
            return _of_empty(role, t("This may not be empty."))
        case "string_too_long":
            return t(
                "Use at most {most} characters; this has {characters}.",
                most=context["max_length"],
                characters=len(given),
            )
        case "too_long":
            return t(
                "Use at most {most}; there are {given}.", most=context["max_length"], given=context["actual_length"]
            )
        case "greater_than_equal":
            return t("Use {least} or more.", least=_number(context["ge"]))
        case "greater_than":
            return t("Use more than {limit}.", limit=_number(context["gt"]))
        case "less_than_equal":
            return t("Use at most {most}.", most=_number(context["le"]))
        case "less_than":
            return t("Use less than {limit}.", limit=_number(context["lt"]))
        case "literal_error":
            return t("Choose {choices}.", choices=context["expected"])
        case "list_type" | "string_type" if role in (Role.IMAGES, Role.VIDEOS, Role.MASK):
            return t("Use one file here.") if isinstance(given, list) else t("Give a list of files or addresses.")
        case "list_type":
            return t("Give a list.")
        case "string_type":
            return t("Give a text.")
        case "string_unicode":
            return t("There is a broken character in this. Write it again.")
        case _:
            pass
    if kind.startswith("int"):
        return t("Use a whole number.")
    if kind.startswith(("float", "finite_number")):
        return t("Use a number.")
    if kind.startswith("bool"):
        return t("Choose on or off.")
    return t("This cannot be used: {reason}.", reason=detail["msg"])


def _of_empty(role: Role | None, otherwise: str) -> str:
    return t(EMPTY[role]) if role is not None and role in EMPTY else otherwise


def _number(limit: Any) -> str:
    return str(int(limit)) if isinstance(limit, float) and limit.is_integer() else str(limit)
