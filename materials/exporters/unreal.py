"""Unreal Engine 5: textures with DirectX normals, and a script that imports them and builds the material."""

from materials.exporters.export_subject import Options, Subject
from materials.exporters.script_text import script
from materials.exporters.target import OCCLUSION_ROUGHNESS_METALNESS, File, Target, has_packed
from materials.exporters.textures import Recipe, Textures

_INTRODUCTION = (
    "Imports the textures beside this file and builds the material. In Unreal: Tools, Execute Python Script."
)


def _files(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    recipes: dict[str, Recipe] = {}
    if "basecolor" in subject.maps:
        recipes["BC"] = Recipe("basecolor")
    if "normal" in subject.maps:
        recipes["N"] = Recipe("normal", options.bits, "directx")
    if has_packed(subject):
        recipes["ORM"] = Recipe(OCCLUSION_ROUGHNESS_METALNESS, options.bits)
    if subject.has_relief:
        recipes["H"] = Recipe("height", 16)
    names = {slot: f"T_{subject.camel}_{slot}.{textures.extension(recipe)}" for slot, recipe in recipes.items()}
    files = [File(names[slot], recipe) for slot, recipe in recipes.items()]
    return [*files, File("import_unreal.py", _script(subject, names, options))]


def _script(subject: Subject, names: dict[str, str], options: Options) -> str:
    settings = {
        "MATERIAL": f"M_{subject.camel}",
        "DESTINATION": f"/Game/Materials/{subject.camel}",
        "FILES": names,
        "TILING": options.tiling,
        # Unreal's unit is the centimetre.
        "DISPLACEMENT_CM": subject.relief_m * 100,
        "SIZE_CM": subject.size_m * 100,
    }
    return script("unreal_import.py.txt", _INTRODUCTION, settings)


UNREAL = Target(
    "unreal",
    "Unreal Engine 5",
    "DirectX normals and a packed ORM texture, with a script that imports them and builds the material.",
    "directx",
    "R occlusion, G roughness, B metalness",
    _files,
)
