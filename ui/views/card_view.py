"""A material's report card as JSON values."""

import base64
from typing import Literal, NotRequired, TypedDict

from materials.maps.texture_set import MapName, Origin
from materials.report.finding import Finding, FixName, Verdict
from studio.workbench.material_checks import Card
from ui.views.card_words import CHECK_TITLES, finding_sentence
from words.language import t


class FindingView(TypedDict):
    """What one check found; `overlay` is where it was found, as a data URI."""

    check: str
    title: str
    verdict: Verdict
    figure: float | None
    unit: str
    confidence: float
    sentence: str
    fix: FixName | None
    overlay: NotRequired[str | None]


class MapStateView(TypedDict):
    """What is known of one map of a material."""

    origin: Origin
    certainty: float
    width: int
    height: int


class CardView(TypedDict):
    """A material's report card. Measures are metres."""

    findings: list[FindingView]
    maps: dict[str, MapStateView]
    missing: list[MapName]
    size_m: float
    height_range_m: float
    height_range_by: Literal["said", "estimated", "assumed"]


def card_view(card: Card, *, overlays: bool) -> CardView:
    """Return a report card as JSON; with `overlays` each finding has its picture, or null."""
    findings = [_finding_view(finding) for finding in card.findings]
    if overlays:
        for view in findings:
            view["overlay"] = overlay_of(card, view["check"])
    return {
        "findings": findings,
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


def _finding_view(finding: Finding) -> FindingView:
    return {
        "check": finding.check,
        "title": t(CHECK_TITLES[finding.check]),
        "verdict": finding.verdict,
        "figure": finding.figure,
        "unit": finding.unit,
        "confidence": round(finding.confidence, 3),
        "sentence": finding_sentence(finding),
        "fix": finding.fix,
    }


def overlay_of(card: Card, check: str) -> str | None:
    """Return the picture of where a check found something, as a data URI; None where it would show nothing."""
    picture = card.pictures.get(check)
    return f"data:image/webp;base64,{base64.b64encode(picture).decode()}" if picture else None
