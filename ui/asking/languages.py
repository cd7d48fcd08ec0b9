"""Which language a request is answered in."""

from typing import Any

from starlette.datastructures import Headers
from starlette.requests import cookie_parser

from words.language import COOKIE, CURRENT, chosen


def language_of(headers: Headers) -> str:
    """Return the language that a request is answered in: the one of the switch, else the browser's."""
    cookies = cookie_parser(headers.get("cookie", ""))
    return chosen(cookies.get(COOKIE, ""), headers.get("accept-language", ""))


def speak(request: Any) -> None:
    """Answer a `gr.Request` in its language from here on."""
    CURRENT.set(language_of(request.headers))
