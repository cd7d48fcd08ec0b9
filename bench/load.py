"""Thousands of jobs in flight in one process: CPU and memory of each, and how soon the page answers meanwhile.

The same tasks are followed by Easel, started through its API and with its page open, and by a bare httpx loop that
writes each result to a file and keeps nothing else. Both ask for each task at the same pace.
"""

import asyncio
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from pydantic import SecretStr

from bench.tables import print_table

COUNTS = (1000, 3000)
PER_SECOND = 20
"""Jobs offered each second: about half of what the API of one process can take on one core."""
POLL_S = 20.0
AFTER_LAST_S = 30.0
"""How long all jobs are in flight together."""


def measure() -> None:
    """Run both engines at each count and print a table and ratios."""
    for count in COUNTS:
        task_s = count / PER_SECOND + AFTER_LAST_S
        bare, easel = _run("bare", count, task_s), _run("easel", count, task_s)
        heads = ("engine", "CPU ms/job", "memory KB/job", "finished", "page idle ms", "page loaded ms", "p95 ms")
        keys = ("cpu_ms", "kb", "finished", "idle_ms", "loaded_ms", "loaded_p95_ms")
        rows = [
            (name, *(f"{run[key]:.1f}" if key in run else "-" for key in keys))
            for name, run in (("bare httpx", bare), ("Easel", easel))
        ]
        print_table(f"{count} jobs in flight for {AFTER_LAST_S:.0f} s, asked every {POLL_S:.0f} s", heads, rows)
        print(
            f"\nCPU: {easel['cpu_ms'] / bare['cpu_ms']:.1f} times the bare loop; memory: "
            f"{easel['kb'] / bare['kb']:.1f} times; page: {easel['loaded_ms'] / easel['idle_ms']:.1f} times its idle "
            f"self; lost: {count - int(easel['finished'])}"
        )


def _run(engine: str, count: int, task_s: float) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder, _child("bench.fake_vendor", str(task_s)) as vendor:
        command = ("bench.load", engine, str(count), vendor["url"], folder)
        with _child(*command) as begun:
            process = begun["process"]
            seen = asyncio.run(_drive_easel(begun["url"], count, task_s, Path(folder))) if engine == "easel" else {}
            answer, _ = process.communicate("stop\n" if engine == "easel" else None)
        return seen | json.loads(answer.splitlines()[-1])


@contextmanager
def _child(*module: str) -> Iterator[dict[str, Any]]:
    """Run a module that prints its address, or an empty line, when it is ready."""
    command = [sys.executable, "-m", *module]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield {"url": process.stdout.readline().strip(), "process": process}
    finally:
        process.terminate()
        process.wait()


async def _drive_easel(url: str, count: int, task_s: float, folder: Path) -> dict[str, float]:
    """Start the jobs through the API, look at the page before, and while all run and end."""
    async with httpx.AsyncClient(base_url=url, timeout=httpx.Timeout(120, pool=None)) as client:
        idle = [await _page_ms(client) for _ in range(20)]
        described = (await client.get("/gradio_api/info")).json()["named_endpoints"]["/foxapi_wan_2_7_image"]
        unset = {one["parameter_name"]: one["parameter_default"] for one in described["parameters"]}
        begun = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                await asyncio.sleep(max(0.0, begun + number / PER_SECOND - time.monotonic()))
                request = unset | {"model": "wan-2.7-image", "prompt": f"job {number}"}
                group.create_task(_start(client, list(request.values())))
        loaded: list[float] = []
        done = 0
        deadline = time.monotonic() + task_s + 300
        while done < count and time.monotonic() < deadline:
            await asyncio.sleep(0.5)
            loaded.append(await _page_ms(client))
            done = _succeeded(folder)
    return {
        "finished": done,
        "idle_ms": float(np.median(idle)),
        "loaded_ms": float(np.median(loaded)),
        "loaded_p95_ms": float(np.percentile(loaded, 95)),
    }


def _succeeded(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "easel.db")) as database:
        return database.execute("SELECT count(*) FROM jobs WHERE state = 'succeeded'").fetchone()[0]


async def _start(client: httpx.AsyncClient, values: list[Any]) -> None:
    (await client.post("/gradio_api/run/foxapi_wan_2_7_image", json={"data": values})).raise_for_status()


async def _page_ms(client: httpx.AsyncClient) -> float:
    begun = time.perf_counter()
    (await client.get("/")).raise_for_status()
    return (time.perf_counter() - begun) * 1000


def _serve(count: int, url: str, folder: Path) -> None:
    """Serve Easel until a line comes in."""
    from providers.catalogue import REQUESTS
    from providers.foxapi.tasks import FoxApi
    from providers.polling.poll_schedule import PollPolicy
    from providers.provider import Credentials
    from studio.assembly import assemble
    from studio.settings import Settings, VendorSettings
    from studio.vendors.gateways import Gateway
    from studio.vendors.turns import Pace, Turns
    from ui.launch import serve
    from ui.shell import build_page

    os.environ["GRADIO_TEMP_DIR"] = str(folder / "gradio")
    # No limit of its own on tasks at once, and no gap between submits: those are courtesy to a vendor, not cost.
    gateway = Gateway(FoxApi(url), Credentials("bench"), url, False, Turns(count), Pace(0))
    studio = assemble(
        Settings(data_dir=folder, vendors={"foxapi": VendorSettings(base_url=url, api_key=SecretStr("bench"))}),
        [gateway],
        requests=REQUESTS,
        polling=PollPolicy(shortest_s=POLL_S, longest_s=POLL_S, questions_per_s=count / POLL_S),
    )
    demo = build_page(studio)
    serve(demo, studio)
    with _measured(count):
        print(str(demo.local_url).rstrip("/"), flush=True)
        sys.stdin.readline()
    demo.close(verbose=False)


async def _bare(count: int, url: str, folder: Path) -> None:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:

        async def job(number: int) -> None:
            body = {"model": "wan-2.7-image", "prompt": f"job {number}"}
            task = (await client.post("/v1/images/generations", json=body)).json()
            while task["status"] != "completed":
                await asyncio.sleep(POLL_S)
                task = (await client.get(f"/v1/tasks/{task['id']}")).json()
            answer = await client.get(task["results"][0]["url"])
            await asyncio.to_thread((folder / f"{number}.png").write_bytes, answer.content)

        begun = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number in range(count):
                await asyncio.sleep(max(0.0, begun + number / PER_SECOND - time.monotonic()))
                group.create_task(job(number))


@contextmanager
def _measured(count: int) -> Iterator[None]:
    """Print CPU and growth of memory for each job of what is done inside."""
    cpu_s, before = time.process_time(), _now_kb()
    yield
    spent_s = time.process_time() - cpu_s
    print(json.dumps({"cpu_ms": spent_s * 1000 / count, "kb": (_peak_kb() - before) / count}), flush=True)


def _now_kb() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:  # not Linux
        return _peak_kb()
    return pages * resource.getpagesize() / 1024


def _peak_kb() -> float:
    # Linux counts kilobytes, macOS bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform != "darwin" else 1024)


def main() -> None:
    """Be one of the engines: `python -m bench.load bare|easel COUNT VENDOR FOLDER`."""
    engine, count, url, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    if engine == "easel":
        return _serve(count, url, folder)
    print(flush=True)
    with _measured(count):
        asyncio.run(_bare(count, url, folder))


if __name__ == "__main__":
    main()
