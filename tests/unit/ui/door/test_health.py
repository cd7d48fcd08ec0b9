"""/healthz and /readyz: signs of life that tell nothing of anybody's."""

import errno
from pathlib import Path

import httpx
from scripted_vendor import ScriptedVendor, make_studio
from starlette.applications import Starlette

from ui.routes.health import health_routes


async def test_a_full_disk_is_alive_and_not_ready(tmp_path: Path) -> None:
    studio = make_studio(tmp_path, ScriptedVendor())
    transport = httpx.ASGITransport(app=Starlette(routes=health_routes(studio)))
    async with studio.lifespan(), httpx.AsyncClient(transport=transport, base_url="http://easel") as client:
        assert ((await client.get("/healthz")).text, (await client.get("/readyz")).json()) == ("ok", {"ready": True})
        studio.disk_space.failed(OSError(errno.ENOSPC, "No space left on device"))
        assert (await client.get("/healthz")).status_code == 200
        full = await client.get("/readyz")
        assert (full.status_code, full.json()) == (503, {"ready": False})
        studio.disk_space.worked()
        assert (await client.get("/readyz")).status_code == 200


async def test_a_disk_limit_that_is_reached_is_not_ready(tmp_path: Path) -> None:
    studio = make_studio(tmp_path, ScriptedVendor(), max_disk_bytes=1)
    async with studio.lifespan():
        assert not await studio.ready()
