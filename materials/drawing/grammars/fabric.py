"""Cloth and hide: woven linen and denim, knit, carpet, velvet, leather, carbon fibre."""

from dataclasses import dataclass

import numpy as np

from materials.drawing.draft import Draft
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.material import FloatArray
from materials.patterns.noise import Torus, warped
from materials.patterns.shapes import smooth_step
from materials.pixels.colour import mix, pick

_UNDYED_COTTON = np.array([0.72, 0.70, 0.64], np.float32)
_PLAIN = ((1, 0), (0, 1))
_TWILL_3_1 = ((0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0))
_TWILL_2_2 = ((1, 1, 0, 0), (0, 1, 1, 0), (0, 0, 1, 1), (1, 0, 0, 1))


@dataclass(frozen=True)
class _Weave:
    """A woven surface, all (H, W).

    Attributes:
        height: 0 low to about 2 where a thread crosses on top.
        warp_on_top: 1 where the thread that runs down is seen, 0 where the one across.
        lying: Height of the seen thread above its lowest, 0 to 1.
        ridge: 1 on the thread's middle line to 0 at its side.
        twist: -1 to 1 along the yarn's twist.
        warp_number, weft_number: Which thread.
    """

    height: FloatArray
    warp_on_top: FloatArray
    lying: FloatArray
    ridge: FloatArray
    twist: FloatArray
    warp_number: np.ndarray[tuple[int, ...], np.dtype[np.int32]]
    weft_number: np.ndarray[tuple[int, ...], np.dtype[np.int32]]


def _weave(
    torus: Torus, draft: tuple[tuple[int, ...], ...], threads: int, *, wobble: float, sharpness: float = 1.0
) -> _Weave:
    """Weave threads each way by a draft: draft[column][row] is 1 where the thread that runs down is on top."""
    pattern = np.array(draft, np.float32)
    period = len(pattern)
    warp = torus.warp("wobble", wobble, low=1, high=24, slope=2.0)
    x, y = (torus.across + warp[0]) * np.float32(threads), (torus.down + warp[1]) * np.float32(threads)
    column, row = np.floor(x), np.floor(y)
    fx, fy = x - column - np.float32(0.5), y - row - np.float32(0.5)
    column_i, row_i = column.astype(np.int32) % threads, row.astype(np.int32) % threads

    def lift(along: FloatArray, here: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        """Follow a thread from crossing to crossing on a smooth path."""
        t = np.abs(along)
        beside = np.where(along < 0, before, after)
        s = smooth_step(0.5 - 0.5 / sharpness, 0.5 + 0.5 / sharpness, t)
        return here + (beside - here) * 0.5 * s

    c, r = column_i % period, row_i % period
    here = pattern[c, r]
    warp_lift = lift(fy, here, pattern[c, (r - 1) % period], pattern[c, (r + 1) % period])
    weft_lift = 1 - lift(fx, here, pattern[(c - 1) % period, r], pattern[(c + 1) % period, r])
    warp_round = np.sqrt(np.clip(1 - (fx / 0.5) ** 2, 0, 1))
    weft_round = np.sqrt(np.clip(1 - (fy / 0.5) ** 2, 0, 1))
    warp_height, weft_height = warp_lift + 0.7 * warp_round, weft_lift + 0.7 * weft_round
    on_top = smooth_step(-0.05, 0.05, warp_height - weft_height)
    twist_of_warp = np.sin((fx * 1.5 + y * 1.3) * np.float32(2 * np.pi))
    twist_of_weft = np.sin((fy * 1.5 + x * 1.3) * np.float32(2 * np.pi))
    return _Weave(
        height=np.maximum(warp_height, weft_height),
        warp_on_top=on_top,
        lying=mix(weft_lift, warp_lift, on_top),
        ridge=mix(weft_round, warp_round, on_top),
        twist=mix(twist_of_weft, twist_of_warp, on_top),
        warp_number=column_i,
        weft_number=row_i,
    )


def _cloth(
    torus: Torus, look: Look, cloth: _Weave, *, size_m: float, threads: int, warp: FloatArray, weft: FloatArray
) -> Draft:
    """Colour and fuzz of a weave."""
    fuzz = torus.waves("fuzz", low=90, slope=0.4)
    slubs_down = torus.waves("slubs down", low=8, slope=1.2, stretch=(1, 14))
    slubs_across = torus.waves("slubs across", low=8, slope=1.2, stretch=(14, 1))
    slub = mix(slubs_across, slubs_down, cloth.warp_on_top)
    warp_tone = torus.each("warp tone", threads, 0.86, 1.12)[cloth.warp_number]
    weft_tone = torus.each("weft tone", threads, 0.86, 1.12)[cloth.weft_number]
    colour = mix(weft * weft_tone[..., None], warp * warp_tone[..., None], cloth.warp_on_top)
    light = 0.42 + 0.34 * cloth.ridge + 0.24 * cloth.lying
    light = light * np.clip(1 + 0.06 * cloth.twist + 0.10 * fuzz + 0.06 * slub, 0.4, 1.6)
    thread_m = np.float32(size_m / threads)
    wrinkle = torus.waves("wrinkle", high=7, slope=3.2)
    height_m = thread_m * (0.34 * cloth.height + 0.025 * cloth.twist * cloth.ridge + 0.02 * fuzz + 0.05 * slub)
    height_m = height_m + 0.004 * size_m * wrinkle
    colour = colour * light[..., None] * (1 + 0.04 * torus.fractal("fade", 3, octaves=5))[..., None]
    return Draft(torus, size_m, height_m, colour, 0.86 + 0.03 * fuzz - 0.04 * cloth.ridge)


def linen(torus: Torus, look: Look) -> Draft:
    """Draw plain-woven linen, 72 threads each way on 7 cm."""
    size_m, threads = 0.07, 72
    tone = look.tone("#b3a488")
    cloth = _weave(torus, _PLAIN, threads, wobble=0.0016)
    return _cloth(torus, look, cloth, size_m=size_m, threads=threads, warp=tone, weft=tone * np.float32(1.08))


def canvas(torus: Torus, look: Look) -> Draft:
    """Draw coarse canvas or burlap, 40 threads each way on 8 cm."""
    size_m, threads = 0.08, 40
    tone = look.tone("#96805c")
    cloth = _weave(torus, _PLAIN, threads, wobble=0.0028)
    return _cloth(torus, look, cloth, size_m=size_m, threads=threads, warp=tone, weft=tone * np.float32(0.92))


def denim(torus: Torus, look: Look) -> Draft:
    """Draw denim, a 3/1 twill of blue warp and white weft, 104 threads each way on 6 cm."""
    size_m, threads = 0.06, 104
    cloth = _weave(torus, _TWILL_3_1, threads, wobble=0.0010)
    blue = look.tone("#3d5070")
    draft = _cloth(torus, look, cloth, size_m=size_m, threads=threads, warp=blue, weft=mix(blue, _UNDYED_COTTON, 0.16))
    # Indigo rubs off the crowns of the threads.
    faded = smooth_step(0.3, 1.0, cloth.lying * cloth.ridge) * smooth_step(
        -1.0, 1.4, torus.fractal("worn", 3, octaves=6)
    )
    draft.basecolor = mix(draft.basecolor, draft.basecolor * 1.7 + 0.03, faded * (0.06 + 0.5 * look.wear))
    washed = torus.waves("washed", low=1, high=10, slope=1.8)
    draft.basecolor = draft.basecolor * np.clip(0.94 + 0.10 * washed, 0.6, 1.4)[..., None]
    return draft


def carbon_fibre(torus: Torus, look: Look) -> Draft:
    """Draw carbon fibre, a 2/2 twill of flat tows under clear lacquer, 24 tows each way on 5 cm."""
    size_m, threads = 0.05, 24
    cloth = _weave(torus, _TWILL_2_2, threads, wobble=0.0006, sharpness=1.6)
    fibres_down = torus.waves("fibres down", low=60, slope=0.3, stretch=(1, 40))
    fibres_across = torus.waves("fibres across", low=60, slope=0.3, stretch=(40, 1))
    fibre = mix(fibres_across, fibres_down, cloth.warp_on_top)
    # Tows reflect along their own direction: under one light, one set looks bright and the other dark.
    sheen = mix(0.030, 0.075, cloth.warp_on_top) * (0.45 + 0.55 * cloth.ridge**1.5) * (0.7 + 0.3 * cloth.lying)
    tint = (
        np.ones(3, np.float32) if look.colour is None else look.colour / np.float32(max(0.05, float(look.colour.max())))
    )
    colour = np.clip(sheen * (1 + 0.16 * fibre), 0.012, 0.3)[..., None] * tint
    height_m = size_m / threads * (0.020 * cloth.height + 0.004 * cloth.ridge) + 0.0000012 * fibre
    gloss = 0.14 if look.finish != "matte" else 0.5
    roughness = gloss + 0.10 * (1 - cloth.ridge) + 0.02 * np.clip(fibre, -1, 1)
    return Draft(torus, size_m, height_m, colour, roughness)


def knit(torus: Torus, look: Look) -> Draft:
    """Draw a stocking-stitch knit, 14 stitches by 18 rows on 9 cm."""
    size_m, wales, rows = 0.09, 14, 18
    warp = torus.warp("wobble", 0.0022, low=1, high=16)
    x, y = (torus.across + warp[0]) * np.float32(wales), (torus.down + warp[1]) * np.float32(rows)
    column, row = np.floor(x), np.floor(y)
    fx, fy = x - column - np.float32(0.5), y - row
    side = np.where(fx < 0, -1, 1).astype(np.float32)
    half = np.abs(fx)
    height = np.full(x.shape, -1.0, np.float32)
    along = np.zeros_like(height)
    across = np.zeros_like(height)
    # Each leg leans out upwards and reaches into the row above; three rows can lie over a pixel.
    for step in (-1, 0, 1):
        local = fy - np.float32(step)  # 0 at the top of the stitch's own row, 1 at its bottom
        t = np.clip((local + 0.55) / 1.6, 0, 1)
        middle = 0.40 - 0.27 * t**1.4
        inside = (local > -0.55) & (local < 1.05)
        offset = (half - middle) / 0.245
        bulge = np.sqrt(np.clip(1 - offset**2, 0, 1))
        crown = np.sin(np.pi * np.clip(t * 0.96 + 0.02, 0, 1)) ** 0.7
        leg = np.where(inside & (np.abs(offset) < 1), bulge * 0.75 + 0.55 * crown + 0.25 * t, -1)
        higher = leg > height
        height, along, across = (np.where(higher, a, b) for a, b in ((leg, height), (t, along), (offset, across)))
    ply = np.sin((along * 2.6 + across * 0.42 * 1.0 + 0.1 * side) * np.float32(2 * np.pi))
    fuzz = torus.waves("fuzz", low=70, slope=0.5)
    soft = torus.fractal("soft", 30, octaves=4)
    yarn = np.clip(height, 0, 1.5)
    cell_m = np.float32(size_m / wales)
    height_m = cell_m * (0.42 * yarn + 0.045 * ply * (height > 0) + 0.03 * fuzz + 0.03 * soft)
    number = (row.astype(np.int32) % rows) * wales + column.astype(np.int32) % wales
    tone = pick(torus.rng("palette"), [look.tone("#a9523f")], number, spread=0.07, tint=0.015)
    light = 0.30 + 0.50 * smooth_step(-0.2, 1.3, height) + 0.06 * ply + 0.05 * fuzz + 0.04 * soft
    colour = tone * np.clip(light, 0.1, 1.4)[..., None] * np.float32(1.25)
    return Draft(torus, size_m, height_m, colour, 0.93 + 0.02 * fuzz)


def carpet(torus: Torus, look: Look) -> Draft:
    """Draw loop-pile carpet in staggered rows of tufts on 0.25 m."""
    size_m, columns, rows = 0.25, 34, 52
    warp = torus.warp("wobble", 0.0030, low=2, high=60, slope=1.8)
    tufts = torus.cells("tufts", columns, rows, jitter=0.32, warp=warp, stagger=True)
    index = tufts.index
    dome = np.clip(1 - (tufts.distance / 0.8) ** 2, 0, 1) ** np.float32(0.7) * smooth_step(0.0, 0.4, tufts.edge)
    # Two yarns twisted into one lie along every loop.
    angle = torus.each("lie", tufts.count, 0.55, 1.05)[index]
    twist = tufts.dx * np.cos(angle) + tufts.dy * np.sin(angle)
    ply = np.sin((twist * 2.4 + torus.each("ply", tufts.count)[index]) * np.float32(2 * np.pi))
    fuzz = torus.waves("fuzz", low=120, slope=0.1)
    tall = torus.each("tall", tufts.count, 0.85, 1.05)[index]
    height_m = 0.0015 * dome * tall + 0.00016 * ply * dome + 0.00016 * fuzz
    palette = look.palette("#8c8577", "#958e80", "#837c70", "#99927f", "#787268", spread=0.10)
    colour = pick(torus.rng("palette"), palette, index, spread=0.05, tint=0.015)
    light = 0.34 + 0.66 * dome * tall + 0.09 * ply * dome + 0.15 * fuzz
    colour = colour * np.clip(light, 0.2, 1.5)[..., None]
    return Draft(torus, size_m, height_m, colour, 0.95 + 0.02 * fuzz)


def velvet(torus: Torus, look: Look) -> Draft:
    """Draw crushed velvet, whose nap lies in patches, on 0.3 m."""
    size_m = 0.3
    crush = torus.warp("crush", 0.02, low=1, high=9, slope=2.6)
    nap = warped(torus.waves("nap", low=2, high=22, slope=2.6), crush)
    folds = warped(torus.waves("folds", low=2, high=8, slope=2.4), crush)
    fuzz = torus.waves("fuzz", low=90, slope=0.3)
    # Seen along its pile, velvet is dark; seen against it, its tips are bright.
    sheen = np.clip(0.5 + 0.5 * np.tanh(0.6 * nap + 0.4 * folds) + 0.10 * fuzz, 0, 1)
    height_m = 0.00050 * folds + 0.00012 * nap + 0.000022 * fuzz
    tone = look.tone("#6d2036")
    colour = mix(tone * 0.5, tone * 1.2 + 0.006, sheen) * (1 + 0.10 * fuzz)[..., None]
    return Draft(torus, size_m, height_m, colour, 0.94 - 0.10 * sheen + 0.02 * fuzz)


def leather(torus: Torus, look: Look) -> Draft:
    """Draw full-grain leather with creases on 0.16 m."""
    size_m = 0.16
    warp = torus.warp("grain", 0.006, low=3, high=70, slope=2.2)
    fine_warp = (warp[0] * np.float32(0.5), warp[1] * np.float32(0.5))
    grain = torus.cells("pebbles", 32, warp=warp)
    small = torus.cells("small", 84, warp=fine_warp)
    folds = torus.cells("folds", 6, warp=(warp[0] * 3, warp[1] * 3))
    cloud = torus.fractal("cloud", 4, octaves=6)
    fibre = torus.waves("fibre", low=90, slope=0.8)
    pebble = smooth_step(0.0, 0.22, grain.edge)
    dimple = smooth_step(0.0, 0.24, small.edge)
    crease = smooth_step(0.085, 0.0, folds.edge) * smooth_step(-0.4, 0.9, cloud) * (0.4 + 0.8 * look.wear)
    swell = torus.each("swell", grain.count, 0.65, 1.15)[grain.index]
    height_m = 0.00021 * pebble * swell + 0.000075 * dimple * pebble - 0.00018 * crease
    height_m = height_m + 0.00045 * torus.waves("drape", high=6, slope=3.2) + 0.000008 * fibre
    tone = look.tone("#5f3823")
    colour = tone * np.clip(1 + 0.13 * cloud + 0.05 * fibre, 0.4, 1.7)[..., None]
    colour = mix(colour * 0.48, colour, (0.3 + 0.7 * pebble) * (0.65 + 0.35 * dimple) * (1 - 0.6 * crease))
    rubbed = smooth_step(0.5, 2.0, torus.fractal("rubbed", 3, octaves=5)) * look.wear * pebble
    colour = mix(colour, colour * 1.6 + 0.014, rubbed)
    gloss = 0.36 if look.finish == "polished" else 0.68 if look.finish == "matte" else 0.50
    roughness = gloss + 0.16 * (1 - pebble) + 0.03 * cloud + 0.10 * rubbed
    return Draft(torus, size_m, height_m, colour, roughness)


FABRIC: tuple[Grammar, ...] = (
    Grammar(
        "Linen",
        ("linen", "fabric", "cloth", "cotton", "textile", "woven fabric", "weave", "upholstery"),
        ("亚麻", "亚麻布", "织物", "布料", "棉布", "布艺", "布"),
        linen,
    ),
    Grammar(
        "Canvas",
        ("canvas", "burlap", "sackcloth", "hessian", "jute", "sacking"),
        ("帆布", "麻布", "粗麻布", "麻袋"),
        canvas,
    ),
    Grammar("Denim", ("denim", "jeans", "denim fabric"), ("牛仔布", "牛仔", "丹宁"), denim),
    Grammar(
        "Knitted wool",
        ("knit", "knitted wool", "knitwear", "knitted", "wool", "sweater", "knitted fabric", "jumper"),
        ("针织", "毛衣", "毛线", "羊毛", "针织毛衣"),
        knit,
    ),
    Grammar("Carpet", ("carpet", "rug", "carpet floor"), ("地毯", "毛毯"), carpet),
    Grammar("Velvet", ("velvet", "suede", "velour", "crushed velvet"), ("天鹅绒", "丝绒", "绒布", "麂皮"), velvet),
    Grammar(
        "Leather", ("leather", "full-grain leather", "leatherette", "hide"), ("皮革", "真皮", "牛皮", "皮"), leather
    ),
    Grammar("Carbon fibre", ("carbon fibre", "carbon fiber", "carbon"), ("碳纤维", "碳纤"), carbon_fibre),
)
