"""The language of whoever asks, and texts in it. Looking one up is one access to a dict."""

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache
from gettext import c2py
from pathlib import Path

from words.po_file import Translated, read_po

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", "zh": "中文"}
"""Language -> its name in itself. Each but English has its file beside this: "zh.po"."""
TAGS: Mapping[str, str] = {ENGLISH: "en", "zh": "zh-CN"}
"""Language -> what `lang` of a page says."""
COOKIE = "easel_language"
"""Cookie of the switch on the page; it goes before what the browser prefers."""

CURRENT: ContextVar[str] = ContextVar("language", default=ENGLISH)
"""The language of the request that is being answered; `ui.door.gate` sets it."""

_PREFERRED = re.compile(r"\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")
_LONGEST = 500
_PLURALS = re.compile(r"nplurals=(\d+); plural=([n0-9 ()?:!=<>%&|]+);")
CATALOGUES = Path(__file__).parent


def t(text: str, **facts: object) -> str:
    """Return a text in the language of whoever asks, with the facts in its braces.

    Args:
        text: In English; `make words` puts it into the catalogues.
        facts: Name -> what stands in the braces of this name.
    """
    language = CURRENT.get()
    if language != ENGLISH:
        entry = catalogue(language).get(text)
        text = entry.said[0] if entry and entry.said else text
    return text.format(**facts) if facts else text


def marked(text: str) -> str:
    """Return a text as it is: one for the catalogues that is translated later, where it is shown."""
    return text


def tn(number: float, one: str, many: str, **facts: object) -> str:
    """Return what `t` does, of two texts the one that fits a number, which is the fact `n` as well."""
    return plural(number, one, many).format(n=number, **facts)


def plural(number: float, one: str, many: str) -> str:
    """Return the text that fits a number, with its braces as they are."""
    language = CURRENT.get()
    entry = catalogue(language).get(one) if language != ENGLISH else None
    if entry and entry.said:
        return entry.said[_form_of(language)(int(number))]
    return one if number == 1 else many


@cache
def catalogue(language: str) -> Mapping[str, Translated]:
    """Return text -> its entry in a language, "" -> the head of its file; nothing for English."""
    return {} if language == ENGLISH else read_po((CATALOGUES / f"{language}.po").read_text("utf-8"))


def plural_rule(language: str) -> str:
    """Return which plural form a number `n` takes, as the head of a catalogue says it in C."""
    found = _PLURALS.search(catalogue(language)[""].said[0])
    return found[2] if found else "n != 1"


@cache
def _form_of(language: str) -> Callable[[int], int]:
    return c2py(plural_rule(language))


def chosen(cookie: str, accepted: str) -> str:
    """Return the language of a request: the one of the switch, else the first known one that the browser prefers.

    Args:
        cookie: Value of the cookie; empty where there is none.
        accepted: The header Accept-Language.
    """
    if cookie in LANGUAGES:
        return cookie
    best, weight = ENGLISH, 0.0
    for part in accepted[:_LONGEST].split(","):
        found = _PREFERRED.fullmatch(part)
        if found and found[1].lower() in LANGUAGES and float(found[2] or 1) > weight:
            best, weight = found[1].lower(), float(found[2] or 1)
    return best
