"""The keys tab: how each vendor is reached, and the keys people bring; a key goes one way only, to the server."""

from typing import TypedDict
from urllib.parse import urlsplit

import gradio as gr

from studio.access.owners import is_login, is_visitor, shown_name
from studio.errors import NotPossible
from studio.vendors.own_keys import IDLE_S
from ui.asking.page import Page, browser_name, owner_of
from ui.asking.page_scripts import on_load
from ui.asking.server_calls import Asked, ServerCall, answering_refusals
from ui.tabs.agents_part import agent_actions
from ui.views.price_words import balance_words
from words.language import t

_JS = on_load("tabs/keys_tab.js", "keysTab(element, {server})")
_KEEPER_JS = on_load("tabs/keys_tab.js", "keepKeys({server})")


class VendorView(TypedDict):
    """How a vendor is reached; `lines` go into a file on this machine, and visitors cannot reach it."""

    name: str
    title: str
    host: str
    live: bool
    own: bool
    lines: str | None


class KeysView(TypedDict):
    """What the tab shows an owner, without any key."""

    who: str
    name: str | None
    everywhere: bool
    idle_h: int
    vendors: list[VendorView]


def keys_tab(page: Page) -> gr.HTML:
    """Build the list of vendors, each with the way its key is set and what is left on it."""

    async def balances(_: None, request: gr.Request) -> dict[str, str]:
        money, owner = page.studio.money, owner_of(request)
        return {
            gateway.name: balance_words(gateway.title, await money.balance(owner, gateway.name))
            for gateway in page.studio.gateways
        }

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        apply_default_css=False,
        server_functions=[balances, *key_actions(page), *agent_actions(page)],
        elem_id="keys-tab",
    )


def keys_keeper(page: Page) -> gr.HTML:
    """Build what is on the page whichever tab is open: it hands in the keys that a browser was asked to keep."""
    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_KEEPER_JS,
        apply_default_css=False,
        server_functions=key_actions(page),
        elem_id="keys-keeper",
        elem_classes="e-visually-hidden",
    )


def key_actions(page: Page) -> list[ServerCall]:
    """Return what `static/tabs/keys_tab.js` calls. No answer holds a key."""

    async def key_status(_: None, request: gr.Request) -> KeysView:
        return keys_view(page, owner_of(request))

    async def key_enter(entered: Asked, request: gr.Request) -> KeysView:
        owner, vendor = owner_of(request), str(entered.get("vendor"))
        if not any(vendor == gateway.name for gateway in page.studio.gateways):
            raise NotPossible(t("There is no such vendor."))
        await page.studio.keys.enter(owner, vendor, str(entered.get("key", "")))
        return keys_view(page, owner)

    async def key_forget(vendor: str, request: gr.Request) -> KeysView:
        owner = owner_of(request)
        await page.studio.keys.forget(owner, vendor)
        return keys_view(page, owner)

    return answering_refusals(key_status, key_enter, key_forget)


def keys_view(page: Page, owner: str) -> KeysView:
    """Return what the tab shows an owner."""
    visitor = is_visitor(page.studio.settings.access, owner)
    return {
        "who": browser_name(owner),
        "name": shown_name(owner),
        "everywhere": is_login(owner),
        "idle_h": round(IDLE_S / 3600),
        "vendors": [
            {
                "name": status.vendor.name,
                "title": status.vendor.title,
                "host": urlsplit(status.vendor.base_url).netloc or status.vendor.base_url,
                "live": status.live,
                "own": status.own,
                # Visitors cannot reach the file these lines go into.
                "lines": None if visitor else _lines(status.vendor.name, status.vendor.base_url),
            }
            for status in page.studio.keys.status(owner)
        ],
    }


def _lines(vendor: str, base_url: str) -> str:
    return f"{vendor.upper()}_API_KEY=\n{vendor.upper()}_BASE_URL={base_url}"
