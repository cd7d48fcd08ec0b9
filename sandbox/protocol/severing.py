"""Answers that are no answers: a connection cut without a byte, a request that hangs."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

HANG_S = 600


class Silence(Response):
    """Sends nothing at all."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        return


async def cut(request: Request) -> Response:
    """Close the connection without a reply; in-process, raise what httpx raises for that.

    ASGI has no word for it. uvicorn's `receive` is a method of its request cycle, which holds the transport.
    """
    transport = _transport(request)
    if transport is None:
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
    transport.abort()
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Silence()


async def hang(request: Request, sleep: Callable[[float], Awaitable[None]]) -> Response:
    """Wait until the client gives up, ten minutes at most; in-process, where none can, raise what httpx would."""
    if _transport(request) is None:
        await sleep(HANG_S)
        raise httpx.ReadTimeout("No answer in time.")
    with suppress(TimeoutError):
        async with asyncio.timeout(HANG_S):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    return await cut(request)


def _transport(request: Request) -> Any:
    return getattr(getattr(request.receive, "__self__", None), "transport", None)
