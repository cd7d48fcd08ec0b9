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
        shares = {"dark": dark, "bright": bright, "dull": dull}
        facts = {name: round(100 * float(mask.mean())) for name, mask in shares.items() if mask.mean() > 0.005}
        overlay = marked(largest, (bright | dull).astype(np.float32), dark.astype(np.float32))
        verdict: Verdict = "bad" if share > 0.1 else "look"
        return Finding(
            "albedo", verdict, "colours_impossible", 100 * share, "%", overlay=overlay, fix="clamp_albedo", facts=facts
        )
    gloomy = float((~metal & (largest < _DARK_SRGB)).mean())
    if gloomy > 0.5:
        percent = round(100 * gloomy)
        return Finding("albedo", "look", "colours_dark", 100 * gloomy, "%", confidence=0.5, facts={"percent": percent})
    return Finding("albedo", "good", "colours_real", 100 * share, "%")


def _metalness(metalness: FloatArray) -> Finding:
    between = (metalness > 0.1) & (metalness < 0.9) & ~_borders(metalness > 0.5)
    share = float(between.mean())
    if share > 0.05:
        return Finding(
            "metalness",
            "bad" if share > 0.2 else "look",
            "metal_between",
            100 * share,
            "%",
            overlay=marked(metalness, between.astype(np.float32)),
            fix="binarise_metalness",
            facts={"percent": round(100 * share)},
        )
    metal = float((metalness > 0.5).mean())
    found = "metal_nowhere" if metal == 0 else "metal_everywhere" if metal == 1 else "metal_in_parts"
    return Finding("metalness", "good", found, 100 * share, "%", facts={"percent": round(100 * metal)})


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
    smooth = roughness < SMOOTHEST - _CODE
    full = roughness >= 1 - 0.5 * _CODE
    share = float((smooth | full).mean())
    if smooth.mean() > 0.01:
        return Finding(
            "roughness",
            "look",
            "too_smooth",
            100 * share,
            "%",
            overlay=marked(roughness, np.zeros_like(roughness), smooth.astype(np.float32)),
            fix="clamp_roughness",
            facts={"percent": round(100 * float(smooth.mean()))},
        )
    deviation = float(roughness.std())
    if deviation < _CODE:
        value = round(float(roughness.mean()), 2)
        return Finding("roughness", "look", "rough_alike", deviation, confidence=0.7, facts={"value": value})
    if full.mean() > 0.2:
        return Finding(
            "roughness",
            "look",
            "rough_cut_off",
            100 * share,
            "%",
            overlay=marked(roughness, full.astype(np.float32)),
            confidence=0.6,
            facts={"percent": round(100 * float(full.mean()))},
        )
    return Finding("roughness", "good", "rough_varied", 100 * share, "%")
