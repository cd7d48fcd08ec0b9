"""The vendors as this installation reaches them: live with a key, or the sandbox."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from providers.provider import Credentials, Provider
from studio.vendors.key_ring import KeyRing
from studio.vendors.turns import Pace, Turns


@dataclass(frozen=True)
class GatewayStatus:
    """What the keys page shows of a vendor.

    Attributes:
        name: "foxapi".
        title: "FoxAPI".
        live: True when this server has a key of its own for the vendor.
        base_url: Where the vendor is, whether it is used or not.
    """

    name: str
    title: str
    live: bool
    base_url: str


@dataclass(frozen=True)
class Gateway:
    """One way to one vendor.

    Attributes:
        provider: The vendor.
        credentials: Its key, or the sandbox's; empty where the server has none.
        base_url: Where its client points.
        sandbox: True when the local gateway answers and nothing can be charged.
        turns: Limits the tasks under way.
        pace: Limits how quickly submits follow each other.
        key_id: Which key of its owner's own it uses; None: the server's, or the sandbox's.
    """

    provider: Provider
    credentials: Credentials
    base_url: str
    sandbox: bool
    turns: Turns = field(compare=False)
    pace: Pace = field(compare=False)
    key_id: str | None = None

    @classmethod
    def to(
        cls,
        provider: Provider,
        *,
        api_key: str,
        base_url: str,
        sandbox: bool,
        submit_gap_s: float = 0,
        key_id: str | None = None,
    ) -> "Gateway":
        """Return the gateway to a provider with turns and a pace of its own."""
        turns, pace = Turns(provider.max_concurrent), Pace(submit_gap_s)
        return cls(provider, Credentials(api_key), base_url, sandbox, turns, pace, key_id)


class Gateways:
    """All of them. A job keeps the way it began: a task of the sandbox is never asked for at the vendor.

    Whoever brings a key of their own is an account of its own at the vendor, with its own turns and pace.
    """

    def __init__(
        self,
        gateways: Iterable[Gateway],
        ring: KeyRing,
        serves: Callable[[str], bool],
    ) -> None:
        """Take the ways of this installation.

        Args:
            gateways: For each vendor the live one, with empty credentials where the server has no key, and the sandbox.
            ring: Keys that people bring.
            serves: Tells whether the server's keys pay for an owner.
        """
        self._by_key = {(gateway.provider.name, gateway.sandbox): gateway for gateway in gateways}
        self._ring = ring
        self._serves = serves
        # Only while a job uses one: a forgotten key is then nowhere in memory.
        self._own: WeakValueDictionary[tuple[str, str], Gateway] = WeakValueDictionary()

    def way(self, provider: str, sandbox: bool) -> Gateway | None:
        """Return the gateway of a vendor whatever its key: for its name, or for what needs no key."""
        return self._by_key.get((provider, sandbox))

    def to_go_on(self, provider: str, sandbox: bool, owner: str, key_id: str | None) -> Gateway | None:
        """Return the gateway a job began with, or None while its key is not here."""
        way = self.way(provider, sandbox)
        if way is None or key_id is None:
            return way if way is not None and way.credentials.api_key else None
        return self._with_own_key(way, owner, key_id)

    def may_ask(self, sandbox: bool, owner: str, key_id: str | None) -> bool:
        """Tell whether an owner may have an ended job's task or balance asked for with the key it names."""
        return sandbox or key_id is not None or self._serves(owner)

    def for_new_job(self, provider: str, owner: str, key_id: str | None = None) -> Gateway | None:
        """Return where a new job goes: to the vendor with the owner's key or the server's, else to the sandbox.

        Args:
            provider: The vendor.
            owner: Whose job.
            key_id: One of the owner's keys; None: the one chosen on the page, if any.
        """
        way = self.way(provider, sandbox=False)
        key_id = key_id or self._ring.chosen(owner, provider)
        if way is not None and key_id is not None:
            own = self._with_own_key(way, owner, key_id)
            if own is not None:
                return own
        if way is not None and way.credentials.api_key and self._serves(owner):
            return way
        return self.way(provider, sandbox=True)

    async def aclose(self) -> None:
        """Close every vendor's client."""
        for gateway in self._by_key.values():
            await gateway.provider.aclose()

    def _with_own_key(self, way: Gateway, owner: str, key_id: str) -> Gateway | None:
        key = self._ring.find(owner, way.provider.name, key_id)
        if key is None:
            return None
        own = self._own.get((way.provider.name, key_id))
        if own is None:
            own = Gateway.to(
                way.provider,
                api_key=key.get_secret_value(),
                base_url=way.base_url,
                sandbox=False,
                submit_gap_s=way.pace.gap_s,
                key_id=key_id,
            )
            self._own[way.provider.name, key_id] = own
        return own
