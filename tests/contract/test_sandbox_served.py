"""`python -m sandbox` on a port, asked by the real clients: the documented shapes, cuts, its log and its memory."""

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from providers import errors
from providers.anyfast.images import AnyFast
from providers.catalogue import REQUESTS
from providers.foxapi.tasks import FoxApi
from providers.polling.polling import follow
from providers.provider import Credentials, LocalFile
from providers.task import TaskStatus
from sandbox.protocol.faults import FAULTS

KEY = Credentials("any-key-of-eight-letters")
SMALL = {"width": 64, "height": 64}
WAN = {"model": "wan-2.7-image", "prompt": "A cinematic portrait of a traveler in neon rain", "image_size": SMALL}
IMAGES = "/v1/images/generations"
LOCAL = "easel:" + "ab" * 32


@contextmanager
def serving(root: Path, *options: str) -> Iterator[httpx.Client]:
    """Run the sandbox and yield a client for it that sends a key."""
    command = [sys.executable, "-m", "sandbox", "--root", str(root), "--speed", "200", "--allow-private", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().split()[-1]
        with httpx.Client(base_url=address, headers={"Authorization": "Bearer any"}, timeout=60) as client:
            yield client
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with serving(tmp_path_factory.mktemp("sandbox")) as client:
        yield client


@pytest.fixture
def gateway(shared: httpx.Client) -> Iterator[httpx.Client]:
    yield shared
    switch(shared)


def switch(client: httpx.Client, *names: str) -> None:
    client.post("/sandbox/faults", json={"faults": names}).raise_for_status()


def posts(client: httpx.Client) -> int:
    return client.get("/sandbox/log").json()["counts"].get(f"POST {IMAGES}", 0)


def finished(client: httpx.Client, task_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        reply = client.get(f"/v1/tasks/{task_id}").raise_for_status().json()
        if reply["status"] in ("completed", "failed"):
            return reply
        time.sleep(0.05)
    raise AssertionError("the task did not end in 60 s")


@pytest.fixture
def upload(tmp_path: Path) -> LocalFile:
    path = tmp_path / "picture"
    Image.new("RGB", (320, 256), (180, 90, 40)).save(path, "PNG")
    return LocalFile(path, "image/png", "ab" * 32)


def test_create_query_and_file_have_the_documented_shape(gateway: httpx.Client) -> None:
    created = gateway.post(IMAGES, json={**WAN, "seed": 7}).json()
    assert set(created) == {"created", "id", "model", "object", "progress", "status", "task_info", "type"}
    assert (created["status"], created["object"], created["type"]) == ("pending", "image.generation.task", "image")
    task = finished(gateway, created["id"])
    assert (task["status"], task["progress"], task["error"]) == ("completed", 100, None)
    url = task["results"][0]["url"]
    answer = httpx.get(url)  # without a key
    assert answer.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as result:
        assert result.size == (64, 64)
    part = httpx.get(url, headers={"Range": "bytes=0-7"})
    assert (part.status_code, part.content) == (206, b"\x89PNG\r\n\x1a\n")
    missing = gateway.get("/v1/tasks/task-unified-1-none")
    assert (missing.status_code, missing.json()["error"]["type"]) == (404, "not_found")


async def test_a_picture_travels_through_foxapi_and_back(gateway: httpx.Client, upload: LocalFile) -> None:
    before = posts(gateway)
    foxapi = FoxApi(f"{gateway.base_url}/v1")
    hosted = await foxapi.host(upload, KEY)
    request = REQUESTS["foxapi_wan_2_7_image_edit"].model_validate({**WAN, "image_urls": [LOCAL]})
    switch(gateway, "poll-cut:1", "poll-empty:1")
    task = await foxapi.submit(request.with_media({LOCAL: hosted.url}), KEY)
    task = await follow(lambda task_id: foxapi.poll(task_id, KEY), task)
    await foxapi.aclose()
    assert (task.status, len(task.outputs), posts(gateway)) == (TaskStatus.SUCCEEDED, 1, before + 1)
    async with httpx.AsyncClient() as anybody:
        assert (await anybody.get(task.outputs[0].url or "")).content.startswith(b"\x89PNG")


async def test_a_picture_travels_through_anyfast_and_back(gateway: httpx.Client, upload: LocalFile) -> None:
    before = posts(gateway)
    anyfast = AnyFast(str(gateway.base_url))
    hosted = await anyfast.host(upload, KEY)
    body = {"model": "wan2.7-image", "prompt": "night", "image": [LOCAL], "size": "768x768"}
    request = REQUESTS["anyfast_wan2_7_image_edit"].model_validate(body | {"response_format": "b64_json"})
    task = await anyfast.submit(request.with_media({LOCAL: hosted.url}), KEY)
    await anyfast.aclose()
    assert (task.status, len(task.outputs), posts(gateway)) == (TaskStatus.SUCCEEDED, 1, before + 1)
    assert (task.outputs[0].data or b"").startswith(b"\x89PNG")


@pytest.mark.parametrize("fault", ["create-cut", "create-hang"])
async def test_a_create_that_is_never_answered_is_sent_once(gateway: httpx.Client, fault: str) -> None:
    switch(gateway, fault)
    before = posts(gateway)
    request = REQUESTS["foxapi_wan_2_7_image"].model_validate(WAN)
    foxapi = FoxApi(str(gateway.base_url), read_timeout_s=0.5)
    with pytest.raises(errors.OutcomeUnknown):
        await foxapi.submit(request, KEY)
    await foxapi.aclose()
    assert posts(gateway) == before + 1


def test_a_download_that_is_cut_is_noticed(gateway: httpx.Client) -> None:
    url = finished(gateway, gateway.post(IMAGES, json=WAN).json()["id"])["results"][0]["url"]
    switch(gateway, "file-truncated:1")
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(url)
    switch(gateway, "file-slow:1")
    with httpx.stream("GET", url) as answer:
        assert len(next(answer.iter_raw())) < int(answer.headers["content-length"]) // 2


def test_the_log_counts_posts_and_hides_keys_and_media(gateway: httpx.Client) -> None:
    before = posts(gateway)
    body = {"model": "wan2.7-image", "prompt": "x", "image": "data:image/png;base64,AAAA"}
    assert gateway.post(IMAGES, json=body).status_code == 422
    log = gateway.get("/sandbox/log").json()
    assert log["counts"][f"POST {IMAGES}"] == before + 1
    entry = log["requests"][-1]
    assert (entry["model"], entry["status"]) == ("wan2.7-image", 422)
    assert entry["body"]["image"].endswith("characters>")
    assert "Bearer" not in str(log)


def test_an_unknown_fault_is_refused_and_every_one_is_listed(gateway: httpx.Client) -> None:
    assert gateway.post("/sandbox/faults", json={"faults": ["no-such"]}).status_code == 400
    command = [sys.executable, "-m", "sandbox", "--help"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert all(f"  {name} " in text for name in FAULTS)


def test_a_restart_knows_the_task_and_draws_the_same(tmp_path: Path) -> None:
    with serving(tmp_path) as client:
        created = client.post(IMAGES, json=WAN).json()
        before = client.get(finished(client, created["id"])["results"][0]["url"]).content
    for path in (tmp_path / "results" / created["id"]).iterdir():
        path.unlink()
    with serving(tmp_path) as client:
        assert client.get(finished(client, created["id"])["results"][0]["url"]).content == before
