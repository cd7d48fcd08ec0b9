"""Keys turn up nowhere: not in what Easel writes, logs, serves, or fetches, while everything it offers is used."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client, handle_file
from launched import App, Gateway, http

from ui.door.gate_routes import ROUTES, Rule

ENTERED, SENT = "canary-entered-on-the-page-77ab", "canary-sent-in-a-header-31fe"
HEADERS = {"X-FoxAPI-Key": SENT, "X-AnyFast-Key": SENT}
IMAGE: dict[str, Any] = {"model": "wan-2.7-image", "prompt": "A calm sea", "image_size": "square"}
UNUSED: dict[str, Any] = {"limit": 50, "revision": None, "kind": "all", "days": 7, "values": [], "label": "normal"}


class Ear:
    """Hears every answer of the app."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.heard: list[tuple[str, bytes]] = []

    def ask(self, method: str, path: str, *, headers: dict[str, str] | None = None, **options: Any) -> Any:
        # The server ends a connection after an error of its own, which a kept one would notice too late.
        headers = {**(headers or {}), "Connection": "close"}
        with http.stream(method, self.app.url + path, timeout=60, headers=headers, **options) as answer:
            body = answer.read() if "heartbeat" not in path else next(answer.iter_bytes())
        self.heard.append((f"{method} {path} headers", str(answer.headers.multi_items()).encode()))
        self.heard.append((f"{method} {path}", body))
        return answer

    def component(self, component: int, name: str, data: Any) -> Any:
        body = {"data": data, "component_id": component, "fn_name": name, "session_hash": "canary"}
        return self.ask("POST", "/gradio_api/component_server", json=body)

    def functions(self) -> Iterator[tuple[int, str]]:
        """Yield (component, name) of every server function, each name once."""
        named: dict[str, int] = {}
        for component in self.ask("GET", "/config").json()["components"]:
            for name in component["props"].get("server_fns", ()):
                named.setdefault(name, component["id"])
        yield from ((component, name) for name, component in named.items())


@contextmanager
def client_with_keys(app: App) -> Iterator[Client]:
    client = Client(app.url, headers=HEADERS, verbose=False, analytics_enabled=False, ssl_verify=False)
    yield client
    client.close()


def use_everything(ear: Ear, gateway: Gateway, picture: Path) -> None:
    """Ask for every route, call every server function and endpoint, and let submits and polls be refused."""
    functions = dict((name, component) for component, name in ear.functions())
    for vendor in ("foxapi", "anyfast"):
        entered = {"vendor": vendor, "key": ENTERED}
        assert '"own":true' in ear.component(functions["key_enter"], "key_enter", entered).text.replace(" ", "")
    with client_with_keys(ear.app) as client:
        job = client.predict(**IMAGE, api_name="/foxapi_wan_2_7_image")
        job = client.predict(job_id=job["job_id"], wait_s=60, api_name="/get_job")
        assert job["state"] == "succeeded", job
        client.predict(prompt="Night", image_urls=[handle_file(picture)], api_name="/foxapi_phota_image_edit")
        ear.heard.append(("endpoints", str(client.view_api(print_info=False, return_format="dict")).encode()))
    ear.ask("GET", job["outputs"][0]["url"].removeprefix(ear.app.url))
    for endpoint in ear.ask("GET", "/gradio_api/info", headers=HEADERS).json()["named_endpoints"]:
        ear.ask("POST", f"/gradio_api/run{endpoint}", json={"data": [job["job_id"]]}, headers=HEADERS)
        ear.ask("POST", f"/gradio_api/call/v2{endpoint}", json={"job_id": job["job_id"]}, headers=HEADERS)
    ear.ask("POST", "/gradio_api/run/list_models", json={"data": []}, headers={"X-FoxAPI-Key": f"{SENT} é"[:-2]})
    for fault in ("create-401", "create-html", "poll-html"):
        with gateway.faults(fault):
            values = [IMAGE["model"], IMAGE["prompt"], 1, "square", None, None, None]
            answer = ear.ask("POST", "/gradio_api/run/foxapi_wan_2_7_image", json={"data": values}, headers=HEADERS)
            ear.app.reaching(answer.json()["data"][0], "failed", "queued", "running", "succeeded")
    for name, component in functions.items():
        if name not in ("key_enter", "key_forget"):
            for data in (None, job["job_id"], UNUSED | {"job_id": job["job_id"]}):
                ear.component(component, name, data)
    for path, rule in ROUTES.items():
        if rule is not Rule.SIGN_IN:
            ear.ask("GET", re.sub(r"\{(\w+)(:\w+)?\}", r"\1-1", path), headers=HEADERS)
    ear.component(functions["key_forget"], "key_forget", "foxapi")
    ear.component(functions["key_forget"], "key_forget", "anyfast")


@pytest.fixture(scope="module")
def used(wired: App, gateway: Gateway, picture: Path) -> Ear:
    ear = Ear(wired)
    use_everything(ear, gateway, picture)
    return ear


def test_no_key_is_served(used: Ear, canary_key: str) -> None:
    assert len(used.heard) > 250
    assert sum(len(body) for _, body in used.heard) > 1_000_000
    found = [(where, key) for where, body in used.heard for key in (canary_key, ENTERED, SENT) if key.encode() in body]
    assert found == []


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # of a job that ended meanwhile
        return b""


def test_no_key_is_written_or_logged(used: Ear, canary_key: str) -> None:
    files = [path for path in used.app.home.rglob("*") if path.is_file()]
    assert used.app.log_path in files
    assert any(path.suffix == ".sqlite3" or "easel" in path.name for path in files)
    found = [
        (path, key)
        for path in files
        for content in (_content(path),)
        for key in (canary_key, ENTERED, SENT)
        if key.encode() in content
    ]
    assert found == []


def test_no_key_goes_to_the_host_of_the_results(used: Ear, gateway: Gateway) -> None:
    log = http.get(f"{gateway.url}/sandbox/log").json()["requests"]
    downloads = [entry for entry in log if entry["path"].startswith("/files/")]
    assert downloads
    assert not [entry for entry in downloads if entry["has_key"]]
