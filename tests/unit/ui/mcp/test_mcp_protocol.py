"""The protocol for agents in both versions: what is answered, what is refused, and how."""

import base64
from typing import Any

import pytest
from agent_client import PATH, AgentClient
from sqlalchemy import select
from two_people import Served, browser

from studio.ledger.tables import jobs

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_version_with_a_handshake(served: Served) -> None:
    client = AgentClient(served.ada, modern=False)
    begun = await client.begin()
    assert begun["protocolVersion"] == "2025-11-25"
    assert begun["serverInfo"]["name"] == "easel"
    assert "tools" in begun["capabilities"]
    answer = await served.ada.post(
        PATH, json={"jsonrpc": "2.0", "method": "notifications/initialized"}, headers=client.headers("", {})
    )
    assert (answer.status_code, answer.content) == (202, b"")
    assert await client.ask("ping") == {}
    listed = await client.ask("tools/list")
    assert listed.keys() == {"tools"}
    missing = await client.send("server/discover")
    assert (missing.status_code, missing.json()["error"]["code"]) == (200, -32601)


async def test_the_version_without_one(served: Served) -> None:
    client = AgentClient(served.ada)
    found = await client.ask("server/discover")
    assert found["supportedVersions"][:2] == ["2026-07-28", "2025-11-25"]
    assert found["_meta"]["io.modelcontextprotocol/serverInfo"]["name"] == "easel"
    assert (found["resultType"], found["cacheScope"]) == ("complete", "private")
    missing = await client.send("ping")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, -32601)
    assert missing.json()["id"] is not None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"mcp-method": "tools/list"}, -32020),
        ({"mcp-method": None}, -32020),
        ({"mcp-name": "get_job"}, -32020),
        ({"mcp-name": None}, -32020),
        ({"mcp-name": "=?base64?!!?="}, -32020),
        ({"mcp-protocol-version": "2025-11-25"}, -32020),
        ({"mcp-protocol-version": None}, -32020),
        ({"mcp-name": f"=?base64?{base64.b64encode(b'find_models').decode()}?="}, None),
    ],
)
async def test_headers_say_what_the_body_says(served: Served, change: dict[str, Any], code: int | None) -> None:
    client, params = AgentClient(served.ada), {"name": "find_models", "arguments": {}}
    headers = {**client.headers("tools/call", params), **change}
    sent = {name: value for name, value in headers.items() if value is not None}
    answer = await served.ada.post(PATH, json=client.body("tools/call", params), headers=sent)
    assert answer.status_code == (200 if code is None else 400)
    assert isinstance(answer.json()["id"], int)
    assert answer.json().get("error", {}).get("code") == code


async def test_a_version_that_nobody_speaks_is_told_which_are_spoken(served: Served) -> None:
    client = AgentClient(served.ada)
    body = client.body("tools/list", {})
    body["params"]["_meta"]["io.modelcontextprotocol/protocolVersion"] = "1900-01-01"
    answer = await served.ada.post(PATH, json=body, headers={"mcp-protocol-version": "1900-01-01"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, -32022)
    assert answer.json()["id"] == body["id"]
    assert error["data"]["supported"] == ["2026-07-28", "2025-11-25", "2025-06-18"]
    old = await served.ada.post(
        PATH, json={"jsonrpc": "2.0", "id": 1, "method": "ping"}, headers={"mcp-protocol-version": "1900-01-01"}
    )
    assert old.status_code == 400


async def test_a_modern_request_says_what_its_client_can(served: Served) -> None:
    client = AgentClient(served.ada)
    body = client.body("tools/list", {})
    del body["params"]["_meta"]["io.modelcontextprotocol/clientCapabilities"]
    answer = await served.ada.post(PATH, json=body, headers=client.headers("tools/list", {}))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, -32602)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700),
        (b"[" * 100_000, -32700),
        (b"[]", -32600),
        (b'{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":true,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":5}', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}', -32600),
    ],
)
async def test_what_is_no_message_is_refused(served: Served, body: bytes, code: int) -> None:
    answer = await served.ada.post(PATH, content=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


async def test_a_message_without_end_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.mcp.mcp_route.LARGEST_MESSAGE", 1000)
    assert (await served.ada.post(PATH, content=b" " * 1001)).status_code == 413


async def test_only_post_is_answered(served: Served) -> None:
    for method in ("GET", "DELETE"):
        answer = await served.ada.request(method, PATH)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert (await served.ada.post(PATH, json={}, headers={"origin": "https://evil.example"})).status_code == 403


async def test_a_session_of_nobody_s_is_refused(served: Served) -> None:
    client = AgentClient(served.ada, modern=False)
    await client.begin()
    client.session = "W10=." + client.session.partition(".")[2]
    answer = await client.send("tools/list")
    assert answer.status_code == 404


async def test_a_failure_inside_is_an_error_without_its_words(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Any:
        raise RuntimeError("secret words")

    monkeypatch.setattr("ui.mcp.mcp_server._call_of", fails)
    answer = await AgentClient(served.ada).send("tools/list")
    assert answer.json()["error"]["code"] == -32603
    assert "secret" not in answer.text


async def test_an_agent_that_only_looks_is_shown_no_tool_that_changes_anything(with_job: Served) -> None:
    job = jobs.c.id == with_job.job["job_id"]
    [(owner,)] = await with_job.studio.machinery.ledger.rows(select(jobs.c.owner).where(job))
    made = await with_job.studio.agents.make(owner, "Porter", read_only=True)
    async with browser(with_job.app) as program:
        client = AgentClient(program, token=made.token)
        tools = (await client.ask("tools/list"))["tools"]
        assert all(tool["annotations"]["readOnlyHint"] for tool in tools)
        assert [job["job_id"] for job in (await client.values("list_jobs"))["jobs"]][-1] == with_job.job["job_id"]
        client.token = "easel_other"
        assert (await client.send("tools/list")).status_code == 401
        client.token = ""
        assert (await client.send("tools/list")).status_code == 401
