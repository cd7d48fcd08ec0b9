"""Ways of drawing a picture anew: watercolour, oil, pencil, comic, pixels. Arguments as in `filters`."""

from typing import Any, cast

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from sandbox.paint.filters import luminance, saturated
from sandbox.paint.palettes import rgb
from sandbox.paint.turbulence import Plane, Rng, blur, clouds, slope, step
from sandbox.paint.understanding import Reading


def _flattened(picture: Plane, radius_px: int, passes: int = 2) -> Plane:
    """Return the picture in calm areas with firm edges (median filter)."""
    image = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
    width, height = image.size
    scale = min(1.0, 560 / max(width, height))
    image = image.resize((round(width * scale), round(height * scale)), Image.Resampling.BOX)
    size = max(3, round(radius_px * scale) // 2 * 2 + 1)
    for _ in range(passes):
        image = image.filter(ImageFilter.MedianFilter(min(size, 5)))
    return np.asarray(image.resize((width, height), Image.Resampling.BICUBIC), np.float32) / 255


def _edges(picture: Plane, width: float) -> Plane:
    """Return line strength (H, W): where brightness dips against its surroundings (difference of Gaussians)."""
    y = luminance(picture)
    unit = min(y.shape)
    fine, coarse = blur(y, max(0.7, width * unit)), blur(y, max(1.2, 1.7 * width * unit))
    return np.clip((coarse * 0.985 - fine) * 22, 0, 1)


def watercolour(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Paint in washes: flat wet areas, pigment gathering at their edges, paper shining through."""
    height, width = picture.shape[:2]
    unit = min(height, width)
    wash = _flattened(picture, unit // 110, 3)
    wobble = (clouds(rng, (height, width), (unit / 18, unit / 18), 4) - 0.5) * unit * 0.012
    rows = np.clip(np.arange(height, dtype=np.float32)[:, None] + wobble, 0, height - 1)
    columns = np.clip(np.arange(width, dtype=np.float32)[None, :] - wobble, 0, width - 1)
    wash = wash[rows.astype(np.int64), columns.astype(np.int64)]
    rim = np.clip(np.abs(wash - blur(wash, 0.008 * unit)).sum(2) * 1.6, 0, 0.5)
    bloom = clouds(rng, (height, width), (unit / 3, unit / 3), 6)
    paper = clouds(rng, (height, width), (unit / 160 + 2, unit / 160 + 2), 3)
    light = saturated(wash, 1.25) ** 0.80
    light = 1 - (1 - light) * (0.70 + 0.42 * bloom)[..., None]
    light = light * (1 - 0.38 * rim)[..., None]
    x = np.arange(width, dtype=np.float32)[None, :] / unit
    y = np.arange(height, dtype=np.float32)[:, None] / unit
    border = np.minimum(np.minimum(x, width / unit - x), np.minimum(y, height / unit - y))
    inside = step(0.015, 0.065, border + 0.05 * (bloom - 0.5))[..., None]
    sheet = rgb("faf6ec")
    painted = sheet + (light * sheet - sheet) * inside
    return np.clip(painted * (0.96 + 0.07 * paper)[..., None], 0, 1)


def oil(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Paint in short strokes that follow the forms."""
    height, width = picture.shape[:2]
    unit = min(height, width)
    canvas = Image.fromarray((_flattened(picture, unit // 90) * 255).astype(np.uint8))
    soft = blur(luminance(picture), 0.012 * unit)
    gy, gx = slope(soft, 0), slope(soft, 1)
    ink = ImageDraw.Draw(canvas)
    rich = saturated(picture, 1.25)
    for length, count in ((0.030, 5200), (0.016, 9000), (0.009, 9000)):
        for x, y in zip(rng.integers(0, width, count).tolist(), rng.integers(0, height, count).tolist(), strict=True):
            angle = float(np.arctan2(gx[y, x], -gy[y, x])) + float(rng.normal(0, 0.25))
            reach = length * unit * float(rng.uniform(0.5, 1.1))
            dx, dy = reach * np.cos(angle) / 2, reach * np.sin(angle) / 2
            tone = np.clip(rich[y, x] * float(rng.uniform(0.90, 1.10)) * 255, 0, 255).astype(int)
            ink.line(
                (x - dx, y - dy, x + dx, y + dy),
                fill=(int(tone[0]), int(tone[1]), int(tone[2])),
                width=max(2, round(reach * 0.26)),
            )
    painted = np.asarray(canvas, np.float32) / 255
    y = luminance(painted)
    relief = (y - np.roll(y, (2, 2), (0, 1))) * 0.8
    return np.clip(painted + relief[..., None] * 0.35, 0, 1)


def pencil(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Draw with graphite: contours, and hatching where it is dark."""
    y = luminance(picture)
    height, width = y.shape
    unit = min(y.shape)
    dodge = np.clip(y / np.maximum(blur(y, 0.010 * unit), 0.02), 0, 1) ** 1.8
    lines = 1 - 0.9 * _edges(picture, 0.0016)
    x_axis, y_axis = np.arange(width, dtype=np.float32)[None, :], np.arange(height, dtype=np.float32)[:, None]
    shade = np.ones_like(y)
    soft = blur(y, 0.004 * unit)
    wobble = clouds(rng, y.shape, (unit / 5, unit / 5), 3) * unit * 0.02
    for level, angle in ((0.62, 0.75), (0.42, 0.75 + 0.5), (0.24, 0.75 - 0.6)):
        stripes = 0.5 + 0.5 * np.sin(
            (x_axis * np.cos(angle) + y_axis * np.sin(angle) + wobble) * 6.283 / (unit * 0.0075)
        )
        shade *= 1 - 0.42 * stripes * step(level + 0.08, level - 0.12, soft)
    tooth = 0.93 + 0.12 * clouds(rng, y.shape, (3, 3), 2)
    tone = np.clip(dodge * lines * shade, 0, 1) * tooth
    return np.clip(rgb("35363c") + (rgb("f7f4ec") - rgb("35363c")) * tone[..., None], 0, 1).astype(np.float32)


def comic(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Ink it: few flat colours, firm black lines, dots in the half tones."""
    unit = min(picture.shape[:2])
    flat = _flattened(picture, unit // 120, 3)
    y = luminance(flat)
    levels = 5.0
    bands = (np.floor(y * levels) + step(0.35, 0.65, (y * levels) % 1)) / levels
    inked = np.clip(flat * (bands / np.maximum(y, 0.03))[..., None], 0, 1)
    inked = saturated(inked * 0.92 + 0.08, 1.45)
    x_axis = np.arange(picture.shape[1], dtype=np.float32)[None, :]
    y_axis = np.arange(picture.shape[0], dtype=np.float32)[:, None]
    pitch = unit * 0.010
    dots = np.sin((x_axis + y_axis) * 4.443 / pitch) * np.sin((x_axis - y_axis) * 4.443 / pitch)
    half = step(0.55, 0.35, y) * step(0.12, 0.22, y)
    inked = inked * (1 - 0.22 * step(0.1, 0.5, dots) * half)[..., None]
    lines = step(0.25, 0.6, _edges(blur(picture, 0.8), 0.0022))
    return np.clip(inked * (1 - 0.92 * lines)[..., None], 0, 1)


def pixels(picture: Plane, reading: Reading, rng: Rng) -> Plane:
    """Reduce to large pixels and few colours."""
    height, width = picture.shape[:2]
    cell = max(3, round(min(height, width) / 110))
    small = Image.fromarray((saturated(picture, 1.25) * 255).astype(np.uint8))
    small = small.resize((max(4, width // cell), max(4, height // cell)), Image.Resampling.BOX)
    few = cast(Any, small.quantize(28, dither=Image.Dither.NONE)).convert("RGB")
    return np.asarray(few.resize((width, height), Image.Resampling.NEAREST), np.float32) / 255
