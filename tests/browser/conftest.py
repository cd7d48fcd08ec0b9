"""What browser tests share: Chromium, a page that fails on errors, and where screenshots go."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from chromium import NO_CLOCK, NO_WEBGL, NewPage, Photograph, chromium_path
from playwright.sync_api import Browser, Page, expect, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TIMEOUT_MS = 20_000
expect.set_options(timeout=TIMEOUT_MS)


class Chromium:
    """Playwright's Chromium, which browser tests that follow each other share: a start takes a second."""

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._browser: Browser | None = None

    def open(self) -> Browser:
        if self._browser is None:
            path = chromium_path()
            if path is None:
                pytest.fail("No Chromium here. Run: python tests/browser/chromium.py")
            playwright = self._opened.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
            self._opened.callback(self._browser.close)
        return self._browser

    def close(self) -> None:
        self._browser = None
        self._opened.close()


_chromium = Chromium()


@pytest.fixture(scope="module")
def browser() -> Browser:
    return _chromium.open()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """Close Chromium before other tests: while Playwright is open its event loop counts as running; async ones stop."""
    yield
    if nextitem is None or nextitem.path.parent != Path(__file__).parent:
        _chromium.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Open pages with a context of their own: `new_page(width=390, height=844, color_scheme="dark")`.

    The test fails when a page threw an error or logged one.
    """
    faults: list[str] = []
    pages: list[Page] = []

    def open_page(*, width: int = 1440, height: int = 900, **options: object) -> Page:
        pages.append(_open_page(browser, faults, width, height, **options))
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()
    assert faults == []


class Kept:
    """A page that the tests of a file share, because opening Easel takes seconds; a new one after a failed test."""

    def __init__(self, browser: Browser) -> None:
        self.faults: list[str] = []
        self._browser = browser
        self._page: Page | None = None

    def open(self, script: str) -> Page:
        if self._page is None:
            self._page = _open_page(self._browser, self.faults, 1440, 900)
            self._page.add_init_script(script)
        return self._page

    def drop(self) -> None:
        if self._page is not None:
            self._page.context.close()
        self._page = None
        self.faults.clear()


@pytest.fixture(scope="module")
def kept(browser: Browser) -> Iterator[Kept]:
    page = Kept(browser)
    yield page
    page.drop()


@pytest.fixture
def page(kept: Kept, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The desktop page of this file, as the test before left it. It has no 3D, see `NO_WEBGL`."""
    failed = request.session.testsfailed
    yield kept.open(NO_WEBGL)
    faults = kept.faults.copy()
    if faults or request.session.testsfailed > failed:
        kept.drop()
    assert faults == []


def _open_page(browser: Browser, faults: list[str], width: int, height: int, **options: object) -> Page:
    phone = {"has_touch": True, "is_mobile": True} if width < 500 else {}
    context = browser.new_context(viewport={"width": width, "height": height}, **(phone | options))  # type: ignore[arg-type]
    context.set_default_timeout(TIMEOUT_MS)
    context.add_init_script(NO_CLOCK)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(f"thrown: {error}"))
    page.on("console", lambda message: faults.append(message.text) if _is_fault(message.type, message.text) else None)
    return page


@pytest.fixture(scope="session")
def photograph() -> Photograph:
    """Keep a picture of a page under a name, where EASEL_SCREENSHOTS says; nothing without it, for it takes time."""
    chosen = os.environ.get("EASEL_SCREENSHOTS")

    def keep(page: Page, name: str) -> None:
        if chosen:
            page.screenshot(path=Path(chosen) / f"{name}.png")  # makes the directory, too

    return keep


def _is_fault(kind: str, text: str) -> bool:
    # Without a GPU Chromium complains about WebGPU; while a server restarts, requests fail by intention.
    return kind == "error" and "WebGPU" not in text and "Failed to load resource" not in text
