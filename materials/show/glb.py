"""Binary glTF 2.0: one textured mesh in one file, textures as they are given."""

import json
import struct
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from materials.show.mesh import Mesh

Slot = Literal["basecolor", "orm", "normal"]
"""Texture slots; orm packs occlusion, roughness and metalness in red, green and blue."""

_FLOAT, _UINT16, _UINT32 = 5126, 5123, 5125
_VERTICES, _INDICES = 34962, 34963
_LINEAR, _MIPMAPPED, _REPEAT = 9729, 9987, 10497
_WEBP, _TRANSFORM = "EXT_texture_webp", "KHR_texture_transform"
_JSON_CHUNK, _BINARY_CHUNK = 0x4E4F534A, 0x004E4942


def write_glb(
    mesh: Mesh,
    textures: Mapping[Slot, bytes],
    *,
    name: str = "material",
    extras: Mapping[str, float | None] | None = None,
    tiling: float = 1.0,
) -> bytes:
    """Return a GLB of a mesh with any of the three textures.

    Args:
        mesh: The shape.
        textures: PNG, JPEG or WebP files; WebP asks viewers for EXT_texture_webp. Without "orm" the surface is a rough
            dielectric.
        name: Of the material, mesh and node.
        extras: Numbers for `asset.extras`.
        tiling: Repeats over the mesh's own texture coordinates (KHR_texture_transform).

    Raises:
        ValueError: A texture is of another format.
    """
    binary = _Binary()
    attributes = {
        "POSITION": binary.accessor(mesh.position, "VEC3", _VERTICES, bounds=True),
        "NORMAL": binary.accessor(mesh.normal, "VEC3", _VERTICES),
    }
    if "normal" in textures:
        attributes["TANGENT"] = binary.accessor(mesh.tangent, "VEC4", _VERTICES)
    if textures:
        attributes["TEXCOORD_0"] = binary.accessor(mesh.texture, "VEC2", _VERTICES)
    indices = binary.accessor(mesh.triangles.reshape(-1), "SCALAR", _INDICES)
    images: list[dict[str, Any]] = []
    place: dict[Slot, dict[str, Any]] = {}
    transform = {"extensions": {_TRANSFORM: {"scale": [tiling, tiling]}}} if tiling != 1 else {}
    for slot, file in textures.items():
        place[slot] = {"index": len(images), **transform}
        images.append({"bufferView": binary.view(file), "mimeType": _mime(file), "name": f"{name} {slot}"})
    document: dict[str, Any] = {
        "asset": {"version": "2.0", "generator": "Easel", **({"extras": dict(extras)} if extras else {})},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": name}],
        "meshes": [{"name": name, "primitives": [{"attributes": attributes, "indices": indices, "material": 0}]}],
        "materials": [_material(name, place)],
        "accessors": binary.accessors,
        "bufferViews": binary.views,
        "buffers": [{"byteLength": binary.length}],
    }
    if images:
        document["images"] = images
        document["textures"] = [_texture(number, image["mimeType"]) for number, image in enumerate(images)]
        document["samplers"] = [{"magFilter": _LINEAR, "minFilter": _MIPMAPPED, "wrapS": _REPEAT, "wrapT": _REPEAT}]
    webp = any("extensions" in texture for texture in document.get("textures", ()))
    if extensions := [_WEBP] * webp + [_TRANSFORM] * bool(images and transform):
        document["extensionsUsed"] = extensions
    if webp:
        document["extensionsRequired"] = [_WEBP]
    return _container(document, binary)


def _texture(image: int, media_type: str) -> dict[str, Any]:
    if media_type == "image/webp":
        return {"sampler": 0, "extensions": {_WEBP: {"source": image}}}
    return {"sampler": 0, "source": image}


def _material(name: str, place: Mapping[Slot, dict[str, Any]]) -> dict[str, Any]:
    surface: dict[str, Any] = {}
    material: dict[str, Any] = {"name": name, "pbrMetallicRoughness": surface}
    if "basecolor" in place:
        surface["baseColorTexture"] = place["basecolor"]
    if "orm" in place:
        surface["metallicRoughnessTexture"] = place["orm"]
        material["occlusionTexture"] = place["orm"]
    else:
        surface.update(metallicFactor=0.0, roughnessFactor=0.8)
    if "normal" in place:
        material["normalTexture"] = place["normal"]
    return material


def _mime(file: bytes) -> str:
    if file.startswith(b"\x89PNG"):
        return "image/png"
    if file.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if file.startswith(b"RIFF") and file[8:12] == b"WEBP":
        return "image/webp"
    raise ValueError("A texture in a GLB must be a PNG, JPEG or WebP file.")


class _Binary:
    """The binary chunk: buffer views at multiples of four bytes, and accessors on them."""

    def __init__(self) -> None:
        self.views: list[dict[str, int]] = []
        self.accessors: list[dict[str, Any]] = []
        self.length = 0
        self.parts: list[bytes] = []

    def view(self, content: bytes, target: int | None = None) -> int:
        self.views.append({"buffer": 0, "byteOffset": self.length, "byteLength": len(content)})
        if target is not None:
            self.views[-1]["target"] = target
        padding = bytes(-len(content) % 4)
        self.parts += (content, padding)
        self.length += len(content) + len(padding)
        return len(self.views) - 1

    def accessor(self, array: npt.NDArray[Any], kind: str, target: int, *, bounds: bool = False) -> int:
        component = _FLOAT if array.dtype == np.float32 else _UINT16 if array.dtype == np.uint16 else _UINT32
        little_endian = array.astype(array.dtype.newbyteorder("<"), copy=False)
        entry: dict[str, Any] = {
            "bufferView": self.view(little_endian.tobytes(), target),
            "componentType": component,
            "count": len(array),
            "type": kind,
        }
        if bounds:
            entry["min"], entry["max"] = array.min(0).tolist(), array.max(0).tolist()
        self.accessors.append(entry)
        return len(self.accessors) - 1


def _container(document: Mapping[str, Any], binary: _Binary) -> bytes:
    text = json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + binary.length
    return b"".join(
        (
            struct.pack("<4sII", b"glTF", 2, total),
            struct.pack("<II", len(text), _JSON_CHUNK),
            text,
            struct.pack("<II", binary.length, _BINARY_CHUNK),
            *binary.parts,
        )
    )
