"""A restart in the middle: jobs go on, and nothing is sent twice."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from launched import App, Gateway, Job, free_port, serving_gateway

IMAGE = {"model": "wan-2.7-image", "prompt": "A red door", "image_size": "square"}
ANY_IMAGE = {"model": "wan2.7-image", "prompt": "A red door", "size": "1K"}


@pytest.fixture(scope="module")
def slow_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway that takes three to six seconds for a picture."""
    with serving_gateway(tmp_path_factory.mktemp("slow-gateway")) as running:
        yield running


def reaching(app: App, job: Job, *states: str) -> Job:
    """Return the job as soon as it is in one of these states."""
    deadline = time.monotonic() + 10
    while True:
        job = app.call("get_job", job_id=job["job_id"])
        if job["state"] in states:
            return job
        assert time.monotonic() < deadline, job
        time.sleep(0.05)


def test_jobs_survive_sigterm_and_sigkill(new_app: Callable[..., App], slow_gateway: Gateway, canary_key: str) -> None:
    app = new_app(
        FOXAPI_BASE_URL=slow_gateway.url,
        FOXAPI_API_KEY=canary_key,
        ANYFAST_BASE_URL=f"http://127.0.0.1:{free_port()}",
        ANYFAST_API_KEY=canary_key,
    )
    app.start()
    running = reaching(app, app.call("foxapi_wan_2_7_image", **IMAGE), "queued", "running")
    unsent = app.call("anyfast_wan2_7_image", **ANY_IMAGE)
    while "could not be reached" not in unsent["message"]:
        unsent = app.call("get_job", job_id=unsent["job_id"], wait_s=0.2)
    assert (unsent["state"], unsent["charged"]) == ("preparing", "no")
    assert app.stop(signal.SIGTERM) == 0

    app.settings["ANYFAST_BASE_URL"] = slow_gateway.url
    app.start()
    assert app.final(running)["state"] == "succeeded"
    sending = reaching(app, unsent, "submitting")
    running = reaching(app, app.call("foxapi_wan_2_7_image", **IMAGE), "queued", "running")
    assert len(slow_gateway.posts()) == 3
    app.stop(signal.SIGKILL)

    app.start()
    lost = app.final(sending)
    assert (lost["state"], lost["charged"]) == ("unknown", "maybe")
    assert "does not send it again" in lost["message"]
    finished = app.final(running)
    assert (finished["state"], finished["charged"]) == ("succeeded", "yes")
    assert finished["outputs"][0]["url"].startswith(app.url)
    assert len(app.job_ids()) == 3
    assert len(slow_gateway.posts()) == 3
    assert Path(app.settings["EASEL_DATA_DIR"]).is_dir()
    assert "Traceback" not in app.log_path.read_text()
