"""The grammars: one per kind of surface, with the words that call it."""

from materials.grammars.cast import CAST, plaster
from materials.grammars.grammar import Grammar
from materials.grammars.masonry import MASONRY

GRAMMARS: tuple[Grammar, ...] = (*MASONRY, *CAST)
"""Every grammar, by family."""

FALLBACK = Grammar("Plaster", (), (), plaster)
"""What is drawn when a prompt names no material."""
