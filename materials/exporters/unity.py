"""Unity: textures for HDRP's and URP's Lit shaders, and the settings they need on import."""

from typing import Literal

from materials.exporters.export_subject import Options, Subject
from materials.exporters.target import File, Target, has_packed
from materials.exporters.textures import Recipe, Textures

Pipeline = Literal["hdrp", "urp"]
_MASK: dict[Pipeline, str] = {"hdrp": "MaskMap", "urp": "MetallicSmoothness"}
# HDRP's detail mask is neutral at 0.5; URP's shader does not read blue.
_BLUE: dict[Pipeline, float] = {"hdrp": 0.5, "urp": 0.0}
_PARALLAX = (0.005, 0.08)
"""The range of URP's height slider."""


def _files(pipeline: Pipeline, textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    recipes: dict[str, Recipe] = {}
    if "basecolor" in subject.maps:
        recipes["BaseMap"] = Recipe("basecolor")
    if has_packed(subject):
        channels = ("metalness", "ambient_occlusion", _BLUE[pipeline], "smoothness")
        recipes[_MASK[pipeline]] = Recipe(channels, options.bits)
    if "normal" in subject.maps:
        recipes["Normal"] = Recipe("normal", options.bits)
    if subject.has_relief:
        recipes["Height"] = Recipe("height", 16)
    names = {slot: f"{subject.camel}_{slot}.{textures.extension(recipe)}" for slot, recipe in recipes.items()}
    files = [File(names[slot], recipe) for slot, recipe in recipes.items()]
    return [*files, File("import_settings.txt", _settings(pipeline, subject, names))]


def _settings(pipeline: Pipeline, subject: Subject, names: dict[str, str]) -> str:
    mask = _MASK[pipeline]
    shader = "HDRP/Lit" if pipeline == "hdrp" else "Universal Render Pipeline/Lit"
    lines = [f"{subject.name}: a material for the shader {shader}", "", "Textures (Inspector, Texture Import Settings)"]
    for slot, settings in (
        ("BaseMap", "Texture Type Default, sRGB on"),
        (mask, "Texture Type Default, sRGB off"),
        ("Normal", "Texture Type Normal map, Flip Green Channel off (OpenGL, +Y)"),
        ("Height", "Texture Type Default, sRGB off"),
    ):
        if slot in names:
            lines.append(f"  {names[slot]}: {settings}")
    lines += ["", "Material"]
    if "BaseMap" in names:
        lines.append("  Base Map: white times the texture")
    if mask in names:
        where = "Mask Map" if pipeline == "hdrp" else "Metallic Map and Occlusion Map (the same texture in both)"
        lines.append(f"  {where}: R metalness, G occlusion, A smoothness; Smoothness slider 1")
    if "Height" in names:
        lines.append(f"  Height Map: {_height(pipeline, subject)}")
    lines.append(f"  One tile is {subject.size_m:.6g} m wide; set Tiling to the width of the surface divided by that.")
    return "\n".join(lines) + "\n"


def _height(pipeline: Pipeline, subject: Subject) -> str:
    if pipeline == "hdrp":
        return f"Displacement Mode Pixel or Tessellation, Amplitude {subject.relief_m * 100:.6g} cm, Base 0.5"
    lowest, highest = _PARALLAX
    return f"Scale {min(highest, max(lowest, subject.relief_m / subject.size_m)):.6g}"


UNITY_HDRP = Target(
    "unity_hdrp",
    "Unity HDRP",
    "Base map, mask map, normal and height as HDRP's Lit shader wants them, with the import settings.",
    "opengl",
    "R metalness, G occlusion, B detail mask (0.5), A smoothness",
    lambda textures, options: _files("hdrp", textures, options),
)
UNITY_URP = Target(
    "unity_urp",
    "Unity URP",
    "Base map, metallic with smoothness, normal and height for URP's Lit shader, with the import settings.",
    "opengl",
    "R metalness, G occlusion, B 0, A smoothness",
    lambda textures, options: _files("urp", textures, options),
)
