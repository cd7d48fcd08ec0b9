"""What resellers of one model call its PBR maps, as Easel's map names."""

from collections.abc import Mapping

_NAMES: Mapping[str, tuple[str, ...]] = {
    "basecolor": ("basecolor", "base_color", "basecolour", "albedo", "diffuse", "color", "colour"),
    "normal": ("normal", "normals", "normal_map", "normalgl", "normal_gl"),
    "roughness": ("roughness", "rough"),
    "metalness": ("metalness", "metallic", "metal", "metallness"),
    "height": ("height", "displacement", "depth", "bump"),
    "ambient_occlusion": ("ambient_occlusion", "ao", "occlusion"),
    "texture": ("texture", "base", "base_texture", "tileable"),
}
_LABEL_OF_NAME = {name: label for label, names in _NAMES.items() for name in names}


def label_of(map_type: object) -> tuple[str | None, bool, str | None]:
    """Return (label, certain, remark) for a vendor's `map_type`; the remark is its own word where that says more.

    "smoothness" is inverted roughness, but one reseller is known to label roughness maps so: taken for roughness, as a
    guess, with the word kept.
    """
    if not isinstance(map_type, str):
        return None, True, None
    word = map_type.strip().lower().replace("-", "_").replace(" ", "_").removeprefix("texture_").removesuffix("_map")
    if word in ("smoothness", "glossiness", "gloss"):
        return "roughness", False, word
    return _LABEL_OF_NAME.get(word), True, None
