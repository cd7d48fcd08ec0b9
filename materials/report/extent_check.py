"""Is the set whole: which maps there are, how large they are, and how far one sees that they repeat?"""

import numpy as np

from materials.maps.texture_set import TextureSet
from materials.material import MapName
from materials.pixels.colour import luminance
from materials.pixels.resample import shrunk
from materials.pixels.spectrum import cycles, forward, inverse
from materials.report.finding import Fact, Finding
from materials.report.picture import marked

_WORKING_PX = 256
_BLOTCH_CYCLES = 3.5
_BLOTCHY, _SHARE = 0.035, 0.25
"""Deviation in perceived brightness, and share of the contrast, of what repeats visibly."""
DOUBTFUL = 0.7
"""Below this certainty a map may be another than its name says."""


def check_extent(textures: TextureSet) -> list[Finding]:
    """Judge completeness, labels, sizes and repetition."""
    return [_completeness(textures), *_labels(textures), _sizes(textures), *_repetition(textures)]


def _completeness(textures: TextureSet) -> Finding:
    count = len(textures.maps)
    if not textures.missing:
        return Finding("maps", "good", "maps_all_there", count)
    facts: dict[str, Fact] = {"maps": textures.missing, "missing": len(textures.missing)}
    return Finding("maps", "look", "maps_missing", count, fix="complete", facts=facts)


def _labels(textures: TextureSet) -> list[Finding]:
    doubtful: tuple[MapName, ...] = tuple(
        name for name, map_ in textures.maps.items() if map_.certainty < DOUBTFUL and map_.origin != "derived"
    )
    if not doubtful:
        return []
    least = min(textures.maps[name].certainty for name in doubtful)
    facts: dict[str, Fact] = {"maps": doubtful}
    return [Finding("labels", "look", "labels_guessed", 100 * least, "%", confidence=least, facts=facts)]


def _sizes(textures: TextureSet) -> Finding:
    sizes: dict[MapName, tuple[int, int]] = {name: map_.size_px for name, map_ in textures.maps.items()}
    largest = textures.size_px
    figure = float(max(largest))
    facts: dict[str, Fact] = {"width_px": largest[1], "height_px": largest[0]}
    if len(set(sizes.values())) > 1:
        facts["smaller"] = {name: size for name, size in sizes.items() if size != largest}
        return Finding("sizes", "bad", "sizes_differ", figure, "px", fix="resize", facts=facts)
    if any(side & (side - 1) for side in largest):
        return Finding("sizes", "look", "sizes_no_power_of_two", figure, "px", fix="resize", facts=facts)
    return Finding("sizes", "good", "sizes_same", figure, "px", facts=facts)


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
    figure = 100 * share
    if deviation > _BLOTCHY and share > _SHARE:
        overlay = marked(
            grey, np.clip(blotches / (2 * deviation), 0, 1) * 0.7, np.clip(-blotches / (2 * deviation), 0, 1) * 0.7
        )
        confidence = min(1.0, deviation / _BLOTCHY - 0.5)
        facts: dict[str, Fact] = {"percent": round(figure)}
        return [Finding("repetition", "look", "repetition_shows", figure, "%", confidence, overlay, facts=facts)]
    return [Finding("repetition", "good", "repetition_hidden", figure, "%")]
