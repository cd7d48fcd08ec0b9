"""A login that ends while its page is open: people are told, come in again, and go on where they were."""

from collections.abc import Iterator

import pytest
from chromium import NewPage
from launched import App, http, started
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

NAME, PASSWORD, LATER = "ada", "correct horse", "battery staple"


@pytest.fixture(scope="module")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app with a login."""
    with started(App({"EASEL_AUTH": f"{NAME}:{PASSWORD}"}, tmp_path_factory.mktemp("shut"))) as app:
        yield app


def log_in(page: Page, password: str) -> None:
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_who_was_signed_out_elsewhere_is_told_and_goes_on(shut: App, new_page: NewPage) -> None:
    page = new_page()
    page.goto(shut.url)
    log_in(page, PASSWORD)
    page.goto(f"{shut.url}/#edit")
    prompt = page.locator("#edit-prompt textarea")
    prompt.fill("in heavy snow")
    cookies = {cookie.get("name", ""): cookie.get("value", "") for cookie in page.context.cookies()}
    http.get(f"{shut.url}/logout?everywhere=1", cookies=cookies)

    # The question may stand over the button before it is pressed: what asks by itself found out first.
    generate, question = page.locator("#edit-generate"), page.get_by_role("dialog", name="You are logged out")
    generate.dispatch_event("click")
    expect(question).to_contain_text("What you entered is kept")
    question.get_by_role("button", name="Cancel").click()
    generate.dispatch_event("click")
    question.get_by_role("button", name="Log in again").click()
    log_in(page, PASSWORD)
    expect(prompt).to_be_visible()
    expect(prompt).to_have_value("in heavy snow")

    shut.stop()
    shut.settings["EASEL_AUTH"] = f"{NAME}:{LATER}"
    shut.start()
    expect(question).to_be_visible()  # nothing was pressed
    again = page.context.new_page()
    again.goto(shut.url)
    log_in(again, LATER)
    expect(again.locator("#image-generate")).to_be_visible()
    again.close()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(question).to_have_count(0)
    generate.click()
    expect(page.locator("#edit-form .e-answer p")).to_have_text("Check the marked fields. Nothing was sent.")
    expect(prompt).to_have_value("in heavy snow")
