"""Metals: brushed, plain, precious, painted, corrugated, tread plate, rusted."""

from dataclasses import replace

import numpy as np

from materials.drawing.draft import Draft
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.drawing.overlays import rust, scratches
from materials.material import FloatArray
from materials.patterns.noise import Torus, blur
from materials.patterns.shapes import smooth_step
from materials.pixels.colour import mix, ramp, rgb

_STEEL, _ALUMINIUM, _IRON = "#c6c5c2", "#e9eaeb", "#bcb8b2"
_GOLD, _COPPER, _BRASS, _BRONZE = "#ffdd8e", "#f7c3a5", "#ecd28a", "#d0a878"
"""Reflection at normal incidence, as published for path tracing, slightly dulled by air."""


def _smudged(torus: Torus, base: float, spread: float) -> FloatArray:
    """Return the roughness of handled metal: cloudy, with finger marks and fine grain."""
    cloud = torus.fractal("cloud", 4, octaves=6)
    marks = smooth_step(0.6, 1.8, torus.fractal("marks", 7, octaves=5))
    grain = torus.waves("grain", low=90, slope=0.5)
    return np.clip(base + spread * (0.5 * cloud + 0.9 * marks + 0.18 * grain), 0.05, 0.9)


def brushed(torus: Torus, look: Look) -> Draft:
    """Draw sheet metal brushed across, on 0.3 m."""
    size_m = 0.3
    lines = torus.waves("lines", low=24, slope=0.5, stretch=(40, 1))
    strokes = torus.waves("strokes", low=8, high=420, slope=0.9, stretch=(14, 1))
    broad = torus.waves("broad", high=30, slope=1.6, stretch=(6, 1))
    dent = torus.waves("dent", high=8, slope=3)
    height_m = 0.0000075 * lines + 0.000004 * strokes + 0.00006 * dent
    base = _ALUMINIUM if "aluminium" in look.variants else _BRASS if "brass" in look.variants else _STEEL
    colour = look.tone(base) * np.clip(0.93 + 0.045 * lines + 0.035 * strokes + 0.03 * broad, 0.5, 1.15)[..., None]
    roughness = np.clip(0.30 + 0.035 * lines + 0.03 * strokes + 0.03 * broad, 0.14, 0.7)
    roughness = roughness + 0.10 * smooth_step(0.8, 2.0, torus.fractal("marks", 5, octaves=5)) * (0.4 + look.wear)
    return Draft(torus, size_m, height_m, np.clip(colour, 0, 1), roughness, np.ones_like(height_m))


def _sheet(torus: Torus, look: Look, colour: str, *, base: float, dents_m: float, size_m: float = 0.4) -> Draft:
    """Draw a sheet of bare metal, hammered when asked for."""
    dent = torus.waves("dent", high=9, slope=3)
    grain = torus.waves("grain/fine", low=110, slope=0.5)
    height_m = dents_m * dent + 0.000004 * grain
    if "hammered" in look.variants:
        blows = torus.cells("blows", 16, jitter=0.75, edges=False)
        depth = torus.each("depth", blows.count, 0.6, 1.1)[blows.index]
        height_m = height_m + 0.0011 * depth * np.minimum(blows.distance, 0.75) ** 2
    tarnish = smooth_step(0.2, 2.2, torus.fractal("tarnish", 4, octaves=7)) * (0.15 + 0.6 * look.wear)
    bare = rgb(colour) * (1 + 0.03 * torus.fractal("tone", 5, octaves=5))[..., None]
    bare = mix(bare, bare * np.array([0.72, 0.62, 0.52], np.float32), tarnish)
    rough = base if look.finish != "polished" else base * 0.4
    roughness = _smudged(torus, rough, 0.09 if look.finish != "polished" else 0.03) + 0.14 * tarnish
    return Draft(torus, size_m, height_m, np.clip(bare, 0, 1), roughness, np.ones_like(height_m))


def steel(torus: Torus, look: Look) -> Draft:
    """Draw plain rolled steel, painted when a colour is asked for."""
    if look.colour is not None or "painted" in look.variants:
        return painted(torus, look)
    draft = _sheet(torus, look, _STEEL, base=0.30, dents_m=0.00022)
    scratches(draft, torus, 0.15 + 0.6 * look.wear)
    return draft


def gold(torus: Torus, look: Look) -> Draft:
    """Draw beaten gold on 0.3 m."""
    beaten = replace(look, variants=look.variants | {"hammered"})
    return _sheet(torus, beaten, _GOLD, base=0.20, dents_m=0.00045, size_m=0.3)


def brass(torus: Torus, look: Look) -> Draft:
    """Draw brass sheet on 0.3 m."""
    return _sheet(torus, look, _BRASS, base=0.24, dents_m=0.00020, size_m=0.3)


def bronze(torus: Torus, look: Look) -> Draft:
    """Draw cast bronze on 0.3 m."""
    draft = _sheet(torus, look, _BRONZE, base=0.34, dents_m=0.0004, size_m=0.3)
    _verdigris(draft, torus, 0.04 + 0.45 * look.wear**1.5)
    return draft


def copper(torus: Torus, look: Look) -> Draft:
    """Draw copper sheet on 0.4 m, with verdigris when it is old."""
    draft = _sheet(torus, look, _COPPER, base=0.26, dents_m=0.0003)
    if "patina" in look.variants or look.wear > 0.7:
        _verdigris(draft, torus, 0.55)
    return draft


def _verdigris(draft: Draft, torus: Torus, share: float) -> None:
    patches = torus.fractal("verdigris", 4, octaves=7) + 0.3 * torus.waves(
        "runs", low=3, high=60, slope=1.8, stretch=(1, 5)
    )
    step = max(1, torus.size_px // 256)
    above = patches - np.float32(np.quantile(patches[::step, ::step], 1 - share))
    cover = smooth_step(-0.05, 0.35, above)
    detail = torus.fractal("verdigris/detail", 24, octaves=5)
    # Before it turns green, copper turns brown; in the green, dark and chalky places lie side by side.
    browned = smooth_step(-1.6, 0.1, above)
    draft.basecolor = mix(draft.basecolor, draft.basecolor * rgb("#b39884"), browned * 0.85)
    draft.roughness = mix(draft.roughness, np.clip(draft.roughness + 0.22 + 0.05 * detail, 0, 1), browned)
    draft.height_m = draft.height_m + cover * (0.00012 + 0.00006 * detail)
    draft.cover(cover, ramp(0.45 + 0.26 * detail, "#39463a", "#4c6d5f", "#6f9483", "#9db8a6"), 0.9)


def painted(torus: Torus, look: Look) -> Draft:
    """Draw riveted painted steel panels with chipped edges, 2 by 2 on 1 m."""
    size_m, panels = 1.0, 2
    x = np.abs(torus.across * panels - np.round(torus.across * panels)) / panels * np.float32(size_m)
    y = np.abs(torus.down * panels - np.round(torus.down * panels)) / panels * np.float32(size_m)
    seam = np.minimum(x, y)
    dent = torus.waves("dent", high=9, slope=3)
    height_m = 0.0005 * dent - 0.0022 * smooth_step(0.0034, 0.0014, seam)
    for across, down, from_seam in ((torus.across, torus.down, x), (torus.down, torus.across, y)):
        del across
        spacing = panels * 6
        along = (down * spacing - np.floor(down * spacing) - 0.5) / spacing * size_m
        from_rivet = np.hypot(np.abs(from_seam - 0.020), along) / 0.0075
        height_m = height_m + 0.0026 * np.sqrt(np.clip(1 - from_rivet**2, 0, 1))
    return _paint_over(torus, look, size_m, height_m, "#5d7a80", chips=0.10)


def _paint_over(
    torus: Torus, look: Look, size_m: float, height_m: FloatArray, usual: str, *, chips: float, metal: str = _IRON
) -> Draft:
    """Paint a steel relief; the coat is worn off first from what stands out."""
    draft = Draft(torus, size_m, height_m, rgb(metal), _smudged(torus, 0.40, 0.10), np.ones_like(height_m))
    chipping = torus.fractal("chipping", 6, octaves=7) + 0.45 * torus.fractal("chipping/fine", 34, octaves=4)
    chipping = chipping + 0.75 * np.clip(draft.relief(0.008), -0.5, 2.0)
    share = chips * (0.15 + 2.2 * look.wear**2)
    step = max(1, torus.size_px // 256)
    limit = np.float32(np.quantile(chipping[::step, ::step], 1 - min(0.6, share)))
    keep = smooth_step(0.06, -0.06, chipping - limit)
    orange_peel = torus.waves("orange peel", low=60, high=260, slope=1.5)
    fade = torus.fractal("fade", 3, octaves=5)
    coat = look.tone(usual) * np.clip(1 + 0.05 * fade + 0.01 * orange_peel, 0.5, 1.5)[..., None]
    drips = smooth_step(0.7, 2.2, torus.waves("drips", low=3, high=90, slope=1.6, stretch=(1, 8)))
    coat = mix(coat, coat * np.array([0.72, 0.66, 0.58], np.float32), drips * look.wear * 0.7)
    edge = np.clip(4 * keep * (1 - keep), 0, 1)
    draft.basecolor = mix(draft.basecolor, coat, keep)
    draft.basecolor = mix(draft.basecolor, draft.basecolor * 0.7, edge * 0.6)
    draft.metalness = 1 - keep
    gloss = 0.24 if look.finish == "polished" else 0.62 if look.finish == "matte" else 0.38
    draft.roughness = mix(draft.roughness, gloss + 0.05 * fade + 0.2 * drips * look.wear, keep)
    draft.height_m = draft.height_m + 0.00014 * blur(keep, 0.0008) + 0.000006 * keep * orange_peel
    draft.paint = keep
    if look.wear > 0.7:
        rust(draft, torus, 0.10)
    return draft


def corrugated(torus: Torus, look: Look) -> Draft:
    """Draw galvanised corrugated sheet, 12 waves on 0.9 m, painted when a colour is asked for."""
    size_m, waves = 0.9, 12
    phase = torus.across * np.float32(2 * np.pi * waves) + np.zeros_like(torus.down)
    dent = torus.waves("dent", high=10, slope=2.8)
    profile = np.sin(phase + 0.03 * dent)
    overlap = (torus.down + np.float32(0.4)) % 1
    lip = smooth_step(0.985, 0.975, overlap) * smooth_step(0.0, 0.002, overlap)
    height_m = 0.0085 * profile + 0.0008 * dent + 0.0014 * lip * (overlap - 0.5)
    screw_x = (
        (torus.across * (waves / 3) - np.floor(torus.across * (waves / 3)) - 0.75 / 3 - 0.5 / 3) * size_m / (waves / 3)
    )
    screw = np.hypot(screw_x, (overlap - np.float32(0.95)) * np.float32(size_m)) / 0.009
    height_m = height_m + 0.004 * np.sqrt(np.clip(1 - screw**2, 0, 1))
    if look.colour is not None or "painted" in look.variants:
        return _paint_over(torus, look, size_m, height_m, "#7c5a48", chips=0.05)
    spangle = torus.cells(
        "spangle", 44, jitter=1.0, warp=torus.warp("spangle/warp", 0.004, low=8, high=60), edges=False
    )
    facet = torus.each("facet", spangle.count, -1, 1)[spangle.index]
    colour = rgb("#c3c6c8") * (1 + 0.045 * facet)[..., None]
    dull = smooth_step(0.0, 2.0, torus.fractal("dull", 4, octaves=6)) * (0.3 + 0.5 * look.wear)
    colour = mix(colour, colour * np.array([0.75, 0.74, 0.71], np.float32), dull)
    roughness = 0.34 + 0.05 * facet + 0.20 * dull + 0.02 * torus.waves("grain", low=80, slope=0.6)
    draft = Draft(torus, size_m, height_m, colour, roughness, np.ones_like(height_m))
    if look.wear > 0.7:
        rust(draft, torus, 0.18)
    return draft


def tread_plate(torus: Torus, look: Look) -> Draft:
    """Draw diamond tread plate, lozenges in alternating directions, on 0.32 m."""
    size_m, pitch = 0.32, 10
    x, y = torus.across * np.float32(pitch), torus.down * np.float32(pitch)
    column, row = np.floor(x), np.floor(y)
    direction = (column + row) % 2 * 2 - 1
    fx, fy = x - column - np.float32(0.5), y - row - np.float32(0.5)
    length = (fx + fy * direction) * np.float32(0.7071)
    breadth = (fx * direction - fy) * np.float32(0.7071)
    lens = 1 - (np.abs(length) / 0.50) ** 2 - np.abs(breadth) / 0.145
    bump = smooth_step(0, 0.55, lens)
    dent = torus.waves("dent", high=8, slope=3)
    grain = torus.waves("grain", low=70, slope=0.6)
    height_m = 0.0017 * np.sqrt(bump) + 0.00012 * dent + 0.000008 * grain
    if look.colour is not None or "painted" in look.variants:
        return _paint_over(torus, look, size_m, height_m, "#8a8d2f", chips=0.22)
    worn = smooth_step(0.35, 1.0, bump)
    grime = smooth_step(-0.3, 1.8, torus.fractal("grime", 4, octaves=6)) * (1 - worn) * (0.25 + 0.5 * look.wear)
    colour = rgb("#bdbcb9") * (1 + 0.03 * grain)[..., None]
    colour = mix(colour, colour * np.array([0.6, 0.57, 0.53], np.float32), grime)
    roughness = _smudged(torus, 0.40, 0.08) - 0.14 * worn + 0.25 * grime
    draft = Draft(torus, size_m, height_m, colour, np.clip(roughness, 0.12, 0.9), np.ones_like(height_m))
    scratches(draft, torus, 0.1 + 0.5 * look.wear)
    return draft


def rusted(torus: Torus, look: Look) -> Draft:
    """Draw heavily corroded iron with flaking scale on 0.5 m."""
    size_m = 0.5
    pits = torus.cells("pits", 60, edges=False)
    depth = torus.each("depth", pits.count)[pits.index]
    pit = smooth_step(0.42, 0.05, pits.distance) * (depth > 0.55) * depth
    height_m = 0.0004 * torus.waves("dent", high=10, slope=2.8) - 0.0005 * pit
    # What rust leaves is dark mill scale, an oxide, not bare metal.
    scale_tone = rgb("#4a423c") * (1 + 0.10 * torus.fractal("mill scale", 6, octaves=5))[..., None]
    draft = Draft(torus, size_m, height_m, scale_tone, _smudged(torus, 0.58, 0.08))
    rust(draft, torus, 0.74 if look.wear < 0.7 else 0.93)
    scale = torus.fractal("scale", 7, octaves=7)
    flake = smooth_step(0.35, 0.42, scale) * smooth_step(1.5, 0.5, scale)
    draft.height_m = draft.height_m + 0.0005 * flake
    draft.basecolor = mix(draft.basecolor, draft.basecolor * 0.55, flake * 0.7)
    return draft


METAL: tuple[Grammar, ...] = (
    Grammar(
        "Brushed metal",
        (
            "brushed metal",
            "brushed steel",
            "brushed aluminium",
            "brushed aluminum",
            "stainless steel",
            "stainless",
            "aluminium",
            "aluminum",
            "brushed stainless steel",
        ),
        ("拉丝金属", "拉丝不锈钢", "不锈钢", "拉丝", "铝合金", "铝板", "铝"),
        brushed,
    ),
    Grammar(
        "Steel",
        ("steel", "metal", "iron", "sheet metal", "metal sheet", "titanium", "chrome", "silver"),
        ("钢板", "金属", "钢铁", "铁板", "铬", "银", "铁", "钢"),
        steel,
    ),
    Grammar(
        "Painted metal",
        (
            "painted metal",
            "painted steel",
            "metal panel",
            "painted iron",
            "riveted metal",
            "hull",
            "riveted steel",
            "sci-fi panel",
        ),
        ("喷漆金属", "烤漆", "金属板", "铆钉", "油漆金属", "喷漆铁板"),
        painted,
    ),
    Grammar(
        "Corrugated metal",
        (
            "corrugated metal",
            "corrugated iron",
            "corrugated steel",
            "corrugated",
            "corrugated sheet",
            "shipping container",
        ),
        ("波纹板", "瓦楞铁", "波纹金属", "彩钢瓦", "集装箱"),
        corrugated,
    ),
    Grammar(
        "Tread plate",
        ("diamond plate", "tread plate", "checker plate", "diamond metal", "diamond tread plate"),
        ("花纹钢板", "防滑钢板", "防滑板", "菱形钢板"),
        tread_plate,
    ),
    Grammar(
        "Rusted iron",
        (
            "rusted iron",
            "rusted metal",
            "rusty metal",
            "rusty iron",
            "rusty steel",
            "rust",
            "rusted steel",
            "corten steel",
        ),
        ("锈铁", "锈蚀金属", "生锈金属", "生锈的金属", "锈钢", "铁锈", "耐候钢", "生锈的铁"),
        rusted,
        frozenset({"rust"}),
    ),
    Grammar("Gold", ("gold", "gold leaf", "golden metal"), ("黄金", "金箔", "金色金属", "纯金"), gold),
    Grammar("Copper", ("copper", "copper sheet"), ("紫铜", "铜板", "铜"), copper),
    Grammar("Brass", ("brass",), ("黄铜",), brass),
    Grammar("Bronze", ("bronze",), ("青铜",), bronze),
)
