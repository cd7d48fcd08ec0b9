"""What a visit costs, against a three-line Gradio app: requests, bytes, time, and what an open page goes on asking."""

import statistics
import time
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.programs import LONGEST_S, PROGRAMS, USABLE, running, wait_for
from bench.tables import print_table
from tests.browser.chromium import chromium_path

RUNS = 3
QUIET_S = 1.0
"""A visit's loading has ended when nothing was on its way for so long."""
SETTLED_S = 5
LEFT_ALONE_S = 20
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 1e6 / 8, "uploadThroughput": 1e6 / 8}
"""100 ms and 1 Mbit/s, by Chromium's own throttling."""
# A headless browser hides no page, so the page is told that it is.
HIDE = """() => {
  Object.defineProperty(document, 'hidden', {get: () => true, configurable: true});
  Object.defineProperty(document, 'visibilityState', {get: () => 'hidden', configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""


@dataclass
class Traffic:
    """What a page fetched over the network; what its cache had does not count."""

    requests: list[str] = field(default_factory=list)
    received: int = 0
    _urls: dict[str, str] = field(default_factory=dict)
    _under_way: set[str] = field(default_factory=set)

    def heard(self, page: Page, conditions: dict[str, Any] | None) -> None:
        """Count what `page` fetches from now on, over a line of these conditions."""
        devtools = page.context.new_cdp_session(page)
        devtools.on("Network.requestWillBeSent", self._sent)
        devtools.on("Network.responseReceived", self._answered)
        devtools.on("Network.requestServedFromCache", lambda event: self._cached(event["requestId"]))
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("Network.loadingFailed", lambda event: self._under_way.discard(event["requestId"]))
        devtools.send("Network.enable")
        if conditions:
            devtools.send("Network.emulateNetworkConditions", conditions)

    def settle(self, page: Page) -> None:
        """Wait until nothing was on its way for a while."""
        deadline, quiet = time.monotonic() + LONGEST_S, time.monotonic()
        while time.monotonic() - quiet < QUIET_S and time.monotonic() < deadline:
            page.wait_for_timeout(50)
            if self._under_way:
                quiet = time.monotonic()

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self._urls[event["requestId"]] = event["request"]["url"]
            self._under_way.add(event["requestId"])

    def _answered(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._cached(event["requestId"])

    def _cached(self, request: str) -> None:
        self._urls.pop(request, None)
        self._under_way.discard(request)

    def _finished(self, event: dict[str, Any]) -> None:
        self._under_way.discard(event["requestId"])
        url = self._urls.pop(event["requestId"], None)
        if url is not None:
            self.requests.append(url)
            self.received += int(event["encodedDataLength"])


@dataclass(frozen=True)
class Visit:
    """Requests, bytes and seconds to a usable page of one visit."""

    requests: float
    received: float
    usable_s: float


def measure() -> None:
    """Visit both programs twice over a quick and a slow line, leave their pages alone, and print medians and ratios."""
    visits: dict[str, dict[str, Visit]] = {}
    left: dict[str, tuple[Traffic, Traffic]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"])
        for name, command in PROGRAMS.items():
            with running(command) as url:
                wait_for(url)
                _visits(browser, url, None)  # whatever the first visitor of all pays for
                visits[name] = {
                    f"{visit}, {line}": one
                    for line, conditions in (("loopback", None), ("100 ms, 1 Mbit/s", SLOW))
                    for visit, one in _medians([_visits(browser, url, conditions) for _ in range(RUNS)]).items()
                }
                left[name] = _left_alone(browser, url)
        browser.close()
    for program in visits:
        rows = [
            (v, one.requests, f"{one.received / 1e3:.0f}", f"{one.usable_s:.2f}") for v, one in visits[program].items()
        ]
        print_table(f"Visits of {program}, median of {RUNS}", ("visit", "requests", "kB", "usable after s"), rows)
    base, ours = visits.values()
    for visit in ours:
        print(
            f"{visit}: usable after {ours[visit].usable_s / base[visit].usable_s:.1f} times the three-line app's time"
        )
    rows = [
        (f"{name}, {state}", len(traffic.requests), f"{traffic.received / LEFT_ALONE_S:.0f}")
        for name, both in left.items()
        for state, traffic in zip(("in view", "hidden"), both, strict=True)
    ]
    print_table(f"A page left alone for {LEFT_ALONE_S} s", ("page", "requests", "B/s"), rows)


def _medians(runs: list[tuple[Visit, Visit]]) -> dict[str, Visit]:
    def median(visits: tuple[Visit, ...]) -> Visit:
        def of(name: str) -> float:
            return statistics.median(getattr(visit, name) for visit in visits)

        return Visit(of("requests"), of("received"), of("usable_s"))

    first, second = zip(*runs, strict=True)
    return {"first": median(first), "second": median(second)}


def _visits(browser: Browser, url: str, conditions: dict[str, Any] | None) -> tuple[Visit, Visit]:
    """Return a first visit in a fresh browser profile, and another one later."""
    with browser.new_context() as context:
        return _visit(context, url, conditions), _visit(context, url, conditions)


def _visit(context: BrowserContext, url: str, conditions: dict[str, Any] | None) -> Visit:
    page, traffic = context.new_page(), Traffic()
    traffic.heard(page, conditions)
    usable_s = _open(page, url)
    traffic.settle(page)
    page.close()
    return Visit(len(traffic.requests), traffic.received, usable_s)


def _open(page: Page, url: str) -> float:
    begun = time.monotonic()
    page.goto(url, wait_until="commit", timeout=LONGEST_S * 1000)
    page.locator(USABLE).first.wait_for(timeout=LONGEST_S * 1000)
    return time.monotonic() - begun


def _left_alone(browser: Browser, url: str) -> tuple[Traffic, Traffic]:
    """Return what an open page fetches while nobody touches it: in view, then hidden."""
    with browser.new_context() as context:
        page = context.new_page()
        _open(page, url)
        in_view = _fetched(page)
        page.evaluate(HIDE)
        return in_view, _fetched(page)


def _fetched(page: Page) -> Traffic:
    traffic = Traffic()
    page.wait_for_timeout(SETTLED_S * 1000)
    traffic.heard(page, None)
    page.wait_for_timeout(LEFT_ALONE_S * 1000)
    return traffic
