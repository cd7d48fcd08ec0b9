"""The words of a report card: every finding has a sentence for its facts, and the desk reads it whole."""

import ast
from pathlib import Path

import pytest

import materials.report
from materials.material import MapName
from materials.report.finding import Fact, Finding
from providers.telling import facts_of
from studio.workbench.material_checks import Card, MapState
from ui.views.card_words import FINDING_SENTENCES, figure_words, finding_sentence
from ui.views.desk_card_view import desk_card_view
from words.language import CURRENT

MADE = {f"{check}_{found}" for check in ("seam_across", "seam_down") for found in ("meets", "may_show", "shows")}
MADE |= {
    f"{convention}_by_{by}" for convention in ("opengl", "directx") for by in ("height", "inverted_height", "slopes")
}
MADE |= {f"mirrored_{axes}" for axes in ("across", "down", "across_and_down")}
"""Codes that the checks put together."""


def test_every_code_of_the_checks_has_its_sentence_and_no_other_does() -> None:
    texts: set[str] = set()
    for path in Path(str(materials.report.__file__)).parent.glob("*_check.py"):
        constants = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant))
        texts |= {node.value for node in constants if isinstance(node.value, str)}
    assert FINDING_SENTENCES.keys() - texts == MADE


@pytest.mark.parametrize("code", sorted(FINDING_SENTENCES))
def test_every_sentence_is_whole(code: str) -> None:
    values: dict[str, Fact] = {"maps": ("normal",), "smaller": {"height": (96, 128)}, "dark": 3}
    facts = {name: values.get(name, 7) for name in facts_of(FINDING_SENTENCES[code])}
    said = finding_sentence(Finding("check", "bad", code, facts=facts | {"dark": 3}))
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".")
    assert not {"{", "}", "?"} & set(said)


def card(*findings: Finding) -> Card:
    maps: dict[MapName, MapState] = {
        "basecolor": MapState("vendor", 1.0, 64, 32),
        "height": MapState("loaded", 0.6, 64, 32),
    }
    return Card(findings, {"sizes": b"RIFF"}, maps, ("normal",), 1.0, False, 0.02, "assumed")


FINDINGS = (
    Finding("maps", "look", "maps_missing", 2, fix="complete", facts={"maps": ("metalness", "normal"), "missing": 2}),
    Finding("roughness", "good", "rough_varied", 0.04, "%"),
    Finding("convention", "bad", "directx_by_slopes", 0.5, confidence=0.8, fix="flip_green"),
    Finding(
        "sizes",
        "bad",
        "sizes_differ",
        64,
        "px",
        fix="resize",
        facts={"width_px": 64, "height_px": 32, "smaller": {"height": (8, 16), "normal": (4, 4)}},
    ),
)


def test_the_desk_shows_faults_first_and_mends_sizes_first() -> None:
    shown = desk_card_view(card(*FINDINGS))
    assert shown["summary"] == "2 faults, 1 to look at, 1 good."
    assert [one["check"] for one in shown["findings"]] == ["convention", "sizes", "maps", "roughness"]
    assert (shown["mend"], shown["mend_title"]) == (["resize", "flip_green"], "Mend all 2")
    convention, sizes, maps, _ = shown["findings"]
    assert (convention["verdict_words"], convention["title"]) == ("Fault", "Normal convention")
    assert (convention["figure_words"], convention["fix_title"]) == ("Match 0.50, 1 is full · 80 % sure", "Flip green")
    assert sizes["sentence"] == "The maps differ in size: 64 x 32, but height 16 x 8, normal 4 x 4."
    assert (sizes["figure_words"], sizes["overlay"]) == ("64 px", "data:image/webp;base64,UklGRg==")
    assert maps["sentence"] == "Missing: normal, metalness. They can be derived from what is there."


def test_one_fault_is_mended_by_its_own_button() -> None:
    assert desk_card_view(card(FINDINGS[2]))["mend_title"] == ""
    assert desk_card_view(card(FINDINGS[1]))["summary"] == "No fault was found."


def test_each_map_says_how_it_came_to_be() -> None:
    maps = {one["name"]: one for one in desk_card_view(card())["maps"]}
    assert len(maps) == 6
    assert maps["basecolor"]["said"] == "from the vendor, 64 × 32"
    assert (maps["height"]["said"], maps["height"]["doubtful"]) == ("loaded, 60 % sure, 64 × 32", True)
    assert maps["height"]["anew"] == "anew: exactly from the normal, else guessed from brightness"
    assert (maps["normal"]["said"], maps["normal"]["anew"]) == (
        "missing, will be derived: exactly, from the height",
        "",
    )
    assert maps["normal"]["missing"]
    assert not maps["basecolor"]["doubtful"]


def test_how_the_measures_are_known_is_said() -> None:
    said = desk_card_view(card())["measured"]
    assert said.startswith("The width is assumed; enter it where you know it. The height range is assumed")


@pytest.mark.parametrize(
    ("check", "figure", "unit", "words"),
    [
        ("mirrored", -0.714, "", "Likeness −0.71, −1 is a mirror"),
        ("normalisation", 0.123, "", "Lean 0.12"),
        ("normalisation", 12.3, "%", "12 % of the vectors"),
        ("roughness", 0.0123, "", "Varies by 0.012"),
        ("roughness", 12.3, "%", "12 % outside"),
        ("labels", 40, "%", ""),
        ("convention", None, "", ""),
    ],
)
def test_a_figure_says_what_it_is(check: str, figure: float | None, unit: str, words: str) -> None:
    assert figure_words(Finding(check, "good", "found", figure, unit)) == words


def test_a_card_is_read_in_chinese() -> None:
    token = CURRENT.set("zh")
    try:
        shown = desk_card_view(card(*FINDINGS))
    finally:
        CURRENT.reset(token)
    assert shown["findings"][2]["sentence"] == "缺少：法线、金属度。可由已有的贴图推算。"
    assert shown["summary"] == "2 处问题、1 处需查看、1 项良好。"
