"""The panels as a person uses them: from words, pictures and settings to a result, and back into a form.

The tests share a page; each leaves a form without pictures.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import NO_WEBGL, NewPage, Photograph
from launched import App, started
from playwright.sync_api import Locator, Page, expect

from sandbox.paint.pictures import MAX_DRAWN_PX
from ui.asking.file_links import absolute
from ui.asking.static_files import STATIC_DIR, static_url

pytestmark = pytest.mark.browser

HILLS = STATIC_DIR / "pictures/sample-hills.webp"
VASE = STATIC_DIR / "pictures/sample-still-life.webp"
STAGES = {
    "image": "text-to-image",
    "edit": "image-edit",
    "material": "pbr-material",
    "video": "reference-to-video",
}
DONE_MS = 90_000


@pytest.fixture(scope="module")
def sandboxed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app without keys that has made nothing yet: its stages teach."""
    with started(App({}, tmp_path_factory.mktemp("sandboxed"), drawn_px=MAX_DRAWN_PX)) as app:
        yield app


def open_tab(page: Page, app: App, tab: str) -> Locator:
    """Open a tab and return its form column."""
    page.goto(f"{app.url}/#{tab}")
    form = page.locator(f"#{tab}-form")
    expect(form.get_by_label("Prompt", exact=True)).to_be_visible(timeout=40_000)
    return form


def stage(page: Page, tab: str) -> Locator:
    return page.locator(f"#stage-{STAGES[tab]}")


def generate(form: Locator) -> None:
    form.get_by_role("button", name="Generate", exact=True).click()
    expect(form.get_by_role("status")).to_contain_text("Started")


def finished(page: Page, tab: str, prompt: str) -> Locator:
    """Wait until the job with this prompt is done and return the stage."""
    here = stage(page, tab)
    expect(here.locator(".e-prompt")).to_have_text(prompt, timeout=DONE_MS)
    expect(here.get_by_role("button", name="Use these settings again")).to_be_visible(timeout=DONE_MS)
    return here


def loaded(picture: Locator) -> None:
    expect(picture.first).to_be_visible(timeout=DONE_MS)
    picture.first.evaluate("img => img.decode ? img.decode() : null")
    assert picture.first.evaluate("img => img.naturalWidth") > 0


def no_sideways_scroll(page: Page) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{width} px wide"  # type: ignore[index]


def more_settings(form: Locator) -> None:
    """Unfold what is folded."""
    folded = form.get_by_role("button", name="More settings")
    if folded.get_attribute("aria-expanded") != "true":
        folded.click()


def remove(tile: Locator) -> None:
    """Take the last picture out of a form."""
    tile.hover()
    tile.get_by_role("button", name="Remove image 1").click()
    expect(tile).to_have_count(0)


def test_an_example_becomes_a_picture(page: Page, sandboxed: App, photograph: Photograph) -> None:
    form = open_tab(page, sandboxed, "image")
    stage(page, "image").get_by_text("A photograph").click()
    prompt = form.get_by_label("Prompt", exact=True)
    expect(prompt).to_have_value(re.compile("lighthouse"))
    generate(form)
    here = finished(page, "image", prompt.input_value())
    loaded(here.locator(".e-media img"))
    expect(here).to_contain_text("nothing charged")
    photograph(page, "image")


def test_keyboard_alone(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "image")
    page.get_by_role("tab", name="Image").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Edit")).to_be_focused()
    expect(page.locator("#edit-form")).to_be_visible()
    page.keyboard.press("Home")
    expect(form).to_be_visible()
    form.get_by_label("Prompt", exact=True).focus()
    page.keyboard.type("typed without a mouse")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("ArrowRight")
    expect(form.locator("#image-size").get_by_role("radio", name="Square, small")).to_be_checked()
    page.keyboard.press("Control+Enter")
    expect(form.get_by_role("status")).to_contain_text("Started")


def test_the_shortcut_does_not_reach_the_form_below_a_dialog(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "image")
    form.get_by_label("Prompt", exact=True).fill("asked for once")
    stage(page, "image").get_by_role("button", name=re.compile("^Enlarge")).first.click(timeout=DONE_MS)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(form.get_by_role("status")).to_contain_text("Started")
    page.get_by_role("tab", name="Jobs").click()
    expect(page.locator("#jobs-list").get_by_text("asked for once")).to_have_count(1)


def test_several_clicks_are_several_jobs_and_a_double_click_is_one(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "image")
    form.get_by_label("Prompt", exact=True).fill("three of a kind")
    form.locator("#image-size").get_by_text("Square, small").click()
    button = form.get_by_role("button", name="Generate", exact=True)
    for _ in range(3):
        button.click()
    form.get_by_label("Prompt", exact=True).fill("clicked twice")
    button.dblclick()
    button.click(click_count=3)
    page.get_by_role("tab", name="Jobs").click()
    expect(page.locator("#jobs-list").get_by_text("three of a kind")).to_have_count(3)
    expect(page.locator("#jobs-list").get_by_text("clicked twice")).to_have_count(2)


def test_mistakes_stand_next_to_their_field_and_nothing_is_sent(sandboxed: App, page: Page, tmp_path: Path) -> None:
    before = sandboxed.job_ids()
    form = open_tab(page, sandboxed, "edit")
    button = form.get_by_role("button", name="Generate", exact=True)
    button.click()
    expect(form.locator("#edit-prompt").get_by_role("alert")).to_have_text("Write a prompt first.")
    expect(form.locator("#edit-images").get_by_role("alert")).to_have_text("Add a picture first.")
    expect(form.get_by_label("Prompt", exact=True)).to_be_focused()
    form.get_by_label("Prompt", exact=True).fill("x" * 2312)
    expect(form.locator("#edit-prompt").get_by_role("alert")).to_be_hidden()
    button.click()
    sentence = "Use at most 2000 characters; this has 2312."
    expect(form.locator("#edit-prompt").get_by_role("alert")).to_have_text(sentence)
    expect(form.get_by_role("status")).to_contain_text("Nothing was sent")
    more = form.get_by_role("button", name="More", exact=True)
    for _ in range(3):
        more.click()
    expect(more).to_be_disabled()  # four edits are the most
    form.get_by_label("Prompt", exact=True).fill("a prompt")
    model = form.get_by_label("Model", exact=True)
    usual = model.input_value()
    model.select_option("anyfast_wan2_7_image_edit/wan2.7-image")
    large = tmp_path / "large.webp"
    large.write_bytes(VASE.read_bytes() + bytes(21 * 1024 * 1024))
    form.locator("#edit-images input[type=file]").set_input_files(large)
    tile = form.locator("#edit-images").get_by_role("listitem")
    expect(tile).to_have_count(1)
    button.click()
    sentence = "Picture 1 is 21.1 MB; this model takes at most 20 MB. Use a smaller file."
    expect(form.locator("#edit-images").get_by_role("alert")).to_have_text(sentence)
    remove(tile)
    model.select_option(usual)
    page.get_by_role("tab", name="Material").click()
    form = page.locator("#material-form")
    form.get_by_label("Prompt", exact=True).fill("a wall")
    more_settings(form)
    mask = form.locator("#material-mask")
    mask.locator("input[type=file]").set_input_files(VASE)
    expect(mask.get_by_role("listitem")).to_have_count(1)
    form.get_by_role("button", name="More settings").click()
    form.get_by_role("button", name="Generate", exact=True).click()  # unfolds the mistake
    expect(mask.get_by_role("alert")).to_have_text("Add a reference picture too: the mask marks a part of it.")
    expect(form.get_by_role("status")).to_contain_text("Nothing was sent")
    remove(mask.get_by_role("listitem"))
    assert sandboxed.job_ids() == before


def test_a_file_the_model_does_not_take_is_named_at_once(page: Page, sandboxed: App, tmp_path: Path) -> None:
    form = open_tab(page, sandboxed, "edit")
    broken = tmp_path / "notes.png"
    broken.write_text("no picture at all")
    form.locator("#edit-images input[type=file]").set_input_files(broken)
    expect(form.locator("#edit-images").get_by_role("alert")).to_contain_text("notes.png")
    expect(form.locator("#edit-images").get_by_role("listitem")).to_have_count(0)


def test_pictures_are_pasted_and_given_by_address(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "edit")
    tiles = form.locator("#edit-images").get_by_role("listitem")
    form.get_by_label("Prompt", exact=True).focus()
    page.evaluate(
        """async (address) => {
          const carried = new DataTransfer();
          carried.items.add(new File([await (await fetch(address)).blob()], 'pasted.webp', {type: 'image/webp'}));
          const paste = new ClipboardEvent('paste', {clipboardData: carried, bubbles: true, cancelable: true});
          document.activeElement.dispatchEvent(paste);
        }""",
        static_url(f"pictures/{HILLS.name}"),
    )
    expect(tiles).to_have_count(1)
    form.locator("#edit-images").get_by_text("Use an address").click()
    address = form.get_by_label("Address of a file")
    address.fill("not an address")
    address.press("Enter")
    expect(form.locator("#edit-images").get_by_role("alert")).to_contain_text("https://")
    address.fill(absolute(sandboxed.url, static_url(f"pictures/{VASE.name}")))
    address.press("Enter")
    expect(tiles).to_have_count(2)
    tiles.nth(0).hover()
    tiles.nth(0).get_by_role("button", name="Remove image 1").click()
    expect(tiles).to_have_count(1)
    expect(form.locator("#edit-images")).to_contain_text("1 of 4")
    remove(tiles)


def test_what_was_typed_survives_a_refresh(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "edit")
    form.get_by_label("Prompt", exact=True).fill("half a thought")
    form.get_by_label("Model", exact=True).select_option("anyfast_wan2_7_image_edit/wan2.7-image")
    form.locator("#edit-images input[type=file]").set_input_files(VASE)
    expect(form.locator("#edit-images").get_by_role("listitem")).to_have_count(1)
    form.locator("#edit-size").get_by_text("16:9").click()
    page.reload()
    expect(form.get_by_label("Prompt", exact=True)).to_have_value("half a thought", timeout=40_000)
    expect(form.get_by_label("Model", exact=True)).to_have_value("anyfast_wan2_7_image_edit/wan2.7-image")
    expect(form.locator("#edit-size").get_by_role("radio", name="16:9")).to_be_checked()
    tile = form.locator("#edit-images").get_by_role("listitem")
    loaded(tile.locator("img"))
    remove(tile)


def test_settings_come_back_and_pictures_travel(page: Page, sandboxed: App) -> None:
    hostile = "${document.body.setAttribute('pwned', 1)} {{constructor}} <img src=x onerror=alert(1)> \\n"
    form = open_tab(page, sandboxed, "image")
    form.get_by_label("Prompt", exact=True).fill(hostile)
    form.locator("#image-size").get_by_text("Landscape 16:9").click()
    more_settings(form)
    form.get_by_label("Seed", exact=True).fill("77")
    generate(form)
    here = finished(page, "image", hostile)
    form.get_by_label("Prompt", exact=True).fill("something else")
    form.get_by_label("Model", exact=True).select_option("anyfast_wan2_7_image/wan2.7-image")
    here.get_by_role("button", name="Use these settings again").click()
    expect(form.get_by_label("Prompt", exact=True)).to_have_value(hostile)
    expect(form.get_by_label("Model", exact=True)).to_have_value("foxapi_wan_2_7_image/wan-2.7-image")
    expect(form.locator("#image-size").get_by_role("radio", name="Landscape 16:9")).to_be_checked()
    expect(form.get_by_label("Seed", exact=True)).to_have_value("77")
    vendors = form.get_by_role("button", name="Let the vendor choose the seed")
    vendors.click()
    expect(form.get_by_placeholder("The vendor chooses")).to_have_value("")
    vendors.click()
    expect(form.get_by_placeholder("A new one each time")).to_have_value("")
    here.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Edit this").click()
    tile = page.locator("#edit-images").get_by_role("listitem")
    expect(tile).to_have_count(1)
    assert page.evaluate("document.body.getAttribute('pwned')") is None
    remove(tile)


def test_the_model_decides_what_can_be_set(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "image")
    model = form.get_by_label("Model", exact=True)
    form.locator("#image-size").get_by_text("Portrait 3:4").click()
    expect(form.locator("#image-thinking")).to_be_hidden()
    model.select_option("anyfast_wan2_7_image/wan2.7-image")
    more_settings(form)
    expect(form.locator("#image-thinking")).to_be_visible()
    expect(form.locator("#image-negative-prompt")).to_be_hidden()
    shapes = form.locator("#image-size")
    expect(shapes.get_by_role("radio", name="3:4")).to_be_checked()
    expect(shapes.get_by_role("radio", name="4K")).to_have_count(0)
    more = form.get_by_role("button", name="More", exact=True)
    for _ in range(3):
        more.click()
    expect(more).to_be_disabled()
    form.locator("#image-sequential").get_by_text("On", exact=True).click()
    expect(more).to_be_enabled()
    form = open_tab(page, sandboxed, "edit")
    more_settings(form)
    expect(form.get_by_label("Seed", exact=True)).to_be_visible()
    form.get_by_label("Model", exact=True).select_option("foxapi_phota_image_edit/phota-image-edit")
    expect(form.locator("#edit-seed").get_by_text("This model takes no seed: each run differs.")).to_be_visible()
    expect(form.get_by_label("Seed", exact=True)).to_be_hidden()


def test_pictures_are_dropped_ordered_and_edited(page: Page, sandboxed: App, photograph: Photograph) -> None:
    form = open_tab(page, sandboxed, "edit")
    form.get_by_label("Prompt", exact=True).fill("Put image 1 in front of image 2, as a woodcut")
    form.locator("#edit-images input[type=file]").set_input_files([HILLS, VASE])
    tiles = form.locator("#edit-images").get_by_role("listitem")
    expect(tiles).to_have_count(2)
    expect(tiles.nth(0)).to_have_accessible_name(re.compile("Image 1: sample-hills"))
    loaded(tiles.nth(0).locator("img"))
    tiles.nth(1).focus()
    page.keyboard.press("ArrowLeft")
    expect(tiles.nth(0)).to_have_accessible_name(re.compile("Image 1: sample-still-life"))
    expect(tiles.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(tiles.nth(0)).to_have_accessible_name(re.compile("Image 1: sample-hills"))
    generate(form)
    here = finished(page, "edit", "Put image 1 in front of image 2, as a woodcut")
    loaded(here.locator(".e-media img"))
    photograph(page, "edit")


def test_an_example_with_its_picture_becomes_a_video(page: Page, sandboxed: App, photograph: Photograph) -> None:
    form = open_tab(page, sandboxed, "video")
    stage(page, "video").get_by_text("A view that moves").click()
    expect(form.locator("#video-images").get_by_role("listitem")).to_have_count(1)
    form.get_by_role("slider", name="Length in seconds").fill("2")
    form.locator("#video-resolution").get_by_text("720p", exact=True).click()
    generate(form)
    here = finished(page, "video", form.get_by_label("Prompt", exact=True).input_value())
    expect(here.locator("video").first).to_be_visible()
    photograph(page, "video")
    here.get_by_role("button", name="Enlarge").click()
    large = page.get_by_role("dialog", name="Result, large")
    for step in ("+1 frame", "+1 frame", "−1 frame"):
        large.get_by_role("button", name=step).click()
    page.wait_for_function("document.querySelector('.e-light video').currentTime > 0")
    photograph(page, "video-frames")
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)


def test_dark_follows_the_system(page: Page, sandboxed: App, photograph: Photograph) -> None:
    page.emulate_media(color_scheme="dark")
    for tab in STAGES:
        open_tab(page, sandboxed, tab)
        for width in (1024, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            no_sideways_scroll(page)
            photograph(page, f"{tab}-{width}-dark")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert max(int(part) for part in re.findall(r"\d+", background)[:3]) < 60


def test_a_phone_shows_everything(new_page: NewPage, sandboxed: App, photograph: Photograph) -> None:
    page = new_page(width=390, height=844)
    page.add_init_script(NO_WEBGL)
    for tab in STAGES:
        form = open_tab(page, sandboxed, tab)
        no_sideways_scroll(page)
        button = form.get_by_role("button", name="Generate", exact=True)
        expect(button).to_be_in_viewport(ratio=1)
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 40
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            photograph(page, f"{tab}-phone-{scheme}")
    for tab, place in (("Library", "#library-tab"), ("Jobs", "#jobs-list"), ("Keys", "#keys-tab")):
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(place)).to_be_visible()
        no_sideways_scroll(page)


def test_a_material_gets_the_chosen_maps(new_page: NewPage, sandboxed: App, photograph: Photograph) -> None:
    page = new_page()  # with its 3D view
    form = open_tab(page, sandboxed, "material")
    form.get_by_label("Prompt", exact=True).fill("Weathered red brick wall with moss in the joints")
    maps = form.locator("#material-maps")
    expect(maps.get_by_role("checkbox", checked=True)).to_have_count(4)
    maps.get_by_role("button", name="Choose all maps").click()
    expect(maps.get_by_role("checkbox", checked=True)).to_have_count(5)
    maps.get_by_text("Height").click()
    form.locator("#material-size").get_by_text("512", exact=True).click()
    generate(form)
    here = finished(page, "material", "Weathered red brick wall with moss in the joints")
    for name in ("Base colour", "Normal", "Roughness", "Metalness"):
        expect(here.get_by_label("Maps").get_by_text(name, exact=True)).to_be_visible()
    expect(here.get_by_label("Maps").get_by_text("Height", exact=True)).to_have_count(0)
    expect(here.locator("canvas").first).to_be_visible(timeout=60_000)
    page.evaluate("scrollTo(0, 0)")
    photograph(page, "material")


def test_a_job_outlives_a_refresh_and_a_restart(page: Page, sandboxed: App) -> None:
    usual = sandboxed.sandbox_speed
    sandboxed.stop()
    sandboxed.sandbox_speed = 0.1  # the job must not be done before the restart
    sandboxed.start()
    form = open_tab(page, sandboxed, "image")
    form.get_by_label("Prompt", exact=True).fill("a patient heron")
    generate(form)
    page.reload()
    expect(stage(page, "image").locator(".e-prompt")).to_have_text("a patient heron", timeout=40_000)
    newest = sandboxed.post("list_jobs", 1).json()["data"][0][0]
    assert (newest["request"]["prompt"], newest["finished_at"]) == ("a patient heron", None)
    assert sandboxed.stop() == 0
    sandboxed.sandbox_speed = usual
    sandboxed.start()
    finished(page, "image", "a patient heron")
