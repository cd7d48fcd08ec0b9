"""Where downloads may go: public addresses, over https if at all possible, and the hosts the owner configured."""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Awaitable, Callable, Collection

import httpx

from providers.happened import happened
from studio.errors import StudioError

SANDBOX_SUFFIX = ".sandbox.invalid"
"""Hosts of the in-process sandbox; ".invalid" never resolves, so such a URL can reach nothing else."""

Resolve = Callable[[str], Awaitable[list[str]]]

_NAME = re.compile(r"(?!.{254})[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+\.?")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)\.?$")
"""How the last part of a host looks that old resolvers read as a number: "0x7f000001", "0177.1", "127.0.0.1."."""
_PRIVATE_NAMES = (".local", ".localhost", ".localdomain", ".internal", ".lan", ".home", ".corp", ".home.arpa")
_HTTPS_PORT = 443
_LOWEST_OTHER_PORT = 1024

_UNICAST = ipaddress.ip_network("2000::/3")  # IANA gives out global addresses of version 6 from here only
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the address that is reached
_SPECIAL = tuple(
    ipaddress.ip_network(block)
    for block in (
        "192.0.0.0/24",  # protocol assignments; some clouds answer machine secrets here
        "192.88.99.0/24",  # 6to4 relays
        "168.63.129.16/32",  # Azure's own services, inside each machine's network
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: holds an IPv4 address that a relay would reach
        "3fff::/20",  # documentation
    )
)
"""Blocks that Python of some version calls global although nobody's files lie there."""


class AddressRefused(StudioError):
    """A link points where Easel does not go."""


class NameMisled(AddressRefused):
    """A name leads into a private network for now: some proxies and VPNs answer so for every name."""


async def resolve(host: str) -> list[str]:
    """Return the addresses of a host name. Raises OSError when it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class AddressGuard:
    """Decides about one URL at a time; asked for each request, redirects included."""

    def __init__(
        self, gateway_hosts: Collection[str], resolve: Resolve = resolve, *, unencrypted: bool = False
    ) -> None:
        """Make a guard.

        Args:
            gateway_hosts: Host names of the configured vendors: allowed with http, any port and any address.
            resolve: Host name to addresses.
            unencrypted: Allow http at public addresses, too: for links to what was paid for.
        """
        self._gateway_hosts = {host.lower() for host in gateway_hosts}
        self._resolve = resolve
        self._unencrypted = unencrypted

    async def addresses(self, url: httpx.URL) -> list[str] | None:
        """Return the public addresses to connect to; None: a configured host, which may be reached by its name.

        The host is resolved once. Whoever connects must use one of these addresses, never the name again.

        Raises:
            NameMisled: Its host has a private address now; it may have another one later.
            AddressRefused: The URL may not be fetched.
            OSError: Its host does not resolve now.
        """
        host = self._checked(url)
        if host is None:
            return None
        if _is_address(host):
            return [host]
        found = await self._looked_up(host)
        if not found or not all(map(is_public, found)):
            raise NameMisled(happened("link_misled"))
        return found

    def check_for_proxy(self, url: httpx.URL) -> None:
        """Check all of a URL but where its name leads, which only the proxy will know.

        Raises:
            AddressRefused: The URL may not be fetched.
        """
        host = self._checked(url)
        if host is not None and host.rstrip(".").endswith(_PRIVATE_NAMES):
            raise AddressRefused(happened("link_private"))

    def is_configured(self, url: httpx.URL) -> bool:
        """Say whether a URL leads to a host of the configured vendors."""
        return url.raw_host.decode("ascii").lower().rstrip(".") in self._gateway_hosts

    def _checked(self, url: httpx.URL) -> str | None:
        """Return the host of a URL that may be fetched as far as can be seen; None: a configured one."""
        host = url.raw_host.decode("ascii").lower()
        if not host or url.scheme not in ("http", "https") or url.userinfo:
            raise AddressRefused(happened("link_not_plain"))
        if self.is_configured(url):
            return None
        if url.scheme != "https" and not self._unencrypted:
            raise AddressRefused(happened("link_not_encrypted"))
        if url.port is not None and url.port != _HTTPS_PORT and not _LOWEST_OTHER_PORT <= url.port <= 65535:
            raise AddressRefused(happened("link_odd_port"))
        if _is_address(host):
            if not is_public(host):
                raise AddressRefused(happened("link_private"))
        elif not _NAME.fullmatch(host) or _NUMBER.search(host.rpartition(".")[2] or host):
            raise AddressRefused(happened("link_no_host"))
        return host

    async def _looked_up(self, host: str) -> list[str]:
        try:
            return await self._resolve(host)
        except UnicodeError:  # the resolver's own idea of which names are well formed
            raise AddressRefused(happened("link_no_host")) from None


def is_public(address: str) -> bool:
    """Say whether an address belongs to the public internet, and leads nowhere else by what is embedded in it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed in _NAT64:  # what a name server of a network without IPv4 makes of every IPv4 address
            return is_public(str(ipaddress.IPv4Address(parsed.packed[-4:])))
        if parsed.scope_id is not None or parsed not in _UNICAST:
            return False
    return parsed.is_global and not parsed.is_multicast and not any(parsed in block for block in _SPECIAL)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
