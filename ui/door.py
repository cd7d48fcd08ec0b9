"""Who may come in: decided by how Easel was started, then by what a request shows."""

import base64
import binascii
import ipaddress
import math
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from studio.access import Access
from studio.owners import LOCAL, hugging_face_owner, login_owner
from ui.identity import Identities
from ui.login_limits import LoginLimits

TUNNELLED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "cf-connecting-ip", "via")
"""Headers that proxies and tunnels add: whoever sends one is not sitting at this machine."""


class Entry(Enum):
    """How people come in."""

    ALONE = "alone"
    """Only the person at this machine, without a login."""
    LOGIN = "login"
    """The names of EASEL_AUTH."""
    HUGGING_FACE = "hugging face"
    """Whoever signs in with Hugging Face, on a Space."""
    VISITORS = "visitors"
    """Everybody, each browser as a person of its own."""
    CLOSED = "closed"
    """Nobody: a share link or a Space without any of these."""


def entry_of(access: Access) -> Entry:
    """Return how people come in under these settings."""
    if access.logins:
        return Entry.LOGIN
    if access.open:
        return Entry.VISITORS
    if access.space and access.space.oauth:
        return Entry.HUGGING_FACE
    # Through a tunnel strangers look like this machine, so with one nobody is let in for coming from here.
    return Entry.CLOSED if access.space or access.share else Entry.ALONE


class TooManyLogins(Exception):
    """Too many wrong passwords; the text says how long to wait."""


@dataclass
class Door:
    """Says whose a request is.

    Attributes:
        access: Who may come in.
        identities: Reads the tokens in cookies.
        limits: Of wrong passwords.
        public_hosts: Names under which others reach Easel; a share link adds its own when it is made.
        now_s: Seconds since 1970.
    """

    access: Access
    identities: Identities
    limits: LoginLimits = field(default_factory=lambda: LoginLimits(time.monotonic))
    public_hosts: set[str] = field(default_factory=set)
    now_s: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        self.entry = entry_of(self.access)
        self.public_hosts |= {*self.access.hosts, *(self.access.space.hosts if self.access.space else ())}
        machine = socket.gethostname().lower()
        self._machine = {machine, f"{machine}.local"}

    def knows_host(self, headers: Headers) -> bool:
        """Return whether a request names us by a name of ours or an address: other names may be a stranger's trick."""
        name = host_name(headers.get("host", ""))
        return name in self.public_hosts or name in self._machine or _is_localhost(name) or _address(name) is not None

    def owner(self, scope: Scope) -> str | None:
        """Return whose this request is, or None when it shows nothing that counts.

        Raises:
            TooManyLogins: It carries a password after too many wrong ones.
        """
        headers = Headers(scope=scope)
        match self.entry:
            case Entry.ALONE:
                return LOCAL if self._from_here(scope, headers) else None
            case Entry.LOGIN:
                return self._of_cookie(headers) or self._of_password(scope, headers)
            case Entry.VISITORS:
                return self._of_cookie(headers)
            case Entry.HUGGING_FACE:
                return self._of_hugging_face(scope.get("session") or {})
            case Entry.CLOSED:
                return None

    def log_in(self, scope: Scope, name: str, password: str) -> bool:
        """Return whether this is the right password of somebody who may log in.

        Raises:
            TooManyLogins: Too many wrong ones came from this address or for this name.
        """
        address = self._caller(scope)
        wait_s = self.limits.wait_s(address, name)
        if wait_s > 0:
            minutes = math.ceil(wait_s / 60)
            raise TooManyLogins(f"Too many wrong passwords. Try again in {minutes} min.")
        if self.identities.knows(name, password):
            self.limits.succeeded(name)
            return True
        self.limits.failed(address, name)
        return False

    def _from_here(self, scope: Scope, headers: Headers) -> bool:
        peer = _address((scope.get("client") or ("", 0))[0])
        name = host_name(headers.get("host", ""))
        named = _address(name)
        loopback_name = named.is_loopback if named else _is_localhost(name)
        tunnelled = any(header in headers for header in TUNNELLED)
        return peer is not None and peer.is_loopback and loopback_name and not tunnelled

    def _of_cookie(self, headers: Headers) -> str | None:
        now_s = self.now_s()
        for token in _cookies(headers, self.identities.cookie):
            owner = self.identities.owner(token, now_s)
            if owner is not None:
                return owner
        return None

    def _of_password(self, scope: Scope, headers: Headers) -> str | None:
        scheme, _, encoded = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        return login_owner(name) if self.log_in(scope, name, password) else None

    def _of_hugging_face(self, session: dict[str, Any]) -> str | None:
        """Read the session that Gradio's OAuth routes write, signed by Starlette with the Space's secret."""
        info = session.get("oauth_info")
        if not isinstance(info, dict) or (info.get("expires_at") or math.inf) < self.now_s():
            return None
        username = (info.get("userinfo") or {}).get("preferred_username")
        return hugging_face_owner(username) if isinstance(username, str) and username else None

    def _caller(self, scope: Scope) -> str:
        """Return the address that wrong passwords are counted for."""
        forwarded = Headers(scope=scope).get("x-forwarded-for", "")
        if self.access.space and forwarded:  # every request comes from the Space's own proxy
            return forwarded.rpartition(",")[2].strip()
        return (scope.get("client") or ("", 0))[0]


def host_name(host: str) -> str:
    """Return the name or address in a Host header or an origin, without port and brackets; "" when it is none."""
    try:
        return (urlsplit(host if "//" in host else f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_localhost(name: str) -> bool:
    return name == "localhost" or name.endswith(".localhost")


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _cookies(headers: Headers, name: str) -> list[str]:
    """Return every value of a cookie. A sister site can set one of the same name, which must not hide ours."""
    pairs = (pair.strip().partition("=") for line in headers.getlist("cookie") for pair in line.split(";"))
    return [value for key, _, value in pairs if key == name]
