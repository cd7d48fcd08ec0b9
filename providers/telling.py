"""From what happened to its sentence: the words of a code, with its facts put in as people say them."""

import string
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.happened import TEXT, Fact, Happened
from providers.price import usd
from words.language import plural, t


@dataclass(frozen=True)
class Counted:
    """Words that differ with a number.

    Attributes:
        by: The fact that is the number.
        one, many: The words for 1, and for any other.
    """

    by: str
    one: str
    many: str


Wording = str | Counted
"""Words with facts in braces ("{vendor} took {took_s}.")."""


def worded(happened: Happened, words: Mapping[str, Wording]) -> str:
    """Return the sentence of what happened; of a code without words the text it came with, else the code itself."""
    wording = words.get(happened.code)
    if isinstance(wording, Counted):
        wording = plural(_number(happened.facts.get(wording.by)), wording.one, wording.many)
    elif wording is None:
        return str(happened.facts.get(TEXT, happened.code))
    else:
        wording = t(wording)
    said = {name: _said(name, fact, words) for name, fact in happened.facts.items()}
    return _WORDING.vformat(wording, (), said)


def facts_of(wording: Wording) -> set[str]:
    """Return the names of the facts that a wording needs."""
    texts = [wording] if isinstance(wording, str) else [wording.one, wording.many]
    named = {name for text in texts for _, name, _, _ in _WORDING.parse(text) if name}
    return named | (set() if isinstance(wording, str) else {wording.by})


def size(size_bytes: float) -> str:
    """Return a size as people say it: "18.4 GB", "200 MB"."""
    if size_bytes >= 1e9:
        return f"{size_bytes / 1e9:.1f} GB".replace(".0 GB", " GB")
    return f"{size_bytes / 1e6:.0f} MB"


def duration(seconds: float) -> str:
    """Return a time as people say it: "38 s", "2 min", "3 h"."""
    if seconds < 90:
        return t("{n} s", n=max(1, round(seconds)))
    if seconds < 90 * 60:
        return t("{n} min", n=round(seconds / 60))
    return t("{n} h", n=round(seconds / 3600))


_UNITS = {"_s": duration, "_bytes": size, "_usd": usd}


def _said(name: str, fact: Fact, words: Mapping[str, Wording]) -> str | int | float:
    if isinstance(fact, Happened):
        return worded(fact, words)
    say = _UNITS.get(name[name.rfind("_") :])
    return say(fact) if say and not isinstance(fact, str) else fact


def _number(fact: Fact | None) -> float:
    return fact if isinstance(fact, int | float) else 0


class _Wording(string.Formatter):
    """Puts facts in by their names alone. What is in a fact is never a template itself."""

    def get_field(self, field_name: str, args: Any, kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs.get(field_name, "?"), field_name


_WORDING = _Wording()
