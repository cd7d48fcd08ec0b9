"""The forms: every field has its place, and what is filled in is what is read, for every model of the catalogue."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr
import pytest
from document_bodies import SEEDS
from full_settings import FULL, KEPT, LINK
from invented_model import Invented
from pydantic import ValidationError

from providers.by_role import model_key, sentences_by_role
from providers.catalogue import REQUESTS, VENDORS
from providers.field_sentences import field_sentences
from providers.spec import GenerationRequest, Role
from scripts.models_table import row
from studio.build import build_studio
from studio.settings import Settings
from ui.api.api_models import request_endpoint
from ui.asking.file_links import open_links
from ui.asking.page import Page
from ui.forms.examples import model_for_example
from ui.forms.form import Form
from ui.forms.inputs.field_specs import field_spec
from ui.forms.panel import Panel
from ui.panels import image_edit, pbr_material, reference_to_video, text_to_image


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    data_dir = tmp_path_factory.mktemp("data")
    studio = build_studio(Settings.from_env({"EASEL_DATA_DIR": str(data_dir)}, VENDORS), sandbox=None)
    yield Page(studio, open_links(data_dir))
    studio.machinery.lock.release()


@pytest.fixture(scope="module")
def panels(page: Page) -> Iterator[list[Panel]]:
    """The four panels, built once."""
    with gr.Blocks(analytics_enabled=False), gr.Tabs(), gr.Tab("all"):
        yield [module.build(page) for module in (text_to_image, image_edit, pbr_material, reference_to_video)]


def form_of(panels: list[Panel], cls: type[GenerationRequest]) -> Form:
    return next(panel.form for panel in panels if panel.capability is cls.capability)


@pytest.mark.parametrize("endpoint", REQUESTS)
def test_every_field_has_one_place_in_its_panel(panels: list[Panel], endpoint: str) -> None:
    cls = REQUESTS[endpoint]
    form = form_of(panels, cls)
    roles = [cls.shown(name).role for name in cls.model_fields]
    assert sorted(set(roles)) == sorted(roles), "two fields share one role"
    assert [role for role in roles if role not in form.components] == []


def test_every_model_is_in_one_picker(panels: list[Panel]) -> None:
    offered = [key for panel in panels for key in panel.form.models]
    assert sorted(offered) == sorted(model_key(cls, model) for cls in REQUESTS.values() for model in cls.model_labels)


def test_a_role_is_placed_once(panels: list[Panel]) -> None:
    with gr.Blocks(analytics_enabled=False), pytest.raises(ValueError, match="twice"):
        panels[0].form.place(Role.PROMPT)


def test_full_settings_cover_every_endpoint_and_field() -> None:
    assert set(FULL) == set(REQUESTS)
    for endpoint, cases in FULL.items():
        assert REQUESTS[endpoint].model_fields.keys() <= {name for case in cases for name in case} | _SELDOM


_SELDOM = {"image_size", "num_outputs", "negative_prompt", "seed", "enable_safety_checker"} | {
    "enable_sequential",
    "thinking_mode",
    "watermark",
    "response_format",
}


def through_the_form(form: Form, request: GenerationRequest) -> dict[str, Any]:
    """Fill a form with a request as the browser is told to, and return what is read from its controls."""
    key = model_key(type(request), request.settings()["model"])
    message = json.loads(json.dumps(form.fill(request.settings(), key)))
    held = {role: message["model"] if role is Role.MODEL else message["values"].get(role) for role in form.components}
    return form.read(form.entered({form.components[role]: {"v": value} for role, value in held.items()}), key)


@pytest.mark.parametrize(("endpoint", "settings"), [(e, s) for e, cases in FULL.items() for s in cases])
def test_what_is_filled_in_is_what_is_read(panels: list[Panel], endpoint: str, settings: dict[str, Any]) -> None:
    request = REQUESTS[endpoint].model_validate(settings)
    read = through_the_form(form_of(panels, type(request)), request)
    assert (read, REQUESTS[endpoint].model_validate(read)) == (settings, request)


@pytest.mark.parametrize("endpoint", SEEDS)
def test_the_documents_own_bodies_pass_the_form_unchanged(panels: list[Panel], endpoint: str) -> None:
    body = json.loads(SEEDS[endpoint])
    request = REQUESTS[endpoint].model_validate(body)
    read = through_the_form(form_of(panels, type(request)), request)
    assert REQUESTS[endpoint].model_validate(read).payload() == body


def test_an_added_model_gets_its_form_its_endpoint_and_its_row(page: Page) -> None:
    request = Invented(prompt="Oak", seed=3, images=[LINK, KEPT], title="x")
    with gr.Blocks(analytics_enabled=False):
        form = Form("invented", [Invented], page)
        picker = form.place_model()
        for name in Invented.model_fields:
            if name != "model":
                form.place(Invented.shown(name).role)
    assert through_the_form(form, request) == request.settings()
    assert "invented_model/invented-1" in str(picker.props)
    endpoint = request_endpoint(page, Invented)
    assert (endpoint.name, [each.name for each in endpoint.parameters]) == (
        "invented_model",
        list(Invented.model_fields),
    )
    expected = "| text to image | FoxAPI | `invented-1` | `invented_model` | `prompt`, `seed`, `images`, `title` |"
    assert row(Invented, "FoxAPI") == expected


def test_values_of_another_model_are_passed_over(panels: list[Panel]) -> None:
    form = panels[0].form
    values = {Role.PROMPT: "p", Role.NEGATIVE_PROMPT: "blurry", Role.THINKING: True, Role.SIZE: "2K"}
    assert form.read(values, "anyfast_wan2_7_image/wan2.7-image") == {
        "model": "wan2.7-image",
        "prompt": "p",
        "size": "2K",
        "thinking_mode": True,
    }


def test_two_pictures_where_one_is_taken_are_refused_not_dropped(panels: list[Panel]) -> None:
    form = panels[2].form
    values = {Role.PROMPT: "p", Role.MAPS: ["normal"], Role.IMAGES: [LINK, KEPT]}
    cls = REQUESTS["foxapi_patina_material"]
    with pytest.raises(ValidationError) as refused:
        cls.model_validate(form.read(values, form.start_model))
    assert field_sentences(cls, refused.value) == {"image_url": "Use one file here."}


def test_a_picture_sent_to_the_material_panel_chooses_the_model_that_works_on_it(panels: list[Panel]) -> None:
    assert [panel.form.model_of_one(Role.IMAGES) for panel in panels if panel.tab != "material"] == [None] * 3
    form = next(panel.form for panel in panels if panel.tab == "material")
    key = form.model_of_one(Role.IMAGES)
    assert key == "foxapi_patina_material_extract/patina-material-extract"
    message = form.fill_with(Role.IMAGES, KEPT, key)
    assert (message["model"], message["values"]["images"]) == (key, [KEPT])
    held = {role: message["values"].get(role) for role in form.components}
    assert REQUESTS["foxapi_patina_material_extract"].model_validate(form.read(held, key)).settings() == {
        "model": "patina-material-extract",
        "image_url": KEPT,
        "maps": ["basecolor", "normal", "roughness", "height"],
        "image_size": 1024,
    }


def test_an_example_runs_on_a_model_that_takes_a_prompt(panels: list[Panel]) -> None:
    forms = {panel.tab: panel.form for panel in panels}
    start = "foxapi_patina_material/patina-material"
    for chosen in (start, "foxapi_patina_material_extract/patina-material-extract", "gone/gone"):
        assert model_for_example(forms["material"], chosen) == start
    other = "anyfast_wan2_7_image/wan2.7-image"
    assert model_for_example(forms["image"], other) == other


def spec_of(cls: type[GenerationRequest], model: str, role: Role) -> Mapping[str, Any]:
    spec = field_spec(cls, model, role)
    assert spec is not None
    return spec


def test_limits_come_from_the_class_that_checks_them() -> None:
    wan, fox = REQUESTS["anyfast_wan2_7_image"], REQUESTS["foxapi_wan_2_7_image_edit"]
    count = spec_of(wan, "wan2.7-image", Role.COUNT)
    assert (count["min"], count["max"], count["max_in_series"]) == (1, 4, 12)
    assert spec_of(fox, "wan-2.7-image", Role.COUNT)["max"] == 4
    presets = {
        model: [preset["value"] for preset in spec_of(wan, model, Role.SIZE)["presets"]] for model in wan.model_labels
    }
    assert presets == {"wan2.7-image-pro": ["1K", "2K", "4K"], "wan2.7-image": ["1K", "2K"]}
    assert spec_of(fox, "wan-2.7-image", Role.IMAGES)["max_count"] == 4


def test_a_flag_that_may_stay_unset_says_so() -> None:
    safety = spec_of(REQUESTS["foxapi_wan_2_7_image"], "wan-2.7-image", Role.SAFETY)
    watermark = spec_of(REQUESTS["anyfast_wan2_7_image"], "wan2.7-image", Role.WATERMARK)
    assert [value for value, _ in safety["choices"]] == [None, False, True]
    assert [value for value, _ in watermark["choices"]] == [False, True]


@pytest.mark.parametrize(
    ("endpoint", "changes", "expected"),
    [
        ("foxapi_wan_2_7_image", {"prompt": ""}, {"prompt": "Write a prompt first."}),
        ("foxapi_wan_2_7_image", {"prompt": None}, {"prompt": "Write a prompt first."}),
        ("foxapi_wan_2_7_image", {"prompt": "x" * 2312}, {"prompt": "Use at most 2000 characters; this has 2312."}),
        ("foxapi_wan_2_7_image", {"num_outputs": 6}, {"num_outputs": "Use at most 5."}),
        ("foxapi_wan_2_7_image", {"seed": "soon"}, {"seed": "Use a whole number."}),
        ("foxapi_wan_2_7_image", {"seed": -1}, {"seed": "Use 0 or more."}),
        ("foxapi_wan_2_7_image_edit", {"image_urls": []}, {"image_urls": "Add a picture first."}),
        ("foxapi_wan_2_7_image_edit", {"image_urls": [LINK] * 5}, {"image_urls": "Use at most 4; there are 5."}),
        ("foxapi_patina_material", {"maps": []}, {"maps": "Choose at least one map."}),
        ("foxapi_patina_material", {"mask_url": LINK, "image_url": None}, {"mask_url": None}),
        ("foxapi_patina_material_extract", {"image_url": None}, {"image_url": "Add a picture first."}),
        ("foxapi_wan_2_7_image", {"image_size": {"width": 0, "height": 4}}, {"image_size": None}),
        ("foxapi_wan_2_7_image", {"colour": "red"}, {"colour": "This model has no such setting."}),
    ],
)
def test_each_mistake_gets_a_sentence(endpoint: str, changes: dict[str, Any], expected: dict[str, str | None]) -> None:
    settings = {name: value for name, value in (FULL[endpoint][0] | changes).items() if value is not None}
    with pytest.raises(ValidationError) as refused:
        REQUESTS[endpoint].model_validate(settings)
    sentences = field_sentences(REQUESTS[endpoint], refused.value)
    assert sentences.keys() == expected.keys()
    for name, sentence in expected.items():
        assert sentences[name].endswith(".")
        assert sentence in (None, sentences[name])


def test_sentences_go_to_the_control_of_their_role() -> None:
    cls = REQUESTS["anyfast_wan2_7_image"]
    found = sentences_by_role(cls, {"n": "Use at most 4.", "colour": "No.", "flavour": "Neither."})
    assert found == {"count": "Use at most 4.", "": "No. Neither."}
