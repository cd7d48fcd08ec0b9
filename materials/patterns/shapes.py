"""Shapes and curves on arrays: smooth steps, rounded boxes and the layouts of bricks, tiles and boards."""

from dataclasses import dataclass

import numpy as np

from materials.material import FloatArray, IntArray
from materials.patterns.noise import Torus, Warp


def smooth_step(start: float | FloatArray, end: float | FloatArray, value: FloatArray) -> FloatArray:
    """Return 0 before `start`, 1 after `end` and a smooth S between; `end` may lie below `start`."""
    span = np.asarray(end - start, np.float32)
    t = np.asarray((value - np.asarray(start, np.float32)) / span)
    np.clip(t, 0, 1, out=t)
    curve = 3 - 2 * t
    curve *= t
    curve *= t
    return curve


def rounded_box(
    dx: FloatArray, dy: FloatArray, half_width: FloatArray | float, half_height: FloatArray | float, radius: float
) -> FloatArray:
    """Return the signed distance to a box with rounded corners, negative inside.

    Args:
        dx, dy: From the middle of the box, in any one unit.
        half_width, half_height: Of the box including its corners, in that unit.
        radius: Of the corners.
    """
    across = np.abs(dx) - (half_width - np.float32(radius))
    down = np.abs(dy) - (half_height - np.float32(radius))
    outside = np.hypot(np.maximum(across, 0), np.maximum(down, 0))
    return outside + np.minimum(np.maximum(across, down), 0) - np.float32(radius)


@dataclass(frozen=True)
class Pieces:
    """A layout of rectangular pieces.

    Attributes:
        index: (H, W) number of the piece.
        count: Number of pieces.
        dx, dy: (H, W) metres from the middle of the piece, across and down.
        width_m, height_m: Size of a piece with its share of the joint.
    """

    index: IntArray
    count: int
    dx: FloatArray
    dy: FloatArray
    width_m: float
    height_m: float


def courses(
    torus: Torus, columns: int, rows: int, size_m: float, *, shift: float = 0.5, warp: Warp | None = None
) -> Pieces:
    """Lay rectangles in rows, every second row shifted by a part of a piece.

    Args:
        torus: The tile.
        columns, rows: Number of pieces; rows must be even unless shift is 0.
        size_m: Width of the tile.
        shift: Offset of every second row in pieces.
        warp: Displacement of the plane in tile widths, for uneven courses.
    """
    across = torus.across if warp is None else torus.across + warp[0]
    down = torus.down if warp is None else torus.down + warp[1]
    y = down * np.float32(rows)
    row = np.floor(y)
    row_i = row.astype(np.int32) % rows
    x = across * np.float32(columns) + np.float32(shift) * (row_i % 2)
    column = np.floor(x)
    column_i = column.astype(np.int32) % columns
    width_m, height_m = size_m / columns, size_m / rows
    shape = (torus.size_px, torus.size_px)
    dx = np.broadcast_to((x - column - np.float32(0.5)) * np.float32(width_m), shape)
    dy = np.broadcast_to((y - row - np.float32(0.5)) * np.float32(height_m), shape)
    index = np.broadcast_to(row_i * columns + column_i, shape)
    return Pieces(index, columns * rows, dx, dy, width_m, height_m)
