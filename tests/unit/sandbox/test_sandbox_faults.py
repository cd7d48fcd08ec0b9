"""What each fault of the sandbox looks like on the wire; what jobs make of it stands in the fault table."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from gateway_in_process import Clock, client_of, drawn
from tiny_files import picture, tiny

from sandbox.protocol.faults import FAULTS, Faults

WAN = {"model": "wan-2.7-image", "prompt": "a lake", "num_outputs": 2}
PATINA = {"model": "patina-material", "prompt": "brick", "maps": ["basecolor", "normal", "roughness"]}
ANYFAST = {"model": "wan2.7-image", "prompt": "花店", "n": 1, "size": "768x768", "response_format": "b64_json"}
IMAGES = "/v1/images/generations"
Made = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gateway(tmp_path: Path, faults: Faults, clock: Clock) -> httpx.AsyncClient:
    return client_of(tmp_path, clock, faults, produce=tiny)


@pytest.fixture
def made(gateway: httpx.AsyncClient, clock: Clock) -> Made:
    async def make(body: dict[str, Any]) -> dict[str, Any]:
        created = (await gateway.post(IMAGES, json=body)).json()
        clock.now += 100
        return await drawn(gateway, created["id"])

    return make


@pytest.mark.parametrize("status", [401, 402, 422, 429, 500, 503])
async def test_create_answers_and_then_passes(gateway: httpx.AsyncClient, faults: Faults, status: int) -> None:
    faults.set([f"create-{status}:1"])
    answer = await gateway.post(IMAGES, json=WAN)
    assert answer.status_code == status
    assert ("retry-after" in answer.headers) == (status == 429)
    assert (await gateway.post(IMAGES, json=WAN)).status_code == 200


@pytest.mark.parametrize(
    ("fault", "error"), [("create-cut", httpx.RemoteProtocolError), ("create-hang", httpx.ReadTimeout)]
)
async def test_a_create_without_answer_has_still_made_a_task(
    gateway: httpx.AsyncClient, faults: Faults, clock: Clock, tmp_path: Path, fault: str, error: type[Exception]
) -> None:
    faults.set([f"{fault}:1"])
    began = clock.now
    with pytest.raises(error):
        await gateway.post(IMAGES, json=WAN)
    assert (clock.now - began >= 600) == (fault == "create-hang")
    assert len(list((tmp_path / "tasks").iterdir())) == 1


async def test_create_can_answer_html_or_forget_the_id(gateway: httpx.AsyncClient, faults: Faults) -> None:
    faults.set(["create-html:1"])
    answer = await gateway.post(IMAGES, json=WAN)
    assert (answer.status_code, answer.text) == (403, "error code: 1010")
    faults.set(["create-no-id:1"])
    answer = await gateway.post(IMAGES, json=WAN)
    assert answer.status_code == 200
    assert "id" not in answer.json()


async def test_tasks_can_fail_or_bring_less(faults: Faults, made: Made) -> None:
    faults.set(["task-fails:1"])
    assert set((await made(WAN))["error"]) == {"code", "message", "type"}
    faults.set(["task-fails-string:1"])
    assert isinstance((await made(WAN))["error"], str)
    faults.set(["task-fewer-outputs:1"])
    assert len((await made(WAN))["results"]) == 1


async def test_polls_can_go_wrong(gateway: httpx.AsyncClient, faults: Faults, made: Made) -> None:
    query = f"/v1/tasks/{(await made(WAN))['id']}"
    for name, status in (("poll-404", 404), ("poll-429", 429), ("poll-500", 500), ("poll-html", 502)):
        faults.set([f"{name}:1"])
        assert (await gateway.get(query)).status_code == status
        assert (await gateway.get(query)).json()["status"] == "completed"
    faults.set(["poll-cut:1"])
    with pytest.raises(httpx.RemoteProtocolError):
        await gateway.get(query)


async def test_results_can_come_in_other_shapes(gateway: httpx.AsyncClient, faults: Faults, made: Made) -> None:
    done = await made(WAN)
    links = [entry["url"] for entry in done["results"]]

    async def reply(*names: str) -> dict[str, Any]:
        faults.set(names)
        return (await gateway.get(f"/v1/tasks/{done['id']}")).json()

    assert (await reply("poll-empty:1"))["results"] is None
    assert (await reply("poll-string-results"))["results"] == links
    assert (await reply("poll-output-urls"))["output"] == {"url": links[0], "urls": links}
    assert (await reply("poll-output-url"))["output"] == {"url": links[0]}
    odd = await reply("poll-status-spelling", "poll-progress-string")
    assert (odd["status"], odd["progress"]) == ("SUCCEEDED", "100%")


async def test_maps_lose_their_names_their_order_or_their_sense(
    gateway: httpx.AsyncClient, faults: Faults, made: Made
) -> None:
    done = await made(PATINA)

    async def labels(fault: str) -> list[str | None]:
        faults.set([fault])
        reply = (await gateway.get(f"/v1/tasks/{done['id']}")).json()
        return [entry.get("map_type") for entry in reply["results"]]

    assert await labels("poll-no-map-type") == [None] * 4
    assert await labels("poll-shuffled-maps") == ["roughness", "normal", "basecolor", None]
    assert await labels("poll-smoothness") == [None, "basecolor", "normal", "smoothness"]


async def test_downloads_can_go_wrong(gateway: httpx.AsyncClient, faults: Faults, clock: Clock, made: Made) -> None:
    url = (await made(WAN))["results"][0]["url"]
    whole = (await gateway.get(url)).content

    async def answer(fault: str) -> httpx.Response:
        faults.set([fault])
        return await gateway.get(url)

    for status in (404, 410, 500):
        assert (await answer(f"file-{status}")).status_code == status
    cut = await answer("file-truncated")
    assert len(cut.content) < len(whole) == int(cut.headers["content-length"])
    assert (await answer("file-wrong-type")).headers["content-type"] == "application/octet-stream"
    assert (await answer("file-html")).text.startswith("<!doctype html>")
    moved = await answer("file-redirect:1")
    assert moved.status_code == 302
    assert (await gateway.get(moved.headers["location"])).content == whole
    assert (await answer("file-redirect-loop")).headers["location"] == url
    began = clock.now
    assert (await answer("file-slow")).content == whole
    assert clock.now - began >= 9


async def test_uploads_can_go_wrong(gateway: httpx.AsyncClient, faults: Faults) -> None:
    async def upload(fault: str) -> httpx.Response:
        faults.set([fault])
        return await gateway.post("/v1/files/upload/stream", files={"file": ("a.png", picture())})

    assert (await upload("upload-500")).status_code == 500
    assert (await upload("upload-413")).headers["content-type"].startswith("text/html")
    assert (await upload("upload-nested")).json()["data"]["url"].startswith("http")


async def test_inline_pictures_can_come_wrong(gateway: httpx.AsyncClient, faults: Faults) -> None:
    async def item(fault: str) -> dict[str, Any]:
        faults.set([fault])
        return (await gateway.post(IMAGES, json=ANYFAST)).json()["data"][0]

    assert (await item("b64-data-prefix"))["b64_json"].startswith("data:image/png;base64,")
    empty = await item("b64-both-null")
    assert (empty["url"], empty["b64_json"]) == (None, None)


def test_faults_count_down_and_refuse_unknown_names() -> None:
    faults = Faults(["create-500:2", "poll-500"])
    assert [faults.strike("create-500") for _ in range(3)] == [True, True, False]
    assert all(faults.strike("poll-500") for _ in range(5))
    for wrong in ("nothing", "create-500:0", "create-500:x"):
        with pytest.raises(ValueError, match=wrong.partition(":")[0]):
            faults.set([wrong])
    assert faults.in_force() == {"poll-500": None}
    assert all(says for _, says in FAULTS.values())
