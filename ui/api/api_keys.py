"""Keys that programs send along: in a header of each request, never as a parameter, which would be kept and shown."""

from collections.abc import Mapping

import gradio as gr

from ui.asking.page import Page, owner_of


def header_of(title: str) -> str:
    """Return the header that takes a vendor's key: "X-FoxAPI-Key"."""
    return f"X-{title}-Key"


async def offered_keys(page: Page, request: gr.Request) -> Mapping[str, str]:
    """Take the keys that came with a call; jobs that waited for one go on.

    Returns:
        Vendor -> id of its key.

    Raises:
        KeyRefused: One of them cannot be a key.
    """
    received = request.request
    assert received is not None  # Gradio fills it in for every call over HTTP
    owner, found = owner_of(request), dict[str, str]()
    for gateway in page.studio.gateways:
        key = received.headers.get(header_of(gateway.title))
        if key:
            found[gateway.name] = await page.studio.keys.offer(owner, gateway.name, key)
    return found
