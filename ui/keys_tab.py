"""The keys tab: which vendor is live or played by the sandbox, and what to set. No key ever comes near it."""

from typing import Any
from urllib.parse import urlsplit

import gradio as gr

from ui.page import Page, owner_of
from ui.price_line import balance_words
from ui.results_head import results_head

_JS = "window.Easel.keys(element, {props, server});"


def keys_tab(page: Page) -> gr.HTML:
    """Build the list of vendors from what the studio found at its start."""

    async def balances(_: None, request: gr.Request) -> dict[str, str]:
        money, owner = page.studio.money, owner_of(request)
        return {
            gateway.title: balance_words(gateway.title, await money.balance(owner, gateway.name))
            for gateway in page.studio.gateways
        }

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        head=results_head("keys_tab"),
        apply_default_css=False,
        server_functions=[balances],
        elem_id="keys-tab",
        vendors=vendor_views(page),
    )


def vendor_views(page: Page) -> list[dict[str, Any]]:
    """Return {title, live, host, key_name, url_name, base_url} of each vendor."""
    return [
        {
            "title": gateway.title,
            "live": gateway.live,
            "host": urlsplit(gateway.base_url).netloc or gateway.base_url,
            "key_name": f"{gateway.name.upper()}_API_KEY",
            "url_name": f"{gateway.name.upper()}_BASE_URL",
            "base_url": gateway.base_url,
        }
        for gateway in page.studio.gateways
    ]
