"""Identities as signed tokens: in a cookie of the browser, so that they outlive a restart of the server."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from studio.access import Access
from studio.owners import login_owner, visitor_owner

LOGIN_S = 30 * 86_400
"""How long a login lasts."""

VISIT_S = 400 * 86_400
"""How long a visitor's browser stays the same person: the longest that browsers keep a cookie."""


@dataclass(frozen=True)
class Identities:
    """Makes and reads tokens.

    A token names the owner and the end of its validity. A login's token is signed together with the password, so it
    ends when the password changes or the name is taken out of EASEL_AUTH.
    """

    secret: bytes
    access: Access

    def __repr__(self) -> str:
        return "Identities()"

    @property
    def cookie(self) -> str:
        """Name of the cookie: of this installation, because browsers share cookies between the ports of a host."""
        return f"easel-{hashlib.sha256(b'cookie' + self.secret).hexdigest()[:8]}"

    def visitor(self, now_s: float) -> tuple[str, str]:
        """Return (owner, token) of somebody new."""
        owner = visitor_owner(secrets.token_hex(16))
        return owner, self._token(owner, int(now_s) + VISIT_S)

    def login(self, name: str, now_s: float) -> str:
        """Return the token of somebody who has just given the right password."""
        return self._token(login_owner(name), int(now_s) + LOGIN_S)

    def owner(self, token: str, now_s: float) -> str | None:
        """Return whose token this is, or None when it is forged, over, or of a login that is no longer valid."""
        encoded, _, rest = token.partition(".")
        until_s, _, _ = rest.partition(".")
        try:
            owner = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
            ends_s = int(until_s)
            expected = self._token(owner, ends_s)
        except (ValueError, KeyError):
            return None
        if not hmac.compare_digest(expected.encode(), token.encode("utf-8", "replace")) or now_s >= ends_s:
            return None
        return owner

    def knows(self, name: str, password: str) -> bool:
        """Return whether somebody may log in, in the same time whatever is wrong."""
        known = self.access.logins.get(name)
        expected = known.get_secret_value() if known else secrets.token_hex(16)
        same = hmac.compare_digest(_digest(expected), _digest(password))
        return same and known is not None

    def _token(self, owner: str, ends_s: int) -> str:
        kind, _, name = owner.partition(":")
        if kind == "user":  # KeyError: this name may no longer log in
            proof = _digest(self.access.logins[name].get_secret_value())
        elif kind == "visitor" and self.access.open:
            proof = b""
        else:
            raise KeyError(owner)
        message = b"\0".join((b"identity", owner.encode(), str(ends_s).encode(), proof))
        signature = hmac.new(self.secret, message, hashlib.sha256).hexdigest()
        return f"{base64.urlsafe_b64encode(owner.encode()).decode().rstrip('=')}.{ends_s}.{signature}"


def _digest(password: str) -> bytes:
    return hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest()
