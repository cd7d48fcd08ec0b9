"""What several files of unit tests share: an app in this process, and two people in it."""

import threading
from collections.abc import AsyncIterator, Iterator
from http.server import ThreadingHTTPServer

import gradio as gr
import pytest
import pytest_asyncio
from gradio.routes import App
from two_people import IMAGE, JOB_S, NoVendor, Served, browser, call, make, served_app

from providers.catalogue import VENDORS
from studio.settings import Settings
from studio.studio import Studio


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with ThreadingHTTPServer(("127.0.0.1", 0), NoVendor) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        env = {"EASEL_DATA_DIR": str(tmp_path_factory.mktemp("two")), "EASEL_OPEN": "1"}
        yield Settings.from_env(env | {"FOXAPI_BASE_URL": url, "ANYFAST_BASE_URL": url}, VENDORS)
        server.shutdown()


@pytest.fixture(scope="module")
def built(settings: Settings) -> tuple[App, gr.Blocks, Studio]:
    return served_app(settings)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(built: tuple[App, gr.Blocks, Studio]) -> AsyncIterator[Served]:
    app, demo, studio = built
    async with studio.lifespan(), browser(app) as ada, browser(app) as bob:
        await ada.get("/gradio_api/startup-events")
        for client in (ada, bob):
            assert (await client.get("/config")).status_code == 200
            assert client.cookies
        yield Served(app, demo, studio, ada, bob)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def with_job(served: Served) -> Served:
    """Ada has made a picture."""
    started = await make(served.ada, IMAGE, model="wan-2.7-image", prompt="A red barn", image_size="square")
    job = started.json()["data"][0]
    served.job = (await call(served.ada, "get_job", job["job_id"], JOB_S)).json()["data"][0]
    assert served.job["state"] == "succeeded", served.job
    return served
