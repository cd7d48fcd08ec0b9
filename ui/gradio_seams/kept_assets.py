"""Lets browsers keep Gradio's own scripts and styles.

Gradio says nothing about how long they may be kept, so browsers ask for them again, some at every visit. The names of
its assets hold a digest of their content, as those of every Vite build, and its theme is asked for by one. Where a name
holds none nothing is said, as before.
"""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BY_CONTENT = re.compile(r"/assets/(.+/)?[^/]+-[\w-]{8,}\.(js|css|woff2|wasm|svg|png)")
_THEME = "/theme.css"


class KeptAssets:
    """Adds the header that lets browsers keep what never changes under its address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http" or not _named_by_content(scope):
            await self.app(scope, receive, send)
            return

        async def send_kept(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (200, 304):
                headers = MutableHeaders(scope=message)
                headers.setdefault("Cache-Control", "public, max-age=31536000, immutable")
            await send(message)

        await self.app(scope, receive, send_kept)


def _named_by_content(scope: Scope) -> bool:
    if scope["path"] == _THEME:
        return scope["query_string"].startswith(b"v=")
    return _BY_CONTENT.fullmatch(scope["path"]) is not None
