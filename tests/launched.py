"""Child processes for tests: the launched app, and the sandbox gateway on a socket."""

import os
import runpy
import signal
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx
import tiny_files
import uvicorn
from gradio_client import Client
from quick_starts import quick_starts

from sandbox.gateway import create_gateway
from sandbox.paint.production import produce
from sandbox.protocol.fetching import guarded_fetch

ROOT = Path(__file__).parents[1]
READY = "Easel is open at "
START_S = 240
SKETCH_PX = 40_000
Job = dict[str, Any]
http = httpx.Client(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), timeout=90, limits=httpx.Limits(keepalive_expiry=2))
"""For loopback. A call of httpx without a client loads all of the machine's certificates anew. The server closes a
connection that was idle for 5 s; one that is kept as long meets its end just when it is used."""


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_app(environment: dict[str, str], log_path: Path, speed: float, drawn_px: int) -> None:
    """Do what `python app.py` does in this process: with this environment, printing into the file, a quick sandbox."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    with log_path.open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    sketch = partial(produce, drawn_px=drawn_px)
    runpy.run_path("app.py")["main"](partial(create_gateway, speed=speed, produce=sketch))


@dataclass
class App:
    """A running Easel, as `python app.py` starts it.

    Attributes:
        settings: The vendors' settings.
        home: Folder for its data and its log.
        sandbox_speed: How many times faster than a plausible vendor the sandbox in its process is.
        drawn_px: At how many pixels it paints its pictures, then enlarges them; at its own they cost a second each.
    """

    settings: dict[str, str]
    home: Path
    sandbox_speed: float = 5
    drawn_px: int = SKETCH_PX
    port: int = field(default_factory=free_port)
    process: BaseProcess | None = None
    _client: Client | None = None

    @property
    def data_dir(self) -> Path:
        return self.home / "data"

    @property
    def log_path(self) -> Path:
        """Everything it printed, over all its starts."""
        return self.home / "log.txt"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def client(self) -> Client:
        if self._client is None:
            # Without ssl_verify=False each call of the client loads all of the machine's certificates anew.
            self._client = Client(self.url, verbose=False, analytics_enabled=False, ssl_verify=False)
        return self._client

    def start(self) -> None:
        """Start it and return when it serves."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("EASEL_", "FOXAPI_", "ANYFAST_", "GRADIO_"))
        }
        # Empty counts as unset, and keeps a developer's .env out of the tests.
        environment |= {"FOXAPI_API_KEY": "", "ANYFAST_API_KEY": "", "FOXAPI_BASE_URL": "", "ANYFAST_BASE_URL": ""}
        environment |= dict.fromkeys(("EASEL_AUTH", "EASEL_OPEN", "EASEL_SHARE", "EASEL_SHARE_KEYS", "EASEL_HOSTS"), "")
        environment |= {"GRADIO_SERVER_NAME": "127.0.0.1", "GRADIO_SERVER_PORT": str(self.port)}
        environment |= {"EASEL_DATA_DIR": str(self.data_dir), **self.settings}
        self.log_path.touch()
        printed = self.log_path.stat().st_size
        process: BaseProcess = quick_starts().Process(
            target=run_app, args=(environment, self.log_path, self.sandbox_speed, self.drawn_px), daemon=True
        )
        self.process = process
        process.start()
        deadline = time.monotonic() + START_S
        while READY not in self.log_path.read_text()[printed:]:
            assert process.is_alive(), self.log_path.read_text()
            assert time.monotonic() < deadline, self.log_path.read_text()
            time.sleep(0.1)

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """Signal it, wait for its end and return its exit code."""
        assert self.process is not None
        if self._client is not None:
            self._client.close()
            self._client = None
        assert self.process.pid is not None
        os.kill(self.process.pid, with_signal)
        self.process.join(30)
        code = self.process.exitcode
        assert code is not None, "it did not end"
        self.process = None
        return code

    def call(self, endpoint: str, **parameters: Any) -> Any:
        """Call an endpoint through Gradio's client."""
        return self.client.predict(**parameters, api_name=f"/{endpoint}")

    def post(self, endpoint: str, *values: Any) -> httpx.Response:
        """Call an endpoint by plain HTTP, its parameters by position: cheaper where the client is not the point."""
        return http.post(f"{self.url}/gradio_api/run/{endpoint}", json={"data": values})

    def final(self, job: Job) -> Job:
        """Wait until a job is final and return it."""
        for _ in range(3):
            job = self.post("get_job", job["job_id"], 30).json()["data"][0]
            if job["finished_at"] is not None:
                return job
        raise AssertionError(f"still {job['state']}: {job['message']}")

    def reaching(self, job: Job, *states: str, within_s: float = 20) -> Job:
        """Return a job as soon as it is in one of these states."""
        deadline = time.monotonic() + within_s
        while True:
            job = self.post("get_job", job["job_id"], 0).json()["data"][0]
            if job["state"] in states:
                return job
            assert time.monotonic() < deadline, job
            time.sleep(0.05)

    def job_ids(self) -> list[str]:
        """Return the ids of all jobs, newest first."""
        return [job["job_id"] for job in self.post("list_jobs", 500).json()["data"][0]]


def run_gateway(root: Path, port: int, speed: float, tiny: bool) -> None:
    """Be `python -m sandbox` in this process, for tests that may fetch references from this machine."""
    fetch = guarded_fetch(allow_private=True)
    produced = tiny_files.tiny if tiny else partial(produce, drawn_px=SKETCH_PX)
    made = create_gateway(root, speed=speed, fetch=fetch, control=True, produce=produced)
    uvicorn.run(made, host="127.0.0.1", port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=1)


@dataclass
class Gateway:
    """A sandbox gateway on a socket. It may stop and start: the port stays.

    Attributes:
        root: Folder for its tasks and files.
        speed: How many times as fast its tasks finish.
        tiny: Draw nothing: its results are of a few pixels.
    """

    root: Path
    speed: float = 30
    tiny: bool = False
    port: int = field(default_factory=free_port)
    process: BaseProcess | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and return when it answers."""
        self.process = process = quick_starts().Process(
            target=run_gateway, args=(self.root, self.port, self.speed, self.tiny), daemon=True
        )
        process.start()
        for _ in range(600):
            try:
                http.get(f"{self.url}/sandbox/log").raise_for_status()
                return
            except httpx.ConnectError:
                time.sleep(0.05)
        raise AssertionError("the gateway does not answer")

    def stop(self) -> None:
        """Stop it; connections to its port are refused from now on."""
        assert self.process is not None
        self.process.terminate()
        self.process.join(30)
        self.process = None

    def posts(self) -> list[dict[str, Any]]:
        """Return the charged POSTs since its start: log entries with `path` and `body`."""
        entries = http.get(f"{self.url}/sandbox/log").json()["requests"]
        return [entry for entry in entries if entry["method"] == "POST" and entry["path"].endswith("/generations")]

    @contextmanager
    def faults(self, *wanted: str) -> Iterator[None]:
        """Switch faults on for a while."""
        http.post(f"{self.url}/sandbox/faults", json={"faults": wanted}).raise_for_status()
        try:
            yield
        finally:
            http.post(f"{self.url}/sandbox/faults", json={"faults": []}).raise_for_status()


@contextmanager
def started(app: App) -> Iterator[App]:
    """Run an app; a test may have stopped it meanwhile."""
    app.start()
    try:
        yield app
    finally:
        if app.process is not None:
            app.stop()
