"""What happened, apart from the words for it: a code and the facts that its sentence is made with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

Fact = str | int | float | bool

TEXT = "text"
"""Code of what is known as a sentence only, in whatever language it was written; its fact is called so, too."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened, or is to be done.

    Attributes:
        code: Stable name ("no_balance"); whoever asks what happened compares this, never words.
        facts: Name -> value. Seconds end in `_s`, US dollars in `_usd`, sizes in `_bytes`.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict[str, Fact])


Happenings = tuple[Happened, ...]
"""What happened, in the order it is told: first what, then whether it was charged, then what to do."""


def happened(code: str, **facts: Fact) -> Happened:
    """Return what happened, with its facts by name."""
    return Happened(code, facts)


def only_text(sentence: str) -> Happened:
    """Return what is known as a sentence only."""
    return Happened(TEXT, {TEXT: sentence})


def told_as_json(happenings: Iterable[Happened]) -> list[dict[str, Any]]:
    """Return what happened as JSON: [{"code", "facts"}]."""
    return [{"code": each.code, "facts": dict(each.facts)} for each in happenings]


def told_from_json(value: Any) -> Happenings:
    """Return what `told_as_json` made JSON of."""
    items = cast(list[dict[str, Any]], value)
    return tuple(Happened(item["code"], item["facts"]) for item in items)
