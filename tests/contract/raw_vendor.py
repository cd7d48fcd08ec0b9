"""A vendor of bare sockets for tests: answers what it is told, breaks off where it is told, counts what arrives."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Arrived:
    """One request as it arrived; the body is what was read before a cut."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Step:
    """What to do with one request.

    Attributes:
        raw: The bytes to answer.
        read_body: False cuts the connection before the body was read.
        hang: True never answers.
        keep: True leaves the connection open for another request.
    """

    raw: bytes = b""
    read_body: bool = True
    hang: bool = False
    keep: bool = False


def answer(status: int, body: object = b"", **headers: str) -> Step:
    """Answer with a status, headers (`retry_after="3"`) and a body: bytes as they are, anything else as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(content)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return Step("\r\n".join(lines).encode() + b"\r\n\r\n" + content)


TLS_HELLO = b"\x16"


def twice(step: Step) -> Step:
    """Send an answer twice over, and leave the connection open."""
    raw = step.raw.replace(b"Connection: close", b"Connection: keep-alive")
    return Step(raw + raw, keep=True)


CUT_BEFORE_READING = Step(read_body=False)
CUT_AFTER_READING = Step()
CUT_IN_THE_ANSWER = Step(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"id": "task-')
HANG = Step(hang=True)


class RawVendor:
    """Runs on a free port of this machine while its context is open.

    Args:
        steps: What to do with the first requests, in order.
        answers: What to do with all further ones.
        greeting: What is sent on every connection before anything was asked.
    """

    def __init__(self, *steps: Step, answers: Callable[[Arrived], Step] | None = None, greeting: bytes = b"") -> None:
        self.greeting = greeting
        self.steps = deque(steps)
        self.answers = answers
        self.arrived: list[Arrived] = []
        self.url = ""

    def count(self, method: str) -> int:
        return sum(request.method == method for request in self.arrived)

    @asynccontextmanager
    async def running(self) -> AsyncIterator["RawVendor"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(self.greeting)
        try:
            while await self._answer(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        start = await reader.readexactly(1)
        if start == TLS_HELLO:
            return False
        head = (start + await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        method, target, _ = head[0].split(" ")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        if self.answers is None and not self.steps:
            raise AssertionError(f"nothing to answer to {method} {target}")
        step = self.steps.popleft() if self.steps else None
        body = b""
        if step is None or step.read_body:
            body = await reader.readexactly(int(headers.get("content-length", "0")))
        request = Arrived(method, target, headers, body)
        self.arrived.append(request)
        if step is None:
            assert self.answers is not None
            step = self.answers(request)
        if step.hang:
            await reader.read()  # until the client gives up
        writer.write(step.raw)
        await writer.drain()
        return step.keep
