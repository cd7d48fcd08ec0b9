"""Wood: planks, parquet, herringbone, bark."""

from dataclasses import dataclass

import numpy as np

from materials.drawing.draft import Draft
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.material import FloatArray, IntArray
from materials.patterns.noise import Torus, sample, warped
from materials.patterns.shapes import smooth_step
from materials.pixels.colour import luminance, mix, pick, ramp, rgb

_SPECIES: dict[str, tuple[str, ...]] = {
    "oak": ("#a8835a", "#b8946a", "#9a764f", "#b08b60"),
    "walnut": ("#5a3f2b", "#664832", "#4e3625", "#6d4d36"),
    "pine": ("#c79f6c", "#d0aa79", "#be9460", "#cba473"),
    "ebony": ("#2e2621", "#382e27", "#28211d"),
    "cherry": ("#8a5236", "#96593b", "#7d482f"),
}
_USUAL = ("#9a6f46", "#8a623c", "#a67c52", "#7f5836", "#ae8558")


@dataclass(frozen=True)
class _Boards:
    """A layout of boards; along is with the grain.

    Attributes:
        index: (H, W) number of the board.
        count: Number of boards.
        along, across: (H, W) metres from the middle of the board.
        edge_m: (H, W) distance to the board's edge, negative beyond it.
        width_m: Width of a board.
    """

    index: IntArray
    count: int
    along: FloatArray
    across: FloatArray
    edge_m: FloatArray
    width_m: float


@dataclass(frozen=True)
class _Grain:
    """The wood of each board: (H, W) fields."""

    late: FloatArray
    fibre: FloatArray
    pore: FloatArray
    knot: FloatArray
    slow: FloatArray


def _grain(torus: Torus, boards: _Boards, *, knots: float) -> _Grain:
    """Cut every board from its own place in a slab of wood.

    Growth rings are shells around a pith that leaves the board at an angle, so flat-sawn boards get their arches;
    fibres and pores are stretched noise sampled along the board.
    """
    count, index = boards.count, boards.index
    width = np.float32(boards.width_m)
    x, y = boards.across / width, boards.along / width  # in board widths
    u = torus.each("slab along", count)[index] + y * np.float32(0.09)
    v = torus.each("slab across", count)[index] + x * np.float32(0.11)
    wander = sample(torus.waves("wander", high=14, slope=2.6), u, v)
    slow = sample(torus.waves("slow", low=2, high=40, slope=2.2, stretch=(3, 1)), u, v)
    pith = torus.each("pith", count, -0.75, 0.75)[index]
    dive = torus.each("dive", count, 0.05, 0.22)[index]
    leaves = torus.each("leaves", count, -3.0, 3.0)[index]
    rings = torus.each("rings", count, 7, 12)[index]
    knot, push = _knots(torus, boards, knots)
    radius = np.sqrt((x - pith + 0.10 * wander) ** 2 + (dive * (y - leaves) + 0.06 * wander) ** 2)
    phase = radius * rings + 0.28 * slow + push * 2.2
    phase = phase + 0.25 * np.sin(phase * np.float32(0.9))  # rings are not equally wide
    turn = phase - np.floor(phase)
    late = turn**2.5 * smooth_step(1.0, 0.90, turn)
    fine_u = torus.each("fine along", count)[index] + y * np.float32(0.16)
    fine_v = torus.each("fine across", count)[index] + x * np.float32(0.33)
    fibre = sample(torus.waves("fibre", low=40, slope=0.9, stretch=(26, 1)), fine_u, fine_v)
    pores = sample(torus.waves("pores", low=70, slope=0.4, stretch=(14, 1)), fine_v * 0 + fine_u, fine_v)
    pore = smooth_step(1.2, 2.3, pores + 0.5 * late)
    return _Grain(late, fibre, pore, knot, slow)


def _knots(torus: Torus, boards: _Boards, strength: float) -> tuple[FloatArray, FloatArray]:
    """Return darkness of knots and how far they push the rings aside; at most one knot on some boards."""
    count, index = boards.count, boards.index
    has = (torus.each("knot", count) < 0.30 * strength).astype(np.float32)[index]
    dx = boards.across / np.float32(boards.width_m) - torus.each("knot across", count, -0.25, 0.25)[index]
    dy = boards.along / np.float32(boards.width_m) - torus.each("knot along", count, -2.0, 2.0)[index]
    size = torus.each("knot size", count, 0.06, 0.13)[index]
    distance = np.hypot(dx, dy * np.float32(0.62)) / size
    knot = smooth_step(1.15, 0.55, distance) * has
    push = np.exp(-np.hypot(dx, dy * np.float32(0.35)) / (size * 1.6)) * has
    return knot, push


def _timber(torus: Torus, look: Look, boards: _Boards, *, size_m: float, gap_depth_m: float, knots: float) -> Draft:
    """Colour, relief and gloss of boards."""
    grain = _grain(torus, boards, knots=knots)
    index, count = boards.index, boards.count
    weathered = max(0.0, look.wear - 0.5) * 2
    species = next((look.palette(*_SPECIES[name]) for name in _SPECIES if name in look.variants), None)
    palette = species if species and look.colour is None else look.palette(*_USUAL)
    tone = pick(torus.rng("palette"), palette, index, spread=0.13, tint=0.03)
    light = tone * np.array([1.06, 1.04, 1.0], np.float32)
    dark = tone * np.array([0.62, 0.54, 0.46], np.float32)
    colour = mix(light, dark, np.clip(0.62 * grain.late + 0.06 * grain.slow, 0, 1))
    colour *= np.clip(1 + 0.085 * grain.fibre + 0.06 * grain.slow, 0.5, 1.6)[..., None]
    colour = mix(colour, dark * 0.62, grain.pore * 0.6)
    colour = mix(colour, rgb("#2b190e"), grain.knot * 0.82)
    if weathered > 0:
        grey = luminance(colour)[..., None] * np.array([1.08, 1.05, 1.0], np.float32) + np.float32(0.03)
        colour = mix(colour, grey, weathered * 0.75)
    inside = smooth_step(-0.0003, 0.0004, boards.edge_m)
    bevel = smooth_step(0, 0.0028, boards.edge_m)
    check = smooth_step(1.9, 2.5, grain.fibre * 0.8 + grain.slow * 0.7) * weathered
    relief = 0.00012 * grain.fibre - 0.00030 * grain.pore - (0.00022 + 0.0006 * weathered) * grain.late
    cup = torus.each("cup", count, -1, 1)[index] * (2 * boards.across / np.float32(boards.width_m)) ** 2
    face_m = 0.0016 * bevel + relief + torus.each("proud", count, -0.0004, 0.0004)[index]
    face_m = face_m + 0.00045 * cup - 0.0016 * check - 0.0004 * grain.knot
    if look.colour is not None and "painted" in look.variants:
        colour, relief = _painted(torus, look, colour, grain)
    colour = mix(colour, colour * 0.25, check * 0.8)
    colour = mix(colour, colour * 0.6, (1 - bevel) * 0.5)
    varnish = 1.0 if look.finish == "polished" else 0.0 if look.finish == "matte" or weathered > 0 else 0.35
    rough = 0.62 + 0.05 * grain.fibre + 0.06 * grain.late + 0.12 * weathered
    glossy = 0.20 + 0.025 * grain.fibre + 0.10 * smooth_step(-0.5, 1.8, torus.fractal("scuff", 4, octaves=5))
    roughness = mix(mix(rough, glossy, varnish), 0.95, 1 - inside)
    height_m = mix(-gap_depth_m, face_m, inside)
    return Draft(torus, size_m, height_m, mix(rgb("#140d08"), colour, inside), roughness)


def _painted(torus: Torus, look: Look, wood: FloatArray, grain: _Grain) -> tuple[FloatArray, FloatArray]:
    """Return wood under flaking paint of the colour asked for, and the paint's share of the surface."""
    flaking = torus.fractal("flaking", 5, octaves=7) + 0.4 * grain.fibre + 0.3 * grain.late
    keep = smooth_step(2.6 - 2.4 * look.wear, 2.4 - 2.4 * look.wear, flaking)
    coat = look.tone("#8fa3a0") * (1 + 0.05 * grain.fibre + 0.04 * grain.slow)[..., None]
    return mix(wood, coat, keep), keep


def planks(torus: Torus, look: Look) -> Draft:
    """Draw 15 cm floorboards running down, 8 on 1.2 m, each with one butt joint."""
    size_m, columns, gap_m = 1.2, 8, 0.0026
    width_m = size_m / columns
    x = torus.across * np.float32(columns) + np.float32(0.5)
    column = np.floor(x)
    index = np.broadcast_to(column.astype(np.int32) % columns, (torus.size_px, torus.size_px))
    offset = torus.each("offset", columns)[index]
    y = torus.down + offset
    along = (y - np.floor(y) - np.float32(0.5)) * np.float32(size_m)
    across = np.broadcast_to((x - column - np.float32(0.5)) * np.float32(width_m), index.shape)
    wobble = 0.00018 * torus.fractal("wobble", 4, 24, octaves=4)
    edge_m = np.minimum(width_m / 2 - np.abs(across), size_m / 2 - np.abs(along)) - gap_m / 2 + wobble
    boards = _Boards(index, columns, along, across, edge_m, width_m)
    return _timber(torus, look, boards, size_m=size_m, gap_depth_m=0.0035, knots=1.0)


def parquet(torus: Torus, look: Look) -> Draft:
    """Draw basket-weave parquet: squares of five strips, turned alternately, 4 by 4 on 1.4 m."""
    size_m, squares, strips, gap_m = 1.4, 4, 5, 0.0007
    side_m = size_m / squares
    x, y = (axis * np.float32(squares) for axis in (torus.across, torus.down))
    column, row = np.floor(x), np.floor(y)
    fx, fy = x - column, y - row
    turned = ((column + row) % 2) == 1
    shape = (torus.size_px, torus.size_px)
    fx, fy = np.broadcast_to(fx, shape), np.broadcast_to(fy, shape)
    with_grain, over_grain = np.where(turned, fx, fy), np.where(turned, fy, fx)
    strip = np.minimum(np.floor(over_grain * strips), strips - 1)
    index = ((row * squares + column) * strips + strip).astype(np.int32)
    width_m = side_m / strips
    across = (over_grain * strips - strip - np.float32(0.5)) * np.float32(width_m)
    along = (with_grain - np.float32(0.5)) * np.float32(side_m)
    edge_m = np.minimum(width_m / 2 - np.abs(across), side_m / 2 - np.abs(along)) - gap_m / 2
    boards = _Boards(index, squares * squares * strips, along, across, edge_m, width_m)
    return _timber(torus, look, boards, size_m=size_m, gap_depth_m=0.0012, knots=0.15)


def herringbone(torus: Torus, look: Look) -> Draft:
    """Draw herringbone parquet laid at 45 degrees, blocks of 1 to 5 on 1.5 m."""
    size_m, ratio, gap_m = 1.5, 5, 0.0007
    steps = 2 * ratio  # grid cells along each diagonal; a multiple of the ratio closes the pattern
    width_m = size_m / (steps * float(np.sqrt(2)))
    x = (torus.across + torus.down) * np.float32(steps)
    y = (torus.down - torus.across) * np.float32(steps)
    column, row = np.floor(x), np.floor(y)
    phase = (column - row) % (2 * ratio)
    flat = phase < ratio
    # Cells of the same block share its first cell and direction.
    place = np.where(flat, phase, 2 * ratio - 1 - phase)
    first_column = np.where(flat, column - place, column)
    first_row = np.where(flat, row, row - place)
    along = np.where(flat, x - first_column, y - first_row) - np.float32(ratio / 2)
    across = np.where(flat, y - row, x - column) - np.float32(0.5)
    index, count = _diagonal_numbers(first_column, first_row, flat, steps)
    edge_m = np.minimum(0.5 - np.abs(across), ratio / 2 - np.abs(along)) * width_m - gap_m / 2
    boards = _Boards(index, count, along * np.float32(width_m), across * np.float32(width_m), edge_m, width_m)
    return _timber(torus, look, boards, size_m=size_m, gap_depth_m=0.0012, knots=0.1)


def _diagonal_numbers(
    column: FloatArray, row: FloatArray, flat: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], steps: int
) -> tuple[IntArray, int]:
    """Number the grid cells of a plane turned by 45 degrees; cells (s, -s) or (s, s) apart are the same cell."""
    column_i, row_i = column.astype(np.int64), row.astype(np.int64)
    shift = np.floor_divide(row_i, steps)
    row_in = row_i - shift * steps
    column_in = (column_i - shift * steps) % (2 * steps)
    number = ((row_in * 2 * steps + column_in) * 2 + flat).astype(np.int32)
    return number, 4 * steps * steps


def bark(torus: Torus, look: Look) -> Draft:
    """Draw the furrowed bark of an old oak, plates running down, on 0.7 m."""
    size_m = 0.7
    bend = torus.warp("bend", 0.007, low=2, high=20, slope=2.6)
    # Where a field stretched upwards crosses zero runs a furrow: the ridges between interlace like those of an oak.
    furrows = warped(torus.waves("furrows", low=7, high=44, slope=1.3, stretch=(1, 8)), bend)
    splits = warped(torus.waves("splits", low=14, high=90, slope=1.2, stretch=(1, 6)), bend)
    steps = warped(torus.waves("steps", low=10, high=60, slope=1.2, stretch=(1.6, 1)), bend)
    fibre = torus.waves("fibre", low=24, slope=1.2, stretch=(1, 6))
    detail = torus.fractal("detail", 20, octaves=6)
    furrow = 1 - np.exp(-np.abs(furrows) / np.float32(0.30))
    split = 1 - np.exp(-np.abs(splits) / np.float32(0.22))
    step = smooth_step(0.0, 0.35, np.abs(steps))
    plate = furrow * (0.45 + 0.30 * split + 0.25 * step)
    height_m = 0.026 * plate + 0.0014 * fibre * furrow + 0.0011 * detail
    shade = 0.02 + 0.80 * plate + 0.045 * fibre + 0.04 * detail
    tones = look.tones("#1d1612", "#3b2e25", "#5e4e40", "#83735f", "#9c8d78")
    colour = ramp(shade, *tones)
    lichen = smooth_step(1.0, 1.9, torus.fractal("lichen", 9, octaves=6)) * smooth_step(0.5, 0.9, furrow)
    colour = mix(colour, ramp(0.5 + 0.2 * detail, "#6f7459", "#9aa083"), lichen * 0.5)
    return Draft(torus, size_m, height_m, colour, 0.92 + 0.03 * detail)


WOOD: tuple[Grammar, ...] = (
    Grammar(
        "Wooden planks",
        (
            "plank",
            "wood plank",
            "floorboard",
            "wood",
            "wooden floor",
            "wooden wall",
            "hardwood",
            "timber",
            "wooden",
            "oak",
            "walnut",
            "pine",
            "decking",
            "wood floor",
            "wood panel",
            "board",
            "mahogany",
            "ebony",
            "cherry wood",
        ),
        ("木板", "木地板", "木质", "木纹", "木头", "橡木", "胡桃木", "松木", "木墙", "木"),
        planks,
    ),
    Grammar(
        "Parquet", ("parquet", "parquet floor", "basket weave parquet"), ("拼花地板", "拼木地板", "镶木地板"), parquet
    ),
    Grammar(
        "Herringbone parquet",
        ("herringbone", "herringbone parquet", "herringbone wood", "chevron", "herringbone floor"),
        ("人字拼", "人字形", "鱼骨拼", "人字拼地板", "鱼骨地板"),
        herringbone,
    ),
    Grammar("Tree bark", ("bark", "tree bark", "tree trunk"), ("树皮", "树干"), bark),
)
