"""Refuses what other sites' pages send here, and tells browsers what the page may be put into."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.door.who_asks import Door, host_name

_READS = ("GET", "HEAD")


class OriginGuard:
    """Refuses requests that a page of another site makes, and gives every answer the headers that keep it at home.

    Gradio answers any origin with credentials allowed once its host is not localhost; a page elsewhere could read and
    start jobs. Following a link to Easel stays possible.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door
        # On a Space the page stands in a frame of huggingface.co; nowhere else has anybody a reason to frame it.
        frames = " https://huggingface.co https://*.hf.space" if door.access.space else ""
        self._headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Content-Security-Policy": f"frame-ancestors 'self'{frames}; object-src 'none'; base-uri 'self'",
        }
        if not frames:
            self._headers["X-Frame-Options"] = "SAMEORIGIN"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from this page, a program, or a followed link."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        if self._from_elsewhere(scope["method"], Headers(scope=scope)):
            refusal = PlainTextResponse("Requests from other sites are refused.", status_code=403)
            await refusal(scope, receive, send_guarded)
            return
        await self.app(scope, receive, send_guarded)

    def _from_elsewhere(self, method: str, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site in ("cross-site", "same-site"):  # same-site: another port or a sister name is another program
            return not (method in _READS and headers.get("sec-fetch-mode") == "navigate")
        origin = headers.get("origin")
        if origin is None or site == "same-origin":
            return False
        # An old browser, or a page without https. A proxy may have changed the host, but not our public names.
        return origin.partition("//")[2] != headers.get("host") and host_name(origin) not in self.door.public_hosts
