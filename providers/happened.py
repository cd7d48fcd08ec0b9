"""What happened, apart from the words for it: a code and the facts that its sentence is made with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

TEXT = "text"
"""Code of what is known as a sentence only, in whatever language it was written; its fact is called so, too."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened, or is to be done.

    Attributes:
        code: Stable name ("no_balance"); whoever asks what happened compares this, never words.
        facts: Name -> value. Seconds end in `_s`, US dollars in `_usd`, sizes in `_bytes`. One that is words of ours
            is something that happened itself: "Picture 2" of "Picture 2 is no longer stored."
    """

    code: str
    facts: "Mapping[str, Fact]" = field(default_factory=dict[str, "Fact"])


Fact = str | int | float | bool | Happened

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
    return [_as_json(each) for each in happenings]


def told_from_json(value: Any) -> Happenings:
    """Return what `told_as_json` made JSON of."""
    return tuple(_from_json(item) for item in cast(list[dict[str, Any]], value))


def _as_json(told: Happened) -> dict[str, Any]:
    facts = {name: _as_json(fact) if isinstance(fact, Happened) else fact for name, fact in told.facts.items()}
    return {"code": told.code, "facts": facts}


def _from_json(item: dict[str, Any]) -> Happened:
    facts: dict[str, Any] = item["facts"]
    inner = {name: _from_json(cast(dict[str, Any], fact)) for name, fact in facts.items() if isinstance(fact, dict)}
    return Happened(item["code"], {**facts, **inner})
