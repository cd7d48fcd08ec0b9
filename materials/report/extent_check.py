"""Is the set whole: which maps there are, how large they are, and how far one sees that they repeat?"""

import numpy as np

from materials.maps.map_titles import map_words, maps_in_words
from materials.maps.texture_set import TextureSet
from materials.material import MapName
from materials.pixels.colour import luminance
from materials.pixels.resample import shrunk
from materials.pixels.spectrum import cycles, forward, inverse
from materials.report.finding import Finding
from materials.report.picture import marked

_WORKING_PX = 256
_BLOTCH_CYCLES = 3.5
_BLOTCHY, _SHARE = 0.035, 0.25
"""Deviation in perceived brightness, and share of the contrast, of what repeats visibly."""
_DOUBTFUL = 0.7


def check_extent(textures: TextureSet) -> list[Finding]:
    """Judge completeness, labels, sizes and repetition."""
    return [_completeness(textures), *_labels(textures), _sizes(textures), *_repetition(textures)]


def _completeness(textures: TextureSet) -> Finding:
    count = len(textures.maps)
    if not textures.missing:
        return Finding("maps", "Maps", "good", "All six maps are there.", count)
    they = "They" if len(textures.missing) > 1 else "It"
    sentence = f"Missing: {maps_in_words(textures.missing)}. {they} can be derived from what is there."
    return Finding("maps", "Maps", "look", sentence, count, fix="complete")


def _labels(textures: TextureSet) -> list[Finding]:
    doubtful: list[MapName] = [
        name for name, map_ in textures.maps.items() if map_.certainty < _DOUBTFUL and map_.origin != "derived"
    ]
    if not doubtful:
        return []
    least = min(textures.maps[name].certainty for name in doubtful)
    sentence = f"Guessed from the picture alone, please confirm: {maps_in_words(doubtful)}."
    return [Finding("labels", "Labels", "look", sentence, 100 * least, "%", confidence=least)]


def _sizes(textures: TextureSet) -> Finding:
    sizes: dict[MapName, tuple[int, int]] = {name: map_.size_px for name, map_ in textures.maps.items()}
    largest = textures.size_px
    figure = float(max(largest))
    if len(set(sizes.values())) > 1:
        smaller = [f"{map_words(name)} {size[1]} x {size[0]}" for name, size in sizes.items() if size != largest]
        sentence = f"The maps differ in size: {largest[1]} x {largest[0]}, but {', '.join(smaller)}."
        return Finding("sizes", "Sizes", "bad", sentence, figure, "px", fix="resize")
    if any(side & (side - 1) for side in largest):
        sentence = f"{largest[1]} x {largest[0]} is not a power of two: some engines do not compress or stream it."
        return Finding("sizes", "Sizes", "look", sentence, figure, "px", fix="resize")
    return Finding("sizes", "Sizes", "good", f"All maps are {largest[1]} x {largest[0]}.", figure, "px")


def _repetition(textures: TextureSet) -> list[Finding]:
    """Judge blotches that are so large that a person sees them come again in every tile."""
    basecolor = textures.array("basecolor")
    if basecolor is None:
        return []
    grey = np.sqrt(np.maximum(luminance(shrunk(basecolor, _WORKING_PX)), 0))
    spectrum = forward(grey)
    across, down = cycles((grey.shape[0], grey.shape[1]))
    spectrum[np.hypot(across, down) > _BLOTCH_CYCLES] = 0
    spectrum[0, 0] = 0
    blotches = inverse(spectrum, (grey.shape[0], grey.shape[1]))
    deviation = float(blotches.std())
    share = deviation**2 / max(float(grey.var()), 1e-9)
    title, figure = "Repetition", 100 * share
    if deviation > _BLOTCHY and share > _SHARE:
        sentence = f"Large patches make {share:.0%} of the contrast: over several tiles they form a grid."
        overlay = marked(
            grey, np.clip(blotches / (2 * deviation), 0, 1) * 0.7, np.clip(-blotches / (2 * deviation), 0, 1) * 0.7
        )
        confidence = min(1.0, deviation / _BLOTCHY - 0.5)
        return [Finding("repetition", title, "look", sentence, figure, "%", confidence, overlay)]
    return [Finding("repetition", title, "good", "No patch is so striking that the repeats show.", figure, "%")]
