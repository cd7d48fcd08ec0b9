"""The launched app, with the in-process sandbox or with keys and a gateway on a socket; started once per session."""

from collections.abc import Iterator
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
def apps(tmp_path_factory: pytest.TempPathFactory, gateway: Gateway) -> Iterator[dict[str, App]]:
    """Both apps, started side by side: a start is mostly imports, and there is more than one core."""
    keys = {
        "FOXAPI_BASE_URL": gateway.url,
        "FOXAPI_API_KEY": CANARY_KEY,
        "ANYFAST_BASE_URL": f"{gateway.url}/v1/",
        "ANYFAST_API_KEY": CANARY_KEY,
    }
    made: dict[str, App] = {}
    for name, settings in {"sandboxed": {}, "wired": keys}.items():
        home = tmp_path_factory.mktemp(name)
        made[name] = App({"EASEL_DATA_DIR": str(home / "data"), **settings}, home / "log.txt")
        made[name].spawn()
    yield made
    for app in made.values():
        if app.process is not None:
            app.stop()


@pytest.fixture(scope="session")
def sandboxed(apps: dict[str, App]) -> App:
    """An app without keys: both vendors are served by the in-process sandbox."""
    apps["sandboxed"].await_answer()
    return apps["sandboxed"]


@pytest.fixture(scope="session")
def wired(apps: dict[str, App]) -> App:
    """An app with keys for both vendors, pointed at the gateway, once with and once without "/v1"."""
    apps["wired"].await_answer()
    return apps["wired"]


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JPEG of 320 x 240 px."""
    path = tmp_path_factory.mktemp("media") / "harbour view.jpg"
    shade = np.tile(np.linspace(0, 255, 320, dtype=np.uint8), (240, 1))
    Image.fromarray(np.dstack([shade, shade, shade])).save(path)
    return path
