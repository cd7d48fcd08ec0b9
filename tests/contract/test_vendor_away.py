"""A vendor that is down, or takes a request and never answers: how a job ends, its charge, its words, what was sent."""

import asyncio
from pathlib import Path

from launched import free_port
from raw_vendor import HANG, RawVendor

from providers.anyfast.images import AnyFast
from providers.catalogue import REQUESTS
from providers.foxapi.tasks import FoxApi
from providers.provider import Provider
from studio.assembly import assemble
from studio.clock import Clock
from studio.ledger.job import Job
from studio.sentences.sentences import sentence_of
from studio.settings import Settings
from studio.vendors.gateways import Gateway

OWNER = "local"
TITLES = ("FoxAPI", "AnyFast")
BODIES = {
    "foxapi_wan_2_7_image": {"model": "wan-2.7-image", "prompt": "A calm sea"},
    "anyfast_wan2_7_image": {"model": "wan2.7-image", "prompt": "A calm sea"},
}


async def ended(data_dir: Path, *providers: Provider, url: str) -> list[Job]:
    """Run one job with each vendor at once, a thousand times as fast between its tries."""
    ways = [Gateway.to(provider, api_key="a-key", base_url=url, sandbox=False) for provider in providers]
    quick = Clock(sleep=lambda seconds: asyncio.sleep(seconds / 1000))
    studio = assemble(Settings(data_dir=data_dir), ways, requests=REQUESTS, clock=quick)
    async with studio.lifespan(grace_s=5):
        requests = [REQUESTS[name].model_validate(body) for name, body in BODIES.items()]
        jobs = await asyncio.gather(*(studio.jobs.start(OWNER, request) for request in requests))
        return [await studio.jobs.wait(OWNER, job.id, 20) for job in jobs]


async def test_vendors_that_stay_down_cost_nothing(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    for job, title in zip(await ended(tmp_path, FoxApi(url), AnyFast(url), url=url), TITLES, strict=True):
        assert (job.state, job.charged) == ("failed", "no"), job
        assert sentence_of(job.happened).startswith(
            f"{title} could not be reached, so nothing was sent. Nothing was charged. "
        )


async def test_vendors_that_never_answer_get_it_once_and_may_have_charged(tmp_path: Path) -> None:
    async with RawVendor(answers=lambda _: HANG).running() as silent:
        fox, anyfast = FoxApi(silent.url, read_timeout_s=0.1), AnyFast(silent.url, read_timeout_s=0.1)
        for job, title in zip(await ended(tmp_path, fox, anyfast, url=silent.url), TITLES, strict=True):
            assert (job.state, job.charged) == ("unknown", "maybe"), job
            assert title in sentence_of(job.happened)
            assert "may have been charged" in sentence_of(job.happened)
        assert silent.count("POST") == 2
