"""Fired pieces in regular layouts: glazed tiles, mosaic, hexagons, roof tiles."""

from dataclasses import dataclass

import numpy as np

from materials.drawing.draft import Draft
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.material import FloatArray, IntArray
from materials.patterns.noise import Torus
from materials.patterns.shapes import courses, rounded_box, smooth_step
from materials.pixels.colour import mix, pick, ramp


@dataclass(frozen=True)
class _Glaze:
    """How a glazed piece is made: lengths in metres."""

    palette: tuple[str, ...]
    spread: float
    bevel_m: float
    thick_m: float
    uneven_m: float
    crazed: float = 0.0


def _glazed(
    torus: Torus,
    look: Look,
    size_m: float,
    outline_m: FloatArray,
    index: IntArray,
    count: int,
    lean: FloatArray,
    glaze: _Glaze,
) -> Draft:
    """Draw pieces, whose signed outline is given, in a bed of grout.

    Args:
        torus, look: As for every grammar.
        size_m: Width of the tile.
        outline_m: (H, W) signed distance to the outline, negative inside.
        index: (H, W) number of the piece.
        count: Number of pieces.
        lean: (H, W) -1 to 1 across each piece in a random direction.
        glaze: The make of the pieces.
    """
    edge_noise = torus.fractal("edge", 40, octaves=3)
    inside = smooth_step(0.0006, -0.0006, outline_m + 0.0002 * edge_noise)
    rounded = 1 - np.exp(np.minimum(outline_m, 0) / np.float32(glaze.bevel_m))
    wave = torus.waves("wave", low=2, high=24, slope=2.6)
    grain = torus.waves("grain", low=80, slope=0.9)
    slow = torus.fractal("slow", 6, octaves=6)
    proud = torus.each("proud", count, -0.12, 0.12)[index] * glaze.thick_m
    face_m = glaze.thick_m * rounded + proud + glaze.uneven_m * (lean + 0.35 * wave)
    grout_m = 0.00012 * grain + 0.0002 * slow
    colour = pick(torus.rng("palette"), look.palette(*glaze.palette), index, spread=glaze.spread, tint=0.02)
    # Glaze pools in the middle and runs thin, paler, over the edges.
    colour = colour * (1 + 0.04 * slow + 0.03 * wave)[..., None]
    colour = mix(colour * 1.18 + 0.02, colour, smooth_step(0, 3.0 * glaze.bevel_m, -outline_m))
    grout = ramp(0.5 + 0.16 * slow + 0.12 * grain, "#6a645b", "#a79f93")
    grout = mix(
        grout, grout * 0.55, smooth_step(-0.2, 1.6, torus.fractal("grime", 5, octaves=5)) * (0.2 + 0.6 * look.wear)
    )
    smudge = smooth_step(-0.4, 1.8, torus.fractal("smudge", 4, octaves=6))
    gloss = 0.09 + 0.13 * smudge if look.finish != "matte" else 0.52 + 0.08 * smudge
    if glaze.crazed * look.wear > 0:
        craze = torus.cells("craze", 46, warp=torus.warp("craze/warp", 0.006, low=6, high=80, slope=2.0))
        line = smooth_step(0.05, 0.015, craze.edge) * smooth_step(-0.5, 1.0, slow) * glaze.crazed * look.wear
        colour = mix(colour, colour * 0.55, line)
    return Draft(
        torus,
        size_m,
        mix(grout_m, face_m, inside),
        mix(grout, colour, inside),
        mix(0.9, gloss + 0.015 * grain, inside),
    )


def _lean(torus: Torus, count: int, index: IntArray, x: FloatArray, y: FloatArray) -> FloatArray:
    return torus.each("lean across", count, -1, 1)[index] * x + torus.each("lean down", count, -1, 1)[index] * y


def _rectangular(
    torus: Torus, look: Look, *, columns: int, rows: int, size_m: float, shift: float, joint_m: float, glaze: _Glaze
) -> Draft:
    layout = courses(torus, columns, rows, size_m, shift=shift)
    outline_m = rounded_box(
        layout.dx, layout.dy, layout.width_m / 2 - joint_m / 2, layout.height_m / 2 - joint_m / 2, glaze.bevel_m * 1.5
    )
    lean = _lean(torus, layout.count, layout.index, layout.dx / layout.width_m, layout.dy / layout.height_m)
    return _glazed(torus, look, size_m, outline_m, layout.index, layout.count, lean, glaze)


def ceramic(torus: Torus, look: Look) -> Draft:
    """Draw 20 cm glazed wall tiles, 4 by 4 on 0.8 m."""
    glaze = _Glaze(("#d6d2c8", "#cfcbc1", "#dad6cd"), 0.05, 0.0018, 0.0026, 0.0005, 0.5)
    return _rectangular(torus, look, columns=4, rows=4, size_m=0.8, shift=0, joint_m=0.004, glaze=glaze)


def metro(torus: Torus, look: Look) -> Draft:
    """Draw bevelled metro tiles in running bond, 4 by 8 on 0.6 m."""
    glaze = _Glaze(("#e0ddd4", "#d8d5cc", "#e4e1d9"), 0.04, 0.0042, 0.0052, 0.0006, 0.3)
    return _rectangular(torus, look, columns=4, rows=8, size_m=0.6, shift=0.5, joint_m=0.003, glaze=glaze)


def mosaic(torus: Torus, look: Look) -> Draft:
    """Draw a glass mosaic of mixed blues, 14 by 14 on 0.35 m."""
    palette = ("#2d6274", "#3c8290", "#1f4a63", "#6aa8ab", "#274d58", "#93bfb8", "#35707f", "#d0d8cf")
    glaze = _Glaze(palette, 0.16, 0.0011, 0.0020, 0.0009)
    return _rectangular(torus, look, columns=14, rows=14, size_m=0.35, shift=0, joint_m=0.0028, glaze=glaze)


def hexagons(torus: Torus, look: Look) -> Draft:
    """Draw hexagonal tiles, 7 columns by 8 staggered rows on 0.7 m."""
    size_m, columns, rows = 0.7, 7, 8
    cells = torus.cells("hexagons", columns, rows, jitter=0.0, stagger=True)
    cell_m = size_m / columns
    palette = ("#8fa0a1", "#9dacab", "#84979a", "#a9b5b2", "#95a39f")
    glaze = _Glaze(palette, 0.07, 0.0016, 0.0024, 0.0005, 0.3)
    outline_m = 0.002 - cells.edge * np.float32(cell_m)
    lean = _lean(torus, cells.count, cells.index, cells.dx, cells.dy)
    return _glazed(torus, look, size_m, outline_m, cells.index, cells.count, lean, glaze)


def roof_tiles(torus: Torus, look: Look) -> Draft:
    """Draw a roof of overlapping beaver-tail clay tiles, 8 by 8 on 1.4 m."""
    size_m, columns, rows, lift_m = 1.4, 8, 8, 0.026
    wobble = torus.warp("wobble", 0.0012, low=2, high=30)
    y = (torus.down + wobble[1]) * np.float32(rows)
    band = np.floor(y)
    below_top = y - band

    def in_row(row: FloatArray) -> tuple[FloatArray, IntArray]:
        x = (torus.across + wobble[0]) * np.float32(columns) + np.float32(0.5) * (row % 2)
        column = np.floor(x)
        number = row.astype(np.int32) % rows * columns + column.astype(np.int32) % columns
        return x - column - np.float32(0.5), number

    x_here, number_here = in_row(band)
    x_under, number_under = in_row(band + 1)
    slip = torus.each("slip", columns * rows, -0.04, 0.04)
    tail = 0.94 - 0.36 * (1 - np.sqrt(np.clip(1 - (2.02 * x_here) ** 2, 0, 1))) + slip[number_here]
    on_top = below_top < tail
    index = np.where(on_top, number_here, number_under)
    x = np.where(on_top, x_here, x_under)
    along = np.where(on_top, below_top, below_top - 1)
    to_tail = np.where(on_top, tail - below_top, 1.0).astype(np.float32)
    side = smooth_step(0.49, 0.465, np.abs(x))
    grain = torus.waves("grain", low=60, slope=1.0)
    weather = torus.fractal("weather", 5, octaves=6)
    lean = torus.each("lean", columns * rows, -1, 1)[index] * x
    lip = smooth_step(0, 0.05, to_tail)
    height_m = lift_m * along - 0.007 * (1 - lip) + 0.006 * lean + 0.004 * np.sqrt(np.clip(1 - (2 * x) ** 2, 0, 1))
    height_m = height_m - 0.010 * (1 - side) + 0.00025 * grain + 0.0004 * weather
    palette = look.palette("#8a4a35", "#9a5840", "#7a3f30", "#a5654a", "#6e3d31", "#935039")
    colour = pick(torus.rng("palette"), palette, index, spread=0.2, tint=0.04)
    colour = colour * np.clip(1 + 0.12 * weather + 0.07 * grain, 0.4, 2)[..., None]
    soot = smooth_step(0.55, 1.0, along + 0.08 * weather) * (0.2 + 0.4 * look.wear)
    colour = mix(colour, colour * 0.5, soot)
    colour = mix(colour * 0.4, colour, side)
    colour = mix(colour, colour * 1.2 + 0.015, smooth_step(0.05, 0.0, to_tail) * 0.6)
    lichen = smooth_step(1.2, 1.9, torus.fractal("lichen", 12, octaves=5)) * smooth_step(
        0.3, 0.9, np.float32(look.wear) + 0 * along
    )
    colour = mix(colour, ramp(0.5 + 0.2 * grain, "#8d8b6c", "#b5b39a"), lichen * 0.8)
    return Draft(torus, size_m, height_m, colour, 0.82 + 0.04 * weather - 0.02 * grain)


TILING: tuple[Grammar, ...] = (
    Grammar(
        "Ceramic tiles",
        ("ceramic tile", "tile", "tiled wall", "tiled floor", "porcelain", "bathroom tile", "floor tile", "wall tile"),
        ("瓷砖", "地砖", "墙砖", "釉面砖", "陶瓷"),
        ceramic,
    ),
    Grammar("Metro tiles", ("metro tile", "subway tile"), ("地铁砖", "条形瓷砖"), metro),
    Grammar("Mosaic", ("mosaic", "mosaic tile", "glass mosaic", "pool tile"), ("马赛克", "泳池砖"), mosaic),
    Grammar(
        "Hexagonal tiles",
        ("hexagon tile", "hexagonal tile", "hex tile", "hexagon", "honeycomb tile"),
        ("六角砖", "六边形瓷砖", "六边形", "蜂窝砖"),
        hexagons,
    ),
    Grammar(
        "Roof tiles",
        ("roof tile", "roof", "shingle", "clay roof", "roofing", "terracotta roof"),
        ("屋顶瓦", "瓦片", "屋顶", "屋瓦", "瓦"),
        roof_tiles,
    ),
)
