"""Reading what a vendor answers: errors of any shape as words, and as one class of the error tree."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, TypedDict, cast

from providers.errors import (
    BadCredentials,
    InvalidRequest,
    NoBalance,
    NotFound,
    ProviderError,
    RateLimited,
    Refused,
    TooLarge,
)

MAX_MESSAGE_CHARS = 600

_BY_STATUS: Mapping[int, type[Refused]] = {
    400: InvalidRequest,
    401: BadCredentials,
    402: NoBalance,
    403: BadCredentials,
    404: NotFound,
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
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_REQUEST_ID = re.compile(r"request[ _]id[:=\s]+([\w.-]+)", re.IGNORECASE)


class Facts(TypedDict):
    """Keyword arguments of every ProviderError."""

    status: int | None
    code: str | None
    request_id: str | None


@dataclass(frozen=True)
class Complaint:
    """What a vendor says about an error.

    Attributes:
        message: Its words, or ours where it has none; never empty.
        code: Its machine code, else the error's type.
        type: The error's type ("insufficient_quota").
        request_id: Its id of the request.
        is_json: False for pages and bare text, which come from a gateway in front of the vendor.
    """

    message: str
    code: str | None = None
    type: str | None = None
    request_id: str | None = None
    is_json: bool = True

    def facts(self, status: int | None) -> Facts:
        return {"status": status, "code": self.code, "request_id": self.request_id}


def complaint_of(status: int, content_type: str, body: bytes, *, request_id: str | None) -> Complaint:
    """Read an error answer of any shape: documented JSON, other JSON, a page, bare text, nothing."""
    text = body[: 64 * 1024].decode("utf-8", errors="replace").strip()
    try:
        reply: object = json.loads(body) if text else None
    except (ValueError, RecursionError):
        reply = text
        is_json = False
    else:
        is_json = bool(text)
    if not is_json and ("html" in content_type or text.startswith("<")):
        title = _TITLE.search(text)
        reply = title[1] if title else ""
    found = complaint_in(reply)
    message = " ".join(found.message.split()) or _own_words(status)
    in_text = _REQUEST_ID.search(message)
    return Complaint(
        message=message[:MAX_MESSAGE_CHARS],
        code=found.code or found.type,
        type=found.type,
        request_id=request_id or (in_text[1] if in_text else None),
        is_json=is_json,
    )


def complaint_in(reply: object) -> Complaint:
    """Find the words of an error in decoded JSON: `error.message`, `error`, `message`, `detail`, or a bare string."""
    if isinstance(reply, str):
        return Complaint(reply)
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
    code = inner.get("code") or fields.get("code")
    kind = inner.get("type")
    return Complaint(
        words,
        code=str(code) if isinstance(code, str | int) and not isinstance(code, bool) else None,
        type=kind if isinstance(kind, str) and kind else None,
    )


def error_inside(reply: object) -> Complaint | None:
    """Return the complaint in an answer of status 200 that holds an error, or None when it holds none."""
    if not fields_of(reply).get("error"):
        return None
    found = complaint_in(reply)
    message = " ".join(found.message.split())[:MAX_MESSAGE_CHARS]
    return Complaint(message or "The vendor reported an error.", found.code or found.type, found.type)


def refusal(status: int, complaint: Complaint, *, wait_s: float | None = None) -> Refused:
    """Return the error for a 4xx answer."""
    facts = complaint.facts(status)
    if status == 429:
        return RateLimited(complaint.message, retry_after_s=wait_s, **facts)
    if status == 403 and not complaint.is_json:
        # Not the vendor but the protection in front of it: the key is not the matter.
        return Refused(f"The vendor's protection turned this connection away ({complaint.message}).", **facts)
    return _BY_STATUS.get(status, Refused)(complaint.message, **facts)


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
        except ValueError:
            return None
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now_s
    return max(0.0, seconds) if math.isfinite(seconds) else None


def fields_of(value: object) -> Mapping[str, Any]:
    """Return a decoded JSON object, or an empty one for anything else."""
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def shown(reply: object) -> str:
    """Return the start of a decoded answer on one line, to show."""
    return excerpt(json.dumps(reply, ensure_ascii=False).encode())


def excerpt(body: bytes) -> str:
    """Return the start of an answer on one line, to show."""
    text = " ".join(body[:2000].decode("utf-8", errors="replace").split())
    return text[:200] or "(empty)"


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


def _own_words(status: int) -> str:
    try:
        return f"The vendor answered {status} {HTTPStatus(status).phrase}, without a reason."
    except ValueError:
        return f"The vendor answered {status}, without a reason."
