"""Keys that people bring themselves: in this process's memory and nowhere else."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import SecretStr

from providers.happened import happened
from studio.errors import KeyRefused

LONGEST_KEY = 512


@dataclass
class _Held:
    """What one owner has brought.

    Attributes:
        keys: (vendor, id of the key) -> key.
        chosen: Vendor -> id of the key that new jobs of the page use.
        seen_s: When the owner was last here.
    """

    keys: dict[tuple[str, str], SecretStr] = field(default_factory=dict[tuple[str, str], SecretStr])
    chosen: dict[str, str] = field(default_factory=dict[str, str])
    seen_s: float = 0.0


class KeyRing:
    """Keys by owner and vendor. A key is named by a digest of it, which a job's row may hold."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._held: dict[str, _Held] = {}

    def add(self, owner: str, vendor: str, key: str, *, choose: bool) -> tuple[str, bool]:
        """Take a key and return its id, and whether it is new here.

        Args:
            owner: Whose it is.
            vendor: "foxapi".
            key: As it was typed or sent.
            choose: Use it for what the owner starts on the page from now on.

        Raises:
            KeyRefused: It cannot be a key.
        """
        key = key.strip().removeprefix("Bearer ").strip()
        if not 8 <= len(key) <= LONGEST_KEY or not all("!" <= letter <= "~" for letter in key):
            raise KeyRefused(happened("not_a_key"))
        id_ = hashlib.sha256(f"easel key\0{vendor}\0{key}".encode()).hexdigest()[:16]
        held = self._held.setdefault(owner, _Held())
        new = (vendor, id_) not in held.keys
        held.keys[vendor, id_] = SecretStr(key)
        held.seen_s = self._monotonic()
        if choose:
            held.chosen[vendor] = id_
        return id_, new

    def find(self, owner: str, vendor: str, id_: str) -> SecretStr | None:
        """Return a key, or None when its owner has not brought it, or has taken it away."""
        held = self._held.get(owner)
        return held.keys.get((vendor, id_)) if held else None

    def chosen(self, owner: str, vendor: str) -> str | None:
        """Return the id of the key that new jobs of the page use, or None."""
        held = self._held.get(owner)
        return held.chosen.get(vendor) if held else None

    def forget(self, owner: str, vendor: str | None = None) -> None:
        """Forget the owner's keys of one vendor, or all of them."""
        held = self._held.get(owner)
        if held is None:
            return
        if vendor is not None:
            held.chosen.pop(vendor, None)
            held.keys = {key: value for key, value in held.keys.items() if key[0] != vendor}
        if vendor is None or not held.keys:
            del self._held[owner]

    def seen(self, owner: str) -> None:
        """Note that the owner is here."""
        held = self._held.get(owner)
        if held is not None:
            held.seen_s = self._monotonic()

    def away(self, idle_s: float) -> list[str]:
        """Return the owners of keys who have not been here for so long."""
        before = self._monotonic() - idle_s
        return [owner for owner, held in self._held.items() if held.seen_s <= before]
