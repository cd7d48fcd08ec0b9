"""Is the normal map sound: its convention, the length of its vectors, and whether the height map says the same?"""

import numpy as np

from materials.maps.slope_fit import SlopeFit, fit_slopes, judge_convention, slopes
from materials.maps.texture_set import TextureSet
from materials.material import FloatArray
from materials.pixels.resample import resized, shrunk
from materials.report.finding import Finding
from materials.report.picture import marked

_WORKING_PX = 512
_LENGTH_TOLERANCE = 0.05
_SHORTEST = 0.35
"""Means of unit vectors are shorter than 1: maps that were made smaller hold lengths from about 0.5."""
_AGREES, _DISAGREES = 0.8, 0.4


def check_normal(textures: TextureSet) -> list[Finding]:
    """Judge the normal map by itself and against the height map; nothing without a normal map."""
    normal, height = textures.array("normal"), textures.array("height")
    if normal is None:
        return []
    fit = fit_slopes(normal, height)
    findings = [_convention(fit), _normalisation(normal)]
    if height is not None:
        findings.append(_agreement(normal, height, fit))
    return findings


def _convention(fit: SlopeFit) -> Finding:
    verdict = judge_convention(fit)
    if verdict.convention is None:
        return Finding("convention", "unknown", "convention_open", confidence=verdict.confidence)
    by = "inverted_height" if verdict.height_inverted else "height" if verdict.by == "height" else "slopes"
    figure = fit.curl_preference if verdict.by == "curl" else min(abs(fit.across or 0), abs(fit.down or 0))
    if verdict.convention == "opengl":
        return Finding("convention", "good", f"opengl_by_{by}", figure, confidence=verdict.confidence)
    return Finding("convention", "bad", f"directx_by_{by}", figure, confidence=verdict.confidence, fix="flip_green")


def _normalisation(normal: FloatArray) -> Finding:
    length = np.linalg.norm(normal, axis=-1)
    wrong = (length > 1 + _LENGTH_TOLERANCE) | (length < _SHORTEST) | (normal[..., 2] <= 0)
    short = (length < 1 - _LENGTH_TOLERANCE) & ~wrong
    share, short_share = float(wrong.mean()), float(short.mean())
    tilt = float(np.hypot(normal[..., 0].mean(), normal[..., 1].mean()))
    if share > 0.01:
        return Finding(
            "normalisation",
            "bad" if share > 0.1 else "look",
            "vectors_impossible",
            100 * share,
            "%",
            overlay=marked(normal[..., 2], wrong.astype(np.float32)),
            fix="renormalise",
            facts={"percent": round(100 * share)},
        )
    if short_share > 0.01:
        return Finding(
            "normalisation",
            "look",
            "vectors_short",
            100 * short_share,
            "%",
            overlay=marked(normal[..., 2], short.astype(np.float32)),
            fix="renormalise",
            facts={"percent": round(100 * short_share)},
        )
    if tilt > 0.06:
        degrees = round(float(np.degrees(np.arcsin(min(tilt, 1)))))
        return Finding("normalisation", "look", "surface_leans", tilt, fix="renormalise", facts={"degrees": degrees})
    return Finding("normalisation", "good", "vectors_sound", 100 * share, "%")


def _agreement(normal: FloatArray, height: FloatArray, fit: SlopeFit) -> Finding:
    if fit.across is None or fit.down is None:
        return Finding("agreement", "unknown", "one_is_flat", confidence=0.0)
    # The sign of the green channel is another check's business.
    agreement = (fit.across + abs(fit.down)) / 2
    if fit.across < -_AGREES / 2 and abs(fit.down) > _AGREES / 2:
        return Finding("agreement", "bad", "height_inverted", agreement, confidence=0.9, fix="rebuild_height")
    overlay = None if agreement >= _AGREES else _disagreement_picture(normal, height, fit)
    if agreement >= _AGREES:
        return Finding("agreement", "good", "both_agree", agreement)
    if agreement >= _DISAGREES:
        return Finding("agreement", "look", "both_differ_in_places", agreement, overlay=overlay, fix="rebuild_height")
    return Finding("agreement", "bad", "both_differ", agreement, overlay=overlay, fix="rebuild_height")


def _disagreement_picture(normal: FloatArray, height: FloatArray, fit: SlopeFit):
    small = shrunk(normal, _WORKING_PX)
    rows, columns = small.shape[:2]
    level = resized(shrunk(height, _WORKING_PX), (rows, columns))
    range_px = (fit.range_px or 0.0) * columns / height.shape[1]
    slope_x, slope_y = slopes(small)
    sign = np.float32(-1 if (fit.down or 0) < 0 else 1)
    gap_x = slope_x - (np.roll(level, -1, 1) - np.roll(level, 1, 1)) * np.float32(0.5 * range_px)
    gap_y = sign * slope_y - (np.roll(level, -1, 0) - np.roll(level, 1, 0)) * np.float32(0.5 * range_px)
    gap = np.hypot(gap_x, gap_y)
    usual = float(np.hypot(slope_x, slope_y).mean()) * 2 + 1e-3
    return marked(level, np.clip(gap / usual, 0, 1))
