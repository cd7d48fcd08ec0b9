"""Which proxy leads to a host, as HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, or the system, say it."""

import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

import httpx
from pydantic import SecretStr

from providers.http.proxied import NoWay, ProxiedTransport

_SPOKEN = ("http", "https", "socks5", "socks5h")
_SOCKS = "socks"
"""What desktops write for a SOCKS proxy; all that are about speak version 5."""


@dataclass(frozen=True)
class Proxy:
    """One proxy setting.

    Attributes:
        setting: Name of the setting, "HTTPS_PROXY".
        address: Where it is, with its name and password; None: the setting cannot be used.
        problem: Why not, as a sentence that shows nothing of its value.
    """

    setting: str
    address: SecretStr | None
    problem: str = ""

    def transport(self) -> httpx.AsyncBaseTransport:
        """Return a new transport through it; one that sends nothing where the setting cannot be used."""
        if self.address is None:
            return NoWay(self.problem)
        return ProxiedTransport(self.address.get_secret_value())


@dataclass(frozen=True)
class Proxies:
    """All proxy settings. Printing them shows no password.

    Attributes:
        by_scheme: "http" or "https" -> the proxy for such addresses.
        direct: Hosts that are reached without one, as NO_PROXY names them.
    """

    by_scheme: Mapping[str, Proxy]
    direct: tuple[str, ...] = ()

    @classmethod
    def read(cls, found: Mapping[str, str]) -> "Proxies":
        """Read what `urllib.request.getproxies` returns: "http", "https", "all" -> proxy, "no" -> hosts."""
        by_scheme: dict[str, Proxy] = {}
        for scheme in ("http", "https"):
            name = scheme if found.get(scheme, "").strip() else "all"
            value = found.get(name, "").strip()
            if value:
                by_scheme[scheme] = _proxy(f"{name.upper()}_PROXY", value)
        entries = re.split(r"[,;\s]+", found.get("no", "").strip().lower())
        return cls(by_scheme, tuple(filter(None, entries)))

    def way(self, url: httpx.URL) -> Proxy | None:
        """Return the proxy for an address, or None where none is used."""
        proxy = self.by_scheme.get(url.scheme)
        return None if proxy is None or self._goes_directly(url) else proxy

    def problems(self) -> Iterator[str]:
        """Yield a sentence for each setting that cannot be used."""
        yield from dict.fromkeys(proxy.problem for proxy in self.by_scheme.values() if proxy.problem)

    def _goes_directly(self, url: httpx.URL) -> bool:
        host = url.raw_host.decode("ascii").strip("[]").rstrip(".").lower()
        port = url.port or {"http": 80, "https": 443}.get(url.scheme)
        return any(_names(entry, host, port) for entry in self.direct)


def _proxy(setting: str, value: str) -> Proxy:
    scheme, separator, rest = value.partition("://")
    scheme = scheme.lower() if separator else "http"
    if scheme == _SOCKS:
        scheme = "socks5"
    if scheme not in _SPOKEN:
        advice = " Most proxies of version 4 speak version 5, too." if scheme in ("socks4", "socks4a") else ""
        return _unusable(setting, f"is of a kind that Easel does not speak.{advice}")
    address = f"{scheme}://{rest if separator else value}"
    if re.search(r"[\s\x00-\x1f\x7f#?\\]", address):
        return _unusable(setting, "has characters that no address has; write those of a password as %23 and the like.")
    try:
        url = httpx.URL(address)
        httpx.Proxy(url)
        whole = bool(url.host) and (url.port is None or 0 < url.port < 65536)
    except (ValueError, httpx.InvalidURL):
        whole = False
    return Proxy(setting, SecretStr(address)) if whole else _unusable(setting, "is no address.")


def _unusable(setting: str, why: str) -> Proxy:
    return Proxy(
        setting,
        None,
        f"The proxy in {setting} {why} Set it to http://host:port or socks5://host:port, or to nothing, and start "
        "Easel again. Until then nothing is sent to vendors; the sandbox works.",
    )


def _names(entry: str, host: str, port: int | None) -> bool:
    """Say whether an entry of NO_PROXY means this host: a name and all below it, an address, a block, or "*"."""
    entry = entry.partition("://")[2] or entry
    bracketed = re.fullmatch(r"\[([^\]]*)\](/\d+)?(?::(\d+))?", entry)
    plain = re.fullmatch(r"([^:]*):(\d+)", entry)
    wanted_port = None
    if bracketed:
        entry, wanted_port = bracketed[1] + (bracketed[2] or ""), bracketed[3]
    elif plain:
        entry, wanted_port = plain[1], plain[2]
    if wanted_port and int(wanted_port) != port:
        return False
    if entry == "<local>":
        return "." not in host and ":" not in host
    try:
        block = ipaddress.ip_network(entry, strict=False)
    except ValueError:
        name = entry.removeprefix("*").removeprefix(".").rstrip(".") if entry != "*" else "*"
        return bool(name) and (host == name or host.endswith(f".{name}") or ("*" in name and fnmatchcase(host, name)))
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.version == block.version and address in block
