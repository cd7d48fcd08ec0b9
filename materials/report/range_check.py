"""Are colours, metalness and roughness what real surfaces have?"""

import numpy as np

from materials.maps.physical import BRIGHTEST_SRGB, DARKEST_METAL, DARKEST_SRGB, SMOOTHEST
from materials.maps.texture_set import TextureSet
from materials.material import FloatArray
from materials.pixels.colour import linear_to_srgb, luminance
from materials.pixels.resample import resized
from materials.report.finding import Finding, Verdict
from materials.report.picture import marked

_DARK_SRGB = 50 / 255
"""Coal is about this; much below is rare, but measured."""
_CODE = 1 / 255


def check_ranges(textures: TextureSet) -> list[Finding]:
    """Judge base colour, metalness and roughness, those that are there."""
    findings: list[Finding] = []
    basecolor, metalness, roughness = (textures.array(name) for name in ("basecolor", "metalness", "roughness"))
    if basecolor is not None:
        findings.append(_albedo(basecolor, metalness))
    if metalness is not None:
        findings.append(_metalness(metalness))
    if roughness is not None:
        findings.append(_roughness(roughness))
    return findings


def _albedo(basecolor: FloatArray, metalness: FloatArray | None) -> Finding:
    title = "Base colour"
    codes = linear_to_srgb(basecolor)
    metal = np.zeros(basecolor.shape[:2], bool)
    if metalness is not None:
        metal = resized(metalness, (basecolor.shape[0], basecolor.shape[1])) > 0.5
    largest, smallest = codes.max(-1), codes.min(-1)
    dark = ~metal & (largest < DARKEST_SRGB - _CODE)
    bright = ~metal & (smallest > BRIGHTEST_SRGB + _CODE)
    dull = metal & (luminance(basecolor) < DARKEST_METAL - 0.01)
    share = float((dark | bright | dull).mean())
    if share > 0.01:
        parts = [
            f"{float(mask.mean()):.0%} is {words}"
            for mask, words in ((dark, "too dark"), (bright, "too bright"), (dull, "too dark for a metal"))
            if mask.mean() > 0.005
        ]
        sentence = f"{', '.join(parts)}: that will look wrong under other lights. Clamp it."
        overlay = marked(largest, (bright | dull).astype(np.float32), dark.astype(np.float32))
        verdict: Verdict = "bad" if share > 0.1 else "look"
        return Finding("albedo", title, verdict, sentence, 100 * share, "%", overlay=overlay, fix="clamp_albedo")
    gloomy = float((~metal & (largest < _DARK_SRGB)).mean())
    if gloomy > 0.5:
        sentence = f"{gloomy:.0%} is darker than coal; fine for soot or black rubber, else light may be baked in."
        return Finding("albedo", title, "look", sentence, 100 * gloomy, "%", confidence=0.5)
    return Finding("albedo", title, "good", "As dark and as bright as real surfaces are.", 100 * share, "%")


def _metalness(metalness: FloatArray) -> Finding:
    title = "Metalness"
    between = (metalness > 0.1) & (metalness < 0.9) & ~_borders(metalness > 0.5)
    share = float(between.mean())
    if share > 0.05:
        sentence = f"{share:.0%} is neither metal nor not: nothing real is, apart from borders. Make it either."
        return Finding(
            "metalness",
            title,
            "bad" if share > 0.2 else "look",
            sentence,
            100 * share,
            "%",
            overlay=marked(metalness, between.astype(np.float32)),
            fix="binarise_metalness",
        )
    metal = float((metalness > 0.5).mean())
    words = "No metal." if metal == 0 else "All metal." if metal == 1 else f"{metal:.0%} metal, with clear borders."
    return Finding("metalness", title, "good", words, 100 * share, "%")


def _borders(metal: np.ndarray) -> np.ndarray:
    """Return where metal and not metal are at most 2 px apart, wrapping."""
    near = np.zeros_like(metal)
    for axis in (0, 1):
        change = metal != np.roll(metal, 1, axis)
        for step in (-2, -1, 0, 1):
            near |= np.roll(change, step, axis)
    for axis in (0, 1):
        near |= np.roll(near, 1, axis) | np.roll(near, -1, axis)
    return near


def _roughness(roughness: FloatArray) -> Finding:
    title = "Roughness"
    smooth = roughness < SMOOTHEST - _CODE
    full = roughness >= 1 - 0.5 * _CODE
    share = float((smooth | full).mean())
    if smooth.mean() > 0.01:
        sentence = f"{float(smooth.mean()):.0%} is smoother than renderers can show without sparkling. Clamp it."
        overlay = marked(roughness, np.zeros_like(roughness), smooth.astype(np.float32))
        return Finding("roughness", title, "look", sentence, 100 * share, "%", overlay=overlay, fix="clamp_roughness")
    deviation = float(roughness.std())
    if deviation < _CODE:
        sentence = f"The same everywhere ({float(roughness.mean()):.2f}): real surfaces vary a little."
        return Finding("roughness", title, "look", sentence, deviation, confidence=0.7)
    if full.mean() > 0.2:
        sentence = f"{float(full.mean()):.0%} is cut off at full roughness: the detail there is lost."
        overlay = marked(roughness, full.astype(np.float32))
        return Finding("roughness", title, "look", sentence, 100 * share, "%", overlay=overlay, confidence=0.6)
    return Finding("roughness", title, "good", "Varies, within what renderers show.", 100 * share, "%")
