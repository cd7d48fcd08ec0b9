"""Tools that look: models with limits and prices, jobs, files as links with small pictures, settings."""

import base64
import io
import json

import pytest
from agent_client import AgentClient
from PIL import Image
from two_people import IMAGE, Served

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_models_are_found_with_their_limits_and_prices(served: Served) -> None:
    client = AgentClient(served.ada)
    models = (await client.values("find_models"))["models"]
    assert {model["capability"] for model in models} >= {"text-to-image", "reference-to-video"}
    assert all(model["mode"] == "sandbox" for model in models)
    assert len(json.dumps(models)) < 12_000
    one = (await client.values("find_models", endpoint=IMAGE))["models"]
    assert {model["model"] for model in one} == {"wan-2.7-image", "wan-2.7-image-pro"}
    assert one[0]["parameters"]["properties"]["num_outputs"]["maximum"] >= 1
    refused = await client.refusal("find_models", endpoint="none")
    assert "find_models" in refused["message"]


async def test_jobs_and_files_are_found(with_job: Served) -> None:
    client, job_id = AgentClient(with_job.ada), with_job.job["job_id"]
    job = await client.values("get_job", job_id=job_id)
    assert (job["state"], job["agent"]) == ("succeeded", None)
    assert [each["job_id"] for each in (await client.values("list_jobs", limit=1))["jobs"]] != []
    [file] = (await client.values("search_library", text="red barn"))["files"]
    assert file["job_id"] == job_id
    absent = await AgentClient(with_job.bob).refusal("get_job", job_id=job_id)
    assert (absent["code"], absent["retry_with"]) == ("no_such_job", {"tool": "list_jobs"})
    assert absent["message"] == "There is no such job."


async def test_a_result_is_a_link_and_a_small_picture(with_job: Served) -> None:
    client = AgentClient(with_job.ada)
    result = await client.call("show_result", job_id=with_job.job["job_id"])
    link, image = result["content"][1:]
    assert link["type"] == "resource_link"
    assert link["size"] == with_job.job["outputs"][0]["bytes"]
    picture = Image.open(io.BytesIO(base64.b64decode(image["data"])))
    assert picture.format == "JPEG"
    assert max(picture.size) <= 512
    [file] = result["structuredContent"]["files"]
    assert (await with_job.ada.get(file["url"])).status_code == 200
    same = await client.call("show_result", asset_id=file["asset_id"])
    assert same["content"][1:] == [link, image]
    for arguments in ({"asset_id": file["asset_id"]}, {"job_id": with_job.job["job_id"]}):
        assert (await AgentClient(with_job.bob).call("show_result", **arguments))["isError"]


async def test_the_settings_of_a_file_are_told(with_job: Served) -> None:
    client, asset_id = AgentClient(with_job.ada), with_job.job["outputs"][0]["asset_id"]
    settings = await client.values("read_settings", asset_id=asset_id)
    assert (settings["endpoint"], settings["prompt"]) == (IMAGE, "A red barn")
    assert (await client.refusal("read_settings"))["fields"].keys() == {"asset_id"}
    assert (await AgentClient(with_job.bob).refusal("read_settings", asset_id=asset_id))["retry_with"] is not None


@pytest.mark.parametrize(
    ("tool", "arguments", "field"),
    [
        ("get_job", {}, "job_id"),
        ("get_job", {"job_id": 5}, "job_id"),
        ("get_job", {"job_id": "x", "more": 1}, "more"),
        ("list_jobs", {"limit": 0}, "limit"),
        ("list_jobs", {"limit": True}, "limit"),
        ("list_jobs", {"limit": "5"}, "limit"),
        ("find_models", {"capability": "cooking"}, "capability"),
    ],
)
async def test_arguments_of_another_kind_are_named(
    served: Served, tool: str, arguments: dict[str, object], field: str
) -> None:
    refused = await AgentClient(served.ada).refusal(tool, **arguments)
    assert refused["code"] == "wrong_arguments"
    assert list(refused["fields"]) == [field]
    assert refused["retry_with"] == {"arguments": [field]}


async def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(served: Served) -> None:
    answer = await AgentClient(served.ada).send("tools/call", {"name": "format_disk", "arguments": {}})
    assert answer.json()["error"]["code"] == -32602


async def test_every_tool_says_what_it_takes(served: Served) -> None:
    tools = (await AgentClient(served.ada).ask("tools/list"))["tools"]
    assert 6 <= len(tools) <= 14
    for tool in tools:
        assert len(tool["description"]) > 30
        assert tool["inputSchema"]["additionalProperties"] is False
        for name, schema in tool["inputSchema"]["properties"].items():
            assert schema.get("description"), (tool["name"], name)
