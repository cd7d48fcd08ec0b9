"""Drawing a material from words: deterministic, exactly tileable, the same pattern at every resolution."""

from dataclasses import dataclass

import numpy as np

from materials.drawing.draft import Draft
from materials.drawing.grammars import FALLBACK
from materials.drawing.overlays import OVERLAYS
from materials.drawing.wording import Understood, understand
from materials.maps.maps import ambient_occlusion_from_height, normal_from_height
from materials.maps.physical import SMOOTHEST, clamp_albedo
from materials.material import Material
from materials.patterns.noise import Torus, blur

SMALLEST_PX, LARGEST_PX = 16, 2048


@dataclass(frozen=True)
class Drawn:
    """A drawn material; for people, what was understood of the prompt, and whether it named a material."""

    material: Material
    understood: str
    recognised: bool


def draw(
    prompt: str,
    *,
    seed: int,
    size_px: int,
    wear: float | None = None,
    colour: str | None = None,
    relief: float = 1.0,
    roughness_shift: float = 0.0,
) -> Drawn:
    """Draw a material from a prompt in English or Chinese.

    Args:
        prompt: A surface in words; an unrecognised one gives plain plaster, and `understood` says so.
        seed: Any integer; the same seed gives the same pattern at any size.
        size_px: Pixels per side, 16 to 2048.
        wear: 0 for new to 1 for badly worn; None: as the prompt says.
        colour: Hex sRGB; None: as the prompt says.
        relief: Multiplies all heights.
        roughness_shift: Added to the roughness.

    Raises:
        ValueError: The size is out of range.
    """
    if not SMALLEST_PX <= size_px <= LARGEST_PX:
        raise ValueError(f"size_px must be {SMALLEST_PX} to {LARGEST_PX}")
    reading = understand(prompt, wear=wear, colour=colour)
    draft = paint(reading, seed=seed, size_px=size_px)
    draft.height_m = draft.height_m * np.float32(relief)
    draft.roughness = draft.roughness + np.float32(roughness_shift)
    return Drawn(finish(draft), reading.sentence, recognised=reading.grammar is not None)


def paint(reading: Understood, *, seed: int, size_px: int) -> Draft:
    """Draw the surface and lay its coats."""
    torus = Torus(size_px, seed)
    grammar = reading.grammar or FALLBACK
    draft = grammar.paint(torus, reading.look)
    coats = {overlay.name: overlay for overlay in OVERLAYS}
    for name, amount in reading.overlays:
        coats[name].paint(draft, torus, amount)
    return draft


def finish(draft: Draft) -> Material:
    """Clamp a draft to what real surfaces do and derive normal and ambient occlusion from its height."""
    size_px = draft.torus.size_px
    metres_per_px = draft.size_m / size_px
    metal = (draft.metalness > 0.5).astype(np.float32)
    if 0 < metal.mean() < 1:
        # One soft pixel at the borders, against crawling edges: a blur of 1 px rises by 0.4 per pixel where it is 0.5.
        metal = np.clip((blur(metal, 1 / size_px) - np.float32(0.5)) / np.float32(0.4) + np.float32(0.5), 0, 1)
    height_m = (draft.height_m - draft.height_m.mean()).astype(np.float32)
    return Material(
        basecolor=clamp_albedo(draft.basecolor, metal),
        normal=normal_from_height(height_m, metres_per_px),
        roughness=np.clip(draft.roughness, SMOOTHEST, 1).astype(np.float32),
        metalness=metal.astype(np.float32),
        height_m=height_m,
        ambient_occlusion=ambient_occlusion_from_height(height_m, metres_per_px),
        size_m=draft.size_m,
    )
