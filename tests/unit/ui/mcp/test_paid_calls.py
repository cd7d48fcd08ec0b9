"""What agents may spend: nothing is sent without an agreed price, and each refusal is counted in POSTs: 0."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from agent_client import PATH, AgentClient
from scripted_vendor import OWNER, QuickTime
from served_studio import PAID, served_to, vendor

from providers.spec import Capability
from studio.access.owners import login_owner
from studio.money.budgets import Limits

ELICITS: dict[str, Any] = {"elicitation": {}}


async def ended(client: AgentClient, job: dict[str, Any]) -> dict[str, Any]:
    return await client.values("wait", job_id=job["job_id"], timeout_s=20)


async def test_without_a_price_nothing_is_sent_and_the_answer_is_the_quote(tmp_path: Path) -> None:
    async with served_to(tmp_path, scripted := vendor()) as (studio, http):
        client = AgentClient(http)
        refused = await client.refusal("generate", **PAID)
        assert refused["code"] == "price_not_agreed"
        assert (refused["quote"]["least_usd"], refused["quote"]["most_usd"]) == (0.1, 0.2)
        assert await studio.jobs.recent(OWNER) == []
        assert scripted.submitted == []
        job = await client.values("generate", **PAID, **refused["retry_with"]["arguments"])
        assert job["poll_after_seconds"] >= 2
        assert (await ended(client, job))["state"] == "succeeded"
    assert len(scripted.submitted) == 1


async def test_a_quote_is_good_once_for_its_request_and_whoever_asked(tmp_path: Path) -> None:
    time = QuickTime()
    async with served_to(tmp_path, scripted := vendor(), time) as (studio, http):
        client = AgentClient(http)
        other = AgentClient(http, token=(await studio.agents.make(OWNER, "Porter")).token)
        quote_id = (await client.values("quote", **PAID))["quote_id"]
        changed = {**PAID, "settings": {"prompt": "another door"}}
        assert (await client.refusal("generate", **changed, quote_id=quote_id))["code"] == "offer_for_other_request"
        assert (await other.refusal("generate", **PAID, quote_id=quote_id))["code"] == "offer_gone"
        assert (await client.refusal("generate", **PAID, quote_id="guessed"))["code"] == "offer_gone"
        assert scripted.submitted == []
        both = await asyncio.gather(*(client.call("generate", **PAID, quote_id=quote_id) for _ in range(5)))
        assert [result["isError"] for result in both].count(False) == 1
        again = await client.refusal("generate", **PAID, quote_id=quote_id)
        assert (again["code"], again["retry_with"]) == ("offer_gone", {"tool": "quote"})
        late = (await client.values("quote", **PAID))["quote_id"]
        time.passed_s += 901
        assert (await client.refusal("generate", **PAID, quote_id=late))["code"] == "offer_gone"
        [job] = await studio.jobs.recent(OWNER)
        await studio.jobs.wait(OWNER, job.id, 10)
    assert len(scripted.submitted) == 1


async def test_a_highest_price_holds(tmp_path: Path) -> None:
    async with served_to(tmp_path, scripted := vendor()) as (_, http):
        client = AgentClient(http)
        refused = await client.refusal("generate", **PAID, max_price_usd=0.19)
        assert (refused["code"], refused["happened"][0]["facts"]) == (
            "beyond_price",
            {"cost_usd": 0.2, "most_usd": 0.19},
        )
        for odd in (-1, "5", True, None):
            assert (await client.call("generate", **PAID, max_price_usd=odd))["isError"]
        assert scripted.submitted == []
        await ended(client, await client.values("generate", **PAID, max_price_usd=0.2))
    assert len(scripted.submitted) == 1


async def test_a_price_that_nobody_knows_is_agreed_to_by_humans_only(tmp_path: Path) -> None:
    async with served_to(tmp_path, scripted := vendor(prices={})) as (_, http):
        client = AgentClient(http)
        assert (await client.values("quote", **PAID))["quote_id"] is None
        assert (await client.refusal("generate", **PAID, max_price_usd=1000))["code"] == "price_not_known_to_agree"
        assert scripted.submitted == []


@pytest.mark.parametrize(
    ("made", "code"),
    [
        ({"read_only": True}, "agent_reads_only"),
        ({"capabilities": [Capability.PBR_MATERIAL]}, "agent_may_not"),
        ({"limits": Limits(daily_usd=0.1)}, "perhaps_beyond_agent_daily_budget"),
        ({"limits": Limits(total_usd=0)}, "perhaps_beyond_agent_total_budget"),
    ],
)
async def test_an_agent_is_held_to_what_its_owner_allows(tmp_path: Path, made: dict[str, Any], code: str) -> None:
    async with served_to(tmp_path, scripted := vendor()) as (studio, http):
        token = (await studio.agents.make(OWNER, "Porter", **made)).token
        for client in (AgentClient(http, token=token), AgentClient(http, ELICITS, token=token)):
            assert (await client.refusal("generate", **PAID, max_price_usd=5))["code"] == code
        assert await studio.jobs.recent(OWNER) == []
    assert scripted.submitted == []


async def test_a_token_of_somebody_who_may_not_come_in_opens_nothing(tmp_path: Path) -> None:
    async with served_to(tmp_path, vendor()) as (studio, http):
        token = (await studio.agents.make(login_owner("ada"), "Porter")).token
        assert (await AgentClient(http, token=token).send("tools/list")).status_code == 401


async def test_a_job_says_which_agent_began_it(tmp_path: Path) -> None:
    async with served_to(tmp_path, vendor()) as (studio, http):
        client = AgentClient(http, token=(await studio.agents.make(OWNER, "Porter")).token)
        job = await ended(client, await client.values("generate", **PAID, max_price_usd=1))
        assert job["agent"] == "Porter"


@pytest.mark.parametrize("price", [{}, {"max_price_usd": 1}])
@pytest.mark.parametrize(("action", "posts"), [("accept", 1), ("decline", 0), ("cancel", 0), (None, 0)])
async def test_a_human_is_asked_and_the_call_sent_again(
    tmp_path: Path, price: dict[str, Any], action: str | None, posts: int
) -> None:
    async with served_to(tmp_path, scripted := vendor()) as (_, http):
        client = AgentClient(http, ELICITS)
        params = {"name": "generate", "arguments": {**PAID, **price}}
        needed = await client.ask("tools/call", params)
        assert needed["resultType"] == "input_required"
        [(key, asked)] = needed["inputRequests"].items()
        assert asked["method"] == "elicitation/create"
        assert "$0.10–0.20" in asked["params"]["message"]
        assert "a blue door" in asked["params"]["message"]
        assert scripted.submitted == []
        answer = {"inputResponses": {key: {"action": action}}, "requestState": needed["requestState"]}
        result = await client.ask("tools/call", {**params, **answer})
        assert result["isError"] is (posts == 0)
        if posts:
            await ended(client, result["structuredContent"])
        else:
            assert result["structuredContent"]["code"] == "human_declined"
        again = await client.ask("tools/call", {**params, **answer})
        assert again["structuredContent"]["code"] == "offer_gone"
    assert len(scripted.submitted) == posts


async def test_an_agent_cannot_answer_for_its_human(tmp_path: Path) -> None:
    async with served_to(tmp_path, scripted := vendor()) as (_, http):
        client = AgentClient(http, ELICITS)
        params = {"name": "generate", "arguments": PAID}
        state = (await client.ask("tools/call", params))["requestState"]
        quote_id = (await client.values("quote", **PAID))["quote_id"]
        yes = {"consent": {"action": "accept"}}
        for arguments, responses, brought in (
            ({**PAID, "quote_id": state}, {}, ""),  # the state is no quote
            (PAID, yes, quote_id),  # and a quote is no state
            (PAID, yes, "guessed"),
            ({**PAID, "settings": {"prompt": "another door"}}, yes, state),
        ):
            sent = {"name": "generate", "arguments": arguments, "inputResponses": responses, "requestState": brought}
            result = await client.ask("tools/call", sent)
            assert result["isError"], result
    assert scripted.submitted == []


@pytest.mark.parametrize(("action", "posts"), [("accept", 1), ("decline", 0), (None, 0)])
async def test_a_human_is_asked_while_the_call_waits(tmp_path: Path, action: str | None, posts: int) -> None:
    async with served_to(tmp_path, scripted := vendor()) as (_, http):
        client = AgentClient(http, ELICITS, modern=False)
        await client.begin()
        params = {"name": "generate", "arguments": PAID}
        body, headers = client.body("tools/call", params), client.headers("tools/call", params)
        result: dict[str, Any] = {}
        async with http.stream("POST", PATH, json=body, headers=headers) as stream:
            async for line in stream.aiter_lines():
                message = json.loads(line[6:]) if line.startswith("data: ") else {}
                if message.get("method") == "elicitation/create":
                    assert "$0.10–0.20" in message["params"]["message"]
                    assert scripted.submitted == []
                    reply = {"result": {"action": action}} if action else {"error": {"code": -1, "message": "no"}}
                    for id_ in ("easel-guessed", message["id"]):
                        said = {"jsonrpc": "2.0", "id": id_, **reply}
                        assert (await http.post(PATH, json=said, headers=headers)).status_code == 202
                result = message.get("result", result)
        assert result["isError"] is (posts == 0)
        if posts:
            await ended(client, result["structuredContent"])
    assert len(scripted.submitted) == posts


async def test_the_sandbox_is_free_and_asks_nobody(tmp_path: Path) -> None:
    async with served_to(tmp_path, vendor(), sandbox=True) as (_, http):
        client = AgentClient(http, ELICITS)
        quote = await client.values("quote", **PAID)
        assert (quote["sends_to"], quote["most_usd"], quote["quote_id"]) == ("sandbox", 0, None)
        assert (await ended(client, await client.values("generate", **PAID)))["charged"] == "no"


async def test_waiting_tells_of_progress_and_its_end_ends_no_job(tmp_path: Path) -> None:
    async with served_to(tmp_path, scripted := vendor(), sandbox=True) as (studio, http):
        client = AgentClient(http)
        job = await client.values("generate", **PAID)
        assert (await client.values("wait", job_id=job["job_id"], timeout_s=0))["job_id"] == job["job_id"]
        meta = {"_meta": {"progressToken": "p1"}}
        params = {"name": "wait", "arguments": {"job_id": job["job_id"]}, **meta}
        answer = await client.send("tools/call", params)
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert (await studio.jobs.wait(OWNER, job["job_id"], 10)).state.final
    assert len(scripted.submitted) == 1


async def test_what_is_wrong_is_told_before_anything_costs(tmp_path: Path) -> None:
    async with served_to(tmp_path, scripted := vendor()) as (_, http):
        client = AgentClient(http)
        wrong = {"endpoint": "scripted_picture", "settings": {"prompt": 5, "size": "large"}}
        for tool in ("quote", "generate"):
            assert (await client.refusal(tool, **wrong))["fields"].keys() == {"prompt", "size"}
        assert (await client.refusal("generate", endpoint="none", settings={}))["fields"].keys() == {"endpoint"}
    assert scripted.submitted == []
