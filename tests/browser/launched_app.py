"""Easel as its own process, as a person starts it: on a free port, with a data directory of its own."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY = "Easel is open at "
STOP_S = 30


@dataclass
class LaunchedApp:
    """One studio that can be stopped, killed and started again on the same data and port.

    Attributes:
        data_dir: Everything it stores.
        env: Settings beside the data directory and the address.
        port: Where it listens; chosen at the first start.
    """

    data_dir: Path
    env: dict[str, str] = field(default_factory=dict[str, str])
    port: int = 0
    _process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and return when it serves. Raises RuntimeError with its output when it ends instead."""
        self.port = self.port or _free_port()
        keys = ("FOXAPI_API_KEY", "ANYFAST_API_KEY", "FOXAPI_BASE_URL", "ANYFAST_BASE_URL")
        doors = ("EASEL_AUTH", "EASEL_OPEN", "EASEL_SHARE", "EASEL_SHARE_KEYS", "EASEL_HOSTS")
        env = os.environ | dict.fromkeys((*keys, *doors), "") | self.env
        env |= {
            "EASEL_DATA_DIR": str(self.data_dir),
            "GRADIO_SERVER_NAME": "127.0.0.1",
            "GRADIO_SERVER_PORT": str(self.port),
        }
        self._process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        lines: list[str] = []
        assert self._process.stdout
        for line in self._process.stdout:
            lines.append(line)
            if line.startswith(READY):
                return
        raise RuntimeError("Easel did not start:\n" + "".join(lines))

    def stop(self) -> int:
        """Ask it to end, as Ctrl+C or a service manager does, and return its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it without warning."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> int:
        assert self._process
        self._process.send_signal(number)
        try:
            code = self._process.wait(STOP_S)
        finally:
            self._process.kill()
            if self._process.stdout:
                self._process.stdout.close()
        return code


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
