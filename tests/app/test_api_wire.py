"""With keys: the gateway receives exactly what was asked, once, and the key goes nowhere else."""

import functools
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from gradio_client import handle_file
from launched import App, Gateway

FOX_IMAGE: dict[str, Any] = {"model": "wan-2.7-image", "prompt": "A calm sea"}
FOX_EDIT = {"model": "wan-2.7-image-pro", "prompt": "Make it night", "image_size": "square"}
PHOTA = {"prompt": "Soften the light"}
PATINA = {"prompt": "Red brick", "maps": ["basecolor", "height"]}
VIDEO = {"prompt": "Waves at the harbour"}
ANY_IMAGE = {"model": "wan2.7-image", "prompt": "一只猫"}
ANY_EDIT = {"model": "wan2.7-image-pro", "prompt": "Ink drawing", "size": "768x768"}

ALONE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("foxapi_wan_2_7_image", FOX_IMAGE, FOX_IMAGE),
    (
        "foxapi_wan_2_7_image",
        every := {
            **FOX_IMAGE,
            "num_outputs": 2,
            "image_size": {"width": 320, "height": 240},
            "negative_prompt": "blurry",
            "seed": 0,
            "enable_safety_checker": False,
        },
        every,
    ),
    (
        "foxapi_patina_material",
        every := {**PATINA, "image_size": 128},
        {"model": "patina-material", **every},
    ),
    (
        "foxapi_patina_material",
        every := {**PATINA, "image_size": 64, "tiling_mode": "xy", "upscale_factor": 2},
        {"model": "patina-material", **every},
    ),
    ("anyfast_wan2_7_image", ANY_IMAGE, {**ANY_IMAGE, "n": 1}),
    (
        "anyfast_wan2_7_image",
        every := {
            **ANY_IMAGE,
            "n": 2,
            "size": "1K",
            "enable_sequential": False,
            "thinking_mode": False,
            "watermark": True,
            "seed": 7,
            "response_format": "b64_json",
        },
        every,
    ),
]
"""Endpoint, what is asked, and the body that the gateway must get."""

WITH_PICTURE: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("foxapi_wan_2_7_image_edit", "image_urls", FOX_EDIT, FOX_EDIT),
    ("foxapi_phota_image_edit", "image_urls", PHOTA, {"model": "phota-image-edit", **PHOTA}),
    (
        "foxapi_wan_2_7_reference_to_video",
        "reference_image_urls",
        every := {**VIDEO, "duration": 2, "resolution": "720p", "aspect_ratio": "1:1", "multi_shots": False},
        {"model": "wan-2.7-reference-to-video", **every},
    ),
    ("anyfast_wan2_7_image_edit", "image", ANY_EDIT, {**ANY_EDIT, "n": 1}),
]


@pytest.fixture(scope="module")
def picture_url(picture: Path) -> Iterator[str]:
    """The picture on a web server of its own."""
    handler = functools.partial(QuietHandler, directory=str(picture.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{picture.name.replace(' ', '%20')}"
        server.shutdown()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder and prints nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Print nothing."""


def sent(app: App, gateway: Gateway, endpoint: str, **parameters: Any) -> dict[str, Any]:
    """Run a job to its end and return the body of its one POST, without the seed that Easel chose and told."""
    before = len(gateway.posts())
    job = app.final(app.call(endpoint, **parameters))
    (post,) = gateway.posts()[before:]
    assert (job["state"], job["charged"]) == ("succeeded", "yes"), job
    assert job["outputs"]
    assert post["path"] == f"/v1/{'videos' if 'video' in endpoint else 'images'}/generations"
    assert post["body"].get("seed") == job["request"].get("seed")
    assert ("seed" in post["body"]) == (endpoint not in ("foxapi_phota_image_edit", "foxapi_patina_material"))
    return {name: value for name, value in post["body"].items() if name != "seed" or "seed" in parameters}


@pytest.mark.parametrize(("endpoint", "asked", "body"), ALONE)
def test_the_gateway_gets_what_was_asked(
    wired: App, gateway: Gateway, endpoint: str, asked: dict[str, Any], body: dict[str, Any]
) -> None:
    assert sent(wired, gateway, endpoint, **asked) == body


@pytest.mark.parametrize(("endpoint", "name", "asked", "body"), WITH_PICTURE)
def test_an_uploaded_picture_goes_with_it(
    wired: App, gateway: Gateway, picture: Path, endpoint: str, name: str, asked: dict[str, Any], body: dict[str, Any]
) -> None:
    got = sent(wired, gateway, endpoint, **asked, **{name: [handle_file(picture)]})
    value = got.pop(name)
    assert got == body
    if endpoint.startswith("anyfast"):
        assert value.endswith("characters>"), "a data URI, shortened in the gateway's log"
    else:
        assert [link.startswith(f"{gateway.url}/files/") for link in value] == [True]


@pytest.mark.parametrize(("endpoint", "name", "asked", "body"), WITH_PICTURE)
def test_links_go_as_they_are(
    wired: App,
    gateway: Gateway,
    picture_url: str,
    endpoint: str,
    name: str,
    asked: dict[str, Any],
    body: dict[str, Any],
) -> None:
    got = sent(wired, gateway, endpoint, **asked, **{name: [picture_url, handle_file(picture_url)]})
    assert got == {**body, name: [picture_url, picture_url]}


def test_a_single_picture_needs_no_list(wired: App, gateway: Gateway, picture: Path, picture_url: str) -> None:
    body = sent(wired, gateway, "anyfast_wan2_7_image_edit", **ANY_EDIT, image=picture_url)
    assert body["image"] == picture_url
    body = sent(
        wired,
        gateway,
        "foxapi_patina_material",
        **PATINA,
        image_size=64,
        image_url=picture_url,
        mask_url=handle_file(picture),
    )
    assert body["image_url"] == picture_url
    assert body["mask_url"].startswith(f"{gateway.url}/files/")


def test_many_calls_at_once_are_as_many_jobs(wired: App, gateway: Gateway) -> None:
    before = len(gateway.posts())
    with ThreadPoolExecutor(8) as pool:
        started = list(
            pool.map(lambda n: wired.call("foxapi_wan_2_7_image", **FOX_IMAGE, image_size="square", seed=n), range(6))
        )
    assert len({job["job_id"] for job in started}) == 6
    assert {wired.final(job)["state"] for job in started} == {"succeeded"}
    assert sorted(post["body"]["seed"] for post in gateway.posts()[before:]) == list(range(6))


def test_models_are_live(wired: App) -> None:
    assert {model["mode"] for model in wired.call("list_models")} == {"live"}
