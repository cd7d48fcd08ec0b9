"""A studio in a process of its own that is ended while it works, again and again."""

import asyncio
import os
import random
import signal
import sqlite3
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from accounts import OPEN, Accounts, Kill
from counting_vendor import CountedRequest, CountingVendor, serving
from kill_points import ANSWERED, ARRIVED, POINTS, KillPoint, Provider, killable
from PIL import Image
from pydantic import SecretStr
from quick_starts import quick_starts

from providers.polling.poll_schedule import PollPolicy
from studio.assembly import assemble
from studio.settings import Settings, VendorSettings
from studio.studio import Studio
from studio.vendors.gateways import Gateway

Image.init()
OWNER = "local"
RANDOM = ""
_LONGEST_ROUND_S = 15


def plan(kills: int, chance: random.Random) -> list[str]:
    """Return where to kill: at every named point as often as fits into two thirds of the kills, else at random."""
    named = list(POINTS) * max(1, kills * 2 // 3 // len(POINTS))
    moments = named + [RANDOM] * (kills - len(named))
    chance.shuffle(moments)
    return moments


def run_kills(data_dir: Path, *, moments: Sequence[str], in_flight: int, seed: int) -> Accounts:
    """Kill a working studio at each of the moments, let the last one finish, and return the accounts.

    Args:
        data_dir: Empty directory.
        moments: Names of points, or `RANDOM`.
        in_flight: Each studio first starts jobs until so many are open.
        seed: Of the moments and of the vendor's times.
    """
    chance = random.Random(seed)
    vendor, accounts = CountingVendor(seed), Accounts()
    context = quick_starts()
    with serving(vendor) as port:
        for number, point in enumerate(moments):
            begin = _Child(context, data_dir, port, number, in_flight, point, chance.randint(1, _new(in_flight) // 4))
            if point == RANDOM:
                begin.listen(accounts, most=chance.randint(1, _new(in_flight)))
                time.sleep(chance.choice((0, chance.uniform(0, 0.15), chance.uniform(0, 0.8))))
                begin.process.kill()
            begin.listen(accounts)
            begin.process.join()
            _note_kill(data_dir, accounts, point, begin.killed_job, vendor)
        last = _Child(context, data_dir, port, len(moments), 0, RANDOM, 1)
        last.process.join(120)
        assert last.process.exitcode == 0, "the last studio did not come to an end"
    accounts.close(data_dir, vendor)
    return accounts


def run_stop(data_dir: Path, *, in_flight: int, seed: int) -> tuple[float, Accounts]:
    """Ask a working studio to stop, let another finish; return how long the stop took in seconds, and the accounts."""
    vendor, accounts = CountingVendor(seed), Accounts()
    context = quick_starts()
    with serving(vendor) as port:
        child = _Child(context, data_dir, port, 0, in_flight, RANDOM, 1)
        child.listen(accounts, most=in_flight)
        begun = time.monotonic()
        assert child.process.pid is not None
        os.kill(child.process.pid, signal.SIGTERM)
        child.process.join(30)
        took_s = time.monotonic() - begun
        assert child.process.exitcode == 0
        last = _Child(context, data_dir, port, 1, 0, RANDOM, 1)
        last.process.join(120)
        assert last.process.exitcode == 0
    accounts.close(data_dir, vendor)
    return took_s, accounts


def _new(in_flight: int) -> int:
    """Return how many jobs each round starts at least, to come to every point; every fourth is answered at once."""
    return max(4, in_flight // 6)


class _Child:
    """One studio process.

    Attributes:
        killed_job: The job at hand when it ended itself, where the point says so.
    """

    def __init__(
        self, context: Any, data_dir: Path, port: int, number: int, in_flight: int, point: str, nth: int
    ) -> None:
        self._reports, theirs = context.Pipe(duplex=False)
        self.killed_job = ""
        self.process = context.Process(
            target=work, args=(data_dir, port, number, in_flight, (point, nth), theirs), daemon=True
        )
        self.process.start()
        theirs.close()
        self._point = point

    def listen(self, accounts: Accounts, *, most: int | None = None) -> None:
        """Read what it acknowledged: until its end closes the pipe, or `most` jobs."""
        heard = 0
        while most is None or heard < most:
            try:
                assert self._reports.poll(_LONGEST_ROUND_S), f"never came to: {self._point}"
                kind, said = self._reports.recv()
            except (EOFError, OSError):
                return
            if kind == "killed":
                self.killed_job = said
            else:
                accounts.acknowledged.add(said)
                heard += 1


def _note_kill(data_dir: Path, accounts: Accounts, point: str, job_id: str, vendor: CountingVendor) -> None:
    database = sqlite3.connect(data_dir / "easel.db")
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'jobs'").fetchone():
        accounts.kills.append(Kill(point or "at a random moment", 0, 0))  # before the very first commit
        database.close()
        return
    (open_jobs,) = database.execute(f"SELECT count(*) FROM jobs WHERE {OPEN}").fetchone()
    (sending,) = database.execute("SELECT count(*) FROM jobs WHERE state = 'submitting'").fetchone()
    accounts.kills.append(Kill(point or "at a random moment", open_jobs, sending))
    if point in (ANSWERED, ARRIVED):
        (reference,) = database.execute("SELECT request ->> 'prompt' FROM jobs WHERE id = ?", (job_id,)).fetchone()
        accounts.safe.add(reference)
        if point == ARRIVED:
            vendor.dead.add(reference)
    database.close()


def work(data_dir: Path, port: int, number: int, in_flight: int, moment: tuple[str, int], report: Connection) -> None:
    """Run a studio: resume, start jobs until `in_flight` are open, report each; with 0, end when nothing is open."""
    asyncio.run(_work(_studio(data_dir, port, KillPoint(*moment, report)), number, in_flight, report))


async def _work(studio: Studio, number: int, in_flight: int, report: Connection) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with studio.lifespan():
        if in_flight:
            missing = max(_new(in_flight), in_flight - await _open_jobs(studio))
            await asyncio.gather(*(_start(studio, f"{number}-{place}", report) for place in range(missing)))
            await stop.wait()
        while not in_flight and await _open_jobs(studio):  # noqa: ASYNC110 - the table is asked
            await asyncio.sleep(0.05)


async def _start(studio: Studio, reference: str, report: Connection) -> None:
    mode = "at once" if int(reference.rpartition("-")[2]) % 4 == 0 else "task"
    await studio.jobs.start(OWNER, CountedRequest(prompt=reference, mode=mode))
    report.send(("started", reference))


async def _open_jobs(studio: Studio) -> int:
    recent = await studio.jobs.recent(OWNER, limit=10_000)
    return sum(not job.state.final for job in recent)


def _studio(data_dir: Path, port: int, point: KillPoint) -> Studio:
    settings = Settings(
        data_dir=data_dir, vendors={"counting": VendorSettings(base_url="http://127.0.0.1", api_key=SecretStr("key"))}
    )
    return assemble(
        settings,
        [Gateway.to(Provider(port, point), api_key="key", base_url="http://127.0.0.1", sandbox=False)],
        requests={CountedRequest.endpoint: CountedRequest},
        polling=PollPolicy(shortest_s=0.1, longest_s=0.3),
        outside=killable(settings, port, point),
    )
