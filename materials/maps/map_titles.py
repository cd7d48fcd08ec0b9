"""What maps are called wherever people meet them."""

from collections.abc import Collection, Mapping

MAP_TITLES: Mapping[str, str] = {
    "texture": "Texture",
    "basecolor": "Base colour",
    "normal": "Normal",
    "roughness": "Roughness",
    "metalness": "Metalness",
    "height": "Height",
    "ambient_occlusion": "Ambient occlusion",
}
"""Map name -> its name for people, in the order maps are shown; "texture" is the picture that the maps were made of."""


def map_words(name: str) -> str:
    """Return what a map, or another content of a channel, is called within a sentence: "base colour", "opacity"."""
    return MAP_TITLES.get(name, name.replace("_", " ")).lower()


def maps_in_words(names: Collection[str]) -> str:
    """Return maps as people name them within a sentence, in the order they are shown: "base colour, normal"."""
    return ", ".join(map_words(name) for name in MAP_TITLES if name in names)
