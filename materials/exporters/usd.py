"""USD: a UsdPreviewSurface material on a square of true size, as text (USDA) and as one file (USDZ)."""

from collections.abc import Mapping, Sequence

from materials.exporters.export_subject import Options, Subject
from materials.exporters.stored_zip import aligned_zip
from materials.exporters.target import OCCLUSION_ROUGHNESS_METALNESS, File, Target, has_packed
from materials.exporters.textures import Recipe, Textures

_USDZ_ALIGNMENT = 64
_UNPACK = (2.0, 2.0, 2.0, 1.0), (-1.0, -1.0, -1.0, 0.0)
"""Scale and bias that turn 0..1 into the -1..1 of an OpenGL normal (UsdPreviewSurface specification)."""

# slot: (type and name of the surface's input, output of the texture)
_CONNECTIONS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "basecolor": (("color3f", "diffuseColor", "rgb"),),
    "orm": (("float", "occlusion", "r"), ("float", "roughness", "g"), ("float", "metallic", "b")),
    "ambient_occlusion": (("float", "occlusion", "r"),),
    "roughness": (("float", "roughness", "r"),),
    "metalness": (("float", "metallic", "r"),),
    "normal": (("normal3f", "normal", "rgb"),),
    "height": (("float", "displacement", "r"),),
}


def _tuple(values: Sequence[float]) -> str:
    return "(" + ", ".join(f"{value:.6g}" for value in values) + ")"


def _texture(slot: str, path: str, subject: Subject, material: str) -> list[str]:
    outputs = [output for _, _, output in _CONNECTIONS[slot]]
    lines = [
        'uniform token info:id = "UsdUVTexture"',
        f"asset inputs:file = @{path}@",
        f'token inputs:sourceColorSpace = "{"sRGB" if slot == "basecolor" else "raw"}"',
        f"float2 inputs:st.connect = <{material}/uv_transform.outputs:result>",
        'token inputs:wrapS = "repeat"',
        'token inputs:wrapT = "repeat"',
    ]
    if slot == "normal":
        scale, bias = _UNPACK
        lines += [f"float4 inputs:scale = {_tuple(scale)}", f"float4 inputs:bias = {_tuple(bias)}"]
    if slot == "height":
        range_m = subject.relief_m
        lines += [
            f"float4 inputs:scale = {_tuple([range_m] * 4)}",
            f"float4 inputs:bias = {_tuple([-range_m / 2] * 4)}",
        ]
    lines += [f"{'float3' if output == 'rgb' else 'float'} outputs:{output}" for output in outputs]
    return _block(f'def Shader "{slot}_texture"', lines)


def _block(head: str, lines: Sequence[str]) -> list[str]:
    return [head, "{", *(f"    {line}" if line else "" for line in lines), "}"]


def _square(subject: Subject, material: str) -> list[str]:
    """Return a square of one tile on the ground; V of USD grows upwards, so the top of the picture is at -Z."""
    half = subject.size_m / 2
    corners = [(-half, 0.0, half), (half, 0.0, half), (half, 0.0, -half), (-half, 0.0, -half)]
    lines = [
        "uniform bool doubleSided = 1",
        f"float3[] extent = [{_tuple(corners[3])}, {_tuple(corners[1])}]",
        "int[] faceVertexCounts = [4]",
        "int[] faceVertexIndices = [0, 1, 2, 3]",
        f"rel material:binding = <{material}>",
        "normal3f[] normals = [(0, 1, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0)] (",
        '    interpolation = "vertex"',
        ")",
        f"point3f[] points = [{', '.join(_tuple(corner) for corner in corners)}]",
        "texCoord2f[] primvars:st = [(0, 0), (1, 0), (1, 1), (0, 1)] (",
        '    interpolation = "vertex"',
        ")",
        'uniform token subdivisionScheme = "none"',
    ]
    head = ['def Mesh "tile" (', '    prepend apiSchemas = ["MaterialBindingAPI"]', ")"]
    return [*head, *_block("", lines)[1:]]


def usda(subject: Subject, textures: Mapping[str, str], *, tiling: float = 1.0) -> str:
    """Return a USD layer as text: metres, +Y up, the material on a square of one tile.

    Args:
        subject: Name and sizes.
        textures: Paths relative to the layer by "basecolor", "orm" or else "ambient_occlusion", "roughness" and
            "metalness", "normal" (OpenGL) and "height".
        tiling: Repeats over the texture coordinates.
    """
    root = f"/{subject.slug}"
    material = f"{root}/materials/{subject.slug}_material"
    relief = "height" in textures and subject.has_relief
    used = {slot: path for slot, path in textures.items() if slot != "height" or relief}
    surface = ['uniform token info:id = "UsdPreviewSurface"', "int inputs:useSpecularWorkflow = 0"]
    for slot in used:
        for type_, name, output in _CONNECTIONS[slot]:
            surface.append(f"{type_} inputs:{name}.connect = <{material}/{slot}_texture.outputs:{output}>")
    surface += ["token outputs:surface", *(["token outputs:displacement"] if relief else [])]
    body = [f"token outputs:surface.connect = <{material}/surface.outputs:surface>"]
    if relief:
        body.append(f"token outputs:displacement.connect = <{material}/surface.outputs:displacement>")
    body += _block('def Shader "surface"', surface)
    reader = [
        'uniform token info:id = "UsdPrimvarReader_float2"',
        'string inputs:varname = "st"',
        "float2 outputs:result",
    ]
    transform = [
        'uniform token info:id = "UsdTransform2d"',
        f"float2 inputs:in.connect = <{material}/uv_reader.outputs:result>",
        f"float2 inputs:scale = {_tuple([tiling, tiling])}",
        "float2 outputs:result",
    ]
    body += _block('def Shader "uv_reader"', reader) + _block('def Shader "uv_transform"', transform)
    for slot, path in used.items():
        body += _texture(slot, path, subject, material)
    scope = _block('def Scope "materials"', _block(f'def Material "{subject.slug}_material"', body))
    head = [
        "#usda 1.0",
        "(",
        f'    defaultPrim = "{subject.slug}"',
        "    metersPerUnit = 1",
        '    upAxis = "Y"',
        ")",
        "",
    ]
    world = [f'def Xform "{subject.slug}" (', '    kind = "component"', ")"]
    return "\n".join([*head, *world, *_block("", [*_square(subject, material), "", *scope])[1:]]) + "\n"


def _files(textures: Textures, options: Options) -> list[File]:
    subject = textures.subject
    recipes: dict[str, Recipe] = {}
    if "basecolor" in subject.maps:
        recipes["basecolor"] = Recipe("basecolor")
    if has_packed(subject):
        recipes["orm"] = Recipe(OCCLUSION_ROUGHNESS_METALNESS)
    if "normal" in subject.maps:
        recipes["normal"] = Recipe("normal", options.bits)
    if subject.has_relief:
        recipes["height"] = Recipe("height", 16)
    paths = {slot: f"textures/{subject.slug}_{slot}.{textures.extension(recipe)}" for slot, recipe in recipes.items()}
    layer = usda(subject, {slot: f"./{path}" for slot, path in paths.items()}, tiling=options.tiling)
    name = f"{subject.slug}.usda"

    def package(made: Textures) -> bytes:
        pictures = [(paths[slot], made.take(recipe).content) for slot, recipe in recipes.items()]
        return aligned_zip([(name, layer.encode()), *pictures], align=_USDZ_ALIGNMENT)

    return [
        File(f"{subject.slug}.usdz", package, tuple(recipes.values())),
        File(name, layer),
        *(File(paths[slot], recipe) for slot, recipe in recipes.items()),
    ]


USD = Target(
    "usd",
    "USD",
    "One USDZ file for AR and Apple devices, and the same as USDA text with its textures.",
    "opengl",
    "R occlusion, G roughness, B metalness",
    _files,
)
