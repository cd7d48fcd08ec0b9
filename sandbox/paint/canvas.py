"""A float picture that scenes paint on: gradients, glows, layers, shapes, and the finish that makes them one."""

import copy
import math
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from sandbox.paint.palettes import Colour
from sandbox.paint.turbulence import Plane, Rng, blur, clouds, resize, step

Disk = tuple[float, float, float, Colour]
"""Centre (x, y) and radius in units of the canvas, and a colour."""


class Canvas:
    """An (H, W, 3) picture in sRGB 0..1, measured in units of its short side.

    Attributes:
        image: The pixels so far.
        w, h: Size in units; the shorter one is 1.
        x, y: Pixel centres in units, shapes (1, W) and (H, 1); y grows downwards.
        unit_px: Pixels per unit.
        top_px: First row of the whole picture that this canvas shows.
    """

    def __init__(self, width_px: int, height_px: int) -> None:
        self.unit_px = min(width_px, height_px)
        self.w, self.h = width_px / self.unit_px, height_px / self.unit_px
        self.shape = (height_px, width_px)
        self.top_px = 0
        self.x: Plane = ((np.arange(width_px, dtype=np.float32) + 0.5) / self.unit_px)[None, :]
        self.y: Plane = ((np.arange(height_px, dtype=np.float32) + 0.5) / self.unit_px)[:, None]
        self.image: Plane = np.zeros((height_px, width_px, 3), np.float32)

    def gradient(self, stops: Sequence[tuple[float, Colour]], top: float = 0.0, bottom: float | None = None) -> None:
        """Fill rows from `top` to `bottom` with colours at rising fractions of that span."""
        bottom = self.h if bottom is None else bottom
        span = np.clip((self.y[:, 0] - top) / (bottom - top), 0, 1)
        places = [place for place, _ in stops]
        column = np.stack([np.interp(span, places, [c[i] for _, c in stops]) for i in range(3)], -1)
        rows = (self.y[:, 0] >= top - 1 / self.unit_px) & (self.y[:, 0] <= bottom + 1 / self.unit_px)
        self.image[rows] = column[rows][:, None, :]

    def over(self, colour: Colour | Plane, alpha: Plane, row: int = 0) -> None:
        """Lay a colour (3,) or picture (h, W, 3) over the rows from `row` on, as opaque as `alpha` (h, W) says."""
        rows, columns = np.flatnonzero(alpha.max(1) > 0), np.flatnonzero(alpha.max(0) > 0)
        if not len(rows):
            return
        # Most layers cover a part of the picture only; the rest need not be touched.
        box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        part = self.image[row : row + alpha.shape[0]][box]
        whole = np.broadcast_to(colour, (*alpha.shape, 3))
        part += (whole[box] - part) * alpha[box][..., None]

    def screen(self, colour: Colour, amount: Plane, row: int = 0) -> None:
        """Add light to the rows from `row` on, never past white."""
        part = self.image[row : row + amount.shape[0]]
        part += (1 - part) * np.clip(colour * amount[..., None], 0, 1)

    def distance(self, x: float, y: float, stretch: float = 1.0) -> Plane:
        """Return every pixel's distance from a point; `stretch` above 1 makes circles tall."""
        return np.sqrt((self.x - x) ** 2 + ((self.y - y) / stretch) ** 2)

    def rows(self, top: float, bottom: float) -> "Canvas":
        """Return a canvas onto the rows from `top` to `bottom`: same pixels, same coordinates, less work."""
        first = int(np.clip(top * self.unit_px - self.top_px, 0, self.shape[0] - 1))
        last = int(np.clip(bottom * self.unit_px - self.top_px + 1, first + 1, self.shape[0]))
        part = copy.copy(self)
        part.image, part.y = self.image[first:last], self.y[first:last]
        part.shape, part.top_px = (last - first, self.shape[1]), self.top_px + first
        return part

    def glow(
        self, x: float, y: float, radius: float, colour: Colour, strength: float = 1.0, stretch: float = 1.0
    ) -> None:
        """Add a soft light around a point."""
        self.screen(colour, strength / (1 + (self.distance(x, y, stretch) / radius) ** 2) ** 1.5)

    def disk(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 1.0, soft: float = 0.0) -> None:
        """Paint a filled circle with a smooth edge."""
        edge = max(1.2 / self.unit_px, soft)
        left, right = self._span(x, radius + edge, self.shape[1])
        top, bottom = self._span(y - self.top_px / self.unit_px, radius + edge, self.shape[0])
        if left >= right or top >= bottom:
            return
        d = np.sqrt((self.x[:, left:right] - x) ** 2 + (self.y[top:bottom] - y) ** 2)
        cover = (1 - step(radius - edge, radius + edge, d)) * np.float32(alpha)
        part = self.image[top:bottom, left:right]
        part += (colour - part) * cover[..., None]

    def disks(self, disks: Sequence[Disk], oversample: int = 2) -> None:
        """Paint filled circles, later ones over earlier ones: for thousands of small ones."""
        size = (self.shape[1] * oversample, self.shape[0] * oversample)
        paint, cover = Image.new("RGB", size), Image.new("L", size)
        brush, stencil = ImageDraw.Draw(paint), ImageDraw.Draw(cover)
        scale = self.unit_px * oversample
        for x, y, radius, colour in disks:
            column, row, reach = x * scale, y * scale - self.top_px * oversample, max(0.5, radius * scale)
            box = (column - reach, row - reach, column + reach, row + reach)
            red, green, blue = (min(255, max(0, int(value * 255 + 0.5))) for value in colour.tolist())
            brush.ellipse(box, (red, green, blue))
            stencil.ellipse(box, 255)
        alpha = np.asarray(cover.reduce(oversample), np.float32) / 255
        # Where a disk ends, the paint was averaged with the bare black ground: dividing takes that out again.
        colours = np.asarray(paint.reduce(oversample), np.float32) / 255 / np.maximum(alpha, 1 / 255)[..., None]
        self.over(np.clip(colours, 0, 1), alpha)

    def _span(self, centre: float, reach: float, most: int) -> tuple[int, int]:
        return max(0, int((centre - reach) * self.unit_px)), min(most, int((centre + reach) * self.unit_px) + 2)

    def noise(self, rng: Rng, cell: tuple[float, float], octaves: int = 5, gain: float = 0.5) -> Plane:
        """Return fractal noise over the canvas; `cell` in units (x, y)."""
        return clouds(rng, self.shape, (cell[0] * self.unit_px, cell[1] * self.unit_px), octaves, gain)

    def below(self, line: Plane, soft: float = 0.0) -> Plane:
        """Return the coverage of everything below a line given as y per column (W,)."""
        edge = max(0.75 / self.unit_px, soft)
        return np.clip((self.y - line[None, :]) / (2 * edge) + 0.5, 0, 1)

    def shape_mask(self, polygons: Sequence[Sequence[tuple[float, float]]], oversample: int = 2) -> Plane:
        """Return the coverage of polygons given in units, antialiased."""
        scale = self.unit_px * oversample
        mask = Image.new("L", (self.shape[1] * oversample, self.shape[0] * oversample))
        ink = ImageDraw.Draw(mask)
        for polygon in polygons:
            ink.polygon([(px * scale, py * scale - self.top_px * oversample) for px, py in polygon], fill=255)
        small = mask.resize((self.shape[1], self.shape[0]), Image.Resampling.BOX)
        return np.asarray(small, np.float32) / 255

    def stars(self, rng: Rng, count: int, bottom: float, colour: Colour) -> None:
        """Scatter stars above `bottom`, few bright and many faint."""
        layer = np.zeros(self.shape, np.float32)
        for _ in range(count):
            column, row = int(rng.random() * self.shape[1]), int(rng.random() ** 1.2 * bottom * self.unit_px)
            size = max(0.45, self.unit_px / 1600) * (0.7 + 1.0 * rng.random() ** 6)
            power = 0.25 + 0.75 * rng.random() ** 4
            reach = math.ceil(size * 3)
            rows = np.arange(max(0, row - reach), min(self.shape[0], row + reach + 1))
            columns = np.arange(max(0, column - reach), min(self.shape[1], column + reach + 1))
            if len(rows) and len(columns):
                spot = np.exp(-((rows[:, None] - row) ** 2 + (columns[None, :] - column) ** 2) / (2 * size**2))
                layer[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] += (power * spot).astype(np.float32)
        fade = 1 - step(bottom * 0.45, bottom, np.broadcast_to(self.y, self.shape))
        self.screen(colour, layer * fade)

    def bloom(self, threshold: float = 0.72, strength: float = 0.5, radius: float = 0.03) -> None:
        """Let bright parts glow into their surroundings."""
        bright = np.clip(self.image - threshold, 0, 1) / (1 - threshold)
        halo = blur(bright, radius * self.unit_px) * 0.6 + blur(bright, radius * 3 * self.unit_px) * 0.4
        self.image += (1 - self.image) * np.clip(halo * strength, 0, 1)

    def finish(self, rng: Rng, size: tuple[int, int], *, vignette: float = 0.22, grain: float = 0.014) -> Image.Image:
        """Return the picture in its final (width, height): vignette, a light curve, grain at final resolution."""
        dx = (self.x - self.w / 2) / (self.w / 2)
        dy = (self.y - self.h / 2) / (self.h / 2)
        fall = 1 - vignette * step(0.35, 1.5, np.sqrt(dx * dx + dy * dy))
        picture = np.clip(self.image * fall[..., None], 0, 1)
        picture += (picture * picture * (3 - 2 * picture) - picture) * np.float32(0.18)
        if self.shape != size[::-1]:
            picture = resize(picture, size, Image.Resampling.LANCZOS)
        # One tile of grain, laid out over the picture: cheap, and it hides that a large picture was drawn smaller.
        tile = rng.standard_normal((512, 512), dtype=np.float32)
        tile = blur(tile, 0.55) * 1.6
        down, across = -(-size[1] // 512), -(-size[0] // 512)
        spread = np.tile(tile, (down, across))[: size[1], : size[0], None]
        picture += spread * np.float32(grain)
        return Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
