"""Cast and spread surfaces without pieces: concrete, plaster, asphalt, terrazzo."""

import numpy as np

from materials.drawing.draft import Draft
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.patterns.noise import Torus, warped
from materials.patterns.shapes import smooth_step
from materials.pixels.colour import mix, pick, ramp


def concrete(torus: Torus, look: Look) -> Draft:
    """Draw fair-faced concrete with panel joints, tie holes and air pores on 1.6 m."""
    size_m = 1.6
    cloud = torus.waves("cloud", high=60, slope=2.3)
    mottle = torus.fractal("mottle", 9, octaves=6)
    grain = torus.waves("grain", low=80, slope=0.9)
    pores = torus.cells("pores", 84, edges=False)
    radius = torus.each("radius", pores.count, 0.06, 0.32)[pores.index] * (
        torus.each("pore", pores.count)[pores.index] > 0.74
    )
    pore = smooth_step(radius + 0.03, radius * 0.5, pores.distance) * (radius > 0)
    joint_x = np.abs(torus.across - 0.5) * np.float32(size_m)
    joint_y = np.abs(torus.down - 0.5) * np.float32(size_m)
    chipped = 0.0007 * torus.fractal("chipped", 30, octaves=4)
    joint = smooth_step(0.0042, 0.0022, np.minimum(joint_x, joint_y) + chipped)
    tie_x = np.abs(np.abs(torus.across - 0.5) - 0.25) * np.float32(size_m)
    tie_y = np.abs(np.abs(torus.down - 0.5) - 0.25) * np.float32(size_m)
    from_tie = np.hypot(tie_x, tie_y) + 0.0008 * mottle
    tie = smooth_step(0.0150, 0.0130, from_tie)
    height_m = 0.0006 * cloud + 0.00025 * mottle + 0.0001 * grain - 0.0016 * pore - 0.005 * joint - 0.011 * tie

    tones = look.tones("#6f6d69", "#8a8781", "#9f9b94", "#b1ada6")
    colour = ramp(0.5 + 0.14 * cloud + 0.10 * mottle + 0.035 * grain, *tones)
    runs = smooth_step(0.4, 2.2, torus.waves("runs", low=4, high=90, slope=1.6, stretch=(1, 7)))
    stain = runs * (0.15 + 0.45 * look.wear)
    colour = mix(colour, colour * 0.62, stain)
    colour = mix(colour, colour * 0.80, smooth_step(0.10, 0.0, np.minimum(joint_x, joint_y)) * 0.35)
    colour = mix(colour, colour * 0.45, pore * 0.7)
    colour = mix(colour, colour * 0.5, np.maximum(joint, tie * 0.8))
    roughness = 0.80 + 0.05 * mottle + 0.03 * grain - 0.06 * stain
    if look.finish == "polished":
        roughness = roughness - 0.52
    return Draft(torus, size_m, height_m, colour, roughness)


def plaster(torus: Torus, look: Look) -> Draft:
    """Draw hand-trowelled plaster on 1.5 m."""
    size_m = 1.5
    warp = torus.warp("sweep", 0.03, low=1, high=6)
    strokes = warped(torus.waves("strokes", low=3, high=120, slope=1.7, stretch=(5, 1)), warp)
    crossing = warped(torus.waves("crossing", low=3, high=120, slope=1.7, stretch=(1, 4)), warp)
    select = smooth_step(-0.5, 0.5, torus.waves("select", high=7, slope=2.5))
    sweep = mix(strokes, crossing, select)
    ridge = np.maximum(sweep - 1.1, 0)
    slow = torus.waves("slow", high=10, slope=2.5)
    fine = torus.fractal("fine", 30, octaves=5)
    sand = torus.waves("sand", low=90, slope=0.6)
    height_m = 0.0018 * slow + 0.0004 * sweep + 0.0009 * ridge + 0.00022 * fine + 0.00010 * sand
    tones = look.tones("#b4aa9a", "#cbc3b5", "#d8d1c5", "#e2dcd2")
    colour = ramp(0.55 + 0.13 * slow + 0.07 * sweep + 0.05 * fine + 0.03 * sand, *tones)
    grime = smooth_step(0.6, 2.2, torus.fractal("grime", 3, octaves=6)) * look.wear
    colour = mix(colour, colour * np.array([0.78, 0.74, 0.68], np.float32), grime * 0.8)
    return Draft(torus, size_m, height_m, colour, 0.88 - 0.05 * sweep + 0.03 * fine)


def asphalt(torus: Torus, look: Look) -> Draft:
    """Draw a road surface of dark binder and worn aggregate on 0.8 m."""
    size_m = 0.8
    slow = torus.waves("slow", high=14, slope=2.4)
    fine = torus.fractal("fine", 60, octaves=3)
    grain = torus.waves("grain", low=110, slope=0.5)
    height_m = 0.0010 * slow + 0.0004 * fine + 0.00025 * grain
    colour = ramp(0.5 + 0.15 * slow + 0.12 * grain, "#19191a", "#262626", "#343332")
    roughness = 0.90 + 0.03 * grain
    for name, columns, share, proud_m in (("fine stone", 120, 0.55, 0.0010), ("stone", 64, 0.62, 0.0019)):
        stones = torus.cells(name, columns, jitter=0.95)
        index = stones.index
        present = torus.each(f"{name}/present", stones.count)[index] < share
        inset = stones.edge - torus.each(f"{name}/inset", stones.count, 0.05, 0.16)[index]
        top = smooth_step(0.0, 0.16, inset) * present
        flat = top * proud_m * torus.each(f"{name}/proud", stones.count, 0.5, 1)[index]
        height_m = np.maximum(height_m, height_m * 0.4 + flat)
        tone = pick(
            torus.rng(f"{name}/colour"), look.palette("#454443", "#3a3938", "#5a5855", "#4c4a49", "#6b6863", "#36373a"),
            index, spread=0.3, tint=0.03,
        )  # fmt: skip
        worn = np.clip(0.45 + 0.5 * look.wear + 0.18 * slow, 0, 1)
        colour = mix(colour, tone * (1 + 0.16 * grain)[..., None], smooth_step(0.3, 0.9, top) * worn)
        roughness = mix(roughness, 0.76, top * worn)
    return Draft(torus, size_m, height_m, colour, roughness)


def terrazzo(torus: Torus, look: Look) -> Draft:
    """Draw polished terrazzo: angular marble chips of three sizes in pale cement on 0.6 m."""
    size_m = 0.6
    slow = torus.waves("slow", high=12, slope=2.4)
    grain = torus.waves("grain", low=100, slope=0.5)
    colour = ramp(0.5 + 0.12 * slow + 0.10 * grain, *look.tones("#cfc8bb", "#dcd6ca", "#e4dfd5"))
    roughness = 0.22 + 0.03 * grain
    height_m = np.zeros_like(slow)
    chips = ("#8e8579", "#5d5650", "#b98f72", "#c9bda9", "#77807c", "#3f3f40", "#a4684f", "#ece6dc", "#9aa39b")
    for name, columns, share, gap in (("dust", 92, 0.42, 0.16), ("chip", 36, 0.55, 0.10), ("slab", 15, 0.50, 0.09)):
        cells = torus.cells(name, columns, jitter=1.0)
        index = cells.index
        size = gap + torus.each(f"{name}/size", cells.count, 0, 0.16)[index]
        mask = smooth_step(0, 1.6 * columns / 1024, cells.edge - size)
        mask = mask * (torus.each(f"{name}/present", cells.count)[index] < share)
        stone = pick(torus.rng(f"{name}/colour"), [*chips], index, spread=0.18, tint=0.03)
        vein = torus.fractal(f"{name}/vein", columns, octaves=4)
        stone = stone * (1 + 0.09 * vein + 0.05 * grain)[..., None]
        colour = mix(colour, stone, mask)
        roughness = mix(roughness, 0.10, mask)
        height_m = mix(height_m, 0.00005, mask)
    if look.finish == "matte":
        roughness = roughness + 0.35
    return Draft(torus, size_m, height_m, colour, roughness)


CAST: tuple[Grammar, ...] = (
    Grammar(
        "Concrete", ("concrete", "cement", "fair-faced concrete", "béton"), ("混凝土", "清水混凝土", "水泥"), concrete
    ),
    Grammar(
        "Plaster",
        ("plaster", "stucco", "trowelled plaster", "lime plaster", "render", "plastered wall", "painted wall"),
        ("灰泥", "抹灰", "石膏", "灰泥墙", "粉刷墙", "白墙", "墙面"),
        plaster,
    ),
    Grammar(
        "Asphalt",
        ("asphalt", "tarmac", "road", "road surface", "blacktop"),
        ("沥青", "柏油", "公路", "马路", "柏油路"),
        asphalt,
    ),
    Grammar("Terrazzo", ("terrazzo", "terrazzo floor"), ("水磨石",), terrazzo),
)
