"""What a prompt asks of a grammar: wear, colours and variants."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from materials.material import FloatArray
from materials.pixels.colour import luminance, rgb


@dataclass(frozen=True)
class Look:
    """Wishes that any grammar may follow or ignore.

    Attributes:
        wear: 0 brand-new to 1 badly worn.
        colour: Linear colour that was asked for, else None.
        finish: "polished" or "matte" when asked for.
        variants: Words that pick a variant ("walnut", "copper").
    """

    wear: float = 0.4
    colour: FloatArray | None = None
    finish: Literal["polished", "matte"] | None = None
    variants: frozenset[str] = frozenset()

    def palette(self, *usual: str, spread: float = 0.22) -> list[FloatArray]:
        """Return the colours of the pieces: the usual ones, or variations of the colour asked for.

        Args:
            usual: Hex colours when none was asked for.
            spread: How far the variations of an asked-for colour differ in brightness.
        """
        if self.colour is None:
            return [rgb(colour) for colour in usual]
        steps = np.linspace(1 - spread, 1 + spread, max(3, len(usual)))
        return [np.clip(self.colour * np.float32(step), 0, 1) for step in steps]

    def tone(self, usual: str) -> FloatArray:
        """Return the one colour of a surface: the usual one, or the colour asked for."""
        return rgb(usual) if self.colour is None else self.colour

    def tones(self, *usual: str) -> list[FloatArray]:
        """Return a ramp from dark to bright: the usual one, or the same brightness steps in the colour asked for."""
        ramp = [rgb(colour) for colour in usual]
        if self.colour is None:
            return ramp
        brightness = np.array([float(luminance(colour)) for colour in ramp])
        middle = float(np.exp(np.log(brightness + 1e-4).mean()))
        return [np.clip(self.colour * np.float32(step / middle), 0, 0.9) for step in brightness]
