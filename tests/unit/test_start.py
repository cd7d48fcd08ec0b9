"""The start of Easel by its command, and what it must not cost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from launched import READY, free_port, http

from ui.door.login_limits import PER_ADDRESS

ROOT = Path(__file__).parents[2]


def test_no_stub_is_written_for_gradios_components() -> None:
    """Gradio writes one per component class at every import, which is half of its import time."""
    program = (
        "import ast, inspect\n"
        "parsed, parse = [], ast.parse\n"
        "ast.parse = lambda code, *rest, **named: (parsed.append(code), parse(code, *rest, **named))[1]\n"
        "import ui, gradio\n"
        "assert inspect.getfile(gradio.HTML)\n"
        "print(sum('class ' in str(code) for code in parsed))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "0\n"


def test_the_command_opens_it_and_sigterm_ends_it(tmp_path: Path) -> None:
    given = {"EASEL_DATA_DIR": str(tmp_path), "GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": str(free_port())}
    given |= dict.fromkeys(
        ("FOXAPI_API_KEY", "ANYFAST_API_KEY", "EASEL_OPEN", "EASEL_SHARE", "EASEL_TRUSTED_PROXIES"), ""
    )
    given["EASEL_AUTH"] = "ada:correct horse"
    command = [sys.executable, "app.py"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | given, stdout=subprocess.PIPE, text=True) as easel:
        assert easel.stdout is not None
        assert any(line.startswith(READY) for line in easel.stdout)
        address = f"http://127.0.0.1:{given['GRADIO_SERVER_PORT']}"
        assert http.get(f"{address}/healthz").status_code == 200
        wrong = {"username": "ada", "password": "guess"}  # uvicorn believes any program of this machine, Easel does not
        tries = [
            http.post(f"{address}/login", data=wrong, headers={"X-Forwarded-For": f"8.8.8.{place}"}).status_code
            for place in range(PER_ADDRESS + 2)
        ]
        assert tries == [401] * PER_ADDRESS + [429] * 2
        easel.send_signal(signal.SIGTERM)
        assert easel.wait(20) == 0
