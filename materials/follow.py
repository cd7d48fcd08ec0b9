"""What happens to normal and occlusion when a relief changes below them."""

import numpy as np

from materials.maps import ambient_occlusion_from_height, slopes_from_height
from materials.material import FloatArray
from materials.slope_fit import normal_from_slopes, slopes


def extra_slopes(normal: FloatArray, height_m: FloatArray, metres_per_px: float) -> tuple[FloatArray, FloatArray]:
    """Return the slopes (across, down) that a normal map has beyond those of its height map.

    Vendors' normal maps hold finer detail than their height maps.
    """
    across, down = slopes(normal)
    height_across, height_down = slopes_from_height(height_m, metres_per_px)
    return across - height_across, down - height_down


def normal_of(height_m: FloatArray, metres_per_px: float, extra: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Return the normals of a height field with extra slopes."""
    across, down = slopes_from_height(height_m, metres_per_px)
    return normal_from_slopes(across + extra[0], down + extra[1])


def occlusion_after(
    occlusion: FloatArray, before_m: FloatArray, after_m: FloatArray, metres_per_px: float
) -> FloatArray:
    """Return the occlusion changed by as much as that of the relief has changed."""
    before, after = (ambient_occlusion_from_height(height_m, metres_per_px) for height_m in (before_m, after_m))
    return np.clip(occlusion + (after - before), 0, 1).astype(np.float32)
