"""Fanning out and comparing in Chromium: the plan, the grid, side by side, a blind vote; on the sandbox."""

import io
import re
from pathlib import Path

import pytest
from chromium import NewPage, Photograph
from launched import App, http
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from ui.asking.file_links import absolute

pytestmark = pytest.mark.browser

DONE_MS = 90_000
PROMPT = "a {red|blue} paper boat on a pond"


def fold(page: Page, app: App) -> Locator:
    """Return the open fold of the Image panel."""
    page.goto(f"{app.url}/#image")
    fold = page.locator("#image-fan-out")
    head = fold.get_by_role("button", name="Fan out")
    expect(head).to_be_visible(timeout=60_000)
    if head.get_attribute("aria-expanded") == "false":
        head.click()
    return fold


def planned(page: Page, app: App, prompt: str, *, models: int = 2, seeds: str = "", sizes: str = "1:1") -> Locator:
    """Fill the fold, press for the plan and return the batch on the stage."""
    here = fold(page, app)
    page.locator("#image-prompt textarea").fill(prompt)
    for place, box in enumerate(here.get_by_role("checkbox").all()):
        box.set_checked(place < models)
    here.get_by_label("Seeds").fill(seeds)
    here.get_by_label("Sizes").fill(sizes)
    here.get_by_role("button", name="Show the plan").click()
    batch = page.get_by_role("region", name="Batch", exact=True)
    expect(batch.get_by_role("heading", name=prompt)).to_be_visible()
    return batch


def test_a_prompt_is_planned_then_sent_then_shown_as_a_grid(page: Page, sandboxed: App, photograph: Photograph) -> None:
    before = len(sandboxed.job_ids())
    batch = planned(page, sandboxed, PROMPT)
    expect(batch.get_by_role("status")).to_have_text("4 requests · Sandbox: nothing is charged. Nothing was sent yet.")
    rows = batch.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(6)
    expect(rows.nth(1)).to_contain_text(re.compile(r"1\s*red\s*Wan 2.7\s*not charged"))
    assert len(sandboxed.job_ids()) == before
    photograph(page, "fan-plan")
    batch.get_by_role("button", name="Start 4 requests").click()
    expect(batch.get_by_role("button", name="Stop")).to_be_visible()
    photograph(page, "fan-running")
    expect(batch.get_by_role("status")).to_have_text("4 of 4 done", timeout=DONE_MS)
    expect(batch.locator(".e-cell-open img")).to_have_count(4)
    for picture in batch.locator(".e-cell-open img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("img => img.decode()")
    page.evaluate("window.scrollTo(0, 0)")
    photograph(page, "fan-grid")
    assert len(sandboxed.job_ids()) == before + 4
    expect(batch.get_by_role("columnheader")).to_have_text(["Wan 2.7", "Wan 2.7 Pro"])
    batch.get_by_label("Across").select_option(index=0)
    expect(batch.get_by_role("columnheader")).to_have_text(["red", "blue"])
    link = batch.get_by_role("link", name="Download as one picture").get_attribute("href")
    answer = http.get(absolute(sandboxed.url, str(link)), headers={"Cookie": cookies(page)})
    assert answer.headers["content-type"] == "image/png"
    sheet = Image.open(io.BytesIO(answer.content))
    assert sheet.width > 600
    batch.get_by_role("button", name="Enlarge").first.click()
    expect(page.get_by_role("dialog").get_by_role("button", name="See its job")).to_be_visible()
    page.keyboard.press("Escape")
    batch.get_by_role("button", name="Close").click()
    expect(page.locator("#stage-text-to-image .e-prompt")).to_be_visible()


def cookies(page: Page) -> str:
    return "; ".join(f"{each.get('name')}={each.get('value')}" for each in page.context.cookies())


def reopened(page: Page, app: App) -> Locator:
    """Open the batch of the test before from the list in its fold."""
    fold(page, app).get_by_role("button", name=PROMPT).click()
    batch = page.get_by_role("region", name="Batch", exact=True)
    expect(batch.locator(".e-cell-open img")).to_have_count(4)
    return batch


def test_results_are_compared_in_every_way(page: Page, sandboxed: App, photograph: Photograph) -> None:
    batch = reopened(page, sandboxed)
    for place in (0, 2):
        batch.get_by_role("checkbox").nth(place).check(force=True)
    batch.get_by_role("button", name="Compare 2").click()
    duel = page.get_by_role("dialog", name="Compare")
    frames = duel.locator(".e-frame")
    expect(frames).to_have_count(2)
    for picture in frames.locator("img").all():
        picture.evaluate("img => img.decode()")
    frames.first.hover(position={"x": 100, "y": 100})
    page.mouse.wheel(0, -900)
    places = [frame.locator("img").evaluate("img => getComputedStyle(img).transform") for frame in frames.all()]
    assert places[0] != "none"
    assert places[0].split(",")[0] == places[1].split(",")[0] != "matrix(1"
    photograph(page, "compare-side")
    duel.get_by_role("button", name="Slider").click()
    duel.get_by_role("slider").fill("30")
    expect(duel.locator(".e-compare")).to_have_attribute("style", re.compile("--at: 30%"))
    photograph(page, "compare-slider")
    duel.get_by_role("button", name="Flicker").click()
    duel.get_by_role("button", name="Hold").click()
    tag = duel.locator("figcaption")
    first = tag.text_content()
    duel.get_by_role("button", name="Swap").click()
    expect(tag).not_to_have_text(first or "")
    duel.get_by_role("button", name="Difference", exact=True).click()
    expect(duel.get_by_role("status")).to_have_text(re.compile(r"Differs by [\d.]+ % on average, [\d.]+ % at most"))
    photograph(page, "compare-difference")
    page.keyboard.press("Escape")
    expect(duel).to_have_count(0)


def test_a_blind_vote_names_the_models_only_afterwards(page: Page, sandboxed: App, photograph: Photograph) -> None:
    batch = reopened(page, sandboxed)
    batch.get_by_role("button", name="Blind vote").click()
    vote = page.get_by_role("dialog", name="Blind vote")
    expect(vote.get_by_role("status")).to_contain_text("Pair 1 of 2")
    expect(vote).not_to_contain_text("Wan 2.7")
    vote.get_by_role("button", name="A is better").click()
    expect(vote.get_by_role("status")).to_have_text(re.compile(r"You said: A, Wan 2\.7( Pro)?, FoxAPI, is better\."))
    rows = vote.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_have_text(re.compile(r"Wan 2\.7( Pro)?, FoxAPI\s*1\s*0\s*0\s*100 %"))
    photograph(page, "blind-vote")
    vote.get_by_role("button", name="Next pair").click()
    expect(vote.get_by_role("status")).to_contain_text("Pair 2 of 2")
    page.keyboard.press("2")
    expect(vote.get_by_role("status")).to_contain_text("are as good")
    page.keyboard.press("Escape")


def test_what_cannot_be_planned_is_said_beside_its_field(page: Page, sandboxed: App) -> None:
    here = fold(page, sandboxed)
    page.locator("#image-prompt textarea").fill("a {red|green boat")
    here.get_by_label("Seeds").fill("8-1")
    here.get_by_role("button", name="Show the plan").click()
    expect(page.locator("#image-prompt").get_by_role("alert")).to_contain_text("There is a { without its }")
    page.locator("#image-prompt textarea").fill("a boat")
    here.get_by_role("button", name="Show the plan").click()
    expect(here.get_by_text("Write 1-8: the smaller number comes first.")).to_be_visible()


def test_on_a_phone_the_plan_the_grid_and_the_comparison_fit(
    new_page: NewPage, sandboxed: App, photograph: Photograph
) -> None:
    phone = new_page(width=390, height=844, color_scheme="dark")
    planned(phone, sandboxed, "a {paper|wooden} kite in the wind", seeds="3-5")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    photograph(phone, "fan-plan-phone")
    batch = reopened(phone, sandboxed)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    photograph(phone, "fan-grid-phone")
    phone.set_viewport_size({"width": 320, "height": 700})  # too narrow for the grid, which scrolls by itself then
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.set_viewport_size({"width": 390, "height": 844})
    for place in (0, 1):
        batch.get_by_role("checkbox").nth(place).check(force=True)
    batch.get_by_role("button", name="Compare 2").click()
    duel = phone.get_by_role("dialog", name="Compare")
    for mode in ("Side by side", "Slider", "Flicker", "Difference"):
        duel.get_by_role("button", name=mode, exact=True).click()
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        photograph(phone, f"compare-{mode.split()[0].lower()}-phone")


def test_a_person_becomes_a_profile_and_is_put_to_use(
    page: Page, sandboxed: App, photograph: Photograph, tmp_path: Path
) -> None:
    paths = [tmp_path / f"photo-{number}.png" for number in range(30)]
    for number, path in enumerate(paths):
        Image.new("RGB", (40, 40), (number * 8, 120, 90)).save(path)
    page.goto(f"{sandboxed.url}/#edit")
    form = page.locator("#edit-form")
    expect(form.get_by_label("Prompt", exact=True)).to_be_visible(timeout=60_000)
    people = page.locator("#edit-people")
    head = people.get_by_role("button", name="People")
    expect(head).to_be_hidden()
    form.get_by_role("combobox", name="Model").select_option(label="Phota Edit")
    head.click()
    people.locator("input[type=file]").set_input_files(paths[:29])
    expect(people.get_by_role("status")).to_have_text("29 of 30 to 50; 1 more is needed.", timeout=60_000)
    people.get_by_label("Name").fill("Ada")
    people.get_by_role("button", name="Make the profile").click()
    expect(people.get_by_text("Use 30 to 50 photographs. There are 29.")).to_be_visible()
    photograph(page, "profile-photos")
    people.locator("input[type=file]").set_input_files(paths[29:])
    expect(people.get_by_role("status")).to_have_text("30 of 30 to 50; enough.")
    people.get_by_role("button", name="Make the profile").click()
    row = people.get_by_role("list", name="Profiles").get_by_role("listitem")
    expect(row).to_contain_text("Ada")
    expect(row).to_contain_text("ready · 30 photographs", timeout=DONE_MS)
    row.get_by_role("button", name="Use").click()
    expect(row.get_by_role("button", name="In use")).to_have_attribute("aria-pressed", "true")
    expect(form.locator(".e-role-profiles input")).to_have_value(re.compile("^profile_[0-9a-f]{12}$"))
    photograph(page, "profile-used")
    page.goto(f"{sandboxed.url}/#image")
    page.locator("#image-form").get_by_role("combobox", name="Model").select_option(label="Phota")
    page.locator("#image-prompt textarea").fill("at a cafe")
    of_image = page.locator("#image-people")
    of_image.get_by_role("button", name="People").click()
    of_image.get_by_role("button", name="Put into the prompt").click()
    expect(page.locator("#image-prompt textarea")).to_have_value(
        re.compile(r"^at a cafe \[\[profile_[0-9a-f]{12}\]\]$")
    )
