"""The page in the language of its visitor, and the switch in its header."""

from collections.abc import Iterator

import pytest
from chromium import NewPage, Photograph
from launched import App, started
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with started(App({}, tmp_path_factory.mktemp("languages"))) as app:
        yield app


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_browser_decides_and_the_switch_goes_before_it(
    here: App, new_page: NewPage, photograph: Photograph, width: int, height: int
) -> None:
    page = new_page(width=width, height=height, locale="zh-CN")
    page.goto(here.url)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.get_by_role("button", name="生成", exact=True)).to_be_visible()
    expect(page.get_by_role("tab", name="图像")).to_be_visible()
    page.get_by_role("button", name="生成", exact=True).click()
    expect(page.get_by_text("请先写提示词。")).to_be_visible()
    photograph(page, f"chinese-{width}")
    switch = page.get_by_role("combobox", name="Language")
    switch.focus()
    switch.select_option("en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Generate", exact=True)).to_be_visible()
    expect(page.get_by_role("combobox", name="Language")).to_have_value("en")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    box = page.get_by_role("combobox", name="Language").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width
