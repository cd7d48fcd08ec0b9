"""The grammars: one per kind of surface, with the words that call it."""

from materials.grammars.cast import CAST, plaster
from materials.grammars.fabric import FABRIC
from materials.grammars.grammar import Grammar
from materials.grammars.ground import GROUND
from materials.grammars.masonry import MASONRY
from materials.grammars.metal import METAL
from materials.grammars.mineral import MINERAL
from materials.grammars.tiling import TILING
from materials.grammars.wood import WOOD

GRAMMARS: tuple[Grammar, ...] = (*MASONRY, *TILING, *CAST, *WOOD, *MINERAL, *METAL, *FABRIC, *GROUND)
"""Every grammar, by family."""

FALLBACK = Grammar("Plaster", (), (), plaster)
"""What is drawn when a prompt names no material."""
