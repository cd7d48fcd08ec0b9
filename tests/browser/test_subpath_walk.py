"""Easel below a path of another host, behind a real nginx: the page, an upload, a picture, links for programs."""

import contextlib
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from chromium import NewPage
from launched import App, free_port, http, started
from playwright.sync_api import expect

from ui.asking.static_files import STATIC_DIR

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(NGINX is None, reason="nginx is not installed")]

CONF = """
daemon off; pid {home}/nginx.pid; error_log {home}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log {home}/access.log; client_max_body_size 200m;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/f; uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
  server {{
    listen 127.0.0.1:{port};
    location /easel/ {{
      proxy_pass http://127.0.0.1:{easel}/; proxy_buffering off; proxy_request_buffering off;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
    }}
  }}
}}
"""


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, str]]:
    """Return an app and its address behind nginx, which takes the path off what it passes on."""
    assert NGINX is not None
    home, port = tmp_path_factory.mktemp("nginx"), free_port()
    with started(App({"GRADIO_ROOT_PATH": "/easel", "EASEL_OPEN": "1"}, home)) as app:
        (home / "nginx.conf").write_text(CONF.format(home=home, port=port, easel=app.port))
        proxy = subprocess.Popen([NGINX, "-e", home / "error.log", "-p", home, "-c", home / "nginx.conf"])
        try:
            url = f"http://127.0.0.1:{port}/easel"
            until_it_answers(url)
            yield app, url
        finally:
            proxy.terminate()
            proxy.wait(10)


def until_it_answers(url: str) -> None:
    for _ in range(100):
        with contextlib.suppress(httpx.HTTPError):
            if http.get(f"{url}/healthz").is_success:
                return
        time.sleep(0.05)
    pytest.fail(f"{url} does not answer")


def test_everything_works_below_a_path(below: tuple[App, str], new_page: NewPage, tmp_path: Path) -> None:
    _, url = below
    page = new_page()
    strays: list[str] = []
    page.on("response", lambda answer: strays.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda ask: None if ask.url.startswith(("data:", "blob:", url)) else strays.append(ask.url))
    page.goto(f"{url}/#edit")
    form = page.locator("#edit-form")
    form.get_by_label("Prompt", exact=True).fill("in heavy snow")
    form.locator("#edit-images input[type=file]").set_input_files(STATIC_DIR / "pictures/sample-hills.webp")
    expect(form.locator("#edit-images").get_by_role("listitem")).to_have_count(1)
    expect(form.locator("#edit-images .e-reference-waiting")).to_have_count(0)
    form.get_by_role("button", name="Generate", exact=True).click()
    here = page.locator("#stage-image-edit")
    picture = here.locator(".e-media img").first
    expect(picture).to_be_visible(timeout=60_000)
    assert picture.evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    with page.expect_download() as download:
        here.get_by_role("link", name=re.compile("^Download")).first.click()
    assert download.value.path().stat().st_size > 0
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#library-tab .e-wall-item img").first).to_be_visible()
    assert strays == []
