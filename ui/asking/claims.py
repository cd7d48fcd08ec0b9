"""Whose a session, an event or an uploaded file of Gradio's is: its ids are no secret, so each belongs to somebody."""

from collections import OrderedDict
from pathlib import Path

MOST_CLAIMS = 200_000
"""How many claims are remembered. Gradio has forgotten a session long before it is pushed out."""


class Claims:
    """Things of this process and their owners. What is forgotten belongs to nobody."""

    def __init__(self, most: int = MOST_CLAIMS) -> None:
        self._most = most
        self._owners: OrderedDict[tuple[str, str], str] = OrderedDict()

    def claim(self, kind: str, id_: str, owner: str) -> bool:
        """Give a thing to the first who names it; return whether it is this owner's."""
        key = kind, id_
        holder = self._owners.setdefault(key, owner)
        self._owners.move_to_end(key)
        while len(self._owners) > self._most:
            self._owners.popitem(last=False)
        return holder == owner

    def holds(self, kind: str, id_: str, owner: str) -> bool:
        """Return whether a thing has been given to this owner."""
        return self._owners.get((kind, id_)) == owner


class Uploads:
    """Which uploaded files are whose. Gradio names them by their content, so two people may hold the same one."""

    def __init__(self) -> None:
        self._claims = Claims()

    def uploaded(self, path: str, owner: str) -> None:
        """Remember that this owner has sent this file."""
        self._claims.claim(owner, str(Path(path).resolve()), owner)

    def find(self, path: str, owner: str) -> Path | None:
        """Return the real path of a file this owner has sent, or None for anything else a caller may name."""
        try:
            real = Path(path).resolve(strict=True)
        except (OSError, ValueError):
            return None
        return real if self._claims.holds(owner, str(real), owner) and real.is_file() else None
