"""The words of a material's report card: what was found, how much, how sure, and how a map came to be."""

from collections.abc import Iterable, Mapping
from functools import reduce

from materials.maps.map_titles import MAP_TITLES
from materials.maps.texture_set import MapName, Origin
from materials.report.finding import Fact, Finding, Verdict
from providers.happened import Happened
from providers.telling import Counted, Wording, worded
from words.language import marked, t, tn

CHECK_TITLES: Mapping[str, str] = {
    "maps": marked("Maps"),
    "labels": marked("Labels"),
    "sizes": marked("Sizes"),
    "repetition": marked("Repetition"),
    "seam_across": marked("Seam left to right"),
    "seam_down": marked("Seam top to bottom"),
    "mirrored": marked("Mirrored borders"),
    "convention": marked("Normal convention"),
    "normalisation": marked("Normal vectors"),
    "agreement": marked("Normal and height"),
    "albedo": marked("Base colour"),
    "metalness": marked("Metalness"),
    "roughness": marked("Roughness"),
}
VERDICT_WORDS: Mapping[Verdict, str] = {
    "bad": marked("Fault"),
    "look": marked("Look"),
    "unknown": marked("Unclear"),
    "good": marked("Good"),
}
FINDING_SENTENCES: Mapping[str, Wording] = {
    "maps_all_there": "All six maps are there.",
    "maps_missing": Counted(
        "missing",
        "Missing: {maps}. It can be derived from what is there.",
        "Missing: {maps}. They can be derived from what is there.",
    ),
    "labels_guessed": "Guessed from the picture alone, please confirm: {maps}.",
    "sizes_differ": "The maps differ in size: {width_px} x {height_px}, but {smaller}.",
    "sizes_no_power_of_two": (
        "{width_px} x {height_px} is not a power of two: some engines do not compress or stream it."
    ),
    "sizes_same": "All maps are {width_px} x {height_px}.",
    "repetition_shows": "Large patches make {percent}% of the contrast: over several tiles they form a grid.",
    "repetition_hidden": "No patch is so striking that the repeats show.",
    "seam_across_meets": "The left and right borders meet like any other two neighbouring lines.",
    "seam_across_may_show": "The left and right borders may show in the {maps}; look at the tiled preview.",
    "seam_across_shows": (
        "The left and right borders do not meet in the {maps}: a line shows wherever the tile repeats."
    ),
    "seam_down_meets": "The top and bottom borders meet like any other two neighbouring lines.",
    "seam_down_may_show": "The top and bottom borders may show in the {maps}; look at the tiled preview.",
    "seam_down_shows": (
        "The top and bottom borders do not meet in the {maps}: a line shows wherever the tile repeats."
    ),
    "mirrored_nowhere": "No border mirrors its opposite.",
    "mirrored_across": "The left and right borders mirror each other: it tiles, but every repeat shows it.",
    "mirrored_down": "The top and bottom borders mirror each other: it tiles, but every repeat shows it.",
    "mirrored_across_and_down": "All borders mirror their opposites: it tiles, but every repeat shows it.",
    "convention_open": "It can't be told which way green runs: look at a bump under light from above.",
    "opengl_by_height": "OpenGL, green points up: its slopes follow the height map.",
    "opengl_by_inverted_height": (
        "OpenGL, green points up: its slopes follow the height map, which is dark where the surface is high."
    ),
    "opengl_by_slopes": "OpenGL, green points up: only so do its slopes form a surface.",
    "directx_by_height": (
        "DirectX, green points down: its slopes follow the height map. Flip green; exports turn it back where an "
        "engine wants it."
    ),
    "directx_by_inverted_height": (
        "DirectX, green points down: its slopes follow the height map, which is dark where the surface is high. Flip "
        "green; exports turn it back where an engine wants it."
    ),
    "directx_by_slopes": (
        "DirectX, green points down: only so do its slopes form a surface. Flip green; exports turn it back where an "
        "engine wants it."
    ),
    "vectors_impossible": (
        "{percent}% of the vectors have no possible length or point into the surface: lighting will be off."
    ),
    "vectors_short": (
        "{percent}% of the vectors are shorter than 1, as in scans that were made smaller. Most engines mend that; "
        "renormalise for those that do not."
    ),
    "surface_leans": Counted(
        "degrees",
        "All in all the surface leans by {degrees} degree; straighten it.",
        "All in all the surface leans by {degrees} degrees; straighten it.",
    ),
    "vectors_sound": "All vectors are of length 1 and point up.",
    "one_is_flat": "One of the two is flat, so there is nothing to compare.",
    "height_inverted": "The height map is dark where the normal map rises. Build it anew from the normal map.",
    "both_agree": "Both describe the same surface.",
    "both_differ_in_places": (
        "The normal and the height map differ in places. Build the height anew from the normal map if they should "
        "match."
    ),
    "both_differ": (
        "The normal and the height map describe different surfaces. Build the height anew from the normal map if they "
        "should match."
    ),
    "colours_impossible": "{parts}: that will look wrong under other lights. Clamp it.",
    "colours_dark": "{percent}% is darker than coal; fine for soot or black rubber, else light may be baked in.",
    "colours_real": "As dark and as bright as real surfaces are.",
    "metal_between": "{percent}% is neither metal nor not: nothing real is, apart from borders. Make it either.",
    "metal_nowhere": "No metal.",
    "metal_everywhere": "All metal.",
    "metal_in_parts": "{percent}% metal, with clear borders.",
    "too_smooth": "{percent}% is smoother than renderers can show without sparkling. Clamp it.",
    "rough_alike": "The same everywhere ({value}): real surfaces vary a little.",
    "rough_cut_off": "{percent}% is cut off at full roughness: the detail there is lost.",
    "rough_varied": "Varies, within what renderers show.",
}
"""Code of what was found -> its sentence. `{maps}` and `{smaller}` are lists of maps."""
_COLOURS: Mapping[str, str] = {
    "dark": marked("{percent}% is too dark"),
    "bright": marked("{percent}% is too bright"),
    "dull": marked("{percent}% is too dark for a metal"),
}

_FIGURES: Mapping[str, tuple[str, int]] = {
    "maps": (marked("{x} of 6"), 0),
    "sizes": (marked("{x} px"), 0),
    "repetition": (marked("{x} % of the contrast"), 0),
    "seam_across": (marked("{x} × the steps inside, 1.3 is the limit"), 2),
    "seam_down": (marked("{x} × the steps inside, 1.3 is the limit"), 2),
    "mirrored": (marked("Likeness {x}, −1 is a mirror"), 2),
    "convention": (marked("Match {x}, 1 is full"), 2),
    "normalisation": (marked("Lean {x}"), 2),
    "normalisation %": (marked("{x} % of the vectors"), 0),
    "agreement": (marked("Match {x}, 1 is full"), 2),
    "albedo": (marked("{x} % of the picture"), 0),
    "metalness": (marked("{x} % in between"), 0),
    "roughness": (marked("Varies by {x}"), 3),
    "roughness %": (marked("{x} % outside"), 0),
}
"""Check, or check and unit where it has two -> what its figure is, and its decimals."""
_SURE = 0.95

_MADE: Mapping[Origin, str] = {
    "vendor": marked("from the vendor"),
    "drawn": marked("drawn"),
    "derived": marked("derived"),
    "loaded": marked("loaded"),
}
_DERIVED: Mapping[MapName, str] = {
    "basecolor": marked("plain middle grey"),
    "normal": marked("exactly, from the height"),
    "roughness": marked("a guess, from relief and brightness"),
    "metalness": marked("no metal anywhere"),
    "height": marked("exactly from the normal, else guessed from brightness"),
    "ambient_occlusion": marked("from the height"),
}
_RANGE: Mapping[str, str] = {
    "said": marked("The height range is known."),
    "estimated": marked("The height range is estimated from the normal and the height map."),
    "assumed": marked("The height range is assumed, a shallow relief; enter it where you know it."),
}


def finding_sentence(finding: Finding) -> str:
    """Return what was found and what to do."""
    facts = {name: _said(fact) for name, fact in finding.facts.items()}
    if finding.found == "colours_impossible":
        parts = [t(words, percent=facts[name]) for name, words in _COLOURS.items() if name in facts]
        facts = {"parts": _listed(parts)}
    sentence = worded(Happened(finding.found, facts), FINDING_SENTENCES)
    return sentence[:1].upper() + sentence[1:]


def _said(fact: Fact) -> str | int | float:
    if isinstance(fact, Mapping):
        return _listed(f"{_map_words(name)} {width} x {height}" for name, (height, width) in fact.items())
    if isinstance(fact, tuple):
        return _listed(_map_words(name) for name in MAP_TITLES if name in fact)
    return fact


def _listed(parts: Iterable[str]) -> str:
    return reduce(lambda some, more: t("{some}, {more}", some=some, more=more), parts)


def _map_words(name: str) -> str:
    return t(MAP_TITLES[name]).lower()


def figure_words(finding: Finding) -> str:
    """Return what the figure of a check is and how sure its verdict is, where that is in doubt."""
    parts: list[str] = []
    kind = f"{finding.check} {finding.unit}"
    words, decimals = _FIGURES.get(kind) or _FIGURES.get(finding.check) or ("", 0)
    if words and finding.figure is not None:
        parts.append(t(words, x=f"{finding.figure:.{decimals}f}".replace("-", "−")))
    if finding.confidence < _SURE:
        parts.append(t("{confidence} % sure", confidence=round(100 * finding.confidence)))
    return " · ".join(parts)


def summary_words(findings: list[Finding]) -> str:
    """Return how many faults, doubts and good checks there are."""
    bad, look, unknown, good = (sum(one.verdict == verdict for one in findings) for verdict in VERDICT_WORDS)
    if good == len(findings):
        return t("No fault was found.")
    parts = [
        bad and tn(bad, "{n} fault", "{n} faults"),
        look and t("{n} to look at", n=look),
        unknown and t("{n} unclear", n=unknown),
        good and t("{n} good", n=good),
    ]
    return t("{parts}.", parts=_listed(str(part) for part in parts if part))


def made_words(origin: Origin, certainty: float | None, width_px: int, height_px: int) -> str:
    """Return who made a map and its size; with a certainty, also how sure it is what its name says."""
    made = t(_MADE[origin])
    if certainty is not None:
        made = t("{made}, {certainty} % sure", made=made, certainty=round(100 * certainty))
    return f"{made}, {width_px} × {height_px}"


def derived_words(name: MapName) -> str:
    """Return what a map is derived from."""
    return t(_DERIVED[name])


def measured_words(*, size_said: bool, height_range_by: str) -> str:
    """Return how the measures of a tile are known."""
    known, assumed = t("The width is known."), t("The width is assumed; enter it where you know it.")
    return " ".join((known if size_said else assumed, t(_RANGE[height_range_by]), t("Both go into every download.")))
