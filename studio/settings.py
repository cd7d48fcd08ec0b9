"""Where Easel keeps its things, where it listens and which vendors it may pay: read once from the environment."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol, Self

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, SecretStr

from studio.errors import SettingsError

_UNITS = {"MB": 10**6, "GB": 10**9, "TB": 10**12}


class VendorFacts(Protocol):
    """What a setting needs to know of a vendor."""

    @property
    def name(self) -> str: ...
    @property
    def default_base_url(self) -> str: ...


class VendorSettings(BaseModel):
    """How one vendor is reached.

    Attributes:
        base_url: Without a trailing slash or "/v1".
        api_key: None: the vendor is driven through the sandbox.
    """

    model_config = ConfigDict(frozen=True)

    base_url: str
    api_key: SecretStr | None = None


class Settings(BaseModel):
    """Everything Easel is told from outside. Printing it never shows a key.

    Attributes:
        data_dir: Everything Easel stores.
        max_disk_bytes: Most that Easel may store before it starts no new jobs; None: as much as there is.
        server_name: Address to listen on.
        server_port: None: the first free port.
        vendors: Vendor name -> how it is reached.
    """

    model_config = ConfigDict(frozen=True)

    data_dir: Path
    max_disk_bytes: int | None = None
    server_name: str = "127.0.0.1"
    server_port: int | None = None
    vendors: Mapping[str, VendorSettings] = {}

    @classmethod
    def from_env(cls, env: Mapping[str, str], vendors: Iterable[VendorFacts]) -> Self:
        """Read the settings; an empty string counts as unset.

        Args:
            env: The environment: EASEL_DATA_DIR, EASEL_MAX_DISK, GRADIO_SERVER_NAME, GRADIO_SERVER_PORT, and for
                each vendor <NAME>_BASE_URL (with or without "/v1") and <NAME>_API_KEY.
            vendors: The vendors of the catalogue.

        Raises:
            SettingsError: A value cannot be used.
        """
        data_dir = _value(env, "EASEL_DATA_DIR")
        return cls(
            data_dir=Path(data_dir).expanduser().absolute() if data_dir else user_data_path("easel", appauthor=False),
            max_disk_bytes=_size(_value(env, "EASEL_MAX_DISK")),
            server_name=_value(env, "GRADIO_SERVER_NAME") or "127.0.0.1",
            server_port=_port(_value(env, "GRADIO_SERVER_PORT")),
            vendors={vendor.name: _vendor(env, vendor) for vendor in vendors},
        )


def _value(env: Mapping[str, str], name: str) -> str:
    return env.get(name, "").strip()


def _size(text: str) -> int | None:
    if not text:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(MB|GB|TB)", text, re.IGNORECASE)
    if match is None or float(match[1]) == 0:
        raise SettingsError("EASEL_MAX_DISK must be a size such as 500MB or 20GB.")
    return int(float(match[1]) * _UNITS[match[2].upper()])


def _port(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise SettingsError("GRADIO_SERVER_PORT must be a number from 0 to 65535.")
    return int(text)


def _vendor(env: Mapping[str, str], vendor: VendorFacts) -> VendorSettings:
    name = f"{vendor.name.upper()}_BASE_URL"
    base_url = (_value(env, name) or vendor.default_base_url).rstrip("/").removesuffix("/v1").rstrip("/")
    if not base_url.startswith(("http://", "https://")):
        raise SettingsError(f"{name} must start with https:// or http://.")
    key = _value(env, f"{vendor.name.upper()}_API_KEY")
    return VendorSettings(base_url=base_url, api_key=SecretStr(key) if key else None)
