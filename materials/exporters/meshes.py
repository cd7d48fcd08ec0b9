"""Sample meshes with exact tangents: sphere, plane, cube, cylinder, and a plane moved by a height map."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from materials.material import FloatArray

IndexArray = npt.NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True)
class Mesh:
    """Triangles, +Y up, in metres; all arrays are float32 but the indices.

    Attributes:
        positions: (N, 3).
        normals: (N, 3) unit vectors.
        tangents: (N, 4): the direction of growing U, and 1: the bitangent normal x tangent points up the picture.
        uv: (N, 2): (0, 0) is the top left of the picture; beyond 1 it repeats.
        indices: (3 * triangles,) counter-clockwise seen from outside.
    """

    positions: FloatArray
    normals: FloatArray
    tangents: FloatArray
    uv: FloatArray
    indices: IndexArray


def _mesh(positions: Any, normals: Any, tangents: Any, uv: Any, indices: npt.NDArray[np.int64]) -> Mesh:
    # Index 65535 would be a primitive restart.
    narrow = np.uint16 if len(positions) < 65535 else np.uint32
    return Mesh(
        np.ascontiguousarray(positions, np.float32),
        np.ascontiguousarray(normals, np.float32),
        np.ascontiguousarray(tangents, np.float32),
        np.ascontiguousarray(uv, np.float32),
        indices.astype(narrow),
    )


def _grid(columns: int, rows: int) -> tuple[FloatArray, FloatArray, npt.NDArray[np.int64]]:
    """Return across and down (0 to 1) of (columns + 1) * (rows + 1) points, and the cells' triangles (cells, 6)."""
    across, down = np.meshgrid(np.linspace(0, 1, columns + 1), np.linspace(0, 1, rows + 1))
    corner = (np.arange(rows)[:, None] * (columns + 1) + np.arange(columns)[None]).ravel()
    below, right = corner + columns + 1, corner + 1
    return across.ravel(), down.ravel(), np.stack([corner, below, right, right, below, below + 1], -1)


def _constant(vector: tuple[float, ...], count: int) -> FloatArray:
    return np.tile(np.array(vector, np.float32), (count, 1))


def plane(size_m: float) -> Mesh:
    """Return a square of one tile, lying on the ground; the top of the picture points to -Z."""
    across, down, cells = _grid(1, 1)
    positions = np.stack([(across - 0.5) * size_m, np.zeros(4), (down - 0.5) * size_m], -1)
    return _mesh(
        positions, _constant((0, 1, 0), 4), _constant((1, 0, 0, 1), 4), np.stack([across, down], -1), cells.ravel()
    )


def displaced_plane(size_m: float, height: FloatArray, range_m: float, *, cells: int = 256) -> Mesh:
    """Return a square of one tile with a vertex grid moved by a height map.

    The middle of the range stays on the ground. Normals stay those of the flat square: the normal map, which goes with
    the height map, already holds its slopes.

    Args:
        size_m: Width and depth.
        height: (H, W) 0 to 1, wrapping.
        range_m: Metres from 0 to 1.
        cells: Grid cells per side.
    """
    across, down, triangles = _grid(cells, cells)
    samples = _cell_corners(height, cells)
    lifted = (np.pad(samples, ((0, 1), (0, 1)), mode="wrap").ravel() - 0.5) * range_m
    positions = np.stack([(across - 0.5) * size_m, lifted, (down - 0.5) * size_m], -1)
    count = len(positions)
    uv = np.stack([across, down], -1)
    return _mesh(positions, _constant((0, 1, 0), count), _constant((1, 0, 0, 1), count), uv, triangles.ravel())


def _cell_corners(height: FloatArray, cells: int) -> FloatArray:
    """Return (cells, cells) heights at the grid's corners: the mean of the four pixels around each, after averaging."""
    rows, columns = height.shape
    shrink_y, shrink_x = max(1, rows // cells), max(1, columns // cells)
    even = height[: rows // shrink_y * shrink_y, : columns // shrink_x * shrink_x]
    small = even.reshape(rows // shrink_y, shrink_y, columns // shrink_x, shrink_x).mean((1, 3))
    corner = (small + np.roll(small, 1, 0) + np.roll(small, 1, 1) + np.roll(small, (1, 1), (0, 1))) / 4
    row = np.arange(cells) * corner.shape[0] // cells
    column = np.arange(cells) * corner.shape[1] // cells
    return corner[row[:, None], column[None]]


def sphere(size_m: float, *, columns: int = 96, rows: int = 48) -> Mesh:
    """Return a sphere two tiles round and one tile from pole to pole; true to scale at its equator."""
    across, down, cells = _grid(columns, rows)
    around, polar = across * 2 * np.pi, down * np.pi
    normals = np.stack([-np.cos(around) * np.sin(polar), np.cos(polar), np.sin(around) * np.sin(polar)], -1)
    tangents = np.stack([np.sin(around), np.zeros_like(around), np.cos(around), np.ones_like(around)], -1)
    quads = cells.reshape(rows, columns, 2, 3)
    # At the poles one triangle of each cell has no area.
    indices = np.concatenate([quads[1:, :, 0].ravel(), quads[:-1, :, 1].ravel()])
    uv = np.stack([across * 2, down], -1)
    return _mesh(normals * (size_m / np.pi), normals, tangents, uv, indices)


def cylinder(size_m: float, *, columns: int = 96) -> Mesh:
    """Return the side of a cylinder two tiles round and one tile high."""
    across, down, cells = _grid(columns, 1)
    around = across * 2 * np.pi
    level = np.zeros_like(around)
    normals = np.stack([-np.cos(around), level, np.sin(around)], -1)
    positions = normals * (size_m / np.pi)
    positions[:, 1] = (0.5 - down) * size_m
    tangents = np.stack([np.sin(around), level, np.cos(around), np.ones_like(around)], -1)
    return _mesh(positions, normals, tangents, np.stack([across * 2, down], -1), cells.ravel())


_FACES = (
    ((1, 0, 0), (0, 0, -1)),
    ((-1, 0, 0), (0, 0, 1)),
    ((0, 1, 0), (1, 0, 0)),
    ((0, -1, 0), (1, 0, 0)),
    ((0, 0, 1), (1, 0, 0)),
    ((0, 0, -1), (-1, 0, 0)),
)
"""Normal and tangent of each side of the cube."""


def cube(size_m: float) -> Mesh:
    """Return a cube with one whole tile on each side."""
    across, down, cells = _grid(1, 1)
    positions: list[FloatArray] = []
    for normal, tangent in _FACES:
        up = np.cross(normal, tangent)
        offsets = (across - 0.5)[:, None] * tangent + (0.5 - down)[:, None] * up + 0.5 * np.array(normal)
        positions.append(offsets * size_m)
    normals = np.repeat([normal for normal, _ in _FACES], 4, axis=0)
    tangents = np.repeat([(*tangent, 1) for _, tangent in _FACES], 4, axis=0)
    indices = (cells.ravel()[None] + 4 * np.arange(6)[:, None]).ravel()
    uv = np.tile(np.stack([across, down], -1), (6, 1))
    return _mesh(np.concatenate(positions), normals, tangents, uv, indices)


SHAPES: dict[str, Callable[[float], Mesh]] = {"sphere": sphere, "plane": plane, "cube": cube, "cylinder": cylinder}
