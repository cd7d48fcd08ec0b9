"""A small material and its exports, for the tests of exporters."""

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from materials.exporters.archive import export_zip
from materials.exporters.export_subject import Options, SourceMap, Subject
from materials.maps.maps import Convention, ambient_occlusion_from_height, normal_from_height
from materials.material import MapName, Material

SIZE_PX = 64
SIZE_M = 0.5


@lru_cache(maxsize=1)
def material() -> Material:
    """Waves and dots with every map different, so that swapped channels show."""
    across, down = np.meshgrid(*(np.arange(SIZE_PX, dtype=np.float32) / SIZE_PX,) * 2)
    height_m = (0.01 * np.sin(2 * np.pi * across) * np.cos(4 * np.pi * down)).astype(np.float32)
    metres_per_px = SIZE_M / SIZE_PX
    colour = np.stack([0.2 + 0.3 * across, 0.4 * down, np.full_like(across, 0.1)], -1).astype(np.float32)
    return Material(
        basecolor=colour,
        normal=normal_from_height(height_m, metres_per_px),
        roughness=(0.3 + 0.5 * across).astype(np.float32),
        metalness=(across > 0.75).astype(np.float32),
        height_m=height_m,
        ambient_occlusion=ambient_occlusion_from_height(height_m, metres_per_px),
        size_m=SIZE_M,
    )


def subject(name: str = "Red brick wall", *, only: Sequence[MapName] | None = None) -> Subject:
    """The material as arrays, with some of its maps."""
    whole = Subject.from_material(material(), name, prompt="红砖墙", seed=7, model="sandbox")
    return whole if only is None else replace(whole, maps={key: whole.maps[key] for key in only})


def with_files(files: dict[MapName, bytes], *, normals: Convention = "opengl", rest: bool = True) -> Subject:
    """The material with some maps as files, and the rest as arrays or not at all."""
    whole = subject()
    maps = dict(whole.maps) if rest else {}
    maps |= {name: SourceMap(content, "vendor") for name, content in files.items()}
    return replace(whole, maps=maps, normal_convention=normals)


def export(whole: Subject, *targets: str, options: Options | None = None) -> dict[str, bytes]:
    """Export and unpack: content by path below the top folder."""
    archive = b"".join(export_zip(whole, targets, options))
    with zipfile.ZipFile(io.BytesIO(archive)) as unpacked:
        assert unpacked.testzip() is None
        return {info.filename.partition("/")[2]: unpacked.read(info) for info in unpacked.infolist()}


def manifest(files: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(files["manifest.json"])
