"""What people do with keys of their own: enter, offer, forget; and what their jobs do then."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Protocol

from studio.vendors.gateways import Gateways, GatewayStatus
from studio.vendors.key_ring import KeyRing

log = logging.getLogger(__name__)

IDLE_S = 8 * 3600.0
"""After so long without a request of its owner a key is forgotten, unless a job still needs it."""

_LOOK_S = 600.0


@dataclass(frozen=True)
class KeyStatus:
    """How new jobs of one owner reach a vendor.

    Attributes:
        vendor: Name, title and address.
        own: The owner has entered a key.
        live: New jobs cost money: by the owner's key or the server's. Else they go to the sandbox.
    """

    vendor: GatewayStatus
    own: bool
    live: bool


class KeyedJobs(Protocol):
    """The jobs that were started with keys of their owners."""

    async def go_on(self, owner: str, key_id: str) -> None:
        """Drive the owner's unfinished jobs that were started with this key."""
        ...

    async def pause_keyless(self, owner: str) -> None:
        """Interrupt the owner's unfinished jobs with such keys; those whose key is gone then wait for it."""
        ...

    async def needs_own_key(self, owner: str) -> bool:
        """Return whether an unfinished job of the owner needs a key of theirs."""
        ...


class OwnKeys:
    """Keys of all owners, in memory only."""

    def __init__(self, ring: KeyRing, gateways: Gateways, jobs: KeyedJobs, vendors: tuple[GatewayStatus, ...]) -> None:
        self._ring = ring
        self._gateways = gateways
        self._jobs = jobs
        self._vendors = vendors

    def status(self, owner: str) -> list[KeyStatus]:
        """Return how this owner's new jobs reach each vendor."""
        found: list[KeyStatus] = []
        for vendor in self._vendors:
            way = self._gateways.for_new_job(vendor.name, owner)
            own = self._ring.chosen(owner, vendor.name) is not None
            found.append(KeyStatus(vendor, own, live=way is not None and not way.sandbox))
        return found

    async def enter(self, owner: str, vendor: str, key: str) -> None:
        """Use this key for the owner's new jobs; jobs that waited for it go on.

        Raises:
            KeyRefused: It cannot be a key.
        """
        id_, _ = self._ring.add(owner, vendor, key, choose=True)
        await self._jobs.go_on(owner, id_)

    async def offer(self, owner: str, vendor: str, key: str) -> str:
        """Take the key that came with a program's request and return its id; jobs that waited for it go on.

        Raises:
            KeyRefused: It cannot be a key.
        """
        id_, new = self._ring.add(owner, vendor, key, choose=False)
        if new:  # programs send it with every request
            await self._jobs.go_on(owner, id_)
        return id_

    async def forget(self, owner: str, vendor: str | None = None) -> None:
        """Forget the owner's keys of one vendor, or all; jobs that need one wait until it is back."""
        self._ring.forget(owner, vendor)
        await self._jobs.pause_keyless(owner)

    def seen(self, owner: str) -> None:
        """Note that the owner is here: keys of people who have left are forgotten after a while."""
        self._ring.seen(owner)

    async def forget_idle(self) -> None:
        """Forget the keys of everybody who left long ago and has no unfinished job with one."""
        for owner in self._ring.away(IDLE_S):
            if not await self._jobs.needs_own_key(owner):
                self._ring.forget(owner)

    async def keep_tidy(self) -> None:
        """Look again and again for people who have left. Runs until it is cancelled."""
        while True:
            await asyncio.sleep(_LOOK_S)
            try:
                await self.forget_idle()
            except Exception:  # a locked database, say: the next look is in ten minutes
                log.exception("keys of people who left were not looked for")
