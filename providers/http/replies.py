"""Reading what a vendor answers: errors of any shape as words, and as one class of the error tree."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, TypedDict, TypeGuard, cast

from providers.errors import (
    BadCredentials,
    InvalidRequest,
    NoBalance,
    ProviderError,
    RateLimited,
    Refused,
    TooLarge,
    TurnedAway,
    VendorNotFound,
)
from providers.happened import Happened, happened
from providers.plain_text import LONG_KEY_CHARS, one_line, whole, without_key
from providers.provider_sentences import PROVIDER_SENTENCES
from providers.telling import worded

MAX_MESSAGE_CHARS = 600
MAX_CODE_CHARS = 100
MAX_OUTPUTS = 100
"""Results of one task; no document knows more than twelve."""
MAX_FACT_CHARS = 10_000
MAX_ADDRESS_CHARS = 8192
LONGEST_RETRY_AFTER_S = 24 * 3600.0
_DEEPEST = 64
_EXCERPT_BYTES = 2000

_BY_STATUS: Mapping[int, type[Refused]] = {
    400: InvalidRequest,
    401: BadCredentials,
    402: NoBalance,
    403: BadCredentials,
    404: VendorNotFound,
    413: TooLarge,
    422: InvalidRequest,
}
_STATUS_OF_TYPE: Mapping[str, int] = {
    "invalid_request_error": 422,
    "authentication_error": 401,
    "insufficient_quota": 402,
    "not_found": 404,
    "file_too_large_error": 413,
    "rate_limit_error": 429,
}
"""FoxAPI, page "error codes": the `type` of an error and the status it comes with."""
_CODES_OF_SUCCESS = ("success", "ok", "0", "200", "201")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_REQUEST_ID = re.compile(r"request[ _]id[:=\s]+([\w.-]{1,100})", re.IGNORECASE)
_NAMED_FIELD = re.compile(r"([a-z_]{1,64})(?:\[\d+\])*: ")
"""How FoxAPI's messages begin that are about one parameter: "image_urls[0]: ..."."""


class Facts(TypedDict):
    """Keyword arguments of every ProviderError."""

    status: int | None
    vendor_code: str | None
    request_id: str | None
    field: str | None


@dataclass(frozen=True)
class Complaint:
    """What a vendor says about an error.

    Attributes:
        told: Its words, or what is to be said where it has none.
        code: Its machine code, else the error's type.
        type: The error's type ("insufficient_quota").
        request_id: Its id of the request.
        field: The parameter it names.
        is_json: False for pages and bare text, which come from a gateway in front of the vendor.
    """

    told: Happened
    code: str | None = None
    type: str | None = None
    request_id: str | None = None
    field: str | None = None
    is_json: bool = True

    @property
    def message(self) -> str:
        """What is told, as a sentence; "" where it has no words and nothing stands for them yet."""
        return worded(self.told, PROVIDER_SENTENCES)

    def facts(self, status: int | None) -> Facts:
        return {"status": status, "vendor_code": self.code, "request_id": self.request_id, "field": self.field}


def read_json(body: bytes, key: str = "") -> Any:
    """Return the JSON of an answer, fit to be stored and shown: whole characters, no NaN, the key taken out.

    Bytes that are no UTF-8 become U+FFFD: they must not lose an answer that was paid for.

    Raises:
        ValueError: It is no JSON, or nested deeper than any answer is.
    """
    try:
        return _fit(json.loads(body.decode("utf-8-sig", "replace"), parse_constant=lambda _: None), key, _DEEPEST)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _fit(value: object, key: str, depth: int) -> object:
    if isinstance(value, str):
        return without_key(whole(value), key)
    if not isinstance(value, list | dict):
        return value
    if depth == 0:
        raise ValueError("nested too deeply")
    if isinstance(value, list):
        return [_fit(item, key, depth - 1) for item in cast(list[object], value)]
    fields = cast(dict[str, object], value)
    long_key = key if len(key) >= LONG_KEY_CHARS else ""  # a short one may be the name of a field by chance
    return {without_key(whole(name), long_key): _fit(item, key, depth - 1) for name, item in fields.items()}


def complaint_of(status: int, content_type: str, body: bytes, *, request_id: str | None, key: str = "") -> Complaint:
    """Read an error answer of any shape: documented JSON, other JSON, a page, bare text, nothing."""
    text = without_key(body[: 64 * 1024].decode("utf-8", errors="replace").strip(), key)
    is_json = bool(text)
    try:
        reply: object = read_json(body, key) if text else None
    except ValueError:
        reply, is_json = text, False
    if not is_json and ("html" in content_type or text.startswith("<")):
        title = _TITLE.search(text)
        reply = title[1] if title else ""
    found = complaint_in(reply)
    told = found.told if found.message else _without_reason(status)
    in_text = _REQUEST_ID.search(found.message)
    request_id = one_line(without_key(request_id or "", key), MAX_CODE_CHARS) or (in_text[1] if in_text else None)
    return replace(found, told=told, code=found.code or found.type, request_id=request_id, is_json=is_json)


def complaint_in(reply: object) -> Complaint:
    """Find the words of an error in decoded JSON: `error.message`, `error`, `message`, `detail`, or a bare string."""
    if isinstance(reply, str):
        return Complaint(_vendor_says(one_line(reply, MAX_MESSAGE_CHARS)))
    fields = fields_of(reply)
    error = fields.get("error")
    inner = fields_of(error)
    candidates: tuple[object, ...] = (
        inner.get("message"),
        error,
        inner.get("detail"),
        fields.get("message"),
        fields.get("detail"),
    )
    words = next((text for text in map(_words, candidates) if text), "")
    message = one_line(words, MAX_MESSAGE_CHARS)
    named = inner.get("param") or _located(inner.get("detail")) or _located(fields.get("detail"))
    in_text = _NAMED_FIELD.match(message)
    return Complaint(
        _vendor_says(message),
        code=machine_word(inner.get("code")) or machine_word(fields.get("code")),
        type=machine_word(inner.get("type")),
        field=machine_word(named) or (in_text[1] if in_text else None),
    )


def machine_word(value: object) -> str | None:
    """Return a vendor's machine code as text, or None for anything that is none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return one_line(str(value), MAX_CODE_CHARS) or None


def _located(detail: object) -> object:
    """Return the parameter that FastAPI's way of complaining names: [{"loc": ["body", "seed"], "msg": ...}]."""
    first = cast(list[object], detail)[0] if isinstance(detail, list) and detail else None
    where = fields_of(first).get("loc")
    names = [part for part in cast(list[object], where) if isinstance(part, str)] if isinstance(where, list) else []
    return names[1] if len(names) > 1 else None


def error_inside(reply: object) -> Complaint | None:
    """Return the complaint in an answer of status 200 that holds an error, or None when it holds none.

    FoxAPI's pages show `error`. Gateways of the New-API family also answer `{"success": false, "message": ...}`, and
    `{"code": "...", "message": ..., "data": null}` with a code other than "success".
    """
    fields = fields_of(reply)
    code = machine_word(fields.get("code"))
    failed = fields.get("success") is False or (
        code is not None and code.lower() not in _CODES_OF_SUCCESS and bool(_words(fields.get("message")))
    )
    if not fields.get("error") and not (failed and not fields.get("data")):
        return None
    found = complaint_in(reply)
    told = found.told if found.message else happened("vendor_reported_error")
    return replace(found, told=told, code=found.code or found.type)


def refusal(status: int, complaint: Complaint, *, wait_s: float | None = None) -> Refused:
    """Return the error for a 4xx answer."""
    facts = complaint.facts(status)
    if status == 429:
        return RateLimited(complaint.told, retry_after_s=wait_s, **facts)
    if status == 403 and not complaint.is_json:
        return TurnedAway(happened("vendor_turned_away", words=complaint.message), **facts)
    return _BY_STATUS.get(status, Refused)(complaint.told, **facts)


def refusal_by_type(complaint: Complaint) -> ProviderError | None:
    """Return the refusal that an error's `type` stands for, or None when it tells of no clear refusal."""
    status = _STATUS_OF_TYPE.get(complaint.type or "")
    return None if status is None else refusal(status, complaint)


def retry_after_s(value: str | None, *, now_s: float) -> float | None:
    """Return the seconds a Retry-After header asks for: a number of seconds or an HTTP date; None when unreadable."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, TypeError, OverflowError):
            return None
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now_s
    return min(max(0.0, seconds), LONGEST_RETRY_AFTER_S) if math.isfinite(seconds) else None


def fields_of(value: object) -> Mapping[str, Any]:
    """Return a decoded JSON object, or an empty one for anything else."""
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def is_address(value: object) -> TypeGuard[str]:
    """Say whether a value can be the link to a result."""
    return isinstance(value, str) and value.startswith(("https://", "http://")) and len(value) <= MAX_ADDRESS_CHARS


def shown(reply: object) -> str:
    """Return the start of a decoded answer on one line, to show."""
    return one_line(json.dumps(reply, ensure_ascii=False), 200) or "(empty)"


def excerpt(body: bytes, key: str = "") -> str:
    """Return the start of an answer on one line, to show."""
    text = body[: _EXCERPT_BYTES + len(key)].decode("utf-8", errors="replace")
    return one_line(without_key(text, key), 200) or "(empty)"


def _words(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        # FastAPI's way: [{"loc": ["body", "prompt"], "msg": "Field required"}]
        return "; ".join(filter(None, map(_words_of_item, cast(list[object], value))))
    return ""


def _words_of_item(item: object) -> str:
    fields = fields_of(item)
    if not fields:
        return _words(item)
    where = fields.get("loc")
    place = ".".join(str(part) for part in cast(list[object], where)) if isinstance(where, list) else ""
    return f"{place}: {_words(fields.get('msg'))}" if place else _words(fields.get("msg"))


def _vendor_says(words: str) -> Happened:
    return happened("vendor_says", words=words)


def _without_reason(status: int) -> Happened:
    try:
        return happened("answered_without_reason", status=status, phrase=HTTPStatus(status).phrase)
    except ValueError:
        return happened("answered_oddly_without_reason", status=status)
