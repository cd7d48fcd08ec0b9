"""The maps by themselves: as they came, and the height as an OpenEXR file."""

import numpy as np

from materials.exporters.export_subject import Options
from materials.exporters.target import File, Target
from materials.exporters.textures import Recipe, Textures
from materials.material import MAP_NAMES
from materials.pixels.exr import write_exr
from materials.pixels.pixel_codes import numbers


def _maps(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    files: list[File] = []
    for name in MAP_NAMES:
        if name in subject.maps:
            bits = 16 if name == "height" else options.bits
            recipe = Recipe(name, bits, subject.normal_convention, ("png", "jpeg", "webp"))
            files.append(File(f"{subject.slug}_{name}.{textures.extension(recipe)}", recipe))
    return [*files, *(File(f"{subject.slug}_{name}", content) for name, content in subject.others.items())]


def _height_exr(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    if "height" not in subject.maps:
        return []
    dtype = np.float16 if options.height_exr == "half" else np.float32

    def build(made: Textures) -> bytes:
        given = subject.maps["height"].content
        share = numbers("height", made.codes("height", 16)) if isinstance(given, bytes) else given
        return write_exr(((share - np.float32(0.5)) * np.float32(subject.relief_m)).astype(dtype))

    return [File(f"{subject.slug}_height.exr", build)]


MAPS = Target(
    "maps",
    "Plain maps",
    "Every map as it is, byte for byte unless you change its size.",
    "as given",
    "",
    _maps,
)
HEIGHT_EXR = Target(
    "height_exr",
    "Height as EXR",
    "The height in metres as floating-point numbers, for displacement.",
    "opengl",
    "",
    _height_exr,
)
"""An extra that `Options.height_exr` asks for, beside any target."""
