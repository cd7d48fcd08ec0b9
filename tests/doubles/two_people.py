"""An app in this process and two browsers that have opened its page, for tests of what one may know of the other."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import gradio as gr
import httpx
from gradio.routes import App
from PIL import Image
from starlette.routing import Mount
from tiny_files import tiny

from providers.catalogue import REQUESTS
from sandbox.gateway import create_gateway
from studio.build import build_studio
from studio.settings import Settings
from studio.studio import Studio
from ui.api.api_schema import request_parameters
from ui.asking.file_links import open_links
from ui.door.identity import Identities
from ui.door.who_asks import Door
from ui.launch import app_parts
from ui.shell import build_page

ORIGIN = "http://127.0.0.1:7860"
JOB_S = 60
IMAGE, EDIT = "foxapi_wan_2_7_image", "foxapi_wan_2_7_image_edit"


@dataclass
class Served:
    """The app in this process, and two browsers that have opened its page."""

    app: App
    demo: gr.Blocks
    studio: Studio
    ada: httpx.AsyncClient
    bob: httpx.AsyncClient
    job: dict[str, Any] = field(default_factory=dict[str, Any])

    def routes(self) -> Iterator[tuple[str, set[str]]]:
        """Yield (path, methods) of every route of the server, those of included routers too."""
        yield from paths_of(self.app.routes)


def paths_of(routes: Any) -> Iterator[tuple[str, set[str]]]:
    for route in routes:
        inner = getattr(route, "effective_candidates", None)
        if inner is not None:
            yield from paths_of(inner())
        elif isinstance(route, Mount):
            yield route.path, {"GET", "POST"}
        else:
            yield route.path, set(route.methods or ())


def browser(app: App) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN, timeout=30)


async def call(client: httpx.AsyncClient, endpoint: str, *values: Any) -> httpx.Response:
    return await client.post(f"/gradio_api/run/{endpoint}", json={"data": values})


async def make(client: httpx.AsyncClient, endpoint: str, **named: Any) -> httpx.Response:
    """Start a job; Gradio wants every parameter, by position."""
    parameters = request_parameters(REQUESTS[endpoint])
    return await call(client, endpoint, *(named.get(parameter.name) for parameter in parameters))


def served_app(settings: Settings) -> tuple[App, gr.Blocks, Studio]:
    gateway = create_gateway(settings.data_dir / "sandbox", speed=30, produce=tiny)
    studio = build_studio(settings, sandbox=httpx.ASGITransport(app=gateway))
    demo = build_page(studio)
    demo.queue(default_concurrency_limit=None)
    demo.max_file_size = None
    links = open_links(settings.data_dir)
    door = Door(settings.access, Identities(links.secret, settings.access))
    app = App.create_app(demo, app_kwargs=app_parts(studio, links, door))
    app.uploaded_file_dir = str(settings.data_dir / "gradio")
    return app, demo, studio


async def component_call(client: httpx.AsyncClient, served: Served, name: str, data: Any, session: str) -> Any:
    """Call a server function of whichever component carries it, as the page's scripts do."""
    component = next(id_ for id_, block in served.demo.blocks.items() if hasattr(block, name))
    body = {"data": data, "component_id": component, "fn_name": name, "session_hash": session}
    return await client.post("/gradio_api/component_server", json=body)


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 320), "teal").save(file, "PNG")
    return file.getvalue()


async def uploaded(client: httpx.AsyncClient) -> str:
    answer = await client.post("/gradio_api/upload", files={"files": ("cat.png", png(), "image/png")})
    [path] = answer.json()
    return path


class NoVendor(BaseHTTPRequestHandler):
    """Knows nothing: a key that is entered in a test meets no real vendor."""

    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None: ...
