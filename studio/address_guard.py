"""Where result downloads may go: public addresses over https, and the hosts the owner configured."""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection
from urllib.parse import urlsplit

from studio.errors import StudioError

SANDBOX_SUFFIX = ".sandbox.invalid"
"""Hosts of the in-process sandbox; ".invalid" never resolves, so such a URL can reach nothing else."""

Resolve = Callable[[str], Awaitable[list[str]]]


class AddressRefused(StudioError):
    """A link points where Easel does not go."""


async def resolve(host: str) -> list[str]:
    """Return the addresses of a host name. Raises OSError when it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class AddressGuard:
    """Decides about one URL at a time; asked again for each redirect."""

    def __init__(self, gateway_hosts: Collection[str], resolve: Resolve = resolve) -> None:
        """Make a guard.

        Args:
            gateway_hosts: Host names of the configured vendors: allowed with any scheme, port and address.
            resolve: Host name to addresses.
        """
        self._gateway_hosts = {host.lower() for host in gateway_hosts}
        self._resolve = resolve

    async def check(self, url: str) -> None:
        """Return when the URL may be fetched.

        Raises:
            AddressRefused: It may not.
            OSError: Its host does not resolve now.
        """
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").lower()
        except ValueError:
            raise AddressRefused("The link to the result is no valid address.") from None
        if not host or parts.scheme not in ("http", "https") or parts.username or parts.password:
            raise AddressRefused("The link to the result is no plain web address.")
        if host in self._gateway_hosts or host.endswith(SANDBOX_SUFFIX):
            return
        if parts.scheme != "https":
            raise AddressRefused("The link to the result is not encrypted (https).")
        for address in await self._resolve(host):
            if not _is_public(address):
                raise AddressRefused("The link to the result points into a private network.")


def _is_public(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_global and not (mapped or parsed).is_multicast
