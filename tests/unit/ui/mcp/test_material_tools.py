"""An agent's walk from a quote to a material it takes away, references, resources, and jobs as tasks."""

import base64
import io
import json
import zipfile
from typing import Any

import pytest
from agent_client import PATH, AgentClient
from two_people import EDIT, IMAGE, Served, png

pytestmark = pytest.mark.asyncio(loop_scope="module")

TASKS: dict[str, Any] = {"extensions": {"io.modelcontextprotocol/tasks": {}}}


async def ended(client: AgentClient, job: dict[str, Any]) -> dict[str, Any]:
    for _ in range(3):
        job = await client.values("wait", job_id=job["job_id"], timeout_s=30)
        if "poll_after_seconds" not in job:
            return job
    raise AssertionError(job)


async def test_from_a_quote_to_a_material_in_a_zip(served: Served) -> None:
    client = AgentClient(served.ada)
    settings = {"model": "patina-material", "prompt": "mossy brick", "maps": ["basecolor", "normal"]}
    wanted = {"endpoint": "foxapi_patina_material", "settings": settings}
    assert (await client.values("quote", **wanted))["sends_to"] == "sandbox"
    job = await ended(client, await client.values("generate", **wanted))
    assert job["state"] == "succeeded", job
    card = await client.values("check_material", material=job["job_id"])
    assert {finding["verdict"] for finding in card["findings"]}
    export = await client.values("export_material", material=job["job_id"], targets=["maps"])
    archive = await served.ada.get(export["url"])
    assert "manifest.json" in "".join(zipfile.ZipFile(io.BytesIO(archive.content)).namelist())
    shown = await client.call("show_result", job_id=job["job_id"])
    assert [part["type"] for part in shown["content"][1:3]] == ["resource_link", "image"]


async def test_materials_are_made_here(served: Served) -> None:
    client = AgentClient(served.ada)
    drawn = await ended(
        client,
        await client.values("make_material", operation="draw_material", settings={"words": "brick", "size_px": 256}),
    )
    assert (drawn["state"], drawn["charged"]) == ("succeeded", "no")
    kept = await client.values("add_reference", data=base64.b64encode(png()).decode(), name="wall.png")
    settings = {"picture": kept["file"], "name": "Wall"}
    derived = await client.values("make_material", operation="derive_material", settings=settings)
    assert (await ended(client, derived))["state"] == "succeeded"
    theirs = await AgentClient(served.bob).refusal(
        "make_material", operation="fix_material", settings={"material": drawn["job_id"], "fixes": ["resize"]}
    )
    assert theirs["fields"].keys() == {"material"}
    assert await AgentClient(served.bob).refusal("make_material", operation="derive_material", settings=settings)
    wrong = await client.refusal("make_material", operation="draw_material", settings={"size_px": -1})
    assert wrong["fields"].keys() == {"words", "size_px"}


async def test_references_are_brought_and_used(with_job: Served) -> None:
    client = AgentClient(with_job.ada)
    kept = await client.values("add_reference", data=base64.b64encode(png()).decode(), name="cat.png")
    again = await client.values("add_reference", asset_id=with_job.job["outputs"][0]["asset_id"])
    assert (kept["kind"], kept["width"], again["kind"]) == ("image", 320, "image")
    settings = {"model": "wan-2.7-image", "prompt": "Make it snow", "image_urls": [kept["file"], again["file"]]}
    job = await ended(client, await client.values("generate", endpoint=EDIT, settings=settings))
    assert job["state"] == "succeeded"
    stolen = await AgentClient(with_job.bob).refusal("generate", endpoint=EDIT, settings=settings)
    assert stolen["fields"].keys() == {"image_urls"}
    path = {**settings, "image_urls": ["/etc/passwd"]}
    assert (await client.refusal("quote", endpoint=EDIT, settings=path))["fields"].keys() == {"image_urls"}
    for data in ("", "no base64!", base64.b64encode(b"<svg/>").decode(), "A" * 15_000_000):
        assert await client.refusal("add_reference", data=data)


async def test_the_library_is_listed_and_told_about(with_job: Served) -> None:
    client, [output] = AgentClient(with_job.ada), with_job.job["outputs"]
    resources = (await client.ask("resources/list"))["resources"]
    uri = f"easel://asset/{output['asset_id']}"
    assert uri in {resource["uri"] for resource in resources}
    facts, picture = (await client.ask("resources/read", {"uri": uri}))["contents"]
    assert json.loads(facts["text"])["sha256"] == output["sha256"]
    assert base64.b64decode(picture["blob"])[:2] == b"\xff\xd8"
    [job] = (await client.ask("resources/read", {"uri": f"easel://job/{with_job.job['job_id']}"}))["contents"]
    assert json.loads(job["text"])["state"] == "succeeded"
    assert len((await client.ask("resources/templates/list"))["resourceTemplates"]) == 2
    bob, legacy = AgentClient(with_job.bob), AgentClient(with_job.bob, modern=False)
    assert (await bob.ask("resources/list"))["resources"] == []
    for each, code in ((bob, -32602), (legacy, -32002)):
        for absent in (uri, f"easel://job/{with_job.job['job_id']}", "file:/etc/passwd", ""):
            answer = await each.send("resources/read", {"uri": absent})
            assert (answer.json()["error"]["code"], answer.json()["error"]["data"]) == (code, {"uri": absent})
    odd = await client.send("resources/list", {"cursor": "odd"})
    assert odd.json()["error"]["code"] == -32602


async def test_a_job_is_a_task_for_those_who_follow_tasks(with_job: Served) -> None:
    client, plain = AgentClient(with_job.ada, TASKS), AgentClient(with_job.ada)
    arguments = {"endpoint": IMAGE, "settings": {"model": "wan-2.7-image", "prompt": "A blue barn"}}
    task = await client.ask("tools/call", {"name": "generate", "arguments": arguments})
    assert (task["resultType"], task["status"], task["ttlMs"]) == ("task", "working", None)
    assert task["pollIntervalMs"] >= 2000
    by_id = {"taskId": task["taskId"]}
    await ended(plain, {"job_id": task["taskId"]})
    done = await client.ask("tasks/get", by_id)
    headers = {**client.headers("tasks/get", by_id), "mcp-name": "another"}
    mismatched = await with_job.ada.post(PATH, json=client.body("tasks/get", by_id), headers=headers)
    assert mismatched.json()["error"]["code"] == -32020
    assert (done["resultType"], done["status"]) == ("complete", "completed")
    assert done["result"]["structuredContent"]["state"] == "succeeded"
    assert done["result"]["isError"] is False
    assert (await client.ask("tasks/cancel", by_id))["resultType"] == "complete"
    assert (await plain.send("tasks/get", by_id)).json()["error"]["code"] == -32021
    assert (await AgentClient(with_job.bob, TASKS).send("tasks/get", by_id)).json()["error"]["code"] == -32602
    assert (await AgentClient(with_job.ada, modern=False).send("tasks/get", by_id)).json()["error"]["code"] == -32601
