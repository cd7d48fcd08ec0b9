"""glTF 2.0 in one binary file (GLB): plain, small with WebP, and as a mesh moved by the height map."""

import json
import struct
from typing import Any

import numpy as np

from materials.exporters.codes import top_code
from materials.exporters.meshes import SHAPES, Mesh, displaced_plane
from materials.exporters.subject import Options, Subject
from materials.exporters.target import OCCLUSION_ROUGHNESS_METALNESS, File, Target, has_packed
from materials.exporters.textures import MISSING, Format, Recipe, Texture, Textures
from materials.material import FloatArray

_FLOAT, _UNSIGNED_SHORT, _UNSIGNED_INT = 5126, 5123, 5125
_ARRAY_BUFFER, _ELEMENT_ARRAY_BUFFER = 34962, 34963
_REPEAT, _LINEAR, _LINEAR_MIPMAP_LINEAR = 10497, 9729, 9987


class _Buffer:
    """The binary chunk: blocks at offsets that are multiples of 4, each with its buffer view."""

    def __init__(self) -> None:
        self.views: list[dict[str, int]] = []
        self.accessors: list[dict[str, Any]] = []
        self._parts: list[bytes] = []
        self.length = 0

    def add(self, content: bytes, target: int | None = None) -> int:
        view = {"buffer": 0, "byteOffset": self.length, "byteLength": len(content)}
        if target:
            view["target"] = target
        self.views.append(view)
        padding = -len(content) % 4
        self._parts += [content, bytes(padding)]
        self.length += len(content) + padding
        return len(self.views) - 1

    def vertices(self, array: FloatArray, *, bounds: bool = False) -> int:
        accessor = {
            "bufferView": self.add(array.tobytes(), _ARRAY_BUFFER),
            "componentType": _FLOAT,
            "count": len(array),
            "type": f"VEC{array.shape[1]}",
        }
        if bounds:
            accessor |= {"min": array.min(0).tolist(), "max": array.max(0).tolist()}
        self.accessors.append(accessor)
        return len(self.accessors) - 1

    def triangles(self, mesh: Mesh) -> int:
        narrow = mesh.indices.dtype == np.uint16
        self.accessors.append(
            {
                "bufferView": self.add(mesh.indices.tobytes(), _ELEMENT_ARRAY_BUFFER),
                "componentType": _UNSIGNED_SHORT if narrow else _UNSIGNED_INT,
                "count": len(mesh.indices),
                "type": "SCALAR",
            }
        )
        return len(self.accessors) - 1

    def content(self) -> bytes:
        return b"".join(self._parts)


def glb(mesh: Mesh, textures: dict[str, Texture], subject: Subject, *, tiling: float = 1.0) -> bytes:
    """Return a GLB with one mesh and one metallic-roughness material.

    Args:
        mesh: The shape.
        textures: "basecolor", "orm" (occlusion, roughness, metalness) and "normal" (OpenGL), as far as there are any.
        subject: Name, and the sizes that glTF has no place for: they go into `asset.extras`.
        tiling: Repeats over the mesh's own texture coordinates (KHR_texture_transform).
    """
    buffer = _Buffer()
    attributes = {
        "POSITION": buffer.vertices(mesh.positions, bounds=True),
        "NORMAL": buffer.vertices(mesh.normals),
    }
    if "normal" in textures:
        attributes["TANGENT"] = buffer.vertices(mesh.tangents)
    if textures:
        attributes["TEXCOORD_0"] = buffer.vertices(mesh.uv)
    primitive: dict[str, Any] = {"attributes": attributes, "indices": buffer.triangles(mesh), "material": 0}
    return _glb(buffer, primitive, textures, subject, tiling)


def _glb(
    buffer: _Buffer, primitive: dict[str, Any], textures: dict[str, Texture], subject: Subject, tiling: float
) -> bytes:
    extensions: set[str] = set()
    references: dict[str, dict[str, Any]] = {}
    document: dict[str, Any] = {
        "asset": {
            "version": "2.0",
            "generator": "Easel",
            "extras": {"physicalSizeM": subject.size_m, "heightRangeM": subject.height_range_m},
        },
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": subject.slug}],
        "meshes": [{"name": subject.slug, "primitives": [primitive]}],
    }
    for index, (slot, texture) in enumerate(textures.items()):
        image = {"bufferView": buffer.add(texture.content), "mimeType": texture.media_type, "name": slot}
        document.setdefault("images", []).append(image)
        entry: dict[str, Any] = {"sampler": 0}
        if texture.format == "webp":
            entry["extensions"] = {"EXT_texture_webp": {"source": index}}
            extensions.add("EXT_texture_webp")
        else:
            entry["source"] = index
        document.setdefault("textures", []).append(entry)
        references[slot] = {"index": index}
        if tiling != 1:
            references[slot]["extensions"] = {"KHR_texture_transform": {"scale": [tiling, tiling]}}
            extensions.add("KHR_texture_transform")
    if textures:
        document["samplers"] = [
            {"magFilter": _LINEAR, "minFilter": _LINEAR_MIPMAP_LINEAR, "wrapS": _REPEAT, "wrapT": _REPEAT}
        ]
    document["materials"] = [_material(subject.name, references)]
    if extensions:
        document["extensionsUsed"] = sorted(extensions)
    if "EXT_texture_webp" in extensions:
        document["extensionsRequired"] = ["EXT_texture_webp"]
    document |= {"accessors": buffer.accessors, "bufferViews": buffer.views, "buffers": [{"byteLength": buffer.length}]}
    return _container(document, buffer.content())


def _material(name: str, references: dict[str, dict[str, Any]]) -> dict[str, Any]:
    surface: dict[str, Any] = {}
    material: dict[str, Any] = {"name": name, "pbrMetallicRoughness": surface}
    if "basecolor" in references:
        surface["baseColorTexture"] = references["basecolor"]
    if "orm" in references:
        surface["metallicRoughnessTexture"] = references["orm"]
        material["occlusionTexture"] = references["orm"]
    else:
        surface |= {"metallicFactor": MISSING["metalness"], "roughnessFactor": MISSING["roughness"]}
    if "normal" in references:
        material["normalTexture"] = references["normal"]
    return material


def _container(document: dict[str, Any], binary: bytes) -> bytes:
    """Frame the JSON and the binary chunk (glTF 2.0, section 4)."""
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    length = 12 + 8 + len(text) + 8 + len(binary)
    return b"".join(
        (
            struct.pack("<4sII", b"glTF", 2, length),
            struct.pack("<I4s", len(text), b"JSON"),
            text,
            struct.pack("<I4s", len(binary), b"BIN\0"),
            binary,
        )
    )


def _recipes(subject: Subject, formats: tuple[Format, ...]) -> dict[str, Recipe]:
    recipes: dict[str, Recipe] = {}
    if "basecolor" in subject.maps:
        recipes["basecolor"] = Recipe("basecolor", formats=formats)
    if has_packed(subject):
        recipes["orm"] = Recipe(OCCLUSION_ROUGHNESS_METALNESS, formats=formats)
    if "normal" in subject.maps:
        recipes["normal"] = Recipe("normal", formats=formats)
    return recipes


def _plain(textures: Textures, options: Options) -> list[File]:
    return [_shaped(textures, options, "", ("png", "jpeg"))]


def _small(textures: Textures, options: Options) -> list[File]:
    return [_shaped(textures, options, "_small", ("webp",))]


def _shaped(textures: Textures, options: Options, suffix: str, formats: tuple[Format, ...]) -> File:
    subject = textures.subject
    recipes = _recipes(subject, formats)

    def build(made: Textures) -> bytes:
        taken = {slot: made.take(recipe) for slot, recipe in recipes.items()}
        return glb(SHAPES[options.shape](subject.size_m), taken, subject, tiling=options.tiling)

    return File(f"{subject.slug}{suffix}.glb", build, tuple(recipes.values()))


def _displaced(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    if not subject.has_relief:
        return []
    recipes = _recipes(subject, ("png", "jpeg"))

    def build(made: Textures) -> bytes:
        codes = made.codes("height", 16)
        height = codes.astype(np.float32) / np.float32(top_code(codes))
        mesh = displaced_plane(subject.size_m, height, subject.relief_m)
        return glb(mesh, {slot: made.take(recipe) for slot, recipe in recipes.items()}, subject)

    return [File(f"{subject.slug}_displaced.glb", build, tuple(recipes.values()))]


_PACKING = "R occlusion, G roughness, B metalness"

GLTF = Target(
    "gltf",
    "glTF (GLB)",
    "One file with everything in it, for the web, Blender, Windows and most viewers.",
    "opengl",
    _PACKING,
    _plain,
)
GLTF_SMALL = Target(
    "gltf_small",
    "glTF, small",
    "The same with WebP pictures: a fraction of the size, for web pages; needs a viewer that reads WebP.",
    "opengl",
    _PACKING,
    _small,
)
GLTF_DISPLACED = Target(
    "gltf_displaced",
    "glTF, real relief",
    "A tile whose surface is moved by the height map, since glTF has no place for one.",
    "opengl",
    _PACKING,
    _displaced,
)
