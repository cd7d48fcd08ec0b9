"""Which map a file holds, by the names that texture libraries, painting programs and engines give their files."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from materials.maps import Convention
from materials.material import MapName

Content = MapName | Literal["gloss"]
"""What a whole file or a channel of it holds; gloss is 1 - roughness."""


@dataclass(frozen=True)
class FileMeaning:
    """What a file's name says.

    Attributes:
        channels: What the file holds: one entry for a file with one map, else one per channel in the order red, green,
            blue, alpha, None for a channel that is nothing we use.
        convention: Of a normal map; None when the name does not say.
    """

    channels: tuple[Content | None, ...]
    convention: Convention | None = None


_NAMES_OF: dict[Content, str] = {
    "basecolor": "basecolor basecolour basemap albedo alb diffuse diff color colour col base bc",
    "normal": "normal normals normalmap normalgl normaldx nor nrm nrml norm",
    "roughness": "roughness rough rgh",
    "gloss": "gloss glossiness glossy smoothness smooth",
    "metalness": "metallic metalness metal mtl met",
    "height": "displacement displace disp dsp height heightmap bump depth",
    "ambient_occlusion": "ao ambientocclusion occlusion occ ambient",
}
_SINGLE: dict[str, Content] = {word: held for held, words in _NAMES_OF.items() for word in words.split()}
_LAST_LETTER = {"n": "normal", "h": "height", "r": "roughness", "m": "metalness", "d": "basecolor"}
"""One letter at the end of a name that begins with T_, as engines write it."""
_PACKED: dict[str, tuple[Content | None, ...]] = {
    "orm": ("ambient_occlusion", "roughness", "metalness"),
    "arm": ("ambient_occlusion", "roughness", "metalness"),
    "rma": ("roughness", "metalness", "ambient_occlusion"),
    "mra": ("metalness", "roughness", "ambient_occlusion"),
    "occlusionroughnessmetallic": ("ambient_occlusion", "roughness", "metalness"),
    "occlusionroughnessmetalness": ("ambient_occlusion", "roughness", "metalness"),
    "aoroughnessmetallic": ("ambient_occlusion", "roughness", "metalness"),
    "metallicroughness": (None, "roughness", "metalness"),
    "maskmap": ("metalness", "ambient_occlusion", None, "gloss"),
    "metallicsmoothness": ("metalness", None, None, "gloss"),
    "metallicglossiness": ("metalness", None, None, "gloss"),
}
"""glTF, Unreal and Poly Haven put occlusion first; Unity's mask map and its metallic map have smoothness in alpha."""
_NOT_USED = frozenset(
    [
        *("opacity", "alpha", "emissive", "emission", "specular", "spec", "translucency", "preview", "thumb", "render"),
        *("thumbnail", "cavity", "curvature", "thickness", "subsurface", "sss", "reflection", "sheen", "anisotropy"),
    ]
)
_FORM = re.compile(r"\d+k|\d+px|png|jpe?g|webp|tiff?|exr|textures?|maps?")
"""Words of a name that tell sizes and formats."""
_OPENGL, _DIRECTX = frozenset(("gl", "opengl", "ogl")), frozenset(("dx", "directx", "d3d"))


def words_of(path: str) -> list[str]:
    """Return the words of a file's name in lower case: folders, ending and digits left out, CamelCase split."""
    stem = _file_name(path).rpartition(".")[0] or path
    split = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", stem)
    return [word for word in re.findall(r"[a-z]+", split.lower()) if word not in ("k", "png", "jpg", "tif", "px")]


def read_names(paths: Sequence[str]) -> list[FileMeaning | None]:
    """Say what each file of one material holds; None where its name does not tell.

    Words that all names begin with are the material's ("rough_wood_..."). Of several words that name a map the last
    counts. An entry without channels is a map that is known, but of no use here.

    Args:
        paths: File names, with or without folders.
    """
    words = [words_of(path) for path in paths]
    if len(words) > 1 and all(each == words[0] for each in words):
        return [None] * len(words)  # "metal_1", "metal_2": numbered, not named
    shared = 0
    while len(words) > 1 and all(len(each) > shared + 1 and each[shared] == words[0][shared] for each in words):
        if _SINGLE.get(words[0][shared]) == "normal":  # "x_normal_dx" and "x_normal_gl"
            break
        shared += 1
    return [
        _meaning(each[shared:], engine=_file_name(path).startswith("T_"), alone=len(paths) == 1)
        for each, path in zip(words, paths, strict=True)
    ]


def _file_name(path: str) -> str:
    return re.split(r"[\\/]", path)[-1]


def _meaning(words: list[str], *, engine: bool, alone: bool) -> FileMeaning | None:
    marks = {mark for word in words for mark in (word, word.removeprefix("normal"))}
    convention: Convention | None = "directx" if marks & _DIRECTX else "opengl" if marks & _OPENGL else None
    words = [word for word in words if word not in _DIRECTX | _OPENGL]
    if engine and words and words[-1] in _LAST_LETTER:
        words = [*words[:-1], _LAST_LETTER[words[-1]]]
    # Of a name that stands alone nothing tells which words are the material's: "metal_plate" is no metalness.
    last_start = len(words) - 1 if alone else 0
    for end in range(len(words), last_start, -1):
        # Longer runs of words first: "metallic smoothness" is one thing, "ambient occlusion" too.
        for start in range(max(0, end - 3), end):
            run = "".join(words[start:end])
            if run in _PACKED:
                return FileMeaning(_PACKED[run])
            if run in _NOT_USED:
                return FileMeaning(())
            if run in _SINGLE:
                held = _SINGLE[run]
                return FileMeaning((held,), convention if held == "normal" else None)
    return None


def name_of_set(paths: Sequence[str]) -> str:
    """Return what to call the material that files belong to; it may be empty.

    The name of a ZIP or of the folder they lie in, else what their names begin with: "Bricks075_1K-JPG.zip" is
    "Bricks075", "rough_wood_diff_1k.png" and "rough_wood_nor_gl_1k.png" are "rough wood".
    """
    archives = [path for path in paths if path.lower().endswith(".zip")]
    folders = {re.split(r"[\\/]", path)[0] for path in paths if re.search(r"[\\/]", path)}
    if len(archives) == 1 or len(folders) == 1:
        words = _parts(_file_name(archives[0])[:-4] if len(archives) == 1 else folders.pop())
    else:
        each = [_parts(_file_name(path).rpartition(".")[0]) for path in paths]
        shared = takewhile(lambda words: len(set(words)) == 1, zip(*each, strict=False)) if len(each) > 1 else ()
        words = [first for first, *_ in shared]
    words = [word for word in words if not _FORM.fullmatch(word.lower())]
    while len(words) > 1 and (words[-1].lower() in _SINGLE or len(words[-1]) < 2):
        words.pop()
    return " ".join(words)[:60]


def _parts(name: str) -> list[str]:
    return [word for word in re.split(r"[_\W]+", name) if word]
