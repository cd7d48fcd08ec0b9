"""Voronoi cells on the unit torus, found by looking at the nine nearest points of a jittered lattice."""

from dataclasses import dataclass

import numpy as np

from materials.material import FloatArray, IntArray
from materials.row_blocks import for_row_blocks

_FAR = np.float32(1e9)


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
    point_x = np.ascontiguousarray(offsets[..., 0]).reshape(-1)
    point_y = np.ascontiguousarray(offsets[..., 1]).reshape(-1)
    distance, edge, dx, dy = (np.zeros((size_px, size_px), np.float32) for _ in range(4))
    index = np.empty((size_px, size_px), np.int32)
    centres = (np.arange(size_px, dtype=np.float32) + np.float32(0.5)) / np.float32(size_px)

    def candidates(first: int, end: int):
        """Yield (index, offset across, offset down) of the nine points around each pixel of a block of rows."""
        if warp is None:
            x = np.broadcast_to(centres[None, :] * columns, (1, size_px))
            y = centres[first:end, None] * rows
        else:
            x = (centres[None, :] + warp[0][first:end]) * columns
            y = (centres[first:end, None] + warp[1][first:end]) * rows
        column, row = np.floor(x), np.floor(y)
        x_in_cell, y_in_cell = x - column, y - row
        column_i, row_i = column.astype(np.int32), row.astype(np.int32)
        for row_step in (-1, 0, 1):
            row_start = (row_i + row_step) % rows * columns
            for column_step in (-1, 0, 1):
                point = row_start + (column_i + column_step) % columns
                across = point_x[point]
                across -= x_in_cell
                across += np.float32(column_step)
                down = point_y[point]
                down -= y_in_cell
                down += np.float32(row_step)
                down *= tall
                yield point, across, down

    def work(first: int, end: int) -> None:
        shape = (end - first, size_px)
        best, second = np.full(shape, _FAR), np.full(shape, _FAR)
        best_x, best_y, second_x, second_y = (np.zeros(shape, np.float32) for _ in range(4))
        best_i = np.zeros(shape, np.int32)
        for point, across, down in candidates(first, end):
            squared = across * across
            squared += down * down
            closer = squared < best
            if edges:
                np.copyto(second_x, best_x, where=closer)
                np.copyto(second_y, best_y, where=closer)
                np.copyto(second, best, where=closer)
                between = squared < second
                between &= ~closer
                np.copyto(second_x, across, where=between)
                np.copyto(second_y, down, where=between)
                np.copyto(second, squared, where=between)
            np.copyto(best, squared, where=closer)
            np.copyto(best_x, across, where=closer)
            np.copyto(best_y, down, where=closer)
            np.copyto(best_i, point, where=closer)
        np.sqrt(best, out=distance[first:end])
        index[first:end], dx[first:end], dy[first:end] = best_i, best_x, best_y
        if edges:
            gap = np.hypot(second_x - best_x, second_y - best_y)
            edge[first:end] = (second - best) / (2 * gap + np.float32(1e-6))

    for_row_blocks(size_px, size_px, work, block_px=1 << 14)
    return Cells(distance, edge, index, dx, dy, rows * columns, columns)
