"""The gateway inside a process: no port, no lifespan events, any event loop, a clock that is handed in."""

import asyncio
import io
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image

from sandbox.faults import FAULTS, Faults
from sandbox.fetching import Unreachable, decode_data_uri, guarded_fetch
from sandbox.gateway import create_gateway
from sandbox.task_store import TaskStore

BASE = "http://foxapi.sandbox.invalid"
PATINA = {
    "model": "patina-material",
    "prompt": "Weathered red brick wall with moss",
    "image_size": 64,
    "maps": ["basecolor", "normal", "roughness", "height"],
}
WAN = {"model": "wan-2.7-image", "prompt": "a lake", "image_size": {"width": 64, "height": 64}, "seed": 1}


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


async def no_fetch(url: str, max_bytes: int) -> bytes:
    raise Unreachable("the link could not be reached")


def client_of(root: Path, clock: Clock, faults: Faults | None = None, **options: Any) -> httpx.AsyncClient:
    app = create_gateway(root, clock=clock, fetch=no_fetch, faults=faults, **options)
    headers = {"Authorization": "Bearer sandbox"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers)


async def drawn(client: httpx.AsyncClient, task_id: str) -> dict[str, Any]:
    """Poll until the drawing thread is done; the clock must already be past the task's time."""
    async with asyncio.timeout(60):
        while True:
            reply = (await client.get(f"/v1/tasks/{task_id}")).json()
            if reply["status"] in ("completed", "failed"):
                return reply
            await asyncio.sleep(0.01)


async def test_a_task_is_pending_then_moves_then_completes_by_the_clock(tmp_path: Path) -> None:
    clock = Clock()
    async with client_of(tmp_path, clock) as client:
        task_id = (await client.post("/v1/images/generations", json=WAN)).json()["id"]
        seen: list[tuple[str, int]] = []
        for _ in range(5):
            reply = (await client.get(f"/v1/tasks/{task_id}")).json()
            assert reply["results"] is None
            seen.append((reply["status"], reply["progress"]))
            clock.now += 0.6
        assert seen[0] == ("pending", 0)
        assert seen[-1][0] == "processing"
        assert [progress for _, progress in seen] == sorted(progress for _, progress in seen)
        clock.now += 10
        reply = await drawn(client, task_id)
        assert reply["results"][0]["url"].startswith(f"{BASE}/files/results/{task_id}/")


async def test_speed_shortens_the_time(tmp_path: Path) -> None:
    clock = Clock()
    async with client_of(tmp_path, clock, speed=100) as client:
        created = (await client.post("/v1/images/generations", json=WAN)).json()
        clock.now += 0.1
        assert (await drawn(client, created["id"]))["status"] == "completed"


def test_one_gateway_serves_several_event_loops(tmp_path: Path) -> None:
    clock = Clock()
    app = create_gateway(tmp_path, clock=clock, fetch=no_fetch)

    async def once() -> str:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url=BASE, headers={"Authorization": "Bearer x"}
        ) as client:
            task_id = (await client.post("/v1/images/generations", json=WAN)).json()["id"]
            clock.now += 10
            return (await drawn(client, task_id))["status"]

    assert [asyncio.run(once()) for _ in range(2)] == ["completed", "completed"]


async def test_material_results_come_in_upstream_order_with_the_texture_first(tmp_path: Path) -> None:
    clock = Clock()
    async with client_of(tmp_path, clock) as client:
        body = {**PATINA, "upscale_factor": 2}
        task_id = (await client.post("/v1/images/generations", json=body)).json()["id"]
        clock.now += 10
        results = (await drawn(client, task_id))["results"]
        assert [entry.get("map_type") for entry in results] == [None, "basecolor", "height", "normal", "roughness"]
        sides: list[int] = []
        for entry in results:
            data = (await client.get(entry["url"])).content
            with Image.open(io.BytesIO(data)) as picture:
                sides.append(picture.width)
                pixels = np.asarray(picture.convert("RGB"), np.int16) if picture.mode == "RGB" else None
            if pixels is not None:  # the seam between the borders is no stronger than steps inside
                inner = np.abs(np.diff(pixels, axis=1)).mean((0, 2)).max()
                assert np.abs(pixels[:, 0] - pixels[:, -1]).mean() <= inner * 1.5
        assert sides == [64, 128, 128, 128, 128]


async def test_material_faults_lose_shuffle_and_rename_labels(tmp_path: Path) -> None:
    clock, faults = Clock(), Faults()
    async with client_of(tmp_path, clock, faults) as client:
        task_id = (await client.post("/v1/images/generations", json=PATINA)).json()["id"]
        clock.now += 10
        await drawn(client, task_id)

        async def labels() -> list[str | None]:
            reply = (await client.get(f"/v1/tasks/{task_id}")).json()
            return [entry.get("map_type") for entry in reply["results"]]

        faults.set(["poll-no-map-type"])
        assert await labels() == [None] * 5
        faults.set(["poll-shuffled-maps"])
        assert await labels() == ["roughness", "normal", "height", "basecolor", None]
        faults.set(["poll-smoothness"])
        assert "smoothness" in await labels()


async def test_a_reference_and_its_mask_lead_the_base_colour(tmp_path: Path) -> None:
    clock = Clock()
    buffer, mask = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (64, 64), (20, 60, 220)).save(buffer, "PNG")
    half = Image.new("L", (64, 64))
    half.paste(255, (0, 0, 64, 32))
    half.save(mask, "PNG")
    async with client_of(tmp_path, clock) as client:

        async def upload(data: bytes) -> str:
            return (await client.post("/v1/files/upload/stream", files={"file": ("a.png", data)})).json()["url"]

        async def base_colour(body: dict[str, Any]) -> np.ndarray:
            task_id = (await client.post("/v1/images/generations", json=body)).json()["id"]
            clock.now += 10
            link = (await drawn(client, task_id))["results"][1]["url"]
            with Image.open(io.BytesIO((await client.get(link)).content)) as picture:
                return np.asarray(picture.convert("RGB"), np.float32)

        body = {**PATINA, "image_url": await upload(buffer.getvalue())}
        tinted = await base_colour(body)
        assert tinted[..., 2].mean() > tinted[..., 0].mean()
        masked = await base_colour({**body, "mask_url": await upload(mask.getvalue())})
        blueness = (masked[..., 2] - masked[..., 0]).mean(1)
        assert blueness.max() > 100
        assert blueness.min() < 0


async def test_a_new_gateway_on_the_same_folder_knows_tasks_and_uploads(tmp_path: Path) -> None:
    clock = Clock()
    async with client_of(tmp_path, clock) as client:
        task_id = (await client.post("/v1/images/generations", json=WAN)).json()["id"]
        upload = (await client.post("/v1/files/upload/base64", json={"file_data": "aGVsbG8="})).json()
    clock.now += 10
    async with client_of(tmp_path, clock) as client:
        assert (await drawn(client, task_id))["status"] == "completed"
        assert (await client.get(upload["url"])).content == b"hello"


async def test_results_live_a_day_and_uploads_three(tmp_path: Path) -> None:
    clock = Clock()
    async with client_of(tmp_path, clock) as client:
        task_id = (await client.post("/v1/images/generations", json=WAN)).json()["id"]
        upload = (await client.post("/v1/files/upload/base64", json={"file_data": "aGVsbG8="})).json()["url"]
        clock.now += 10
        result = (await drawn(client, task_id))["results"][0]["url"]
        clock.now += 23 * 3600
        assert (await client.get(result)).status_code == 200
        clock.now += 2 * 3600
        assert (await client.get(result)).status_code == 404
        assert (await client.get(upload)).status_code == 200
        clock.now += 48 * 3600
        assert (await client.get(upload)).status_code == 404
        edit = {"model": "phota-image-edit", "prompt": "x", "image_urls": [upload]}
        refused = await client.post("/v1/images/generations", json=edit)
        assert refused.status_code == 422
        assert refused.json()["error"]["message"].startswith("image_urls[0]: the file does not exist or has expired")


async def test_a_drawing_that_fails_ends_its_task(tmp_path: Path) -> None:
    clock = Clock()
    png = io.BytesIO()
    Image.new("RGB", (64, 64)).save(png, "PNG")
    async with client_of(tmp_path, clock) as client:
        upload = (await client.post("/v1/files/upload/stream", files={"file": ("a.png", png.getvalue())})).json()["url"]
        edit = {"model": "phota-image-edit", "prompt": "x", "image_urls": [upload]}
        task_id = (await client.post("/v1/images/generations", json=edit)).json()["id"]
        clock.now += 10
        await drawn(client, task_id)
    for path in [*(tmp_path / "blobs").iterdir(), *(tmp_path / "results" / task_id).iterdir()]:
        path.unlink()
    async with client_of(tmp_path, clock) as client:  # drawn again on demand, but its source is gone
        reply = await drawn(client, task_id)
        assert reply["status"] == "failed"
        assert reply["error"]["code"] == "generation_failed"


async def test_a_cut_in_process_raises_what_httpx_raises(tmp_path: Path) -> None:
    async with client_of(tmp_path, Clock(), Faults(["create-cut:1"])) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post("/v1/images/generations", json=WAN)
    assert len(list((tmp_path / "tasks").iterdir())) == 1


async def test_control_routes_exist_only_when_asked_for(tmp_path: Path) -> None:
    async with client_of(tmp_path, Clock()) as client:
        assert (await client.get("/sandbox/log")).status_code == 404
        assert (await client.post("/sandbox/faults", json={"faults": []})).status_code == 404


async def test_a_path_cannot_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}")
    async with client_of(tmp_path / "root", Clock()) as client:
        for path in ("/v1/tasks/..%2F..%2Fsecret", "/files/results/../../secret.json", "/files/uploads/..%2Fsecret/x"):
            assert (await client.get(path)).status_code == 404


def test_pruning_keeps_what_is_young(tmp_path: Path) -> None:
    import os
    import time

    store = TaskStore(tmp_path)
    old, young = store.blob(store.add_blob(b"old")), store.blob(store.add_blob(b"young"))
    long_ago = time.time() - 30 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    store.prune(time.time())
    assert not old.exists()
    assert young.exists()


def test_faults_count_down_and_refuse_unknown_names() -> None:
    faults = Faults(["create-500:2", "poll-500"])
    assert [faults.strike("create-500") for _ in range(3)] == [True, True, False]
    assert all(faults.strike("poll-500") for _ in range(5))
    for wrong in ("nothing", "create-500:0", "create-500:x"):
        with pytest.raises(ValueError, match=r"."):
            faults.set([wrong])
    assert faults.in_force() == {"poll-500": None}
    assert all(says for _, says in FAULTS.values())


async def test_each_redirect_is_checked_and_sizes_are_limited() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/hop":
            return httpx.Response(302, headers={"Location": "https://127.0.0.1/secret"})
        assert request.headers["host"] == "93.184.215.14"
        return httpx.Response(200, content=b"x" * 2000)

    fetch = guarded_fetch(transport=httpx.MockTransport(answer))
    with pytest.raises(Unreachable, match="public address"):
        await fetch("https://93.184.215.14/hop", 5000)
    with pytest.raises(Unreachable, match="larger"):
        await fetch("https://93.184.215.14/a.png", 1000)
    assert await fetch("https://93.184.215.14/a.png", 5000) == b"x" * 2000


def test_data_uris_are_decoded_strictly() -> None:
    assert decode_data_uri("data:image/png;base64,aGVsbG8=") == b"hello"
    for wrong in ("data:image/png,hello", "data:image/png;base64,!!!", "hello"):
        with pytest.raises(Unreachable):
            decode_data_uri(wrong)
