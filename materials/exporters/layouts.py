"""The file layouts of ambientCG and Poly Haven, which most importers know."""

from dataclasses import replace

from materials.exporters.export_subject import Options
from materials.exporters.godot import tres
from materials.exporters.materialx import document
from materials.exporters.target import OCCLUSION_ROUGHNESS_METALNESS, File, Target, has_packed, resolution
from materials.exporters.textures import Recipe, Textures
from materials.exporters.usd import usda
from materials.maps.maps import Convention
from materials.material import MAP_NAMES, MapName

_AMBIENTCG: dict[MapName, str] = {
    "basecolor": "Color",
    "roughness": "Roughness",
    "metalness": "Metalness",
    "height": "Displacement",
    "ambient_occlusion": "AmbientOcclusion",
}
_POLY_HAVEN: dict[MapName, str] = {
    "basecolor": "diff",
    "roughness": "rough",
    "metalness": "metal",
    "height": "disp",
    "ambient_occlusion": "ao",
}
_GODOT_SLOTS: dict[MapName, str] = {
    "basecolor": "albedo",
    "ambient_occlusion": "ao",
    "roughness": "roughness",
    "metalness": "metallic",
    "normal": "normal",
    "height": "height",
}
_NORMALS: tuple[tuple[Convention, str, str], ...] = (
    ("opengl", "NormalGL", "nor_gl"),
    ("directx", "NormalDX", "nor_dx"),
)


def _ambientcg(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    stem = f"{subject.camel}_{resolution(textures).upper()}-PNG"
    names: dict[MapName, str] = {}
    files: list[File] = []
    for name in MAP_NAMES:
        if name not in subject.maps:
            continue
        bits = 16 if name == "height" else options.bits
        recipe = Recipe(name, bits, formats=("png",))
        if name == "normal":
            names[name] = f"{stem}_NormalGL.png"
            files += [File(f"{stem}_{word}.png", replace(recipe, convention=side)) for side, word, _ in _NORMALS]
        else:
            names[name] = f"{stem}_{_AMBIENTCG[name]}.png"
            files.append(File(names[name], recipe))
    slots = {_GODOT_SLOTS[name]: file for name, file in names.items() if name != "height" or subject.has_relief}
    return [
        *files,
        File(f"{stem}.mtlx", document(subject, "standard_surface", names, tiling=options.tiling)),
        File(f"{stem}.tres", tres(subject, slots, tiling=options.tiling)),
        File(f"{stem}.usda", usda(subject, {name: f"./{file}" for name, file in names.items()}, tiling=options.tiling)),
    ]


def _poly_haven(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    size = resolution(textures)
    files: list[File] = []
    for name in MAP_NAMES:
        if name not in subject.maps:
            continue
        # The layout's own data maps have 16 bits.
        recipe = Recipe(name, 16)
        recipes = (
            {word: replace(recipe, convention=side) for side, _, word in _NORMALS}
            if name == "normal"
            else {_POLY_HAVEN[name]: recipe}
        )
        files += [
            File(f"{subject.slug}_{word}_{size}.{textures.extension(recipe)}", recipe)
            for word, recipe in recipes.items()
        ]
    if has_packed(subject):
        files.append(File(f"{subject.slug}_arm_{size}.png", Recipe(OCCLUSION_ROUGHNESS_METALNESS, options.bits)))
    return files


AMBIENTCG = Target(
    "ambientcg",
    "ambientCG layout",
    "Every map under ambientCG's names, both normals, with MaterialX, Godot and USD files beside them.",
    "both",
    "",
    _ambientcg,
)
POLY_HAVEN = Target(
    "polyhaven",
    "Poly Haven layout",
    "Every map under Poly Haven's names with 16 bits, both normals and a packed ARM texture.",
    "both",
    "R occlusion, G roughness, B metalness",
    _poly_haven,
)
