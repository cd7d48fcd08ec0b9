"""What a request will cost: the vendor's price list, read once an hour, or the figures this installation was given."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from providers.errors import ProviderError
from providers.media_values import LocalMedia
from providers.price import Estimate, ListPrice, PriceList, estimate
from providers.spec import GenerationRequest, Role
from studio.clock import Clock
from studio.ledger.database import Ledger
from studio.ledger.tables import files
from studio.vendors.gateways import Gateway

log = logging.getLogger(__name__)

LIST_LIVES_S = 3600.0
ASK_AGAIN_S = 60.0
"""After a list could not be read."""
LIST_WAIT_S = 8.0
"""How long a quote waits for a list that is being read for the first time."""
FOREIGN_VIDEO_S = 30.0
"""What a reference video that Easel cannot measure counts for: the longest the model's maker takes (DashScope, r2v)."""


@dataclass
class _Read:
    """One vendor's list as last read."""

    prices: PriceList
    next_at_s: float


class Prices:
    """Estimates. A model without a known price has none: never 0."""

    def __init__(self, ledger: Ledger, own: Mapping[str, float], clock: Clock | None = None) -> None:
        """Prepare without asking anybody.

        Args:
            ledger: Knows how long the reference videos are.
            own: Model id -> US dollars for one unit of it, which goes before any list.
            clock: Time.
        """
        self._ledger = ledger
        self._own = own
        self._clock = clock or Clock()
        self._lists: dict[str, _Read] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    async def estimate(
        self, request: GenerationRequest, gateway: Gateway, *, wait_s: float = LIST_WAIT_S
    ) -> Estimate | None:
        """Return what the request costs at the gateway's vendor, or None where that is not known.

        In the sandbox only own figures count: its gateway has a list to be tried out, which is not the vendor's.

        Args:
            request: Need not be valid in anything that has no price.
            gateway: Where it goes.
            wait_s: How long to wait for a list that is being read for the first time.
        """
        model = str(getattr(request, request.field_of(Role.MODEL) or "model"))
        price = await self.of_model(model, gateway, wait_s=wait_s)
        return price and estimate(price, request.billed(await self._input_video_s(request)))

    async def of_model(self, model: str, gateway: Gateway, *, wait_s: float = LIST_WAIT_S) -> ListPrice | None:
        """Return the price of one call of a model, or None."""
        own = self._own.get(model)
        if own is not None:
            return ListPrice(own, own, own=True)
        if gateway.sandbox:
            return None
        asking = self._refresh(gateway)
        if asking is not None and gateway.base_url not in self._lists:
            await asyncio.wait([asking], timeout=wait_s)
        read = self._lists.get(gateway.base_url)
        return read.prices.get(model) if read else None

    async def aclose(self) -> None:
        """Stop asking."""
        for task in [*self._asking.values()]:
            task.cancel()

    def _refresh(self, gateway: Gateway) -> asyncio.Task[None] | None:
        """Read the list in the background when it is due; return the reading under way."""
        place = gateway.base_url
        read = self._lists.get(place)
        if place not in self._asking and (read is None or self._clock.monotonic() >= read.next_at_s):
            task = asyncio.create_task(self._read(gateway), name=f"price list of {gateway.provider.name}")
            self._asking[place] = task
            task.add_done_callback(lambda _: self._asking.pop(place, None))
        return self._asking.get(place)

    async def _read(self, gateway: Gateway) -> None:
        kept = self._lists.get(gateway.base_url)
        try:
            prices = await gateway.provider.prices(gateway.credentials)
        except ProviderError as error:
            log.info("the price list of %s cannot be read: %s", gateway.provider.name, type(error).__name__)
            read = _Read(kept.prices if kept else {}, self._clock.monotonic() + ASK_AGAIN_S)
        else:
            read = _Read(prices, self._clock.monotonic() + LIST_LIVES_S)
        self._lists[gateway.base_url] = read

    async def _input_video_s(self, request: GenerationRequest) -> float:
        videos = [value for name, value in request.media() if request.media_fields()[name].kind == "video"]
        kept = [local.sha256 for value in videos if (local := LocalMedia.parse(value))]
        foreign_s = FOREIGN_VIDEO_S * (len(videos) - len(kept))
        if not kept:
            return foreign_s
        rows = await self._ledger.rows(select(files.c.sha256, files.c.duration_s).where(files.c.sha256.in_(kept)))
        known = {row.sha256: row.duration_s for row in rows if row.duration_s is not None}
        return foreign_s + sum(known.get(sha256, FOREIGN_VIDEO_S) for sha256 in kept)
