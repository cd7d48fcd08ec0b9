"""HTTP through a proxy: whatever goes wrong before a request itself is on its way counts as never sent."""

import asyncio
from typing import Any

import httpx

from providers.http.connections import tls

WAY_S = 30.0
"""Longest wait for a proxy to open the way to a vendor."""


class ProxiedTransport(httpx.AsyncBaseTransport):
    """Sends requests through one proxy.

    Each gets a connection of its own, as without a proxy: on a kept one a late answer would be taken for the next. No
    error carries the library's own text, which may quote the proxy's name and password.
    """

    def __init__(self, proxy: str, *, way_s: float = WAY_S) -> None:
        """Make the transport; connections open later.

        Args:
            proxy: http, https, socks5 or socks5h, with a name and password where it needs them. All of them are told
                the host's name and resolve it themselves.
            way_s: Longest wait for it to open the way, in seconds.

        Raises:
            ValueError, httpx.InvalidURL: It is no address of a proxy.
        """
        self._transport = _open(proxy)
        self._way_s = way_s

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Raises:
            httpx.ProxyError: The proxy opened no way: no byte of the request was sent.
            httpx.HTTPError: It broke later; the request may have arrived.
        """
        begun = False
        try:
            async with asyncio.timeout(self._way_s) as limit:

                async def watch(event: str, info: dict[str, Any]) -> None:
                    nonlocal begun
                    # CONNECT is for the proxy, and a SOCKS proxy is asked in other ways; the request comes after.
                    if event.endswith(".send_request_headers.started") and info["request"].method != b"CONNECT":
                        begun = True
                        limit.reschedule(None)

                request.extensions = {**request.extensions, "trace": watch}
                return await self._transport.handle_async_request(request)
        except Exception as error:
            if not begun:
                raise httpx.ProxyError("The proxy opened no way.", request=request) from None
            if isinstance(error, httpx.HTTPError):
                raise
            raise httpx.ReadError("The connection broke.", request=request) from None

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()


class NoWay(httpx.AsyncBaseTransport):
    """Stands for a proxy whose setting cannot be used: requests that it was meant for are not sent past it."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send nothing. Raises httpx.ProxyError."""
        raise httpx.ProxyError(self._sentence, request=request)


def _open(proxy: str) -> httpx.AsyncHTTPTransport:
    return httpx.AsyncHTTPTransport(
        verify=tls(),
        trust_env=False,
        proxy=httpx.Proxy(proxy, ssl_context=tls() if proxy.startswith("https:") else None),
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
    )
