"""Two visitors side by side in Chromium: whatever one browser saw or asked for leads the other nowhere."""

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from launched import App, started
from playwright.sync_api import Browser, Page, Request, expect

from ui.door.gate_routes import Rule, rule_of

pytestmark = pytest.mark.browser

KEY = "sk-canary-of-the-first-browser"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app that is open to visitors."""
    with started(App({"EASEL_OPEN": "1"}, tmp_path_factory.mktemp("opened"))) as app:
        yield app


@pytest.fixture(scope="module")
def two(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Pages of two browsers; each keeps its own from test to test."""
    pages = browser.new_context().new_page(), browser.new_context().new_page()
    faults: list[str] = []
    for page in pages:
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: faults.append(str(error)))
    yield pages
    for page in pages:
        page.context.close()
    assert faults == []


def make_picture(page: Page, app: App) -> None:
    page.goto(app.url)
    page.locator("#image-prompt textarea").fill("A red barn nobody else may see")
    page.locator("#image-generate").click()
    expect(page.locator("#stage-text-to-image .e-picture img").first).to_be_visible(timeout=60_000)


def test_what_one_browser_saw_leads_the_other_nowhere(two: tuple[Page, Page], opened: App) -> None:
    first, second = two
    asked: list[Request] = []
    first.on("request", lambda request: asked.append(request))
    make_picture(first, opened)
    first.goto(f"{opened.url}/#library")
    expect(first.locator("#library-tab img").first).to_be_visible(timeout=60_000)

    second.goto(f"{opened.url}/#library")
    expect(second.locator("#library-tab")).to_contain_text("Nothing", timeout=60_000)
    assert "red barn" not in second.content()
    [mine], [theirs] = (page.context.cookies(opened.url) for page in (first, second))
    assert mine.get("name") == theirs.get("name")
    assert mine.get("value") != theirs.get("value")
    assert mine.get("httpOnly")
    assert mine.get("sameSite") == "Lax"
    assert first.evaluate("document.cookie") == ""

    tried = 0
    for request in asked:
        path = urlsplit(request.url).path
        if request.method != "GET" or not request.url.startswith(opened.url) or rule_of(path) is Rule.PUBLIC:
            continue
        answer = second.request.get(request.url)
        if path not in ("/", "/config", "/gradio_api/info"):
            tried += 1
            assert answer.status == 404, request.url
        assert "red barn" not in answer.text()
    assert tried >= 2  # the picture, and its small one in the library
    for request in asked:
        if request.method == "POST" and urlsplit(request.url).path.startswith("/gradio_api/"):
            answer = second.request.post(request.url, data=request.post_data_json)
            assert answer.status in (403, 404), request.url  # its session belongs to the other browser


def test_a_key_stays_in_the_browser_and_memory_it_was_given_to(two: tuple[Page, Page], opened: App) -> None:
    first, second = two
    for page in (first, second):
        page.goto(f"{opened.url}/#keys")
    fox = first.locator("#keys-tab [data-vendor=foxapi]")
    fox.get_by_label("Your FoxAPI key").fill("short")
    fox.get_by_role("button", name="Use this key").click()
    expect(fox.get_by_role("alert")).to_contain_text("does not look like a key")
    fox.get_by_label("Your FoxAPI key").fill(KEY)
    fox.get_by_role("button", name="Use this key").click()
    expect(fox).to_contain_text("with the key you entered")
    expect(fox.locator(".e-gateway-state")).to_have_text("Live")
    assert KEY not in first.content()
    assert (
        first.evaluate("JSON.stringify([Object.values(localStorage), Object.values(sessionStorage)])").count(KEY) == 0
    )
    expect(second.locator("#keys-tab [data-vendor=foxapi] .e-gateway-state")).to_have_text("Sandbox")

    any_fast = first.locator("#keys-tab [data-vendor=anyfast]")
    any_fast.get_by_label("Your AnyFast key").fill(KEY)
    any_fast.get_by_label("Keep it in this browser, too").check()
    any_fast.get_by_role("button", name="Use this key").click()
    expect(any_fast).to_contain_text("with the key you entered")
    expect(any_fast.get_by_label("Keep it in this browser, too")).to_be_checked()
    kept = json.loads(first.evaluate("JSON.stringify(localStorage)"))
    assert [name.split(":")[2] for name, value in kept.items() if value == KEY] == ["anyfast"]

    opened.stop()
    opened.start()
    first.goto(f"{opened.url}/#image")
    first.reload()
    models = first.locator("#image-model select")
    expect(models.locator("optgroup").nth(0)).to_have_attribute("label", "FoxAPI · sandbox", timeout=60_000)
    expect(models.locator("optgroup").nth(1)).to_have_attribute("label", "AnyFast")  # handed in again
    second.context.clear_cookies()
    gone = second.get_by_role("dialog", name="This browser is no longer known")
    gone.get_by_role("button", name="Reload").click()
    expect(second.locator("#keys-tab [data-vendor=foxapi]")).to_be_visible()
    first.goto(f"{opened.url}/#keys")
    any_fast.get_by_role("button", name="Forget it").click()
    expect(any_fast.locator(".e-gateway-state")).to_have_text("Sandbox")
    assert KEY not in first.evaluate("JSON.stringify(localStorage)")
