"""`manifest.json`: what is in an export, what its numbers mean and where the material came from."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from materials.exporters.export_subject import Options, SourceMap, Subject
from materials.exporters.target import Target
from materials.exporters.textures import MISSING, Recipe, Texture
from materials.material import MAP_NAMES

_CONVENTIONS = {
    "basecolor": "sRGB colour; every other map holds linear numbers",
    "normal_opengl": "+Y (green) points up the picture; (128, 128, 255) is flat",
    "normal_directx": "+Y (green) points down the picture; (128, 128, 255) is flat",
    "height": "white is high, 0.5 is the level of the mesh, black to white spans height_range_m",
    "height_exr": "metres above the level of the mesh",
    "ambient_occlusion": "white is open",
    "tile": "size_m is the width of one tile in metres; the maps repeat at all borders",
}


@dataclass(frozen=True)
class FileRecord:
    """One file as it was written; `recipe` and `texture` belong to single pictures."""

    target: Target
    path: str
    bytes: int
    sha256: str
    recipe: Recipe | None
    texture: Texture | None


def manifest(subject: Subject, chosen: Sequence[Target], options: Options, files: Sequence[FileRecord]) -> bytes:
    """Return the manifest as JSON text; paths are relative to the archive's root."""
    document = {
        "format": "easel-material-export",
        "version": 1,
        "name": subject.name,
        "prompt": subject.prompt,
        "seed": subject.seed,
        "model": subject.model,
        "created": subject.created,
        "making": subject.making,
        "size_m": subject.size_m,
        "height_range_m": subject.relief_m,
        "height_range_assumed": subject.height_range_m is None,
        "bits": options.bits,
        "conventions": _CONVENTIONS,
        "sources": {
            name: _source(subject.maps[name]) | (_direction(subject) if name == "normal" else {})
            for name in MAP_NAMES
            if name in subject.maps
        },
        "missing": {name: value for name, value in MISSING.items() if name not in subject.maps},
        "targets": {
            target.name: {"title": target.title, "normals": target.normals, "packing": target.packing or None}
            for target in chosen
        },
        "files": [_file(record) for record in files],
    }
    return json.dumps(document, indent=2, ensure_ascii=False).encode() + b"\n"


def _source(source: SourceMap) -> dict[str, Any]:
    described: dict[str, Any] = {"origin": source.origin, "certain": source.certain}
    if isinstance(source.content, bytes):
        described |= {"bytes": len(source.content), "sha256": hashlib.sha256(source.content).hexdigest()}
    return described


def _direction(subject: Subject) -> dict[str, Any]:
    """Say which way +Y runs in the normal map as it came, and how sure that is."""
    sure = subject.normal_certainty
    return {"normals": subject.normal_convention, "normals_certain": sure >= 1, "normals_certainty": round(sure, 2)}


def _file(record: FileRecord) -> dict[str, Any]:
    described: dict[str, Any] = {
        "path": record.path,
        "target": record.target.name,
        "bytes": record.bytes,
        "sha256": record.sha256,
    }
    if record.texture and record.recipe:
        height, width = record.texture.size_px
        content = record.recipe.content
        described |= {
            "holds": content if isinstance(content, str) else list(content),
            "width_px": width,
            "height_px": height,
            "bits": record.texture.bits,
            "original": record.texture.original,
        }
        if content == "normal":
            described["normals"] = record.recipe.convention
    return described
