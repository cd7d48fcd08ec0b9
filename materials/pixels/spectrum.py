"""The periodic Fourier transform of real float32 pictures, by scipy, which is imported when first used."""

import os
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from materials.material import FloatArray

_WORKERS = min(4, os.cpu_count() or 1)

SpectrumArray = npt.NDArray[np.complexfloating[Any, Any]]


def _transforms() -> Any:
    # Not at the top: scipy takes 0.2 s to import, and it has no type stubs.
    return import_module("scipy.fft")


def forward(field: FloatArray) -> SpectrumArray:
    """Return the (H, W // 2 + 1) spectrum of a real (H, W) field, unscaled."""
    return _transforms().rfft2(field, workers=_WORKERS)


def inverse(spectrum: SpectrumArray, shape: tuple[int, int], *, scaled: bool = True) -> FloatArray:
    """Return the real (H, W) field of a spectrum.

    Args:
        spectrum: (H, W // 2 + 1).
        shape: (H, W) of the result.
        scaled: True to invert `forward`; False to add the modes up as they are, whatever the number of pixels.
    """
    return _transforms().irfft2(spectrum, s=shape, norm="backward" if scaled else "forward", workers=_WORKERS)


def cycles(shape: tuple[int, int]) -> tuple[FloatArray, FloatArray]:
    """Return the frequencies of a spectrum in cycles per tile: across (1, W // 2 + 1) and down (H, 1)."""
    height, width = shape
    across = np.fft.rfftfreq(width, 1 / width).astype(np.float32)[None, :]
    down = np.fft.fftfreq(height, 1 / height).astype(np.float32)[:, None]
    return across, down
