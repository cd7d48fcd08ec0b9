"""A small photo studio as light: softboxes in a grey room, blurred once per roughness."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from materials.material import FloatArray, IntArray
from materials.pixels.row_blocks import for_row_blocks

_ROWS, _COLUMNS = 36, 72
_STRIDE = _COLUMNS + 2
"""Cells in a row of the tables: the columns, and at either end the one from the other end."""
_CELLS = _ROWS * _STRIDE
ROUGHNESS_LEVELS: tuple[float, ...] = (0.04, 0.12, 0.22, 0.35, 0.5, 0.7, 1.0)

_SOFTBOXES: tuple[tuple[tuple[float, float, float], float, float, tuple[float, float, float]], ...] = (
    # direction (right, up, to the viewer), half width, half height in radians, radiance
    ((-0.62, 0.62, 0.62), 0.30, 0.30, (15.0, 14.3, 13.2)),
    ((0.95, 0.25, 0.10), 0.14, 0.55, (4.2, 4.6, 5.2)),
    ((-0.85, 0.15, -0.60), 0.16, 0.60, (4.0, 4.0, 4.2)),
    ((0.20, 0.95, 0.10), 0.45, 0.22, (3.2, 3.2, 3.3)),
)


@dataclass(frozen=True)
class StudioLight:
    """The studio's light on a latitude-longitude grid whose rows go on by one column at either end.

    Attributes:
        irradiance: (3, rows * (columns + 2)) cosine-weighted mean radiance around each direction.
        reflected: (3, levels * rows * (columns + 2)) radiance seen in a mirror of each of ROUGHNESS_LEVELS.
    """

    irradiance: FloatArray
    reflected: FloatArray


def _directions() -> FloatArray:
    polar = (np.arange(_ROWS, dtype=np.float32) + 0.5) / _ROWS * np.pi
    azimuth = (np.arange(_COLUMNS, dtype=np.float32) + 0.5) / _COLUMNS * 2 * np.pi - np.pi
    polar, azimuth = np.meshgrid(polar, azimuth, indexing="ij")
    return np.stack([np.sin(polar) * np.sin(azimuth), np.cos(polar), np.sin(polar) * np.cos(azimuth)], -1).astype(
        np.float32
    )


def _radiance(direction: FloatArray) -> FloatArray:
    up = direction[..., 1]
    floor, wall, ceiling = (
        np.array(value, np.float32) for value in ((0.20, 0.19, 0.18), (0.42, 0.43, 0.45), (0.75, 0.78, 0.84))
    )
    t = np.clip(up, -1, 1)[..., None]
    light = np.where(t < 0, wall + (floor - wall) * np.minimum(1, -2 * t), wall + (ceiling - wall) * t)
    for towards, half_width, half_height, radiance in _SOFTBOXES:
        axis = np.array(towards, np.float32) / np.linalg.norm(towards)
        right = np.cross(np.array([0, 1, 0], np.float32), axis)
        right /= np.linalg.norm(right)
        above = np.cross(axis, right)
        ahead = np.maximum(direction @ axis, 1e-3)
        x, y = np.arctan2(direction @ right, ahead), np.arctan2(direction @ above, ahead)
        inside = np.clip((half_width - np.abs(x)) / 0.06 + 0.5, 0, 1) * np.clip(
            (half_height - np.abs(y)) / 0.06 + 0.5, 0, 1
        )
        light = light + (inside * (direction @ axis > 0))[..., None] * np.array(radiance, np.float32)
    return light.astype(np.float32)


@lru_cache(maxsize=1)
def studio_light() -> StudioLight:
    """Build the studio: each roughness level is the room averaged under the GGX lobe around a mirror direction."""
    directions = _directions().reshape(-1, 3)
    solid_angle = np.sqrt(np.clip(1 - directions[:, 1:2] ** 2, 0, 1))
    # Light and solid angle side by side: one product adds both up.
    measured = np.concatenate([_radiance(directions) * solid_angle, solid_angle], -1)
    means = np.empty((1 + len(ROUGHNESS_LEVELS), len(directions), 3), np.float32)

    def work(first: int, end: int) -> None:
        cosine = np.clip(directions[first:end] @ directions.T, -1, 1)
        facing = np.maximum(cosine, 0)
        # View and normal along the mirror direction: the half vector is at half the angle to the light.
        half_cosine2 = (1 + cosine) / 2
        lobes = (_lobe(roughness, half_cosine2) * facing for roughness in ROUGHNESS_LEVELS)
        for number, weight in enumerate((facing, *lobes)):
            sums = weight @ measured
            means[number, first:end] = sums[:, :3] / np.maximum(sums[:, 3:], 1e-6)

    for_row_blocks(len(directions), len(directions), work)
    grids = np.pad(means.reshape(-1, _COLUMNS, 3), ((0, 0), (1, 1), (0, 0)), mode="wrap")
    tables = np.ascontiguousarray(grids.reshape(-1, 3).T)
    return StudioLight(irradiance=tables[:, :_CELLS].copy(), reflected=tables[:, _CELLS:].copy())


def _lobe(roughness: float, half_cosine2: FloatArray) -> FloatArray:
    alpha2 = np.float32(max(roughness, 0.1) ** 4)
    return alpha2 / (half_cosine2 * (alpha2 - 1) + 1) ** 2


def look_up(table: FloatArray, direction: FloatArray) -> FloatArray:
    """Return a (3, rows * (columns + 2)) table in (3, N) unit directions, bilinearly, (3, N)."""
    return _bilinear(table, *_place(direction))


def look_up_reflection(light: StudioLight, direction: FloatArray, roughness: FloatArray) -> FloatArray:
    """Return the mirrored light of (3, N) directions for (N,) roughness, between the two nearest levels, (3, N)."""
    height = np.interp(roughness, ROUGHNESS_LEVELS, np.arange(len(ROUGHNESS_LEVELS))).astype(np.float32)
    level = np.minimum(height.astype(np.int32), len(ROUGHNESS_LEVELS) - 2)
    cell, x, y = _place(direction)
    cell += level * _CELLS
    sharper, softer = (_bilinear(light.reflected, first, x, y) for first in (cell, cell + _CELLS))
    return _mixed(sharper, softer, height - level.astype(np.float32))


def _place(direction: FloatArray) -> tuple[IntArray, FloatArray, FloatArray]:
    """Return the cell up and left of (3, N) directions, and how far right and down of its centre they are."""
    row = np.arccos(np.clip(direction[1], -1, 1)) * np.float32(_ROWS / np.pi) - np.float32(0.5)
    row = np.clip(row, 0, _ROWS - 1.001)
    # Half a column more, not less: the grid begins with its last column.
    column = np.arctan2(direction[0], direction[2]) * np.float32(_COLUMNS / (2 * np.pi)) + (_COLUMNS / 2 + 0.5)
    top, left = row.astype(np.int32), column.astype(np.int32)
    return top * _STRIDE + left, column - left.astype(np.float32), row - top.astype(np.float32)


def _bilinear(table: FloatArray, cell: IntArray, x: FloatArray, y: FloatArray) -> FloatArray:
    upper, lower = (
        _mixed(table.take(first, 1, mode="clip"), table.take(first + 1, 1, mode="clip"), x)
        for first in (cell, cell + _STRIDE)
    )
    return _mixed(upper, lower, y)


def _mixed(from_: FloatArray, to: FloatArray, share: FloatArray) -> FloatArray:
    """Return the blend of two arrays, in the place of the second."""
    to -= from_
    to *= share
    to += from_
    return to
