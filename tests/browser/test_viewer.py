"""The material viewer in Chromium, judged by the pixels it draws."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import uvicorn
from chromium import NO_WEBGL
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ui.asking.static_files import static_route, static_url

pytestmark = pytest.mark.browser

SIDE_PX = 128
HEIGHT_PX = 160
"""Of the picture. Each pixel is drawn by a processor here."""
PAGE = f"""<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>body {{ margin: 8px }} :root {{ --e-raised: #404040 }}</style>
<script type="module" src="{static_url("viewer.js")}"></script><div id="here"></div></html>"""
MOUNT = """async (options) => {
  window.viewer = EaselViewer.mount(document.getElementById('here'), options);
  return viewer.ready;
}"""
UPDATE = "async (options) => { viewer.update(options); return viewer.ready; }"
TIMEOUT_MS = 60_000  # Chromium draws without a graphics card here, beside other tests


def dome_height() -> np.ndarray:
    """A dome in the middle of a flat tile: (SIDE_PX, SIDE_PX), 0..1, row 0 on top."""
    y, x = (np.mgrid[:SIDE_PX, :SIDE_PX] + 0.5) / SIDE_PX - 0.5
    return np.clip(1 - (x**2 + y**2) / 0.16, 0, None) ** 1.5


def dome_normal(*, up: int) -> np.ndarray:
    """The dome's normals as bytes; `up` is +1 when green grows towards the top of the picture (OpenGL), else -1."""
    height = dome_height() * 0.35
    right = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) * SIDE_PX / 2
    down = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) * SIDE_PX / 2
    normal = np.stack([-right, up * down, np.ones_like(height)], axis=-1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    return np.round(normal * 127.5 + 127.5).astype(np.uint8)


def png(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "png")
    return buffer.getvalue()


def upright_bytes() -> np.ndarray:
    """Four flat quarters, all different."""
    picture = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
    half = SIDE_PX // 2
    picture[:half, :half], picture[:half, half:] = (200, 60, 40), (40, 180, 90)
    picture[half:, :half], picture[half:, half:] = (50, 70, 190), (128, 128, 128)
    return picture


class Pictures:
    """What the little server hands out, by name; a test may add pictures and faults."""

    def __init__(self) -> None:
        self.files = {
            "opengl": png(dome_normal(up=1)),
            "directx": png(dome_normal(up=-1)),
            "flat": png(np.full((SIDE_PX, SIDE_PX, 3), (128, 128, 255), np.uint8)),
            "quarters": png(upright_bytes()),
            "grey77": png(np.full((SIDE_PX, SIDE_PX), 77, np.uint8)),
            "dome16": png(np.round(dome_height() * 65535).astype(np.uint16)),
            # The whole dome lives in the lower byte: whoever reads 8 bits sees a plain.
            "faint16": png((0x8000 + np.round(dome_height() * 0xFF)).astype(np.uint16)),
        }

    async def serve(self, request: Request) -> Response:
        body = self.files.get(request.path_params["name"])
        return Response(body, media_type="image/png") if body else Response(status_code=404)


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    return Pictures()


@pytest.fixture(scope="module")
def origin(pictures: Pictures) -> Iterator[str]:
    async def page(_: Request) -> HTMLResponse:
        return HTMLResponse(PAGE)

    app = Starlette(routes=[Route("/", page), Route("/{name}.png", pictures.serve), static_route()])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    socket = server.config.bind_socket()
    socket.listen()  # whoever comes before the thread has begun waits
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 276, "height": 700}, reduced_motion="reduce")
    context.set_default_timeout(TIMEOUT_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, origin: str) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(origin)
    page.evaluate("localStorage.clear()")
    yield page
    page.close()
    assert errors == []


def options(maps: dict[str, str], **rest: Any) -> dict[str, Any]:
    addresses = {name: f"/{picture}.png" for name, picture in maps.items()}
    look = {"shape": "tiles", **rest.pop("look", {})}
    return {"maps": addresses, "height": f"{HEIGHT_PX}px", "look": look, **rest}


def drawn(page: Page) -> np.ndarray:
    """The canvas as (H, W, 3) bytes, on the backdrop."""
    blob = page.evaluate(
        "async () => { const blob = await viewer.snapshot(1); return [...new Uint8Array(await blob.arrayBuffer())]; }"
    )
    return np.asarray(Image.open(io.BytesIO(bytes(blob))).convert("RGB"))


def middle_tile(picture: np.ndarray) -> np.ndarray:
    """The centre one of the 3 x 3 tiles: a square of HEIGHT_PX / 1.04 / 3 page pixels."""
    height, width = picture.shape[:2]
    half = round(height / 1.04 / 6)
    return picture[height // 2 - half : height // 2 + half, width // 2 - half : width // 2 + half]


def upper_minus_lower(picture: np.ndarray) -> float:
    tile = middle_tile(picture).astype(float).mean(axis=2)
    half, edge = tile.shape[0] // 2, tile.shape[0] // 6
    inner = tile[edge:-edge, edge:-edge]
    half = inner.shape[0] // 2
    return float(inner[:half].mean() - inner[-half:].mean())


def test_light_falls_from_above_on_opengl_normals_and_directx_is_turned(page: Page) -> None:
    assert page.evaluate(MOUNT, options({"normal": "opengl"}))
    assert upper_minus_lower(drawn(page)) > 15
    assert page.evaluate(UPDATE, options({"normal": "directx"}))
    assert upper_minus_lower(drawn(page)) < -15, "DirectX normals shown as OpenGL look like a dent"
    assert page.evaluate(UPDATE, options({"normal": "directx"}, normalConvention="directx"))
    assert upper_minus_lower(drawn(page)) > 15


def test_normals_are_made_of_a_16_bit_height_map_when_there_are_none(page: Page) -> None:
    scale = {"sizeM": 1.0, "heightRangeM": 0.35 * 257}
    assert page.evaluate(MOUNT, options({"height": "faint16"}, **scale))
    assert upper_minus_lower(drawn(page)) > 15
    expect(page.get_by_role("radio", name="Normal")).to_be_attached()


def test_single_maps_are_shown_upright_and_as_they_are_stored(page: Page) -> None:
    maps = {"basecolor": "quarters", "roughness": "grey77", "height": "dome16"}
    assert page.evaluate(MOUNT, options(maps, look={"view": "basecolor", "environment": "sunset", "exposure": 1}))
    tile = middle_tile(drawn(page)).astype(int)
    quarter = tile.shape[0] // 4
    for y, x in [(1, 1), (1, 3), (3, 1), (3, 3)]:
        stored = upright_bytes()[SIDE_PX * y // 4, SIDE_PX * x // 4]
        assert np.abs(tile[y * quarter, x * quarter] - stored).max() <= 2
    page.get_by_text("Roughness", exact=True).click()
    assert np.abs(middle_tile(drawn(page)).astype(int) - 77).max() <= 1
    page.get_by_text("Height", exact=True).click()
    tile = middle_tile(drawn(page)).astype(int)
    middle = tile.shape[0] // 2
    assert tile[middle, middle].min() > 245
    assert tile[3, 3].max() < 8


def test_relief_moves_the_surface_itself(page: Page) -> None:
    look = {"shape": "sphere", "view": "height", "relief": 0}
    assert page.evaluate(MOUNT, options({"height": "dome16"}, sizeM=1.0, heightRangeM=0.2, look=look))
    backdrop = 0x40

    def width_px() -> int:
        row = drawn(page)[HEIGHT_PX // 2].astype(int)
        return int((np.abs(row - backdrop).max(axis=1) > 3).sum())

    smooth = width_px()
    page.evaluate(UPDATE, {"look": {"relief": 1}})
    assert abs(width_px() - smooth) > 5


def test_every_shape_stands_in_the_picture(page: Page) -> None:
    assert page.evaluate(MOUNT, options({"roughness": "grey77"}, look={"view": "roughness"}))
    for shape in ("sphere", "plane", "cube", "cylinder", "cloth", "tiles"):
        page.evaluate(UPDATE, {"look": {"shape": shape}})
        body = np.abs(drawn(page).astype(int) - 77).max(axis=2) <= 2
        assert 0.12 < body.mean() < 0.75, shape
        assert not body[:, [0, -1]].any(), f"{shape} is cut off at the sides"
        if shape != "tiles":
            assert not body[[0, -1]].any(), f"{shape} is cut off above or below"


def test_every_light_lights_the_material_and_turns(page: Page) -> None:
    assert page.evaluate(MOUNT, options({"normal": "flat"}, look={"shape": "sphere"}))
    for environment in ("studio", "overcast", "sunset", "night"):
        page.evaluate(UPDATE, {"look": {"environment": environment, "lightDeg": 0}})
        before = drawn(page).astype(int)
        middle = before.shape[1] // 2
        ball = before[60:100, middle - 20 : middle + 20]
        assert 25 < ball.mean() < 235, environment
        page.evaluate(UPDATE, {"look": {"lightDeg": 120}})
        assert np.abs(drawn(page).astype(int) - before).max() > 20, environment


def test_the_page_rests_when_nothing_moves(page: Page) -> None:
    page.evaluate("""() => {
      window.draws = 0;
      const prototype = WebGL2RenderingContext.prototype;
      const draw = prototype.drawElements;
      prototype.drawElements = function (...all) { window.draws += 1; return draw.apply(this, all); };
    }""")
    assert page.evaluate(MOUNT, options({"roughness": "grey77"}, look={"shape": "cube", "view": "roughness"}))
    frames = (
        "(n) => new Promise((done) => { const step = () => n-- ? requestAnimationFrame(step) : done(draws); step(); })"
    )
    rested = page.evaluate(frames, 5)
    assert page.evaluate(frames, 20) == rested > 0
    before = drawn(page)
    page.locator("easel-material-viewer canvas[role=application]").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(frames, 5) > rested
    turned = drawn(page)
    assert (turned != before).any()
    page.keyboard.press("0")
    page.evaluate(frames, 5)
    assert (drawn(page) == before).all()
    page.keyboard.press("+")
    page.evaluate(frames, 5)
    assert (drawn(page) != before).any()


def test_the_controls_work_by_keyboard_and_are_remembered(page: Page) -> None:
    assert page.evaluate(MOUNT, options({"roughness": "grey77"}, look={"shape": "plane", "view": "roughness"}))
    page.get_by_role("radio", name="Plane").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("viewer.look.shape") == "cube"
    page.get_by_role("button", name="Look").focus()
    page.keyboard.press("Enter")
    tiling = page.get_by_role("slider", name="Tiling")
    expect(tiling).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("viewer.look.tiling") == 2
    assert tiling.get_attribute("aria-valuetext") == "2 ×"
    page.keyboard.press("Escape")
    expect(tiling).to_be_hidden()
    page.evaluate("viewer.dispose()")
    page.evaluate(MOUNT, {"maps": {"roughness": "/grey77.png"}, "look": {"view": "roughness"}})
    assert page.evaluate("[viewer.look.shape, viewer.look.tiling]") == ["cube", 1]


def test_a_map_that_fails_is_named_and_can_be_tried_again(page: Page, pictures: Pictures) -> None:
    assert page.evaluate(MOUNT, options({"roughness": "grey77", "metalness": "late"}, look={"view": "roughness"}))
    expect(page.get_by_role("status")).to_have_text("Could not load: Metalness. A neutral value stands in.")
    pictures.files["late"] = pictures.files["grey77"]
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("radio", name="Metalness")).to_be_attached()
    expect(page.get_by_role("status")).to_be_empty()


def test_no_map_at_all_is_an_error_in_plain_words(page: Page) -> None:
    assert page.evaluate(MOUNT, options({"basecolor": "nowhere"})) is False
    expect(page.get_by_role("status")).to_have_text(
        "The maps could not be loaded. Check the connection, then try again."
    )
    assert page.evaluate(UPDATE, {"maps": {}}) is False
    expect(page.get_by_role("status")).to_have_text("No maps to show yet.")


def test_graphics_memory_is_given_back_when_the_viewer_leaves_the_page(page: Page) -> None:
    page.evaluate(MOUNT, options({"roughness": "grey77"}, look={"view": "roughness"}))
    page.evaluate("() => { window.gl = viewer.shadowRoot.querySelector('canvas[role]').getContext('webgl2'); }")
    page.evaluate("() => { const here = viewer.parentNode; viewer.remove(); here.append(viewer); }")
    page.evaluate("() => new Promise((done) => setTimeout(done, 0))")
    assert page.evaluate("gl.isContextLost()") is False, "moved, not removed"
    page.evaluate("viewer.parentNode.replaceChildren()")
    page.wait_for_function("gl.isContextLost()")


def test_a_picture_can_be_saved(page: Page) -> None:
    page.evaluate(MOUNT, options({"roughness": "grey77"}, look={"view": "roughness"}, fileName="oak"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a picture").click()
    assert download.value.suggested_filename == "oak-tiles.png"
    width, height = Image.open(download.value.path()).size
    shown_px = page.locator("easel-material-viewer canvas[role]").evaluate("(canvas) => canvas.clientWidth")
    assert (width, height) == (2 * shown_px, 2 * HEIGHT_PX)


def test_everything_comes_from_this_server(page: Page, origin: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(MOUNT, options({"basecolor": "quarters", "normal": "opengl"}))
    assert len(asked) == 2
    assert [url for url in asked if not url.startswith((origin, "blob:", "data:"))] == []


def test_a_phone_reaches_everything_with_a_thumb(browser: Browser, origin: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 760}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(origin)
    maps = {"basecolor": "quarters", "roughness": "grey77", "metalness": "grey77", "normal": "flat", "height": "dome16"}
    page.evaluate(MOUNT, options(maps, look={"view": "roughness"}))
    page.get_by_role("button", name="Look").tap()
    heights: dict[str, float] = page.evaluate("""() => Object.fromEntries(
      [...viewer.shadowRoot.querySelectorAll('button, .face, input[type=range], .check')].filter((e) => e.offsetParent)
        .map((e) => [e.getAttribute('aria-label') ?? e.id + e.textContent, e.getBoundingClientRect().height]))""")
    assert len(heights) > 20
    assert {name: px for name, px in heights.items() if px < 40} == {}
    canvas, last = page.get_by_role("application"), page.get_by_role("radio", name="Height")
    left = canvas.evaluate("canvas => canvas.getBoundingClientRect().left")
    last.focus()  # its row scrolls, nothing else does
    assert canvas.evaluate("canvas => canvas.getBoundingClientRect().left") == left
    assert last.evaluate("box => box.getBoundingClientRect().right") <= 390
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_without_webgl_the_material_is_a_flat_picture(browser: Browser, origin: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(NO_WEBGL)
    page.goto(origin)
    assert page.evaluate(MOUNT, options({"normal": "flat"}, fallbackImage="/quarters.png")) is False
    picture = page.get_by_role("img", name="The material as a flat picture")
    assert picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }") == SIDE_PX
    expect(page.get_by_role("status")).to_contain_text("This browser cannot show 3D")
    context.close()
