"""Cut and polished stone: marble, granite, travertine."""

import numpy as np

from materials.drawing.draft import Draft, drawn_finely
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.look import Look
from materials.material import FloatArray
from materials.patterns.noise import Torus, blur, warped
from materials.patterns.shapes import smooth_step
from materials.pixels.colour import luminance, mix, pick, ramp, rgb


def _veins(torus: Torus, name: str, *, high: float, width: float, sway: float, rough: float) -> FloatArray:
    """Return branching lines where a warped field crosses zero, 0 to 1, their width changing along them."""
    field = torus.waves(f"{name}/field", low=1, high=high, slope=2.2)
    long_sway = torus.warp(f"{name}/sway", sway, low=1, high=8, slope=2.6)
    short_sway = torus.warp(f"{name}/rough", rough, low=5, high=90, slope=2.8)
    bent = warped(field, (long_sway[0] + short_sway[0], long_sway[1] + short_sway[1]))
    thick = np.exp(np.clip(0.75 * torus.waves(f"{name}/thick", low=2, high=20, slope=1.8), -2.2, 1.6))
    present = smooth_step(-0.7, 0.9, torus.waves(f"{name}/present", high=8, slope=2.2))
    # Dividing by the slope of the field gives tile widths, so that veins do not swell where the field is flat.
    distance = np.abs(bent) / np.maximum(blur(_steepness(bent), 0.004), 3.0)
    return np.exp(-((distance / (width * thick)) ** 1.25)) * present


def _steepness(field: FloatArray) -> FloatArray:
    """Return the length of the gradient per tile width."""
    return np.hypot(np.roll(field, 1, 0) - field, np.roll(field, 1, 1) - field) * field.shape[0]


def marble(torus: Torus, look: Look) -> Draft:
    """Draw a polished marble slab with clouds and two families of veins on 1.2 m."""
    size_m = 1.2
    cloud = warped(torus.waves("cloud", high=60, slope=2.2), torus.warp("drift", 0.06, low=1, high=9))
    band = warped(torus.waves("band", high=9, slope=2.3), torus.warp("band/drift", 0.09, low=1, high=9))
    main = _veins(torus, "main", high=5, width=0.0060, sway=0.085, rough=0.010)
    halo = _veins(torus, "main", high=5, width=0.030, sway=0.085, rough=0.010)
    thin = _veins(torus, "thin", high=11, width=0.0022, sway=0.05, rough=0.009)
    crystal = torus.waves("crystal", low=110, slope=0.2)
    tones = look.tones("#b3b0ac", "#d3d1cd", "#e3e1dd", "#ebe9e6")
    colour = ramp(0.66 + 0.13 * cloud - 0.10 * smooth_step(0.2, 1.8, band) + 0.015 * crystal, *tones)
    dark = look.colour is not None and float(luminance(look.colour)) < 0.12
    vein = rgb("#d8d2c5") if dark else rgb("#75716e")
    warm = rgb("#b98f4a") if dark else rgb("#8d8273")
    colour = mix(colour, vein, halo * 0.30)
    colour = mix(colour, mix(vein, warm, smooth_step(-0.5, 1.0, band)), np.clip(0.88 * main + 0.60 * thin, 0, 0.9))
    gloss = 0.45 if look.finish == "matte" else 0.09
    roughness = gloss + 0.05 * smooth_step(-0.5, 2, torus.fractal("wipe", 4, octaves=5)) + 0.05 * main
    height_m = -0.00004 * main - 0.00002 * thin + 0.000002 * crystal + 0.00008 * torus.waves("flat", high=4, slope=3)
    return Draft(torus, size_m, height_m, colour, roughness)


def granite(torus: Torus, look: Look) -> Draft:
    """Draw polished granite: interlocking feldspar, quartz and mica on 0.4 m."""
    return drawn_finely(torus, lambda fine: _crystals(fine, look), finest_px=512)


def _crystals(torus: Torus, look: Look) -> Draft:
    size_m = 0.4
    grain = torus.waves("grain", low=100, slope=0.3)
    cloud = torus.waves("cloud", high=12, slope=2.2)
    warp = torus.warp("warp", 0.004, low=12, high=160, slope=1.4)
    feldspar = torus.cells("feldspar", 48, jitter=1.0, warp=warp)
    base = look.palette("#a89a90", "#b9aca1", "#97908a", "#c6bbb0", "#8b8783", "#a4887a", spread=0.3)
    colour = pick(torus.rng("feldspar/palette"), base, feldspar.index, spread=0.12, tint=0.03)
    colour = mix(colour, colour * 0.82, smooth_step(0.10, 0.0, feldspar.edge))
    roughness = 0.10 + 0.02 * grain
    for name, columns, share, tones in (
        ("quartz", 74, 0.26, ("#8d8f92", "#a7a9aa", "#787b80")),
        ("mica", 92, 0.20, ("#232323", "#31302f", "#1c1d20")),
        ("flecks", 150, 0.10, ("#1d1d1e", "#40362f", "#d8d2c8")),
    ):
        cells = torus.cells(name, columns, jitter=1.0, warp=warp, edges=False)
        bunch = torus.each(f"{name}/bunch", cells.count, -0.18, 0.18)[cells.index] + 0.05 * cloud
        present = (torus.each(f"{name}/present", cells.count)[cells.index] + bunch < share).astype(np.float32)
        mask = present * smooth_step(0.80, 0.62, cells.distance)
        stone = pick(torus.rng(f"{name}/palette"), [*tones], cells.index, spread=0.2, tint=0.02)
        colour = mix(colour, stone, mask * 0.92)
        roughness = mix(roughness, 0.16 if name == "mica" else 0.08, mask)
    colour = colour * (1 + 0.05 * grain + 0.05 * cloud)[..., None]
    if look.finish == "matte":
        roughness = roughness + 0.45
    height_m = 0.000004 * grain + 0.00005 * torus.waves("flat", high=4, slope=3)
    return Draft(torus, size_m, height_m, colour, roughness)


def travertine(torus: Torus, look: Look) -> Draft:
    """Draw honed travertine with layers and open pores on 0.8 m."""
    size_m = 0.8
    drift = torus.warp("drift", 0.012, low=1, high=20, slope=2.0)
    layers = warped(torus.waves("layers", low=3, high=120, slope=1.7, stretch=(7, 1)), drift)
    cloud = torus.fractal("cloud", 4, octaves=6)
    holes = warped(torus.waves("holes", low=14, high=190, slope=1.1, stretch=(3.2, 1)), drift)
    hole = smooth_step(1.55, 2.0, holes + 0.45 * layers)
    grain = torus.waves("grain", low=90, slope=0.6)
    tones = look.tones("#a8906f", "#c2ab8a", "#d3c0a2", "#dfd0b8")
    colour = ramp(0.52 + 0.16 * layers + 0.07 * cloud + 0.03 * grain, *tones)
    colour = mix(colour, colour * np.array([0.45, 0.38, 0.30], np.float32), hole * 0.85)
    height_m = -0.0022 * hole + 0.00003 * layers + 0.000012 * grain
    gloss = 0.16 if look.finish == "polished" else 0.42
    return Draft(torus, size_m, height_m, colour, mix(gloss + 0.03 * cloud, 0.9, hole))


MINERAL: tuple[Grammar, ...] = (
    Grammar("Marble", ("marble", "marble slab", "carrara", "polished marble"), ("大理石", "云石"), marble),
    Grammar("Granite", ("granite", "granite slab", "polished granite"), ("花岗岩", "花岗石", "麻石"), granite),
    Grammar("Travertine", ("travertine", "limestone", "sandstone"), ("洞石", "石灰石", "砂岩", "石灰华"), travertine),
)
