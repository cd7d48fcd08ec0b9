"""What stands beside Generate, while a form is still half empty too."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest

from providers.catalogue import REQUESTS, by_capability
from providers.price import ListPrice, estimate
from providers.spec import Capability, Role
from studio.money.balances import SeenBalance
from studio.money.quotes import Quote
from ui.asking.file_links import FileLinks
from ui.asking.page import Page
from ui.forms.form import Form
from ui.forms.price_line import draft_request
from ui.views.price_words import balance_words, quote_words

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
VIDEO = "foxapi_wan_2_7_reference_to_video/wan-2.7-reference-to-video"
PHOTA = "foxapi_phota_image_edit/phota-image-edit"
PATINA = "foxapi_patina_material/patina-material"


def form(capability: Capability) -> Form:
    gateways = (SimpleNamespace(name="foxapi", title="FoxAPI", live=True),)
    page = Page(SimpleNamespace(gateways=gateways), FileLinks(b"0" * 32))  # type: ignore[arg-type]
    made = Form("test", by_capability(REQUESTS, capability), page)
    with gr.Blocks():
        made.place_model()
    return made


@pytest.mark.parametrize(
    ("capability", "values", "most"),
    [
        (Capability.IMAGE_EDIT, {Role.MODEL: PHOTA}, 1),
        (Capability.IMAGE_EDIT, {Role.MODEL: PHOTA, Role.COUNT: 2, Role.RESOLUTION: "4K", Role.PROMPT: ""}, 4),
        (Capability.PBR_MATERIAL, {Role.MODEL: PATINA, Role.MAPS: ["normal"], Role.SIZE: 1024}, 1),
        (Capability.REFERENCE_TO_VIDEO, {Role.MODEL: VIDEO, Role.DURATION: 8, Role.VIDEOS: ["no address"]}, 8),
    ],
)
def test_a_form_without_prompt_or_pictures_has_a_price(capability: Capability, values: Any, most: float) -> None:
    draft = draft_request(form(capability), values)
    assert draft is not None
    assert draft.billed(0).most == most


@pytest.mark.parametrize(
    ("capability", "values"),
    [
        (Capability.IMAGE_EDIT, {Role.MODEL: "gone/gone"}),
        (Capability.IMAGE_EDIT, {Role.MODEL: PHOTA, Role.COUNT: 0}),
        (Capability.PBR_MATERIAL, {Role.MODEL: PATINA, Role.MAPS: []}),
        (Capability.REFERENCE_TO_VIDEO, {Role.MODEL: VIDEO, Role.DURATION: 99}),
    ],
)
def test_what_decides_the_price_and_is_wrong_leaves_none(capability: Capability, values: Any) -> None:
    assert draft_request(form(capability), values) is None


def test_a_price_is_said_as_far_as_it_is_known() -> None:
    draft = draft_request(form(Capability.IMAGE_EDIT), {Role.MODEL: PHOTA, Role.RESOLUTION: "4K"})
    assert draft is not None
    cost = estimate(ListPrice(0.09, 0.09), draft.billed(0))
    assert quote_words(Quote(False, cost))["say"] == "Costs $0.18"
    assert quote_words(Quote(False, cost))["units"] == "1 picture in 4K, double price"
    assert quote_words(Quote(False, None))["say"] == "Price unknown"
    assert quote_words(Quote(True, None))["say"] == "Sandbox: nothing is charged."
    assert quote_words(Quote(True, cost))["say"] == "Sandbox: nothing is charged. With a key it costs $0.18."
    assert quote_words(None)["say"] == ""
    spread = estimate(ListPrice(0.09, 0.18), draft.billed(0))
    assert quote_words(Quote(False, spread))["say"] == "Costs $0.18–0.36"


def test_a_balance_is_said_as_far_as_it_is_known() -> None:
    assert balance_words("FoxAPI", SeenBalance(4.9, False, NOON)) == "FoxAPI: $4.90 left"
    assert balance_words("FoxAPI", SeenBalance(None, False, NOON)) == "FoxAPI: balance unknown"
    assert balance_words("FoxAPI", SeenBalance(None, True, NOON)) == ""
    assert balance_words("FoxAPI", None) == ""
