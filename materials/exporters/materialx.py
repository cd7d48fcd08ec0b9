"""MaterialX 1.39: one document per surface model, over the same textures."""

from collections.abc import Mapping
from typing import Literal
from xml.etree import ElementTree as xml

from materials.exporters.export_subject import Options, Subject
from materials.exporters.target import File, Target, number
from materials.exporters.textures import Recipe, Textures
from materials.material import MAP_NAMES, MapName

SurfaceModel = Literal["standard_surface", "open_pbr_surface", "gltf_pbr"]

_INPUTS: dict[SurfaceModel, dict[MapName, str]] = {
    "standard_surface": {
        "basecolor": "base_color",
        "roughness": "specular_roughness",
        "metalness": "metalness",
        "normal": "normal",
    },
    "open_pbr_surface": {
        "basecolor": "base_color",
        "roughness": "specular_roughness",
        "metalness": "base_metalness",
        "normal": "geometry_normal",
    },
    "gltf_pbr": {
        "basecolor": "base_color",
        "roughness": "roughness",
        "metalness": "metallic",
        "normal": "normal",
        "ambient_occlusion": "occlusion",
    },
}
_TYPES: dict[MapName, str] = {"basecolor": "color3", "normal": "vector3"}


class _Graph:
    """A node graph that is written from its textures to its outputs."""

    def __init__(self, document: xml.Element, name: str, tiling: float) -> None:
        self.name = name
        self._element = xml.SubElement(document, "nodegraph", name=name)
        self._outputs: list[tuple[str, str, str]] = []
        self._coordinates = ""
        if tiling != 1:
            self._node("texcoord", "uv", "vector2")
            scaled = self._node("multiply", "uv_scaled", "vector2")
            _input(scaled, "in1", "vector2", nodename="uv")
            _input(scaled, "in2", "vector2", value=f"{number(tiling)}, {number(tiling)}")
            self._coordinates = "uv_scaled"

    def _node(self, category: str, name: str, type_: str) -> xml.Element:
        return xml.SubElement(self._element, category, name=name, type=type_)

    def image(self, map_name: MapName, file: str) -> None:
        type_ = _TYPES.get(map_name, "float")
        node = self._node("image", f"{map_name}_image", type_)
        colour_space = {"colorspace": "srgb_texture"} if map_name == "basecolor" else {}
        _input(node, "file", "filename", value=file, **colour_space)
        _input(node, "uaddressmode", "string", value="periodic")
        _input(node, "vaddressmode", "string", value="periodic")
        if self._coordinates:
            _input(node, "texcoord", "vector2", nodename=self._coordinates)
        result = f"{map_name}_image"
        if map_name == "normal":
            bump = self._node("normalmap", "normal_vector", "vector3")
            _input(bump, "in", "vector3", nodename=result)
            result = "normal_vector"
        if map_name == "height":
            level = self._node("subtract", "height_level", "float")
            _input(level, "in1", "float", nodename=result)
            _input(level, "in2", "float", value="0.5")
            result = "height_level"
        self._outputs.append((f"{map_name}_out", type_, result))

    def finish(self) -> None:
        """Write the outputs: they follow the nodes."""
        for name, type_, node in self._outputs:
            xml.SubElement(self._element, "output", name=name, type=type_, nodename=node)


def _input(parent: xml.Element, name: str, type_: str, **attributes: str) -> xml.Element:
    return xml.SubElement(parent, "input", {"name": name, "type": type_} | attributes)


def document(subject: Subject, model: SurfaceModel, textures: Mapping[MapName, str], *, tiling: float = 1.0) -> str:
    """Return a MaterialX document with one material.

    Only the base colour carries a colour space; the height moves the surface by its range in metres around its middle.

    Args:
        subject: Name and sizes.
        model: The surface shader. Only gltf_pbr has a place for ambient occlusion.
        textures: Paths by map, relative to the document; the normal map is OpenGL.
        tiling: Repeats over the mesh's texture coordinates.
    """
    inputs = _INPUTS[model]
    root = xml.Element("materialx", version="1.39", colorspace="lin_rec709")
    graph = _Graph(root, f"NG_{subject.slug}", tiling)
    relief = subject.has_relief and "height" in textures
    for name, file in textures.items():
        if name in inputs or (name == "height" and relief):
            graph.image(name, file)
    graph.finish()
    shader = xml.SubElement(root, model, name=f"SR_{subject.slug}", type="surfaceshader")
    if model == "standard_surface":
        # Its default weight of the base layer dims the colour to 80 %.
        _input(shader, "base", "float", value="1.0")
    for name, socket in inputs.items():
        if name in textures:
            _input(shader, socket, _TYPES.get(name, "float"), nodegraph=graph.name, output=f"{name}_out")
    if relief:
        moved = xml.SubElement(root, "displacement", name=f"DISP_{subject.slug}", type="displacementshader")
        _input(moved, "displacement", "float", nodegraph=graph.name, output="height_out")
        _input(moved, "scale", "float", value=number(subject.relief_m))
    material = xml.SubElement(root, "surfacematerial", name=subject.slug, type="material")
    _input(material, "surfaceshader", "surfaceshader", nodename=f"SR_{subject.slug}")
    if relief:
        _input(material, "displacementshader", "displacementshader", nodename=f"DISP_{subject.slug}")
    xml.indent(root)
    return '<?xml version="1.0"?>\n' + xml.tostring(root, encoding="unicode") + "\n"


def _files(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    recipes: dict[MapName, Recipe] = {
        name: Recipe(name, 16 if name == "height" else options.bits) for name in MAP_NAMES if name in subject.maps
    }
    names: dict[MapName, str] = {
        name: f"textures/{subject.slug}_{name}.{textures.extension(recipe)}" for name, recipe in recipes.items()
    }
    files = [File(names[name], recipe) for name, recipe in recipes.items()]
    for model in _INPUTS:
        files.append(File(f"{subject.slug}_{model}.mtlx", document(subject, model, names, tiling=options.tiling)))
    return files


MATERIALX = Target(
    "materialx",
    "MaterialX",
    "Documents for Standard Surface, OpenPBR and glTF PBR: Arnold, Karma, Omniverse, Blender add-ons and others.",
    "opengl",
    "",
    _files,
)
