"""The gateway inside a process: no port, no lifespan events, any event loop, a clock that is handed in."""

import asyncio
import io
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from gateway_in_process import BASE, Clock, client_of, drawn, no_fetch
from PIL import Image

from sandbox.gateway import create_gateway
from sandbox.paint.surfaces import cut_patch
from sandbox.protocol.fetching import Unreachable, decode_data_uri, guarded_fetch
from sandbox.task_store import TaskStore

PATINA = {
    "model": "patina-material",
    "prompt": "Weathered red brick wall with moss",
    "image_size": 64,
    "maps": ["basecolor", "normal", "roughness", "height"],
}
WAN = {"model": "wan-2.7-image", "prompt": "a lake", "image_size": {"width": 64, "height": 64}, "seed": 1}


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


@pytest.mark.parametrize(
    ("body", "names", "sizes"),
    [
        (
            {"model": "patina-pbr-maps", "maps": ["height", "normal", "metalness"]},
            ["normal", "metalness", "height"],
            [(96, 64)] * 3,
        ),
        ({"model": "patina-pbr-maps", "maps": ["basecolor"], "image_size": 80}, ["basecolor"], [(80, 80)]),
        (
            {
                "model": "patina-material-extract",
                "maps": ["normal", "basecolor"],
                "image_size": 64,
                "upscale_factor": 2,
            },
            [None, "basecolor", "normal"],
            [(64, 64), (128, 128), (128, 128)],
        ),
    ],
)
async def test_maps_of_a_picture_come_from_the_picture(
    tmp_path: Path, body: dict[str, Any], names: list[str | None], sizes: list[tuple[int, int]]
) -> None:
    clock = Clock()
    across = np.linspace(0, 1, 96, dtype=np.float32)
    shaded = np.stack([60 + 180 * across, 40 + 100 * across, np.full(96, 30)], -1)
    buffer = io.BytesIO()
    Image.fromarray(np.tile(shaded, (64, 1, 1)).astype(np.uint8)).save(buffer, "PNG")
    async with client_of(tmp_path, clock) as client:
        files = {"file": ("a.png", buffer.getvalue())}
        body["image_url"] = (await client.post("/v1/files/upload/stream", files=files)).json()["url"]
        task_id = (await client.post("/v1/images/generations", json=body)).json()["id"]
        clock.now += 10
        results = (await drawn(client, task_id))["results"]
        assert [entry.get("map_type") for entry in results] == names
        for entry, size in zip(results, sizes, strict=True):
            with Image.open(io.BytesIO((await client.get(entry["url"])).content)) as picture:
                assert picture.size == size
                pixels = np.asarray(picture.convert("RGB"), np.float32)
            if entry.get("map_type") in (None, "basecolor"):
                assert pixels[..., 0].mean() > pixels[..., 2].mean() + 40  # the picture's own colours
            if entry.get("map_type") is None:  # the patch was made to tile
                inner = np.abs(np.diff(pixels, axis=1)).mean((0, 2)).max()
                assert np.abs(pixels[:, 0] - pixels[:, -1]).mean() <= inner * 1.5


def test_a_patch_is_cut_where_the_mask_is_white() -> None:
    picture, mask = Image.new("RGB", (100, 60), "black"), Image.new("L", (50, 30))
    picture.paste("red", (60, 20, 90, 50))
    mask.paste(255, (30, 10, 45, 25))
    patch = cut_patch(picture, mask)
    assert patch.size == (30, 30)
    assert patch.getextrema() == ((255, 255), (0, 0), (0, 0))
    assert cut_patch(picture, None).size == (60, 60)


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("Weathered red brick wall with moss", "Drawn as: Brick wall, red, moss 28 %, worn."),
        ("长满青苔的红砖墙", "Drawn as: Brick wall, red, moss 56 %."),
        ("xyzzy", "No material recognised, so plain plaster was drawn. Name one, such as brick, oak planks or linen."),
    ],
)
async def test_a_material_says_how_its_prompt_was_understood(tmp_path: Path, prompt: str, said: str) -> None:
    clock = Clock()
    async with client_of(tmp_path, clock) as client:
        body = {**PATINA, "prompt": prompt, "maps": ["height"]}
        task_id = (await client.post("/v1/images/generations", json=body)).json()["id"]
        clock.now += 10
        assert [entry["generated_text"] for entry in (await drawn(client, task_id))["results"]] == [said] * 2


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


async def test_prices_and_models_are_told(tmp_path: Path) -> None:
    async with client_of(tmp_path, Clock()) as client:
        prices = (await client.get("/api/pricing")).json()["data"]
        models = (await client.get("/v1/models")).json()["data"]
        assert (await client.get("/api/usage/token/")).json()["data"]["total_available"] > 0
    assert {entry["model_name"] for entry in prices} == {entry["id"] for entry in models}
    assert "patina-material" in {entry["id"] for entry in models}
