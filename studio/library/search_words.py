"""Words as the library's search compares them: Latin ones by their beginnings, Chinese ones by any part."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

MOST_CHARS = 20_000
"""Of one file's words; a prompt has 5000 at most."""
_MOST_PIECES = 12
# Scripts that put no spaces between words: each character is a word of its own, and a run of them a phrase.
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)")


def indexed(texts: Iterable[str]) -> str:
    """Return what the search index is given for some texts."""
    whole = unicodedata.normalize("NFKC", "\n".join(texts))[:MOST_CHARS]
    return _UNSPACED.sub(lambda run: f" {' '.join(run[0])} ", whole)


def sought(text: str) -> str | None:
    """Return what people typed as an expression for FTS5, where every piece must be found; None: nothing can be.

    "red wal" finds "Wall, red" and "redwood walls"; "砖墙" finds "红砖墙" and neither "墙砖" nor "砖和墙".
    """
    terms: list[str] = []
    for piece in unicodedata.normalize("NFKC", text).split()[:_MOST_PIECES]:
        for run in _UNSPACED.split(piece):
            if _UNSPACED.match(run):
                terms.append(f'"{" ".join(run)}"')
            elif any(char.isalnum() for char in run):
                terms.append('"{}" *'.format(run.replace('"', " ").replace("\0", " ")))
    return " AND ".join(terms) or None


def owner_word(owner: str) -> str:
    """Return the one word that stands for an owner in the index, whatever characters the name has."""
    return f"o{hashlib.sha256(owner.encode()).hexdigest()[:32]}"


def fact_word(name: str, value: str) -> str:
    """Return the one word that stands for a fact of a file in the index, such as its model or one of its tags."""
    return f"f{hashlib.sha256(f'{name} {value}'.encode()).hexdigest()[:32]}"


def contains(text: str, among: str) -> bool:
    """Tell whether every piece of what people typed is in a text; for lists that are too short for an index."""
    plain = unicodedata.normalize("NFKC", among).casefold()
    return all(piece in plain for piece in unicodedata.normalize("NFKC", text).casefold().split())
