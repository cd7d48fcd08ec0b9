"""Ground: soil, gravel, cracked mud, sand, snow, grass, fallen leaves."""

import numpy as np

from materials.drawing.draft import Draft, drawn_finely
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.material import FloatArray
from materials.patterns.noise import Torus, sample
from materials.patterns.shapes import smooth_step
from materials.patterns.strokes import Strokes, scatter_strokes
from materials.pixels.colour import mix, pick, ramp, rgb

_PEBBLES = ("#8c8479", "#6f6a63", "#a39684", "#7c6d5c", "#5c5954", "#94887a", "#756f6b")


def _earth(torus: Torus, look: Look, *tones: str) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return height in metres, colour and fine grain of bare crumbly earth on 1 m."""
    slow = torus.waves("slow", high=14, slope=2.6)
    lumps = torus.fractal("lumps", 14, octaves=6)
    clods = torus.cells("clods", 44, jitter=1.0, edges=False)
    clod = np.sqrt(np.clip(1 - (clods.distance / 0.8) ** 2, 0, 1)) * torus.each("clod", clods.count)[clods.index]
    grain = torus.waves("grain", low=60, slope=1.1)
    height_m = 0.008 * slow + 0.0030 * lumps + 0.0045 * clod + 0.0009 * grain
    shade = 0.42 + 0.09 * slow + 0.10 * lumps + 0.16 * (clod - 0.3) + 0.10 * grain
    return height_m, ramp(shade, *look.tones(*tones)), grain


def _scatter_stones(
    draft: Draft, name: str, columns: int, share: float, size: float, palette: list[FloatArray], texture: FloatArray
) -> None:
    """Press rounded stones, one per lattice cell at most, into a surface.

    Args:
        draft: Changed in place.
        name: Names the pattern.
        columns: Lattice cells across the tile.
        share: Share of the cells with a stone.
        size: Radius of the largest in cell widths.
        palette: Linear colours.
        texture: (H, W) mottle of their faces, deviation 1.
    """
    torus = draft.torus
    warp = torus.warp(f"{name}/warp", 0.06 / columns, low=columns * 0.6, high=columns * 1.6, slope=2.5)
    cells = torus.cells(name, columns, jitter=0.9, warp=warp, edges=False)
    index, count = cells.index, cells.count
    angle = torus.each(f"{name}/angle", count, 0, np.pi)[index]
    flat = torus.each(f"{name}/flat", count, 0.62, 1.0)[index]
    radius = torus.each(f"{name}/radius", count, 0.55, 1.0)[index] * np.float32(size)
    cosine, sine = np.cos(angle), np.sin(angle)
    along, across = cells.dx * cosine + cells.dy * sine, (cells.dy * cosine - cells.dx * sine) / flat
    distance = np.hypot(along, across) / radius
    dome = np.clip(1 - distance**2.4, 0, 1) ** 0.5
    cell_m = np.float32(draft.size_m / columns)
    lift = torus.each(f"{name}/lift", count, 0.55, 1.05)[index]
    top_m = draft.height_m * 0.55 + (dome * 0.85 - 0.22) * radius * cell_m * lift
    present = (torus.each(f"{name}/present", count)[index] < share) & (distance < 1) & (top_m > draft.height_m)
    colour = pick(torus.rng(f"{name}/palette"), palette, index, spread=0.24, tint=0.04)
    colour = colour * (np.clip(1 + 0.11 * texture, 0.4, 1.8) * (0.5 + 0.5 * dome))[..., None]
    draft.height_m = np.where(present, top_m, draft.height_m)
    draft.basecolor = np.where(present[..., None], colour, draft.basecolor).astype(np.float32)
    draft.roughness = np.where(present, 0.74 + 0.04 * texture, draft.roughness)


def soil(torus: Torus, look: Look) -> Draft:
    """Draw garden soil with clods and a few stones on 1 m."""
    height_m, colour, grain = _earth(torus, look, "#1f1610", "#35271c", "#4f3b2a", "#6b523b", "#866a4e")
    draft = Draft(torus, 1.0, height_m, colour, 0.95 + 0.02 * grain)
    pebbles = [rgb(tone) for tone in _PEBBLES]
    _scatter_stones(
        draft, "crumbs", 74, 0.30, 0.30, [rgb(tone) for tone in ("#3f2f22", "#54402e", "#2f231a", "#6d5741")], grain
    )
    _scatter_stones(draft, "stones", 26, 0.13, 0.34, pebbles, grain)
    return draft


def gravel(torus: Torus, look: Look) -> Draft:
    """Draw a bed of gravel on 0.8 m."""
    height_m, colour, grain = _earth(torus, look, "#2b2722", "#4b453d", "#6d655a")
    draft = Draft(torus, 0.8, height_m * 0.5, colour, 0.95 + 0.02 * grain)
    palette = look.palette(*_PEBBLES, spread=0.45)
    for name, columns, share, size in (
        ("grit", 92, 1.0, 0.46),
        ("small", 50, 0.96, 0.54),
        ("medium", 29, 0.92, 0.58),
        ("large", 19, 0.70, 0.56),
    ):
        _scatter_stones(draft, name, columns, share, size, palette, grain)
    return draft


def pebbles(torus: Torus, look: Look) -> Draft:
    """Draw smooth river pebbles on 0.6 m."""
    height_m, colour, grain = _earth(torus, look, "#2a2621", "#453f37", "#635a4e")
    draft = Draft(torus, 0.6, height_m * 0.3, colour, 0.93 + 0.02 * grain)
    tones = ("#7d7a76", "#9b958c", "#58585a", "#b7afa2", "#6d645b", "#8a8f92", "#c9c2b6", "#4c4a49")
    for name, columns, share, size in (("small", 34, 1.0, 0.60), ("medium", 19, 0.96, 0.66), ("large", 12, 0.85, 0.66)):
        _scatter_stones(draft, name, columns, share, size, look.palette(*tones, spread=0.45), grain * 0.4)
    draft.roughness = draft.roughness - 0.22 * (draft.roughness < 0.9)
    return draft


def mud(torus: Torus, look: Look) -> Draft:
    """Draw a dry lake bed, cracked into curling plates, on 1.2 m."""
    size_m = 1.2
    warp = torus.warp("warp", 0.011, low=2, high=60, slope=2.3)
    plates = torus.cells("plates", 6, warp=warp)
    sherds = torus.cells("sherds", 16, warp=warp)
    slow = torus.waves("slow", high=14, slope=2.6)
    lumps = torus.fractal("lumps", 14, octaves=6)
    grain = torus.waves("grain", low=60, slope=1.0)
    edge, inner_edge = plates.edge / 6, sherds.edge / 16
    width = 0.0042 * (1 + 0.35 * np.clip(lumps, -1, 1.5))
    crack = smooth_step(width + 0.0022, width * 0.3, edge)
    splits = torus.each("splits", plates.count)[plates.index] > 0.35
    hair = smooth_step(0.0026, 0.0006, inner_edge) * splits
    curl = np.exp(-edge / np.float32(0.017))
    pores = torus.cells("pores", 110, edges=False)
    pore = smooth_step(0.26, 0.05, pores.distance) * (torus.each("pore", pores.count)[pores.index] > 0.78)
    height_m = 0.0065 * curl + 0.002 * slow + 0.0010 * lumps + 0.00028 * grain - 0.0010 * pore
    height_m = height_m - 0.024 * crack - 0.006 * hair * (1 - crack)
    plate_tone = pick(torus.rng("palette"), ["#ffffff"], plates.index, spread=0.12, tint=0.03)
    colour = ramp(
        0.5 + 0.10 * slow + 0.10 * lumps + 0.06 * grain, *look.tones("#5e4936", "#7f674f", "#9c8368", "#b59d80")
    )
    colour = mix(colour * plate_tone, colour * 1.2 + 0.015, smooth_step(0.3, 0.9, curl) * 0.4)
    colour = mix(colour, colour * 0.5, np.maximum(hair, pore * 0.6))
    colour = mix(colour, rgb("#1d140d"), crack * 0.9)
    return Draft(torus, size_m, height_m, colour, 0.92 + 0.02 * grain)


def sand(torus: Torus, look: Look) -> Draft:
    """Draw wind-rippled sand on 1 m."""
    size_m, ripples = 1.0, 11
    bend = torus.waves("bend", high=5, slope=2.8)
    fray = torus.fractal("fray", 6, octaves=4)
    branch = torus.waves("branch", low=2, high=9, slope=2.0)
    phase = torus.down * np.float32(ripples) + 0.55 * bend + 0.10 * fray + 0.18 * branch
    turn = phase - np.floor(phase)
    crest = np.where(turn < 0.66, turn / 0.66, (1 - turn) / 0.34)
    crest = crest * crest * (3 - 2 * crest)
    strength = np.clip(0.7 + 0.35 * torus.waves("strength", high=5, slope=2.6), 0.15, 1.2)
    grain = torus.waves("grain", low=120, slope=0.1)
    fine = torus.fractal("fine", 40, octaves=4)
    height_m = 0.0095 * crest * strength + 0.004 * bend + 0.0004 * fine + 0.00022 * grain
    tones = look.tones("#8d7450", "#ab9168", "#c5ab80", "#d8c19a")
    colour = ramp(0.5 + 0.06 * bend + 0.10 * (crest - 0.5) * strength + 0.04 * fine + 0.10 * grain, *tones)
    dark_grain = smooth_step(2.0, 2.8, torus.waves("dark", low=150, slope=0.0))
    colour = mix(colour, colour * 0.45, dark_grain * 0.6)
    return Draft(torus, size_m, height_m, colour, 0.90 + 0.02 * grain)


def snow_ground(torus: Torus, look: Look) -> Draft:
    """Draw wind-packed snow with soft drifts on 2 m."""
    size_m = 2.0
    drift = torus.waves("drift", high=8, slope=3.0)
    ripple = torus.waves("ripple", low=3, high=26, slope=2.8, stretch=(2, 1))
    clumps = np.maximum(torus.fractal("clumps", 9, octaves=5) - 0.9, 0)
    crust = torus.waves("crust", low=90, slope=0.9)
    height_m = 0.046 * drift + 0.0050 * ripple + 0.0032 * clumps + 0.00050 * crust
    hollow = smooth_step(0.6, -1.6, ripple + 0.8 * drift)
    colour = ramp(0.8 + 0.05 * drift + 0.04 * ripple - 0.25 * hollow, *look.tones("#c8d5e4", "#e0e7ee", "#eff1f2"))
    sparkle = smooth_step(2.2, 3.0, torus.waves("sparkle", low=200, slope=0.0))
    return Draft(torus, size_m, height_m, colour, 0.72 + 0.04 * crust - 0.45 * sparkle)


def grass(torus: Torus, look: Look) -> Draft:
    """Draw a lawn of some 17 000 blades on 0.5 m."""
    return drawn_finely(torus, lambda fine: _lawn(fine, look))


def _lawn(torus: Torus, look: Look) -> Draft:
    size_m, count = 0.5, 17_000
    earth_m, earth, _ = _earth(torus, Look(), "#17120c", "#2b2218", "#40331f")
    rng = torus.rng("blades")
    start = rng.random((count, 2), dtype=np.float32)
    level = rng.random(count, dtype=np.float32)
    # Tufts: neighbours lean the same way.
    lean = sample(torus.waves("lean", low=2, high=14, slope=1.6), start[:, 0], start[:, 1])
    thick = sample(torus.waves("thick", low=1, high=8, slope=2.0), start[:, 0], start[:, 1])
    angle = lean * np.float32(1.4) - np.float32(np.pi / 2) + rng.normal(0, 0.75, count).astype(np.float32)
    strokes = scatter_strokes(
        torus,
        start=start,
        angle=angle,
        length=(0.030 + 0.050 * rng.random(count, dtype=np.float32)) * np.clip(1 + 0.25 * thick, 0.5, 1.5),
        width=0.0038 + 0.0034 * rng.random(count, dtype=np.float32),
        bend=rng.normal(0, 0.7, count).astype(np.float32),
        level=level,
        rise=0.35,
    )
    return _blades(torus, look, strokes, size_m, earth_m, earth)


def _blades(torus: Torus, look: Look, strokes: Strokes, size_m: float, earth_m: FloatArray, earth: FloatArray) -> Draft:
    """Colour a scatter of grass blades over earth."""
    count, index = strokes.count, strokes.index
    blade = (index < count).astype(np.float32)
    fresh = torus.fractal("fresh", 4, octaves=5)
    tone = torus.each("tone", count + 1)[index]
    tones = look.tones("#2c4014", "#45601f", "#5f7d2c", "#7c973c") if look.colour is not None else [
        rgb(colour) for colour in ("#263a12", "#3d581c", "#567528", "#6f8e38", "#8ea352")
    ]  # fmt: skip
    colour = ramp(0.15 + 0.5 * tone + 0.28 * strokes.along + 0.10 * fresh, *tones)
    dry = (torus.each("dry", count + 1)[index] < 0.07 + 0.12 * look.wear).astype(np.float32)
    colour = mix(colour, ramp(0.3 + 0.5 * tone, "#7a6a3c", "#a9975f", "#c2b27d"), dry)
    depth = smooth_step(0.1, 1.15, strokes.level)
    colour = colour * (0.30 + 0.70 * depth)[..., None] * (0.80 + 0.20 * strokes.profile)[..., None]
    height_m = mix(earth_m * 0.3, 0.016 * strokes.level + 0.0016 * strokes.profile, blade)
    roughness = mix(0.95, 0.58 + 0.15 * (1 - strokes.along), blade)
    return Draft(torus, size_m, height_m, mix(earth, colour, blade), roughness)


def straw(torus: Torus, look: Look) -> Draft:
    """Draw a tangle of straw on 0.4 m."""
    size_m, count = 0.4, 5200
    rng = torus.rng("stalks")
    strokes = scatter_strokes(
        torus,
        start=rng.random((count, 2), dtype=np.float32),
        angle=(rng.random(count) * 2 * np.pi).astype(np.float32),
        length=(0.08 + 0.16 * rng.random(count)).astype(np.float32),
        width=(0.0050 + 0.0050 * rng.random(count)).astype(np.float32),
        bend=rng.normal(0, 0.25, count).astype(np.float32),
        taper=0.15,
    )
    index = strokes.index
    tone = torus.each("tone", count + 1)[index]
    stripe = torus.waves("stripe", low=120, slope=0.2)
    colour = ramp(0.1 + 0.8 * tone + 0.06 * stripe, *look.tones("#7d6434", "#a2874d", "#c2a869", "#d8c48d"))
    light = (0.30 + 0.70 * smooth_step(0.3, 1.0, strokes.level)) * (0.62 + 0.38 * strokes.profile)
    height_m = 0.012 * strokes.level + 0.0016 * np.sqrt(np.clip(strokes.profile, 0, 1))
    return Draft(torus, size_m, height_m, colour * light[..., None], 0.60 + 0.2 * tone)


GROUND: tuple[Grammar, ...] = (
    Grammar(
        "Soil",
        ("soil", "earth", "dirt", "ground", "forest floor", "dirt road", "garden soil", "dirt ground"),
        ("土壤", "泥土", "泥地", "土地", "地面", "土"),
        soil,
        frozenset({"dirt"}),
    ),
    Grammar(
        "Gravel",
        ("gravel", "crushed stone", "ballast", "gravel path", "shingle beach"),
        ("碎石", "砾石", "石子", "碎石路"),
        gravel,
    ),
    Grammar(
        "River pebbles", ("pebble", "river stone", "river pebble", "beach stone"), ("鹅卵石", "卵石", "河石"), pebbles
    ),
    Grammar(
        "Cracked mud",
        (
            "mud",
            "cracked mud",
            "cracked earth",
            "dry earth",
            "cracked ground",
            "dried mud",
            "dry lake bed",
            "clay ground",
        ),
        ("泥巴", "龟裂土地", "龟裂", "干裂", "干涸", "开裂的泥土", "干裂的土地", "泥"),
        mud,
        frozenset({"cracks", "dirt"}),
    ),
    Grammar(
        "Sand", ("sand", "dune", "desert", "beach sand", "beach"), ("沙漠", "沙滩", "沙子", "沙丘", "沙地", "沙"), sand
    ),
    Grammar(
        "Snow",
        ("snow", "snow ground", "snowfield", "fresh snow"),
        ("雪地", "积雪地面", "白雪", "雪"),
        snow_ground,
        frozenset({"snow"}),
    ),
    Grammar(
        "Grass",
        ("grass", "lawn", "meadow", "turf", "grass ground", "grassland"),
        ("草地", "草坪", "草皮", "青草", "草"),
        grass,
    ),
    Grammar("Straw", ("straw", "hay", "thatch", "thatched roof"), ("稻草", "茅草", "干草", "茅草屋顶"), straw),
)
