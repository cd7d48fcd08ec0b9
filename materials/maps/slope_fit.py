"""What a normal map's slopes say: its convention, whether it fits the height map, and how high that is."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from materials.maps.maps import Convention, length_of
from materials.maps.texture_set import TextureSet
from materials.material import FloatArray
from materials.pixels.resample import resized, shrunk
from materials.pixels.spectrum import SpectrumArray, cycles, forward

_WORKING_PX = 512
_LOWEST_CYCLES = 3.0
_HIGHEST_CYCLES_PER_PX = 0.25
"""The band judged: generated maps drift below it and are noise above it."""

SURE_CORRELATION = 0.1
SURE_CURL = 0.2
"""Below these the convention stays open."""


@dataclass(frozen=True)
class SlopeFit:
    """How a normal map's slopes fit together, and fit a height map.

    Attributes:
        curl_opengl, curl_directx: 0 to 1, share of the slopes that no surface has, read one way or the other. Of a
            surface dh/dx varies down the picture as dh/dy varies across it.
        across, down: Correlation with the height map's slopes across and down the picture, read as OpenGL; None
            without a height map or where there is no slope.
        range_px: Height map's range in its own pixels that makes the slopes equal; None without height.
    """

    curl_opengl: float
    curl_directx: float
    across: float | None = None
    down: float | None = None
    range_px: float | None = None

    @property
    def curl_preference(self) -> float:
        """-1 to 1: towards DirectX or OpenGL, by the curl alone."""
        both = self.curl_opengl + self.curl_directx
        return (self.curl_directx - self.curl_opengl) / both if both > 1e-9 else 0.0


@dataclass(frozen=True)
class ConventionVerdict:
    """Which way a normal map's green runs.

    Attributes:
        convention: None when it can't be told.
        confidence: 0 to 1.
        by: What decided: the height map, the curl, or nothing.
        height_inverted: Whether the height map is dark where the surface is high.
    """

    convention: Convention | None
    confidence: float
    by: Literal["height", "curl", "nothing"]
    height_inverted: bool = False


def slopes(normal: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return (dh/dx to the right, dh/dy down the picture) of (H, W, 3) OpenGL vectors of any length."""
    up = np.maximum(normal[..., 2], np.float32(0.1) * length_of(normal)[..., 0] + np.float32(1e-6))
    return (-normal[..., 0] / up).astype(np.float32), (normal[..., 1] / up).astype(np.float32)


def normal_from_slopes(across: FloatArray, down: FloatArray) -> FloatArray:
    """Return (H, W, 3) unit OpenGL vectors of slopes as `slopes` gives them."""
    up = 1 / np.sqrt(across * across + down * down + 1)
    return np.stack([-across * up, down * up, up], -1).astype(np.float32)


def fit_slopes(normal: FloatArray, height: FloatArray | None = None) -> SlopeFit:
    """Compare the slopes of a normal map with each other and with those of a height map.

    A Hann window keeps the borders of pictures that do not tile out of it; only frequencies between 3 cycles per
    tile and a quarter per pixel count.

    Args:
        normal: (H, W, 3) vectors of any length.
        height: (H, W), 0 to 1, at any size.
    """
    small = shrunk(normal, _WORKING_PX)
    shape = small.shape[:2]
    window = np.outer(_hann(shape[0]), _hann(shape[1])).astype(np.float32)
    across, down = cycles((shape[0], shape[1]))
    radius = np.hypot(across, down)
    per_px = np.hypot(across / shape[1], down / shape[0])
    band = (radius >= _LOWEST_CYCLES) & (per_px <= _HIGHEST_CYCLES_PER_PX)

    def banded(field: FloatArray) -> SpectrumArray:
        return forward((field - field.mean()) * window)[band]

    slope_x, slope_y = slopes(small)
    normal_x, normal_y = banded(slope_x), banded(slope_y)
    omega_x = np.broadcast_to(np.sin(2 * np.pi * across / shape[1]), radius.shape)[band]
    omega_y = np.broadcast_to(np.sin(2 * np.pi * down / shape[0]), radius.shape)[band]
    total = float((np.abs(normal_x) ** 2 + np.abs(normal_y) ** 2).sum()) + 1e-12
    squared = omega_x**2 + omega_y**2 + 1e-9
    curl_opengl = float((np.abs(omega_y * normal_x - omega_x * normal_y) ** 2 / squared).sum()) / total
    curl_directx = float((np.abs(omega_y * normal_x + omega_x * normal_y) ** 2 / squared).sum()) / total
    if total < 1e-3:
        curl_opengl = curl_directx = 0.0
    if height is None:
        return SlopeFit(curl_opengl, curl_directx)
    level = resized(shrunk(height, _WORKING_PX), (shape[0], shape[1]))
    height_x = banded((np.roll(level, -1, 1) - np.roll(level, 1, 1)) * np.float32(0.5))
    height_y = banded((np.roll(level, -1, 0) - np.roll(level, 1, 0)) * np.float32(0.5))
    fit_x, fit_y = _correlation(normal_x, height_x), _correlation(normal_y, height_y)
    if fit_x is None or fit_y is None:
        return SlopeFit(curl_opengl, curl_directx)
    together = _inner(normal_x, height_x) + np.sign(fit_y) * np.sign(fit_x) * _inner(normal_y, height_y)
    range_px = float(abs(together)) / (_inner(height_x, height_x) + _inner(height_y, height_y))
    return SlopeFit(curl_opengl, curl_directx, fit_x, fit_y, range_px * height.shape[1] / shape[1])


def judge_convention(fit: SlopeFit) -> ConventionVerdict:
    """Say which convention a normal map has, by the height map when it fits, else by the curl, else not at all."""
    if fit.across is not None and fit.down is not None and min(abs(fit.across), abs(fit.down)) >= SURE_CORRELATION:
        confidence = min(1.0, 0.5 + min(abs(fit.across), abs(fit.down)))
        inverted = fit.across < 0
        convention: Convention = "opengl" if fit.across * fit.down > 0 else "directx"
        # An inverted height turns both signs over, so their product still tells the convention.
        return ConventionVerdict(convention, confidence, "height", inverted)
    preference = fit.curl_preference
    if abs(preference) >= SURE_CURL:
        return ConventionVerdict(
            "opengl" if preference > 0 else "directx", min(1.0, 0.4 + 0.6 * abs(preference)), "curl"
        )
    return ConventionVerdict(None, abs(preference), "nothing")


def estimate_height_range_m(textures: TextureSet) -> float | None:
    """Return the height range in metres that gives the height map the normal map's slopes.

    None when one of the two is missing or they do not agree. On clean maps it is exact to a few per cent; on maps a
    model guessed separately it is right within a factor of two.
    """
    normal, height = textures.array("normal"), textures.array("height")
    if normal is None or height is None:
        return None
    fit = fit_slopes(normal, height)
    if judge_convention(fit).by != "height" or fit.range_px is None:
        return None
    return fit.range_px * textures.size_m / height.shape[1]


def _hann(count: int) -> FloatArray:
    return np.sin(np.pi * (np.arange(count) + 0.5) / count) ** 2


def _inner(first: SpectrumArray, second: SpectrumArray) -> float:
    return float((first * second.conj()).real.sum())


def _correlation(first: SpectrumArray, second: SpectrumArray) -> float | None:
    length = np.sqrt(_inner(first, first) * _inner(second, second))
    return _inner(first, second) / float(length) if length > 1e-6 else None
