"""What is exported: a material's maps as files or arrays, its physical size and where it came from."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from materials.errors import NothingToExport
from materials.maps.maps import Convention
from materials.maps.texture_set import ASSUMED_RELIEF, Origin
from materials.material import MAP_NAMES, FloatArray, MapName, Material
from materials.pixels.png import Bits
from materials.show.mesh import Shape


@dataclass(frozen=True)
class SourceMap:
    """One map as it came.

    Attributes:
        content: The bytes of the original picture file, or a float32 array in the units of `Material.map`: base colour
            (H, W, 3) linear 0 to 1; normal (H, W, 3) unit vectors; the others (H, W), 0 to 1, the height over its
            range.
        origin: Who made it.
        certain: False when it was only guessed that this is the map it is taken for.
        computed: Whether its values were computed here: a file of them has the bits that were asked for.
    """

    content: bytes | FloatArray
    origin: Origin = "vendor"
    certain: bool = True
    computed: bool = False


@dataclass(frozen=True)
class Subject:
    """A material to export.

    Attributes:
        maps: Any of the six maps, at least one.
        name: What people call it; files are named after it.
        size_m: Width of the tile in metres.
        height_range_m: Metres from black to white in the height map; None when nobody knows.
        normal_convention: The direction of +Y in the normal map as it is given.
        normal_certainty: 0 to 1, how sure that is: 1 when somebody said so or it was made here.
        prompt, seed, model: How it was made, as far as known.
        created: ISO 8601 time of making.
        making: What else is known of the making, as JSON values for the manifest.
        others: Pictures that belong to it and are none of the six maps, by file name.
    """

    maps: Mapping[MapName, SourceMap]
    name: str
    size_m: float
    height_range_m: float | None = None
    normal_convention: Convention = "opengl"
    normal_certainty: float = 1.0
    prompt: str | None = None
    seed: int | None = None
    model: str | None = None
    created: str | None = None
    making: Mapping[str, Any] = field(default_factory=dict[str, Any])
    others: Mapping[str, bytes] = field(default_factory=dict[str, bytes])

    def __post_init__(self) -> None:
        """Check what every exporter relies on.

        Raises:
            NothingToExport: There is no map, or a size is not a positive number of metres.
        """
        if not self.maps:
            raise NothingToExport("no_map_to_export")
        if not (math.isfinite(self.size_m) and self.size_m > 0):
            raise NothingToExport("size_not_above_0")
        if self.height_range_m is not None and not (math.isfinite(self.height_range_m) and self.height_range_m >= 0):
            raise NothingToExport("height_range_below_0")

    @classmethod
    def from_material(
        cls,
        material: Material,
        name: str,
        *,
        prompt: str | None = None,
        seed: int | None = None,
        model: str | None = None,
        originals: Mapping[MapName, bytes] | None = None,
    ) -> "Subject":
        """Take all maps of a material; `originals` are files that hold exactly those maps and are kept as they are."""
        kept = originals or {}
        maps: dict[MapName, SourceMap] = {
            name_: SourceMap(kept.get(name_, material.map(name_)), "drawn") for name_ in MAP_NAMES
        }
        return cls(
            maps,
            name,
            size_m=material.size_m,
            height_range_m=material.height_range_m,
            prompt=prompt,
            seed=seed,
            model=model,
        )

    @property
    def slug(self) -> str:
        """The name as a file name and identifier: lower-case letters, digits and underscores, a letter first."""
        words = re.findall(r"[a-z0-9]+", self.name.lower())
        slug = "_".join(words)[:48].rstrip("_") or "material"
        return slug if slug[0].isalpha() else f"m_{slug}"

    @property
    def camel(self) -> str:
        """The name as engines write it: RedBrickWall."""
        return "".join(word.capitalize() for word in self.slug.split("_"))

    @property
    def relief_m(self) -> float:
        """Metres from black to white in the height map, assumed where unknown."""
        return self.size_m * ASSUMED_RELIEF if self.height_range_m is None else self.height_range_m

    @property
    def has_relief(self) -> bool:
        """Whether there is a height map that moves anything."""
        return "height" in self.maps and self.relief_m > 0


@dataclass(frozen=True)
class Options:
    """What the person chose besides the targets.

    Attributes:
        bits: 16 writes data maps that are given as arrays with 16 bits per channel where the target reads it; a height
            always has 16, the base colour 8. Files that are given keep the precision they have.
        tiling: Repeats over the sample meshes and in the materials' texture transforms.
        shape: The mesh in the GLB.
        longest_px: Maps with a longer side are made smaller; None keeps their sizes.
        height_exr: Adds the height in metres as an OpenEXR file with numbers of 16 ("half") or 32 bits ("float").
    """

    bits: Bits = 8
    tiling: float = 1.0
    shape: Shape = "sphere"
    longest_px: int | None = None
    height_exr: Literal["half", "float"] | None = None
