"""What the tests of the API share."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JPEG of 320 x 240 px."""
    path = tmp_path_factory.mktemp("media") / "harbour view.jpg"
    shade = np.tile(np.linspace(0, 255, 320, dtype=np.uint8), (240, 1))
    Image.fromarray(np.dstack([shade, shade, shade])).save(path)
    return path
