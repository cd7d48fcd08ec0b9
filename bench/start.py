"""How long people wait: from starting the program to a page they can use, against a three-line Gradio app."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from bench.tables import print_table
from tests.browser.chromium import chromium_path

ROOT = Path(__file__).parents[1]
PORT = 17860
RUNS = 3
LONGEST_S = 120
THREE_LINES = (
    "import gradio as gr\nwith gr.Blocks() as demo: gr.Textbox(label='Prompt'); gr.Button('Generate')\ndemo.launch()"
)
PROGRAMS = {"three-line Gradio app": [sys.executable, "-c", THREE_LINES], "Easel": [sys.executable, "app.py"]}
USABLE = "button:has-text('Generate'):visible:enabled"


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
    with _running(command) as url:
        _wait_for(url)
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


@contextmanager
def _running(command: list[str]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "EASEL_DATA_DIR": f"{folder}/data",
            "FOXAPI_API_KEY": "",
            "ANYFAST_API_KEY": "",
            "GRADIO_SERVER_NAME": "127.0.0.1",
            "GRADIO_SERVER_PORT": str(PORT),
            "GRADIO_ANALYTICS_ENABLED": "False",
        }
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            yield f"http://127.0.0.1:{PORT}"
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + LONGEST_S
    while time.monotonic() < deadline:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise TimeoutError(f"{url} did not answer within {LONGEST_S} s")
