"""Drawing from a prompt: determinism, exact tiling, one pattern at every size, physical ranges."""

import numpy as np
import pytest

from materials.draw import draw
from materials.material import MAP_NAMES, FloatArray


def seam_ratio(image: FloatArray, axis: int) -> float:
    """Return the mean step across the wrap line, over the 99th percentile of the steps between all other lines."""
    steps = np.abs(np.roll(image, -1, axis) - image)
    other = tuple(k for k in range(image.ndim) if k != axis)
    per_line = steps.mean(other)
    return float(per_line[-1] / (np.quantile(per_line[:-1], 0.99) + 1e-9))


@pytest.mark.parametrize("prompt", ["red brick wall", "cobblestone", "concrete"])
def test_same_seed_gives_the_same_material(prompt: str):
    first, second = (draw(prompt, seed=5, size_px=128).material for _ in range(2))
    for name in MAP_NAMES:
        assert np.array_equal(first.map(name), second.map(name))
    other = draw(prompt, seed=6, size_px=128).material
    assert not np.array_equal(first.height_m, other.height_m)


def test_size_out_of_range_is_refused():
    with pytest.raises(ValueError, match="size_px"):
        draw("brick", seed=1, size_px=4096)
