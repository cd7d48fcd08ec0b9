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
        sentence = "It can't be told which way green runs: look at a bump under light from above."
        return Finding("convention", "Normal convention", "unknown", sentence, confidence=verdict.confidence)
    evidence = "its slopes follow the height map" if verdict.by == "height" else "only so do its slopes form a surface"
    if verdict.height_inverted:
        evidence = "its slopes follow the height map, which is dark where the surface is high"
    figure = fit.curl_preference if verdict.by == "curl" else min(abs(fit.across or 0), abs(fit.down or 0))
    if verdict.convention == "opengl":
        return Finding(
            "convention",
            "Normal convention",
            "good",
            f"OpenGL, green points up: {evidence}.",
            figure,
            confidence=verdict.confidence,
        )
    sentence = f"DirectX, green points down: {evidence}. Flip green; exports turn it back where an engine wants it."
    return Finding(
        "convention", "Normal convention", "bad", sentence, figure, confidence=verdict.confidence, fix="flip_green"
    )


def _normalisation(normal: FloatArray) -> Finding:
    length = np.linalg.norm(normal, axis=-1)
    wrong = (length > 1 + _LENGTH_TOLERANCE) | (length < _SHORTEST) | (normal[..., 2] <= 0)
    short = (length < 1 - _LENGTH_TOLERANCE) & ~wrong
    share, short_share = float(wrong.mean()), float(short.mean())
    tilt = float(np.hypot(normal[..., 0].mean(), normal[..., 1].mean()))
    title = "Normal vectors"
    if share > 0.01:
        sentence = (
            f"{share:.0%} of the vectors have no possible length or point into the surface: lighting will be off."
        )
        return Finding(
            "normalisation",
            title,
            "bad" if share > 0.1 else "look",
            sentence,
            100 * share,
            "%",
            overlay=marked(normal[..., 2], wrong.astype(np.float32)),
            fix="renormalise",
        )
    if short_share > 0.01:
        sentence = (
            f"{short_share:.0%} of the vectors are shorter than 1, as in scans that were made smaller. "
            "Most engines mend that; renormalise for those that do not."
        )
        overlay = marked(normal[..., 2], short.astype(np.float32))
        return Finding(
            "normalisation", title, "look", sentence, 100 * short_share, "%", overlay=overlay, fix="renormalise"
        )
    if tilt > 0.06:
        sentence = f"All in all the surface leans by {np.degrees(np.arcsin(min(tilt, 1))):.0f} degrees; straighten it."
        return Finding("normalisation", title, "look", sentence, tilt, fix="renormalise")
    return Finding("normalisation", title, "good", "All vectors are of length 1 and point up.", 100 * share, "%")


def _agreement(normal: FloatArray, height: FloatArray, fit: SlopeFit) -> Finding:
    title = "Normal and height"
    if fit.across is None or fit.down is None:
        sentence = "One of the two is flat, so there is nothing to compare."
        return Finding("agreement", title, "unknown", sentence, confidence=0.0)
    # The sign of the green channel is another check's business.
    agreement = (fit.across + abs(fit.down)) / 2
    if fit.across < -_AGREES / 2 and abs(fit.down) > _AGREES / 2:
        sentence = "The height map is dark where the normal map rises. Build it anew from the normal map."
        return Finding("agreement", title, "bad", sentence, agreement, confidence=0.9, fix="rebuild_height")
    overlay = None if agreement >= _AGREES else _disagreement_picture(normal, height, fit)
    if agreement >= _AGREES:
        return Finding("agreement", title, "good", "Both describe the same surface.", agreement)
    verdict = "look" if agreement >= _DISAGREES else "bad"
    how = "differ in places" if verdict == "look" else "describe different surfaces"
    sentence = f"The normal and the height map {how}. Build the height anew from the normal map if they should match."
    return Finding("agreement", title, verdict, sentence, agreement, overlay=overlay, fix="rebuild_height")


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
