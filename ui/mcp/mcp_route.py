"""The HTTP route of the Model Context Protocol: one message a POST, answered with JSON or with a stream of events."""

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import AsyncIterator
from typing import Any

import gradio as gr
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from studio.studio import Studio
from ui.asking.file_links import PREFIX, FileLinks
from ui.asking.page import Page, owner_of
from ui.mcp.asked_clients import AskedClients
from ui.mcp.json_rpc import (
    INTERNAL_ERROR,
    INVALID_REQUEST,
    PARSE_ERROR,
    TASKS,
    Incoming,
    Message,
    RpcError,
    id_in,
    read_message,
)
from ui.mcp.mcp_server import Client, McpServer, consent_request

MCP_PATH = f"{PREFIX}/mcp"
LARGEST_MESSAGE = 16 * 1024 * 1024
"""A reference in Base64 fits."""
_ALIVE_S = 15.0
"""How often a stream shows that it is alive, so that no proxy closes it."""
_SESSION = "mcp-session-id"


def mcp_route(studio: Studio, links: FileLinks) -> Route:
    """Return the route."""
    server = _Endpoint(McpServer(Page(studio, links)), links.secret)
    return Route(MCP_PATH, server.answer, methods=["POST", "GET", "DELETE"], name="easel_mcp")


class _Endpoint:
    def __init__(self, server: McpServer, secret: bytes) -> None:
        self._server = server
        self._sessions = _Sessions(secret)
        self._asked = AskedClients()

    async def answer(self, request: Request) -> Response:
        if request.method != "POST":
            # No stream of its own to listen on, and nothing kept of a session that could be ended.
            return PlainTextResponse("Send messages by POST.", 405, headers={"Allow": "POST"})
        body: Any = None
        try:
            body = await _json(request)
            return await self._answer(read_message(body, request.headers), request)
        except RpcError as error:
            return JSONResponse(error.message(id_in(body)), error.status)
        except ClientDisconnect:
            return Response(status_code=400)

    async def _answer(self, message: Incoming, request: Request) -> Response:
        if message.answer is not None:
            self._asked.answered(owner_of(request), message.answer)
            return Response(status_code=202)
        if message.id is None:
            return Response(status_code=202)
        capabilities = message.capabilities if message.modern else self._sessions.read(request)
        streams = "text/event-stream" in request.headers.get("accept", "")
        asks = "elicitation" in capabilities and _in_form(capabilities["elicitation"])
        waits = message.progress_token is not None and message.method == "tools/call"
        if streams and (waits or (asks and not message.modern and self._server.may_ask(message))):
            return self._stream(message, request, asks)
        client = Client(message.modern, _silent, asks_later=asks and message.modern, tasks=_follows_tasks(message))
        answer = await self._server.answer(message, gr.Request(request), client)
        headers = self._sessions.begin(message)
        return JSONResponse(answer, headers=headers)

    def _stream(self, message: Incoming, request: Request, asks: bool) -> Response:
        """Answer with events: progress, a question for the client's human, and the answer at the end."""
        events: asyncio.Queue[Message | None] = asyncio.Queue()
        owner, token = owner_of(request), message.progress_token

        async def progress(done: float, total: float | None, words: str) -> None:
            if token is not None:
                told: Message = {"progressToken": token, "progress": done, "message": words}
                params = told if total is None else {**told, "total": total}
                await events.put({"jsonrpc": "2.0", "method": "notifications/progress", "params": params})

        async def ask(question: str) -> bool:
            with self._asked.asking(owner) as (id_, answer):
                params = consent_request(question)
                await events.put({"jsonrpc": "2.0", "id": id_, "method": "elicitation/create", "params": params})
                return (await answer).get("action") == "accept"

        client = Client(
            message.modern,
            progress,
            ask=ask if asks and not message.modern else None,
            asks_later=asks and message.modern,
            tasks=_follows_tasks(message),
        )

        async def work() -> None:
            try:
                await events.put(await self._server.answer(message, gr.Request(request), client))
            except RpcError as error:
                await events.put(error.message(message.id))
            except Exception as error:
                failed = RpcError(INTERNAL_ERROR, f"Easel failed ({type(error).__name__}).")
                await events.put(failed.message(message.id))
                raise
            finally:
                await events.put(None)

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_events(work(), events), headers=headers, media_type="text/event-stream")


async def _events(work: Any, events: asyncio.Queue[Message | None]) -> AsyncIterator[str]:
    task = asyncio.ensure_future(work)
    try:
        while True:
            try:
                event = await asyncio.wait_for(events.get(), _ALIVE_S)
            except TimeoutError:
                yield ": alive\n\n"
                continue
            if event is None:
                return
            yield f"event: message\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
    finally:
        task.cancel()  # whoever asked is gone: nobody waits any more, and jobs go on


class _Sessions:
    """Sessions of clients with a handshake, kept nowhere: the id itself says what the client can, signed."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def begin(self, message: Incoming) -> dict[str, str]:
        """Return the header that names a new session, for an answer to `initialize`; else none."""
        if message.modern or message.method != "initialize":
            return {}
        said = message.params.get("capabilities")
        kept = {"elicitation": said["elicitation"]} if isinstance(said, dict) and _asks(said) else {}
        body = base64.urlsafe_b64encode(json.dumps([secrets.token_hex(8), kept]).encode()).decode()
        return {_SESSION: f"{body}.{self._sign(body)}"}

    def read(self, request: Request) -> dict[str, Any]:
        """Return what the client of a session can; nothing where there is no session.

        Raises:
            RpcError: The session is none of ours.
        """
        said = request.headers.get(_SESSION)
        if said is None:
            return {}
        body, _, signature = said.partition(".")
        if not hmac.compare_digest(self._sign(body).encode(), signature.encode("utf-8", "replace")):
            raise RpcError(INVALID_REQUEST, "There is no such session. Begin one with initialize.", status=404)
        return json.loads(base64.urlsafe_b64decode(body))[1]

    def _sign(self, body: str) -> str:
        return hmac.new(self._secret, f"mcp session\0{body}".encode(), hashlib.sha256).hexdigest()[:40]


def _asks(capabilities: dict[str, Any]) -> bool:
    said = capabilities.get("elicitation")
    return isinstance(said, dict) and len(json.dumps(said)) < 500 and _in_form(said)


def _in_form(said: Any) -> bool:
    """Return whether a client shows forms to its human; one that says nothing more does."""
    return isinstance(said, dict) and (not said or "form" in said)


def _follows_tasks(message: Incoming) -> bool:
    extensions = message.capabilities.get("extensions")
    return message.modern and isinstance(extensions, dict) and TASKS in extensions


async def _silent(done: float, total: float | None, words: str) -> None:
    """Tell nobody."""


async def _json(request: Request) -> Any:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_MESSAGE:
            raise RpcError(INVALID_REQUEST, "This message is too large.", status=413)
    try:
        return json.loads(bytes(body))
    except (ValueError, RecursionError):
        raise RpcError(PARSE_ERROR, "Send JSON.", status=400) from None
