"""What the sandbox refuses, as the vendors' documents say it would be, naming the parameter."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from gateway_in_process import Clock, client_of
from tiny_files import picture, tiny

WAN = {"model": "wan-2.7-image", "prompt": "A cinematic portrait of a traveler in neon rain", "image_size": "square"}
VIDEO = {"model": "wan-2.7-reference-to-video", "prompt": "A slow tracking shot", "duration": 2, "resolution": "720p"}
ANYFAST = {"model": "wan2.7-image", "prompt": "一间有着精致窗户的花店", "n": 1, "size": "768x768"}
IMAGES, VIDEOS = "/v1/images/generations", "/v1/videos/generations"


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(tmp_path, Clock(), produce=tiny) as client:
        yield client


@pytest.mark.parametrize(
    ("key", "status", "kind"),
    [(None, 401, "authentication_error"), ("wrong", 401, "authentication_error"), ("empty", 402, "insufficient_quota")],
)
async def test_keys_that_are_refused(gateway: httpx.AsyncClient, key: str | None, status: int, kind: str) -> None:
    gateway.headers = httpx.Headers({"Authorization": f"Bearer {key}"} if key else {})
    answer = await gateway.post(IMAGES, json=WAN)
    assert answer.status_code == status
    assert answer.json()["error"]["type"] == kind


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"prompt": ""}, "prompt"),
        ({"prompt": "x" * 2001}, "prompt"),
        ({"prompt": None}, "prompt"),
        ({"num_outputs": 6}, "num_outputs"),
        ({"num_outputs": "2"}, "num_outputs"),
        ({"num_outputs": None}, "num_outputs"),
        ({"image_size": "huge"}, "image_size"),
        ({"image_size": {"width": 1}}, "image_size"),
        ({"negative_prompt": "x" * 501}, "negative_prompt"),
        ({"seed": -1}, "seed"),
        ({"seed": 2147483648}, "seed"),
        ({"model": "wan-9"}, "model"),
        ({"enable_prompt_expansion": True}, "enable_prompt_expansion"),
        ({"image_urls": ["https://example.com/a.png"] * 5}, "image_urls"),
        ({"image_urls": ["https://example.com/a.png"], "num_outputs": 5}, "num_outputs"),
        ({"image_urls": ["data:image/png;base64,AAAA"]}, "image_urls[0]"),
        ({"image_urls": ["http://127.0.0.1:9/none.png"]}, "image_urls[0]"),
        ({"steps": 5}, "steps"),
    ],
)
async def test_wan_refuses_what_its_document_refuses(
    gateway: httpx.AsyncClient, change: dict[str, Any], named: str
) -> None:
    answer = await gateway.post(IMAGES, json={**WAN, **change})
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert error["message"].startswith(named)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"model": "patina-material", "prompt": "brick"}, "maps"),
        ({"model": "patina-material", "prompt": "brick", "maps": ["albedo"]}, "maps[0]"),
        (
            {"model": "patina-material", "prompt": "brick", "maps": [], "mask_url": "https://example.com/m.png"},
            "mask_url",
        ),
        ({"model": "patina-material", "prompt": "brick", "maps": [], "tiling_mode": "both"}, "tiling_mode"),
        ({"model": "patina-material", "prompt": "brick", "maps": [], "upscale_factor": -1}, "upscale_factor"),
        ({"model": "patina-pbr-maps", "maps": ["normal"]}, "image_url"),
        ({"model": "patina-pbr-maps", "maps": ["normal"], "image_url": "u", "prompt": "brick"}, "prompt"),
        ({"model": "patina-pbr-maps", "maps": ["normal"], "image_url": "u", "mask_url": "u"}, "mask_url"),
        ({"model": "patina-material-extract", "maps": ["normal"]}, "image_url"),
        ({"model": "patina-material-extract", "maps": ["a"], "image_url": "u"}, "maps[0]"),
        ({"model": "phota-image-edit", "prompt": "x", "image_urls": []}, "image_urls"),
        ({"model": "phota-image-edit", "prompt": "x", "image_urls": ["u"], "resolution": "2K"}, "resolution"),
    ],
)
async def test_patina_and_phota_refuse(gateway: httpx.AsyncClient, body: dict[str, Any], named: str) -> None:
    answer = await gateway.post(IMAGES, json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(named)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"duration": 11}, "duration"), ({"resolution": "4K"}, "resolution"), ({"aspect_ratio": "2:1"}, "aspect_ratio")],
)
async def test_the_video_model_refuses(gateway: httpx.AsyncClient, change: dict[str, Any], named: str) -> None:
    answer = await gateway.post(VIDEOS, json={**VIDEO, **change})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(named)


def data_uri(data: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize(
    ("change", "status", "named"),
    [
        ({"n": 5}, 400, "n"),
        ({"n": 13, "enable_sequential": True}, 400, "n"),
        ({"size": "4K"}, 400, "size"),
        ({"size": "700x700"}, 400, "size"),
        ({"size": "8000x900"}, 400, "size"),
        ({"model": "wan2.7-image-pro", "size": "4K", "image": "https://example.com/a.png"}, 400, "size"),
        ({"size": "3000x3000", "enable_sequential": True}, 400, "size"),
        ({"model": "wan2.7-image-pro", "size": "4K", "enable_sequential": True}, 400, "size"),
        ({"image": None}, 400, "image"),
        ({"image": ["u"] * 10}, 400, "image"),
        ({"image": data_uri(picture((200, 400)))}, 422, "image"),
        ({"image": data_uri(picture((2400, 240)))}, 422, "image"),
        ({"image": data_uri(picture(mode="RGBA"))}, 422, "image"),
        ({"image": data_uri(picture(kind="GIF", mode="P"))}, 422, "image"),
        ({"image": data_uri(b"no picture")}, 422, "image"),
    ],
)
async def test_anyfast_refuses(gateway: httpx.AsyncClient, change: dict[str, Any], status: int, named: str) -> None:
    answer = await gateway.post(IMAGES, json={**ANYFAST, **change})
    assert answer.status_code == status
    assert answer.json()["error"]["message"].startswith(named)


async def test_broken_json_is_400(gateway: httpx.AsyncClient) -> None:
    assert (await gateway.post(IMAGES, content=b"{")).status_code == 400


async def test_a_video_field_refuses_a_picture(gateway: httpx.AsyncClient) -> None:
    upload = await gateway.post("/v1/files/upload/stream", files={"file": ("a.png", picture())})
    url = upload.json()["url"]
    answer = await gateway.post(VIDEOS, json={**VIDEO, "reference_video_urls": [url]})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid_file_type"
