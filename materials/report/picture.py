"""Pictures that show where a check found something: the map in grey, the places in colour."""

import numpy as np

from materials.material import ByteArray, FloatArray
from materials.pixels.resample import shrunk

_MOST_PX = 512
_MARK = np.array([230, 68, 30], np.float32)
_OTHER_MARK = np.array([40, 110, 235], np.float32)


def marked(grey: FloatArray, strength: FloatArray, other: FloatArray | None = None) -> ByteArray:
    """Return a pale grey picture with places in vermilion, and others in blue.

    Args:
        grey: (H, W) of any range; its contrast is stretched.
        strength: (H, W), 0 to 1, how strongly each pixel is marked.
        other: (H, W), 0 to 1, a second kind of place.

    Returns:
        (H', W', 3) sRGB codes, at most 512 pixels a side.
    """
    ground = shrunk(grey, _MOST_PX)
    low, high = float(ground.min()), float(ground.max())
    level = 60 + 170 * (ground - low) / max(high - low, 1e-6)
    picture = np.repeat(level[..., None], 3, -1)
    for mask, colour in ((strength, _MARK), (other, _OTHER_MARK)):
        if mask is not None:
            share = np.clip(shrunk(mask.astype(np.float32), _MOST_PX), 0, 1)[..., None]
            picture = picture + (colour - picture) * share
    return np.clip(picture + 0.5, 0, 255).astype(np.uint8)
