"""Who may come in, and whether the server's keys pay for them: read once from the environment."""

from collections.abc import Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, SecretStr

from studio.errors import SettingsError

SHORTEST_PASSWORD = 8


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
        space: None outside of Hugging Face Spaces.
    """

    model_config = ConfigDict(frozen=True)

    logins: Mapping[str, SecretStr] = {}
    open: bool = False
    share: bool = False
    share_keys: bool = False
    hosts: tuple[str, ...] = ()
    space: Space | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read EASEL_AUTH, _OPEN, _SHARE, _SHARE_KEYS and _HOSTS, and what Hugging Face sets in a Space.

        Raises:
            SettingsError: A value cannot be used, or two contradict each other.
        """
        logins, is_open = _logins(_value(env, "EASEL_AUTH")), _switch(env, "EASEL_OPEN")
        if logins and is_open:
            raise SettingsError("EASEL_AUTH asks everybody for a login and EASEL_OPEN nobody. Set only one of them.")
        return cls(
            logins=logins,
            open=is_open,
            share=_switch(env, "EASEL_SHARE"),
            share_keys=_switch(env, "EASEL_SHARE_KEYS"),
            hosts=_names(_value(env, "EASEL_HOSTS")),
            space=_space(env),
        )


def _value(env: Mapping[str, str], name: str) -> str:
    return env.get(name, "").strip()


def _switch(env: Mapping[str, str], name: str) -> bool:
    text = _value(env, name).lower()
    if text not in ("", "0", "1", "true", "false", "yes", "no", "on", "off"):
        raise SettingsError(f"{name} must be 1 or 0.")
    return text in ("1", "true", "yes", "on")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().lower() for name in text.split(",") if name.strip())


def _logins(text: str) -> dict[str, SecretStr]:
    """Read "name:password,name2:password2". A password may hold ":" but no ","; blanks around entries do not count."""
    logins: dict[str, SecretStr] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, colon, password = entry.partition(":")
        if not colon or not name.strip() or name.strip() in logins:
            raise SettingsError("EASEL_AUTH must be name:password, or name:password,name2:password2, each name once.")
        if len(password) < SHORTEST_PASSWORD:
            raise SettingsError(f"The password of {name.strip()} in EASEL_AUTH needs {SHORTEST_PASSWORD} characters.")
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
