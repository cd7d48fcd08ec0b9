"""A material's report card as JSON values."""

import base64
from typing import Any

from studio.workbench.material_checks import Card


def card_view(card: Card, *, overlays: bool) -> dict[str, Any]:
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


def _overlay(card: Card, check: str) -> dict[str, Any]:
    picture = card.pictures.get(check)
    return {"overlay": picture and f"data:image/webp;base64,{base64.b64encode(picture).decode()}"}
