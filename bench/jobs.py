"""What a job costs: CPU and added latency of the studio against a bare httpx loop, at 100 and at 1000 jobs.

Both submit at the same rate, ask every two seconds, and write each result to disk; the vendor runs in a process of its
own. The studio does more per job, and that is the point of the ratio: it keeps a ledger, verifies and decodes the
result and makes a thumbnail.
"""

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from pydantic import SecretStr

from bench.fake_vendor import TASK_S
from bench.tables import print_table

COUNTS = (100, 1000)
PER_SECOND = 50
"""Jobs offered each second."""
POLL_S = 2.0

Finished = dict[str, float]
"""Prompt -> Unix time at which its result was on the disk."""


def measure() -> None:
    """Run both engines at each count and print tables and ratios."""
    for count in COUNTS:
        bare, studio = _run("bare", count), _run("studio", count)
        heads = ("engine", "CPU ms/job", "latency p50 s", "p95 s", "max s", "wall s", "RSS MB")
        keys = ("cpu_ms", "p50_s", "p95_s", "max_s", "wall_s", "rss_mb")
        rows = [(name, *(f"{run[key]:.2f}" for key in keys)) for name, run in (("bare httpx", bare), ("Easel", studio))]
        title = f"{count} jobs, {PER_SECOND} a second, tasks of {TASK_S:.0f} s, asked every {POLL_S:.0f} s"
        print_table(title, heads, rows)
        print(
            f"\nCPU: {studio['cpu_ms'] / bare['cpu_ms']:.1f} times the bare loop; "
            f"added latency: {studio['p50_s'] - bare['p50_s']:+.2f} s p50, {studio['p95_s'] - bare['p95_s']:+.2f} s p95"
        )


def _run(engine: str, count: int) -> dict[str, float]:
    """Run one engine in a process of its own against a new vendor."""
    vendor = subprocess.Popen([sys.executable, "-m", "bench.fake_vendor"], stdout=subprocess.PIPE, text=True)
    assert vendor.stdout is not None
    with closing(vendor.stdout):
        try:
            url = vendor.stdout.readline().strip()
            command = [sys.executable, "-m", "bench.jobs", engine, str(count), url]
            return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        finally:
            vendor.terminate()
            vendor.wait()


async def _work(engine: str, count: int, url: str) -> dict[str, float]:
    run = {"bare": _bare, "studio": _studio}[engine]
    with tempfile.TemporaryDirectory() as folder:
        finished, cpu_s, wall_s = await run(count, url, Path(folder))
    async with httpx.AsyncClient() as client:
        ends: dict[str, float] = (await client.get(f"{url}/ends", timeout=60)).json()
    latencies = np.array([finished[prompt] - end for prompt, end in ends.items()])
    assert len(latencies) == count, "every job was submitted once and finished"
    # Linux counts kilobytes, macOS bytes.
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return {
        "cpu_ms": cpu_s * 1000 / count,
        "p50_s": float(np.percentile(latencies, 50)),
        "p95_s": float(np.percentile(latencies, 95)),
        "max_s": float(latencies.max()),
        "wall_s": wall_s,
        "rss_mb": rss,
    }


async def _offered(count: int, job: Callable[[str], Awaitable[Any]]) -> None:
    """Begin the jobs at the offered rate and wait until all have ended."""
    async with asyncio.TaskGroup() as group:
        begun = time.monotonic()
        for number in range(count):
            await asyncio.sleep(max(0.0, begun + number / PER_SECOND - time.monotonic()))
            group.create_task(_awaited(job(f"job {number}")))


async def _awaited(work: Awaitable[Any]) -> None:
    await work


async def _bare(count: int, url: str, folder: Path) -> tuple[Finished, float, float]:
    finished: Finished = {}
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:

        async def job(prompt: str) -> None:
            body = {"model": "wan-2.7-image", "prompt": prompt}
            task = (await client.post("/v1/images/generations", json=body)).json()
            while task["status"] != "completed":
                await asyncio.sleep(POLL_S)
                task = (await client.get(f"/v1/tasks/{task['id']}")).json()
            answer = await client.get(task["results"][0]["url"])
            await asyncio.to_thread((folder / f"{prompt}.png").write_bytes, answer.content)
            finished[prompt] = time.time()

        cpu_s, begun = time.process_time(), time.monotonic()
        await _offered(count, job)
        return finished, time.process_time() - cpu_s, time.monotonic() - begun


async def _studio(count: int, url: str, folder: Path) -> tuple[Finished, float, float]:
    from providers.catalogue import REQUESTS
    from providers.foxapi.tasks import FoxApi
    from providers.polling.poll_schedule import PollPolicy
    from providers.provider import Credentials
    from studio.access.owners import LOCAL
    from studio.assembly import assemble
    from studio.settings import Settings, VendorSettings
    from studio.vendors.gateways import Gateway
    from studio.vendors.turns import Pace, Turns

    # No limit of its own on tasks at once, and no gap between submits: those are courtesy to a vendor, not cost.
    gateway = Gateway(FoxApi(url), Credentials("bench"), url, False, Turns(count), Pace(0))
    vendors = {"foxapi": VendorSettings(base_url=url, api_key=SecretStr("bench"))}
    studio = assemble(
        Settings(data_dir=folder, vendors=vendors),
        [gateway],
        requests=REQUESTS,
        polling=PollPolicy(shortest_s=POLL_S, longest_s=POLL_S, questions_per_s=count / POLL_S),
    )
    request_class = REQUESTS["foxapi_wan_2_7_image"]
    finished: Finished = {}

    async def job(prompt: str) -> None:
        await studio.jobs.start(LOCAL, request_class(model="wan-2.7-image", prompt=prompt))  # type: ignore[call-arg]

    async with studio.lifespan():
        cpu_s, begun = time.process_time(), time.monotonic()
        await _offered(count, job)
        seen = -1
        while len(finished) < count:
            # Looking costs too: once a second, as an open page does.
            await asyncio.sleep(1)
            if seen == (seen := studio.jobs.revision(LOCAL)):
                continue
            for row in await studio.jobs.recent(LOCAL, limit=count):
                if row.finished_at is not None:
                    assert row.state == "succeeded", row.happened
                    finished[row.request["prompt"]] = row.finished_at.timestamp()
        return finished, time.process_time() - cpu_s, time.monotonic() - begun


if __name__ == "__main__":
    os.environ["PYTHONWARNINGS"] = "ignore"
    print(json.dumps(asyncio.run(_work(sys.argv[1], int(sys.argv[2]), sys.argv[3]))))
