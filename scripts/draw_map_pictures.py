"""Draw what each PBR map is into ui/static, for the map picker: `python -m scripts.draw_map_pictures`."""

import io
from pathlib import Path

from PIL import Image

from materials.drawing.draw import draw
from materials.pixels.encode import encode_map

PICTURES = Path(__file__).parent.parent / "ui" / "static" / "pictures"
PROMPT = "weathered red brick wall with moss"
# Brick holds no metal; its map would be a black square.
PROMPTS = {"metalness": "rusted steel plate with peeling paint"}
DRAWN_PX = 256
SHOWN_PX = (160, 128)
MAPS = ("basecolor", "normal", "roughness", "metalness", "height")


def main() -> None:
    """Write map-<name>.webp for each map, a crop at twice the size it is shown."""
    for name in MAPS:
        material = draw(PROMPTS.get(name, PROMPT), seed=3, size_px=DRAWN_PX).material
        picture = Image.open(io.BytesIO(encode_map(material, name, bits=8))).convert("RGB")
        left, top = (DRAWN_PX - SHOWN_PX[0]) // 2, (DRAWN_PX - SHOWN_PX[1]) // 2
        picture.crop((left, top, left + SHOWN_PX[0], top + SHOWN_PX[1])).save(
            PICTURES / f"map-{name}.webp", quality=84, method=6
        )


if __name__ == "__main__":
    main()
