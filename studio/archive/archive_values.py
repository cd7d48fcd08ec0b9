"""Values of an archive's lines: each reader returns the value as it is kept, or None for one that cannot be."""

import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from providers.happened import Happened, Happenings, only_text
from providers.plain_text import whole
from providers.telling import facts_of
from studio.batches.fan_out import MOST_CELLS
from studio.ledger.old_sentences import recognised
from studio.references.named_references import MOST_FILES
from studio.sentences.sentences import SENTENCES

ReadValue = Callable[[Any], Any]

MOST_USD = 1_000_000.0
"""No job costs more."""
_LONGEST_TEXT = 200_000
_MOST_HAPPENINGS = 200
_LONGEST_FACT = 300
_DEEPEST = 32
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNSAFE_IN_NAME = re.compile(r"[/\\\x00-\x1f\x7f]")
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def identifier(value: Any) -> str | None:
    """Return an id, such as a file may be named by."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def sha256(value: Any) -> str | None:
    """Return a digest in small hex."""
    return value if isinstance(value, str) and _SHA256.fullmatch(value) else None


def hashes(value: Any) -> list[str] | None:
    """Return one to a few digests."""
    found = cast(list[Any], value) if isinstance(value, list) else []
    return found if 0 < len(found) <= MOST_FILES and all(sha256(each) for each in found) else None


def text(longest: int, *, empty: bool = True) -> ReadValue:
    """Return the reader of texts of so many characters at most."""

    def read(value: Any) -> str | None:
        fits = isinstance(value, str) and len(value) <= longest and (empty or value.strip())
        return whole(value) if fits else None

    return read


def happenings(value: Any) -> Happenings | None:
    """Return what happened: as [{"code", "facts", "text"}], or a sentence as archives before held it.

    What this Easel has no words for, or has other facts for, is kept as its text.
    """
    if isinstance(value, str):
        return recognised(whole(value)) if len(value) <= _LONGEST_TEXT else None
    items = cast(list[Any], value) if isinstance(value, list) else None
    if items is None or len(items) > _MOST_HAPPENINGS:
        return None
    read = [_happened(item) for item in items]
    return None if None in read else tuple(each for each in read if each)


def _happened(item: Any) -> Happened | None:
    match item:
        case {"code": str(code), "facts": {**facts}, "text": str(words)} if len(words) <= _LONGEST_TEXT:
            wording = SENTENCES.get(code)
            known = wording is not None and facts.keys() == facts_of(wording)
            if known and all(_is_fact(name, fact) for name, fact in facts.items()):
                return Happened(
                    code, {name: whole(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
                )
            return only_text(whole(words))
        case _:
            return None


def _is_fact(name: str, fact: Any) -> bool:
    """Tell whether a fact may stand in a sentence: a short text, or a number where it is counted."""
    counted = name == "fell_by" or name.endswith(("_s", "_usd", "_bytes"))
    if isinstance(fact, str):
        return not counted and len(fact) <= _LONGEST_FACT
    return isinstance(fact, int | float) and not isinstance(fact, bool) and 0 <= fact <= 1e15


def file_name(value: Any) -> str | None:
    """Return a name without folders."""
    fits = isinstance(value, str) and 0 < len(value) <= 250 and not _UNSAFE_IN_NAME.search(value) and value.strip(". ")
    return whole(value) if fits else None


def boolean(value: Any) -> bool | None:
    """Return true or false."""
    return value if isinstance(value, bool) else None


def choice(*known: Any) -> ReadValue:
    """Return the reader of texts that are one of a few."""
    return lambda value: value if isinstance(value, str) and value in known else None


def number(least: float, most: float) -> ReadValue:
    """Return the reader of finite numbers within a range."""

    def read(value: Any) -> float | None:
        fits = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
        return value if fits else None  # a NaN fits no range

    return read


amount = number(0, MOST_USD)
"""Reads US dollars."""


def whole_number(least: int, most: int) -> ReadValue:
    """Return the reader of whole numbers within a range."""

    def read(value: Any) -> int | None:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return value if fits else None

    return read


def moment(value: Any) -> datetime | None:
    """Return a moment from 1970 on, in UTC."""
    try:
        read = datetime.fromisoformat(value)
        return max(_FIRST, read.astimezone(UTC)) if read.tzinfo is not None and read.year >= 1970 else None
    except (TypeError, ValueError, OverflowError):
        return None


def plain_object(value: Any) -> dict[str, Any] | None:
    """Return JSON by name, with finite numbers, whole characters and few levels."""
    try:
        return cast(dict[str, Any], _plain(value, 0)) if isinstance(value, dict) else None
    except ValueError:
        return None


def texts_by_name(value: Any) -> dict[str, str] | None:
    """Return texts by name."""
    read = plain_object(value)
    return read if read is not None and all(isinstance(each, str) for each in read.values()) else None


def axes(value: Any) -> list[list[Any]] | None:
    """Return a batch's axes: each a name and its values."""
    sides = cast(list[Any], value) if isinstance(value, list) else []
    found: list[list[Any]] = []
    for side in sides:
        match side:
            case [str() as name, [*values]] if values and all(isinstance(each, str) for each in values):
                found.append([whole(name), [whole(each) for each in cast(list[str], values)]])
            case _:
                return None
    fits = len(found) <= MOST_CELLS and math.prod(len(values) for _, values in found) <= MOST_CELLS
    return found if fits else None


def places(value: Any) -> list[int] | None:
    """Return a cell's places on the axes of its batch."""
    found = cast(list[Any], value) if isinstance(value, list) else None
    return found if found is not None and len(found) <= MOST_CELLS else None


def _plain(value: Any, depth: int) -> Any:
    """Return a JSON value of which everything can be kept, sent and shown. Raises ValueError."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    match value:
        case str():
            if len(value) > _LONGEST_TEXT:
                raise ValueError("too long")
            return whole(value)
        case None | bool():
            return value
        case int() | float():
            if not math.isfinite(value) or abs(value) >= 1 << 64:
                raise ValueError("too large")
            return value
        case list():
            return [_plain(each, depth + 1) for each in cast(list[Any], value)]
        case dict():
            inner = cast(dict[str, Any], value)
            return {whole(name): _plain(each, depth + 1) for name, each in inner.items()}
        case _:
            raise ValueError("no JSON")
