"""Seeded noise, blurs and steps on float32 planes: the raw stuff of the sandbox's pictures."""

import importlib
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# float32 throughout; the type is wider because numpy's own stubs promote to float64.
Plane = NDArray[np.floating[Any]]
Rng = np.random.Generator
# Typed as Any: scipy ships no type information.
_ndimage: Any = importlib.import_module("scipy.ndimage")


def step(edge0: float, edge1: float, value: Plane) -> Plane:
    """Return the smooth step from 0 at `edge0` to 1 at `edge1`."""
    t = np.clip((value - edge0) / (edge1 - edge0), 0, 1)
    return t * t * (3 - 2 * t)


def blur(plane: Plane, sigma_px: float) -> Plane:
    """Return a Gaussian blur of an (H, W) or (H, W, 3) plane; wide ones are computed on a smaller copy."""
    if sigma_px < 0.3:
        return plane
    shrink = max(1, int(sigma_px / 3))
    height, width = plane.shape[:2]
    small = resize(plane, (max(2, width // shrink), max(2, height // shrink)), Image.Resampling.BOX)
    sigma = sigma_px / shrink
    small = _ndimage.gaussian_filter(small, (sigma, sigma, 0)[: plane.ndim], mode="nearest")
    return resize(small, (width, height), Image.Resampling.BICUBIC)


def blur_along(plane: Plane, sigma_px: float, axis: int) -> Plane:
    """Return a soft blur along one axis (0 is down, 1 is across): three box means, cheap at any width."""
    width = max(1, round(sigma_px * 2))
    for _ in range(3):
        plane = _ndimage.uniform_filter1d(plane, width, axis=axis, mode="nearest")
    return plane


def sheared(plane: Plane, lean: float) -> Plane:
    """Return the plane with each row moved to the left by `lean` pixels more than the one above, wrapping around."""
    height, width = plane.shape
    slide = np.floor(np.arange(height, dtype=np.float32) * lean)[:, None]
    columns: Plane = np.remainder(np.arange(width, dtype=np.float32)[None, :] + slide, np.float32(width))
    return np.take_along_axis(plane, columns.astype(np.int64), 1)


def slope(plane: Plane, axis: int) -> Plane:
    """Return the change per pixel along one axis."""
    return np.asarray(np.gradient(plane, axis=axis), np.float32)


def sample(plane: Plane, rows: Plane, columns: Plane) -> Plane:
    """Return the plane at fractional positions, wrapping around its edges."""
    return _ndimage.map_coordinates(plane, np.stack(np.broadcast_arrays(rows, columns)), order=1, mode="grid-wrap")


def resize(plane: Plane, size: tuple[int, int], filter_: Image.Resampling = Image.Resampling.BICUBIC) -> Plane:
    """Return the plane in another (width, height)."""
    if plane.shape[1::-1] == size:
        return plane
    if plane.ndim == 3:
        return np.stack([resize(plane[..., channel], size, filter_) for channel in range(plane.shape[2])], axis=-1)
    return np.array(Image.fromarray(np.ascontiguousarray(plane, np.float32)).resize(size, filter_), np.float32)


def clouds(rng: Rng, size: tuple[int, int], cell_px: tuple[float, float], octaves: int = 5, gain: float = 0.5) -> Plane:
    """Return fractal noise of (height, width) around 0.5; `cell_px` is its largest feature (x, y)."""
    across, down = cell_px
    total: Plane = np.zeros((1, 1), np.float32)
    shrink, weight, whole = 0, 1.0, 0.0
    for _ in range(octaves):
        if min(across, down) < 1.5:
            break
        # Large features are summed on a small plane; it grows as they get finer.
        if shrink != (wanted := 4 if min(across, down) > 16 else 1):
            shrink = wanted
            total = resize(total, (-(-size[1] // shrink), -(-size[0] // shrink)))
        total += weight * _octave(rng, total.shape, across / shrink, down / shrink)
        whole += weight
        weight *= gain
        across, down = across / 2, down / 2
    total = resize(total, (size[1], size[0]))
    # Octaves average towards the middle; the factor gives the contrast back.
    return (total / max(whole, 1.0) - 0.5) * 1.6 + 0.5


def _octave(rng: Rng, size: tuple[int, ...], across: float, down: float) -> Plane:
    height, width = size
    columns, rows = int(np.ceil(width / across)) + 3, int(np.ceil(height / down)) + 3
    lattice = Image.fromarray(rng.random((rows, columns)).astype(np.float32))
    box = (1.0, 1.0, 1.0 + width / across, 1.0 + height / down)
    return np.asarray(lattice.resize((width, height), Image.Resampling.BICUBIC, box=box), np.float32)


def profile(
    rng: Rng, positions: Plane, cell: float, octaves: int = 6, gain: float = 0.5, *, ridged: bool = False
) -> Plane:
    """Return a fractal line over `positions` (any unit), within about -1..1; `cell` is its largest feature."""
    total = np.zeros_like(positions)
    weight, whole = 1.0, 0.0
    for _ in range(octaves):
        lattice = rng.uniform(-1, 1, 4096).astype(np.float32)
        place = positions / cell + 100
        index = np.floor(place).astype(np.int64)
        t = place - index
        t = t * t * (3 - 2 * t) if not ridged else t
        value = lattice[index % 4096] * (1 - t) + lattice[(index + 1) % 4096] * t
        total += weight * value
        whole += weight
        weight *= gain
        cell /= 2
    return (total / whole * 1.5).astype(np.float32)
