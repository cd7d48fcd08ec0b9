"""How the sandbox reads a reference: its own uploads, data URIs, and public links behind a guard."""

import asyncio
import base64
import binascii
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from urllib.parse import urljoin, urlsplit

import httpx

Fetch = Callable[[str, int], Awaitable[bytes]]
MAX_REDIRECTS = 5
TIMEOUT_S = 30.0


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


def guarded_fetch(*, allow_private: bool = False, transport: httpx.AsyncBaseTransport | None = None) -> Fetch:
    """Return a function that downloads `(url, max_bytes)` from public addresses only.

    Every hop is resolved first, refused when any of its addresses is not public, and then contacted at the very address
    that was checked, so that a name cannot change its mind in between.

    Args:
        allow_private: Also contact private and loopback addresses (for tests).
        transport: Used instead of the network.
    """

    async def fetch(url: str, max_bytes: int) -> bytes:
        try:
            async with asyncio.timeout(TIMEOUT_S), httpx.AsyncClient(transport=transport, trust_env=False) as client:
                return await _follow(client, url, max_bytes, allow_private)
        except (TimeoutError, httpx.TimeoutException):
            raise Unreachable("the link did not answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError):
            raise Unreachable("the link could not be reached") from None

    return fetch


async def _follow(client: httpx.AsyncClient, url: str, max_bytes: int, allow_private: bool) -> bytes:
    for _ in range(MAX_REDIRECTS + 1):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreachable("only http and https links can be fetched")
        address = await _public_address(parts.hostname, parts.port or 80, allow_private)
        target = httpx.URL(url).copy_with(host=address)
        headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": "Mozilla/5.0 (sandbox)"}
        request = client.build_request("GET", target, headers=headers, extensions={"sni_hostname": parts.hostname})
        response = await client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                url = urljoin(url, response.headers["Location"])
                continue
            if response.status_code != 200:
                raise Unreachable(f"the link answered HTTP {response.status_code}")
            return await _limited(response, max_bytes)
        finally:
            await response.aclose()
    raise Unreachable("the link redirects too often")


async def _limited(response: httpx.Response, max_bytes: int) -> bytes:
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > max_bytes:
            raise Unreachable(f"the file is larger than {max_bytes // (1024 * 1024)} MB")
    return bytes(data)


async def _public_address(host: str, port: int, allow_private: bool) -> str:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not allow_private and not all(address.is_global and not address.is_multicast for address in addresses):
        raise Unreachable("the link does not lead to a public address")
    return str(addresses[0])
