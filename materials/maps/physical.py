"""What real surfaces do: the limits of base colour and roughness."""

import numpy as np

from materials.material import FloatArray
from materials.pixels.colour import luminance, srgb_to_linear

DARKEST_SRGB, BRIGHTEST_SRGB = 30 / 255, 240 / 255
"""The range of real dielectrics, as the published physically based charts give it."""
DARKEST_METAL = 0.40
"""Luminance of the darkest bare metal's reflection at normal incidence (titanium, iron are about 0.5)."""
SMOOTHEST = 0.045
"""Roughness below which highlights alias in real-time renderers."""

_DARKEST, _BRIGHTEST = (float(level) for level in srgb_to_linear(np.array([DARKEST_SRGB, BRIGHTEST_SRGB], np.float32)))


def clamp_albedo(basecolor: FloatArray, metalness: FloatArray) -> FloatArray:
    """Return the base colour within what dielectrics and, where metalness exceeds 0.5, metals reflect.

    Args:
        basecolor: (H, W, 3) linear light.
        metalness: (H, W).

    Returns:
        (H, W, 3) float32. A metal that is too dark is brightened without changing its hue.
    """
    clamped = np.clip(basecolor, _DARKEST, _BRIGHTEST)
    metal = metalness > 0.5
    if metal.any():
        bare = np.clip(basecolor, 0, 1)
        bare = np.clip(bare * np.maximum(1, DARKEST_METAL / np.maximum(luminance(bare), 1e-3))[..., None], 0, 1)
        clamped = np.where(metal[..., None], bare, clamped)
    return clamped.astype(np.float32)
