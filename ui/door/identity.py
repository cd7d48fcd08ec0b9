"""Identities as signed tokens: in a cookie of the browser, so that they outlive a restart of the server."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from studio.access.access import Access
from studio.access.owners import is_login, login_owner, visitor_owner
from ui.door.ended_sessions import EndedSessions

LOGIN_S = 30 * 86_400
"""How long a login lasts."""

VISIT_S = 400 * 86_400
"""How long a visitor's browser stays the same person: the longest that browsers keep a cookie."""


@dataclass(frozen=True)
class Identities:
    """Makes and reads tokens.

    A token names the owner and the end of its validity. A login's token is signed together with the password, so it
    ends when the password changes or the name is taken out of EASEL_AUTH; and it is one of its own, so that logging
    out can end it.
    """

    secret: bytes
    access: Access
    ended: EndedSessions = field(default_factory=EndedSessions)

    def __repr__(self) -> str:
        return "Identities()"

    @property
    def cookie(self) -> str:
        """Name of the cookie: of this installation, because browsers share cookies between the ports of a host."""
        return f"easel-{hashlib.sha256(b'cookie' + self.secret).hexdigest()[:8]}"

    @property
    def browser_cookie(self) -> str:
        """Name of the cookie by which a browser that has logged in is known again, also after logging out."""
        return f"{self.cookie}-known"

    def visitor(self, now_s: float) -> tuple[str, str]:
        """Return (owner, token) of somebody new."""
        owner = visitor_owner(secrets.token_hex(16))
        return owner, self._token(owner, int(now_s) + VISIT_S)

    def login(self, name: str, now_s: float) -> str:
        """Return the token of somebody who has just given the right password."""
        owner = login_owner(name)
        return self._token(owner, self.ended.next_end(owner, int(now_s) + LOGIN_S), secrets.token_hex(8))

    def owner(self, token: str, now_s: float) -> str | None:
        """Return whose token this is, or None when it is forged, over, or of a login that is no longer valid."""
        read = self._read(token, now_s)
        return read[0] if read and not self.ended.has(read[0], token, read[1]) else None

    def end(self, token: str, now_s: float) -> bool:
        """End the login of this token, all copies of it; return whether that outlives a restart.

        A visitor's identity does not end: it is no login, and strangers can make any number of them.
        """
        read = self._read(token, now_s)
        return read is None or not is_login(read[0]) or self.ended.end(read[0], token, read[1], now_s)

    def end_all(self, owner: str, now_s: float) -> bool:
        """End all logins of an owner; return whether that outlives a restart."""
        return self.ended.end_all(owner, int(now_s) + LOGIN_S, now_s)

    def known_browser(self, name: str) -> str:
        """Return the token of a browser in which somebody has just given the right password of this name."""
        id_ = secrets.token_hex(16)
        return f"{id_}.{self._browser_signature(name, id_)}"

    def browser(self, token: str, name: str) -> str | None:
        """Return the id of a browser that has logged in with this name and its present password, else None."""
        id_, _, signature = token.partition(".")
        try:
            expected = self._browser_signature(name, id_)
        except (KeyError, UnicodeEncodeError):
            return None
        return id_ if hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")) else None

    def knows(self, name: str, password: str) -> bool:
        """Return whether somebody may log in, in the same time whatever is wrong."""
        known = self.access.logins.get(name)
        expected = known.get_secret_value() if known else secrets.token_hex(16)
        same = hmac.compare_digest(_digest(expected), _digest(password))
        return same and known is not None

    def _read(self, token: str, now_s: float) -> tuple[str, int] | None:
        """Return (owner, end in seconds since 1970) of a token that we made and whose time is not over."""
        encoded, *rest = token.split(".")
        try:
            owner = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
            ends_s = int(rest[0])
            # A visitor's has no third part: those made before there was one stay the same person.
            expected = self._token(owner, ends_s, rest[1] if is_login(owner) else "")
        except (ValueError, KeyError, IndexError):
            return None
        same = hmac.compare_digest(expected.encode(), token.encode("utf-8", "replace"))
        return (owner, ends_s) if same and now_s < ends_s else None

    def _token(self, owner: str, ends_s: int, unique: str = "") -> str:
        kind, _, name = owner.partition(":")
        if is_login(owner):  # KeyError: this name may no longer log in
            proof = _digest(self.access.logins[name].get_secret_value())
        elif kind == "visitor" and self.access.open:
            proof = b""
        else:
            raise KeyError(owner)
        parts = [b"identity", owner.encode(), str(ends_s).encode(), proof]
        message = b"\0".join([*parts, unique.encode()] if unique else parts)
        signature = hmac.new(self.secret, message, hashlib.sha256).hexdigest()
        encoded = base64.urlsafe_b64encode(owner.encode()).decode().rstrip("=")
        return ".".join(filter(None, (encoded, str(ends_s), unique, signature)))

    def _browser_signature(self, name: str, id_: str) -> str:
        proof = _digest(self.access.logins[name].get_secret_value())
        message = b"\0".join((b"browser", name.encode(), id_.encode(), proof))
        return hmac.new(self.secret, message, hashlib.sha256).hexdigest()


def _digest(password: str) -> bytes:
    return hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest()
