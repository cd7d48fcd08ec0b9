"""The protocol by standard input and output: each line is passed on to a studio's HTTP route, and answers are written.

So an agent that starts a program sees the same jobs, budgets and consent as one that knows the address.
"""

import asyncio
import base64
import json
import sys
from collections.abc import AsyncIterable, AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, BinaryIO, Protocol

from ui.mcp.json_rpc import INTERNAL_ERROR, LEGACY, PARSE_ERROR, Message, RpcError, id_in, read_message
from ui.mcp.mcp_route import LARGEST_MESSAGE, MCP_PATH

_NAMES = ("name", "uri")


class HttpAnswer(Protocol):
    """What is used of an answer of httpx."""

    status_code: int
    headers: Any

    def aiter_lines(self) -> AsyncIterator[str]:
        """Yield its lines as they come."""
        ...


class HttpClient(Protocol):
    """What is used of httpx.AsyncClient: its base address is the studio's, its headers say who asks."""

    def stream(self, method: str, url: str, **options: Any) -> AbstractAsyncContextManager[Any]:
        """Give an answer whose lines can be read as they come."""
        ...


async def serve_stdio(
    http: HttpClient, lines: AsyncIterable[bytes] | None = None, write: Callable[[bytes], None] | None = None
) -> None:
    """Pass messages on until the input ends; what is under way then is no longer waited for, and jobs go on.

    Args:
        http: Reaches the studio.
        lines: One message each; None: standard input.
        write: Takes one line; None: standard output.
    """
    bridge = _Bridge(http, write or _written)
    try:
        async for line in lines if lines is not None else _read(sys.stdin.buffer):
            if line.strip():
                await bridge.take(line)
    finally:
        bridge.close()


class _Bridge:
    def __init__(self, http: HttpClient, write: Callable[[bytes], None]) -> None:
        self._http = http
        self._write = write
        self._session: dict[str, str] = {}
        self._under_way: dict[Any, asyncio.Task[None]] = {}

    async def take(self, line: bytes) -> None:
        """Pass a message on; only what opens a session is waited for."""
        body: Any = None
        try:
            body = json.loads(line[: LARGEST_MESSAGE + 1])
            message = read_message(body, None)
        except RpcError as error:
            return self._tell(error.message(id_in(body)))
        except (ValueError, RecursionError):
            return self._tell(RpcError(PARSE_ERROR, "Send one JSON value a line.").message(None))
        if message.method == "notifications/cancelled":
            under_way = self._under_way.pop(message.params.get("requestId"), None)
            if under_way is not None:
                under_way.cancel()
            return
        headers = {"accept": "application/json, text/event-stream", "content-type": "application/json"}
        if message.version is not None:
            headers |= {"mcp-protocol-version": message.version, "mcp-method": message.method}
            named = next((message.params[name] for name in _NAMES if name in message.params), None)
            headers |= {} if named is None else {"mcp-name": _plain(str(named))}
        else:
            headers |= self._session
        task = asyncio.create_task(self._pass_on(body, headers, message.id))
        self._under_way[message.id] = task
        task.add_done_callback(lambda _: self._under_way.pop(message.id, None))
        if message.method == "initialize":
            await asyncio.wait([task])

    def close(self) -> None:
        """Wait for nothing any more."""
        for task in [*self._under_way.values()]:
            task.cancel()

    async def _pass_on(self, body: Message, headers: dict[str, str], id_: Any) -> None:
        try:
            async with self._http.stream(
                "POST", MCP_PATH, content=json.dumps(body).encode(), headers=headers
            ) as answer:
                if "mcp-session-id" in answer.headers:
                    self._session = {"mcp-session-id": answer.headers["mcp-session-id"]}
                    self._session["mcp-protocol-version"] = LEGACY[0]
                streamed = "text/event-stream" in answer.headers.get("content-type", "")
                said: list[str] = []
                async for line in answer.aiter_lines():
                    if not streamed:
                        said.append(line)
                    elif line.startswith("data:"):
                        self._tell(json.loads(line[5:]))
                if said:
                    self._tell(_message(answer.status_code, "\n".join(said), id_))
        except Exception as error:
            if id_ is not None:
                sentence = f"The studio cannot be reached ({type(error).__name__}). Is it running?"
                self._tell(RpcError(INTERNAL_ERROR, sentence).message(id_))

    def _tell(self, message: Message) -> None:
        self._write(json.dumps(message, ensure_ascii=True).encode() + b"\n")


def _message(status: int, text: str, id_: Any) -> Message:
    """Return the message in an answer; where there is none, such as at a closed door, an error with its words."""
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if isinstance(found, dict) and found.get("jsonrpc") == "2.0":
        return found
    return RpcError(INTERNAL_ERROR, f"The studio answers {status}: {text[:300]}").message(id_)


def _plain(value: str) -> str:
    """Return a header's value, in Base64 where ASCII cannot hold it."""
    if value.isascii() and value.isprintable() and value == value.strip() and not value.startswith("=?base64?"):
        return value
    return f"=?base64?{base64.b64encode(value.encode()).decode()}?="


async def _read(stream: BinaryIO) -> AsyncIterator[bytes]:
    while line := await asyncio.to_thread(stream.readline):
        yield line


def _written(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
