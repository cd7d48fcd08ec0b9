"""HTTP that connects to the very address that was checked, so that a name cannot change its mind in between."""

import functools
import ssl

import httpx

from providers.http.proxied import ProxiedTransport
from studio.fetching.address_guard import AddressGuard
from studio.fetching.proxies import Proxies, Proxy

_MOST_TRIED = 4


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reading all certificates takes longer than anything else at the start


class PinnedTransport(httpx.AsyncBaseTransport):
    """Asks a guard about each request, redirects included, and sends it to an address the guard returned.

    Host header, server name and certificate check stay those of the URL. Where the guard allows http, https is tried
    first. Proxies are passed over, because they resolve the name themselves, unless their owner trusts them to: then
    only what the name itself shows is checked.
    """

    def __init__(
        self, guard: AddressGuard, network: httpx.AsyncBaseTransport | None = None, proxies: Proxies | None = None
    ) -> None:
        """Make the transport.

        Args:
            guard: Decides where a request may go.
            network: Makes the connections.
            proxies: Make those of them whose hosts they are set for.
        """
        self._guard = guard
        self._proxies = proxies or Proxies({})
        self._proxied: dict[Proxy, ProxiedTransport] = {}
        # No connection is kept: one that was checked for a host must not serve another host at the same address.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._network = network or httpx.AsyncHTTPTransport(verify=_tls(), trust_env=False, limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request without a body.

        Raises:
            AddressRefused: It may not go there.
            httpx.HTTPError: The network failed, or the host does not resolve now.
        """
        proxy = self._proxies.way(request.url)
        if proxy is not None and proxy.address is not None:
            self._guard.check_for_proxy(request.url)
            return await self._through(proxy, proxy.address.get_secret_value(), request)
        try:
            addresses = await self._guard.addresses(request.url)
        except OSError as error:
            raise httpx.ConnectError("The name does not resolve.", request=request) from error
        if addresses is None:
            return await self._network.handle_async_request(request)
        schemes = ("https", "http") if request.url.scheme == "http" else ("https",)
        *others, last = [(scheme, address) for scheme in schemes for address in addresses[:_MOST_TRIED]]
        for scheme, address in others:
            try:
                return await self._network.handle_async_request(_pinned(request, scheme, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await self._network.handle_async_request(_pinned(request, *last))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._network.aclose()
        for transport in self._proxied.values():
            await transport.aclose()

    async def _through(self, proxy: Proxy, address: str, request: httpx.Request) -> httpx.Response:
        if proxy not in self._proxied:
            self._proxied[proxy] = ProxiedTransport(address)
        network = self._proxied[proxy]
        if request.url.scheme == "http" and not self._guard.is_configured(request.url):
            try:
                return await network.handle_async_request(_copied(request, scheme="https"))
            except (httpx.ProxyError, httpx.ConnectError, httpx.ConnectTimeout):
                pass
        return await network.handle_async_request(request)


def _pinned(request: httpx.Request, scheme: str, address: str) -> httpx.Request:
    copied = _copied(request, scheme=scheme, host=address)
    copied.extensions["sni_hostname"] = request.url.raw_host.decode("ascii").rstrip(".")
    return copied


def _copied(request: httpx.Request, **changed: str) -> httpx.Request:
    return httpx.Request(
        request.method,
        request.url.copy_with(**changed),
        headers=request.headers,  # with the Host of the URL
        stream=request.stream,
        extensions=dict(request.extensions),
    )
