"""Standard input and output: lines in, lines out, with the studio's own answers, questions and errors."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from scripted_vendor import OWNER
from served_studio import PAID, served_to, vendor

from ui.mcp.stdio import serve_stdio

META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


class Pipe:
    """Both ends of a program: lines to it, messages from it."""

    def __init__(self, http: Any) -> None:
        self._in: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._out: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.serving = asyncio.create_task(
            serve_stdio(http, self._lines(), lambda line: self._out.put_nowait(json.loads(line)))
        )

    async def _lines(self) -> AsyncIterator[bytes]:
        while (line := await self._in.get()) is not None:
            yield line

    def send(self, message: dict[str, Any] | bytes) -> None:
        line = message if isinstance(message, bytes) else json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._in.put_nowait(line + b"\n")

    async def get(self) -> dict[str, Any]:
        return await asyncio.wait_for(self._out.get(), 20)

    async def end(self) -> None:
        self._in.put_nowait(None)
        await asyncio.wait_for(self.serving, 20)


async def test_the_version_with_a_handshake_asks_its_human(tmp_path: Path) -> None:
    async with served_to(tmp_path, scripted := vendor()) as (studio, http):
        pipe = Pipe(http)
        said = {"protocolVersion": "2025-11-25", "capabilities": {"elicitation": {}}, "clientInfo": {"name": "test"}}
        pipe.send({"id": 1, "method": "initialize", "params": said})
        pipe.send({"method": "notifications/initialized"})
        assert (await pipe.get())["result"]["protocolVersion"] == "2025-11-25"
        pipe.send({"id": 2, "method": "tools/call", "params": {"name": "generate", "arguments": PAID}})
        asked = await pipe.get()
        assert asked["method"] == "elicitation/create"
        assert scripted.submitted == []
        pipe.send({"id": asked["id"], "result": {"action": "accept", "content": {}}})
        job = (await pipe.get())["result"]["structuredContent"]
        await studio.jobs.wait(OWNER, job["job_id"], 10)
        await pipe.end()
    assert len(scripted.submitted) == 1


async def test_the_version_without_one(tmp_path: Path) -> None:
    async with served_to(tmp_path, vendor(), sandbox=True) as (_, http):
        pipe = Pipe(http)
        pipe.send({"id": "a", "method": "server/discover", "params": {"_meta": META}})
        assert "2026-07-28" in (await pipe.get())["result"]["supportedVersions"]
        params = {"name": "generate", "arguments": PAID, "_meta": META}
        pipe.send({"id": "b", "method": "tools/call", "params": params})
        answer = await pipe.get()
        assert (answer["id"], answer["result"]["isError"]) == ("b", False)
        pipe.send({"id": "c", "method": "resources/read", "params": {"uri": "easel://job/é", "_meta": META}})
        assert (await pipe.get())["error"]["code"] == -32602
        pipe.send(b"{")
        assert (await pipe.get())["error"]["code"] == -32700
        pipe.send({"id": 5})
        assert (await pipe.get())["error"]["code"] == -32600
        await pipe.end()


@pytest.mark.parametrize("token", ["easel_wrong", None])
async def test_a_studio_that_does_not_let_in_or_is_away_is_an_error(tmp_path: Path, token: str | None) -> None:
    async with served_to(tmp_path, vendor()) as (_, http):
        if token is None:
            http = httpx.AsyncClient(base_url="http://127.0.0.1:1", trust_env=False)
        else:
            http.headers["authorization"] = f"Bearer {token}"
        pipe = Pipe(http)
        pipe.send({"id": 7, "method": "ping"})
        answer = await pipe.get()
        assert (answer["id"], answer["error"]["code"]) == (7, -32603)
        assert ("401" in answer["error"]["message"]) is (token is not None)
        await pipe.end()


async def test_a_call_that_is_cancelled_is_not_answered(tmp_path: Path) -> None:
    async with served_to(tmp_path, vendor()) as (studio, http):
        pipe = Pipe(http)
        said = {"protocolVersion": "2025-11-25", "capabilities": {"elicitation": {}}}
        pipe.send({"id": 1, "method": "initialize", "params": said})
        await pipe.get()
        pipe.send({"id": 2, "method": "tools/call", "params": {"name": "generate", "arguments": PAID}})
        await pipe.get()  # the question, which nobody answers
        pipe.send({"method": "notifications/cancelled", "params": {"requestId": 2}})
        pipe.send({"id": 3, "method": "ping"})
        assert (await pipe.get())["id"] == 3
        assert await studio.jobs.recent(OWNER) == []
        await pipe.end()
