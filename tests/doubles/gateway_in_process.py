"""The sandbox gateway in this process: a client for it, and a clock to turn."""

import asyncio
from pathlib import Path
from typing import Any

import httpx

from sandbox.gateway import create_gateway
from sandbox.protocol.faults import Faults
from sandbox.protocol.fetching import Unreachable

BASE = "http://foxapi.sandbox.invalid"


class Clock:
    """Unix time that moves when it is told to, or when somebody waits."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


async def no_fetch(url: str, max_bytes: int) -> bytes:
    raise Unreachable("the link could not be reached")


def client_of(root: Path, clock: Clock, faults: Faults | None = None, **options: Any) -> httpx.AsyncClient:
    """Return a client of a gateway that sends a key and fetches nothing from elsewhere."""
    app = create_gateway(root, clock=clock, sleep=clock.sleep, fetch=no_fetch, faults=faults, **options)
    headers = {"Authorization": "Bearer sandbox"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers)


async def drawn(client: httpx.AsyncClient, task_id: str) -> dict[str, Any]:
    """Poll until the drawing thread is done; the clock must already be past the task's time."""
    async with asyncio.timeout(60):
        while True:
            reply = (await client.get(f"/v1/tasks/{task_id}")).json()
            if reply["status"] in ("completed", "failed"):
                return reply
            await asyncio.sleep(0.01)
