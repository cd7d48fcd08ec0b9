"""Easel is killed or the vendor goes away in the middle of a job: the job goes on, and nothing is sent twice."""

import signal
import time

from launched import App, Gateway, Job

IMAGE = {"model": "wan-2.7-image", "prompt": "A calm sea", "image_size": "square"}
ANY_IMAGE = {"model": "wan2.7-image", "prompt": "A calm sea", "size": "1K"}


def test_a_killed_easel_goes_on_and_sends_nothing_again(wired: App, gateway: Gateway) -> None:
    before = len(gateway.posts())
    with gateway.faults("poll-500", "create-hang:1"):
        sending = wired.reaching(wired.call("anyfast_wan2_7_image", **ANY_IMAGE), "submitting")
        while len(gateway.posts()) == before:
            time.sleep(0.05)
        running = wired.reaching(wired.call("foxapi_wan_2_7_image", **IMAGE), "queued", "running")
        wired.stop(signal.SIGKILL)
    wired.start()
    lost = wired.final(sending)
    assert (lost["state"], lost["charged"]) == ("unknown", "maybe"), lost
    assert "does not send it again" in lost["message"]
    finished = wired.final(running)
    assert (finished["state"], finished["charged"]) == ("succeeded", "yes"), finished
    assert len(gateway.posts()) == before + 2


def test_a_vendor_that_is_down_gets_it_once_when_it_is_back(wired: App, gateway: Gateway) -> None:
    gateway.stop()
    try:
        started: list[Job] = []
        for endpoint, asked in (("foxapi_wan_2_7_image", IMAGE), ("anyfast_wan2_7_image", ANY_IMAGE)):
            started.append(waiting := wired.call(endpoint, **asked))
            while "could not be reached; nothing was sent yet" not in waiting["message"]:
                assert waiting["finished_at"] is None, waiting
                waiting = wired.post("get_job", waiting["job_id"], 0.2).json()["data"][0]
            assert (waiting["state"], waiting["charged"]) == ("preparing", "no")
        job, other = started
        stopped = wired.call("stop_job", job_id=other["job_id"])
    finally:
        gateway.start()
    assert (stopped["state"], stopped["charged"]) == ("stopped", "no"), stopped
    assert "Nothing was charged" in stopped["message"]
    finished = wired.final(job)
    assert (finished["state"], finished["charged"]) == ("succeeded", "yes"), finished
    (post,) = gateway.posts()
    assert post["body"] == {**IMAGE, "seed": finished["request"]["seed"]}
