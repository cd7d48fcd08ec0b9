"""The launched app, with the in-process sandbox or with keys and a gateway on a socket; started once per session.

Each test file uses one of the two apps only: with files spread over processes, none of them starts both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from launched import App, Gateway
from PIL import Image

CANARY_KEY = "canary-key-4f1d9c"


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway on a socket whose tasks finish thirty times as fast."""
    running = Gateway(tmp_path_factory.mktemp("gateway"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def canary_key() -> str:
    """The key of both vendors, which must not turn up anywhere."""
    return CANARY_KEY


@pytest.fixture(scope="session")
def sandboxed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app without keys: both vendors are served by the in-process sandbox."""
    with started(App({}, tmp_path_factory.mktemp("sandboxed"))) as app:
        yield app


@pytest.fixture(scope="session")
def wired(tmp_path_factory: pytest.TempPathFactory, gateway: Gateway) -> Iterator[App]:
    """An app with keys for both vendors, pointed at the gateway, once with and once without "/v1"."""
    settings = {
        "FOXAPI_BASE_URL": gateway.url,
        "FOXAPI_API_KEY": CANARY_KEY,
        "ANYFAST_BASE_URL": f"{gateway.url}/v1/",
        "ANYFAST_API_KEY": CANARY_KEY,
    }
    with started(App(settings, tmp_path_factory.mktemp("wired"))) as app:
        yield app


@contextmanager
def started(app: App) -> Iterator[App]:
    """Run an app; a test may have stopped it meanwhile."""
    app.start()
    try:
        yield app
    finally:
        if app.process is not None:
            app.stop()


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JPEG of 320 x 240 px."""
    path = tmp_path_factory.mktemp("media") / "harbour view.jpg"
    shade = np.tile(np.linspace(0, 255, 320, dtype=np.uint8), (240, 1))
    Image.fromarray(np.dstack([shade, shade, shade])).save(path)
    return path
