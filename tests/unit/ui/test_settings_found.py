"""Settings of files fitted to the forms: all of Easel's own, of others' what the model takes, nothing hostile."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from full_settings import FULL, KEPT

from providers.catalogue import REQUESTS, VENDORS
from providers.spec import Role
from studio.build import build_studio
from studio.settings import Settings
from studio.settings_in_files.foreign.program_settings import ProgramSettings
from studio.settings_in_files.settings_note import Note
from ui.asking.file_links import open_links
from ui.asking.page import Page
from ui.forms.panel import Panel
from ui.forms.settings_drop import dropped_view
from ui.forms.settings_found import FittedSettings, fit_settings
from ui.panels import image_edit, pbr_material, reference_to_video, text_to_image

CASES = [(endpoint, settings) for endpoint, cases in FULL.items() for settings in cases]
HERE: Any = SimpleNamespace()
"""Knows the files whose digest is all a."""


async def _stored(owner: str, value: str) -> bool:
    return (owner, value) == ("ada", KEPT)


HERE.stored = _stored


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    data_dir = tmp_path_factory.mktemp("data")
    studio = build_studio(Settings.from_env({"EASEL_DATA_DIR": str(data_dir)}, VENDORS), sandbox=None)
    yield Page(studio, open_links(data_dir))
    studio.machinery.lock.release()


@pytest.fixture(scope="module")
def panels(page: Page) -> list[Panel]:
    with gr.Blocks(analytics_enabled=False), gr.Tabs(), gr.Tab("all"):
        return [module.build(page) for module in (text_to_image, image_edit, pbr_material, reference_to_video)]


def note(endpoint: str, settings: dict[str, Any], **facts: Any) -> Note:
    cls = REQUESTS[endpoint]
    plain = Note(
        cls.provider, settings["model"], cls.capability.value, endpoint, cls.model_validate(settings).settings()
    )
    return replace(plain, **facts)


async def fit(found: Note | ProgramSettings, panels: list[Panel], tab: str = "image", **chosen: str) -> FittedSettings:
    return await fit_settings(found, panels, HERE, "ada", tab, chosen)


@pytest.mark.parametrize(("endpoint", "settings"), CASES)
async def test_what_easel_wrote_fills_the_form_it_came_from(
    panels: list[Panel], endpoint: str, settings: dict[str, Any]
) -> None:
    found = await fit(note(endpoint, settings), panels)
    assert found.panel.capability is REQUESTS[endpoint].capability
    assert found.notes == []
    cls, read = REQUESTS[endpoint], found.panel.form.read(found.values, found.key)
    assert cls.model_validate(read).settings() == cls.model_validate(settings).settings()


async def test_files_that_are_not_here_are_left_out_and_said(panels: list[Panel]) -> None:
    settings = {"model": "wan-2.7-image", "prompt": "p", "image_urls": [f"easel:{'b' * 64}", KEPT, "/etc/passwd", 7]}
    plain = note("foxapi_wan_2_7_image_edit", {**settings, "image_urls": [KEPT]})
    found = await fit(replace(plain, settings=settings), panels)
    assert found.values[Role.IMAGES] == [KEPT]
    assert found.notes == ["Pictures: not all of its files are here. Add what is missing."]
    found = await fit(replace(plain, left_out=("image_urls",)), panels)
    assert len(found.notes) == 1


async def test_hostile_values_are_left_out_and_said(panels: list[Panel]) -> None:
    plain = note("foxapi_wan_2_7_image", {"model": "wan-2.7-image", "prompt": "p"})
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    hostile = {"prompt": deep, "seed": "1; DROP", "image_size": {"width": -1}, "num_outputs": 10**9, "unknown": 1}
    found = await fit(replace(plain, settings=hostile), panels)
    assert {role: value for role, value in found.values.items() if value is not None} == {}
    assert len(found.notes) == 4


async def test_the_vendors_own_seed_is_offered_not_taken(panels: list[Panel], page: Page) -> None:
    found = await fit(note("foxapi_wan_2_7_image", {"model": "wan-2.7-image", "prompt": "p"}, seed=77), panels)
    assert (found.values[Role.SEED], found.offered) == (77, {Role.SEED})
    shown = await dropped_view(page, "ada", found, {})
    assert [(row["role"], row["chosen"]) for row in shown["rows"] if row["role"] == "seed"] == [("seed", False)]


async def test_a_model_of_another_time_gives_what_every_model_has(panels: list[Panel]) -> None:
    found = await fit(Note("foxapi", "wan-1", "text-to-image", "foxapi_wan_1", {"prompt": "p", "size": "9"}, 5), panels)
    assert (found.panel.tab, found.values) == ("image", {Role.PROMPT: "p", Role.SEED: 5})


@pytest.mark.parametrize(
    ("tab", "key", "size", "values"),
    [
        ("image", "foxapi_wan_2_7_image/wan-2.7-image", (640, 384), {Role.SIZE: {"width": 640, "height": 384}}),
        ("image", "anyfast_wan2_7_image/wan2.7-image", (1280, 720), {Role.SIZE: "1280x720"}),
        ("image", "anyfast_wan2_7_image/wan2.7-image", (640, 384), {Role.SIZE: "1K"}),
        ("material", "foxapi_patina_material/patina-material", (1024, 1024), {Role.SIZE: 1024}),
        ("material", "foxapi_patina_material/patina-material", (640, 384), {}),
        ("edit", "foxapi_phota_image_edit/phota-image-edit", (640, 384), {}),
        ("library", "", (640, 384), {Role.SIZE: {"width": 640, "height": 384}}),
    ],
)
async def test_of_other_programs_each_model_takes_what_it_has(
    panels: list[Panel], tab: str, key: str, size: tuple[int, int], values: dict[Role, Any]
) -> None:
    found = await fit(ProgramSettings("ComfyUI", "a castle", "text", 42, *size), panels, tab, **{tab: key})
    cls = found.panel.form.models[found.key][0]
    wanted = {Role.PROMPT: "a castle", Role.NEGATIVE_PROMPT: "text", Role.SEED: 42}
    assert found.values == {role: value for role, value in wanted.items() if cls.field_of(role)} | values
    assert len(found.notes) == 4 - len(found.values)
    assert found.source == "Made with ComfyUI"


async def test_rows_say_what_differs_from_the_form(panels: list[Panel], page: Page) -> None:
    settings = {"model": "wan-2.7-image-pro", "prompt": "p" * 2000, "seed": 3, "image_size": "square"}
    found = await fit(note("foxapi_wan_2_7_image", settings), panels)
    draft = {
        "model": "foxapi_wan_2_7_image/wan-2.7-image",
        "prompt": ["not", {"a": "text"}],
        "seed": 3,
        "size": "square",
    }
    shown = await dropped_view(page, "ada", found, draft)
    rows = {row["role"]: (row["now"].get("text"), row["then"].get("text")) for row in shown["rows"]}
    assert rows["model"] == ("Wan 2.7 (FoxAPI)", "Wan 2.7 Pro (FoxAPI)")
    assert rows["prompt"][0] == "something else"
    assert len(rows["prompt"][1] or "") == 600
    assert rows.keys() == {"model", "prompt"}
    assert shown["alike"] == 5
