"""What the API tells of a material: its report card as JSON."""

import base64
from collections.abc import Iterator
from typing import Any, get_args

import gradio as gr

from materials.report.finding import FixName, Verdict
from providers.plain_text import whole
from studio.workbench.material_checks import Card
from ui.api.api_schema import JsonSchema, Parameter
from ui.api.endpoint import Endpoint
from ui.asking.page import Page, owner_of

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

    async def check_material(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        material = whole(str(given.get("material")))
        card = await page.studio.workbench.check(owner_of(request), material)
        return {"material": material} | card_json(card, overlays=bool(given.get("overlays")))

    summary = "Check a finished material: a verdict, a figure and a fix for each check."
    yield Endpoint("check_material", summary, _PARAMETERS, _SCHEMA, check_material, "Report")


def card_json(card: Card, *, overlays: bool) -> JsonSchema:
    """Return a report card as JSON; with `overlays` each finding has its picture as a data URI, or null."""
    return {
        "findings": [
            (_overlay(card, finding.check) if overlays else {})
            | {
                "check": finding.check,
                "title": finding.title,
                "verdict": finding.verdict,
                "figure": finding.figure,
                "unit": finding.unit,
                "confidence": round(finding.confidence, 3),
                "sentence": finding.sentence,
                "fix": finding.fix,
            }
            for finding in card.findings
        ],
        "maps": {
            name: {
                "origin": state.origin,
                "certainty": round(state.certainty, 3),
                "width": state.width_px,
                "height": state.height_px,
            }
            for name, state in card.maps.items()
        },
        "missing": list(card.missing),
        "size_m": card.size_m,
        "height_range_m": card.height_range_m,
        "height_range_by": card.height_range_by,
    }


def _overlay(card: Card, check: str) -> JsonSchema:
    picture = card.pictures.get(check)
    return {"overlay": picture and f"data:image/webp;base64,{base64.b64encode(picture).decode()}"}
