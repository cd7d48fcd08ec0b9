"""Thousands of short tapered strokes on the unit torus: grass, fibres, scratches."""

from dataclasses import dataclass

import numpy as np

from materials.material import FloatArray, IntArray
from materials.noise import Torus

_BATCH = 400
_KEY_STEPS = np.float32(20_000)
"""Levels per unit; levels and rise together must stay below 2.2."""


@dataclass(frozen=True)
class Strokes:
    """The uppermost stroke at each pixel.

    Attributes:
        index: (H, W) number of the stroke, `count` where there is none.
        along: (H, W) 0 at its start to 1 at its tip.
        profile: (H, W) 1 on its middle line to 0 at its edge; 0 where there is none.
        level: (H, W) height it was drawn at; 0 where there is none.
        count: Number of strokes.
    """

    index: IntArray
    along: FloatArray
    profile: FloatArray
    level: FloatArray
    count: int


def scatter_strokes(
    torus: Torus,
    *,
    start: FloatArray,
    angle: FloatArray,
    length: FloatArray,
    width: FloatArray,
    bend: FloatArray,
    level: FloatArray | None = None,
    rise: float = 0.0,
    taper: float = 1.0,
) -> Strokes:
    """Draw strokes as points along arcs, upper ones over lower ones.

    Args:
        torus: The tile.
        start: (count, 2) across and down, in tile widths.
        angle: (count,) direction at the start in radians, 0 to the right, growing downwards.
        length, width: (count,) in tile widths.
        bend: (count,) turn from start to tip in radians.
        level: (count,) height of the start; higher strokes cover lower ones. 0 to 1 in order when None.
        rise: How much higher the tip is than the start.
        taper: 1 comes to a point at the tip, 0 keeps its width.

    Returns:
        The uppermost stroke at each pixel.
    """
    size, count = torus.size_px, len(start)
    if level is None:
        level = np.arange(count, dtype=np.float32) / np.float32(max(1, count))
    keys = np.zeros(size * size, np.float32)
    owner = np.full(size * size, count, np.int32)
    along = np.zeros(size * size, np.float32)
    profile = np.zeros(size * size, np.float32)
    # In batches of similar length, so that short strokes do not pay for long ones; a key per pixel keeps the order.
    order = np.argsort(length, kind="stable")
    for chosen in np.array_split(order, max(1, count // _BATCH)):
        steps_along = int(max(4, np.ceil(float(length[chosen].max()) * size * 1.1)))
        steps_across = int(max(1, np.ceil(float(width[chosen].max()) * size * 1.1)))
        t = ((np.arange(steps_along, dtype=np.float32) + 0.5) / steps_along)[None, :, None]
        s = ((np.arange(steps_across, dtype=np.float32) + 0.5) / steps_across * 2 - 1)[None, None, :]
        turn = bend[chosen, None, None] * t
        heading = angle[chosen, None, None] + turn
        reach = length[chosen, None, None] * t
        mean_heading = angle[chosen, None, None] + turn * np.float32(0.5)
        half = width[chosen, None, None] * np.float32(0.5) * (1 - np.float32(taper) * t)
        x = start[chosen, 0, None, None] + np.cos(mean_heading) * reach - np.sin(heading) * half * s
        y = start[chosen, 1, None, None] + np.sin(mean_heading) * reach + np.cos(heading) * half * s
        column = np.floor(x * np.float32(size)).astype(np.int32) % size
        row = np.floor(y * np.float32(size)).astype(np.int32) % size
        pixel = (row * size + column).reshape(-1)
        shape = (len(chosen), steps_along, steps_across)
        key = (np.float32(1) + level[chosen, None, None] + np.float32(rise) * t + np.zeros(shape, np.float32)).reshape(
            -1
        )
        higher = np.flatnonzero(key >= keys[pixel])
        # numpy keeps the last of several writes to a pixel; 16-bit keys sort in linear time.
        higher = higher[np.argsort((key[higher] * _KEY_STEPS).astype(np.uint16), kind="stable")]
        target = pixel[higher]
        keys[target] = key[higher]
        owner[target] = np.broadcast_to(chosen[:, None, None], shape).reshape(-1)[higher]
        along[target] = np.broadcast_to(t, shape).reshape(-1)[higher]
        profile[target] = np.broadcast_to(1 - s * s, shape).reshape(-1)[higher]
    square = (size, size)
    drawn_level = np.where(owner < count, keys - 1, 0).astype(np.float32)
    return Strokes(
        owner.reshape(square), along.reshape(square), profile.reshape(square), drawn_level.reshape(square), count
    )
