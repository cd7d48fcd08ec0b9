"""Deriving maps from one another on a wrapping tile: normal, ambient occlusion and height."""

from typing import Literal

import numpy as np

from materials.material import FloatArray
from materials.row_blocks import for_row_blocks
from materials.spectrum import SpectrumArray, cycles, forward, inverse

Convention = Literal["opengl", "directx"]


def normal_from_height(height_m: FloatArray, metres_per_px: float, *, convention: Convention = "opengl") -> FloatArray:
    """Return the unit normals of a height field by wrapping central differences.

    Args:
        height_m: (H, W) metres.
        metres_per_px: Distance between neighbouring pixels in metres.
        convention: "opengl" (+Y up the picture) or "directx" (+Y down).

    Returns:
        (H, W, 3) float32 unit vectors.
    """
    height, width = height_m.shape
    normal = np.empty((height, width, 3), np.float32)
    scale = np.float32(0.5 / metres_per_px)
    scale_y = scale if convention == "opengl" else -scale

    def work(first: int, end: int) -> None:
        rows = height_m[first:end]
        slope_x = np.empty_like(rows)
        np.subtract(rows[:, :-2], rows[:, 2:], out=slope_x[:, 1:-1])
        slope_x[:, 0] = rows[:, -1] - rows[:, 1 % width]
        slope_x[:, -1] = rows[:, -2 % width] - rows[:, 0]
        slope_x *= scale
        if first > 0 and end < height:
            slope_y = height_m[first + 1 : end + 1] - height_m[first - 1 : end - 1]
        else:
            index = np.arange(first, end)
            slope_y = height_m[(index + 1) % height] - height_m[(index - 1) % height]
        slope_y *= scale_y
        length = slope_x * slope_x
        length += slope_y * slope_y
        length += 1
        np.sqrt(length, out=length)
        up = np.reciprocal(length, out=length)
        block = normal[first:end]
        np.multiply(slope_x, up, out=block[..., 0])
        np.multiply(slope_y, up, out=block[..., 1])
        block[..., 2] = up

    for_row_blocks(height, width, work)
    return normal


def height_from_normal(normal: FloatArray, metres_per_px: float, *, convention: Convention = "opengl") -> FloatArray:
    """Return the height field whose wrapping central differences fit the normals best.

    Solves the periodic Poisson equation of Frankot and Chellappa (1988), but with the transfer function i sin(w) of
    the discrete difference in place of i w, so that it inverts `normal_from_height`. Frequencies near Nyquist, which
    central differences cannot see, are damped.

    Args:
        normal: (H, W, 3) vectors, z above 0.
        metres_per_px: Distance between neighbouring pixels in metres.
        convention: The direction of +Y in `normal`.

    Returns:
        (H, W) float32 metres with mean 0.
    """
    height, width = normal.shape[:2]
    up = np.maximum(normal[..., 2], 0.05)
    sign = 1.0 if convention == "opengl" else -1.0
    slope_x = (-normal[..., 0] / up).astype(np.float32)
    slope_y = (normal[..., 1] / up * sign).astype(np.float32)
    across, down = cycles((height, width))
    omega_x, omega_y = 2 * np.pi / width * across, 2 * np.pi / height * down
    response_x, response_y = np.sin(omega_x), np.sin(omega_y)
    power: FloatArray = np.square(response_x) + np.square(response_y)
    near_nyquist = (np.abs(omega_x) > 2.6) | (np.abs(omega_y) > 2.6)
    power = np.where(near_nyquist, np.maximum(power, 0.02), power).astype(np.float32)
    power[0, 0] = 1
    spectrum: SpectrumArray = forward(slope_x) * response_x + forward(slope_y) * response_y
    spectrum = spectrum * np.complex64(-1j) / power
    spectrum[0, 0] = 0
    return (inverse(spectrum, (height, width)) * np.float32(metres_per_px)).astype(np.float32)


def ambient_occlusion_from_height(
    height_m: FloatArray,
    metres_per_px: float,
    *,
    directions: int = 8,
    steps: int = 8,
    radius_m: float | None = None,
) -> FloatArray:
    """Return how much of the cosine-weighted sky each point of a wrapping height field sees.

    In each direction the highest horizon angle e within the radius is searched in geometrically growing steps; the
    visibility is 1 - mean(sin(e)^2) over the directions.

    Args:
        height_m: (H, W) metres.
        metres_per_px: Distance between neighbouring pixels in metres.
        directions: Number of horizon directions.
        steps: Samples per direction.
        radius_m: Search distance; 4.5 % of the tile's width when None. At most half the tile counts.

    Returns:
        (H, W) float32, 0 to 1.
    """
    height, width = height_m.shape
    radius_px = int((radius_m or 0.045 * metres_per_px * width) / metres_per_px)
    radius_px = max(2, min(radius_px, min(height, width) // 2))
    distances = sorted({round(float(step)) for step in np.geomspace(1, radius_px, steps)})
    margin = radius_px + 1
    padded = np.pad((height_m / np.float32(metres_per_px)).astype(np.float32), margin, mode="wrap")
    rays: list[list[tuple[int, int, np.float32]]] = []
    for direction in range(directions):
        angle = 2 * np.pi * (direction + 0.5) / directions
        offsets = {(round(float(np.sin(angle)) * r), round(float(np.cos(angle)) * r)) for r in distances} - {(0, 0)}
        rays.append([(dy, dx, np.float32(1 / np.hypot(dx, dy))) for dy, dx in sorted(offsets)])
    visibility = np.empty((height, width), np.float32)

    def work(first: int, end: int) -> None:
        here = padded[margin + first : margin + end, margin : margin + width]
        blocked = np.zeros(here.shape, np.float32)
        horizon, slope = np.empty_like(blocked), np.empty_like(blocked)
        for ray in rays:
            horizon.fill(0)
            for dy, dx, inverse_distance in ray:
                there = padded[margin + first + dy : margin + end + dy, margin + dx : margin + dx + width]
                np.subtract(there, here, out=slope)
                slope *= inverse_distance
                np.maximum(horizon, slope, out=horizon)
            horizon *= horizon  # tan^2, and sin^2 = tan^2 / (1 + tan^2)
            np.add(horizon, 1, out=slope)
            horizon /= slope
            blocked += horizon
        blocked *= np.float32(-1 / directions)
        blocked += 1
        visibility[first:end] = blocked

    for_row_blocks(height, width, work, block_px=1 << 15)
    return visibility
