"""Does the tile repeat without a visible line, and is it honest about it?"""

from dataclasses import dataclass

import numpy as np

from materials.maps.slope_fit import slopes
from materials.maps.texture_set import TextureSet
from materials.material import ByteArray, FloatArray, MapName
from materials.pixels.colour import luminance
from materials.pixels.resample import shrunk
from materials.pixels.row_blocks import for_row_blocks
from materials.report.finding import Finding, Verdict
from materials.report.picture import marked

SEAM_LOOK, SEAM_BAD = 1.3, 1.45
"""Of the seam score; 46 drawn surfaces that tile exactly stay below 1.4 on both axes."""
MIRRORED = -0.6
_MOST_PX = 2048
_SCALES_PX = (1, 2, 4, 8, 16)
_FEWEST_STRIPS = 24
_FLOOR = 0.004
"""One code of eight bits: smaller steps are no seam."""
_MIRROR_REACH_PX = 12
_MIRROR_ROWS = 512
Planes = dict[MapName, list[FloatArray]]
"""The grey planes of each map."""

_JUDGED: tuple[MapName, ...] = ("basecolor", "height", "normal", "roughness")


@dataclass(frozen=True)
class SeamScore:
    """How the wrap line of one axis differs from the lines inside the tile.

    Attributes:
        score: Step across the wrap line over the 99th percentile of the steps across all other lines: 1 is as usual.
        map: The map it is largest in.
    """

    score: float
    map: MapName


def seam_score(plane: FloatArray) -> float:
    """Return how much the last and the first column of a plane differ, compared with all other neighbours.

    Strips of 1 to 16 px on both sides are averaged and compared, in value and in how the value continues; once along
    the whole line and once in its worst quarter, of which the geometric mean is taken. The largest over the scales
    counts. The absolute difference would say more about the pattern than about the seam.

    Args:
        plane: (H, W), 0 to 1 or slopes.
    """
    worst, averaged = 0.0, plane
    for scale in _SCALES_PX:
        if plane.shape[1] // scale < _FEWEST_STRIPS or plane.shape[0] // scale < 4:
            break
        if scale > 1:  # twice as coarse along the line
            pairs = averaged[: averaged.shape[0] // 2 * 2]
            averaged = (pairs[::2] + pairs[1::2]) * np.float32(0.5)
        for quarters in _steps(averaged, scale):
            by_line = np.stack([quarters.mean(0), quarters.max(0)])
            usual = np.quantile(by_line[:, 2 * scale : plane.shape[1] - 2 * scale + 1], 0.99, axis=1)
            ratios = by_line[:, 0] / np.maximum(usual, _FLOOR)
            worst = max(worst, float(np.sqrt(ratios.prod())))
    return worst


def _steps(averaged: FloatArray, scale: int) -> tuple[FloatArray, FloatArray]:
    """Return steps across the line before every column, and how far these differ from the steps beside them.

    Args:
        averaged: (rows, W) means of `scale` pixels down the line.
        scale: Width in pixels of the strips that are compared, a power of two.

    Returns:
        Two (4, W) means of the absolute differences, one row for each quarter of the line.
    """
    quarter, width = averaged.shape[0] // 4, averaged.shape[1]
    margin = 2 * scale
    found: list[tuple[int, FloatArray, FloatArray]] = []

    def work(first: int, end: int) -> None:
        rows = averaged[first:end]
        strips = np.concatenate([rows[:, width - margin :], rows, rows[:, :margin]], 1)
        span = 1
        while span < scale:
            strips = strips[:, span:] + strips[:, :-span]
            span *= 2
        # Step k lies before padded column k + scale; the one before column j is that of k = j + scale.
        steps = strips[:, scale:] - strips[:, :-scale]
        step = steps[:, scale : scale + width]
        bend = steps[:, :width] + steps[:, margin : margin + width]
        bend *= np.float32(-0.5)
        bend += step
        for number in range(first // quarter, (end - 1) // quarter + 1):
            part = slice(max(0, number * quarter - first), (number + 1) * quarter - first)
            found.append((number, np.abs(step[part]).sum(0), np.abs(bend[part]).sum(0)))

    for_row_blocks(4 * quarter, width, work)
    sums = np.zeros((2, 4, width))
    for number, step, bend in found:
        sums[0, number] += step
        sums[1, number] += bend
    means = (sums / (quarter * scale)).astype(np.float32)
    return means[0], means[1]


def mirror_score(plane: FloatArray) -> float | None:
    """Return the correlation of the changes left of the wrap line with those right of it, in opposite order.

    A picture reflected at its border has exactly opposite changes there, -1; what all rows share is left out, as a
    joint may lie on the border. Where other lines mirror as well, mirroring is the pattern, and the result 0. None
    where nothing changes near the line.
    """
    plane = plane[:: max(1, plane.shape[0] // _MIRROR_ROWS)]  # neighbouring rows say the same
    change = np.roll(plane, -1, 1) - plane
    change = change - change.mean(0)
    reach = min(_MIRROR_REACH_PX, plane.shape[1] // 8)
    product, energy = np.zeros(plane.shape[1]), np.zeros(plane.shape[1])
    # Line j lies between columns j - 1 and j: its own step is change j - 1, which mirroring makes zero.
    for k in range(1, reach + 1):
        before, after = np.roll(change, 1 + k, 1), np.roll(change, 1 - k, 1)
        product += (before * after).sum(0)
        energy += 0.5 * (before**2 + after**2).sum(0)
    if energy[0] < _FLOOR**2 * reach * plane.shape[0]:
        return None
    score = product / np.maximum(energy, 1e-12)
    others = np.delete(score, [0, 1, plane.shape[1] - 1])
    return 0.0 if float((others < MIRRORED).mean()) > 0.02 else float(score[0])


def planes(textures: TextureSet) -> Planes:
    """Return the maps to look for seams in: base colour and height, else what there is; as perceived grey, 0 to 1."""
    found: Planes = {}
    for name in _JUDGED:
        array = textures.array(name)
        if array is None or (len(found) > 0 and name in ("normal", "roughness")):
            continue
        small = shrunk(array, _MOST_PX)
        if name == "basecolor":
            found[name] = [_perceived(small)]
        elif name == "normal":
            found[name] = list(slopes(small))
        else:
            found[name] = [small]
    return found


def _perceived(colour: FloatArray) -> FloatArray:
    height, width = colour.shape[:2]
    grey = np.empty((height, width), np.float32)

    def work(first: int, end: int) -> None:
        rows = grey[first:end]
        np.maximum(luminance(colour[first:end]), 0, out=rows)
        np.sqrt(rows, out=rows)

    for_row_blocks(height, width, work)
    return grey


def score_axis(maps: Planes, *, down: bool) -> SeamScore:
    """Return the score of the wrap line between the columns, or with `down` between the rows."""
    scores: dict[MapName, float] = {
        name: max(seam_score(_turned(channel, down)) for channel in maps[name]) for name in maps
    }
    worst = max(scores, key=lambda name: scores[name])
    return SeamScore(scores[worst], worst)


def mirror_axis(maps: Planes, *, down: bool) -> float:
    """Return -1 when the borders of an axis mirror each other in every map; 1 to -0.6 is as it should be.

    Mirroring is done to all maps at once; in one map alone it is a symmetric pattern.
    """
    scores = [mirror_score(_turned(channel, down)) for channels in maps.values() for channel in channels]
    return max((score for score in scores if score is not None), default=0.0)


def _turned(channel: FloatArray, down: bool) -> FloatArray:
    if not down:
        return channel
    height, width = channel.shape
    turned = np.empty((width, height), np.float32)

    def work(first: int, end: int) -> None:
        turned[first:end] = channel[:, first:end].T

    for_row_blocks(width, height, work)
    return turned


def check_seams(textures: TextureSet) -> list[Finding]:
    """Judge both axes, and whether borders are mirrored."""
    maps = planes(textures)
    if not maps:
        return []
    across, down = score_axis(maps, down=False), score_axis(maps, down=True)
    findings = [
        _seam_finding("seam_across", across, maps, down=False),
        _seam_finding("seam_down", down, maps, down=True),
    ]
    mirrors = {"across": mirror_axis(maps, down=False), "down": mirror_axis(maps, down=True)}
    mirrored = [axis for axis, score in mirrors.items() if score < MIRRORED]
    figure = min(mirrors.values())
    if mirrored:
        found = f"mirrored_{'_and_'.join(mirrored)}"
        findings.append(Finding("mirrored", "look", found, figure, confidence=min(1, -figure)))
    else:
        findings.append(Finding("mirrored", "good", "mirrored_nowhere", figure))
    return findings


def _seam_finding(check: str, axis: SeamScore, maps: Planes, *, down: bool) -> Finding:
    verdict: Verdict = "good" if axis.score <= SEAM_LOOK else "look" if axis.score <= SEAM_BAD else "bad"
    found = {"good": "meets", "look": "may_show", "bad": "shows"}[verdict]
    distance = abs(np.log(max(axis.score, 0.05) / SEAM_BAD)) / np.log(2)
    overlay = None if verdict == "good" else _seam_picture(maps[axis.map][0], down=down)
    return Finding(
        check,
        verdict,
        f"{check}_{found}",
        axis.score,
        "x",
        confidence=round(min(1.0, 0.5 + 0.5 * float(distance)), 2),
        overlay=overlay,
        fix=None if verdict == "good" else "heal_seams",
        facts={"maps": (axis.map,)},
    )


def _seam_picture(plane: FloatArray, *, down: bool) -> ByteArray:
    """Show the tile shifted by half, so that the seam runs through the middle, marked where it is strong."""
    turned = plane.T if down else plane
    strength = np.zeros_like(turned)
    middle = turned.shape[1] // 2
    jump = np.abs(turned[:, 0] - turned[:, -1])
    half = max(1, turned.shape[1] // 128)
    strength[:, middle - half : middle + half] = (jump / max(float(np.quantile(jump, 0.9)), 1e-3))[:, None]
    shifted = np.roll(turned, middle, 1)
    return marked(shifted.T, strength.T) if down else marked(shifted, strength)
