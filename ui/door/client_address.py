"""Which address a request comes from: the peer's, or what a proxy says that the owner of the server trusts."""

import ipaddress
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.types import Scope

from studio.access.access import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_IPV6_PREFIX = 64
"""Whoever has one IPv6 address has the 2^64 of its network."""


def client_address(scope: Scope, trusted: Sequence[Network]) -> str:
    """Return the address that a request is counted for, an IPv6 one as its network; "" where there is none.

    Each proxy adds the address it was asked from to the end of X-Forwarded-For; what stands before that, anybody may
    have written. So the header is read from its end for as long as the one who wrote is trusted.
    """
    found = peer = parsed_address((scope.get("client") or ("", 0))[0])
    lines = Headers(scope=scope).getlist("x-forwarded-for")
    hops = [hop.strip() for line in lines for hop in line.split(",")]
    while peer is not None and hops and any(peer in network for network in trusted):
        peer = _hop(hops.pop())
        found = peer or found
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, _IPV6_PREFIX), strict=False))
    return str(found or "")


def parsed_address(text: str) -> Address | None:
    """Return an address, an IPv4 one in IPv6's clothes as itself; None when the text is none."""
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _hop(text: str) -> Address | None:
    """Return the address in "1.2.3.4", "1.2.3.4:567", "2001:db8::1" or "[2001:db8::1]:567"."""
    if text.startswith("["):
        return parsed_address(text[1:].partition("]")[0])
    return parsed_address(text.partition(":")[0] if text.count(":") == 1 else text)
