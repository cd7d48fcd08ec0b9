"""Pictures composed from a prompt and a seed."""

import numpy as np
from PIL import Image

from sandbox.paint.canvas import Canvas
from sandbox.paint.scenes import figure_art, landscape, nature, shop, studio_table, urban
from sandbox.paint.understanding import read

MAX_DRAWN_PX = 1_000_000
"""Larger pictures are drawn at this many pixels and enlarged; the grain is laid at the final size."""
PAINTERS = {
    "mountains": landscape.mountains,
    "lake": landscape.lake,
    "sea": landscape.sea,
    "dunes": landscape.dunes,
    "forest": nature.forest,
    "meadow": nature.meadow,
    "city": urban.city,
    "street": urban.street,
    "shopfront": shop.shopfront,
    "stage": urban.stage,
    "still_life": studio_table.still_life,
    "portrait": figure_art.portrait,
    "space": figure_art.space,
    "bauhaus": figure_art.bauhaus,
}


def compose(
    prompt: str, *, seed: int, size: tuple[int, int], frame: int = 0, drawn_px: int = MAX_DRAWN_PX
) -> Image.Image:
    """Return an RGB picture of exactly this size; same arguments, same pixels.

    Args:
        prompt: English or Chinese; its words choose scene, time of day, weather and colours.
        seed: Everything the prompt leaves open.
        size: (width, height) in pixels.
        frame: Number within a related sequence: same scene and palette, another view.
        drawn_px: It is drawn at so many pixels at most, then enlarged.
    """
    reading = read(prompt, seed)
    rng = np.random.default_rng([seed, 1])
    palette = reading.palette(rng)
    rng = np.random.default_rng([seed, 2, frame])
    scale = min(1.0, (drawn_px / (size[0] * size[1])) ** 0.5)
    canvas = Canvas(max(8, round(size[0] * scale)), max(8, round(size[1] * scale)))
    PAINTERS.get(reading.scene, landscape.mountains)(canvas, palette, reading, rng)
    canvas.bloom()
    return canvas.finish(rng, size)
