"""Pictures composed from a prompt and a seed."""

import numpy as np
from PIL import Image


def compose(prompt: str, *, seed: int, size: tuple[int, int], frame: int = 0) -> Image.Image:
    """Return an RGB picture of exactly this size; same arguments, same pixels."""
    rng = np.random.default_rng(seed + frame)
    a, b = rng.integers(30, 230, (2, 3))
    t = np.linspace(0, 1, size[1])[:, None, None]
    return Image.fromarray(np.broadcast_to(a + (b - a) * t, (size[1], size[0], 3)).astype(np.uint8))
