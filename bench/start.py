"""How long people wait: from starting the program to a page they can use, against a three-line Gradio app."""

import statistics
import time

from playwright.sync_api import Browser, sync_playwright

from bench.programs import LONGEST_S, PROGRAMS, USABLE, running, wait_for
from bench.tables import print_table
from tests.browser.chromium import chromium_path

RUNS = 3


def measure() -> None:
    """Start each program a few times, open its page, and print medians and ratios."""
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"])
        for name, command in PROGRAMS.items():
            runs = [_start(command, browser) for _ in range(RUNS)]
            rows.append([name, *(statistics.median(times) for times in zip(*runs, strict=True))])
        browser.close()
    heads = ("program", "start to answer s", "start to usable page s", "page again s")
    print_table(f"Start, median of {RUNS}", heads, [(name, *(f"{t:.2f}" for t in times)) for name, *times in rows])
    base, ours = rows
    print(f"\nStart to usable page: {ours[2] / base[2]:.1f} times; page again: {ours[3] / base[3]:.1f} times")


def _start(command: list[str], browser: Browser) -> tuple[float, float, float]:
    """Return seconds to the first answer, to a usable page in a fresh browser profile, and for the page once more."""
    begun = time.monotonic()
    with running(command) as url:
        wait_for(url)
        answered = time.monotonic() - begun
        context = browser.new_context()
        page = context.new_page()
        page.goto(url)
        page.locator(USABLE).first.wait_for(timeout=LONGEST_S * 1000)
        usable = time.monotonic() - begun
        again = time.monotonic()
        page.reload()
        page.locator(USABLE).first.wait_for(timeout=LONGEST_S * 1000)
        again = time.monotonic() - again
        context.close()
    return answered, usable, again
