"""A client of the Model Context Protocol, as plain HTTP: each call is one POST, in one of the two versions."""

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

import httpx

PATH = "/gradio_api/easel/mcp"
ACCEPT = "application/json, text/event-stream"
_NUMBERS = itertools.count(1)


@dataclass
class AgentClient:
    """One client.

    Attributes:
        http: What reaches Easel, with the identity of whoever asks.
        capabilities: What it says it can.
        modern: Speaks 2026-07-28, else 2025-11-25.
        token: Of an agent; empty: none.
    """

    http: httpx.AsyncClient
    capabilities: dict[str, Any] = field(default_factory=dict[str, Any])
    modern: bool = True
    token: str = ""
    session: str = ""

    def headers(self, method: str, params: dict[str, Any]) -> dict[str, str]:
        headers = {"accept": ACCEPT}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        if self.session:
            headers["mcp-session-id"] = self.session
        if not self.modern:
            return headers if method == "initialize" else {**headers, "mcp-protocol-version": "2025-11-25"}
        headers |= {"mcp-protocol-version": "2026-07-28", "mcp-method": method}
        named = params.get("name", params.get("uri"))
        return headers if named is None else {**headers, "mcp-name": str(named)}

    def body(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        meta = dict(params.get("_meta", {}))
        if self.modern:
            said = {"protocolVersion": "2026-07-28", "clientCapabilities": self.capabilities}
            meta |= {f"io.modelcontextprotocol/{name}": value for name, value in said.items()}
        whole = {**params, "_meta": meta} if meta else params
        return {"jsonrpc": "2.0", "id": next(_NUMBERS), "method": method, "params": whole}

    async def send(self, method: str, params: dict[str, Any] | None = None) -> httpx.Response:
        headers, body = self.headers(method, params or {}), self.body(method, params or {})
        return await self.http.post(PATH, json=body, headers=headers)

    async def ask(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the result of a request."""
        answer = await self.send(method, params)
        assert answer.status_code == 200, answer.text
        return events_of(answer)[-1]["result"]

    async def begin(self) -> dict[str, Any]:
        """Shake hands."""
        params = {"protocolVersion": "2025-11-25", "capabilities": self.capabilities, "clientInfo": {"name": "test"}}
        answer = await self.send("initialize", params)
        self.session = answer.headers["mcp-session-id"]
        return answer.json()["result"]

    async def call(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """Return the result of a tool."""
        return await self.ask("tools/call", {"name": tool, "arguments": arguments})

    async def values(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """Return the values of a tool that did what it was asked."""
        result = await self.call(tool, **arguments)
        assert not result.get("isError"), result
        assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
        return result["structuredContent"]

    async def refusal(self, tool: str, /, **arguments: Any) -> dict[str, Any]:
        """Return the values of a tool that refused."""
        result = await self.call(tool, **arguments)
        assert result["isError"] is True, result
        return result["structuredContent"]


def events_of(answer: httpx.Response) -> list[dict[str, Any]]:
    """Return the messages of an answer, streamed or not."""
    if answer.headers["content-type"].startswith("application/json"):
        return [answer.json()]
    return [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
