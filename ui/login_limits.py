"""How often a wrong password may be tried, per address and per name."""

from collections import OrderedDict
from collections.abc import Callable

WINDOW_S = 15 * 60
PER_NAME = 10
PER_ADDRESS = 30
_LARGEST = 10_000


class LoginLimits:
    """Counts failures of the last 15 minutes; success forgets those of the name."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._failures: OrderedDict[str, list[float]] = OrderedDict()

    def wait_s(self, address: str, name: str) -> float:
        """Return how long to wait before this address may try this name; 0: at once."""
        return max(self._wait_s(f"name {name}", PER_NAME), self._wait_s(f"address {address}", PER_ADDRESS))

    def failed(self, address: str, name: str) -> None:
        """Count a wrong password."""
        for key in (f"name {name}", f"address {address}"):
            self._failures[key] = [*self._recent(key), self._monotonic()]
            self._failures.move_to_end(key)
        while len(self._failures) > _LARGEST:
            self._failures.popitem(last=False)

    def succeeded(self, name: str) -> None:
        """Forget the failures of this name."""
        self._failures.pop(f"name {name}", None)

    def _wait_s(self, key: str, most: int) -> float:
        recent = self._recent(key)
        return 0.0 if len(recent) < most else recent[-most] + WINDOW_S - self._monotonic()

    def _recent(self, key: str) -> list[float]:
        since = self._monotonic() - WINDOW_S
        return [moment for moment in self._failures.get(key, ()) if moment > since]
