"""Godot 4: textures and a `.tres` material that uses them."""

import json
from collections.abc import Mapping

from materials.exporters.export_subject import Options, Subject
from materials.exporters.target import OCCLUSION_ROUGHNESS_METALNESS, File, Target, has_packed, number
from materials.exporters.textures import Recipe, Textures


def tres(subject: Subject, textures: Mapping[str, str], *, tiling: float = 1.0) -> str:
    """Return the material as Godot's text resource, format 3.

    Godot reads occlusion only with `ao_enabled`, in an ORM texture, too, and multiplies `heightmap_scale` by 0.01
    (`scene/resources/material.cpp`).

    Args:
        subject: Name and sizes.
        textures: File names beside the resource by "albedo", "orm" or else "ao", "roughness" and "metallic", "normal",
            "height".
        tiling: Repeats over the mesh's texture coordinates.
    """
    kind = "ORMMaterial3D" if "orm" in textures else "StandardMaterial3D"
    ids = {slot: f"{index}_{slot}" for index, slot in enumerate(textures, 1)}
    lines = [f'[gd_resource type="{kind}" load_steps={len(textures) + 1} format=3]', ""]
    lines += [f'[ext_resource type="Texture2D" path="{textures[slot]}" id="{ids[slot]}"]' for slot in textures]
    lines += ["", "[resource]", f"resource_name = {json.dumps(subject.name, ensure_ascii=False)}"]

    def use(slot: str, prefix: str, *settings: str) -> None:
        if slot in textures:
            lines.extend(settings)
            lines.append(f'{prefix}_texture = ExtResource("{ids[slot]}")')

    use("albedo", "albedo")
    use("orm", "orm", "ao_enabled = true")
    # With textures apart, their values are multiplied by these; the engine's own default for metallic is 0.
    use("metallic", "metallic", "metallic = 1.0")
    use("roughness", "roughness")
    use("normal", "normal", "normal_enabled = true")
    use("ao", "ao", "ao_enabled = true")
    if subject.has_relief:
        scale = 100 * subject.relief_m / subject.size_m
        use("height", "heightmap", "heightmap_enabled = true", f"heightmap_scale = {number(scale)}")
    if tiling != 1:
        lines.append(f"uv1_scale = Vector3({number(tiling)}, {number(tiling)}, {number(tiling)})")
    return "\n".join(lines) + "\n"


def _files(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    recipes: dict[str, Recipe] = {}
    if "basecolor" in subject.maps:
        recipes["albedo"] = Recipe("basecolor", formats=("png", "jpeg", "webp"))
    if has_packed(subject):
        recipes["orm"] = Recipe(OCCLUSION_ROUGHNESS_METALNESS, options.bits)
    if "normal" in subject.maps:
        recipes["normal"] = Recipe("normal", options.bits, formats=("png", "jpeg", "webp"))
    if subject.has_relief:
        recipes["height"] = Recipe("height", 16)
    names = {slot: f"{subject.slug}_{slot}.{textures.extension(recipe)}" for slot, recipe in recipes.items()}
    files = [File(names[slot], recipe) for slot, recipe in recipes.items()]
    return [*files, File(f"{subject.slug}.tres", tres(subject, names, tiling=options.tiling))]


GODOT = Target(
    "godot",
    "Godot 4",
    "An ORM material (.tres) with its textures; put the folder into the project.",
    "opengl",
    "R occlusion, G roughness, B metalness",
    _files,
)
