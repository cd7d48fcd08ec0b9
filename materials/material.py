"""The material: six maps of one tileable square of surface, in physical units."""

from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from materials.errors import ShapeMismatch

FloatArray = npt.NDArray[np.floating[Any]]
"""float32 wherever a docstring says so; the type is wider because numpy's own stubs promote to float64."""
ByteArray = npt.NDArray[np.uint8]
IntArray = npt.NDArray[np.int32]

MapName = Literal["basecolor", "normal", "roughness", "metalness", "height", "ambient_occlusion"]
MAP_NAMES: tuple[MapName, ...] = get_args(MapName)
COLOUR_MAPS: tuple[MapName, ...] = ("basecolor", "normal")


@dataclass(frozen=True)
class Material:
    """A tileable surface; every map is float32 and wraps around at its borders.

    Row 0 is the top of the picture; a normal's +Y points to the top (OpenGL).

    Attributes:
        basecolor: (H, W, 3) linear Rec. 709 light, 0 to 1.
        normal: (H, W, 3) unit vectors, OpenGL convention.
        roughness: (H, W) perceptual roughness, 0 to 1.
        metalness: (H, W) 0 for dielectrics, 1 for metals.
        height_m: (H, W) metres above an arbitrary level.
        ambient_occlusion: (H, W) 1 where the whole sky is seen.
        size_m: Width of the tile in metres.
    """

    basecolor: FloatArray
    normal: FloatArray
    roughness: FloatArray
    metalness: FloatArray
    height_m: FloatArray
    ambient_occlusion: FloatArray
    size_m: float

    def __post_init__(self) -> None:
        """Check that the maps belong together.

        Raises:
            ShapeMismatch: A map is not float32, has the wrong number of channels or another size than the base colour.
        """
        if self.basecolor.ndim != 3:
            raise ShapeMismatch(f"basecolor must be (H, W, 3), not {self.basecolor.shape}")
        height, width = self.basecolor.shape[:2]
        if not height or not width:
            raise ShapeMismatch("a material needs at least one pixel")
        for field in fields(self):
            if field.name == "size_m":
                continue
            array: FloatArray = getattr(self, field.name)
            expected = (height, width, 3) if field.name in COLOUR_MAPS else (height, width)
            if array.shape != expected:
                raise ShapeMismatch(f"{field.name} must be {expected}, not {array.shape}")
            if array.dtype != np.float32:
                raise ShapeMismatch(f"{field.name} must be float32, not {array.dtype}")
        if not self.size_m > 0:
            raise ShapeMismatch("size_m must be above 0")

    @property
    def size_px(self) -> tuple[int, int]:
        """Height and width in pixels."""
        height, width = self.basecolor.shape[:2]
        return height, width

    @property
    def metres_per_px(self) -> float:
        """Width of one pixel in metres."""
        return self.size_m / self.basecolor.shape[1]

    @property
    def height_range_m(self) -> float:
        """Metres from the lowest to the highest point: what black to white means in the height map."""
        return float(self.height_m.max() - self.height_m.min())

    def map(self, name: MapName) -> FloatArray:
        """Return one map as it is stored in files, before quantisation.

        The height comes as 0 to 1 between its lowest and highest point (0.5 everywhere when the surface is flat).
        """
        if name == "height":
            range_m = self.height_range_m
            if range_m <= 0:
                return np.full_like(self.height_m, 0.5)
            return (self.height_m - self.height_m.min()) / np.float32(range_m)
        array: FloatArray = getattr(self, name)
        return array
