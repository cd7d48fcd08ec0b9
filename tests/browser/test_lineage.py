"""In Chromium: settings brought by files, and the way from a result to what it was made from and what came of it."""

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from chromium import NewPage, Photograph
from launched import App, http
from PIL import Image, PngImagePlugin
from playwright.sync_api import Locator, Page, expect

from ui.asking.file_links import absolute

pytestmark = pytest.mark.browser

IMAGE, EDIT = "foxapi_wan_2_7_image", "foxapi_wan_2_7_image_edit"
DROP = """([name, data, selector]) => {
  const bytes = Uint8Array.from(atob(data), (mark) => mark.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  const target = document.querySelector(selector);
  for (const kind of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
}"""


def made(app: App, endpoint: str, **given: Any) -> dict[str, Any]:
    info = http.get(f"{app.url}/gradio_api/info").json()["named_endpoints"][f"/{endpoint}"]
    values = [given.get(one["parameter_name"], one["parameter_default"]) for one in info["parameters"]]
    started = http.post(f"{app.url}/gradio_api/run/{endpoint}", json={"data": values}).raise_for_status()
    job_id = started.json()["data"][0]["job_id"]
    job = http.post(f"{app.url}/gradio_api/run/get_job", json={"data": [job_id, 60]}).json()["data"][0]
    assert job["state"] == "succeeded", job
    return job


def uploaded(app: App, output: dict[str, Any]) -> dict[str, Any]:
    files = {"files": ("result.png", http.get(output["url"]).content, "image/png")}
    [path] = http.post(f"{app.url}/gradio_api/upload", files=files).json()
    return {"path": path, "meta": {"_type": "gradio.FileData"}}


def family(app: App) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make a picture and an edit of it."""
    picture = made(app, IMAGE, model="wan-2.7-image", prompt="A lighthouse of this file", image_size="square", seed=7)
    source = uploaded(app, picture["outputs"][0])
    edit = made(
        app, EDIT, model="wan-2.7-image", prompt="The lighthouse by night", image_urls=[source], image_size="square"
    )
    return picture, edit


@pytest.fixture(scope="module")
def relatives(sandboxed: App) -> tuple[dict[str, Any], dict[str, Any]]:
    return family(sandboxed)


def drop(page: Page, name: str, content: bytes, selector: str = "body") -> None:
    page.evaluate(DROP, [name, base64.b64encode(content).decode(), selector])


def opened(page: Page, app: App, tab: str) -> Locator:
    page.goto(f"{app.url}/#{tab}")
    form = page.locator(f"#{tab}-form")
    expect(form.get_by_label("Prompt", exact=True)).to_be_visible(timeout=40_000)
    return form


def shown(page: Page, app: App, tab: str, capability: str, prompt: str) -> Locator:
    """Return the stage of a panel with this job on it."""
    opened(page, app, tab)
    here = page.locator(f"#stage-{capability}")
    recent = here.get_by_role("group", name="Recent").get_by_role("button", name=re.compile(re.escape(prompt)))
    large = here.locator(".e-prompt")
    expect(recent.or_(large.filter(has_text=prompt)).first).to_be_visible()
    if recent.count():
        recent.first.click()
    expect(large).to_have_text(prompt)
    return here


def foreign(tmp_path: Path) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text(
        "parameters", "a stone bridge\nNegative prompt: people\nSteps: 20, Sampler: Euler, Seed: 99, Size: 640x384"
    )
    Image.new("RGB", (320, 320), "teal").save(tmp_path / "bridge.png", pnginfo=info)
    return (tmp_path / "bridge.png").read_bytes()


def test_a_download_with_settings_fills_the_form_it_came_from(
    page: Page, sandboxed: App, relatives: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    [output] = relatives[0]["outputs"]
    here = shown(page, sandboxed, "image", "text-to-image", "A lighthouse of this file")
    plain = here.get_by_role("link", name="Download", exact=True).get_attribute("href")
    inside = here.get_by_role("link", name="with settings").get_attribute("href")
    original, copy = (http.get(absolute(sandboxed.url, str(link))).content for link in (plain, inside))
    assert original == http.get(output["url"]).content
    assert len(copy) > len(original)
    page.locator("#image-size").get_by_text("Square, HD").click()
    opened(page, sandboxed, "edit")
    drop(page, "lighthouse.png", copy)
    sheet = page.get_by_role("dialog", name="Settings of lighthouse.png")
    expect(sheet).to_contain_text("Made with Easel, Wan 2.7")
    expect(sheet.get_by_role("row", name=re.compile("^Seed")).get_by_role("cell")).to_have_text(["not set", "7"])
    sheet.get_by_role("row", name=re.compile("^Size")).get_by_role("checkbox").uncheck()
    sheet.get_by_role("button", name="Use these settings").click()
    form = page.locator("#image-form")
    expect(form.get_by_label("Prompt", exact=True)).to_have_value("A lighthouse of this file")
    expect(form.get_by_role("radio", name="Square, HD")).to_be_checked()
    form.get_by_role("button", name="More settings").click()
    expect(form.get_by_label("Seed", exact=True)).to_have_value("7")
    # The plain original carries nothing; that it was made here is known all the same.
    drop(page, "original.png", original)
    expect(page.get_by_role("dialog", name="Settings of original.png")).to_contain_text("Size")
    page.keyboard.press("Escape")


def test_a_tray_keeps_what_is_dropped_on_it_and_offers_its_settings(page: Page, sandboxed: App, tmp_path: Path) -> None:
    form = opened(page, sandboxed, "edit")
    drop(page, "bridge.png", foreign(tmp_path), "#edit-form .e-zone")
    expect(form.get_by_role("listitem", name=re.compile("^Image 1"))).to_be_visible()
    page.get_by_role("button", name="Use its settings").click()
    sheet = page.get_by_role("dialog", name="Settings of bridge.png")
    expect(sheet).to_contain_text("Made with A1111 or Forge")
    sheet.get_by_role("button", name="Use these settings").click()
    expect(form.get_by_label("Prompt", exact=True)).to_have_value("a stone bridge")
    expect(form.get_by_role("listitem", name=re.compile("^Image 1"))).to_be_visible()
    form.get_by_role("button", name="Remove image 1").click()
    Image.new("RGB", (9, 9)).save(tmp_path / "plain.png")
    drop(page, "plain.png", (tmp_path / "plain.png").read_bytes())
    expect(page.get_by_text("plain.png carries no settings that Easel can read.")).to_be_visible()


def test_a_family_is_walked_by_keys_and_its_settings_compared(
    page: Page, sandboxed: App, relatives: tuple[dict[str, Any], dict[str, Any]], photograph: Photograph
) -> None:
    here = shown(page, sandboxed, "edit", "image-edit", "The lighthouse by night")
    here.get_by_text("Details", exact=True).click()
    kin = here.get_by_role("region", name="Lineage")
    before = kin.get_by_role("group", name="Made from", exact=True).get_by_role(
        "button", name=re.compile("^Open: A lighthouse")
    )
    this = kin.get_by_role("group", name="This").get_by_role("img")
    expect(this).to_have_attribute("aria-label", re.compile("The lighthouse by night, Edit"))
    photograph(page, "lineage")
    this.focus()
    page.keyboard.press("ArrowLeft")
    expect(before).to_be_focused()
    kin.get_by_role("button", name="Compare settings").first.click()
    sheet = page.get_by_role("dialog", name="Settings compared")
    expect(sheet.get_by_role("row", name=re.compile("^Prompt")).get_by_role("cell")).to_have_text(
        ["A lighthouse of this file", "The lighthouse by night"]
    )
    page.keyboard.press("Escape")
    before.press("Enter")
    there = page.locator("#stage-text-to-image")
    expect(there.locator(".e-prompt")).to_have_text("A lighthouse of this file")
    there.get_by_text("Details", exact=True).click()
    after = there.get_by_role("group", name="Made from this", exact=True)
    expect(after.get_by_role("button", name=re.compile("^Open: The lighthouse by night"))).to_be_visible()


def test_vary_and_another_model_fill_the_form_and_send_nothing(
    page: Page, sandboxed: App, relatives: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    here = shown(page, sandboxed, "image", "text-to-image", "A lighthouse of this file")
    count = len(http.post(f"{sandboxed.url}/gradio_api/run/list_jobs", json={"data": [500]}).json()["data"][0])
    form = page.locator("#image-form")
    here.get_by_role("button", name="Vary").click()
    expect(page.get_by_text("The form has a new seed.")).to_be_visible()
    if not form.get_by_label("Seed", exact=True).is_visible():
        form.get_by_role("button", name="More settings").click()
    expect(form.get_by_label("Seed", exact=True)).to_have_value(re.compile(r"^\d{2,10}$"))
    here.get_by_role("button", name="Same seed, other model").click()
    page.get_by_role("button", name="Wan 2.7 Pro (AnyFast)").click()
    expect(form.get_by_label("Seed", exact=True)).to_have_value("7")
    expect(
        form.get_by_role("combobox", name="Model").or_(form.get_by_label("Model", exact=True)).first
    ).to_contain_text("Wan 2.7 Pro")
    assert len(http.post(f"{sandboxed.url}/gradio_api/run/list_jobs", json={"data": [500]}).json()["data"][0]) == count


def test_two_results_chosen_in_the_library_are_compared(
    page: Page, sandboxed: App, relatives: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    page.goto(f"{sandboxed.url}/#library")
    library = page.locator("#library-tab")
    for prompt in ("The lighthouse by night", "A lighthouse of this file"):
        library.get_by_role("checkbox", name=f"Select {prompt}").first.check(force=True)
    library.get_by_role("button", name="Compare settings").click()
    sheet = page.get_by_role("dialog", name="Settings compared")
    expect(sheet.get_by_role("row", name=re.compile("^Panel")).get_by_role("cell")).to_have_text(["Edit", "Image"])
    page.keyboard.press("Escape")
    library.get_by_role("button", name="Clear").click()
    library.get_by_role("button", name="The lighthouse by night", exact=True).click()
    item = page.get_by_role("dialog", name="From the library")
    item.get_by_role("button", name=re.compile("^Open: A lighthouse of this file")).click()
    expect(item.locator(".e-prompt")).to_have_text("A lighthouse of this file")
    expect(item.get_by_role("button", name="Newer")).to_be_enabled()
    page.keyboard.press("Escape")


def test_on_a_phone_settings_come_from_a_chosen_file_and_nothing_is_too_wide(
    new_page: NewPage,
    sandboxed: App,
    relatives: tuple[dict[str, Any], dict[str, Any]],
    tmp_path: Path,
    photograph: Photograph,
) -> None:
    page = new_page(width=390, height=844)
    form = opened(page, sandboxed, "image")
    form.get_by_role("button", name="More settings").tap()
    with page.expect_file_chooser() as chosen:
        form.get_by_role("button", name="Take settings from a file").tap()
    foreign(tmp_path)
    chosen.value.set_files(tmp_path / "bridge.png")
    sheet = page.get_by_role("dialog", name="Settings of bridge.png")
    expect(sheet.get_by_role("cell", name="In the file: a stone bridge")).to_be_visible()
    photograph(page, "phone-settings")
    sheet.get_by_role("button", name="Use these settings").tap()
    expect(form.get_by_label("Prompt", exact=True)).to_have_value("a stone bridge")
    here = page.locator("#stage-text-to-image")
    here.get_by_text("Details", exact=True).tap()
    expect(here.locator(".e-rows dl").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.goto(f"{sandboxed.url}/#library")
    library = page.locator("#library-tab")
    library.get_by_role("button", name="Select", exact=True).tap()
    for prompt in ("The lighthouse by night", "A lighthouse of this file"):
        library.get_by_role("button", name=prompt, exact=True).first.tap()
    bar = page.get_by_role("toolbar", name="Selected")
    expect(bar).to_contain_text("2 selected")
    photograph(page, "phone-library")
    bar.get_by_role("button", name="Clear").tap()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
