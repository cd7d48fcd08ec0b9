"""The programs that measurements in a browser start: Easel, and a three-line Gradio app to compare it with."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
PORT = 17860
LONGEST_S = 120
THREE_LINES = (
    "import gradio as gr\nwith gr.Blocks() as demo: gr.Textbox(label='Prompt'); gr.Button('Generate')\ndemo.launch()"
)
PROGRAMS = {"three-line Gradio app": [sys.executable, "-c", THREE_LINES], "Easel": [sys.executable, "app.py"]}
USABLE = "button:has-text('Generate'):visible:enabled"
"""What is there once people can use the page of either."""


@contextmanager
def running(command: list[str]) -> Iterator[str]:
    """Run a program with an empty data folder; its address, which may not answer yet."""
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


def wait_for(url: str) -> None:
    """Return when the address answers.

    Raises:
        TimeoutError: It did not within `LONGEST_S`.
    """
    deadline = time.monotonic() + LONGEST_S
    while time.monotonic() < deadline:
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise TimeoutError(f"{url} did not answer within {LONGEST_S} s")
