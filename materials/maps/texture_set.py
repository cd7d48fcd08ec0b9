"""A texture set: any of the six maps of one surface, as they came, with what is known about each of them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from materials.errors import Incomplete, ShapeMismatch
from materials.maps.maps import length_of
from materials.material import COLOUR_MAPS, MAP_NAMES, FloatArray, MapName, Material

Origin = Literal["vendor", "derived", "loaded", "drawn"]

ASSUMED_SIZE_M = 1.0
"""Width of a tile nobody gave a size for."""
ASSUMED_RELIEF = 0.02
"""Height range as a share of the tile's width where nothing is known: a shallow relief such as brick or bark."""


@dataclass(frozen=True)
class TextureMap:
    """One map.

    Attributes:
        array: float32. Base colour (H, W, 3) linear Rec. 709 light, 0 to 1. Normal (H, W, 3) vectors as the file has
            them, of any length, +Y up the picture (OpenGL) as far as known. All others (H, W), 0 to 1; the height
            from its lowest to its highest point.
        origin: Who made it.
        certainty: 0 to 1, how sure it is that this is what its name says.
        original: The file the array was read from, when the array is exactly what that file holds.
        upright: Of a normal map, 0 to 1: how sure it is that its +Y is up the picture; None when nobody has judged.
    """

    array: FloatArray
    origin: Origin = "loaded"
    certainty: float = 1.0
    original: bytes | None = field(default=None, repr=False)
    upright: float | None = None

    @property
    def size_px(self) -> tuple[int, int]:
        """Height and width in pixels."""
        return self.array.shape[0], self.array.shape[1]

    @property
    def guessed(self) -> bool:
        """Whether its pixels alone told which map it is."""
        return self.origin in ("vendor", "loaded") and self.certainty < 1


@dataclass(frozen=True)
class TextureSet:
    """The maps of one tileable surface; they may differ in size and contradict each other.

    Attributes:
        maps: Any of the six maps, at least one.
        size_m: Width of the tile in metres.
        height_range_m: Metres from 0 to 1 in the height map; None when nobody knows.
    """

    maps: Mapping[MapName, TextureMap]
    size_m: float = ASSUMED_SIZE_M
    height_range_m: float | None = None

    def __post_init__(self) -> None:
        """Check every map by itself.

        Raises:
            ShapeMismatch: There is no map, a map is not float32 or has the wrong number of channels, or a size makes
                no sense.
        """
        if not self.maps:
            raise ShapeMismatch("a texture set needs at least one map")
        for name, map_ in self.maps.items():
            dimensions = 3 if name in COLOUR_MAPS else 2
            shape = map_.array.shape
            if len(shape) != dimensions or not map_.array.size or (dimensions == 3 and shape[2] != 3):
                raise ShapeMismatch(f"{name} must be {'(H, W, 3)' if dimensions == 3 else '(H, W)'}, not {shape}")
            if map_.array.dtype != np.float32:
                raise ShapeMismatch(f"{name} must be float32, not {map_.array.dtype}")
        if not (math.isfinite(self.size_m) and self.size_m > 0):
            raise ShapeMismatch("Set the material's size in metres above 0.")
        if self.height_range_m is not None and not (math.isfinite(self.height_range_m) and self.height_range_m >= 0):
            raise ShapeMismatch("Set the height range in metres to 0 or more.")

    @classmethod
    def from_material(cls, material: Material, *, origin: Origin = "drawn") -> "TextureSet":
        """Take all maps of a material."""
        maps: dict[MapName, TextureMap] = {name: TextureMap(material.map(name), origin) for name in MAP_NAMES}
        return cls(maps, material.size_m, material.height_range_m)

    def array(self, name: MapName) -> FloatArray | None:
        """Return a map's array, None when the set does not have it."""
        found = self.maps.get(name)
        return None if found is None else found.array

    def with_maps(self, maps: Mapping[MapName, TextureMap], *, height_range_m: float | None = None) -> "TextureSet":
        """Return a set in which these maps are replaced or added, and the height range when one is given."""
        known = self.height_range_m if height_range_m is None else height_range_m
        merged: dict[MapName, TextureMap] = {**self.maps, **maps}
        return replace(self, maps={name: merged[name] for name in MAP_NAMES if name in merged}, height_range_m=known)

    def changed(self, arrays: Mapping[MapName, FloatArray]) -> "TextureSet":
        """Return a set in which these maps, which it has, hold other values; their original files are left behind."""
        return self.with_maps(
            {name: replace(self.maps[name], array=array, original=None) for name, array in arrays.items()}
        )

    @property
    def size_px(self) -> tuple[int, int]:
        """Height and width of the largest map."""
        return max((map_.size_px for map_ in self.maps.values()), key=lambda size: size[0] * size[1])

    @property
    def missing(self) -> tuple[MapName, ...]:
        """The maps the set does not have."""
        return tuple(name for name in MAP_NAMES if name not in self.maps)

    @property
    def relief_m(self) -> float:
        """Metres from 0 to 1 in the height map, assumed where unknown."""
        return self.size_m * ASSUMED_RELIEF if self.height_range_m is None else self.height_range_m

    def material(self) -> Material:
        """Return the set as a material.

        Raises:
            Incomplete: A map is missing, or the maps differ in size.
        """
        if self.missing:
            raise Incomplete("not_complete")
        if len({map_.size_px for map_ in self.maps.values()}) > 1:
            raise Incomplete("sizes_differ_still")
        normal = self.maps["normal"].array
        height = self.maps["height"].array
        return Material(
            basecolor=self.maps["basecolor"].array,
            normal=normal / np.maximum(length_of(normal), np.float32(1e-6)),
            roughness=self.maps["roughness"].array,
            metalness=self.maps["metalness"].array,
            height_m=(height - height.mean(dtype=np.float32)) * np.float32(self.relief_m),
            ambient_occlusion=self.maps["ambient_occlusion"].array,
            size_m=self.size_m,
        )
