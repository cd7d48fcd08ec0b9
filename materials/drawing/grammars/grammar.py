"""What a grammar is: a name, the words that call it and the function that draws it."""

from collections.abc import Callable
from dataclasses import dataclass

from materials.drawing.draft import Draft
from materials.drawing.look import Look
from materials.patterns.noise import Torus

Paint = Callable[[Torus, Look], Draft]


@dataclass(frozen=True)
class Grammar:
    """One kind of surface.

    Attributes:
        title: As it begins the sentence of what was understood: "Brick wall".
        english: Words and phrases in the singular; a plural is recognised too.
        chinese: Words, matched anywhere.
        paint: Draws the surface.
        absorbs: Overlays that the surface already is ("cracks" of cracked mud) and that are not laid again.
    """

    title: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    paint: Paint
    absorbs: frozenset[str] = frozenset()
