"""A square of one tile whose vertices are moved by a height map."""

import numpy as np

from materials.material import FloatArray
from materials.show.mesh import Mesh


def displaced_plane(size_m: float, height: FloatArray, range_m: float, *, cells: int = 256) -> Mesh:
    """Return a square of one tile lying on the ground, in metres; the top of the picture points to -Z.

    The middle of the height range stays on the ground. Normals stay those of the flat square: the normal map, which
    goes with the height map, already holds its slopes.

    Args:
        size_m: Width and depth.
        height: (H, W) 0 to 1, wrapping.
        range_m: Metres from 0 to 1.
        cells: Grid cells per side.
    """
    across, down = (grid.ravel() for grid in np.meshgrid(*(np.linspace(0, 1, cells + 1),) * 2))
    corner = (np.arange(cells)[:, None] * (cells + 1) + np.arange(cells)[None]).ravel()
    below, right = corner + cells + 1, corner + 1
    triangles = np.stack([corner, below, right, right, below, below + 1], -1).reshape(-1, 3)
    lifted = (np.pad(_cell_corners(height, cells), ((0, 1), (0, 1)), mode="wrap").ravel() - 0.5) * range_m
    count = len(across)
    return Mesh(
        position=np.stack([(across - 0.5) * size_m, lifted, (down - 0.5) * size_m], -1).astype(np.float32),
        normal=np.tile(np.array([0, 1, 0], np.float32), (count, 1)),
        tangent=np.tile(np.array([1, 0, 0, 1], np.float32), (count, 1)),
        texture=np.stack([across, down], -1).astype(np.float32),
        triangles=triangles.astype(np.uint32),
    )


def _cell_corners(height: FloatArray, cells: int) -> FloatArray:
    """Return (cells, cells) heights at the grid's corners: averages of the pixels around each, over a cell's area."""
    rows, columns = height.shape
    shrink_y, shrink_x = max(1, rows // cells), max(1, columns // cells)
    even = height[: rows // shrink_y * shrink_y, : columns // shrink_x * shrink_x]
    small = even.reshape(rows // shrink_y, shrink_y, columns // shrink_x, shrink_x).mean((1, 3))
    corner = (small + np.roll(small, 1, 0) + np.roll(small, 1, 1) + np.roll(small, (1, 1), (0, 1))) / 4
    row = np.arange(cells) * corner.shape[0] // cells
    column = np.arange(cells) * corner.shape[1] // cells
    return corner[row[:, None], column[None]]
