"""What each PBR map is, in a few words and as a picture."""

from collections.abc import Mapping

from ui.asking.static_files import static_url

MAP_MEANINGS: Mapping[str, str] = {
    "basecolor": "The colour without light and shadow",
    "normal": "Which way each point faces",
    "roughness": "Where it is matt and where it shines",
    "metalness": "Where it is bare metal",
    "height": "How far each point stands out",
}


def map_pictures() -> dict[str, str]:
    """Return the address of each map's picture by map name; drawn by scripts/draw_map_pictures.py."""
    return {name: static_url(f"pictures/map-{name}.webp") for name in MAP_MEANINGS}
