"""Bad input and failing vendors: a clear sentence each, and it says what was sent and charged."""

from pathlib import Path
from typing import Any

import pytest
from gradio_client import handle_file
from gradio_client.exceptions import AppError
from launched import App, Gateway, http
from PIL import Image

FOX = {"model": "wan-2.7-image", "prompt": "A calm sea"}
ANY = {"model": "wan2.7-image", "prompt": "A calm sea"}
EDIT = {"model": "wan-2.7-image", "prompt": "Make it night"}
ANY_EDIT = {"model": "wan2.7-image", "prompt": "Make it night"}
LINK = "https://example.com/picture.jpg"
SERVER_PATH = "Upload this file"
MB = 1024 * 1024

BAD: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "empty prompt": ("foxapi_wan_2_7_image", {**FOX, "prompt": ""}, ["prompt: Write a prompt first."]),
    "blank prompt": ("anyfast_wan2_7_image", {"model": "wan2.7-image", "prompt": " \n"}, ["prompt: Write a prompt"]),
    "too long": (
        "foxapi_wan_2_7_image",
        {**FOX, "prompt": "x" * 2312},
        ["prompt: Use at most 2000 characters; this has 2312."],
    ),
    "six outputs": ("foxapi_wan_2_7_image", {**FOX, "num_outputs": 6}, ["num_outputs: Use at most 5."]),
    "two problems": (
        "foxapi_wan_2_7_image",
        {**FOX, "num_outputs": 0, "seed": -1},
        ["num_outputs: Use 1 or more.", "seed: Use 0 or more."],
    ),
    "no such model": ("foxapi_wan_2_7_image", {**FOX, "model": "wan-9"}, ["model: Choose 'wan-2.7-image'"]),
    "series only": (
        "anyfast_wan2_7_image",
        {"model": "wan2.7-image", "prompt": "Cats", "n": 9},
        ["n: Use at most 4 pictures"],
    ),
    "mask without picture": (
        "foxapi_patina_material",
        {"prompt": "Brick", "maps": ["normal"], "mask_url": LINK},
        ["mask_url: Add a reference picture too"],
    ),
    "no maps": ("foxapi_patina_material", {"prompt": "Brick", "maps": []}, ["maps: Choose at least one map."]),
    "no pictures": ("foxapi_wan_2_7_image_edit", {**EDIT, "image_urls": []}, ["image_urls: Add a picture first."]),
    "too many": ("foxapi_wan_2_7_image_edit", {**EDIT, "image_urls": [LINK] * 5}, ["image_urls: Use at most 4"]),
    "no link": ("foxapi_wan_2_7_image_edit", {**EDIT, "image_urls": ["ftp://x/y.png"]}, ["image_urls: Add a file"]),
    "server path": (
        "foxapi_wan_2_7_image_edit",
        {**EDIT, "image_urls": ["/etc/hostname"]},
        [f"image_urls: {SERVER_PATH}"],
    ),
    "path and prompt": (
        "foxapi_wan_2_7_image_edit",
        {**EDIT, "prompt": "", "image_urls": ["/etc/hostname"]},
        ["prompt: Write", f"image_urls: {SERVER_PATH}"],
    ),
}


@pytest.fixture
def nothing_starts(wired: App, gateway: Gateway):
    """Check that neither a job nor a POST came of it."""
    jobs, posts = wired.job_ids(), len(gateway.posts())
    yield
    assert wired.job_ids() == jobs
    assert len(gateway.posts()) == posts


def refusal(app: App, endpoint: str, **parameters: Any) -> list[str]:
    """Return the lines of the error that a call ends in."""
    with pytest.raises(AppError) as caught:
        app.call(endpoint, **parameters)
    return str(caught.value).splitlines()


@pytest.mark.usefixtures("nothing_starts")
@pytest.mark.parametrize("case", BAD)
def test_bad_parameters_are_named_and_start_nothing(wired: App, case: str) -> None:
    endpoint, parameters, expected = BAD[case]
    *lines, last = refusal(wired, endpoint, **parameters)
    assert last == "Nothing was sent."
    assert len(lines) == len(expected), lines
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(start)


@pytest.mark.usefixtures("nothing_starts")
def test_bad_files_are_named_and_start_nothing(wired: App, picture: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.png"
    words.write_text("no picture")
    assert refusal(wired, "foxapi_wan_2_7_image_edit", **EDIT, image_urls=[handle_file(words)]) == [
        "image_urls: This is no picture or video that Easel knows. "
        "Use a JPEG, PNG, WebP, AVIF, BMP, GIF, MP4, MOV or WebM file.",
        "Nothing was sent.",
    ]
    moving = tmp_path / "moving.gif"
    Image.new("P", (300, 300)).save(moving)
    line, _ = refusal(wired, "anyfast_wan2_7_image_edit", **ANY_EDIT, image=[handle_file(picture), handle_file(moving)])
    assert line.startswith("image: Picture 2 is a GIF file; this model takes JPEG, PNG, BMP and WebP.")
    large = tmp_path / "large.jpg"
    # A JPEG ends where it says so; what follows only makes the file larger.
    large.write_bytes(picture.read_bytes() + bytes(21 * MB))
    line, _ = refusal(wired, "anyfast_wan2_7_image_edit", **ANY_EDIT, image=handle_file(large))
    assert line.startswith("image: Picture 1 is 21.1 MB; this model takes at most 20 MB.")


@pytest.mark.usefixtures("nothing_starts")
@pytest.mark.parametrize("path", ["/etc/hostname", "app.py", "../app.py", "/proc/self/environ", "file:///etc/hostname"])
def test_only_uploads_are_opened(wired: App, path: str) -> None:
    handed = {"path": path, "meta": {"_type": "gradio.FileData"}}
    answer = wired.post("foxapi_wan_2_7_image_edit", "wan-2.7-image", "x", [handed], *[None] * 6)
    assert answer.status_code == 500
    assert answer.json()["error"].startswith("image_urls: Upload this file with handle_file")


@pytest.mark.usefixtures("nothing_starts")
def test_unknown_parameters_are_refused(wired: App) -> None:
    with pytest.raises(TypeError, match="num_images"):
        wired.call("foxapi_wan_2_7_image", **FOX, num_images=2)
    address = f"{wired.url}/gradio_api/call/v2/foxapi_wan_2_7_image"
    answer = http.post(address, json={**FOX, "num_images": 2})
    assert (answer.status_code, answer.json()["error"]) == (422, "num_images: There is no such parameter.")
    answer = http.post(address, json={"model": "wan-2.7-image"})
    assert (answer.status_code, answer.json()["error"]) == (422, "prompt: Give a value.")


def test_jobs_that_are_not_there(wired: App) -> None:
    assert refusal(wired, "get_job", job_id="nobody") == ["There is no such job."]
    assert refusal(wired, "stop_job", job_id="nobody") == ["There is no such job."]
    assert refusal(wired, "get_job", job_id="") == ["job_id: Give the id of a job, as text."]
    assert refusal(wired, "get_job", job_id="nobody", wait_s=-1) == ["wait_s: Give a number, 0 or more."]
    assert refusal(wired, "list_jobs", limit="all") == ["limit: Give a number, 1 or more."]


@pytest.mark.parametrize(
    ("fault", "state", "charged", "says"),
    [
        ("create-401", "failed", "no", "FoxAPI did not accept the key. Nothing was charged."),
        ("create-402", "failed", "no", "The FoxAPI account has no balance left. Nothing was charged."),
        ("create-422", "failed", "no", "FoxAPI refused a setting or a file. Nothing was charged."),
        ("create-html", "failed", "no", "Nothing was charged."),
        ("create-500", "unknown", "maybe", "It may have been charged"),
        ("create-cut", "unknown", "maybe", "It may have been charged"),
        ("task-fails", "failed", "maybe", "FoxAPI could not make it."),
    ],
)
def test_a_failing_vendor_is_told_apart(
    wired: App, gateway: Gateway, fault: str, state: str, charged: str, says: str
) -> None:
    before = len(gateway.posts())
    with gateway.faults(fault):
        job = wired.final(wired.call("foxapi_wan_2_7_image", **FOX))
    assert (job["state"], job["charged"]) == (state, charged), job
    assert says in job["message"]
    assert job["outputs"] == []
    assert len(gateway.posts()) == before + 1, "sent once, never again by itself"


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("create-401", "AnyFast did not accept the key. Nothing was charged."),
        ("create-402", "The AnyFast account has no balance left. Nothing was charged."),
    ],
)
def test_the_other_vendors_key_and_balance_are_told_as_well(
    wired: App, gateway: Gateway, fault: str, says: str
) -> None:
    with gateway.faults(fault):
        job = wired.final(wired.post("anyfast_wan2_7_image", *ANY.values(), *[None] * 7).json()["data"][0])
    assert (job["state"], job["charged"]) == ("failed", "no"), job
    assert says in job["message"]


def test_the_vendors_words_are_kept(wired: App, gateway: Gateway) -> None:
    with gateway.faults("create-422"):
        job = wired.final(wired.call("anyfast_wan2_7_image", model="wan2.7-image", prompt="Cats"))
    assert "this prompt is not accepted" in job["error"]


def test_an_unreachable_picture_costs_nothing(wired: App) -> None:
    job = wired.final(wired.call("foxapi_wan_2_7_image_edit", **EDIT, image_urls=["http://127.0.0.1:9/gone.png"]))
    assert (job["state"], job["charged"]) == ("failed", "no"), job
    assert "Nothing was charged" in job["message"]
    assert job["error"]


def test_nothing_that_failed_left_a_traceback(wired: App) -> None:
    log = wired.log_path.read_text()
    # Gradio itself answers an unknown name in a call by names with 500 and this traceback.
    assert log.count("Traceback") == log.count("is not a valid key-word argument"), log
