"""What the API tells of a material: its report card as JSON."""

from collections.abc import Iterator
from typing import Any, get_args

import gradio as gr

from materials.report.finding import FixName, Verdict
from providers.plain_text import whole
from ui.api.api_schema import JsonSchema, Parameter
from ui.api.endpoint import Endpoint
from ui.asking.page import Page, owner_of
from ui.views.card_view import card_view

_PARAMETERS = [
    Parameter("material", "Material", {"type": "string", "description": "The job_id of a material."}, example="…"),
    Parameter(
        "overlays",
        "Overlays",
        {"type": "boolean", "default": False, "description": "Whether to send the pictures that show where, too."},
        required=False,
        default=False,
    ),
]
_FINDING_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "check": {"type": "string"},
        "title": {"type": "string"},
        "verdict": {"enum": list(get_args(Verdict))},
        "figure": {"type": "number", "description": "The number the verdict rests on; null where there is none."},
        "unit": {"type": "string"},
        "confidence": {"type": "number", "description": "0 to 1: how sure the verdict is."},
        "sentence": {"type": "string", "description": "What was found and what to do."},
        "fix": {"enum": list(get_args(FixName)), "description": "What fix_material can do about it; null: nothing."},
        "overlay": {
            "type": "string",
            "description": "With overlays: a WebP picture that shows where, as a data URI; null where there is none.",
        },
    },
}
_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "material": {"type": "string"},
        "findings": {"type": "array", "items": _FINDING_SCHEMA},
        "maps": {"type": "object", "description": "For each map its origin, certainty, width and height in pixels."},
        "missing": {"type": "array", "items": {"type": "string"}},
        "size_m": {"type": "number", "description": "Width of the tile in metres."},
        "height_range_m": {"type": "number", "description": "Metres from black to white in the height map."},
        "height_range_by": {"enum": ["said", "estimated", "assumed"]},
    },
}


def card_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoint `check_material`."""

    async def check_material(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        material = whole(str(given.get("material")))
        card = await page.studio.workbench.check(owner_of(request), material)
        return {"material": material} | card_view(card, overlays=bool(given.get("overlays")))

    summary = "Check a finished material: a verdict, a figure and a fix for each check."
    yield Endpoint("check_material", summary, _PARAMETERS, _SCHEMA, check_material, "Report")
