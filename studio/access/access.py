"""Who may come in, and whether the server's keys pay for them: read once from the environment."""

import ipaddress
from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, SecretStr

from providers.happened import happened
from studio.errors import SettingsError

SHORTEST_PASSWORD = 8

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
"""Addresses that belong together; a single one, too."""

_SPACES_OWN = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "::1", "fc00::/7")
"""Where the proxies of Hugging Face stand, as seen from a Space, which nobody else reaches."""


class Space(BaseModel):
    """The Hugging Face Space that Easel runs in.

    Attributes:
        author: Whose Space it is; may use the server's keys.
        hosts: Its names in addresses; a custom domain makes them two.
        oauth: True when the Space offers "Sign in with Hugging Face".
    """

    model_config = ConfigDict(frozen=True)

    author: str = ""
    hosts: tuple[str, ...] = ()
    oauth: bool = False


class Access(BaseModel):
    """Who may come in. Printing it never shows a password.

    Attributes:
        logins: Name -> password of the people who may log in.
        open: Anybody may come in, each browser as a person of its own.
        share: Make a public link through Gradio's tunnel.
        share_keys: The server's keys serve visitors, too.
        hosts: Further names under which Easel is reached.
        trusted_proxies: Whose X-Forwarded-For is believed.
        space: None outside of Hugging Face Spaces.
    """

    model_config = ConfigDict(frozen=True)

    logins: Mapping[str, SecretStr] = {}
    open: bool = False
    share: bool = False
    share_keys: bool = False
    hosts: tuple[str, ...] = ()
    trusted_proxies: tuple[Network, ...] = ()
    space: Space | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read EASEL_AUTH, _OPEN, _SHARE, _SHARE_KEYS, _HOSTS, _TRUSTED_PROXIES, and what Hugging Face sets in a Space.

        Raises:
            SettingsError: A value cannot be used, or two contradict each other.
        """
        logins, is_open = _logins(_value(env, "EASEL_AUTH")), switch(env, "EASEL_OPEN")
        if logins and is_open:
            raise SettingsError(happened("setting_auth_and_open"))
        space = _space(env)
        proxies = _names(_value(env, "EASEL_TRUSTED_PROXIES")) or (_SPACES_OWN if space else ())
        return cls(
            logins=logins,
            open=is_open,
            share=switch(env, "EASEL_SHARE"),
            share_keys=switch(env, "EASEL_SHARE_KEYS"),
            hosts=_names(_value(env, "EASEL_HOSTS")),
            trusted_proxies=tuple(map(_network, proxies)),
            space=space,
        )


def _value(env: Mapping[str, str], name: str) -> str:
    return env.get(name, "").strip()


def switch(env: Mapping[str, str], name: str) -> bool:
    """Return whether a setting is on. Raises SettingsError for what is neither on nor off."""
    text = _value(env, name).lower()
    if text not in ("", "0", "1", "true", "false", "yes", "no", "on", "off"):
        raise SettingsError(happened("setting_not_switch", name=name))
    return text in ("1", "true", "yes", "on")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise SettingsError(happened("setting_not_proxies")) from None


def _logins(text: str) -> dict[str, SecretStr]:
    """Read "name:password,name2:password2". A password may hold ":" but no ","; blanks around entries do not count."""
    logins: dict[str, SecretStr] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, colon, password = entry.partition(":")
        if not colon or not name.strip() or name.strip() in logins:
            raise SettingsError(happened("setting_not_logins"))
        if len(password) < SHORTEST_PASSWORD:
            raise SettingsError(happened("setting_short_password", login=name.strip(), fewest=SHORTEST_PASSWORD))
        logins[name.strip()] = SecretStr(password)
    return logins


def _space(env: Mapping[str, str]) -> Space | None:
    if not _value(env, "SPACE_ID"):
        return None
    oauth = ("OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET", "OAUTH_SCOPES", "OPENID_PROVIDER_URL")
    return Space(
        author=_value(env, "SPACE_AUTHOR_NAME"),
        hosts=_names(_value(env, "SPACE_HOST")),
        oauth=all(_value(env, name) for name in oauth),
    )
