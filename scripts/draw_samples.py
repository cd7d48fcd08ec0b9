"""Draw the sample pictures that examples bring along into ui/static: `python -m scripts.draw_samples`."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.interpolate import PchipInterpolator

Array = NDArray[np.float64]
PICTURES = Path(__file__).parent.parent / "ui" / "static" / "pictures"
OVERSAMPLING = 2


def main() -> None:
    """Write every sample as WebP."""
    for name, picture in (("sample-hills", hills(960, 720)), ("sample-still-life", still_life(768, 768))):
        image = Image.fromarray((np.clip(picture, 0, 1) ** (1 / 2.2) * 255 + 0.5).astype(np.uint8))
        size = (image.width // OVERSAMPLING, image.height // OVERSAMPLING)
        image.resize(size, Image.Resampling.LANCZOS).save(PICTURES / f"{name}.webp", quality=86, method=6)


def colour(text: str) -> Array:
    """Return linear RGB of a hex colour."""
    return (np.array([int(text[place : place + 2], 16) for place in (0, 2, 4)]) / 255) ** 2.2


def mix(low: Array, high: Array, amount: Array) -> Array:
    """Blend two colours or pictures by an amount of 0 to 1 per pixel."""
    return low + (high - low) * amount[..., None]


def smooth(low: float, high: float, value: Array) -> Array:
    """Rise smoothly from 0 at `low` to 1 at `high`."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def wander(positions: Array, seed: int, *, octaves: int = 7, first_hz: float = 1.6, fall: float = 0.5) -> Array:
    """Return a line of natural irregularity, about -1 to 1, over positions in picture widths."""
    rng, line = np.random.default_rng(seed), np.zeros_like(positions)
    for octave in range(octaves):
        knots = rng.uniform(-1, 1, 4096)
        at = positions * first_hz * 2**octave + 100
        whole = np.floor(at).astype(int)
        part = at - whole
        part = part * part * (3 - 2 * part)
        line += fall**octave * (knots[whole % 4096] * (1 - part) + knots[(whole + 1) % 4096] * part)
    return line


def hills(width: int, height: int) -> Array:
    """Paint a valley at dusk: ridge behind ridge into the haze, a low sun, a row of trees, one house."""
    width, height = width * OVERSAMPLING, height * OVERSAMPLING
    y, x = np.mgrid[0:height, 0:width].astype(float)
    u, v = x / width, y / height
    picture = mix(colour("5c7fae"), colour("f0b98a"), smooth(0.0, 0.52, v))
    picture = mix(picture, colour("fbe3b8"), np.exp(-(((u - 0.68) / 0.30) ** 2) - ((v - 0.43) / 0.20) ** 2) * 0.85)
    picture = mix(picture, colour("fff3d4"), smooth(0.045, 0.041, np.hypot((u - 0.68) * width / height, v - 0.415)))
    clouds = wander(u[0] * 1.0, 5)[None, :] * 0.012 + 0.17
    for step, thick in enumerate((0.020, 0.012, 0.016)):
        at = clouds + step * 0.055
        fade = wander(u[0] * 2, 30 + step)[None, :] * 0.5 + 0.35
        picture = mix(picture, colour("f7d9bd"), np.exp(-(((v - at) / thick) ** 2)) * np.clip(fade, 0, 1) * 0.55)
    haze, near = colour("e9b592"), colour("1d3030")
    layers = 6
    for layer in range(layers):
        depth = layer / (layers - 1)
        base = 0.47 + 0.36 * depth**1.25
        ridge = base + (0.075 - 0.02 * depth) * wander(u[0] * (1.0 - 0.3 * depth), 11 + layer, fall=0.46)
        if layer == layers - 1:
            ridge = 0.86 + 0.05 * wander(u[0] * 0.7, 77, fall=0.35)
        body = haze + (near - haze) * (0.25 + 0.75 * depth)
        lift = smooth(0.0, 0.28, v - ridge[None, :]) * (1 - depth) * 0.75
        shade = mix(np.broadcast_to(body, picture.shape), haze * 0.98, lift)
        rim = (
            np.exp(-np.clip(v - ridge[None, :], 0, 1) / 0.006) * np.exp(-(((u - 0.68) / 0.28) ** 2)) * (1 - 0.6 * depth)
        )
        shade = mix(shade, colour("ffd9a3"), rim * 0.55)
        picture = mix(picture, shade, smooth(-0.0008, 0.0008, v - ridge[None, :]))
        if layer == layers - 2:
            picture = _trees(picture, u, v, ridge, near)
    return _house(picture, u, v)


def _trees(picture: Array, u: Array, v: Array, ridge: Array, ink: Array) -> Array:
    rng = np.random.default_rng(4)
    width = u.shape[1]
    for place in np.sort(np.concatenate([rng.uniform(0.02, 0.42, 46), rng.uniform(0.80, 0.99, 20)])):
        tall = rng.uniform(0.028, 0.062)
        foot = ridge[min(int(place * width), width - 1)] + 0.01
        up = (foot - v) / tall
        jag = 0.80 + 0.20 * np.abs(np.sin(up * 26 + place * 90))
        crown = (np.abs(u - place) < 0.0085 * (1 - up) * jag * (tall / 0.045)) & (up > 0) & (up < 1)
        picture = mix(picture, ink * rng.uniform(0.85, 1.3), crown.astype(float) * 0.96)
    return picture


def _house(picture: Array, u: Array, v: Array) -> Array:
    def box(left: float, top: float, right: float, bottom: float) -> Array:
        return ((u > left) & (u < right) & (v > top) & (v < bottom)).astype(float)

    left, right, top, bottom = 0.555, 0.622, 0.765, 0.822
    middle = (left + right) / 2
    roof = (np.abs(u - middle) < (v - 0.722) * 0.94) & (v > 0.722) & (v < top)
    picture = mix(picture, colour("16201f"), box(0.604, 0.722, 0.612, 0.755))
    picture = mix(picture, colour("4b3a34"), box(left, top - 0.002, right, bottom))
    picture = mix(picture, colour("241d1c"), roof.astype(float))
    for window in (0.567, 0.600):
        glow = np.exp(-(np.hypot((u - window - 0.006) * 1.33, v - 0.785) ** 2) / 0.0011)
        picture = mix(picture, colour("ffb355"), glow * 0.35)
        picture = mix(picture, colour("ffd98c"), box(window, 0.775, window + 0.012, 0.797))
    return picture


def still_life(width: int, height: int) -> Array:
    """Paint a glazed vase and two pears on a table by window light; each is a solid of revolution, shaded per pixel."""
    width, height = width * OVERSAMPLING, height * OVERSAMPLING
    y, x = np.mgrid[0:height, 0:width].astype(float)
    u, v = x / width, y / height
    wall = mix(colour("b9ad9c"), colour("6f675e"), smooth(0.1, 1.1, np.hypot(u - 0.15, (v - 0.2) * 0.9)))
    table = mix(colour("8a5f41"), colour("4c3122"), smooth(0.0, 1.0, u))
    grain = wander(v[:, 0] * 60, 3, octaves=4)[:, None] * 0.035 + wander(u[0] * 3, 8)[None, :] * 0.012
    picture = mix(wall, table * (1 + grain[..., None]), smooth(0.698, 0.702, v))
    for centre, foot, wide in ((0.44, 0.845, 0.17), (0.70, 0.872, 0.115), (0.83, 0.838, 0.10)):
        away = np.hypot((u - centre - 0.10) / (wide * 1.5), (v - foot + 0.012) / 0.045)
        picture = mix(picture, picture * 0.25, np.exp(-(away**2)) * 0.85)
    picture = _turned(picture, u, v, 0.83, 0.838, 0.235, _PEAR, colour("b7842f"), 0.25)
    picture = _turned(picture, u, v, 0.44, 0.845, 0.62, _VASE, colour("2f6170"), 0.95)
    return _turned(picture, u, v, 0.70, 0.872, 0.27, _PEAR, colour("8e9a3c"), 0.30)


_VASE = ((0, 0.12), (0.03, 0.13), (0.25, 0.215), (0.47, 0.25), (0.63, 0.21), (0.77, 0.105), (0.88, 0.075), (1, 0.115))
_PEAR = (
    (0, 0.12),
    (0.05, 0.25),
    (0.18, 0.36),
    (0.34, 0.385),
    (0.52, 0.32),
    (0.70, 0.20),
    (0.86, 0.155),
    (0.96, 0.10),
    (1, 0.0),
)


def _turned(
    picture: Array,
    u: Array,
    v: Array,
    centre: float,
    foot: float,
    tall: float,
    profile: tuple[tuple[float, float], ...],
    body: Array,
    gloss: float,
) -> Array:
    """Paint a turned object: `profile` is (height 0..1, radius in heights) from its foot up."""
    heights, radii = np.array(profile).T
    line = np.linspace(0, 1, 800)
    radius_line = PchipInterpolator(heights, radii)(line)
    slope_line = np.gradient(radius_line, line)
    flat = (foot - v) / tall
    # Seen a little from above: whatever is nearer to the eye stands lower in the picture.
    near = np.sqrt(np.clip(1 - ((u - centre) / (np.interp(flat, line, radius_line) * tall + 1e-9)) ** 2, 0, 1))
    up = flat + 0.16 * np.interp(flat, line, radius_line) * near
    radius, slope = np.interp(up, line, radius_line), np.interp(up, line, slope_line)
    across = (u - centre) / (radius * tall + 1e-9)
    inside = (np.abs(across) < 1) & (up > 0) & (up < 1)
    depth = np.sqrt(np.clip(1 - across**2, 0, 1))
    length = np.sqrt(1 + slope**2)
    normal = np.stack([across / length, slope / length * -1, depth / length], axis=-1)
    light = np.array([-0.62, -0.45, 0.64])
    lit = np.clip(normal @ (light * np.array([1, 1, 1])), 0, 1)
    bounce = np.clip(normal @ np.array([0.75, 0.45, 0.35]), 0, 1)
    half = light + np.array([0, 0, 1.0])
    shine = np.clip(normal @ (half / np.linalg.norm(half)), 0, 1)
    shaded = body * (0.08 + 1.05 * lit + 0.18 * bounce)[..., None]
    shaded = shaded + (gloss * (0.85 * shine**60 + 0.10 * shine**8))[..., None]
    edge = np.clip((1 - np.abs(across)) * radius * tall * u.shape[1], 0, 1) * np.clip(up * tall * v.shape[0], 0, 1)
    picture = mix(picture, shaded, np.where(inside, edge, 0.0))
    rim = radii[-1] * tall
    if rim == 0:
        return picture
    mouth = np.hypot((u - centre) / rim, (v - foot + tall) / (rim * 0.16))
    picture = mix(picture, body * 1.5, smooth(1.04, 0.98, mouth))
    return mix(picture, body * (0.10 + 0.25 * smooth(-1, 1, (u - centre) / rim))[..., None], smooth(0.90, 0.84, mouth))


if __name__ == "__main__":
    main()
