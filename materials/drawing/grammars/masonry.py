"""Walls and paving of separate stones: brick, rubble wall, cobbles, flagstones."""

import numpy as np

from materials.drawing.draft import Draft
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.material import FloatArray
from materials.patterns.noise import Torus
from materials.patterns.shapes import courses, rounded_box, smooth_step
from materials.pixels.colour import mix, pick, ramp


def _mortar(torus: Torus, dark: str, bright: str) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return colour, relief in metres and fine grain of a sandy joint filling."""
    slow = torus.fractal("mortar/slow", 10, octaves=5)
    grain = torus.waves("mortar/grain", low=40, slope=0.9)
    colour = ramp(0.5 + 0.16 * slow + 0.1 * grain, dark, bright)
    return colour, 0.0004 * slow + 0.0002 * grain, grain


def brick(torus: Torus, look: Look) -> Draft:
    """Draw a brick wall in running bond, 12 courses of 4 bricks on 0.9 m."""
    size_m, columns, rows, joint_m = 0.9, 4, 12, 0.010
    wobble = torus.warp("wobble", 0.0011, low=3, high=50, slope=2.2)
    wall = courses(torus, columns, rows, size_m, warp=wobble)
    index, count = wall.index, wall.count
    chipping = torus.fractal("chipping", 24, octaves=5)
    weather = torus.fractal("weather", 5, octaves=4)

    half_width = wall.width_m / 2 - joint_m / 2 - torus.each("width", count, 0, 0.0022)[index]
    half_height = wall.height_m / 2 - joint_m / 2 - torus.each("height", count, 0, 0.0016)[index]
    shift_x = torus.each("shift across", count, -0.0016, 0.0016)[index]
    shift_y = torus.each("shift down", count, -0.0016, 0.0016)[index]
    outline_m = rounded_box(wall.dx - shift_x, wall.dy - shift_y, half_width, half_height, 0.004)
    broken = smooth_step(0.4, -0.9, 0.6 * weather + 0.2 * chipping) * smooth_step(-0.02, 0, outline_m)
    outline_m += (0.0011 + 0.0024 * look.wear) * np.maximum(chipping + 0.2, -0.6) * broken + 0.0005 * chipping
    inside = smooth_step(0.0012, -0.0012, outline_m)

    grain = torus.waves("grain", low=60, slope=1.1)
    drag = torus.fractal("drag", 6, 24, octaves=5)
    holes = torus.cells("holes", 72, edges=False)
    hole = smooth_step(0.30, 0.06, holes.distance) * (torus.each("hole", holes.count)[holes.index] > 0.66)
    tilt = torus.each("tilt across", count, -1, 1)[index] * wall.dx / wall.width_m
    tilt += torus.each("tilt down", count, -1, 1)[index] * wall.dy / wall.height_m
    spalled = smooth_step(0.9, 1.5, torus.fractal("spalled", 7) + torus.each("soft", count, -0.4, 0.4)[index])
    spalled *= look.wear

    face_m = 0.0065 * smooth_step(0, 0.0065, -outline_m) + torus.each("proud", count, -0.0014, 0.0014)[index]
    face_m += 0.0014 * tilt + 0.00035 * drag + 0.00016 * grain - 0.0011 * hole
    face_m -= 0.0022 * spalled * (0.6 + 0.3 * chipping)
    joint_colour, joint_relief_m, _ = _mortar(torus, "#6f6860", "#b9b0a3")
    joint_relief_m += 0.0012 * (1 - smooth_step(0, 0.004, outline_m))
    height_m = mix(joint_relief_m, face_m, inside)

    palette = look.palette("#8f4a37", "#a5543b", "#7c3b2d", "#9c6049", "#6c3a30", "#b0694d", spread=0.3)
    colour = pick(torus.rng("palette"), palette, index, spread=0.16, tint=0.05)
    burnt = smooth_step(0.25, 0.95, torus.each("burnt", count)[index]) * smooth_step(-0.4, 1.4, weather)
    colour = mix(colour, colour * 0.42, burnt * 0.7)
    colour *= (1 + 0.15 * drag + 0.10 * grain + 0.05 * weather)[..., None]
    colour = mix(colour, colour * 1.28 + 0.02, smooth_step(0.0075, 0, -outline_m) * 0.5)
    colour = mix(colour, colour * 1.15 + 0.03, spalled)
    colour = mix(colour, colour * 0.35, hole * 0.7)
    roughness = mix(0.93, 0.80 + 0.05 * drag + 0.04 * grain - 0.10 * burnt, inside)
    return Draft(torus, size_m, height_m, mix(joint_colour, colour, inside), roughness)


def _stones(
    torus: Torus,
    look: Look,
    *,
    size_m: float,
    columns: int,
    rows: int,
    jitter: float,
    irregular: float,
    joint_m: float,
    shoulder_m: float,
    dome_m: float,
    facets: float,
    polish: float,
    palette: tuple[str, ...],
    joint: tuple[str, str],
    stagger: bool = False,
) -> Draft:
    """Draw stones in a bed: Voronoi cells rounded over `shoulder_m` and `dome_m` high."""
    warp = torus.warp("wobble", irregular, low=2, high=30, slope=3.4)
    cells = torus.cells("stones", columns, rows, jitter=jitter, warp=warp, stagger=stagger)
    index, count = cells.index, cells.count
    cell_m = size_m / columns
    detail = torus.fractal("detail", 22, octaves=6)
    grain = torus.waves("grain", low=70, slope=1.0)
    slow = torus.waves("slow", high=40, slope=2.2)
    facet = torus.ridges("facet", 12)

    inset_m = cells.edge * np.float32(cell_m) - joint_m / 2 + np.float32(0.0012) * detail
    inside = smooth_step(-0.0015, 0.0015, inset_m)
    rise = np.clip(inset_m / np.float32(shoulder_m), 0, 1)
    dome = np.sqrt(1 - (1 - rise) ** 2)
    tilt = torus.each("tilt across", count, -1, 1)[index] * cells.dx
    tilt += torus.each("tilt down", count, -1, 1)[index] * cells.dy
    shape = dome + torus.each("proud", count, -0.22, 0.22)[index] + 0.24 * tilt
    shape += 0.06 * slow + 0.045 * detail + 0.055 * facets * facet
    bed_colour, bed_relief_m, bed_grain = _mortar(torus, *joint)
    bed_m = bed_relief_m + dome_m * 0.05 * detail + 0.0004 * bed_grain
    height_m = mix(bed_m, dome_m * shape + 0.00018 * grain, inside)

    colour = pick(torus.rng("palette"), look.palette(*palette, spread=0.35), index, spread=0.2, tint=0.04)
    colour *= np.clip(1 + 0.12 * detail + 0.12 * grain + 0.1 * slow, 0.3, 2)[..., None]
    colour = mix(colour, colour * 0.62, smooth_step(0.6, 1.9, facet) * 0.45 * min(1.0, facets))
    colour = mix(colour, colour * 1.3 + 0.012, smooth_step(0.7, 1, rise) * 0.3)
    roughness = 0.76 + 0.07 * detail - 0.24 * polish * smooth_step(0.5, 1, rise)
    return Draft(torus, size_m, height_m, mix(bed_colour, colour, inside), mix(0.95, roughness, inside))


def stone_wall(torus: Torus, look: Look) -> Draft:
    """Draw a rubble wall with lime joints on 1.6 m."""
    return _stones(
        torus, look, size_m=1.6, columns=5, rows=8, jitter=0.8, irregular=0.011, joint_m=0.020, shoulder_m=0.030,
        dome_m=0.030, facets=1.0, polish=0.1, joint=("#6f675d", "#b3a998"),
        palette=("#7d7a75", "#8b857c", "#6c6a68", "#98917f", "#77736b", "#8a7f70"),
    )  # fmt: skip


def cobbles(torus: Torus, look: Look) -> Draft:
    """Draw worn street cobbles in rough rows on 1.2 m."""
    return _stones(
        torus, look, size_m=1.2, columns=8, rows=10, jitter=0.42, irregular=0.007, joint_m=0.012, shoulder_m=0.055,
        dome_m=0.022, facets=0.25, polish=0.9, joint=("#342f29", "#6d6356"), stagger=True,
        palette=("#6f6d6b", "#7d7873", "#5f5e5e", "#86807a", "#6b645d", "#777779"),
    )  # fmt: skip


def flagstones(torus: Torus, look: Look) -> Draft:
    """Draw broken slate slabs on 1.6 m."""
    return _stones(
        torus, look, size_m=1.6, columns=4, rows=4, jitter=0.9, irregular=0.008, joint_m=0.016, shoulder_m=0.010,
        dome_m=0.012, facets=1.2, polish=0.3, joint=("#443f37", "#80776a"),
        palette=("#5f6468", "#6c6f6e", "#565b60", "#77736d", "#646a70", "#6e6660"),
    )  # fmt: skip


MASONRY: tuple[Grammar, ...] = (
    Grammar(
        "Brick wall", ("brick wall", "brick", "brickwork", "masonry"), ("砖墙", "红砖", "青砖", "砖块", "砖"), brick
    ),
    Grammar(
        "Stone wall",
        ("stone wall", "rock wall", "rubble wall", "castle wall", "stone", "rock", "stonework", "rubble"),
        ("石墙", "毛石", "岩石", "石头", "城堡墙", "石块", "石", "岩"),
        stone_wall,
    ),
    Grammar(
        "Cobblestones",
        ("cobblestone", "cobble", "sett", "paving stone", "cobbled street", "pavement", "paving"),
        ("鹅卵石路", "石板路", "铺路石", "石子路", "卵石路面", "铺路"),
        cobbles,
    ),
    Grammar(
        "Slate flagstones", ("flagstone", "slate", "slate paving", "stone slab"), ("板岩", "石板", "石板地"), flagstones
    ),
)
