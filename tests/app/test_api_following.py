"""Waiting for jobs, stopping them, and many at once."""

import time
from concurrent.futures import ThreadPoolExecutor

from launched import App, Gateway

IMAGE = {"model": "wan-2.7-image", "prompt": "A red door", "image_size": "square"}
VIDEO = {"prompt": "Waves", "duration": 2, "resolution": "720p", "reference_image_urls": ["https://example.com/a.jpg"]}


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
    job = sandboxed.call("anyfast_wan2_7_image", model="wan2.7-image", prompt="A red door", size="1K")
    stopped = sandboxed.final(sandboxed.call("stop_job", job_id=job["job_id"]))
    assert (stopped["state"], stopped["charged"]) == ("stopped", "no"), stopped
    assert "Stopped" in stopped["message"]
    again = sandboxed.call("stop_job", job_id=job["job_id"])
    assert (again["state"], again["finished_at"]) == ("stopped", stopped["finished_at"])


def test_many_calls_at_once_are_as_many_jobs(wired: App, gateway: Gateway) -> None:
    before = len(gateway.posts())
    with ThreadPoolExecutor(8) as pool:
        started = list(pool.map(lambda n: wired.call("foxapi_wan_2_7_image", **IMAGE, seed=n), range(6)))
    assert len({job["job_id"] for job in started}) == 6
    assert {wired.final(job)["state"] for job in started} == {"succeeded"}
    assert sorted(post["body"]["seed"] for post in gateway.posts()[before:]) == list(range(6))
