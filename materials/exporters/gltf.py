"""glTF 2.0 in one binary file (GLB): plain, small with WebP, and as a mesh moved by the height map."""

from dataclasses import replace

import numpy as np

from materials.exporters.export_subject import Options, Subject
from materials.exporters.relief_mesh import displaced_plane
from materials.exporters.target import OCCLUSION_ROUGHNESS_METALNESS, File, Target, has_packed
from materials.exporters.textures import Format, Recipe, Textures
from materials.pixels.pixel_codes import top_code
from materials.show.glb import Slot, write_glb
from materials.show.mesh import Mesh, Shape, make_mesh

_HEIGHT: dict[Shape, float] = {"sphere": np.pi, "plane": 2.0, "cube": 1.6, "cylinder": 1.8}
"""How far one tile reaches over each of `make_mesh`'s shapes, from top to bottom, in their units."""

_PACKING = "R occlusion, G roughness, B metalness"


def true_size(shape: Shape, size_m: float) -> Mesh:
    """Return a shape on which one tile is `size_m` metres high."""
    mesh = make_mesh(shape)
    return replace(mesh, position=mesh.position * np.float32(size_m / _HEIGHT[shape]))


def _recipes(subject: Subject, formats: tuple[Format, ...]) -> dict[Slot, Recipe]:
    recipes: dict[Slot, Recipe] = {}
    if "basecolor" in subject.maps:
        recipes["basecolor"] = Recipe("basecolor", formats=formats)
    if has_packed(subject):
        recipes["orm"] = Recipe(OCCLUSION_ROUGHNESS_METALNESS, formats=formats)
    if "normal" in subject.maps:
        recipes["normal"] = Recipe("normal", formats=formats)
    return recipes


def _glb(mesh: Mesh, recipes: dict[Slot, Recipe], textures: Textures, tiling: float) -> bytes:
    subject = textures.subject
    taken: dict[Slot, bytes] = {slot: textures.take(recipe).content for slot, recipe in recipes.items()}
    # glTF has no place for these.
    extras = {"physicalSizeM": subject.size_m, "heightRangeM": subject.height_range_m}
    return write_glb(mesh, taken, name=subject.name, extras=extras, tiling=tiling)


def _shaped(textures: Textures, options: Options, suffix: str, formats: tuple[Format, ...]) -> list[File]:
    recipes = _recipes(textures.subject, formats)

    def build(made: Textures) -> bytes:
        return _glb(true_size(options.shape, made.subject.size_m), recipes, made, options.tiling)

    return [File(f"{textures.subject.slug}{suffix}.glb", build, tuple(recipes.values()))]


def _displaced(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    if not subject.has_relief:
        return []
    recipes = _recipes(subject, ("png", "jpeg"))

    def build(made: Textures) -> bytes:
        codes = made.codes("height", 16)
        height = codes.astype(np.float32) / np.float32(top_code(codes))
        # One tile whatever the tiling: the relief repeats with the mesh, not within it.
        return _glb(displaced_plane(subject.size_m, height, subject.relief_m), recipes, made, 1.0)

    return [File(f"{subject.slug}_displaced.glb", build, tuple(recipes.values()))]


GLTF = Target(
    "gltf",
    "glTF (GLB)",
    "One file with everything in it, for the web, Blender, Windows and most viewers.",
    "opengl",
    _PACKING,
    lambda textures, options: _shaped(textures, options, "", ("png", "jpeg")),
)
GLTF_SMALL = Target(
    "gltf_small",
    "glTF, small",
    "The same with WebP pictures: a fraction of the size, for web pages; needs a viewer that reads WebP.",
    "opengl",
    _PACKING,
    lambda textures, options: _shaped(textures, options, "_small", ("webp",)),
)
GLTF_DISPLACED = Target(
    "gltf_displaced",
    "glTF, real relief",
    "A tile whose surface is moved by the height map, since glTF has no place for one.",
    "opengl",
    _PACKING,
    _displaced,
)
