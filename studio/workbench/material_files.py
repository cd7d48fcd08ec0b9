"""A material as a job keeps it, files with labels, and as numbers: reading its maps, writing those that are new."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast, get_args

import numpy as np

from materials.errors import Incomplete, NotLoaded
from materials.maps.maps import Convention
from materials.maps.slope_fit import estimate_height_range_m, fit_slopes, judge_convention
from materials.maps.texture_set import ASSUMED_SIZE_M, Origin, TextureMap, TextureSet
from materials.material import MAP_NAMES, MapName
from materials.pixels.encode import DEFAULT_BITS, encode_array
from materials.pixels.pixel_codes import numbers, quantise
from materials.sets.loading import read_map
from providers.spec import Capability
from studio.ledger.job import Asset, Job

_GUESSED = 0.5
"""Certainty of a label that was guessed from the picture."""
_EXACT = 1e-6


@dataclass(frozen=True)
class MapFile:
    """One kept map of a material: which map it is taken for, who made it, and how sure the label is (0 to 1)."""

    name: MapName
    asset: Asset
    origin: Origin
    certainty: float

    @property
    def certain(self) -> bool:
        """Whether its label is no guess."""
        return self.asset.label == self.name and self.asset.label_certain


@dataclass(frozen=True)
class KeptMaterial:
    """A material of a job, read.

    Attributes:
        files: Where its maps came from.
        textures: The maps that could be read.
    """

    files: Sequence[MapFile]
    textures: TextureSet


@dataclass(frozen=True)
class WrittenMap:
    """One map of a new version: a file that is kept already, or a new one.

    Attributes:
        same: The file it is, unchanged; None for a new one.
        partial: The new file, to be kept; None for an old one.
    """

    name: MapName
    map: TextureMap
    same: Asset | None
    partial: Path | None


def is_material(job: Job) -> bool:
    """Return whether a job's results are a material that can be exported."""
    return job.capability is Capability.PBR_MATERIAL and bool(map_files(job))


def map_files(job: Job) -> list[MapFile]:
    """Return the maps of a job, each once, in the usual order. Without a base colour the lit texture stands in."""
    found: dict[MapName, MapFile] = {}
    for asset in sorted(job.outputs, key=lambda one: (not one.label_certain, one.position)):
        name: MapName | None = next((name for name in MAP_NAMES if name == asset.label), None)
        if name is not None and asset.kind == "image":
            found.setdefault(name, MapFile(name, asset, origin_of(job, asset), _certainty(asset)))
    if found and "basecolor" not in found:
        for asset in job.outputs:
            if asset.label == "texture" and asset.kind == "image":
                found["basecolor"] = MapFile("basecolor", asset, origin_of(job, asset), _GUESSED)
                break
    return [found[name] for name in MAP_NAMES if name in found]


def read_material(job: Job, path_of: Callable[[str], Path], progress: Callable[[float], None]) -> KeptMaterial:
    """Read the maps of a job from their files; what cannot be read counts as missing. Slow: call it in a thread.

    Args:
        job: The job.
        path_of: Returns the file of a sha256.
        progress: Called before each map with the share that is done.

    Raises:
        Incomplete: There is no map.
    """
    files = map_files(job)
    maps: dict[MapName, TextureMap] = {}
    for number, file in enumerate(files):
        progress(number / len(files))
        try:
            content = path_of(file.asset.sha256).read_bytes()
            upright = share_of(file.asset, "upright")
            maps[file.name] = read_map(
                file.name, content, origin=file.origin, certainty=file.certainty, upright=upright
            )
        except NotLoaded:
            continue
    if not maps:
        raise Incomplete("no_readable_map")
    return KeptMaterial(files, TextureSet(maps, job.size_m or ASSUMED_SIZE_M, job.height_range_m))


def height_range_m(job: Job, path_of: Callable[[str], Path]) -> float | None:
    """Return metres between black and white of a material's height map: as said, else estimated from normal and height.

    None where it cannot be told. Slow.
    """
    if job.height_range_m is not None:
        return job.height_range_m
    both = replace(job, outputs=tuple(asset for asset in job.outputs if asset.label in ("normal", "height")))
    try:
        return estimate_height_range_m(read_material(both, path_of, lambda share: None).textures)
    except Incomplete:
        return None


def normal_direction(job: Job, path_of: Callable[[str], Path]) -> tuple[Convention, float]:
    """Return which way +Y runs in a material's normal map, and how sure that is: as told or made here, else by slopes.

    OpenGL at certainty 0 where it cannot be told. Slow.
    """
    normal = next((file for file in map_files(job) if file.name == "normal"), None)
    if normal is None or normal.origin in ("derived", "drawn"):
        return "opengl", 1.0
    told = share_of(normal.asset, "upright")
    if told is not None:
        return "opengl", told
    both = replace(job, outputs=tuple(asset for asset in job.outputs if asset.label in ("normal", "height")))
    try:
        textures = read_material(both, path_of, lambda share: None).textures
    except Incomplete:
        return "opengl", 0.0
    array = textures.array("normal")
    if array is None:
        return "opengl", 0.0
    verdict = judge_convention(fit_slopes(array, textures.array("height")))
    return (verdict.convention or "opengl"), round(min(verdict.confidence, 0.99), 2) if verdict.convention else 0.0


def write_maps(
    textures: TextureSet,
    sources: Sequence[KeptMaterial],
    *,
    new_partial: Callable[[], Path],
    progress: Callable[[float], None],
) -> list[WrittenMap]:
    """Write the maps that are new to partial files; those that are an ingredient's keep its file. Slow.

    A height gets 16 bits per channel, and so does every other map but the base colour that 8 bits do not hold exactly.
    """
    written: list[WrittenMap] = []
    for number, (name, map_) in enumerate(textures.maps.items()):
        progress(number / len(textures.maps))
        same = _same_file(name, map_, sources)
        partial = None
        if same is None:
            partial = new_partial()
            partial.write_bytes(map_.original or _encoded(name, map_))
        written.append(WrittenMap(name, map_, same, partial))
    return written


def _encoded(name: MapName, map_: TextureMap) -> bytes:
    deep = name != "basecolor" and not _fits_8_bits(name, map_)
    return encode_array(name, map_.array, bits=16 if deep else DEFAULT_BITS[name])


def _fits_8_bits(name: MapName, map_: TextureMap) -> bool:
    again = numbers(name, quantise(name, map_.array, 8))
    return bool(np.abs(again - map_.array).max() < _EXACT)


def _same_file(name: MapName, map_: TextureMap, sources: Sequence[KeptMaterial]) -> Asset | None:
    for source in sources:
        before = source.textures.maps.get(name)
        if before is not None and before.array is map_.array:
            return next(file.asset for file in source.files if file.name == name)
    return None


def origin_of(job: Job, asset: Asset) -> Origin:
    """Return who made a map."""
    known = asset.facts.get("origin")
    if known in get_args(Origin):
        return cast(Origin, known)
    return "drawn" if job.sandbox else "vendor"


def share_of(asset: Asset, fact: str) -> float | None:
    """Return a fact that is a number from 0 to 1; None where it is not told."""
    try:
        return min(1.0, max(0.0, float(asset.facts[fact])))
    except (KeyError, ValueError):
        return None


def _certainty(asset: Asset) -> float:
    derived = asset.facts.get("origin") == "derived"
    if asset.label_certain and not derived:
        return 1.0
    told = share_of(asset, "certainty")
    return _GUESSED if told is None else told
