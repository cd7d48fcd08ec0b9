"""The results side in Chromium: stage, lightbox, before and after, jobs, library, keys; live and in the sandbox."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from chromium import OLD_WEBGL, NewPage, Photograph
from launched import App, Gateway, http, started
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from providers.plain_text import one_line
from ui.asking.file_links import absolute
from ui.views.job_view import LISTED_CHARS

pytestmark = pytest.mark.browser

KEY = "a-key-that-never-leaves-the-server"
DONE_MS = 90_000
HOSTILE = (
    "<img src=x onerror='document.title=1'> ${document.title=2} {{document.title}} \\ `tick` "
    "</textarea></script><script>document.title=3</script> \u202egnp.exe\u202c \x00end "
) + "a" * 300


@dataclass
class Live:
    """A studio whose FoxAPI is live: a gateway on a port with faults to switch on. AnyFast has no key."""

    app: App
    gateway: Gateway

    @property
    def url(self) -> str:
        return self.app.url

    def start(self, endpoint: str, **given: Any) -> str:
        """Start a job without the page, as another program would. Returns its id."""
        info = http.get(f"{self.url}/gradio_api/info").json()["named_endpoints"][f"/{endpoint}"]
        values = [given.get(one["parameter_name"], one["parameter_default"]) for one in info["parameters"]]
        answer = http.post(f"{self.url}/gradio_api/run/{endpoint}", json={"data": values})
        return answer.raise_for_status().json()["data"][0]["job_id"]

    def final(self, job_id: str) -> dict[str, Any]:
        job: dict[str, Any] = {}
        for _ in range(4):
            answer = http.post(f"{self.url}/gradio_api/run/get_job", json={"data": [job_id, 25]})
            job = answer.raise_for_status().json()["data"][0]
            if job["finished_at"]:
                return job
        raise AssertionError(f"still under way: {job}")

    def picture(self, prompt: str, count: int = 1) -> dict[str, Any]:
        given = {"model": "wan-2.7-image", "prompt": prompt, "num_outputs": count, "image_size": "square"}
        return self.final(self.start("foxapi_wan_2_7_image", **given))

    def material(self, prompt: str, *maps: str) -> dict[str, Any]:
        return self.final(self.start("foxapi_patina_material", prompt=prompt, maps=maps, image_size=256))

    def slow_video(self, prompt: str) -> None:
        """Start a video that will not be done before the test is."""
        with self.gateway.faults("task-slow"):
            job_id = self.start(
                "foxapi_wan_2_7_reference_to_video", prompt=prompt, duration=2, resolution="720p", aspect_ratio="1:1"
            )
            self.app.reaching({"job_id": job_id}, "queued", "running")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    gateway = Gateway(tmp_path_factory.mktemp("gateway"), speed=10)
    gateway.start()
    settings = {"FOXAPI_BASE_URL": gateway.url, "FOXAPI_API_KEY": KEY}
    with started(App(settings, tmp_path_factory.mktemp("live"))) as app:
        yield Live(app, gateway)
    gateway.stop()


def stage(page: Page, live: Live, tab: str, capability: str) -> Locator:
    page.goto(f"{live.url}/#{tab}")
    here = page.locator(f"#stage-{capability}")
    expect(here.locator(".e-stage")).to_be_visible(timeout=60_000)
    return here


def images(page: Page, live: Live) -> Locator:
    return stage(page, live, "image", "text-to-image")


def tile(here: Locator, prompt: str) -> Locator:
    recent = here.get_by_role("group", name="Recent")
    return recent.get_by_role("button", name=re.compile(rf"^[^:]+: {re.escape(prompt)}"))


def shown_large(page: Page, live: Live, prompt: str) -> Locator:
    """Return the image stage with this job on it, whatever stood there before."""
    here = images(page, live)
    large, one = here.locator(".e-prompt"), tile(here, prompt)
    expect(one.or_(large.filter(has_text=prompt)).first).to_be_visible()
    if one.is_visible():
        one.click()
    expect(large).to_have_text(prompt)
    return here


def jobs_list(page: Page, live: Live, which: str) -> Locator:
    page.goto(f"{live.url}/#jobs")
    jobs = page.locator("#jobs-list")
    jobs.get_by_role("button", name=which, exact=True).click()
    return jobs


def shown(picture: Locator) -> None:
    expect(picture).to_be_visible()
    picture.evaluate("img => img.decode()")
    assert picture.evaluate("img => img.naturalWidth") > 0


def test_a_running_job_shows_how_far_it_is_and_can_be_stopped(page: Page, live: Live) -> None:
    here = stage(page, live, "video", "reference-to-video")
    live.slow_video("A slow river")
    expect(here.locator(".e-prompt")).to_have_text("A slow river")
    expect(here.get_by_role("progressbar").first).to_be_visible()
    expect(here.locator(".e-wait-time")).to_have_text(re.compile(r"^\d+ s"))
    here.get_by_role("button", name="Stop").click()
    expect(here.get_by_role("heading", name="Stopped")).to_be_visible()
    expect(here.locator(".e-notice")).to_contain_text("FoxAPI has no way to cancel")
    expect(here.get_by_role("button", name="Use these settings again")).to_be_visible()


def test_pictures_open_large_and_focus_comes_back(page: Page, live: Live) -> None:
    job = live.picture("Two waves, one tall", 2)
    here = images(page, live)
    pictures = here.locator(".e-picture img")
    expect(pictures).to_have_count(2)
    shown(pictures.first)
    expect(here.locator(".e-meta")).to_contain_text("Charged")
    expect(here.get_by_text("nothing charged")).to_be_hidden()
    opened = here.get_by_role("button", name="Enlarge: Two waves, one tall").first
    opened.focus()
    page.keyboard.press("Enter")
    large = page.get_by_role("dialog")
    expect(large.locator(".e-light-caption")).to_have_text(re.compile(r"^1 of 2 · 512 × 512"))
    page.set_viewport_size({"width": 1440, "height": 480})
    # The picture fits itself to its room before a frame is drawn: what people see is what stands after a whole one.
    page.wait_for_function("innerHeight === 480")
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    box = large.locator(".e-light-stage img").bounding_box()
    assert box
    assert abs(box["width"] - box["height"]) < 2, "the whole picture is shown, not a part of it"
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 480
    page.set_viewport_size({"width": 1440, "height": 900})
    page.keyboard.press("ArrowRight")
    expect(large.locator(".e-light-caption")).to_have_text(re.compile("^2 of 2"))
    page.keyboard.press("+")
    expect(large.get_by_role("button", name="Fit")).to_be_visible()
    link = large.get_by_role("link", name="Download").get_attribute("href")
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(opened).to_be_focused()
    saved = http.get(absolute(live.url, str(link)))
    assert saved.content == http.get(job["outputs"][1]["url"]).content
    assert saved.headers["content-disposition"].startswith('attachment; filename="two-waves-one-tall')
    archive = here.get_by_role("link", name="Download all").get_attribute("href")
    with zipfile.ZipFile(BytesIO(http.get(absolute(live.url, str(archive))).content)) as opened_archive:
        assert len(opened_archive.namelist()) == 2


def test_a_poll_changes_only_what_is_new(page: Page, live: Live) -> None:
    live.picture("The first of two")
    live.picture("The second of two")
    here = images(page, live)
    expect(here.locator(".e-prompt")).to_have_text("The second of two")
    tile(here, "The first of two").click()
    expect(here.locator(".e-prompt")).to_have_text("The first of two")
    here.locator(".e-picture img").evaluate("img => { img.dataset.kept = 'yes' }")
    here.get_by_text("Details", exact=True).click()
    expect(here.get_by_text("Vendor's task id")).to_be_visible()
    live.picture("Made by another program")
    expect(tile(here, "Made by another program")).to_be_visible(timeout=20_000)
    expect(here.locator(".e-prompt")).to_have_text("The first of two")
    expect(here.locator(".e-picture img")).to_have_attribute("data-kept", "yes")
    expect(here.get_by_text("Vendor's task id")).to_be_visible()


def test_what_is_deleted_can_be_brought_back(page: Page, live: Live) -> None:
    live.picture("A wave to lose")
    here = shown_large(page, live, "A wave to lose")
    here.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(here.locator(".e-prompt").filter(has_text="A wave to lose")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(here.locator(".e-prompt")).to_have_text("A wave to lose")
    shown(here.locator(".e-picture img"))


def test_words_of_people_and_vendors_stay_words(page: Page, live: Live) -> None:
    live.picture(HOSTILE)
    here = images(page, live)
    tile(here, "<img src=x").first.click()
    expect(here.locator(".e-prompt")).to_have_text(HOSTILE)
    assert page.title() == "Easel"
    for tab, row in (("jobs", ".e-job-prompt"), ("library", ".e-wall-item")):
        page.goto(f"{live.url}/#{tab}")
        expect(page.locator(row).first).to_be_visible(timeout=60_000)
    expect(page.locator(".e-wall-item").first).to_have_accessible_name(one_line(HOSTILE, LISTED_CHARS))
    assert page.locator("img[src='x'], script:text('document.title=3')").count() == 0
    assert page.title() == "Easel"


def test_before_and_after_are_compared_with_the_keyboard(page: Page, live: Live, tmp_path: Path) -> None:
    page.goto(live.url)
    source = page.request.post(
        f"{live.url}/gradio_api/upload",
        multipart={"files": {"name": "wave.png", "mimeType": "image/png", "buffer": _png()}},
    ).json()[0]
    given = {"path": source, "meta": {"_type": "gradio.FileData"}}
    edit = {"model": "wan-2.7-image", "prompt": "Make it night", "image_urls": [given], "num_outputs": 2}
    job = live.final(live.start("foxapi_wan_2_7_image_edit", **edit))
    assert job["state"] == "succeeded", job["message"]
    here = stage(page, live, "edit", "image-edit")
    shown(here.locator(".e-compare-before"))
    shown(here.locator(".e-compare-after"))
    slider = here.get_by_role("slider")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "0 % before")
    page.keyboard.press("ArrowRight")
    expect(here.locator(".e-compare")).to_have_attribute("style", re.compile(r"--at: 0\.5%"))
    first = here.locator(".e-compare-after").get_attribute("src")
    here.get_by_role("button", name="2", exact=True).click()
    expect(here.locator(".e-compare-after")).not_to_have_attribute("src", first or "")


def test_a_guessed_map_says_so_and_can_be_named(page: Page, live: Live) -> None:
    with live.gateway.faults("poll-no-map-type"):
        job = live.material("Slate roof", "basecolor", "normal", "height")
    assert any(not output["label_certain"] for output in job["outputs"])
    here = stage(page, live, "material", "pbr-material")
    guesses = here.get_by_role("combobox", name="Which map is this?")
    expect(guesses.first).to_be_visible()
    before = guesses.count()
    expect(here.get_by_text("guessed").first).to_be_visible()
    expect(here.get_by_role("img", name="The material as a flat picture")).to_be_visible()
    expect(page.locator("#easel-model3d"), "without any WebGL").to_have_count(0)
    guesses.first.select_option("roughness")
    named = here.locator(".e-map-name").filter(has_text=re.compile("^Roughness$"))
    expect(named).to_be_visible(timeout=60_000)  # without a GPU the 3D view beside it keeps the page busy
    expect(guesses).to_have_count(before - 1)
    archive = here.get_by_role("link", name="Download ZIP").get_attribute("href")
    with zipfile.ZipFile(BytesIO(http.get(absolute(live.url, str(archive))).content)) as opened:
        assert any("roughness" in name for name in opened.namelist())


def test_a_texture_set_is_brought_and_taken_away_as_one_zip(page: Page, live: Live, tmp_path: Path) -> None:
    refused = tmp_path / "evil.zip"
    with zipfile.ZipFile(refused, "w") as archive:
        archive.writestr("../up.png", b"x")
    pictures = [tmp_path / f"Old_Wall_1K_{word}.png" for word in ("Color", "Roughness")]
    for colour, path in zip(((90, 90, 120), (200, 200, 200)), pictures, strict=True):
        Image.new("RGB", (64, 64), colour).save(path)
    here = stage(page, live, "material", "pbr-material")
    page.get_by_role("button", name="Open a texture set").click()
    bring = page.get_by_role("region", name="Open a texture set")
    bring.locator("input[type=file]").first.set_input_files(refused)
    expect(bring.get_by_role("status")).to_contain_text("leads out of it", timeout=30_000)
    with zipfile.ZipFile(refused, "w") as archive:
        for path in pictures:
            for wall in ("New", "Old"):
                archive.writestr(f"{wall} Wall/{path.name}", path.read_bytes())
    bring.locator("input[type=file]").first.set_input_files(refused)
    sets = bring.get_by_role("group", name="Texture sets").get_by_role("button")
    expect(sets).to_have_text(["New Wall", "Old Wall"], timeout=30_000)
    assert sets.last.locator("img").evaluate("img => img.decode().then(() => img.naturalWidth)") == 64
    sets.first.click()
    expect(here.locator(".e-prompt")).to_have_text("New Wall", timeout=30_000)
    bring.locator("input[type=file]").first.set_input_files(pictures)
    expect(sets).to_have_count(0)
    expect(here.locator(".e-prompt")).to_have_text("Old Wall", timeout=30_000)
    expect(here.locator(".e-map-name")).to_have_text(["Base colour", "Roughness"])
    assert page.evaluate("document.querySelector('[role=tablist].e-desk-tabs').getBoundingClientRect().bottom") < 400
    expect(here.get_by_role("tab", name="Take away")).to_have_attribute("aria-selected", "true")
    fold = here.get_by_role("tabpanel", name="Take away")
    for name in ("Plain maps", "glTF (GLB)"):
        fold.get_by_role("checkbox", name=name, exact=True).uncheck()
    expect(fold.get_by_role("button", name="Make the ZIP")).to_be_disabled()
    fold.get_by_role("checkbox", name="Godot 4").check()
    with page.expect_download() as download:
        fold.get_by_role("button", name="Make the ZIP").click()
    assert download.value.suggested_filename == "old-wall.zip"
    with zipfile.ZipFile(download.value.path()) as opened:
        assert "old_wall/godot/old_wall.tres" in opened.namelist()
    page.reload()
    expect(fold.get_by_role("checkbox", name="Godot 4")).to_be_checked()
    expect(fold.get_by_role("checkbox", name="Plain maps")).not_to_be_checked()


@pytest.mark.parametrize(
    ("fault", "heading", "sentence", "words"),
    [
        ("create-422", "That did not work", "Nothing was charged.", "Failed"),
        ("create-cut", "This may have been charged", "It may have been charged", "May have been charged"),
    ],
)
def test_a_job_that_went_wrong_says_what_it_cost_and_what_to_do(
    page: Page, live: Live, fault: str, heading: str, sentence: str, words: str
) -> None:
    with live.gateway.faults(fault):
        live.picture(f"A wave with {fault}")
    here = shown_large(page, live, f"A wave with {fault}")
    expect(here.get_by_role("heading", name=heading)).to_be_visible()
    expect(here.locator(".e-notice")).to_contain_text(sentence)
    jobs = jobs_list(page, live, "Failed")
    row = jobs.get_by_role("listitem").filter(has_text=f"A wave with {fault}")
    expect(row).to_contain_text(words)
    expect(row).to_contain_text(sentence)
    row.get_by_role("button", name=re.compile("^Open")).click()
    expect(here.get_by_role("heading", name=heading)).to_be_visible()
    here.get_by_role("button", name="Use these settings again").click()
    expect(page.locator("#image-form").get_by_label("Prompt", exact=True)).to_have_value(f"A wave with {fault}")


def test_without_webgl_2_a_material_is_shown_in_gradios_own_3d_component(
    new_page: NewPage, live: Live, photograph: Photograph
) -> None:
    live.material("Slate for an old browser", "basecolor", "normal")
    page = new_page(width=700, height=500)
    page.add_init_script(OLD_WEBGL)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    images(page, live)
    assert not any("3D" in url for url in asked), "what nobody needs yet is not loaded"
    here = stage(page, live, "material", "pbr-material")
    canvas = page.get_by_role("group", name="The material in 3D").locator("canvas")
    expect(here.locator(canvas)).to_be_visible()
    for _ in range(100):  # each takes a while
        if len(Image.open(BytesIO(canvas.screenshot())).convert("RGB").getcolors(1_000_000) or ()) > 100:
            break
    else:
        pytest.fail("Nothing was drawn.")
    expect(here.get_by_role("img", name="The material as a flat picture")).to_have_count(0)
    photograph(page, "old_browser")
    page.goto(f"{live.url}/#library")
    page.get_by_role("button", name="Slate for an old browser").first.click()
    expect(page.get_by_role("dialog").locator(canvas)).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(here.locator("#easel-model3d")).to_have_count(1)
    assert [url for url in asked if not url.startswith((live.url, "blob:", "data:"))] == []


def test_an_unknown_job_is_looked_for_sent_again_and_kept_as_lost_by_keyboard(page: Page, live: Live) -> None:
    with live.gateway.faults("create-500:1"):
        live.picture("A door nobody answered for")
    here = shown_large(page, live, "A door nobody answered for")
    notice = here.locator(".e-notice")
    look = notice.get_by_role("button", name=re.compile("^Look again"))
    look.focus()
    page.keyboard.press("Enter")
    expect(notice).to_contain_text("Keep it as lost, or send it again.")
    send = notice.get_by_role("button", name=re.compile("^Send again"))
    send.focus()
    page.keyboard.press("Enter")
    asked = page.get_by_role("dialog", name="Send it again?")
    expect(asked).to_contain_text("makes FoxAPI charge a second time")
    page.keyboard.press("Escape")
    expect(asked).to_be_hidden()
    expect(send).to_be_focused()
    page.keyboard.press("Enter")
    asked.get_by_role("button", name="Send again").press("Enter")
    shown(here.locator(".e-picture img").first)
    row = jobs_list(page, live, "Failed").get_by_role("listitem").filter(has_text="A door nobody answered for")
    row.get_by_role("button", name=re.compile("^Keep as lost")).press("Enter")
    expect(row).to_contain_text("Kept as lost. It may have been charged")
    expect(row.get_by_role("button", name=re.compile("^Run again"))).to_be_visible()


def test_the_jobs_list_stops_a_job_and_leads_to_an_older_result(page: Page, live: Live) -> None:
    live.picture("An old wave")
    live.picture("A newer wave")
    live.slow_video("A long river")
    jobs = jobs_list(page, live, "All")
    running = jobs.get_by_role("listitem").filter(has_text="A long river")
    expect(running.get_by_role("progressbar")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="1 running")).to_be_visible()
    running.get_by_role("button", name=re.compile("^Stop")).click()
    expect(running).to_contain_text("Stopped")
    expect(page.get_by_role("button", name="1 running")).to_be_hidden()
    jobs.get_by_role("listitem").filter(has_text="An old wave").get_by_role("button", name=re.compile("^Open")).click()
    expect(page.locator("#stage-text-to-image .e-prompt")).to_have_text("An old wave")


def test_the_library_shows_one_whole_material_and_takes_a_picture_elsewhere(page: Page, live: Live) -> None:
    live.material("Moss", "basecolor", "normal")
    live.picture("A wave for the wall")
    page.goto(f"{live.url}/#library")
    library = page.locator("#library-tab")
    expect(library.get_by_role("button", name="Material: Moss")).to_have_count(1, timeout=60_000)
    library.get_by_role("button", name="Pictures").click()
    expect(library.get_by_role("button", name="Material: Moss")).to_have_count(0)
    library.get_by_role("button", name="A wave for the wall").click()
    sheet = page.get_by_role("dialog")
    shown(sheet.locator(".e-picture img"))
    expect(sheet.locator("dl").first).to_contain_text("A wave for the wall")
    sheet.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Edit this").click()
    expect(page.locator("#edit-images").get_by_role("listitem")).to_have_count(1)
    expect(sheet).to_have_count(0)
    page.goto(f"{live.url}/#library")
    library.get_by_role("button", name="A wave for the wall").click()
    sheet.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Make a material of it").click()
    expect(page.locator("#material-images").get_by_role("listitem")).to_have_count(1)
    expect(page.locator("#material-model")).to_contain_text("Patina Extract")


def test_the_keys_tab_says_what_is_live_and_shows_no_key(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/#keys")
    vendors = page.locator("#keys-tab article")
    expect(vendors).to_have_count(2, timeout=60_000)
    expect(vendors.nth(0)).to_contain_text(re.compile("FoxAPI.*Live.*FOXAPI_API_KEY", re.S))
    expect(vendors.nth(1)).to_contain_text(re.compile("AnyFast.*Sandbox.*ANYFAST_API_KEY", re.S))
    assert KEY not in page.content()
    assert KEY not in http.get(f"{live.url}/config").text


def test_an_agent_gets_a_token_once_and_loses_it(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/#keys")
    agents = page.get_by_role("region", name="Agents")
    address = agents.locator("pre").first.inner_text(timeout=60_000)
    assert address == f"{live.url}/gradio_api/easel/mcp"
    agents.get_by_text("Add an agent").click()
    agents.get_by_label("Name").fill("Porter")
    agents.get_by_label("US dollars a day").fill("a lot")
    agents.get_by_role("button", name="Make a token").click()
    expect(agents.get_by_role("alert")).to_contain_text("such as 2.50")
    agents.get_by_label("US dollars a day").fill("2.50")
    agents.get_by_label("Video").uncheck()
    agents.get_by_role("button", name="Make a token").click()
    expect(agents.get_by_role("status")).to_contain_text("not shown again")
    token = agents.get_by_role("status").locator("pre").inner_text()
    made = re.compile("Makes: Image, Edit, Material.*Today .0.00 of .2.50", re.S)
    expect(agents.locator(".e-agent")).to_contain_text(made)
    headers, ping = {"Authorization": f"Bearer {token}"}, {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert http.post(address, json=ping, headers=headers).json()["result"] == {}
    page.reload()
    expect(agents.locator(".e-agent")).to_have_count(1, timeout=60_000)
    assert token not in page.content()
    agents.get_by_role("button", name="Revoke Porter").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke", exact=True).click()
    expect(agents.locator(".e-agent")).to_have_count(0)
    assert http.post(address, json=ping, headers=headers).status_code == 401


def test_everything_is_in_reach_on_a_phone(new_page: NewPage, live: Live) -> None:
    live.picture("A wave on a phone", 2)
    page = new_page(width=390, height=844)
    here = images(page, live)
    expect(here.locator(".e-picture img").first).to_be_visible()
    for button in here.locator(".e-actions").get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 40
        assert box["x"] + box["width"] <= 390
    contents = {"image": ".e-picture", "jobs": ".e-job", "library": ".e-wall-item", "keys": ".e-gateway"}
    for tab, content in contents.items():
        page.goto(f"{live.url}/#{tab}")
        expect(page.locator(content).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 390, tab


def _png() -> bytes:
    file = BytesIO()
    Image.radial_gradient("L").resize((512, 512)).convert("RGB").save(file, "PNG")
    return file.getvalue()


def test_a_material_is_mended_completed_measured_and_changed_on_its_desk(page: Page, live: Live) -> None:
    ordered = live.material("Mossy bricks", "basecolor", "normal")["job_id"]
    live.final(live.start("fix_material", material=ordered, fixes=["flip_green"]))
    here = stage(page, live, "material", "pbr-material")
    desk = here.locator(".e-desk")
    expect(here.locator(".e-meta")).to_have_text(re.compile("^Flip green · Easel · .* · Free$"))
    desk.get_by_role("tab", name="Take away").focus()
    page.keyboard.press("ArrowRight")
    expect(desk.get_by_role("tab", name="Check")).to_be_focused()
    convention = desk.locator(".e-check[data-check=convention]")
    expect(convention).to_contain_text("DirectX")
    desk.get_by_role("button", name="Flip green").click()
    expect(convention).to_contain_text("OpenGL")
    expect(desk.get_by_role("tab", name="Check")).to_be_focused()
    desk.get_by_role("tab", name="Complete").click()
    desk.get_by_role("button", name="Make 4 maps").click()
    expect(here.locator(".e-map")).to_have_count(6)
    expect(desk.get_by_role("button", name="All six are there")).to_be_disabled()
    desk.get_by_label("Width of the tile").fill("2,5")
    desk.get_by_label("Height range").fill("7")
    expect(desk.locator(".e-measures")).to_contain_text("The width is known.")
    expect(desk.get_by_label("Height range")).to_be_focused()
    expect(desk.get_by_label("Height range")).to_have_value("7")
    made = http.post(f"{live.url}/gradio_api/run/list_jobs", json={"data": [1]}).json()["data"][0][0]
    assert (made["size_m"], made["request"]["prompt"]) == (2.5, "Mossy bricks")
    here.get_by_role("button", name="Version before").click()
    expect(here.locator(".e-map")).to_have_count(2)
    expect(here.locator(".e-meta")).to_contain_text("Flip green")
    desk.get_by_role("tab", name="Change").click()
    preview = desk.locator(".e-change-picture")
    expect(preview).to_have_attribute("alt", "Preview: moss, 50 %")
    desk.get_by_role("button", name="Snow").click()
    desk.get_by_role("slider", name="Amount").fill("80")
    expect(preview).to_have_attribute("alt", "Preview: snow, 80 %")
    desk.get_by_role("button", name="Make this version").click()
    expect(here.locator(".e-meta")).to_contain_text("Snow, 80 %")
    page.reload()
    here.get_by_role("button", name="Use these settings again").click()
    expect(desk.get_by_role("slider", name="Amount")).to_have_value("80")
    expect(preview).to_have_attribute("alt", "Preview: snow, 80 %")


def test_a_material_is_drawn_from_words_while_the_key_is_live(page: Page, live: Live) -> None:
    here = stage(page, live, "material", "pbr-material")
    page.get_by_role("button", name="Draw it here").click()
    fold = page.get_by_role("region", name="Draw a material here")
    expect(fold.get_by_role("button", name="Draw it")).to_be_disabled()
    expect(fold.get_by_role("img", name="Example: Mossy cobblestone")).to_be_visible()
    fold.get_by_role("textbox", name="What to draw").fill("a cat")
    expect(fold).to_contain_text("No material recognised")
    fold.get_by_role("textbox", name="What to draw").fill("old red brick")
    expect(fold).to_contain_text("Understood: Brick wall, red, worn.")
    before = fold.get_by_role("img").get_attribute("src")
    fold.get_by_role("slider", name="Wear").fill("0")
    expect(fold).to_contain_text("Understood: Brick wall, red, new.")
    assert fold.get_by_role("img").get_attribute("src") != before
    fold.get_by_role("button", name="512 px").click()
    fold.get_by_role("button", name="Draw it").click()
    expect(here.locator(".e-prompt")).to_have_text("old red brick")
    expect(here.locator(".e-meta")).to_have_text(re.compile("^Drawn · Easel · .* · Free$"))
    expect(here.locator(".e-map")).to_have_count(6)
    expect(page.locator("#material-own .e-unseen")).to_have_text("old red brick is there, with 6 maps.")
    here.get_by_role("tab", name="Complete").click()
    complete = here.get_by_role("tabpanel", name="Complete")
    complete.get_by_text("Order maps from a vendor").click()
    complete.get_by_role("group", name="Maps to order").get_by_label("Roughness").check()
    complete.get_by_role("button", name="Order 1 map").click()
    taken = re.compile("^Roughness taken over · Easel · .* · Free$")
    expect(here.locator(".e-meta")).to_have_text(taken, timeout=DONE_MS)
    expect(complete.locator("[data-map=roughness]")).to_contain_text("from the vendor")
    expect(complete.locator("[data-map=height]")).to_contain_text("drawn")
