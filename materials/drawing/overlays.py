"""Coats laid over a surface, led by its own height: moss, dirt, water, snow, rust, wear, cracks and scratches."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from materials.drawing.draft import Draft
from materials.material import FloatArray
from materials.patterns.noise import Torus, blur
from materials.patterns.shapes import smooth_step
from materials.patterns.strokes import scatter_strokes
from materials.pixels.colour import luminance, mix, ramp, rgb

PaintOverlay = Callable[[Draft, Torus, float], None]
OverlayName = Literal["cracks", "scratches", "rust", "dirt", "moss", "wet", "wear", "snow"]


def share_threshold(score: FloatArray, share: float) -> float:
    """Return the value that the given share of the pixels exceeds, judged on a fixed grid of about 256 x 256."""
    step = max(1, score.shape[0] // 256)
    return float(np.quantile(score[::step, ::step], 1 - min(max(share, 0.0), 1.0)))


def _per_tile(draft: Draft, spacing_m: float, most: int = 160) -> int:
    """Return how many features of that spacing fit the tile, between 6 and `most`."""
    return int(np.clip(round(draft.size_m / spacing_m), 6, most))


def moss(draft: Draft, torus: Torus, amount: float) -> None:
    """Grow cushions of moss from the joints and hollows over the given share of the surface."""
    patches = torus.fractal("moss/patches", 3, octaves=6)
    fine = torus.fractal("moss/fine", 40, octaves=4)
    relief = draft.relief(0.013 * draft.size_m)
    score = 0.85 * patches - 0.9 * np.clip(relief, -1.2, 1.2) + 0.25 * fine
    above = score - np.float32(share_threshold(score, amount))
    cover = smooth_step(-0.12, 0.35, above)
    tufts = torus.cells("moss/tufts", _per_tile(draft, 0.009, 130), edges=False)
    cushion = np.sqrt(np.clip(1 - (tufts.distance / 0.8) ** 2, 0, 1))
    cushion *= torus.each("moss/tuft", tufts.count, 0.6, 1)[tufts.index]
    fuzz = torus.waves("moss/fuzz", low=100, slope=0.6)
    scale = np.float32(draft.size_m / 0.9)
    bed = blur(draft.height_m, 0.0025)
    draft.height_m = mix(draft.height_m, np.maximum(draft.height_m, bed), cover * 0.7)
    draft.height_m += cover * scale * (0.0022 + 0.0026 * cushion + 0.0008 * fine + 0.0005 * fuzz)
    green = ramp(
        0.12 + 0.55 * cushion + 0.09 * fine + 0.08 * fuzz, "#171d0b", "#2f3b17", "#475522", "#66722f", "#858a45"
    )
    dry = smooth_step(0.5, 1.9, torus.fractal("moss/dry", 7, octaves=4))
    green = mix(green, green * np.array([1.45, 1.1, 0.8], np.float32), dry * 0.5)
    draft.basecolor = mix(draft.basecolor, draft.basecolor * 0.6, smooth_step(-0.3, 0.2, above) * 0.6)
    draft.cover(smooth_step(0.1, 0.7, cover), green, 0.95)


def dirt(draft: Draft, torus: Torus, amount: float) -> None:
    """Settle brown grime in hollows and in blotches."""
    blotches = torus.fractal("dirt/blotches", 4, octaves=6)
    speckle = torus.waves("dirt/speckle", low=30, slope=1.0)
    hollow = -np.clip(draft.relief(0.013 * draft.size_m), -1.5, 1.5)
    score = hollow + 0.6 * blotches + 0.15 * speckle
    mask = smooth_step(-0.7, 1.1, score - np.float32(share_threshold(score, amount)))
    colour = ramp(0.5 + 0.2 * speckle, "#1c160f", "#3b3023")
    draft.cover(mask * 0.85, colour, 0.93)


def wet(draft: Draft, torus: Torus, amount: float) -> None:
    """Darken and gloss the surface, and fill its lowest part with still water."""
    step = max(1, torus.size_px // 256)
    level_m = np.float32(np.quantile(draft.height_m[::step, ::step], min(0.8, 0.08 + 0.5 * amount)))
    spread_m = np.float32(np.quantile(draft.height_m[::step, ::step], 0.95) - level_m)
    depth = (level_m - draft.height_m) / (spread_m + np.float32(1e-9))
    pool = smooth_step(0, 0.12, depth)
    damp = np.clip(smooth_step(-1.5, 0.9, torus.fractal("wet/damp", 3, octaves=5)) * 0.7 + 0.45, 0, 1)
    damp = np.maximum(damp * np.float32(min(1.0, amount + 0.25)), pool)
    # Water in the pores of a dielectric keeps light in: darker, more saturated, glossier.
    brightness = luminance(draft.basecolor)[..., None]
    soaked = (brightness + (draft.basecolor - brightness) * 1.25) * 0.5
    dielectric = 1 - draft.metalness
    draft.basecolor = mix(draft.basecolor, np.maximum(soaked, 0), damp * dielectric * 0.9)
    draft.roughness = mix(draft.roughness, draft.roughness * 0.42, damp)
    draft.roughness = mix(draft.roughness, 0.05, pool)
    draft.covered = np.maximum(draft.covered, pool)
    draft.height_m = np.maximum(draft.height_m, level_m)


def snow(draft: Draft, torus: Torus, amount: float) -> None:
    """Drift snow over the given share of the surface, hollows first, burying small relief."""
    drift = torus.waves("snow/drift", high=40, slope=2.6)
    relief = np.clip(draft.relief(0.02 * draft.size_m), -1, 1)
    score = drift - 0.45 * relief + 0.12 * torus.fractal("snow/edge", 30, octaves=4)
    cover = smooth_step(-0.15, 0.3, score - np.float32(share_threshold(score, amount)))
    depth_m = np.float32(0.004 * draft.size_m) * (1.6 + 0.6 * drift)
    grain = torus.waves("snow/grain", low=60, slope=0.9)
    surface_m = blur(draft.height_m, 0.008) + depth_m
    draft.height_m = mix(draft.height_m, np.maximum(surface_m, draft.height_m * 0.3 + surface_m * 0.7), cover)
    draft.height_m += cover * np.float32(0.00018) * grain
    white = ramp(0.6 + 0.18 * drift, "#d3dbe6", "#eceff2")
    draft.cover(smooth_step(0.15, 0.75, cover), white, 0.68)


def rust(draft: Draft, torus: Torus, amount: float) -> None:
    """Corrode the given share of the surface, starting at hollows and where paint is gone."""
    patches = torus.fractal("rust/patches", 4, octaves=7)
    flakes = torus.fractal("rust/flakes", 18, octaves=6)
    grain = torus.waves("rust/grain", low=70, slope=0.9)
    score = patches + 0.35 * flakes - 0.4 * np.clip(draft.relief(0.02 * draft.size_m), -1, 1)
    if draft.paint is not None:
        score += 1.8 * (1 - blur(draft.paint, 0.006))
    above = score - np.float32(share_threshold(score, amount))
    cover = smooth_step(-0.05, 0.12, above)
    halo = smooth_step(-0.8, 0, above)
    scale = np.float32(draft.size_m / 0.5)
    draft.height_m = draft.height_m + cover * scale * (0.00030 + 0.00026 * flakes + 0.00009 * grain)
    tone = 0.45 + 0.17 * flakes + 0.08 * grain + 0.12 * torus.fractal("rust/age", 6, octaves=4)
    colour = ramp(tone, "#1c110d", "#372016", "#55301d", "#6f4128", "#845738")
    stain = draft.basecolor * (rgb("#b98058") * np.float32(1.2))
    draft.basecolor = mix(draft.basecolor, stain, halo * (1 - cover) * 0.6)
    draft.roughness = mix(draft.roughness, np.clip(draft.roughness + 0.2, 0, 1), halo)
    draft.cover(cover, colour, np.clip(0.84 + 0.05 * grain, 0.5, 1))


def cracks(draft: Draft, torus: Torus, amount: float) -> None:
    """Break the surface along thin branching lines."""
    warp = torus.warp("cracks/wander", 0.022, low=2, high=60, slope=1.9)
    wide = torus.cells("cracks/wide", 3, warp=warp)
    thin = torus.cells("cracks/thin", 9, warp=warp)
    where = torus.fractal("cracks/where", 3, octaves=4)
    fade = smooth_step(0.5, -0.5, where - np.float32(1.6 * amount - 0.8))
    width = 0.0016 * (1 + 0.4 * torus.fractal("cracks/width", 20, octaves=4))
    line = smooth_step(width, width * 0.25, wide.edge / wide.columns) * fade
    hair = smooth_step(0.0011, 0.0003, thin.edge / thin.columns) * fade * smooth_step(0.2, 1.2, where + 0.4)
    line = np.maximum(line, 0.7 * hair)
    draft.height_m = draft.height_m - line * np.float32(0.0035 * draft.size_m)
    draft.basecolor = mix(draft.basecolor, draft.basecolor * 0.2, line * 0.9)
    draft.roughness = mix(draft.roughness, 0.95, line)


def scratches(draft: Draft, torus: Torus, amount: float) -> None:
    """Scratch the surface with straight fine strokes."""
    rng = torus.rng("scratches")
    count = int(40 + 260 * amount)
    strokes = scatter_strokes(
        torus,
        start=rng.random((count, 2), dtype=np.float32),
        angle=rng.normal(0.4, 0.9, count).astype(np.float32),
        length=(0.02 + rng.exponential(0.07, count)).astype(np.float32),
        width=np.full(count, 0.0011, np.float32),
        bend=rng.normal(0, 0.1, count).astype(np.float32),
    )
    mark = blur(strokes.profile, 0.0004) * torus.each("scratches/depth", count + 1, 0.3, 1)[strokes.index]
    draft.height_m = draft.height_m - mark * np.float32(0.0002 * draft.size_m)
    draft.roughness = np.clip(draft.roughness + mark * 0.18, 0.04, 1)
    draft.basecolor = mix(draft.basecolor, draft.basecolor * 1.25 + 0.01, mark * 0.4)


def wear(draft: Draft, torus: Torus, amount: float) -> None:
    """Rub edges and crests: stone and paint get paler and duller there, metal smoother."""
    patches = torus.fractal("wear/patches", 5, octaves=6)
    fine = torus.fractal("wear/fine", 50, octaves=4)
    score = np.clip(draft.relief(0.01 * draft.size_m), -1.5, 1.5) + 0.4 * patches + 0.2 * fine
    rubbed = smooth_step(-0.15, 0.45, score - np.float32(share_threshold(score, 0.7 * amount)))
    pale = luminance(draft.basecolor)[..., None] * 0.7 + draft.basecolor * 0.6 + 0.05
    draft.basecolor = mix(draft.basecolor, np.clip(pale, 0, 0.85), rubbed * (0.9 - 0.6 * draft.metalness))
    draft.roughness = np.clip(draft.roughness + rubbed * (0.12 - 0.26 * draft.metalness), 0.05, 1)
    draft.height_m = draft.height_m - rubbed * np.float32(0.0004 * draft.size_m)


@dataclass(frozen=True)
class Overlay:
    """One coat and the words that ask for it.

    Attributes:
        name: As it appears in the sentence of what was understood.
        english: Regular expressions, matched at word boundaries; none where a prompt asks in another way.
        chinese: Words, matched anywhere.
        usual: Amount, 0 to 1, when the prompt does not say how much.
        paint: Changes the draft.
    """

    name: OverlayName
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    usual: float
    paint: PaintOverlay


OVERLAYS: tuple[Overlay, ...] = (
    Overlay("cracks", ("crack(?:s|ed|ing)?", "fractured?", "fissures?"), ("裂缝", "裂纹", "开裂", "龟裂"), 0.5, cracks),
    Overlay("scratches", ("scratch(?:es|ed|y)?", "scuff(?:s|ed)?"), ("划痕", "刮痕"), 0.4, scratches),
    Overlay(
        "rust", ("rust(?:y|ed|ing)?", "corro(?:ded|sion)", "oxidi[sz]ed"), ("生锈", "锈迹", "锈蚀", "锈"), 0.38, rust
    ),
    Overlay(
        "dirt",
        ("dirty", "dirt", "grim[ey]", "grimy", "sooty?", "stain(?:s|ed)", "muddy", "dusty?"),
        ("污渍", "脏污", "肮脏", "泥污", "灰尘", "脏"),
        0.55,
        dirt,
    ),
    Overlay("moss", ("moss(?:y|es)?", "lichens?", "algae", "overgrown"), ("苔藓", "青苔", "长苔", "地衣"), 0.28, moss),
    Overlay(
        "wet",
        ("wet", "puddles?", "rain(?:y|ed)?", "damp", "soaked", "moist"),
        ("潮湿", "湿润", "积水", "雨后", "淋湿", "湿"),
        0.5,
        wet,
    ),
    Overlay("wear", (), (), 0.5, wear),
    Overlay("snow", ("snow(?:y|ed)?", "frost(?:y|ed)?", "snow-covered"), ("积雪", "白雪", "雪", "霜"), 0.5, snow),
)
"""In the order they are laid: damage first, then what settles on it."""
