"""How often a wrong password may be tried: by address, by known browser, and more strictly for a name under attack."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable

WINDOW_S = 15 * 60
PER_ADDRESS = 30
PER_BROWSER = 10
"""For a browser that has logged in before: its tries are counted by themselves, so no stranger uses them up."""
PER_NAME = 100
"""After so many for one name, from wherever, an address that knows the password has to know it soon."""
PER_ADDRESS_UNDER_ATTACK = 3
_LARGEST = 10_000


class LoginLimits:
    """Counts wrong passwords of the last 15 minutes.

    A stranger who guesses uses up the tries of the own address. A name never locks: whoever has its password gets in
    from any other address at the first try, however many strangers guess. Success forgets nothing, else whoever has
    one password could guess others between.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._addresses, self._browsers = _Failures(PER_ADDRESS), _Failures(PER_BROWSER)
        self._names, self._pairs = _Failures(PER_NAME), _Failures(PER_ADDRESS_UNDER_ATTACK)

    def wait_s(self, address: str, name: str, browser: str | None = None) -> float:
        """Return how long to wait before this address may try this name; 0: at once.

        `browser` is one that has logged in with this name before.
        """
        now = self._monotonic()
        if browser is not None and self._browsers.wait_s(browser, now) <= 0:
            return 0.0
        wait_s = self._addresses.wait_s(address, now)
        if self._names.wait_s(name, now) > 0:
            wait_s = max(wait_s, self._pairs.wait_s(f"{address} {name}", now))
        return wait_s

    def failed(self, address: str, name: str, browser: str | None = None) -> None:
        """Count a wrong password that `wait_s` let through."""
        now = self._monotonic()
        if browser is not None and self._browsers.wait_s(browser, now) <= 0:
            self._browsers.add(browser, now)
            return
        self._addresses.add(address, now)
        self._names.add(name, now)
        self._pairs.add(f"{address} {name}", now)


class _Failures:
    """Moments by key, at most `most` of each; whoever failed longest ago is forgotten first when there are too many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._moments: OrderedDict[bytes, list[float]] = OrderedDict()

    def wait_s(self, key: str, now: float) -> float:
        recent = self._recent(_digest(key), now)
        return 0.0 if len(recent) < self._most else recent[-self._most] + WINDOW_S - now

    def add(self, key: str, now: float) -> None:
        digest = _digest(key)
        self._moments[digest] = [*self._recent(digest, now), now][-self._most :]
        self._moments.move_to_end(digest)
        while len(self._moments) > _LARGEST:
            self._moments.popitem(last=False)

    def _recent(self, digest: bytes, now: float) -> list[float]:
        return [moment for moment in self._moments.get(digest, ()) if moment > now - WINDOW_S]


def _digest(key: str) -> bytes:
    """Return what stands for a key: names come from strangers and may be long."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:16]
