"""Sends text packed, with brotli or gzip, to whoever can unpack it.

Whole texts only: what comes bit by bit (events, archives) passes as it comes, and so do parts of files (ranges) and
what is packed already (pictures, videos, ZIPs). What browsers may keep is packed as small as it gets, once, in a
thread, and remembered.

A packed length tells a listener on an encrypted line something of a secret that stands beside text which the listener
chose, if a browser can be made to ask again and again (BREACH). Here it cannot: `ui.door.origin_guard` refuses what
pages of other sites send, a followed link reflects nothing of its address, and an owner's answers hold nobody else's
text.
"""

import asyncio
import gzip
import hashlib
import re
from collections.abc import Callable

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 600
"""Bytes below which packing is not worth its headers."""
LARGEST = 16 * 1024 * 1024
"""Bytes above which a text is sent as it is, rather than held in memory."""
_PACKED_AT_ONCE = 100_000
_TEXT = re.compile(r"(text/(?!event-stream)|application/(json|javascript|manifest\+json)|image/svg)")
_QUICK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
_SMALL: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=11),
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}


class Packing:
    """Packs answers on their way out."""

    def __init__(self, app: ASGIApp, rest_s: float = 5) -> None:
        """Stand before `app`.

        Args:
            app: What answers.
            rest_s: How long after a lasting answer was first sent, packed quickly, it is packed as small as it gets:
                half a second of work for a script, which would only delay the page of the very first visitor.
        """
        self.app = app
        self._rest_s = rest_s
        self._waiting: dict[tuple[bytes, str], bytes] = {}
        self._smallest: dict[tuple[bytes, str], bytes] = {}
        self._at_work: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http" or scope["method"] == "HEAD":
            await self.app(scope, receive, send)
            return
        headers = MutableHeaders(scope=scope)
        encoding = _understood(headers)
        if "if-none-match" in headers:  # as the routes know their tags, see below
            headers["if-none-match"] = headers["if-none-match"].replace("W/", "")
        start: Message | None = None
        chunks: list[bytes] = []

        async def send_packed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _worth_packing(message):
                MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
                if encoding:
                    start = message
                    return
            if start is None:
                await send(message)
                return
            chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._send_whole(start, b"".join(chunks), encoding, send)

        await self.app(scope, receive, send_packed)

    async def rested(self) -> None:
        """Return when all that was sent, and lasts, is packed as small as it gets."""
        if self._at_work is not None:
            await self._at_work

    async def _send_whole(self, start: Message, body: bytes, encoding: str, send: Send) -> None:
        headers = MutableHeaders(scope=start)
        body = await self._packed(body, encoding, _lasting(headers))
        headers["Content-Encoding"] = encoding
        headers["Content-Length"] = str(len(body))
        if headers.get("etag", "").startswith('"'):  # it named the bytes as they were before
            headers["ETag"] = f"W/{headers['etag']}"
        del headers["Accept-Ranges"]
        await send(start)
        await send({"type": "http.response.body", "body": body})

    async def _packed(self, body: bytes, encoding: str, lasting: bool) -> bytes:
        key = (hashlib.sha256(body).digest(), encoding)
        if key in self._smallest:
            return self._smallest[key]
        if lasting:
            self._waiting[key] = body
            if self._at_work is None or self._at_work.done():
                self._at_work = asyncio.create_task(self._pack_waiting())
        pack = _QUICK[encoding]
        return pack(body) if len(body) < _PACKED_AT_ONCE else await asyncio.to_thread(pack, body)

    async def _pack_waiting(self) -> None:
        await asyncio.sleep(self._rest_s)
        while self._waiting:
            key, body = next(iter(self._waiting.items()))
            self._smallest[key] = await asyncio.to_thread(_SMALL[key[1]], body)
            del self._waiting[key]


def _understood(headers: Headers) -> str:
    """Return the best way of packing that the client names, "" for none."""
    named: set[str] = set()
    for part in headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = part.replace(" ", "").partition(";q=")
        if weight.strip("0.") or not weight:
            named.add(name)
    return next((encoding for encoding in _QUICK if encoding in named), "")


def _worth_packing(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    length = headers.get("content-length", "")  # absent: it comes bit by bit
    return (
        start["status"] != 206
        and length.isdecimal()
        and SMALLEST <= int(length) <= LARGEST
        and _TEXT.match(headers.get("content-type", "")) is not None
        and "content-encoding" not in headers
    )


def _lasting(headers: Headers) -> bool:
    """Say whether an answer is the same for everybody for ever: the scripts and styles of this installation."""
    kept = headers.get("cache-control", "")
    return "public" in kept and "immutable" in kept
