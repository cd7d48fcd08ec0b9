"""Looks laid over a picture: seasons, times of day, weather, film, and ways of drawing.

Each takes an (H, W, 3) picture in sRGB 0..1, what the prompt was read as, and chance, and returns a new picture.
"""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from sandbox.paint.palettes import Colour, from_oklab, rgb, to_oklab
from sandbox.paint.turbulence import Plane, Rng, blur, blur_along, clouds, sheared, slope, step
from sandbox.paint.understanding import Reading


def luminance(picture: Plane) -> Plane:
    """Return the brightness (H, W)."""
    return picture @ np.array([0.299, 0.587, 0.114], np.float32)


def _screen(picture: Plane, light: Plane) -> Plane:
    return picture + (1 - picture) * np.clip(light, 0, 1)


def _grade(picture: Plane, shadows: Colour, lights: Colour, strength: float) -> Plane:
    """Tone shadows and lights towards two colours, keeping brightness."""
    y = luminance(picture)[..., None]
    tone = shadows + (lights - shadows) * step(0.1, 0.9, y)
    tone = tone * (y + 0.03) / (luminance(tone)[..., None] + 0.03)
    return np.clip(picture + (tone - picture) * np.float32(strength), 0, 1)


def saturated(picture: Plane, amount: float) -> Plane:
    """Return the picture with its chroma multiplied."""
    y = luminance(picture)[..., None]
    return np.clip(y + (picture - y) * np.float32(amount), 0, 1)


def _contrast(picture: Plane, amount: float) -> Plane:
    curve = picture * picture * (3 - 2 * picture)
    return np.clip(picture + (curve - picture) * np.float32(amount), 0, 1)


def _down(picture: Plane) -> Plane:
    height = picture.shape[0]
    return ((np.arange(height, dtype=np.float32) + 0.5) / height)[:, None] * np.ones((1, picture.shape[1]), np.float32)


def _spot(picture: Plane, x: float, y: float, radius: float) -> Plane:
    """Return a soft light at (x, y), fractions of the picture."""
    height, width = picture.shape[:2]
    unit = min(height, width)
    dx = (np.arange(width, dtype=np.float32)[None, :] - x * width) / unit
    dy = (np.arange(height, dtype=np.float32)[:, None] - y * height) / unit
    return 1 / (1 + (dx * dx + dy * dy) / radius**2) ** 1.4


def tinted(picture: Plane, colour: Colour, mask: Plane) -> Plane:
    """Return the picture with the masked part in another hue, its light and texture kept."""
    lab = to_oklab(picture.reshape(-1, 3)).reshape(picture.shape)
    target = to_oklab(colour)
    lab = lab.copy()
    weight = mask[..., None] * np.float32(0.85)
    lab[..., 1:] += (target[1:] * (0.45 + 0.75 * lab[..., :1]) - lab[..., 1:]) * weight
    lab[..., 0] += (target[0] - 0.6) * 0.35 * mask
    return from_oklab(np.clip(lab, -0.5, 1)).astype(np.float32)


def bokeh(picture: Plane, radius: float) -> Plane:
    """Return the picture out of focus: bright points spread more than dark ones."""
    sigma = radius * min(picture.shape[:2])
    weight = 0.15 + luminance(picture)[..., None] ** 3 * 4
    return np.clip(blur(picture * weight, sigma) / np.maximum(blur(weight, sigma), 1e-3), 0, 1)


def autumn(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Turn greens into amber and rust, in gold light."""
    lab = to_oklab(picture.reshape(-1, 3)).reshape(picture.shape).copy()
    green = step(0.005, 0.06, -lab[..., 1]) * step(-0.06, 0.03, lab[..., 2])
    leaf = clouds(rng, picture.shape[:2], (picture.shape[1] / 14, picture.shape[1] / 14), 5)[..., None]
    target = to_oklab(rgb("d9791f")) + (to_oklab(rgb("a8321f")) - to_oklab(rgb("d9791f"))) * np.clip(leaf, 0, 1)
    lab[..., 1:] += (target[..., 1:] * 1.05 - lab[..., 1:]) * (green * 0.92)[..., None]
    turned = from_oklab(lab).astype(np.float32)
    return _grade(saturated(turned, 1.12), rgb("5a3a2a"), rgb("ffd9a0"), 0.34)


def winter(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Lay snow on what faces up, cool the light, and let it snow."""
    y = luminance(picture)
    soft = blur(y, 0.004 * min(y.shape))
    facing_up = np.clip(-slope(soft, 0) * min(y.shape) * -0.045, -1, 1)
    patches = clouds(rng, y.shape, (y.shape[1] / 9, y.shape[0] / 14), 6)
    down = _down(picture)
    cover = np.clip(
        step(0.10, 0.55, facing_up + 0.45 * (patches - 0.5)) * 0.75
        + step(0.52, 0.95, down + 0.5 * (patches - 0.5)) * 0.72,
        0,
        0.92,
    )
    snow = rgb("eef3f8") * (0.72 + 0.33 * soft)[..., None]
    cooled = _grade(saturated(picture, 0.55), rgb("31435c"), rgb("e6eef6"), 0.42) * 0.92 + 0.08
    white = cooled + (snow - cooled) * blur(cover.astype(np.float32), 0.0012 * min(y.shape))[..., None]
    return _flakes(np.clip(white, 0, 1), rng)


def _flakes(picture: Plane, rng: Rng) -> Plane:
    """Add falling snow in three depths."""
    height, width = picture.shape[:2]
    unit = min(height, width)
    for count, size, power in ((900, 0.0016, 0.75), (260, 0.0034, 0.8), (46, 0.0095, 0.55)):
        layer = Image.new("L", (width, height))
        ink = ImageDraw.Draw(layer)
        for _ in range(int(count * width * height / unit**2)):
            x, y, r = (
                float(rng.random()) * width,
                float(rng.random()) * height,
                size * unit * float(rng.uniform(0.6, 1.2)),
            )
            ink.ellipse((x - r, y - r, x + r, y + r), fill=int(255 * power))
        soft = layer.filter(ImageFilter.GaussianBlur(size * unit * 0.45))
        picture = _screen(picture, (np.asarray(soft, np.float32) / 255)[..., None])
    return picture


def spring(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Freshen the greens, warm the light, and let petals drift by."""
    lab = to_oklab(picture.reshape(-1, 3)).reshape(picture.shape).copy()
    green = step(0.005, 0.05, -lab[..., 1])
    lab[..., 0] += 0.05 * green
    lab[..., 1:] += (to_oklab(rgb("f2a7c3"))[1:] - lab[..., 1:]) * (
        green * 0.75 * step(0.35, 0.7, clouds(rng, green.shape, (green.shape[1] / 7, green.shape[1] / 7), 5))
    )[..., None]
    fresh = _grade(saturated(from_oklab(lab).astype(np.float32), 1.1), rgb("4a4a5e"), rgb("ffe9ec"), 0.25) * 0.95 + 0.05
    height, width = fresh.shape[:2]
    unit = min(height, width)
    layer = Image.new("RGBA", (width, height))
    ink = ImageDraw.Draw(layer)
    for _ in range(70):
        x, y, r = float(rng.random()) * width, float(rng.random()) * height, unit * float(rng.uniform(0.004, 0.013))
        tone = int(rng.integers(0, 40))
        ink.ellipse((x - r, y - r * 0.6, x + r, y + r * 0.6), fill=(255, 190 + tone, 205 + tone, 215))
    soft = np.asarray(layer.filter(ImageFilter.GaussianBlur(unit * 0.0012)), np.float32) / 255
    return fresh + (soft[..., :3] - fresh) * soft[..., 3:]


def sunset(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Bathe the picture in low warm light from one side, shadows turning violet."""
    warm = _grade(saturated(picture, 1.08), rgb("3d2350"), rgb("ffb868"), 0.62)
    down = _down(picture)
    sky = (1 - step(0.0, 0.75, down))[..., None]
    warm = warm * (1 - 0.22 * (1 - sky)) * np.array([1.04, 0.97, 0.90], np.float32)
    warm = warm + (warm * (0.55 + 0.6 * rgb("ff8f5a")) - warm) * sky * 0.5
    x = float(rng.choice([rng.uniform(0.05, 0.25), rng.uniform(0.75, 0.95)]))
    y = float(rng.uniform(0.22, 0.42))
    light = 0.85 * _spot(picture, x, y, 0.16)[..., None] * rgb("ffc27a") + 0.35 * _spot(picture, x, y, 0.6)[
        ..., None
    ] * rgb("ff7a4a")
    return _contrast(_screen(np.clip(warm, 0, 1), light), 0.25)


def night(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Darken to moonlight; what was bright stays as lamps, stars stand in the smooth part above."""
    y = luminance(picture)
    dark = _grade(saturated(picture, 0.5) ** 1.35, rgb("060c22"), rgb("6f8fc8"), 0.72) * 0.52
    warmth = picture[..., 0] - picture[..., 2]
    lamps = np.maximum(step(0.80, 0.97, y), step(0.10, 0.30, warmth) * step(0.45, 0.75, y))
    lamps = lamps * (1 - step(0.45, 0.8, 1 - _down(picture)))
    glow = blur(lamps.astype(np.float32), 0.02 * min(y.shape)) * 1.4 + lamps * 0.7
    dark = _screen(dark, glow[..., None] * rgb("ffcb7d"))
    rough = blur(np.abs(y - blur(y, 2.0)), 0.02 * min(y.shape))
    sky = (1 - step(0.006, 0.018, rough)) * (1 - step(0.25, 0.55, _down(picture)))
    stars = (rng.random(y.shape) < 0.0009).astype(np.float32) * rng.random(y.shape).astype(np.float32) ** 2
    points = blur(stars, max(0.6, min(y.shape) / 1400)) * 9
    moon = _spot(picture, float(rng.uniform(0.1, 0.9)), -0.1, 0.35)
    return _screen(dark, (points * sky)[..., None] + moon[..., None] * rgb("38507f") * 0.6)


def neon(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Light the picture magenta from one side and cyan from the other."""
    dark = _contrast(saturated(picture, 0.75) ** 1.25, 0.4) * 0.62
    width = picture.shape[1]
    across = ((np.arange(width, dtype=np.float32) + 0.5) / width)[None, :, None]
    left, right = (rgb("ff2e88"), rgb("22d3ff")) if rng.random() < 0.5 else (rgb("22d3ff"), rgb("b13bff"))
    y = luminance(picture)[..., None]
    light = (left * (1 - step(0.0, 0.75, across)) + right * step(0.25, 1.0, across)) * (0.20 + 0.75 * y)
    lit = _screen(dark, light * 0.75)
    edges = np.clip(np.abs(y[..., 0] - blur(y[..., 0], 0.004 * min(y.shape[:2]))) * 5, 0, 1)
    return _screen(lit, blur(edges.astype(np.float32), 1.2)[..., None] * light * 1.2)


def daylight(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Lift the light to a clear day."""
    lifted = np.clip(picture, 0, 1) ** 0.78
    lifted = _grade(saturated(lifted, 1.22), rgb("2d4a63"), rgb("fff6df"), 0.22)
    light = _spot(picture, float(rng.uniform(0.1, 0.9)), -0.05, 0.7)[..., None] * rgb("fff1cf") * 0.38
    return _contrast(_screen(lifted, light), 0.2)


def fog(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Let fog drift through, thicker towards the horizon."""
    height, width = picture.shape[:2]
    drift = clouds(rng, (height, width), (width / 2.2, height / 6), 6)
    band = np.exp(-(((_down(picture) - 0.42) / 0.34) ** 2))
    amount = np.clip(0.18 + 0.72 * band * (0.45 + 0.9 * drift), 0, 0.86)[..., None]
    pale = saturated(picture, 0.6)
    soft = pale * 0.6 + blur(pale, 0.006 * min(height, width)) * 0.4
    return soft + (rgb("dde2e4") - soft) * amount


def rain(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Cool and wet the picture, and let it rain."""
    wet = _contrast(_grade(saturated(picture, 0.7), rgb("1c2a38"), rgb("c3d3dd"), 0.42), 0.25) * 0.82
    height, width = picture.shape[:2]
    unit = min(height, width)
    first = int(0.66 * height)
    mirror = blur_along(np.ascontiguousarray(wet[first - (height - first) : first][::-1]), 0.012 * unit, 0)
    puddle = step(0.42, 0.66, clouds(rng, (height - first, width), (width / 3, height / 22), 5))
    fade = step(0.0, 0.25, np.linspace(0, 1, height - first, dtype=np.float32))[:, None]
    wet[first:] += (mirror[: height - first] * 0.95 - wet[first:]) * (puddle * fade * 0.6)[..., None]
    for length, share, power in ((0.020, 0.004, 0.35), (0.05, 0.0013, 0.5)):
        drops = (rng.random((height, width)) < share).astype(np.float32)
        streak = blur_along(drops, length * unit * 0.6, 0) * np.float32(length * unit * 1.5)
        streak = sheared(streak, 0.12)
        wet = _screen(wet, (np.clip(streak, 0, 1) * power)[..., None] * rgb("cfe0ea"))
    return wet


def cold(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Shift everything to cold light."""
    return _contrast(_grade(saturated(picture, 0.8), rgb("14304f"), rgb("dff0ff"), 0.5), 0.2)


def vintage(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Fade like an old print: lifted blacks, warm lights, grain, a light leak."""
    faded = _grade(saturated(picture, 0.62), rgb("3b3a4a"), rgb("f4ddb0"), 0.45) * 0.84 + 0.10
    leak = (
        _spot(picture, float(rng.choice([-0.02, 1.02])), float(rng.uniform(0.1, 0.9)), 0.28)[..., None]
        * rgb("ff8a4c")
        * 0.55
    )
    grain = blur(rng.standard_normal(picture.shape[:2], dtype=np.float32), 0.7) * 0.05
    return np.clip(_screen(faded, leak) + grain[..., None], 0, 1)


def monochrome(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Print in black and white with deep contrast and grain."""
    red, green = float(rng.uniform(0.35, 0.55)), float(rng.uniform(0.32, 0.52))
    weights = np.array([red, green, 0.13], np.float32)
    y: Plane = np.clip(picture @ (weights / np.float32(red + green + 0.13)), 0, 1)
    local = y + 0.35 * (y - blur(y, 0.03 * min(y.shape)))
    grain = blur(rng.standard_normal(y.shape, dtype=np.float32), 0.6) * 0.04
    tone = _contrast(np.clip(local + grain, 0, 1)[..., None], 0.6)
    return np.repeat(tone, 3, axis=2) * np.array([1.0, 0.99, 0.965], np.float32)


def finish(picture: Plane, rng: Rng) -> Plane:
    """Give every output of one request its own small turn of light and tone."""
    warmth = float(rng.uniform(-0.035, 0.035))
    gain = np.array([1 + warmth, 1.0, 1 - warmth], np.float32) * float(rng.uniform(0.96, 1.05))
    return np.clip(_vignetted(picture * gain, float(rng.uniform(0.05, 0.22))), 0, 1)


def regrade(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Regrade clearly but with taste, in one of a few looks by chance; named colours lead the tone."""
    looks = (
        ("103a46", "ffd2a1", 0.46, 1.12),
        ("2b2350", "ffc9b0", 0.44, 1.05),
        ("1d3b2f", "fff0c8", 0.40, 1.00),
        ("14243f", "d9ecff", 0.46, 0.92),
        ("40261c", "ffe2ae", 0.46, 1.08),
    )
    shadows, lights, strength, chroma = looks[int(rng.integers(len(looks)))]
    y = luminance(picture)
    local = picture + 0.30 * (y - blur(y, 0.03 * min(y.shape)))[..., None]
    graded = _grade(saturated(np.clip(local, 0, 1), chroma), rgb(shadows), rgb(lights), strength)
    light = (
        _spot(picture, float(rng.choice([0.05, 0.95])), float(rng.uniform(0.0, 0.4)), 0.5)[..., None]
        * rgb(lights)
        * 0.30
    )
    return _vignetted(_contrast(_screen(graded, light), 0.35), 0.25)


def _vignetted(picture: Plane, amount: float) -> Plane:
    height, width = picture.shape[:2]
    dx = np.linspace(-1, 1, width, dtype=np.float32)[None, :]
    dy = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    return picture * (1 - amount * step(0.45, 1.5, np.sqrt(dx * dx + dy * dy)))[..., None]
