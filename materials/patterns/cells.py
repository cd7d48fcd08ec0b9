"""Voronoi cells on the unit torus, found by looking at the nine nearest points of a jittered lattice."""

from dataclasses import dataclass

import numpy as np

from materials.material import FloatArray, IntArray
from materials.pixels.row_blocks import for_row_blocks

_FAR = np.float32(1e9)
_NEIGHBOURS = tuple((down, across) for down in (-1, 0, 1) for across in (-1, 0, 1))


@dataclass(frozen=True)
class Cells:
    """Which point is nearest to each pixel, and how far; lengths in widths of a lattice cell.

    Attributes:
        distance: (H, W) distance to the nearest point.
        edge: (H, W) distance to the border of the cell, 0 on it; zeros when edges were not asked for.
        index: (H, W) number of the nearest point, 0 to count - 1.
        dx, dy: (H, W) from the pixel to its point.
        count: Number of points.
        columns: Lattice cells across the tile: a length times 1 / columns is in tile widths.
    """

    distance: FloatArray
    edge: FloatArray
    index: IntArray
    dx: FloatArray
    dy: FloatArray
    count: int
    columns: int


def _taken(values: FloatArray, at: IntArray) -> FloatArray:
    # mode="clip" skips numpy's check of every index, which are all in range.
    return np.take(values, at, mode="clip")


def nearest_cells(
    size_px: int,
    offsets: FloatArray,
    *,
    warp: tuple[FloatArray, FloatArray] | None = None,
    edges: bool = True,
) -> Cells:
    """Find the nearest point, and the border to the second nearest, for every pixel of a wrapping tile.

    Distances are Euclidean in the tile, whatever the ratio of columns to rows. The distance to the border is exact
    where the nearest and second nearest points decide it, which is along the whole border.

    Args:
        size_px: Pixels per side.
        offsets: (rows, columns, 2) place (across, down) of the point within its lattice cell, 0 to 1 (to 1.5 in a
            staggered row).
        warp: Displacement of the plane in tile widths.
        edges: Whether to find the borders.
    """
    rows, columns = offsets.shape[:2]
    tall = np.float32(columns / rows)  # height of a lattice cell in cell widths
    # The lattice with a margin of one cell, so that neighbours are found by adding a constant to an index.
    margin = ((1, 1), (1, 1))
    stride = columns + 2
    point_x: FloatArray = np.pad(offsets[..., 0], margin, mode="wrap").reshape(-1).astype(np.float32)
    point_y: FloatArray = (np.pad(offsets[..., 1], margin, mode="wrap").reshape(-1) * tall).astype(np.float32)
    number: IntArray = np.pad(
        np.arange(rows * columns, dtype=np.int32).reshape(rows, columns), margin, mode="wrap"
    ).reshape(-1)
    distance, edge, dx, dy = (np.zeros((size_px, size_px), np.float32) for _ in range(4))
    index = np.empty((size_px, size_px), np.int32)
    centres = (np.arange(size_px, dtype=np.float32) + np.float32(0.5)) / np.float32(size_px)

    def work(first: int, end: int) -> None:
        shape = (end - first, size_px)
        if warp is None:
            x, y = centres[None, :] * np.float32(columns), centres[first:end, None] * np.float32(rows)
        else:
            x = (centres[None, :] + warp[0][first:end]) * np.float32(columns)
            y = (centres[first:end, None] + warp[1][first:end]) * np.float32(rows)
        column, row = np.floor(x), np.floor(y)
        home = (row.astype(np.int32) % rows + 1) * stride + (column.astype(np.int32) % columns + 1)
        from_x = [x - column - np.float32(step) for step in (-1, 0, 1)]
        from_y = [(y - row - np.float32(step)) * tall for step in (-1, 0, 1)]
        best, second = np.full(shape, _FAR), np.full(shape, _FAR)
        best_x, best_y, second_x, second_y = (np.zeros(shape, np.float32) for _ in range(4))
        best_i = np.zeros(shape, np.int32)
        # Nearest candidates first: later ones change fewer pixels.
        for down_step, across_step in sorted(_NEIGHBOURS, key=lambda step: abs(step[0]) + abs(step[1])):
            candidate = home + np.int32(down_step * stride + across_step)
            across = _taken(point_x, candidate)
            across -= from_x[across_step + 1]
            down = _taken(point_y, candidate)
            down -= from_y[down_step + 1]
            squared = across * across
            squared += down * down
            closer = squared < best
            if edges:
                between = squared < second
                between &= ~closer
                for old, new, value in ((second_x, best_x, across), (second_y, best_y, down), (second, best, squared)):
                    np.copyto(old, new, where=closer)
                    np.copyto(old, value, where=between)
            for old, value in ((best, squared), (best_x, across), (best_y, down), (best_i, candidate)):
                np.copyto(old, value, where=closer)
        np.sqrt(best, out=distance[first:end])
        index[first:end] = number.take(best_i, mode="clip")
        dx[first:end], dy[first:end] = best_x, best_y
        if edges:
            gap = np.hypot(second_x - best_x, second_y - best_y)
            edge[first:end] = (second - best) / (2 * gap + np.float32(1e-6))

    for_row_blocks(size_px, size_px, work, block_px=1 << 14)
    return Cells(distance, edge, index, dx, dy, rows * columns, columns)
