"""Skies: gradient, sun or moon, stars and clouds, shared by the landscapes."""

from dataclasses import dataclass

import numpy as np

from sandbox.paint.canvas import Canvas
from sandbox.paint.palettes import Palette, lighten, mix
from sandbox.paint.turbulence import Rng, step
from sandbox.paint.understanding import Reading


@dataclass(frozen=True)
class Light:
    """Where the sun or moon stands, in canvas units."""

    x: float
    y: float


def paint_sky(c: Canvas, p: Palette, reading: Reading, rng: Rng, horizon: float) -> Light:
    """Paint the sky down to the horizon and return where its light stands."""
    c.gradient([(0, p.sky_top), (0.55, p.sky_mid), (1, p.sky_low)], bottom=horizon)
    if horizon < c.h:
        c.gradient([(0, p.sky_low), (1, p.haze)], top=horizon)
    low = reading.time in ("sunset", "dawn", "dusk")
    height = rng.uniform(0.72, 0.9) if low else rng.uniform(0.22, 0.5)
    light = Light(float(rng.uniform(0.22, 0.78)) * c.w, float(height) * horizon)
    if p.dark:
        c.stars(rng, int(420 * c.w * c.h), horizon, lighten(p.light, 0.02))
    c.glow(light.x, light.y, 0.34 if low else 0.22, p.light, 0.5 if low else 0.3)
    _clouds(c, p, reading, rng, horizon, light)
    if reading.time != "mist" or reading.mentions("sun moon 太阳 月"):
        radius = float(rng.uniform(0.045, 0.075)) * (0.75 if p.dark else 1.0)
        c.glow(light.x, light.y, radius * 1.7, p.light, 0.75)
        c.disk(light.x, light.y, radius, lighten(p.light, 0.04), 0.97)
        if p.dark:
            craters = 0.9 + 0.16 * c.noise(rng, (0.035, 0.035), 3)
            inside = 1 - step(radius * 0.96, radius, c.distance(light.x, light.y))
            c.image *= 1 + (np.minimum(craters, 1) - 1)[..., None] * inside[..., None]
    return light


def _clouds(c: Canvas, p: Palette, reading: Reading, rng: Rng, horizon: float, light: Light) -> None:
    """Lay streaks of cloud, lit from the side of the light and thinner towards the top."""
    cover = {"mist": 0.50, "day": 0.53, "night": 0.60}.get(reading.time, 0.54) - (0.06 if reading.rain else 0)
    field = c.noise(rng, (0.75, 0.17), 6, 0.55)
    place = np.broadcast_to(c.y / horizon, c.shape)
    field = field + 0.10 * np.exp(-(((place - rng.uniform(0.35, 0.7)) / 0.24) ** 2)) - 0.05
    body = step(cover, cover + 0.22, field) * (1 - step(0.88, 1.0, place)) * step(-0.1, 0.25, place)
    nearness = np.exp(-((c.distance(light.x, light.y) / (0.55 * max(c.w, c.h))) ** 2))
    lit = step(cover + 0.02, cover + 0.30, np.roll(field, int(0.012 * c.unit_px), axis=0) - 0.25 * (field - cover))
    shade = mix(p.sky_mid, p.far, 0.5) if not p.dark else mix(p.sky_mid, p.haze, 0.6)
    bright = mix(p.sky_low, p.light, 0.45) if not p.dark else mix(p.haze, p.light, 0.22)
    amount = (0.25 + 0.75 * nearness)[..., None] * (1 - 0.55 * lit[..., None])
    colour = shade + (bright - shade) * amount
    c.over(colour.astype(np.float32), body * np.float32(0.62 if not p.dark else 0.45))
