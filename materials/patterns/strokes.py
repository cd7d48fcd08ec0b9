"""Thousands of short tapered strokes on the unit torus: grass, fibres, scratches."""

from dataclasses import dataclass

import numpy as np

from materials.material import FloatArray, IntArray
from materials.patterns.noise import Torus

_BATCH, _STOREYS = 150, 6
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
    winner = np.zeros(size * size, np.int32)
    # The uppermost first, for what they cover need not be sorted; in batches of similar length, so that short strokes
    # do not pay for long ones. A key per pixel keeps the order.
    order = np.lexsort((length, np.floor(level * -_STOREYS)))
    for chosen in np.array_split(order, max(1, count // _BATCH)):
        steps_along = int(max(4, np.ceil(float(length[chosen].max()) * size * 1.1)))
        steps_across = int(max(1, np.ceil(float(width[chosen].max()) * size * 1.1)))
        t = (np.arange(steps_along, dtype=np.float32) + 0.5) / np.float32(steps_along)
        s = (np.arange(steps_across, dtype=np.float32) + 0.5) / np.float32(steps_across) * 2 - 1
        pixel = _pixels(size, start[chosen], angle[chosen], length[chosen], width[chosen], bend[chosen], t, s, taper)
        key = (1 + level[chosen, None] + np.float32(rise) * t).astype(np.float32)
        higher = np.flatnonzero(key[..., None] >= keys[pixel]).astype(np.int32)
        point = higher // steps_across
        # numpy keeps the last of several writes to a pixel; 16-bit keys sort in linear time.
        ascending = np.argsort((key.reshape(-1)[point] * _KEY_STEPS).astype(np.uint16), kind="stable")
        higher, point = higher[ascending], point[ascending]
        target = pixel.reshape(-1)[higher]
        winner[target] = higher
        last = winner[target] == higher
        target, higher, point = target[last], higher[last], point[last]
        keys[target] = key.reshape(-1)[point]
        owner[target] = chosen[point // steps_along]
        along[target] = t[point % steps_along]
        profile[target] = (1 - s * s)[higher % steps_across]
    square = (size, size)
    drawn_level = np.where(owner < count, keys - 1, 0).astype(np.float32)
    return Strokes(
        owner.reshape(square), along.reshape(square), profile.reshape(square), drawn_level.reshape(square), count
    )


def _pixels(
    size: int,
    start: FloatArray,
    angle: FloatArray,
    length: FloatArray,
    width: FloatArray,
    bend: FloatArray,
    t: FloatArray,
    s: FloatArray,
    taper: float,
) -> IntArray:
    """Return (strokes, len(t), len(s)) numbers of the pixels that points of strokes fall on.

    Args:
        size: Pixels per side of the tile.
        start, angle, length, width, bend: Of the strokes, as `scatter_strokes` takes them.
        t: Places along, 0 to 1.
        s: Places across, -1 to 1.
        taper: As `scatter_strokes` takes it.
    """
    turn = bend[:, None] * t
    heading, mean_heading = angle[:, None] + turn, angle[:, None] + turn * np.float32(0.5)
    reach = (length * np.float32(size))[:, None] * t
    half = (width * np.float32(0.5 * size))[:, None] * (1 - np.float32(taper) * t)
    # One tile more keeps all above 0, where whole numbers are rounded down; tables wrap faster than a remainder.
    middle = (start + 1) * np.float32(size)
    column = (middle[:, :1] + np.cos(mean_heading) * reach)[..., None] - (np.sin(heading) * half)[..., None] * s
    row = (middle[:, 1:] + np.sin(mean_heading) * reach)[..., None] + (np.cos(heading) * half)[..., None] * s
    wrapped = np.arange(3 * size, dtype=np.int32) % size
    pixel = (wrapped * size)[row.astype(np.int32)]
    pixel += wrapped[column.astype(np.int32)]
    return pixel
