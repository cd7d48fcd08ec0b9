"""A material's report card as the desk shows it: in words, what needs care first."""

from typing import TypedDict

from materials.maps.map_titles import MAP_TITLES
from materials.material import MAP_NAMES, MapName
from materials.repair.fixes import FIXES
from materials.report.card import by_urgency, fixes_of_faults
from materials.report.extent_check import DOUBTFUL
from materials.report.finding import Finding, FixName, Verdict
from studio.workbench.material_checks import Card
from ui.views.card_view import overlay_of
from ui.views.card_words import (
    CHECK_TITLES,
    VERDICT_WORDS,
    derived_words,
    figure_words,
    finding_sentence,
    made_words,
    measured_words,
    summary_words,
)
from words.language import t


class DeskFinding(TypedDict):
    """What one check found; `overlay` is where it was found, as a data URI."""

    check: str
    verdict: Verdict
    verdict_words: str
    title: str
    sentence: str
    figure_words: str
    overlay: str | None
    fix: FixName | None
    fix_title: str | None


class DeskMap(TypedDict):
    """One of the six maps: how it came to be, or would; `anew` where it is there and could be derived instead."""

    name: MapName
    title: str
    said: str
    anew: str
    missing: bool
    doubtful: bool


class DeskCard(TypedDict):
    """A material's report card. Measures are metres; `mend_title` is empty where there is nothing to mend at once."""

    summary: str
    findings: list[DeskFinding]
    mend: list[FixName]
    mend_title: str
    maps: list[DeskMap]
    size_m: float
    height_range_m: float
    measured: str


def desk_card_view(card: Card) -> DeskCard:
    """Return a report card with all its words."""
    fixes = fixes_of_faults(card.findings)
    return {
        "summary": summary_words(list(card.findings)),
        "findings": [_finding_view(card, finding) for finding in by_urgency(card.findings)],
        "mend": fixes,
        "mend_title": t("Mend all {fixes}", fixes=len(fixes)) if len(fixes) > 1 else "",
        "maps": [_map_view(card, name) for name in MAP_TITLES if name in MAP_NAMES],
        "size_m": card.size_m,
        "height_range_m": card.height_range_m,
        "measured": measured_words(size_said=card.size_said, height_range_by=card.height_range_by),
    }


def _finding_view(card: Card, finding: Finding) -> DeskFinding:
    return {
        "check": finding.check,
        "verdict": finding.verdict,
        "verdict_words": t(VERDICT_WORDS[finding.verdict]),
        "title": t(CHECK_TITLES[finding.check]),
        "sentence": finding_sentence(finding),
        "figure_words": figure_words(finding),
        "overlay": overlay_of(card, finding.check),
        "fix": finding.fix,
        "fix_title": t(FIXES[finding.fix].title) if finding.fix else None,
    }


def _map_view(card: Card, name: MapName) -> DeskMap:
    state, derived = card.maps.get(name), derived_words(name)
    doubtful = state is None or state.certainty < DOUBTFUL
    if state is None:
        said = t("missing, will be derived: {derived}", derived=derived)
    else:
        said = made_words(state.origin, state.certainty if doubtful else None, state.width_px, state.height_px)
    return {
        "name": name,
        "title": t(MAP_TITLES[name]),
        "said": said,
        "anew": t("anew: {derived}", derived=derived) if state else "",
        "missing": state is None,
        "doubtful": doubtful,
    }
