"""A studio in a process of its own that is killed while it works, again and again, and the accounts afterwards."""

import asyncio
import hashlib
import json
import multiprocessing
import os
import random
import sqlite3
import sys
import time
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from counting_vendor import CountedRequest, CountingProvider, CountingVendor, picture, serving
from pydantic import SecretStr

from providers.polling import PollPolicy
from studio.assembly import assemble
from studio.gateways import Gateway
from studio.settings import Settings, VendorSettings
from studio.studio import Studio

OWNER = "local"
OPEN = "state NOT IN ('succeeded', 'failed', 'stopped', 'unknown') OR watching"


_ALL_STARTED = ""


@dataclass
class Accounts:
    """What the kills cost. All but `unknown` and `unknown_paid` must be 0 or complete."""

    kills: int = 0
    jobs: int = 0
    succeeded: int = 0
    unknown: int = 0
    unknown_paid: int = 0
    lost: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    results_lost: list[str] = field(default_factory=list)
    other_ends: list[str] = field(default_factory=list)

    def table(self) -> str:
        """Return the accounts as lines to print."""
        return (
            f"kills {self.kills} | jobs {self.jobs} | succeeded {self.succeeded} | unknown {self.unknown} "
            f"(of these really paid {self.unknown_paid}) | lost {len(self.lost)} | submits repeated "
            f"{len(self.repeated)} | results lost {len(self.results_lost)} | other ends {len(self.other_ends)}"
        )


def run_kills(data_dir: Path, *, kills: int, in_flight: int, seed: int) -> Accounts:
    """Kill a working studio `kills` times, let the last one finish, and return the accounts.

    Args:
        data_dir: Empty directory.
        kills: How often SIGKILL is sent.
        in_flight: Each studio first starts jobs until so many are open.
        seed: Of the moments and of the vendor's times.
    """
    chance = random.Random(seed)
    vendor = CountingVendor(seed)
    acknowledged: set[str] = set()
    context = _quick_starts()
    with serving(vendor) as base_url:
        for round_number in range(kills + 1):
            last = round_number == kills
            ours, theirs = context.Pipe(duplex=False)
            target = 0 if last else in_flight
            child = context.Process(target=work, args=(data_dir, base_url, round_number, target, theirs))
            child.start()
            theirs.close()
            if last:
                child.join(120)
            else:
                # A third of the kills fall while jobs are still being started, a third while most are being submitted.
                _listen(ours, acknowledged, most=chance.randrange(in_flight) if round_number % 3 == 0 else in_flight)
                time.sleep(chance.uniform(0, 0.15) if round_number % 3 == 1 else chance.uniform(0, 1.0))
                child.kill()
                child.join()
            _listen(ours, acknowledged)
            ours.close()
            assert not last or child.exitcode == 0, "the last studio did not come to an end"
    return _count(data_dir, vendor, acknowledged, kills)


def _quick_starts() -> Any:
    """Return a way to start processes that have everything imported already: a start takes milliseconds."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["killed_studio"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))  # the server does not take over sys.path
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return context


def work(data_dir: Path, base_url: str, round_number: int, target: int, report: Connection) -> None:
    """Run a studio: resume, start jobs until `target` are open, report each; end when nothing is open (target 0)."""
    asyncio.run(_work(data_dir, base_url, round_number, target, report))


async def _work(data_dir: Path, base_url: str, round_number: int, target: int, report: Connection) -> None:
    studio = _studio(data_dir, base_url)
    async with studio.lifespan():
        missing = target - await _open_jobs(studio)
        await asyncio.gather(*(_start(studio, f"{round_number}-{number}", report) for number in range(missing)))
        report.send(_ALL_STARTED)
        while target or await _open_jobs(studio):  # noqa: ASYNC110 - the table is asked
            await asyncio.sleep(0.1)


async def _start(studio: Studio, reference: str, report: Connection) -> None:
    mode = "at once" if int(reference.rpartition("-")[2]) % 4 == 0 else "task"
    await studio.jobs.start(OWNER, CountedRequest(prompt=reference, mode=mode))
    report.send(reference)


async def _open_jobs(studio: Studio) -> int:
    recent = await studio.jobs.recent(OWNER, limit=10_000)
    return sum(not job.state.final for job in recent)


def _studio(data_dir: Path, base_url: str) -> Studio:
    settings = Settings(
        data_dir=data_dir, vendors={"counting": VendorSettings(base_url=base_url, api_key=SecretStr("key"))}
    )
    gateway = Gateway.to(CountingProvider(base_url), api_key="key", base_url=base_url, sandbox=False)
    return assemble(
        settings,
        [gateway],
        requests={CountedRequest.endpoint: CountedRequest},
        polling=PollPolicy(shortest_s=0.1, longest_s=0.3),
    )


def _listen(reports: Connection, acknowledged: set[str], *, most: int | None = None) -> None:
    """Read what a child acknowledged: until its end closes the pipe, all its jobs are started, or `most` are."""
    heard = 0
    while most is None or heard < most:
        try:
            reference = reports.recv()
        except (EOFError, OSError):
            return
        if reference == _ALL_STARTED:
            return
        acknowledged.add(reference)
        heard += 1


def _count(data_dir: Path, vendor: CountingVendor, acknowledged: set[str], kills: int) -> Accounts:
    accounts = Accounts(kills=kills)
    database = sqlite3.connect(data_dir / "easel.db")
    rows = database.execute("SELECT id, request, state, task_id FROM jobs").fetchall()
    kept: dict[str, list[str]] = {}
    for job_id, sha256 in database.execute("SELECT job_id, sha256 FROM assets"):
        kept.setdefault(job_id, []).append(sha256)
    database.close()
    accounts.jobs = len(rows)
    references = {json.loads(row[1])["prompt"] for row in rows}
    accounts.lost = sorted(acknowledged - references)
    accounts.repeated = sorted(reference for reference, count in vendor.submits.items() if count > 1)
    for job_id, request, state, task_id in rows:
        reference = json.loads(request)["prompt"]
        if state == "succeeded":
            accounts.succeeded += 1
            wanted = hashlib.sha256(picture(reference)).hexdigest()
            original = data_dir / "files" / wanted[:2] / wanted
            if kept.get(job_id) != [wanted] or hashlib.sha256(original.read_bytes()).hexdigest() != wanted:
                accounts.results_lost.append(reference)
        elif state == "unknown" and task_id is None:
            accounts.unknown += 1
            accounts.unknown_paid += vendor.submits[reference] > 0
        else:
            accounts.other_ends.append(f"{reference} {state}")
    return accounts
