"""The tray, masks and prompts as a person uses them. The tests share a page; each leaves a form without pictures."""

import base64
import re
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from chromium import Photograph
from launched import App
from PIL import Image
from playwright.sync_api import Locator, Page, Response, expect

from providers.catalogue import REQUESTS
from ui.api.api_schema import request_parameters
from ui.asking.static_files import STATIC_DIR, static_url

pytestmark = pytest.mark.browser

HILLS = STATIC_DIR / "pictures/sample-hills.webp"
VASE = STATIC_DIR / "pictures/sample-still-life.webp"


@pytest.fixture(scope="module", autouse=True)
def teapot(sandboxed: App) -> dict[str, Any]:
    """A job that is done by the time its picture is looked for."""
    named = {"model": "wan-2.7-image", "prompt": "a teapot for the tray", "image_size": "square"}
    endpoint = "foxapi_wan_2_7_image"
    values = [named.get(parameter.name) for parameter in request_parameters(REQUESTS[endpoint])]
    return sandboxed.post(endpoint, *values).json()["data"][0]


def open_tab(page: Page, app: App, tab: str) -> Locator:
    """Open a tab and return its form column."""
    page.goto(f"{app.url}/#{tab}")
    form = page.locator(f"#{tab}-form")
    expect(form.get_by_label("Prompt", exact=True)).to_be_visible(timeout=40_000)
    return form


def tiles_of(form: Locator, tray: str, *files: Path) -> Locator:
    """Add files to a tray and return its tiles."""
    tray_of = form.locator(f"#{tray}")
    tiles = tray_of.get_by_role("listitem")
    count = tiles.count()
    tray_of.locator("input[type=file]").set_input_files(list(files))
    expect(tiles).to_have_count(count + len(files))
    expect(tray_of.locator(".e-reference-waiting")).to_have_count(0)
    return tiles


def empty(tiles: Locator) -> None:
    while tiles.count():
        tiles.last.focus()
        tiles.last.press("Delete")


def from_menu(page: Page, tile: Locator, act: str) -> None:
    tile.hover()
    tile.get_by_role("button", name=re.compile("^More for")).click()
    page.get_by_role("menuitem", name=act).click()


def looks_right(page: Page, photograph: Photograph, name: str) -> None:
    """Keep a picture of the page as it is, of a phone's, and of a dark one."""
    photograph(page, name)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    photograph(page, f"{name}-phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.evaluate("document.body.classList.add('dark')")
    photograph(page, f"{name}-dark")
    page.evaluate("document.body.classList.remove('dark')")


def test_the_prompt_follows_the_order_of_the_pictures(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "edit")
    tiles = tiles_of(form, "edit-images", HILLS, VASE)
    prompt = form.get_by_label("Prompt", exact=True)
    prompt.fill("Put image 1 before image 2, 把图2放大, never image 3")
    names = tiles.evaluate_all("all => all.map(tile => tile.title.split('\\n')[0])")
    tiles.nth(0).focus()
    tiles.nth(0).press("ArrowRight")
    expect(prompt).to_have_value("Put image 2 before image 1, 把图1放大, never image 3")
    expect(form.locator("#edit-images .e-note")).to_contain_text("image 1 is now image 2")
    assert tiles.evaluate_all("all => all.map(tile => tile.title.split('\\n')[0])") == names[::-1]
    prompt.focus()
    prompt.press("Control+z")
    expect(prompt).to_have_value("Put image 1 before image 2, 把图2放大, never image 3")
    tiles.nth(1).drag_to(tiles.nth(0))
    expect(prompt).to_have_value("Put image 2 before image 1, 把图1放大, never image 3")
    tiles.nth(0).focus()
    tiles.nth(0).press("Delete")
    expect(prompt).to_have_value("Put image 1 before image ?, 把图?放大, never image 3")
    expect(form.locator("#edit-images .e-note")).to_contain_text("removed")
    tiles = tiles_of(form, "edit-images", HILLS)
    prompt.fill("image 1, image 2")
    page.evaluate(REST_AND_MOVE, "#edit-images .e-reference")
    expect(prompt).to_have_value("image 2, image 1")
    empty(tiles)


REST_AND_MOVE = """async (selector) => {
  const [first, second] = document.querySelectorAll(selector);
  const send = (type, at) => {
    const box = at.getBoundingClientRect();
    const touch = new Touch({identifier: 1, target: first, clientX: box.x + box.width / 2, clientY: box.y + 40});
    const told = {touches: [touch], changedTouches: [touch], bubbles: true, cancelable: true};
    first.dispatchEvent(new TouchEvent(type, told));
  };
  send('touchstart', first);
  await new Promise((rested) => setTimeout(rested, 400));
  send('touchmove', second);
  send('touchend', second);
}"""
"""Sorts with a finger: it rests on the first tile and moves to the second."""


@pytest.mark.parametrize(
    ("text", "kind", "order", "expected"),
    [
        ("image 1, Image 2; IMAGE 3", "image", [2, 0, 1], "image 2, Image 3; IMAGE 1"),
        ("图1和图2，image1的狗", "image", [1, 0], "图2和图1，image2的狗"),
        ("image 12, image 2.5, myimage 1, image 1st, 地图1", "image", [1, 0], None),
        ("Video 1 and image 1, 视频2", "video", [1, 0], "Video 2 and image 1, 视频1"),
        ("image 2 stays named when the last one goes", "image", [0], None),
        ("image 1 and image 2, the first one gone", "image", [1], "image ? and image 1, the first one gone"),
    ],
)
def test_only_whole_mentions_of_what_is_there_follow(
    page: Page, sandboxed: App, text: str, kind: str, order: list[int], expected: str | None
) -> None:
    if page.url == "about:blank":
        open_tab(page, sandboxed, "edit")
    count = max(len(order), 2)
    found = page.evaluate(
        "async ([url, ...given]) => (await import(new URL(url, document.baseURI))).renumbered(...given).text",
        [static_url("form/tray/follow.js"), text, kind, order, count],
    )
    assert found == (expected or text)


def test_the_camera_opens_on_a_press_and_ends_with_its_sheet(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "edit")
    page.evaluate("""() => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [320, 240];
      const ink = canvas.getContext('2d');
      let shade = 0;
      setInterval(() => {
        ink.fillStyle = `rgb(${shade = (shade + 9) % 256}, 90, 90)`;
        ink.fillRect(0, 0, 320, 240);
      }, 50);
      navigator.mediaDevices.getUserMedia = async () => (window.seen = canvas.captureStream(5));
    }""")
    form.locator("#edit-images").get_by_role("button", name="Camera").click()
    sheet = page.get_by_role("dialog", name="Take a picture")
    sheet.get_by_role("button", name="Take it").click()
    expect(sheet).to_be_hidden()
    tiles = form.locator("#edit-images").get_by_role("listitem")
    expect(tiles.first).to_have_attribute("title", re.compile("^camera-.*\n320 × 240"))
    assert page.evaluate("seen.getTracks().every(track => track.readyState === 'ended')")
    empty(tiles)


def test_drafts_of_somebody_else_are_dropped(page: Page, sandboxed: App) -> None:
    form = open_tab(page, sandboxed, "edit")
    with page.expect_response(partial(is_draft_of, "edit")):
        form.get_by_label("Prompt", exact=True).fill("my own words")
    page.evaluate(
        """() => {
          const draft = {prompt: 'not for your eyes', at_ms: Date.now() + 60000};
          window.addEventListener('pagehide', () => {
            localStorage.setItem('easel.draft.edit', JSON.stringify(draft));
            localStorage.setItem('easel.drafts-of', 'somebody else');
          });
        }"""
    )
    page.reload()
    expect(form.get_by_label("Prompt", exact=True)).to_have_value("my own words", timeout=40_000)
    assert page.evaluate("JSON.stringify(localStorage)").count("not for your eyes") == 0


def test_a_part_of_a_picture_is_cut_and_the_original_stays(page: Page, sandboxed: App, photograph: Photograph) -> None:
    form = open_tab(page, sandboxed, "edit")
    tiles = tiles_of(form, "edit-images", HILLS)
    with Image.open(HILLS) as image:
        width, height = image.size
    from_menu(page, tiles.first, "Crop and turn")
    sheet = page.get_by_role("dialog", name="Crop and turn")
    sheet.get_by_role("button", name="Turn right").click()
    expect(sheet).to_contain_text(f"{height} × {width} px")
    corner = sheet.locator(".e-crop-se").bounding_box()
    assert corner
    assert min(corner["width"], corner["height"]) >= 40
    x, y = corner["x"] + corner["width"] / 2, corner["y"] + corner["height"] / 2
    page.mouse.move(x + 8, y + 8)  # a little outside of the picture, as a finger would
    page.mouse.down()
    page.mouse.move(x - 52, y - 52)
    page.mouse.up()
    expect(sheet).not_to_contain_text(f"{height} × {width} px")
    sheet.get_by_role("button", name="Whole picture").click()
    sheet.get_by_label("Shape").select_option("Square")
    side = min(width, height)
    expect(sheet).to_contain_text(f"{side} × {side} px")
    looks_right(page, photograph, "crop")
    sheet.get_by_role("group", name="The part to keep").focus()
    page.keyboard.press("Shift+ArrowLeft")
    sheet.get_by_role("button", name="Use this part").click()
    expect(sheet).to_be_hidden()
    smaller = round(side - 0.01 * height)
    expect(tiles.first).to_have_attribute("title", re.compile(rf"{smaller} × {smaller}"))
    from_menu(page, tiles.first, "Back to the original")
    expect(tiles.first).to_have_attribute("title", re.compile(f"{width} × {height}"))
    empty(tiles)


def test_what_a_model_refuses_is_shrunk_to_fit(page: Page, sandboxed: App, tmp_path: Path) -> None:
    form = open_tab(page, sandboxed, "edit")
    form.get_by_label("Model", exact=True).select_option("anyfast_wan2_7_image_edit/wan2.7-image")
    moving = tmp_path / "moving.gif"
    Image.effect_noise((256, 256), 40).convert("P").save(moving)
    tray = form.locator("#edit-images")
    tiles = tiles_of(form, "edit-images", moving)
    expect(tray.get_by_role("alert")).to_contain_text("GIF")
    tray.get_by_role("button", name="Make the marked pictures").click()
    expect(tray.get_by_role("alert")).to_be_hidden()
    expect(tray.get_by_role("button", name="Make the marked pictures")).to_be_hidden()
    expect(tiles).to_have_count(1)
    empty(tiles)


def film(path: Path, codec: str = "h264") -> Path:
    """Write two seconds that grow brighter."""
    with av.open(str(path), "w") as output:
        stream = output.add_stream(codec, rate=10)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 256, 144, "yuv420p"
        for number in range(20):
            grey = np.full((144, 256, 3), number * 10, np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        output.mux(stream.encode())
    return path


def test_a_frame_and_a_result_become_references(
    page: Page, sandboxed: App, photograph: Photograph, tmp_path: Path
) -> None:
    form = open_tab(page, sandboxed, "video")
    films = tiles_of(form, "video-videos", film(tmp_path / "walk.mp4"))
    sheet = page.get_by_role("dialog", name="Choose a moment")
    tiles = form.locator("#video-images").get_by_role("listitem")

    def take(moment: str, number: int) -> Locator:
        from_menu(page, films.first, "Take a frame")
        sheet.get_by_label("Moment in seconds").fill(moment)
        expect(sheet).to_contain_text(f"0:0{moment}")
        if number == 1:
            looks_right(page, photograph, "frame")
        sheet.get_by_role("button", name="Use this frame").click()
        expect(tiles).to_have_count(number)
        return tiles.nth(number - 1)

    expect(take("1.25", 1)).to_have_attribute("title", re.compile(r"walk at 1\.2"))
    # A busy browser tells of a frame after the slider has left it: what was asked for is taken all the same.
    page.evaluate(
        """() => { HTMLVideoElement.prototype.requestVideoFrameCallback =
             told => setTimeout(() => told(0, {mediaTime: 0}), 50); }"""
    )
    expect(take("1.55", 2)).to_have_attribute("title", re.compile(r"walk at 1\.5"))
    empty(films)
    empty(tiles)


def test_two_videos_run_in_step(page: Page, sandboxed: App, tmp_path: Path) -> None:
    open_tab(page, sandboxed, "video")
    url = f"data:video/webm;base64,{base64.b64encode(film(tmp_path / 'walk.webm', 'libvpx-vp9').read_bytes()).decode()}"
    page.evaluate(
        """async ([module, url]) => {
          const { compareView } = await import(new URL(module, document.baseURI));
          compareView(['1', '2'].map(label => ({kind: 'video', original: url, label})));
        }""",
        [static_url("results/compare_view.js"), url],
    )
    duel = page.get_by_role("dialog", name="Compare")
    films = "[...document.querySelectorAll('.e-duel video')]"
    both_at = f"([least, most]) => {films}.every(one => one.currentTime >= least && one.currentTime <= most)"
    page.wait_for_function(f"{films}.every(one => one.readyState > 1)")
    duel.get_by_label("Time").fill("500")
    page.wait_for_function(both_at, arg=[0.95, 1.05])
    duel.get_by_role("button", name="Frame ›").click()
    page.wait_for_function(both_at, arg=[1.0, 1.1])
    duel.get_by_role("button", name="Play").click()
    page.wait_for_function(both_at, arg=[1.2, 1.9])
    duel.get_by_role("button", name="Pause").click()
    times = duel.locator("video").evaluate_all("all => all.map(one => one.currentTime)")
    assert abs(times[0] - times[1]) < 0.1
    page.keyboard.press("Escape")


def test_a_result_of_the_library_is_picked(
    page: Page, sandboxed: App, teapot: dict[str, Any], photograph: Photograph
) -> None:
    sandboxed.final(teapot)
    form = open_tab(page, sandboxed, "edit")
    form.locator("#edit-images").get_by_role("button", name="Library").click()
    sheet = page.get_by_role("dialog", name="From the library")
    sheet.get_by_label("Search").fill("teapots")
    expect(sheet).to_contain_text("Nothing was found")
    sheet.get_by_label("Search").fill("Teapot")
    made = sheet.get_by_role("button", name="a teapot for the tray")
    expect(made).to_be_visible()
    looks_right(page, photograph, "library")
    made.click()
    expect(sheet).to_contain_text("Added")
    sheet.get_by_role("button", name="Close").click()
    tiles = form.locator("#edit-images").get_by_role("listitem")
    expect(tiles).to_have_count(1)
    looks_right(page, photograph, "tray")
    page.reload()
    expect(tiles).to_have_count(1)
    empty(tiles)


def test_a_saved_name_is_offered_and_put_in(page: Page, sandboxed: App, photograph: Photograph) -> None:
    form = open_tab(page, sandboxed, "edit")
    tiles = tiles_of(form, "edit-images", HILLS, VASE)
    from_menu(page, tiles.nth(1), "Save by name")
    sheet = page.get_by_role("dialog", name="Save by name")
    sheet.get_by_label("Name").fill("two words")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.get_by_role("status")).to_contain_text("Use one word")
    sheet.get_by_label("Name").fill("vase")
    sheet.get_by_role("button", name="Save").click()
    expect(form.locator("#edit-images .e-note")).to_contain_text("@vase")
    tiles.nth(1).press("Delete")
    prompt = form.get_by_label("Prompt", exact=True)
    prompt.fill("")
    prompt.press_sequentially("Put the @va")
    expect(page.get_by_role("option", name="@vase")).to_be_visible()
    looks_right(page, photograph, "names")
    prompt.press("Enter")
    prompt.press_sequentially("on the hill of image 1")
    expect(prompt).to_have_value("Put the @vase on the hill of image 1")
    form.get_by_role("button", name="Generate", exact=True).click()
    here = page.locator("#stage-image-edit")
    expect(here.locator(".e-prompt")).to_have_text("Put the image 2 on the hill of image 1", timeout=90_000)
    form.get_by_role("button", name="@ Names").click()
    sheet = page.get_by_role("dialog", name="People and things")
    sheet.get_by_role("button", name="Forget @vase").click()
    expect(sheet).to_contain_text("Its files stay")
    sheet.get_by_role("button", name="Close").click()
    empty(tiles)


def test_prompts_styles_and_drafts_come_back(page: Page, sandboxed: App, photograph: Photograph) -> None:
    form = open_tab(page, sandboxed, "image")
    prompt = form.get_by_label("Prompt", exact=True)
    prompt.fill("a lantern by the lake")
    form.locator("#image-size").get_by_text("Square, small").click()
    prompt.press("Control+Enter")
    expect(form.locator(".e-answer").get_by_role("status")).to_contain_text("Started")
    form.get_by_role("button", name="Styles").click()
    sheet = page.get_by_role("dialog", name="Styles")
    looks_right(page, photograph, "styles")
    sheet.get_by_role("button", name=re.compile("^Watercolour")).click()
    expect(prompt).to_have_value(re.compile("^Watercolour painting: a lantern by the lake, loose"))
    form.get_by_role("button", name="Styles").click()
    sheet.get_by_role("button", name=re.compile("^Pen and ink")).click()
    expect(prompt).to_have_value(re.compile("^Pen and ink drawing: a lantern by the lake, fine"))
    prompt.press("Control+z")
    prompt.press("Alt+ArrowUp")
    expect(prompt).to_have_value("a lantern by the lake")
    prompt.fill("half a thought")
    form.get_by_role("button", name="Prompts").click()
    sheet = page.get_by_role("dialog", name="Prompts")
    sheet.get_by_label("Search").fill("LANTERN")
    entry = sheet.get_by_role("listitem")
    expect(entry).to_have_count(1)
    entry.get_by_role("button", name="Favourite", exact=True).click()
    expect(entry.get_by_role("button", name="Favourite", exact=True)).to_have_attribute("aria-pressed", "true")
    sheet.get_by_role("button", name="Favourites").click()
    looks_right(page, photograph, "prompts")
    entry.get_by_role("button", name="a lantern by the lake").click()
    expect(prompt).to_have_value("a lantern by the lake")
    with ExitStack() as kept_on_the_server:
        for tab in ("image", "edit", "material", "video"):
            kept_on_the_server.enter_context(page.expect_response(partial(is_draft_of, tab)))
            open_tab(page, sandboxed, tab).get_by_label("Prompt", exact=True).fill(f"a draft in {tab}")
    page.evaluate("localStorage.clear()")  # another browser, or another address of this one
    page.goto("about:blank")
    for tab in ("video", "material", "edit", "image"):
        expect(open_tab(page, sandboxed, tab).get_by_label("Prompt", exact=True)).to_have_value(f"a draft in {tab}")


def is_draft_of(tab: str, answer: Response) -> bool:
    sent = answer.request.post_data or ""
    return "draft_keep" in sent and f'"form":"{tab}"' in sent


def test_a_mask_is_drawn_by_pointer_and_keys(page: Page, sandboxed: App, photograph: Photograph) -> None:
    form = open_tab(page, sandboxed, "material")
    tiles = tiles_of(form, "material-images", HILLS)
    from_menu(page, tiles.first, "Draw a mask")
    sheet = page.get_by_role("dialog", name="Draw the mask")
    says = sheet.get_by_role("status")
    table = sheet.get_by_role("application")
    expect(says).to_have_text("Nothing is marked yet.")
    box = table.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    for x, y in ((0.7, 0.3), (0.7, 0.7), (0.3, 0.7), (0.3, 0.3)):
        page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y, steps=8)
    page.mouse.up()
    expect(says).not_to_have_text("Nothing is marked yet.")
    ring = percent(says)
    sheet.get_by_role("button", name="Fill").click()
    table.click()
    assert percent(says) > ring + 3
    filled = percent(says)
    looks_right(page, photograph, "mask")
    page.keyboard.press("Control+z")
    assert percent(says) == ring
    page.keyboard.press("Control+Shift+z")
    assert percent(says) == filled
    sheet.get_by_role("button", name="Brush").click()
    table.focus()
    for _ in range(4):
        page.keyboard.press("]")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    assert percent(says) >= filled
    sheet.get_by_role("button", name="Invert").click()
    assert abs(percent(says) - (100 - filled)) < 12
    sheet.get_by_role("button", name="Invert").click()
    sheet.get_by_role("button", name="Use this mask").click()
    expect(sheet).to_be_hidden()
    mask = form.locator("#material-mask").get_by_role("listitem")
    with Image.open(HILLS) as picture:
        expect(mask).to_have_attribute("title", re.compile(f"{picture.width} × {picture.height}"))
    empty(tiles)
    empty(mask)


def percent(says: Locator) -> int:
    found = re.search(r"(\d+) %", says.inner_text())
    assert found
    return int(found[1])
