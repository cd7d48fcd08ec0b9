"""Deriving maps from one another on a wrapping tile: normal, ambient occlusion and height."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from materials.material import FloatArray
from materials.pixels.row_blocks import for_row_blocks
from materials.pixels.spectrum import SpectrumArray, cycles, forward, inverse

Convention = Literal["opengl", "directx"]

_SCRATCH_PX = 1 << 16
"""Three arrays of so many pixels, and the block they are worked into, stay in the processor's cache."""
_STRETCHES = 4
"""Pieces that the threads share; more would only hand over more often."""


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
    # Of the vector (-across, -up, two pixels), which stays clear of numbers whose square float32 cannot hold.
    apart = np.float32(max(2 * metres_per_px, 1e-18))

    def work(first: int, end: int, across: FloatArray, up: FloatArray, length: FloatArray) -> None:
        _differences(height_m, first, end, across, up)
        block = normal[first:end]
        spare = block.reshape(-1)[: across.size].reshape(across.shape)  # written over at the end
        np.multiply(across, across, out=length)
        np.multiply(up, up, out=spare)
        length += spare
        length += apart * apart
        np.sqrt(length, out=length)
        np.divide(-1, length, out=length)
        if convention == "directx":
            np.negative(up, out=up)
        np.multiply(across, length, out=block[..., 0])
        np.multiply(up, length, out=block[..., 1])
        np.multiply(length, -apart, out=block[..., 2])

    _with_scratch(height, width, 3, work)
    return normal


def slopes_from_height(height_m: FloatArray, metres_per_px: float) -> tuple[FloatArray, FloatArray]:
    """Return the slopes of a height field to the right and down the picture, by wrapping central differences."""
    across, down = np.empty(height_m.shape, np.float32), np.empty(height_m.shape, np.float32)
    scale = np.float32(0.5 / metres_per_px)

    def work(first: int, end: int) -> None:
        _differences(height_m, first, end, across[first:end], down[first:end])
        across[first:end] *= scale
        down[first:end] *= -scale

    for_row_blocks(height_m.shape[0], height_m.shape[1], work)
    return across, down


def _with_scratch(height: int, width: int, arrays: int, work: Callable[..., None]) -> None:
    """Call `work(first_row, end_row, *scratch)` for small blocks of rows; one thread's blocks share their scratch.

    That saves asking for memory, and hands the interpreter lock over less often, than a block at a time would.
    """
    rows = max(1, _SCRATCH_PX // width)

    def stretch(first: int, end: int) -> None:
        scratch = np.empty((arrays, min(rows, end - first), width), np.float32)
        for top in range(first, end, rows):
            bottom = min(top + rows, end)
            work(top, bottom, *scratch[:, : bottom - top])

    for_row_blocks(height, width, stretch, block_px=max(1 << 16, height * width // _STRETCHES))


def _differences(height_m: FloatArray, first: int, end: int, across: FloatArray, up: FloatArray) -> None:
    """Write right minus left and above minus below of some rows into arrays of their shape."""
    height, width = height_m.shape
    rows = height_m[first:end]
    np.subtract(rows[:, 2:], rows[:, :-2], out=across[:, 1:-1])
    across[:, 0] = rows[:, 1 % width] - rows[:, -1]
    across[:, -1] = rows[:, 0] - rows[:, -2 % width]
    if first > 0 and end < height:
        np.subtract(height_m[first - 1 : end - 1], height_m[first + 1 : end + 1], out=up)
    else:
        index = np.arange(first, end)
        np.subtract(height_m[(index - 1) % height], height_m[(index + 1) % height], out=up)


def length_of(vectors: FloatArray) -> FloatArray:
    """Return (..., 1) lengths of (..., 3) vectors, many times as fast as numpy's `norm`."""
    return np.sqrt(np.einsum("...i,...i->...", vectors, vectors))[..., None]


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


_Sample = tuple[tuple[int, int], tuple[int, int], np.float32, np.float32]
"""Offset (down, across) of a pixel, that of its neighbour, the neighbour's share, and 1 / distance in pixels."""
_INTERPOLATED_PX = 2.5
"""Up to this distance the height between two pixels counts; farther out the nearest pixel's does as well."""


def _ray(angle: float, radius_px: int, steps: int) -> list[_Sample]:
    """Return where a ray crosses rows or columns of pixels, in geometrically growing steps.

    There the height lies between two pixels only, so that two reads interpolate it.
    """
    across, down = float(np.cos(angle)), float(np.sin(angle))
    longer = max(abs(across), abs(down))
    crossings = max(1, int(radius_px * longer))
    counts = {round(float(count)) for count in np.geomspace(1, crossings, steps)}
    samples: list[_Sample] = []
    for count in sorted(counts):
        distance = count / longer
        x, y = round(across * distance, 6), round(down * distance, 6)
        near = (int(np.floor(y)), int(np.floor(x)))
        far = (int(np.ceil(y)), int(np.ceil(x)))
        share = (y - near[0]) + (x - near[1])
        if distance > _INTERPOLATED_PX:
            near, share = (near if share < 0.5 else far), 0.0
            distance = float(np.hypot(*near))
        samples.append((near, far, np.float32(share), np.float32(1 / distance)))
    return samples


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
    margin = radius_px + 1
    padded = np.pad((height_m / np.float32(metres_per_px)).astype(np.float32), margin, mode="wrap")
    rays = [_ray(2 * np.pi * (direction + 0.5) / directions, radius_px, steps) for direction in range(directions)]
    visibility = np.empty((height, width), np.float32)

    def work(first: int, end: int) -> None:
        here = padded[margin + first : margin + end, margin : margin + width]
        blocked = np.zeros(here.shape, np.float32)
        horizon, slope, beside = (np.empty_like(blocked) for _ in range(3))

        def seen(dy: int, dx: int) -> FloatArray:
            return padded[margin + first + dy : margin + end + dy, margin + dx : margin + dx + width]

        for ray in rays:
            horizon.fill(0)
            for (dy, dx), other, share, inverse_distance in ray:
                np.subtract(seen(dy, dx), here, out=slope)
                if share:
                    np.subtract(seen(*other), here, out=beside)
                    slope *= 1 - share
                    beside *= share
                    slope += beside
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
