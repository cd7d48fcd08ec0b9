"""The library in Chromium: found by words, selected, marked, deleted and brought back, seen closely, out and in."""

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from chromium import NewPage, Photograph
from launched import App, started
from playwright.sync_api import Locator, Page, expect

from bench.planted_library import plant_library

pytestmark = pytest.mark.browser

COUNT = 400


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app that finds a library of some hundred pictures."""
    home = tmp_path_factory.mktemp("planted")
    with ThreadPoolExecutor(1) as thread:  # Playwright's own loop runs in this one
        thread.submit(lambda: asyncio.run(plant_library(home / "data", COUNT, failed=2))).result()
    with started(App({}, home)) as app:
        yield app


def library(page: Page, app: App) -> Locator:
    page.goto(f"{app.url}/#library")  # which loads no page that is there already
    here = page.locator("#library-tab")
    here.get_by_role("button", name="Everything").click(timeout=60_000)
    here.get_by_role("searchbox").fill("")
    expect(here.locator(".e-wall-item img").first).to_be_visible()
    here.locator(".e-wall-item img").first.evaluate("picture => picture.decode()")
    return here


def test_words_filters_and_an_endless_wall(page: Page, planted: App, photograph: Photograph) -> None:
    here = library(page, planted)
    photograph(page, "library")
    search = here.get_by_role("searchbox")
    search.fill("砖墙 oil")
    expect(here.locator(".e-wall-item").first).to_have_attribute("title", re.compile("砖墙, in oil"))
    search.fill("nothing like this")
    expect(here.get_by_text("Nothing matches.")).to_be_visible()
    here.get_by_role("button", name="Clear filters").last.click()
    expect(here.locator(".e-wall-item").first).to_have_attribute("title", re.compile("number 0$"))
    for _ in range(60):
        page.mouse.wheel(0, 4000)
        if page.locator(".e-wall-item[title$='number 399']").count():
            break
        page.wait_for_timeout(50)
    expect(page.locator(".e-wall-item[title$='number 399']")).to_be_visible()
    assert page.locator(".e-wall-cell").count() < 150
    here.get_by_role("button", name="Failed").click()
    expect(here.get_by_role("listitem")).to_have_count(2)
    expect(here.get_by_role("button", name=re.compile("^Run again"))).to_have_count(2)
    expect(here.get_by_role("button", name="Favourites")).to_be_hidden()


def test_a_day_is_the_visitors_own(new_page: NewPage, planted: App) -> None:
    page = new_page(timezone_id="Asia/Shanghai")
    here = library(page, planted)
    here.get_by_role("button", name="Filters").click()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    with page.expect_response(lambda answer: "2026-03-01T16:00:00.000Z" in (answer.request.post_data or "")):
        here.get_by_label("From", exact=True).fill("2026-03-02")
    with page.expect_response(lambda answer: "2026-03-02T16:00:00.000Z" in (answer.request.post_data or "")):
        here.get_by_label("To", exact=True).fill("2026-03-02")
    assert not any('2026-03-02"' in body for body in asked)


def test_selected_by_keys_marked_deleted_and_restored(page: Page, planted: App, photograph: Photograph) -> None:
    here = library(page, planted)
    here.locator(".e-wall-item").nth(1).focus()
    for key in ("Space", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    bar = page.get_by_role("toolbar", name="Selected")
    expect(bar).to_contain_text("3 selected")
    photograph(page, "library-selected")
    bar.get_by_role("button", name="Tag").click()
    page.get_by_label("Tag", exact=True).last.fill("Kitchen")
    page.keyboard.press("Enter")
    expect(page.locator(".e-toast")).to_contain_text("kitchen")
    here.get_by_role("searchbox").fill("kitchen")
    expect(here.locator(".e-wall-cell")).to_have_count(3)
    with page.expect_download() as taken:
        bar.get_by_role("button", name="with settings").click()
    assert taken.value.suggested_filename == "easel-files.zip"
    bar.get_by_role("button", name="Delete").click()
    expect(here.locator(".e-wall-cell")).to_have_count(0)
    page.locator(".e-toast").get_by_role("button", name="Undo").click()
    expect(here.locator(".e-wall-cell")).to_have_count(3)
    here.locator(".e-wall-item").first.focus()
    page.keyboard.press("Delete")
    expect(here.locator(".e-wall-cell")).to_have_count(2)
    here.get_by_role("button", name="Bin").click()  # words are not looked for there
    expect(here.get_by_role("searchbox")).to_be_hidden()
    expect(here.locator(".e-wall-cell")).to_have_count(1)
    here.locator(".e-wall-item").click()
    bar.get_by_role("button", name="Restore").click()
    expect(here.get_by_text("The bin is empty.")).to_be_visible()


def test_one_is_looked_at_closely_and_marked(page: Page, planted: App, photograph: Photograph) -> None:
    here = library(page, planted)
    here.locator(".e-wall-item").nth(4).click()
    sheet = page.get_by_role("dialog", name="From the library")
    sheet.get_by_label("Note", exact=True).fill("for the hall")
    sheet.get_by_label("Add a tag").click()
    sheet.get_by_role("button", name=re.compile("^Enlarge")).click()
    large = page.get_by_role("dialog", name="Result, large")
    caption = large.locator(".e-light-caption")
    for key, shown in (("4", "400 %"), ("1", "100 %"), ("0", "kB")):
        page.keyboard.press(key)
        if shown != "100 %":  # that small a picture fits at its own size
            expect(caption).to_have_text(re.compile(f"{shown}$"))
    page.mouse.move(720, 400)
    page.mouse.wheel(0, -2000)
    expect(caption).to_have_text(re.compile("1600 %$"))
    photograph(page, "library-pixels")
    for key in ("0", "ArrowRight", "ArrowLeft"):  # on along the wall, and back
        before = large.locator("img").get_attribute("src")
        page.keyboard.press(key)
        if key != "0":
            expect(large.locator("img")).not_to_have_attribute("src", before or "")
    page.keyboard.press("f")
    expect(large.get_by_role("button", name="Favourite")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Delete")
    expect(large).to_have_count(0)
    page.locator(".e-toast").get_by_role("button", name="Undo").click()
    expect(here.locator(".e-favourite")).to_have_count(1)
    here.get_by_role("searchbox").fill("hall")
    expect(here.locator(".e-favourite")).to_have_count(1)


def test_a_library_goes_out_and_comes_in(page: Page, planted: App, tmp_path: Path) -> None:
    here = library(page, planted)
    here.get_by_text("More", exact=True).click()
    with page.expect_download() as taken:
        page.get_by_role("menuitem", name="Export all").click()
    taken.value.save_as(tmp_path / "library.zip")
    here.locator("input[type=file][accept^='.zip']").set_input_files(tmp_path / "library.zip")
    expect(page.locator(".e-toast")).to_contain_text("Everything in this archive is here already.", timeout=60_000)
