"""What the page asks about money: what a request would cost, what is left, what may be spent."""

from collections.abc import Callable
from dataclasses import dataclass

from providers.happened import Happened, Happenings
from providers.price import Estimate, ListPrice
from providers.spec import GenerationRequest, Role
from studio.access.agent import ACTING
from studio.money.balances import Balances, SeenBalance
from studio.money.budgets import Budgets
from studio.money.prices import Prices
from studio.money.usage import Usage
from studio.vendors.gateways import Gateway, Gateways


@dataclass(frozen=True)
class Quote:
    """What a request would cost where it would go now.

    Attributes:
        sandbox: True when it goes to the sandbox: nothing is charged, whatever `cost` says of the vendor.
        cost: None: not known.
        refusal: Why budgets would not let it through, in few words; None where they do.
        told: The same for who asked for it; nothing where they do.
    """

    sandbox: bool
    cost: Estimate | None
    refusal: Happened | None = None
    told: Happenings = ()


class Money:
    """Quotes and balances of the gateways in use; budgets and use by owner."""

    def __init__(
        self,
        *,
        prices: Prices,
        balances: Balances,
        budgets: Budgets,
        usage: Usage,
        gateways: Gateways,
        is_visitor: Callable[[str], bool],
    ) -> None:
        self.budgets = budgets
        self.usage = usage
        self._prices = prices
        self._balances = balances
        self._gateways = gateways
        self._is_visitor = is_visitor

    async def quote(self, owner: str, request: GenerationRequest, key_id: str | None = None) -> Quote | None:
        """Return what a request would cost, or None when nothing serves its vendor. May wait for a price list.

        `key_id` is as for `price_of`.
        """
        gateway = self._gateways.for_new_job(request.provider, owner, key_id)
        if gateway is None:
            return None
        cost = await self._prices.estimate(request, gateway)
        if gateway.sandbox:
            return Quote(True, cost)
        model = str(getattr(request, request.field_of(Role.MODEL) or "model"))
        label, own_key = request.model_labels.get(model, model), gateway.key_id is not None
        refusal = await self.budgets.refusal(owner, cost, label, own_key=own_key, agent=ACTING.get())
        return Quote(False, cost, refusal.brief, refusal.told) if refusal else Quote(False, cost)

    async def price_of(self, owner: str, provider: str, model: str, key_id: str | None = None) -> ListPrice | None:
        """Return the price of one call of a model, or None where it is not known. May wait for a price list.

        `key_id` is one of the owner's keys; None: the one that `Jobs.start` chooses.
        """
        gateway = self._gateways.for_new_job(provider, owner, key_id)
        return gateway and await self._prices.of_model(model, gateway)

    async def balance(self, owner: str, provider: str, key_id: str | None = None) -> SeenBalance | None:
        """Return what is left on the key for new jobs of a vendor; None when they go to the sandbox, or nowhere.

        Nor is a visitor told what is left on the server's key. `key_id` is as for `price_of`.
        """
        gateway: Gateway | None = self._gateways.for_new_job(provider, owner, key_id)
        if gateway is None or (gateway.key_id is None and self._is_visitor(owner)):
            return None
        return await self._balances.look(gateway)

    async def aclose(self) -> None:
        """Stop reading price lists."""
        await self._prices.aclose()
