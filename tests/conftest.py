"""What tests share that need Easel or the sandbox gateway as processes: each is started once and used by many."""

from collections.abc import Iterator
from typing import Any

import pytest
from launched import App, Gateway, started
from xdist.scheduler import LoadScopeScheduling

import ui  # noqa: F401  It must import Gradio before anything else does: that takes half the time.

CANARY_KEY = "canary-key-4f1d9c"


class Scheduler(LoadScopeScheduling):
    """Hands out whole files, and tests/app at once, in their order: what shares an app or a browser stays together.

    Marks of `--dist loadgroup` would say it where it belongs, but pytest-xdist 3.8 misses them with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return "app" if "tests/app/" in file else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduler:
    return Scheduler(config, log)


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway on a socket whose tasks finish thirty times as fast, with tiny results."""
    running = Gateway(tmp_path_factory.mktemp("gateway"), tiny=True)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def canary_key() -> str:
    """The key of both vendors, which must not turn up anywhere."""
    return CANARY_KEY


@pytest.fixture(scope="session")
def sandboxed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app without keys, on the sandbox in its process. Give what you make a prompt of its own."""
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
