"""Waiting for jobs, stopping them, and a restart in their middle."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

from launched import App

IMAGE = {"model": "wan-2.7-image", "prompt": "A calm sea", "image_size": "square"}


def test_waiting_ends_with_the_time_or_the_job(sandboxed: App) -> None:
    job = sandboxed.call("foxapi_wan_2_7_image", **IMAGE)
    begun = time.monotonic()
    early = sandboxed.call("get_job", job_id=job["job_id"], wait_s=0.5)
    assert early["finished_at"] is None
    assert 0.5 <= time.monotonic() - begun < 3
    with ThreadPoolExecutor(5) as pool:
        waits = [pool.submit(sandboxed.call, "get_job", job_id=job["job_id"], wait_s=1000) for _ in range(5)]
        begun = time.monotonic()
        assert sandboxed.call("get_job", job_id=job["job_id"])["job_id"] == job["job_id"]
        assert time.monotonic() - begun < 2, "those that wait hold nobody up"
        assert {wait.result()["state"] for wait in waits} == {"succeeded"}


def test_a_stopped_job_stays_stopped(sandboxed: App) -> None:
    job = sandboxed.call("anyfast_wan2_7_image", model="wan2.7-image", prompt="A calm sea", size="1K")
    stopped = sandboxed.final(sandboxed.call("stop_job", job_id=job["job_id"]))
    assert (stopped["state"], stopped["charged"]) == ("stopped", "no"), stopped
    assert "Stopped" in stopped["message"]
    again = sandboxed.call("stop_job", job_id=job["job_id"])
    assert (again["state"], again["finished_at"]) == ("stopped", stopped["finished_at"])


def test_a_polite_restart_loses_nothing(sandboxed: App) -> None:
    running = sandboxed.reaching(sandboxed.call("foxapi_wan_2_7_image", **IMAGE), "queued", "running")
    assert sandboxed.stop(signal.SIGTERM) == 0
    sandboxed.start()
    finished = sandboxed.final(running)
    assert (finished["state"], finished["charged"]) == ("succeeded", "no"), finished
    assert len(finished["outputs"]) == 1
    assert "Traceback" not in sandboxed.log_path.read_text()
