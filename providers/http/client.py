"""HTTP to one vendor: authorisation, time limits, what may be retried, and how an answer becomes an error.

A GET may be asked again. A POST is sent once: the only failures after which a caller may send it again are those
raised as NotSent, where no byte of the request left this machine.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NoReturn

import httpx

from providers.errors import (
    AnotherTask,
    BadCredentials,
    Malformed,
    NotSent,
    OutcomeUnknown,
    ProviderError,
    RateLimited,
    Refused,
    Unavailable,
)
from providers.happened import happened
from providers.http.bodies import unpacked
from providers.http.connections import (
    BROKEN,
    NEVER_LEFT,
    could_not_connect,
    open_http,
    silence_first,
    timeout_of,
    what_broke,
)
from providers.http.replies import (
    Complaint,
    complaint_of,
    error_inside,
    excerpt,
    read_json,
    refusal,
    refusal_by_type,
    retry_after_s,
)
from providers.plain_text import without_key
from providers.provider import Credentials

GET_TIMEOUT_S = 30.0
GET_PAUSES_S = (0.5, 1.5)
"""Pauses before a GET is asked again; after the last one its error is raised."""
LONGEST_RETRY_AFTER_S = 5.0
"""A vendor that wants a longer pause than this is not asked again here; the caller is told how long to wait."""
SMALL_REPLY_BYTES = 4 * 1024 * 1024
INLINE_REPLY_BYTES = 512 * 1024 * 1024
"""Twelve 2K pictures, or four of 4K, as PNG in base64, with room to spare: they may come beside links, unasked."""
LARGE_GET_S = 300.0
"""Longest whole of a GET whose answer may hold files."""
_DOCUMENTED_REFUSALS = (400, 401, 402, 403, 404, 413, 422)
"""FoxAPI, pages "error codes" and "upload stream"; AnyFast, "introduction". 429 is documented, too, but the vendor's
newest own client takes it for perhaps accepted."""
_ASK_THERE = (301, 307, 308)
"""These say "ask there instead"; after 302 and 303 the work may be done."""
_TOOK_TOO_LONG = (408, 499)
"""What a gateway answers when its own upstream took too long: that does not say whether it began."""

ReadAnswer = Callable[[Any], Any]


def _as_it_is(reply: Any) -> Any:
    return reply


@dataclass(frozen=True)
class Reply:
    """One read answer of a vendor, and the key it was asked with, which its readers take out of it."""

    status: int
    headers: httpx.Headers
    body: bytes = field(repr=False)
    key: str = field(repr=False)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def complaint(self) -> Complaint:
        """Read the body as an error answer."""
        request_id = self.headers.get("x-request-id")
        content_type = self.headers.get("content-type", "")
        return complaint_of(self.status, content_type, self.body, request_id=request_id, key=self.key)


@dataclass(frozen=True)
class _Call:
    """One request to send; `timeout` limits each wait on the network, `total_s` the whole."""

    method: str
    path: str
    total_s: float
    timeout: httpx.Timeout
    max_reply_bytes: int = SMALL_REPLY_BYTES
    params: Mapping[str, str] | None = None
    content: bytes | None = None
    files: Mapping[str, tuple[str, BinaryIO, str]] | None = None


def without_v1(base_url: str) -> str:
    """Return a base URL without trailing slash and `/v1`; people give it with or without."""
    return base_url.strip().rstrip("/").removesuffix("/v1").rstrip("/")


class VendorClient:
    """Calls one vendor. The key travels in the Authorization header to `base_url` only; redirects are not followed.

    Args:
        base_url: With or without a trailing `/v1`.
        transport: Replaces the network (the sandbox in this process, tests).
        sleep: Waits before a GET is asked again.
        now: Unix time in seconds, to read a Retry-After date.
    """

    def __init__(
        self,
        base_url: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._base_url = without_v1(base_url)
        self._sleep = sleep
        self._now = now
        self._http = open_http(transport)

    async def get(
        self,
        path: str,
        credentials: Credentials,
        *,
        params: Mapping[str, str] | None = None,
        read: ReadAnswer = _as_it_is,
        max_reply_bytes: int = SMALL_REPLY_BYTES,
    ) -> Any:
        """Return the JSON answer to a GET, asking again a few times when the vendor is busy or unreachable.

        Args:
            path: Below the base URL.
            credentials: The key.
            params: The query.
            read: What to make of the answer. Its errors are final, but for AnotherTask: then it is asked again.
            max_reply_bytes: Largest answer, unpacked.

        Raises:
            Refused: The vendor answered 4xx.
            Unavailable: 5xx, or no answer.
            Malformed: The answer is not JSON.
        """
        for pause_s in (*GET_PAUSES_S, None):
            reply = None
            try:
                reply = await self._get_once(path, credentials, params, max_reply_bytes)
                return await _decoded(reply, read)
            except (RateLimited, Unavailable) as error:
                asked_s = error.retry_after_s or 0.0
                answered = reply is not None and not isinstance(error, AnotherTask)
                if answered or pause_s is None or asked_s > LONGEST_RETRY_AFTER_S:
                    raise
                await self._sleep(max(pause_s, asked_s))
        raise AssertionError("the last attempt returns or raises")

    async def submit(
        self,
        path: str,
        credentials: Credentials,
        body: Mapping[str, Any],
        *,
        read_timeout_s: float,
        max_reply_bytes: int = SMALL_REPLY_BYTES,
    ) -> Any:
        """Send a charged POST once and return its JSON answer.

        Raises:
            NotSent: No byte of it left this machine.
            Refused: The vendor answered 4xx; nothing was charged, unless it is `perhaps_accepted`.
            OutcomeUnknown: No answer, 5xx, or an answer that is not JSON or too large.
        """
        call = _Call(
            "POST",
            path,
            total_s=read_timeout_s + 180.0,
            timeout=timeout_of(read_s=read_timeout_s, write_s=120.0),
            max_reply_bytes=max_reply_bytes,
            content=json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(),
        )
        try:
            reply = await self._exchange(call, credentials)
        except NEVER_LEFT as error:
            raise NotSent(could_not_connect(self._base_url, error)) from None
        except BROKEN as error:
            raise OutcomeUnknown(happened("broke_before_answer", what=what_broke(error))) from None
        except Malformed as error:
            raise OutcomeUnknown(error.told, status=error.status) from None
        refused = 400 <= reply.status < 500 and reply.status not in _TOOK_TOO_LONG
        if not (reply.ok or refused or reply.status in _ASK_THERE):
            complaint = reply.complaint()
            raise OutcomeUnknown(complaint.told, **complaint.facts(reply.status))
        try:
            self._raise_for_status(reply)
        except Refused as error:
            error.perhaps_accepted = reply.status not in (*_ASK_THERE, *_DOCUMENTED_REFUSALS)
            raise
        try:
            return await _decoded(reply)
        except Malformed as error:
            raise OutcomeUnknown(error.told, status=reply.status) from None

    async def upload(self, path: str, credentials: Credentials, *, name: str, file: BinaryIO, mime: str) -> Any:
        """Send one file as multipart field `file` and return the JSON answer. Not charged, so its outcome is plain.

        Raises:
            NotSent: No byte of it left this machine.
            Refused: The vendor answered 4xx.
            Unavailable: No answer or 5xx.
            Malformed: The answer is not JSON.
        """
        call = _Call(
            "POST",
            path,
            total_s=900.0,
            timeout=timeout_of(read_s=120.0, write_s=60.0),
            files={"file": (name, file, mime)},
        )
        try:
            reply = await self._exchange(call, credentials)
        except NEVER_LEFT as error:
            raise NotSent(could_not_connect(self._base_url, error)) from None
        except BROKEN as error:
            raise Unavailable(happened("upload_broke_off", what=what_broke(error))) from None
        self._raise_for_status(reply)
        return await _decoded(reply)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def _get_once(
        self, path: str, credentials: Credentials, params: Mapping[str, str] | None, max_reply_bytes: int
    ) -> Reply:
        timeout = timeout_of(read_s=GET_TIMEOUT_S, write_s=GET_TIMEOUT_S)
        total_s = 2 * GET_TIMEOUT_S if max_reply_bytes == SMALL_REPLY_BYTES else LARGE_GET_S
        call = _Call("GET", path, total_s=total_s, timeout=timeout, max_reply_bytes=max_reply_bytes, params=params)
        try:
            reply = await self._exchange(call, credentials)
        except NEVER_LEFT as error:
            raise Unavailable(could_not_connect(self._base_url, error)) from None
        except BROKEN as error:
            raise Unavailable(happened("no_answer_came", what=what_broke(error))) from None
        self._raise_for_status(reply)
        return reply

    async def _exchange(self, call: _Call, credentials: Credentials) -> Reply:
        headers = {"Authorization": f"Bearer {_sendable(credentials.api_key)}"}
        if call.content is not None:
            headers["Content-Type"] = "application/json"
        request = self._http.build_request(
            call.method,
            f"{self._base_url}{call.path}",
            params=call.params,
            headers=headers,
            content=call.content,
            files=call.files,
            timeout=call.timeout,
            extensions={"trace": silence_first()},
        )
        # httpx limits the silence between two pieces; this limits the whole, for a vendor that drips.
        async with asyncio.timeout(call.total_s):
            response = await self._http.send(request, stream=True)
            try:
                body = bytearray()
                async for piece in unpacked(response):
                    body += piece
                    if len(body) > call.max_reply_bytes:
                        raise Malformed(happened("answer_too_large"), status=response.status_code)
            finally:
                await response.aclose()
        return Reply(response.status_code, response.headers, bytes(body), credentials.api_key)

    def _raise_for_status(self, reply: Reply) -> None:
        if reply.ok:
            return
        complaint = reply.complaint()
        if 300 <= reply.status < 400:
            _refuse_redirect(reply, complaint)
        wait_s = retry_after_s(reply.headers.get("retry-after"), now_s=self._now())
        if reply.status >= 500:
            raise Unavailable(complaint.told, retry_after_s=wait_s, **complaint.facts(reply.status))
        raise refusal(reply.status, complaint, wait_s=wait_s)


def raise_error_inside(reply: object, *, unclear: type[ProviderError]) -> None:
    """Raise the error that an answer of status 200 holds, if it holds one; `unclear` when it is no clear refusal."""
    complaint = error_inside(reply)
    if complaint is not None:
        error = refusal_by_type(complaint) or unclear(complaint.told, **complaint.facts(200))
        error.perhaps_accepted = unclear is OutcomeUnknown
        raise error


async def _decoded(reply: Reply, read: ReadAnswer = _as_it_is) -> Any:
    """Return what is made of an answer's JSON. Large ones (pictures in base64) are decoded off the event loop."""
    if len(reply.body) > SMALL_REPLY_BYTES:
        return await asyncio.to_thread(_decoded_at_once, reply, read)
    return _decoded_at_once(reply, read)


def _decoded_at_once(reply: Reply, read: ReadAnswer) -> Any:
    try:
        decoded = read_json(reply.body, reply.key)
    except ValueError:
        told = happened("answer_not_json", excerpt=excerpt(reply.body, reply.key))
        raise Malformed(told, status=reply.status) from None
    return read(decoded)


def _sendable(key: str) -> str:
    """Return the key if a header can carry it. The HTTP library would put a bad one into its error text."""
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise BadCredentials(happened("key_not_sendable"))
    return key


def _refuse_redirect(reply: Reply, complaint: Complaint) -> NoReturn:
    host = ""
    with suppress(httpx.InvalidURL):
        host = without_key(httpx.URL(reply.headers.get("location", "")).host, reply.key)
    told = happened("vendor_moved_to", host=host) if host else happened("vendor_moved")
    raise Refused(told, **complaint.facts(reply.status))
