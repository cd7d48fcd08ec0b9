"""The words that file names of textures are made of, as data: maps, packed files, sizes, formats, colour spaces.

From the naming that texture libraries (ambientCG, Poly Haven, Poliigon, Quixel), painting programs (Substance, Mixer,
ArmorPaint, Marmoset), engines (Unreal, Unity, Godot, CryEngine) and Blender's Node Wrangler document or write.
"""

import re
from typing import Literal

from materials.material import MapName

Content = MapName | Literal["gloss"]
"""What a whole file or a channel of it holds; gloss is 1 - roughness."""
Channels = tuple[Content | None, ...]
"""Red, green, blue, alpha; None for a channel that is nothing we use."""
Word = Content | Literal["other"]
"""What a word stands for; "other" is a map that is known, but of no use here."""

_AO: Content = "ambient_occlusion"
_ROUGH: Content = "roughness"
_METAL: Content = "metalness"
_HEIGHT: Content = "height"
_GLOSS: Content = "gloss"

_WORDS_OF: dict[Word, str] = {
    "basecolor": "basecolor basecolour basemap albedo alb diffuse diff dif color colour col base bc basecol "
    "颜色 漫反射 基础色 固有色 反照率 カラー",
    "normal": "normal normals normalmap nor nrm nrml norm nmap nml ddn 法线 法线贴图 ノーマル",
    _ROUGH: "roughness rough rgh 粗糙度 粗糙 ラフネス",
    _GLOSS: "gloss glossiness glossy smoothness smooth 光泽度 光滑度",
    _METAL: "metallic metalness metal mtl met metallness 金属度 メタリック",
    _HEIGHT: "displacement displace disp displ dsp dp height heightmap hgt ht bump depth parallax "
    "高度 置换 凹凸 ハイト",
    _AO: "ao ambientocclusion occlusion occ ambient 环境光遮蔽 遮蔽",
    "other": "opacity opac alpha transparency transparent alphamasked emissive emission emit emis specular spec refl "
    "reflection reflectivity translucency translucent transmission cavity curvature convexity thickness subsurface "
    "subs sss scattering sheen anisotropy fuzz clearcoat coat ior f0 mask detail idmap id direction position "
    "edge edges dirt dirtmap wear microfiber bentnormal bentnormals porosity",
}
MAP_WORDS: dict[str, Word] = {word: held for held, words in _WORDS_OF.items() for word in words.split()}
_LONG = "ambientocclusion displacement basecolor basecolour roughness metalness glossiness smoothness heightmap"
LONG_ENDINGS = tuple(_LONG.split())
"""Words that are maps also at the end of a longer word ("wallroughness")."""
SECOND_BEST = frozenset(("diffuse", "diff", "dif", "bump", "depth", "parallax", "漫反射", "凹凸"))
"""Words for a map that is less exact than the same map under another name."""
ALPHA_WORDS = frozenset(("opacity", "opac", "alpha", "transparency", "transparent", "alphamasked"))
COATS = frozenset(("coat", "clearcoat", "sheen", "subsurface", "sss", "transmission", "fuzz", "detail"))
"""Layers of a surface that have a roughness or normals of their own."""
OTHER_SPACES = frozenset(("bent", "world", "object", "worldspace", "objectspace", "ws", "os"))
"""Before "normal": vectors that are not those of a tile's surface."""
WORKFLOWS = frozenset(("metalness", "metallic", "specular", "spec", "metal", "metalrough", "specgloss"))
"""Said of a whole set behind the size: "COL_2K_METALNESS"."""
_SHOWN = "preview previews thumb thumbs thumbnail thumbnails render renders sphere sample cover"
PREVIEWS = frozenset(_SHOWN.split())
"""Last words of pictures that show a material and are no map of it."""

LETTERS: dict[str, Word] = {
    "n": "normal",
    "h": _HEIGHT,
    "r": _ROUGH,
    "m": _METAL,
    "g": _GLOSS,
    "d": "basecolor",
    "b": "basecolor",
    "c": "basecolor",
    "s": "other",
    "e": "other",
    "t": "other",
}
"""One letter at the end of a name, as engines write it. A and O mean two things each and tell nothing."""

OPENGL, DIRECTX = frozenset(("gl", "opengl", "ogl")), frozenset(("dx", "directx", "d3d"))

PACKED: dict[str, Channels] = {
    "orm": (_AO, _ROUGH, _METAL),
    "arm": (_AO, _ROUGH, _METAL),
    "aorm": (_AO, _ROUGH, _METAL),
    "orma": (_AO, _ROUGH, _METAL, None),
    "omr": (_AO, _METAL, _ROUGH),
    "amr": (_AO, _METAL, _ROUGH),
    "rma": (_ROUGH, _METAL, _AO),
    "rmao": (_ROUGH, _METAL, _AO),
    "rmo": (_ROUGH, _METAL, _AO),
    "rom": (_ROUGH, _AO, _METAL),
    "ram": (_ROUGH, _AO, _METAL),
    "mra": (_METAL, _ROUGH, _AO),
    "mrao": (_METAL, _ROUGH, _AO),
    "mro": (_METAL, _ROUGH, _AO),
    "mor": (_METAL, _AO, _ROUGH),
    "maor": (_METAL, _AO, _ROUGH),
    "rmah": (_ROUGH, _METAL, _AO, _HEIGHT),
    "ormh": (_AO, _ROUGH, _METAL, _HEIGHT),
    "mrah": (_METAL, _ROUGH, _AO, _HEIGHT),
    "ort": (_AO, _ROUGH, None),
    "ors": (_AO, _ROUGH, None),
    "orc": (_AO, _ROUGH, None),
    "ord": (_AO, _ROUGH, _HEIGHT),
    "ordp": (_AO, _ROUGH, _HEIGHT),
    "orh": (_AO, _ROUGH, _HEIGHT),
    "arh": (_AO, _ROUGH, _HEIGHT),
    "ard": (_AO, _ROUGH, _HEIGHT),
    "aorh": (_AO, _ROUGH, _HEIGHT),
    "dpr": (_HEIGHT, _ROUGH),
    "mrs": (_METAL, _ROUGH, None),
    "mer": (_METAL, None, _ROUGH),
    "mers": (_METAL, None, _ROUGH, None),
    "mrh": (_METAL, _ROUGH, _HEIGHT),
    "maskmap": (_METAL, _AO, None, _GLOSS),
    "mads": (_METAL, _AO, None, _GLOSS),
    "mods": (_METAL, _AO, None, _GLOSS),
    "mos": (_METAL, _AO, None, _GLOSS),
    "mas": (_METAL, _AO, None, _GLOSS),
    "mso": (_METAL, _GLOSS, _AO),
    "msa": (_METAL, _GLOSS, _AO),
    "mr": (None, _ROUGH, _METAL),
    "rm": (None, _ROUGH, _METAL),
    "ms": (_METAL, None, None, _GLOSS),
    "rao": (_ROUGH, _AO),
    "aor": (_AO, _ROUGH),
    "specgloss": (None, None, None, _GLOSS),
}
"""Short names of packed files: glTF, Unreal and Poly Haven put occlusion first, Unity has smoothness in alpha, Quixel
has translucency (T) or displacement (D) in blue, Minecraft an emission in green. ArmorPaint's MOS is Unity's."""

OVER_ALPHA: dict[str, tuple[Content, Content | None]] = {
    "ddna": ("normal", _GLOSS),
    "nh": ("normal", _HEIGHT),
    "nrmh": ("normal", _HEIGHT),
    "bco": ("basecolor", None),
    "bo": ("basecolor", None),
    "bca": ("basecolor", None),
}
"""Three channels of one map with another in alpha: CryEngine's normals carry gloss, others a height."""

FORM = re.compile(
    r"\d+k|\d+x\d+|\d+px|px|k|png|jpe?g|webp|tiff?|exr|tga|bmp|dds|hdr|textures?|tex|maps?|\d+bits?|bits?|v\d+|ver\d*|"
    r"version|final|copy|lod\d*|var\d*|variation\d*|srgb|raw|lin|linear|acescg|aces|utility|noncolor|tile|tiles|tiled|"
    r"tileable|seamless|tiling|hires|lores|highres|lowres|mixed|tangent|ue|ue4|ue5|bl|unity|udim|u\d+|space"
)
"""Words that tell sizes, formats, colour spaces and versions, not the material."""
SIZE = re.compile(r"\d+k|\d+x\d+|\d+px|256|512|1024|2048|4096|8192|16384")
