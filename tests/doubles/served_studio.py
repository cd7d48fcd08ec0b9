"""A studio of one live vendor on a real socket, behind the gate, for agents."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from scripted_vendor import Picture, QuickTime, ScriptedVendor, make_studio, opened
from starlette.applications import Starlette
from starlette.middleware import Middleware

from providers.price import ListPrice
from studio.studio import Studio
from ui.asking.file_links import FileLinks
from ui.door.gate import Gate
from ui.door.identity import Identities
from ui.door.who_asks import Door
from ui.mcp.mcp_route import mcp_route

PAID: dict[str, Any] = {"endpoint": "scripted_picture", "settings": {"prompt": "a blue door"}}


def vendor(*submits: Any, **options: Any) -> ScriptedVendor:
    return ScriptedVendor(submits or (opened(),), **{"prices": {"quick": ListPrice(0.1, 0.2)}, **options})


@asynccontextmanager
async def served_to(
    data_dir: Path, scripted: ScriptedVendor, time: QuickTime | None = None, **options: Any
) -> AsyncGenerator[tuple[Studio, httpx.AsyncClient]]:
    """Give a studio of one live vendor, and a client on a real socket of it."""
    studio = make_studio(
        data_dir, scripted, requests={Picture.endpoint: Picture}, clock=time.clock if time else None, **options
    )
    access = studio.settings.access
    app = Starlette(
        routes=[mcp_route(studio, FileLinks(b"1" * 32))],
        middleware=[
            Middleware(
                Gate,
                door=Door(access, Identities(b"0" * 32, access)),
                seen=studio.keys.seen,
                room=studio.upload_room,
                agent_of=studio.agents.shown_by,
            )
        ],
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    listener = socket.create_server(("127.0.0.1", 0))  # who connects before it serves waits
    async with studio.lifespan(5):
        serving = asyncio.create_task(server.serve([listener]))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=20) as client:
            yield studio, client
        server.should_exit = True
        await serving
