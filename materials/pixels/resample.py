"""Resizing maps of a wrapping tile."""

import numpy as np
from PIL import Image

from materials.material import FloatArray
from materials.pixels.row_blocks import for_row_blocks


def resized(array: FloatArray, size_px: tuple[int, int]) -> FloatArray:
    """Return a map at another size: bicubic when it grows, averaged over the area of a new pixel when it shrinks.

    What reaches over a border is taken from the other side, so a tile stays seamless.

    Args:
        array: (H, W) or (H, W, channels).
        size_px: New (height, width).

    Returns:
        float32; bicubic interpolation may leave the range of the input a little.
    """
    if array.shape[:2] == size_px:
        return array.astype(np.float32, copy=False)
    by_y, by_x = array.shape[0] // size_px[0], array.shape[1] // size_px[1]
    if by_y * by_x > 1 and (by_y * size_px[0], by_x * size_px[1]) == array.shape[:2]:
        return _averaged(array, by_y, by_x)
    if array.ndim == 3:
        return np.stack([resized(array[..., channel], size_px) for channel in range(array.shape[2])], -1)
    (height, width), (new_height, new_width) = array.shape, size_px
    # The kernel reaches two of the larger pixels.
    margin_y, margin_x = 2 * max(1, -(-height // new_height)) + 2, 2 * max(1, -(-width // new_width)) + 2
    padded = np.pad(array.astype(np.float32, copy=False), ((margin_y, margin_y), (margin_x, margin_x)), mode="wrap")
    box = (margin_x, margin_y, margin_x + width, margin_y + height)
    grows = new_height > height or new_width > width
    kernel = Image.Resampling.BICUBIC if grows else Image.Resampling.BOX
    return np.asarray(Image.fromarray(padded).resize((new_width, new_height), kernel, box=box))


def _averaged(array: FloatArray, by_y: int, by_x: int) -> FloatArray:
    """Return the means of blocks of by_y x by_x pixels, which fill the map."""
    height, width = array.shape[0] // by_y, array.shape[1] // by_x
    small = np.empty((height, width, *array.shape[2:]), np.float32)

    def work(first: int, end: int) -> None:
        lines = array[first * by_y : end * by_y].reshape(end - first, by_y, -1).sum(1, dtype=np.float32)
        pixels = lines.reshape(end - first, width, by_x, *array.shape[2:])
        rows = small[first:end]
        np.copyto(rows, pixels[:, :, 0])
        for column in range(1, by_x):
            rows += pixels[:, :, column]
        rows *= np.float32(1 / (by_y * by_x))

    for_row_blocks(height, width * by_y * by_x, work)
    return small


def shrunk(array: FloatArray, most_px: int) -> FloatArray:
    """Return the map, made smaller when a side exceeds `most_px`; the proportions stay."""
    height, width = array.shape[:2]
    factor = most_px / max(height, width)
    if factor >= 1:
        return array
    return resized(array, (max(1, round(height * factor)), max(1, round(width * factor))))
