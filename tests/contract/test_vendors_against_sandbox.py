"""Every request class, driven through submit, upload and poll against `python -m sandbox` on a port."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from providers import errors
from providers.catalogue import REQUESTS, VENDORS, request_class
from providers.polling import PollPolicy, follow
from providers.provider import Credentials, LocalFile, Provider
from providers.task import Output, Task, TaskStatus

KEY = Credentials("any-key-of-eight-letters")
POLICY = PollPolicy(shortest_s=0.05, longest_s=0.2, longest_error_pause_s=0.5, results_grace_s=5)
LOCAL = "easel:" + "ab" * 32
BODIES: dict[str, tuple[dict[str, Any], int]] = {
    "foxapi_wan_2_7_image": ({"model": "wan-2.7-image", "num_outputs": 2, "image_size": "square"}, 2),
    "foxapi_wan_2_7_image_edit": ({"model": "wan-2.7-image-pro", "image_urls": [LOCAL], "image_size": "square"}, 1),
    "foxapi_phota_image_edit": ({"image_urls": [LOCAL], "resolution": "1K"}, 1),
    "foxapi_patina_material": ({"maps": ["normal", "height"], "image_size": 64}, 3),
    "foxapi_wan_2_7_reference_to_video": (
        {"reference_image_urls": [LOCAL], "duration": 2, "resolution": "720p", "aspect_ratio": "1:1"},
        1,
    ),
    "anyfast_wan2_7_image": ({"model": "wan2.7-image", "n": 2, "size": "768x768"}, 2),
    "anyfast_wan2_7_image_edit": (
        {"model": "wan2.7-image-pro", "image": [LOCAL], "size": "1K", "response_format": "b64_json"},
        1,
    ),
}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("sandbox")
    command = [sys.executable, "-m", "sandbox", "--root", str(root), "--speed", "200", "--allow-private"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().split()[-1]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def faults(sandbox: str) -> Iterator[list[str]]:
    """Faults to switch on before a request; all off again afterwards."""
    yield []
    switch(sandbox, [])


def switch(sandbox: str, names: Sequence[str]) -> None:
    httpx.post(f"{sandbox}/sandbox/faults", json={"faults": list(names)}).raise_for_status()


def posts(sandbox: str) -> int:
    counts = httpx.get(f"{sandbox}/sandbox/log").json()["counts"]
    return sum(number for call, number in counts.items() if call.startswith("POST /v1/") and "generations" in call)


@pytest.fixture
def picture(tmp_path: Path) -> LocalFile:
    path = tmp_path / "picture"
    Image.new("RGB", (320, 256), (180, 90, 40)).save(path, "PNG")
    return LocalFile(path, "image/png", "ab" * 32)


def provider_of(endpoint: str, sandbox: str) -> Provider:
    vendor = next(vendor for vendor in VENDORS if vendor.name == request_class(endpoint).provider)
    return vendor.build(f"{sandbox}/v1")


async def run(endpoint: str, sandbox: str, picture: LocalFile, **changes: Any) -> tuple[Task, tuple[Output, ...]]:
    provider = provider_of(endpoint, sandbox)
    request = request_class(endpoint).model_validate({"prompt": "Red brick wall"} | BODIES[endpoint][0] | changes)
    if list(request.media()):
        hosted = await provider.host(picture, KEY)
        request = request.with_media({LOCAL: hosted.url})
    try:
        task = await provider.submit(request, KEY)
        task = await follow(lambda task_id: provider.poll(task_id, KEY), task, policy=POLICY)
    finally:
        await provider.aclose()
    return task, request.label_outputs(task.outputs)


def content_of(output: Output) -> bytes:
    return output.data or httpx.get(output.url or "", follow_redirects=True).raise_for_status().content


@pytest.mark.parametrize("endpoint", REQUESTS)
async def test_every_model_gives_its_results(endpoint: str, sandbox: str, picture: LocalFile) -> None:
    before = posts(sandbox)
    task, outputs = await run(endpoint, sandbox, picture)
    assert posts(sandbox) == before + 1
    assert (task.status, task.error) == (TaskStatus.SUCCEEDED, None)
    assert len(outputs) == BODIES[endpoint][1]
    for output in outputs:
        assert output.kind == request_class(endpoint).output_kind
        assert len(content_of(output)) > 100


async def test_maps_come_labelled(sandbox: str, picture: LocalFile) -> None:
    _, outputs = await run("foxapi_patina_material", sandbox, picture)
    labels = {output.label: output.label_certain for output in outputs}
    assert labels == {"texture": True, "normal": True, "height": True}


@pytest.mark.parametrize(
    "fault",
    [
        "poll-404:2",
        "poll-429:2",
        "poll-500:2",
        "poll-html:2",
        "poll-cut:2",
        "poll-empty:2",
        "poll-string-results",
        "poll-output-urls",
        "poll-status-spelling",
        "poll-progress-string",
        "upload-nested",
    ],
)
async def test_odd_answers_are_survived(fault: str, sandbox: str, picture: LocalFile, faults: list[str]) -> None:
    switch(sandbox, [fault])
    task, outputs = await run("foxapi_wan_2_7_image_edit", sandbox, picture, num_outputs=2)
    assert (task.status, len(outputs)) == (TaskStatus.SUCCEEDED, 2)


async def test_maps_without_names_are_guessed(sandbox: str, picture: LocalFile, faults: list[str]) -> None:
    switch(sandbox, ["poll-no-map-type"])
    _, outputs = await run("foxapi_patina_material", sandbox, picture)
    assert [(output.label, output.label_certain) for output in outputs] == [
        ("texture", False),
        ("normal", False),
        ("height", False),
    ]


@pytest.mark.parametrize("fault", ["task-fails", "task-fails-string"])
async def test_a_failed_task_says_why(fault: str, sandbox: str, picture: LocalFile, faults: list[str]) -> None:
    switch(sandbox, [fault])
    task, _ = await run("foxapi_wan_2_7_image", sandbox, picture)
    assert task.status is TaskStatus.FAILED
    assert task.error


CREATE_FAULTS: list[tuple[str, type[errors.ProviderError]]] = [
    ("create-402", errors.NoBalance),
    ("create-422", errors.InvalidRequest),
    ("create-429", errors.RateLimited),
    ("create-500", errors.OutcomeUnknown),
    ("create-503", errors.OutcomeUnknown),
    ("create-cut", errors.OutcomeUnknown),
    ("create-html", errors.Refused),
]


@pytest.mark.parametrize(
    ("endpoint", "fault", "kind"),
    [
        *[("foxapi_wan_2_7_image", *row) for row in CREATE_FAULTS],
        *[("anyfast_wan2_7_image", *row) for row in CREATE_FAULTS],
        ("foxapi_wan_2_7_image", "create-no-id", errors.OutcomeUnknown),
    ],
)
async def test_a_create_that_goes_wrong_is_sent_once(
    endpoint: str, fault: str, kind: type[errors.ProviderError], sandbox: str, picture: LocalFile, faults: list[str]
) -> None:
    switch(sandbox, [fault])
    before = posts(sandbox)
    with pytest.raises(kind):
        await run(endpoint, sandbox, picture)
    assert posts(sandbox) == before + 1


async def test_null_pictures_are_a_failure(sandbox: str, picture: LocalFile, faults: list[str]) -> None:
    switch(sandbox, ["b64-both-null"])
    task, _ = await run("anyfast_wan2_7_image", sandbox, picture, response_format="b64_json")
    assert task.status is TaskStatus.FAILED


async def test_base64_with_a_prefix(sandbox: str, picture: LocalFile, faults: list[str]) -> None:
    switch(sandbox, ["b64-data-prefix"])
    _, outputs = await run("anyfast_wan2_7_image", sandbox, picture, response_format="b64_json")
    assert all((output.data or b"").startswith((b"\x89PNG", b"\xff\xd8")) for output in outputs)
