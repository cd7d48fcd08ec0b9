"""What tests share that need Easel or the sandbox gateway as processes: each is started once and used by many."""

from collections.abc import Iterator

import pytest
from launched import App, Gateway, started

CANARY_KEY = "canary-key-4f1d9c"
APPS = ("sandboxed", "wired", "live")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what shares an app, else a file, longest first: pytest-xdist hands out whole groups."""

    def group(item: pytest.Item) -> str:
        fixtures = getattr(item, "fixturenames", ())
        return next((app for app in APPS if app in fixtures), item.path.stem)

    def rank(item: pytest.Item) -> tuple[int, bool]:
        order = (*APPS, "test_viewer", "test_kill")
        # The panels' first examples need stages that are still empty.
        return order.index(group(item)) if group(item) in order else len(order), item.path.stem != "test_panels"

    items.sort(key=rank)
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group(item)))


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
