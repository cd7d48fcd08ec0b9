"""What happens to normal and occlusion when a relief changes below them."""

import numpy as np

from materials.maps.maps import ambient_occlusion_from_height, slopes_from_height
from materials.maps.slope_fit import normal_from_slopes, slopes
from materials.material import FloatArray
from materials.pixels.resample import resized, shrunk

_OCCLUSION_PX = 1024


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
    """Return the occlusion changed by as much as that of the relief has changed, seen at 1024 px at most."""
    small_before, small_after = shrunk(before_m, _OCCLUSION_PX), shrunk(after_m, _OCCLUSION_PX)
    wider = metres_per_px * before_m.shape[1] / small_before.shape[1]
    change = ambient_occlusion_from_height(small_after, wider)
    change -= ambient_occlusion_from_height(small_before, wider)
    changed = occlusion + resized(change, (before_m.shape[0], before_m.shape[1]))
    return np.clip(changed, 0, 1, out=changed)
