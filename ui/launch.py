"""Serve the page until it is told to stop: routes, lifespan, the gate, and a clean end."""

import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from studio.studio import Studio
from ui.asking.file_links import FileLinks, open_links
from ui.asking.packing import Packing
from ui.asking.page_scripts import head, script_addresses
from ui.asking.static_files import static_route
from ui.door.ended_sessions import EndedSessions
from ui.door.gate import Gate
from ui.door.identity import Identities
from ui.door.origin_guard import OriginGuard
from ui.door.subpath import Subpath
from ui.door.who_asks import Door, host_name
from ui.gradio_seams.call_errors import wrong_parameters
from ui.gradio_seams.kept_assets import KeptAssets
from ui.gradio_seams.lean_page import LeanPage
from ui.gradio_seams.quick_sessions import SESSIONS, make_sessions_quick
from ui.hidden_proxies import hide_proxies
from ui.listening import listen, page_address, served_at
from ui.mcp.mcp_route import mcp_route
from ui.routes.file_route import file_routes
from ui.routes.grid_route import grid_route
from ui.routes.health import health_routes
from ui.routes.library_routes import take_routes
from ui.routes.model_route import model_route
from ui.shell import build_page
from ui.theme import EaselTheme

MAX_UPLOAD = "200mb"
"""Largest upload; the largest file a document allows is a video of 100 MB."""
UPLOADS_FOR = timedelta(hours=2)
"""How long an upload may lie in Gradio's own folder: what is used is kept elsewhere within minutes."""
QUEUE_LOOK_S = 0.02
"""How often Gradio looks for queued calls. Its own 1 ms keeps an idle Easel at 6 % of a processor."""


def run(studio: Studio) -> None:
    """Serve the studio and return after SIGINT or SIGTERM, when every job is safely written down.

    Raises:
        SettingsError: It cannot listen where the settings say.
        Exception: Whatever the studio's lifespan raised while it was opened.
    """
    hide_proxies()
    for sentence in studio.settings.proxies.problems():
        print(sentence, file=sys.stderr, flush=True)
    # Gradio's cache is otherwise shared by every Gradio program of this machine, each serving the others' files.
    uploads = studio.settings.data_dir / "gradio"
    os.environ["GRADIO_TEMP_DIR"] = str(uploads)
    studio.upkeep.expire(uploads, UPLOADS_FOR)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    demo = build_page(studio)
    try:
        serve(demo, studio, stop.is_set)
    except ConnectionAbortedError:
        if stop.is_set():  # told to end before it had begun
            return
        raise
    address = str(demo.local_url).rstrip("/")
    print(f"Easel is open at {address}", flush=True)
    if demo.share_url:
        print(f"and for others at {demo.share_url}", flush=True)
    if studio.settings.caution:
        print(studio.settings.caution, flush=True)
    if _on_desktop():
        webbrowser.open(address)
    while not stop.wait(3600):
        pass
    demo.close(verbose=False)


def serve(demo: gr.Blocks, studio: Studio, stopped: Callable[[], bool] = lambda: False) -> None:
    """Open the port and return; the studio's lifespan runs in the server's event loop.

    Args:
        demo: The page.
        studio: What it shows.
        stopped: Tells whether the start is to be given up.

    Raises:
        SettingsError: It cannot listen where the settings say.
        ConnectionAbortedError: It was given up.
        Exception: What the studio's lifespan raised.
    """
    sockets = listen(studio.settings.server_name, studio.settings.server_port)
    address = page_address(studio.settings.server_name, sockets)
    links, access = open_links(studio.settings.data_dir), studio.settings.access
    ended = EndedSessions(studio.settings.data_dir / "ended-sessions.json")
    door = Door(access, Identities(links.secret, access, ended))
    # Uvicorn would believe X-Forwarded-For from every program of this machine; see ui.door.client_address.
    os.environ["FORWARDED_ALLOW_IPS"] = ""
    # Set here, as demo.queue() builds all of Gradio's routes anew: a fifth of a second.
    demo._queue.default_concurrency_limit, demo._queue.max_size = None, 200
    demo._queue.sleep_when_free = QUEUE_LOOK_S
    make_sessions_quick(demo)
    door.listens_at = host_name(address)
    door.public_hosts |= {door.listens_at, host_name(studio.settings.root_path)} - {""}
    failures: list[Exception] = []
    try:
        with served_at(sockets, address, stopped):
            _launch(demo, studio, app_parts(studio, links, door, failures.append))
    except ConnectionAbortedError:
        raise (failures[0] if failures else ConnectionAbortedError("it did not start")) from None
    if demo.share_url:
        door.public_hosts.add(host_name(demo.share_url))


def _launch(demo: gr.Blocks, studio: Studio, parts: dict[str, Any]) -> None:
    access = studio.settings.access
    demo.launch(
        server_name=studio.settings.server_name,
        root_path=studio.settings.root_path,
        share=access.share and access.space is None,
        prevent_thread_lock=True,
        quiet=True,
        show_error=False,
        ssr_mode=False,
        run_history=False,
        mcp_server=False,  # it would call endpoints in its own name, not in that of whoever asks
        enable_monitoring=False,
        max_threads=200,
        state_session_capacity=SESSIONS,
        max_file_size=MAX_UPLOAD,
        footer_links=[],
        theme=EaselTheme(),
        head=head(),
        app_kwargs=parts,
    )


def app_parts(
    studio: Studio, links: FileLinks, door: Door, failed: Callable[[Exception], None] | None = None
) -> dict[str, Any]:
    """Return what Gradio's app is given: the studio's lifespan, our routes, and the checks every request passes.

    Args:
        studio: What is served.
        links: Makes and checks links to files.
        door: Says who is asking.
        failed: Is told why the studio could not be opened.
    """

    @asynccontextmanager
    async def lifespan(_: Any):
        opened = False
        try:
            async with studio.lifespan():
                opened = True
                yield
        except Exception as error:
            if failed is not None and not opened:
                failed(error)
            raise

    return {
        "lifespan": lifespan,
        "exception_handlers": {TypeError: wrong_parameters},
        "routes": [
            static_route(),
            *health_routes(studio),
            *file_routes(studio, links),
            grid_route(studio, links),
            model_route(studio, links),
            *take_routes(studio, links),
            mcp_route(studio, links),
        ],
        "middleware": [
            Middleware(Packing),
            Middleware(Subpath, root=studio.settings.root_path),
            Middleware(OriginGuard, door=door),
            Middleware(
                Gate, door=door, seen=studio.keys.seen, room=studio.upload_room, agent_of=studio.agents.shown_by
            ),
            Middleware(KeptAssets),
            Middleware(LeanPage, addresses=script_addresses()),
        ],
    }


def _on_desktop() -> bool:
    if os.environ.get("SPACE_ID") or os.environ.get("CI") or os.environ.get("SSH_CONNECTION"):
        return False
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
