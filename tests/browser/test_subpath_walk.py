"""Easel below a path of another host, behind a real nginx: the login, the page, an upload, a picture, links, ZIPs."""

import contextlib
import re
import subprocess
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO

import httpx
import pytest
from chromium import NewPage
from gradio_client import Client
from launched import App, free_port, http, started
from nginx import nginx_path
from playwright.sync_api import expect

from ui.asking.static_files import STATIC_DIR

NGINX = nginx_path()
pytestmark = [pytest.mark.browser, pytest.mark.skipif(NGINX is None, reason="nginx is not installed")]

NAME, PASSWORD = "ada", "correct horse"
LOGIN = f"{NAME}:{PASSWORD}"
CONF = """
daemon off; pid {home}/nginx.pid; error_log {home}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  access_log {home}/access.log; client_max_body_size 200m;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/f; uwsgi_temp_path {home}/u; scgi_temp_path {home}/s;
  proxy_buffering off; proxy_request_buffering off; proxy_http_version 1.1;
  proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Host $http_host;
  proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-For $remote_addr;
  server {{
    listen 127.0.0.1:{port};
    location /easel/ {{ proxy_pass http://127.0.0.1:{easel}/; }}
  }}
  server {{
    listen 127.0.0.1:{whole_port};
    location /easel {{ proxy_pass http://127.0.0.1:{easel}; }}
  }}
}}
"""


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Return two addresses of an app behind nginx: one takes the path off what it passes on, the other leaves it."""
    assert NGINX is not None
    home, port, whole_port = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    settings = {"GRADIO_ROOT_PATH": "/easel", "EASEL_AUTH": LOGIN, "EASEL_TRUSTED_PROXIES": "127.0.0.1"}
    with started(App(settings, home)) as app:
        conf = CONF.format(home=home, port=port, whole_port=whole_port, easel=app.port)
        (home / "nginx.conf").write_text(conf)
        proxy = subprocess.Popen([NGINX, "-e", home / "error.log", "-p", home, "-c", home / "nginx.conf"])
        try:
            url, whole_url = (f"http://127.0.0.1:{each}/easel" for each in (port, whole_port))
            until_it_answers(url)
            yield url, whole_url
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


def test_everything_works_below_a_path(below: tuple[str, str], new_page: NewPage) -> None:
    url, _ = below
    page = new_page()
    page.goto(url)
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{url}/")
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


def test_logins_and_zips_pass_with_the_path_left_or_taken_off(below: tuple[str, str]) -> None:
    for url in below:
        client = Client(f"{url}/", auth=(NAME, PASSWORD), verbose=False)
        job = client.predict(words="old bricks", size_px=256, api_name="/draw_material")
        client.predict(job_id=job["job_id"], wait_s=60, api_name="/get_job")
        with httpx.Client(headers={"Accept": "text/html"}, trust_env=False) as browser:
            assert browser.get(f"{url}/").status_code == 401
            wrong = browser.post(f"{url}/login", data={"username": NAME, "password": "wrong"})
            right = browser.post(f"{url}/login", data={"username": NAME, "password": PASSWORD})
            assert (wrong.status_code, right.status_code) == (401, 303)
            assert "Path=/easel;" in right.headers["set-cookie"]
            assert str(right.url.join(right.headers["location"])) == f"{url}/"
            assert browser.get(f"{url}/").status_code == 200
            link = client.predict([f"job:{job['job_id']}"], api_name="/download_files")["url"]
            assert link.startswith(f"{url}/")
            with zipfile.ZipFile(BytesIO(browser.get(link).content)) as packed:
                assert "manifest.json" in packed.namelist()
            out = browser.get(f"{url}/logout")
            assert str(out.url.join(out.headers["location"])) == f"{url}/"
            assert browser.get(link).status_code == 401
