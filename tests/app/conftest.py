"""The launched app, with the in-process sandbox or with keys and a gateway on a socket; started once per session."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from launched import App, Gateway, serving_gateway
from PIL import Image

CANARY_KEY = "canary-key-4f1d9c"


@pytest.fixture(scope="session")
def new_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., App]]:
    """Return a function that makes an app with its own data directory, not started yet; ends what still runs."""
    made: list[App] = []

    def make(**settings: str) -> App:
        home = tmp_path_factory.mktemp("easel")
        app = App({"EASEL_DATA_DIR": str(home / "data"), **settings}, home / "log.txt")
        made.append(app)
        return app

    yield make
    for app in made:
        if app.process is not None:
            app.stop()


@pytest.fixture(scope="session")
def sandboxed(new_app: Callable[..., App]) -> App:
    """An app without keys: both vendors are served by the in-process sandbox."""
    app = new_app()
    app.start()
    return app


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway on a socket whose tasks finish thirty times as fast."""
    with serving_gateway(tmp_path_factory.mktemp("gateway"), "--speed", "30") as running:
        yield running


@pytest.fixture(scope="session")
def canary_key() -> str:
    """The key of both vendors, which must not turn up anywhere."""
    return CANARY_KEY


@pytest.fixture(scope="session")
def wires(gateway: Gateway) -> dict[str, str]:
    """Settings that point both vendors at the gateway, once with and once without "/v1"."""
    return {
        "FOXAPI_BASE_URL": gateway.url,
        "FOXAPI_API_KEY": CANARY_KEY,
        "ANYFAST_BASE_URL": f"{gateway.url}/v1/",
        "ANYFAST_API_KEY": CANARY_KEY,
    }


@pytest.fixture(scope="session")
def wired(new_app: Callable[..., App], wires: dict[str, str]) -> App:
    """An app with keys for both vendors, pointed at the gateway."""
    app = new_app(**wires)
    app.start()
    return app


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JPEG of 320 x 240 px."""
    path = tmp_path_factory.mktemp("media") / "harbour view.jpg"
    shade = np.tile(np.linspace(0, 255, 320, dtype=np.uint8), (240, 1))
    Image.fromarray(np.dstack([shade, shade, shade])).save(path)
    return path
