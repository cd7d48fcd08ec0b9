"""What the desk asks to order single maps of a material from a vendor: what they cost, and the order."""

from typing import TypedDict

import gradio as gr

from providers.plain_text import whole
from studio.workbench.map_orders import source_of_maps
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, ServerCall
from ui.views.job_view import JobView, job_view
from ui.views.price_words import quote_words


class MapsOffer(TypedDict):
    """Which maps a vendor makes, whether this material has a picture to make them from, and what those chosen cost."""

    maps: list[str]
    picture: bool
    vendor: str
    say: str
    how: str


def maps_order_actions(page: Page) -> list[ServerCall]:
    """Return the server functions with which the desk orders maps. Both take {material, maps}."""
    orders = page.studio.map_orders

    async def maps_price(asked: Asked, request: gr.Request) -> MapsOffer:
        """Return which maps can be ordered where, and what the chosen ones cost."""
        owner, offered = owner_of(request), orders.offered
        job = await page.studio.workbench.material(owner, _material(asked))
        chosen = [name for name in asked.get("maps") or () if name in offered]
        pictured = source_of_maps(job) is not None
        quote = await page.studio.money.quote(owner, orders.draft(chosen)) if chosen and pictured else None
        words, vendor = quote_words(quote), page.vendor_title(orders.provider)
        return {"maps": list(offered), "picture": pictured, "vendor": vendor, "say": words["say"], "how": words["how"]}

    async def maps_order(asked: Asked, request: gr.Request) -> JobView:
        """Start the order, which may be charged, and the free work that waits for it; return the order's job."""
        return job_view(page, await orders.start(owner_of(request), _material(asked), asked.get("maps")))

    return [maps_price, maps_order]


def _material(asked: Asked) -> str:
    return whole(str(asked.get("material")))
