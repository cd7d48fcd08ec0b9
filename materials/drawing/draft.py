"""A material while it is being drawn: arrays that grammars fill and overlays change."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from materials.patterns.noise import Torus, blur
from materials.pixels.colour import FloatArray, mix

_SPECK, _SPECK_PX = 0.004, 2.0
"""Deviation, in tile widths and at least in pixels, of the blur that takes specks out of a coat on metal."""


@dataclass
class Draft:
    """A tile in the making.

    Attributes:
        torus: The tile and its random fields.
        size_m: Width of the tile in metres.
        height_m: (H, W) metres.
        basecolor: (H, W, 3) linear light.
        roughness: (H, W) 0 to 1.
        metalness: (H, W) 0 to 1.
        paint: (H, W) where a metal keeps its paint, 1 to 0; None when it has none.
        covered: (H, W) how much of the surface below coats have hidden, 0 to 1.
    """

    torus: Torus
    size_m: float
    height_m: FloatArray
    basecolor: FloatArray
    roughness: FloatArray
    metalness: FloatArray = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    paint: FloatArray | None = None
    covered: FloatArray = field(default_factory=lambda: np.zeros((0, 0), np.float32))

    def __post_init__(self) -> None:
        """Bring every map to (H, W) float32; numbers and single colours stand for constant maps."""
        shape = (self.torus.size_px, self.torus.size_px)
        self.height_m = _filled(self.height_m, shape)
        self.roughness = _filled(self.roughness, shape)
        self.metalness = np.zeros(shape, np.float32) if not np.size(self.metalness) else _filled(self.metalness, shape)
        self.basecolor = _filled(self.basecolor, (*shape, 3))
        self.covered = np.zeros(shape, np.float32)

    def relief(self, radius_m: float) -> FloatArray:
        """Return how far each point stands above (+) or below (-) its surroundings.

        Args:
            radius_m: Standard deviation of the Gaussian that makes the surroundings.

        Returns:
            (H, W) in units of twice the mean absolute relief, so mostly -1 to 1.
        """
        difference = self.height_m - blur(self.height_m, radius_m / self.size_m)
        return difference / np.float32(np.abs(difference).mean() * 2 + 1e-9)

    def cover(self, mask: FloatArray, colour: FloatArray, roughness: FloatArray | float) -> None:
        """Lay a dielectric coat over the places where the mask is 1."""
        if self.metalness.any():
            # Half-covered metal has no colour that exists: on metal the coat has a sharp border, free of single specks.
            settled = blur(mask, max(_SPECK, _SPECK_PX / self.torus.size_px))
            border = np.clip((settled - np.float32(0.4)) / np.float32(0.2), 0, 1)
            mask = mix(mask, border, self.metalness)
            self.metalness = self.metalness * (settled < 0.5)
        self.basecolor = mix(self.basecolor, colour, mask)
        self.roughness = mix(self.roughness, np.asarray(roughness, np.float32), mask)
        self.covered = np.maximum(self.covered, mask)

    def averaged(self, size_px: int) -> "Draft":
        """Return the draft at a size that divides its own, every pixel the mean of those it stands for."""
        each = self.torus.size_px // size_px

        def shrunk(array: FloatArray) -> FloatArray:
            return array.reshape(size_px, each, size_px, each, *array.shape[2:]).mean((1, 3))

        return Draft(
            torus=replace(self.torus, size_px=size_px),
            size_m=self.size_m,
            height_m=shrunk(self.height_m),
            basecolor=shrunk(self.basecolor),
            roughness=shrunk(self.roughness),
            metalness=shrunk(self.metalness),
            paint=None if self.paint is None else shrunk(self.paint),
        )


def drawn_finely(torus: Torus, paint: Callable[[Torus], Draft], finest_px: int = 1024) -> Draft:
    """Draw a surface of details thinner than a pixel at twice the size, up to `finest_px`, and average it.

    Sampled at single points such details would be another pattern at every size.
    """
    if torus.size_px * 2 > finest_px:
        return paint(torus)
    return paint(replace(torus, size_px=2 * torus.size_px)).averaged(torus.size_px)


def _filled(array: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    full = np.broadcast_to(np.asarray(array, np.float32), shape)
    return np.ascontiguousarray(full)
