"""Making a texture set tile: one patch over the wrap line, cut along the same least visible lines in every map."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from materials.maps.slope_fit import normal_from_slopes, slopes
from materials.material import FloatArray, MapName
from materials.patterns.noise import blur
from materials.pixels.colour import linear_to_srgb, srgb_to_linear
from materials.pixels.resample import resized
from materials.pixels.spectrum import cycles, forward, inverse

_GUIDE_PX = 384
_HALF_BAND = 0.1
"""Half the width of the patch, as a share of the tile."""
_TRIED_IN_FULL = 12
_FEATHER_PX = 3.0
_SLOW = 0.015
"""Deviation of the blur that separates details from what varies slowly, in tile widths."""
_WEIGHT: dict[MapName, float] = {"basecolor": 1.0, "height": 1.0, "normal": 0.5, "roughness": 0.5}

MapPlanes = dict[MapName, list[FloatArray]]
PathArray = npt.NDArray[np.float64]


def heal_maps(maps: Mapping[MapName, FloatArray], *, across: bool, down: bool) -> dict[MapName, FloatArray]:
    """Return maps whose opposite borders meet.

    Differences between opposite borders, such as light falling off, are spread over the tile (the periodic plus smooth
    decomposition of Moisan 2011). Then the details of a strip from elsewhere are laid over the wrap line, bounded on
    each side by the path on which the maps together differ least (the minimum error cut of Efros and Freeman 2001), so
    that structure stays continuous and the maps stay in register. The tile keeps its size; outside the strip, details
    stay where they are.

    Args:
        maps: Arrays as in a `TextureMap`, each of its own size.
        across: Heal the line between the last and the first column.
        down: Heal the line between the last and the first row.

    Returns:
        The same maps, float32; normals of length 1.
    """
    planes: MapPlanes = {name: _split(name, array) for name, array in maps.items()}
    if across:
        planes = _heal_columns(planes)
    if down:
        planes = _turned(_heal_columns(_turned(planes)))
    return {name: _joined(name, channels) for name, channels in planes.items()}


def periodic_component(plane: FloatArray) -> FloatArray:
    """Return the plane minus the smoothest field that explains the jump from its last column to its first.

    The decomposition of Moisan (2011), for one pair of borders.

    Args:
        plane: (H, W).
    """
    height, width = plane.shape
    jump = plane[:, -1] - plane[:, 0]
    borders = np.zeros_like(plane)
    borders[:, 0] = jump
    borders[:, -1] = -jump
    across, down = cycles((height, width))
    laplacian = 2 * np.cos(2 * np.pi * across / width) + 2 * np.cos(2 * np.pi * down / height) - 4
    laplacian[0, 0] = 1
    spectrum = forward(borders) / laplacian.astype(np.float32)
    spectrum[0, 0] = 0
    return plane - inverse(spectrum, (height, width)).astype(np.float32)


def _split(name: MapName, array: FloatArray) -> list[FloatArray]:
    """Return the planes a map can be blended in: colours as perceived, normals as slopes."""
    if name == "basecolor":
        codes = linear_to_srgb(array)
        return [codes[..., channel] for channel in range(3)]
    return list(slopes(array)) if name == "normal" else [array]


def _joined(name: MapName, channels: list[FloatArray]) -> FloatArray:
    if name == "basecolor":
        return srgb_to_linear(np.clip(np.stack(channels, -1), 0, 1))
    if name == "normal":
        return normal_from_slopes(channels[0], channels[1])
    return np.ascontiguousarray(np.clip(channels[0], 0, 1), np.float32)


def _turned(planes: MapPlanes) -> MapPlanes:
    return {name: [np.ascontiguousarray(channel.T) for channel in channels] for name, channels in planes.items()}


def _heal_columns(planes: MapPlanes) -> MapPlanes:
    smooth: MapPlanes = {
        name: channels if name == "metalness" else [periodic_component(channel) for channel in channels]
        for name, channels in planes.items()
    }
    guide = _guide(smooth)
    shift, left, right = _best_patch(guide)
    columns = guide.shape[2]
    return {
        name: [
            _patched(channel, shift / columns, left / columns, right / columns, whole=name == "metalness")
            for channel in channels
        ]
        for name, channels in smooth.items()
    }


def _guide(planes: MapPlanes) -> FloatArray:
    """Return (planes, H, W), all maps that say where a cut would show, of one size and one contrast."""
    height, width = max((channels[0].shape for channels in planes.values()), key=lambda shape: shape[0] * shape[1])
    factor = min(1.0, _GUIDE_PX / max(height, width))
    size_px = (max(8, round(height * factor)), max(8, round(width * factor)))
    weighted = [
        resized(channel, size_px) * np.float32(np.sqrt(_WEIGHT.get(name, 0.25) / len(channels)) / max(contrast, 1e-3))
        for name, channels in planes.items()
        for contrast in [float(np.mean([channel.std() for channel in channels]))]
        for channel in channels
    ]
    return np.stack(weighted)


def _best_patch(guide: FloatArray) -> tuple[int, PathArray, PathArray]:
    """Return the shift of the patch in columns, and per row where it begins (from -band) and ends (to band)."""
    columns = guide.shape[2]
    band = max(2, round(_HALF_BAND * columns))
    # The band around the wrap line, its left half and its right half each at home on its own side.
    around = np.concatenate([guide[:, :, -band:], guide[:, :, :band]], 2)
    shifts = range(band, columns - band + 1)
    errors = [float(np.square(guide[:, :, shift - band : shift + band] - around).mean()) for shift in shifts]
    likely = sorted(shifts, key=lambda shift: errors[shift - band])[:_TRIED_IN_FULL]
    errors_px = np.stack([np.square(guide[:, :, shift - band : shift + band] - around).sum(0) for shift in likely])
    left_costs, left = _cheapest_paths(errors_px[:, :, :band])
    right_costs, right = _cheapest_paths(errors_px[:, :, band:])
    best = int((left_costs + right_costs).argmin())
    return likely[best], left[best] - band, right[best]


def _cheapest_paths(errors: FloatArray) -> tuple[PathArray, PathArray]:
    """Return the costs and, per row, the columns of the cheapest paths from top to bottom that nearly close.

    Found on the rows and half of them again above and below, as the tile wraps.

    Args:
        errors: (N, rows, columns), one plane for each path.

    Returns:
        (N,) and (N, rows).
    """
    rows = errors.shape[1]
    half = rows // 2
    cost = np.concatenate([errors[:, rows - half :], errors, errors[:, :half]], 1)
    for row in range(1, cost.shape[1]):
        above = cost[:, row - 1]
        cheapest = above.copy()
        np.minimum(cheapest[:, 1:], above[:, :-1], out=cheapest[:, 1:])
        np.minimum(cheapest[:, :-1], above[:, 1:], out=cheapest[:, :-1])
        cost[:, row] += cheapest
    each = np.arange(len(errors))[:, None]
    paths = np.empty(cost.shape[:2], np.int64)
    paths[:, -1] = cost[:, -1].argmin(1)
    fenced = np.pad(cost, ((0, 0), (0, 0), (1, 1)), constant_values=np.inf)
    for row in range(cost.shape[1] - 2, -1, -1):
        beside = paths[:, row + 1, None] + np.arange(3)  # in the fenced columns: left, straight, right
        paths[:, row] = beside[:, 0] - 1 + fenced[each, row, beside].argmin(1)
    kept = paths[:, half : half + rows]
    return errors[each, np.arange(rows), kept].sum(1).astype(np.float64), kept.astype(np.float64)


def _patched(plane: FloatArray, shift: float, left: PathArray, right: PathArray, *, whole: bool) -> FloatArray:
    """Lay the shifted plane over the wrap line between two paths; all lengths in tile widths.

    Unless the `whole` plane is meant, what is slower than the strip stays: it is periodic already, and a step in it
    would show where the strip begins.
    """
    height, width = plane.shape
    begins, ends = (_stretched(path, height) * width for path in (left, right))
    detail = plane if whole else plane - blur(plane, _SLOW)
    patch = np.roll(detail, -round(shift * width), 1)
    place: PathArray = np.arange(width, dtype=np.float64)
    place[width // 2 :] -= width
    inside = np.minimum(place[None, :] - begins[:, None], ends[:, None] - place[None, :])
    share = np.clip(inside / _FEATHER_PX + 0.5, 0, 1).astype(np.float32)
    return plane + (patch - detail) * share


def _stretched(path: PathArray, rows: int) -> PathArray:
    """Return a wrapping path with as many rows, linearly interpolated."""
    count = len(path)
    at: PathArray = (np.arange(rows, dtype=np.float64) + 0.5) / rows * count - 0.5
    closed = np.concatenate([path[-1:], path, path[:1]])
    known: PathArray = np.arange(-1, count + 1, dtype=np.float64)
    return np.interp(at, known, closed)
