"""Blender: textures under names its Node Wrangler add-on knows, and a script that builds the material."""

from materials.exporters.export_subject import Options
from materials.exporters.script_text import script
from materials.exporters.target import File, Target, resolution
from materials.exporters.textures import Recipe, Textures
from materials.material import MAP_NAMES, MapName

_WORDS: dict[MapName, str] = {
    "basecolor": "basecolor",
    "normal": "normal",
    "roughness": "roughness",
    "metalness": "metallic",
    "height": "height",
    "ambient_occlusion": "ao",
}
_INTRODUCTION = (
    "Builds the material from the textures beside this file. In Blender: Scripting, open it, Run Script; or "
    "blender --python with this file. The relief comes from the normal map; set TRUE_DISPLACEMENT to True for a finely "
    "divided mesh that the height map moves instead."
)


def _files(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    stem = f"{subject.slug}_{resolution(textures)}"
    recipes = {
        _WORDS[name]: Recipe(name, 16 if name == "height" else options.bits, formats=("png", "jpeg", "webp"))
        for name in MAP_NAMES
        if name in subject.maps
    }
    names = {word: f"{stem}_{word}.{textures.extension(recipe)}" for word, recipe in recipes.items()}
    settings = {
        "NAME": subject.name,
        "FILES": names,
        "SIZE_M": subject.size_m,
        "HEIGHT_RANGE_M": subject.relief_m,
        "TILING": options.tiling,
        "TRUE_DISPLACEMENT": False,
    }
    body = script("blender_material.py.txt", _INTRODUCTION, settings)
    return [*(File(names[word], recipe) for word, recipe in recipes.items()), File(f"{subject.slug}_blender.py", body)]


BLENDER = Target(
    "blender",
    "Blender",
    "All maps under names that Node Wrangler knows, and a script that builds the material; one word in it turns the "
    "normal map's relief into true displacement.",
    "opengl",
    "",
    _files,
)
