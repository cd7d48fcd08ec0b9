"""The grammars: one per kind of surface, with the words that call it."""

from materials.drawing.grammars.cast import CAST, plaster
from materials.drawing.grammars.fabric import FABRIC
from materials.drawing.grammars.grammar import Grammar
from materials.drawing.grammars.ground import GROUND
from materials.drawing.grammars.masonry import MASONRY
from materials.drawing.grammars.metal import METAL
from materials.drawing.grammars.mineral import MINERAL
from materials.drawing.grammars.tiling import TILING
from materials.drawing.grammars.wood import WOOD

GRAMMARS: tuple[Grammar, ...] = (*MASONRY, *TILING, *CAST, *WOOD, *MINERAL, *METAL, *FABRIC, *GROUND)
"""Every grammar, by family."""

FALLBACK = Grammar("Plaster", (), (), plaster)
"""What is drawn when a prompt names no material."""
