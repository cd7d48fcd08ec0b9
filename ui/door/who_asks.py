"""Who may come in: decided by how Easel was started, then by what a request shows."""

import base64
import binascii
import json
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

from studio.access.access import Access
from studio.access.owners import LOCAL, hugging_face_owner, is_by_cookie, is_by_hugging_face, login_owner
from ui.door.client_address import client_address, parsed_address
from ui.door.identity import Identities
from ui.door.login_limits import LoginLimits

TUNNELLED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "cf-connecting-ip", "via")
"""Headers that proxies and tunnels add: whoever sends one is not sitting at this machine."""

_LONGEST_SESSION_S = 14 * 86_400
"""How long Starlette's session cookie, which Gradio's OAuth uses, can last."""


class EntryWay(Enum):
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


def entry_of(access: Access) -> EntryWay:
    """Return how people come in under these settings."""
    if access.logins:
        return EntryWay.LOGIN
    if access.open:
        return EntryWay.VISITORS
    if access.space and access.space.oauth:
        return EntryWay.HUGGING_FACE
    # Through a tunnel strangers look like this machine, so with one nobody is let in for coming from here.
    return EntryWay.CLOSED if access.space or access.share else EntryWay.ALONE


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
        listens_at: The name or address that Easel was told to listen at.
        now_s: Seconds since 1970.
    """

    access: Access
    identities: Identities
    limits: LoginLimits = field(default_factory=lambda: LoginLimits(time.monotonic))
    public_hosts: set[str] = field(default_factory=set)
    now_s: Callable[[], float] = time.time
    listens_at: str = ""

    def __post_init__(self) -> None:
        self.entry = entry_of(self.access)
        self.public_hosts |= {*self.access.hosts, *(self.access.space.hosts if self.access.space else ())}
        machine = socket.gethostname().lower()
        self._machine = {machine, f"{machine}.local"}

    def knows_host(self, headers: Headers) -> bool:
        """Return whether a request names us by a name of ours or an address: other names may be a stranger's trick."""
        name = host_name(headers.get("host", ""))
        return (
            name in self.public_hosts
            or name in self._machine
            or _is_localhost(name)
            or parsed_address(name) is not None
        )

    def owner(self, scope: Scope) -> str | None:
        """Return whose this request is, or None when it shows nothing that counts.

        Raises:
            TooManyLogins: It carries a password after too many wrong ones.
        """
        headers = Headers(scope=scope)
        match self.entry:
            case EntryWay.ALONE:
                return LOCAL if self._from_here(scope, headers) else None
            case EntryWay.LOGIN:
                return self._of_cookie(headers) or self._of_password(scope, headers)
            case EntryWay.VISITORS:
                return self._of_cookie(headers)
            case EntryWay.HUGGING_FACE:
                return self._of_hugging_face(scope)
            case EntryWay.CLOSED:
                return None

    def lets_in(self, scope: Scope, owner: str) -> bool:
        """Return whether an agent of this owner may come in: its owner still may, from where this comes."""
        match self.entry:
            case EntryWay.ALONE:
                return owner == LOCAL and self._from_here(scope, Headers(scope=scope))
            case EntryWay.LOGIN:
                return any(owner == login_owner(name) for name in self.access.logins)
            case EntryWay.VISITORS:
                return is_by_cookie(owner)
            case EntryWay.HUGGING_FACE:
                return is_by_hugging_face(owner)
            case EntryWay.CLOSED:
                return False

    def log_in(self, scope: Scope, name: str, password: str) -> bool:
        """Return whether this is the right password of somebody who may log in.

        Raises:
            TooManyLogins: Too many wrong ones came from where this one does.
        """
        known = (self.identities.browser(token, name) for token in self._tokens(scope, self.identities.browser_cookie))
        who = client_address(scope, self.access.trusted_proxies), name, next(filter(None, known), None)
        wait_s = self.limits.wait_s(*who)
        if wait_s > 0:
            minutes = math.ceil(wait_s / 60)
            raise TooManyLogins(
                f"Too many wrong passwords. Try again in {minutes} min. "
                "A browser that has logged in with this name before need not wait."
            )
        if self.identities.knows(name, password):
            return True
        self.limits.failed(*who)
        return False

    def log_out(self, scope: Scope, *, everywhere: bool = False) -> bool:
        """End the login that a request shows, or all of the same person; return whether that outlives a restart."""
        now_s, kept = self.now_s(), True
        if self.entry is EntryWay.HUGGING_FACE:
            info, owner = _account(scope), self._of_hugging_face(scope)
            if info is None or owner is None:
                return True
            ends_s = int(info.get("expires_at") or now_s + _LONGEST_SESSION_S)
            return self.identities.ended.end(owner, _shown(info), ends_s, now_s)
        for token in self._tokens(scope, self.identities.cookie):
            owner = self.identities.owner(token, now_s)
            if owner is not None and everywhere and self.entry is EntryWay.LOGIN:
                kept = self.identities.end_all(owner, now_s) and kept
            elif owner is not None:
                kept = self.identities.end(token, now_s) and kept
        return kept

    def _from_here(self, scope: Scope, headers: Headers) -> bool:
        peer = parsed_address((scope.get("client") or ("", 0))[0])
        name = host_name(headers.get("host", ""))
        named = parsed_address(name)
        ours = parsed_address((scope.get("server") or ("", 0))[0])
        # Both ends have one address: whoever asks is at this machine, where Easel listens at another than loopback.
        here = peer is not None and (peer.is_loopback or peer == ours)
        loopback_name = named.is_loopback if named else _is_localhost(name)
        called_right = loopback_name or name == self.listens_at or (named is not None and named == ours)
        return here and called_right and not any(header in headers for header in TUNNELLED)

    def _of_cookie(self, headers: Headers) -> str | None:
        now_s = self.now_s()
        for token in cookies(headers, self.identities.cookie):
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

    def _of_hugging_face(self, scope: Scope) -> str | None:
        info = _account(scope)
        if info is None or (info.get("expires_at") or math.inf) < self.now_s():
            return None
        owner = _owner_of_account(info)
        ends_s = int(info.get("expires_at") or 0)
        return None if owner is None or self.identities.ended.has(owner, _shown(info), ends_s) else owner

    def _tokens(self, scope: Scope, cookie: str) -> list[str]:
        return cookies(Headers(scope=scope), cookie)


def _account(scope: Scope) -> dict[str, Any] | None:
    """Return the session that Gradio's OAuth routes write, signed by Starlette with the Space's secret."""
    info = (scope.get("session") or {}).get("oauth_info")
    return info if isinstance(info, dict) else None


def _owner_of_account(info: dict[str, Any]) -> str | None:
    username = (info.get("userinfo") or {}).get("preferred_username")
    return hugging_face_owner(username) if isinstance(username, str) and username else None


def _shown(info: dict[str, Any]) -> str:
    """Return what tells this sign-in from every other, whatever else the session came to hold."""
    return json.dumps([info.get("access_token"), info.get("expires_at")])


def host_name(host: str) -> str:
    """Return the name or address in a Host header or an origin, without port and brackets; "" when it is none."""
    try:
        return (urlsplit(host if "//" in host else f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def bearer_token(headers: Headers) -> str | None:
    """Return the token of an agent that a request shows, or None when it shows none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _is_localhost(name: str) -> bool:
    return name == "localhost" or name.endswith(".localhost")


def cookies(headers: Headers, name: str) -> list[str]:
    """Return every value of a cookie. A sister site can set one of the same name, which must not hide ours."""
    pairs = (pair.strip().partition("=") for line in headers.getlist("cookie") for pair in line.split(";"))
    return [value for key, _, value in pairs if key == name]
