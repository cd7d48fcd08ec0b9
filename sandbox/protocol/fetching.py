"""How the sandbox reads a reference: its own uploads, data URIs, and public links behind a guard."""

import asyncio
import base64
import binascii
import ipaddress
import socket
from collections.abc import Awaitable, Callable

import httpx

Fetch = Callable[[str, int], Awaitable[bytes]]
ResolveHost = Callable[[str], Awaitable[list[str]]]
MAX_REDIRECTS = 5
TIMEOUT_S = 30.0
_UNICAST = ipaddress.ip_network("2000::/3")
_EMBEDDING = tuple(map(ipaddress.ip_network, ("2001::/23", "2002::/16", "3fff::/20")))
"""Blocks that hold addresses of other networks, or nobody's."""
_INTERNAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))


class Unreachable(Exception):
    """A reference could not be read; the text says why in a few plain words."""


def decode_data_uri(uri: str) -> bytes:
    """Return the bytes of a base64 data URI. Raises Unreachable when it is not one."""
    header, comma, payload = uri.partition(",")
    if not comma or not header.endswith(";base64"):
        raise Unreachable("the data URI is not base64")
    try:
        return base64.b64decode(payload, validate=True)
    except binascii.Error:
        raise Unreachable("the data URI is not valid base64") from None


def guarded_fetch(
    *,
    allow_private: bool = False,
    transport: httpx.AsyncBaseTransport | None = None,
    resolve: ResolveHost | None = None,
) -> Fetch:
    """Return a function that downloads `(url, max_bytes)` over https from public addresses only.

    Every hop is resolved first, refused when any of its addresses is not public, and then contacted at the very address
    that was checked, so that a name cannot change its mind in between. Nothing is asked to be compressed, and what is
    all the same stays packed: it is no picture then.

    Args:
        allow_private: Also contact private and loopback addresses, and without encryption (for tests).
        transport: Used instead of the network.
        resolve: Host name to addresses.
    """
    ask = resolve or _resolved

    async def fetch(url: str, max_bytes: int) -> bytes:
        headers = {"User-Agent": "Mozilla/5.0 (sandbox)", "Accept-Encoding": "identity"}
        try:
            async with (
                asyncio.timeout(TIMEOUT_S),
                httpx.AsyncClient(transport=transport, trust_env=False, headers=headers) as client,
            ):
                return await _follow(client, httpx.URL(url), max_bytes, ask, allow_private)
        except (TimeoutError, httpx.TimeoutException):
            raise Unreachable("the link did not answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError):
            raise Unreachable("the link could not be reached") from None

    return fetch


async def _follow(
    client: httpx.AsyncClient, url: httpx.URL, max_bytes: int, resolve: ResolveHost, allow_private: bool
) -> bytes:
    for _ in range(MAX_REDIRECTS + 1):
        if not (url.scheme == "https" or (allow_private and url.scheme == "http")) or not url.host or url.userinfo:
            raise Unreachable("only plain https links can be fetched")
        address = await _checked_address(url, resolve, allow_private)
        host = url.raw_host.decode("ascii")
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": host.rstrip(".")},
        )
        response = await client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                url = url.join(response.headers["Location"])
                continue
            if response.status_code != 200:
                raise Unreachable(f"the link answered HTTP {response.status_code}")
            return await _limited(response, max_bytes)
        finally:
            await response.aclose()
    raise Unreachable("the link redirects too often")


async def _limited(response: httpx.Response, max_bytes: int) -> bytes:
    assert isinstance(response.stream, httpx.AsyncByteStream)
    data = bytearray()
    async for chunk in response.stream:  # as it came: the library would unpack without a limit
        data += chunk
        if len(data) > max_bytes:
            raise Unreachable(f"the file is larger than {max_bytes // (1024 * 1024)} MB")
    return bytes(data)


async def _checked_address(url: httpx.URL, resolve: ResolveHost, allow_private: bool) -> str:
    found = await resolve(url.raw_host.decode("ascii"))
    odd_port = url.port is not None and url.port != 443 and not 1024 <= url.port <= 65535
    if not found or (not allow_private and (odd_port or not all(map(_is_public, found)))):
        raise Unreachable("the link does not lead to a public address")
    return found[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        unicast = parsed in _UNICAST and parsed.is_global and parsed.scope_id is None
        return unicast and not any(parsed in block for block in _EMBEDDING)
    return parsed.is_global and not parsed.is_multicast and not any(parsed in block for block in _INTERNAL)


async def _resolved(host: str) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]
