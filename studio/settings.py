"""Where Easel keeps its things, where it listens and which vendors it may pay: read once from the environment."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol, Self

import httpx
from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, SecretStr

from providers.happened import happened
from studio.access.access import Access, switch
from studio.access.owners import is_visitor
from studio.errors import SettingsError
from studio.fetching.proxies import Proxies
from studio.log_lines import LogFormat

_PATH = r"(/[A-Za-z0-9._~-]*)*"
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
    """Everything Easel is told from outside. Printing it never shows a key or a password.

    Attributes:
        data_dir: Everything Easel stores.
        max_disk_bytes: Most that Easel may store before it starts no new jobs; None: as much as there is.
        server_name: Address to listen on.
        server_port: None: the first free port.
        vendors: Vendor name -> how it is reached.
        prices: Model id -> US dollars for one picture, one second of video, or one material; goes before any list.
        budget_daily_usd, budget_total_usd: What each person may spend in a day (UTC) and in all; None: no limit.
        budget_visitors_daily_usd, budget_visitors_total_usd: What all visitors together may spend on the server's keys.
        access: Who may come in.
        log_format: How log lines look; None: text at a terminal, else JSON.
        root_path: Where a proxy in front shows the page: "/easel", a whole address, or "" for the root of its host.
        proxies: What leads to the vendors.
        proxy_downloads: Results come through these proxies too, which resolve the names in their links.
    """

    model_config = ConfigDict(frozen=True)

    data_dir: Path
    max_disk_bytes: int | None = None
    server_name: str = "127.0.0.1"
    server_port: int | None = None
    vendors: Mapping[str, VendorSettings] = {}
    prices: Mapping[str, float] = {}
    budget_daily_usd: float | None = None
    budget_total_usd: float | None = None
    budget_visitors_daily_usd: float | None = None
    budget_visitors_total_usd: float | None = None
    access: Access = Access()
    log_format: LogFormat | None = None
    root_path: str = ""
    proxies: Proxies = Proxies({})
    proxy_downloads: bool = False

    @classmethod
    def from_env(
        cls, env: Mapping[str, str], vendors: Iterable[VendorFacts], proxies: Mapping[str, str] | None = None
    ) -> Self:
        """Read the settings; an empty string counts as unset.

        Args:
            env: The environment: EASEL_DATA_DIR, EASEL_MAX_DISK, EASEL_PRICES ("model=0.03, other=0.1"),
                EASEL_BUDGET_DAILY, EASEL_BUDGET_TOTAL, EASEL_BUDGET_VISITORS_DAILY, EASEL_BUDGET_VISITORS_TOTAL,
                EASEL_LOG, EASEL_PROXY_DOWNLOADS, GRADIO_SERVER_NAME, GRADIO_SERVER_PORT, GRADIO_ROOT_PATH, what
                `Access` reads, and for each vendor <NAME>_BASE_URL (with or without "/v1") and <NAME>_API_KEY.
            vendors: The vendors of the catalogue.
            proxies: What `urllib.request.getproxies` returns; the system may say more than the environment.

        Raises:
            SettingsError: A value cannot be used.
        """
        data_dir = _value(env, "EASEL_DATA_DIR")
        access = Access.from_env(env)
        daily_usd, total_usd = _budget(env, "EASEL_BUDGET_DAILY"), _budget(env, "EASEL_BUDGET_TOTAL")
        of_visitors = _budget(env, "EASEL_BUDGET_VISITORS_DAILY"), _budget(env, "EASEL_BUDGET_VISITORS_TOTAL")
        if access.share_keys and not any(limit is not None for limit in (daily_usd, total_usd, *of_visitors)):
            raise SettingsError(happened("setting_share_without_budget"))
        return cls(
            data_dir=_folder(data_dir) if data_dir else user_data_path("easel", appauthor=False),
            max_disk_bytes=_size(_value(env, "EASEL_MAX_DISK")),
            server_name=_value(env, "GRADIO_SERVER_NAME") or "127.0.0.1",
            server_port=_port(_value(env, "GRADIO_SERVER_PORT")),
            prices=_prices(_value(env, "EASEL_PRICES")),
            budget_daily_usd=daily_usd,
            budget_total_usd=total_usd,
            budget_visitors_daily_usd=of_visitors[0],
            budget_visitors_total_usd=of_visitors[1],
            vendors={vendor.name: _vendor(env, vendor) for vendor in vendors},
            access=access,
            log_format=_log_format(_value(env, "EASEL_LOG")),
            root_path=_root_path(_value(env, "GRADIO_ROOT_PATH")),
            proxies=Proxies.read(proxies or {}),
            proxy_downloads=switch(env, "EASEL_PROXY_DOWNLOADS"),
        )

    def keys_serve(self, owner: str) -> bool:
        """Return whether the server's own keys pay for this owner.

        Visitors are as many people as they like to be, so keys are shared with them only under a limit for all of them.
        """
        return not is_visitor(self.access, owner) or (self.access.share_keys and self._visitors_limited)

    @property
    def caution(self) -> str:
        """What the owner of the server should know at the start, as a sentence, else empty."""
        visited = self.access.open or (self.access.space is not None and not self.access.logins)
        if not visited or not self.access.share_keys or self._visitors_limited:
            return ""
        return (
            "Your keys do not pay for visitors, in spite of EASEL_SHARE_KEYS: nothing limits what all of them spend "
            "together. Set EASEL_BUDGET_VISITORS_DAILY or EASEL_BUDGET_VISITORS_TOTAL, in US dollars, and start again."
        )

    @property
    def _visitors_limited(self) -> bool:
        return self.budget_visitors_daily_usd is not None or self.budget_visitors_total_usd is not None


def _value(env: Mapping[str, str], name: str) -> str:
    return env.get(name, "").strip()


def _folder(text: str) -> Path:
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        raise SettingsError(happened("setting_no_home")) from None


def _root_path(text: str) -> str:
    if text.startswith(("http://", "https://")):
        host, _, path = text.partition("://")[2].partition("/")
        usable = bool(re.fullmatch(r"[^\s?#@/]+", host)) and re.fullmatch(_PATH, f"/{path}")
        whole = text.rstrip("/")
    else:
        whole = f"/{text.strip('/')}" if text.strip("/") else ""
        usable = re.fullmatch(_PATH, whole)
    if not usable:
        raise SettingsError(happened("setting_not_root_path"))
    return whole


def _size(text: str) -> int | None:
    if not text:
        return None
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(MB|GB|TB)", text, re.IGNORECASE)
    if match is None or float(match[1]) == 0:
        raise SettingsError(happened("setting_not_size"))
    return int(float(match[1]) * _UNITS[match[2].upper()])


def _log_format(text: str) -> LogFormat | None:
    match text:
        case "" | "text" | "json":
            return text or None
        case _:
            raise SettingsError(happened("setting_not_log"))


def _port(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise SettingsError(happened("setting_not_port"))
    return int(text)


def _prices(text: str) -> dict[str, float]:
    prices: dict[str, float] = {}
    for item in filter(None, map(str.strip, text.split(","))):
        model, _, amount = item.partition("=")
        price = _usd(amount)
        if not model.strip() or not price:
            raise SettingsError(happened("setting_not_prices"))
        prices[model.strip()] = price
    return prices


def _budget(env: Mapping[str, str], name: str) -> float | None:
    text = _value(env, name)
    amount = _usd(text)
    if text and amount is None:
        raise SettingsError(happened("setting_not_amount", name=name))
    return amount


def _usd(text: str) -> float | None:
    """Return an amount of 0 or more, or None when the text is none."""
    try:
        amount = float(text)
    except ValueError:
        return None
    return amount if 0 <= amount < 1e9 else None


def _vendor(env: Mapping[str, str], vendor: VendorFacts) -> VendorSettings:
    name = f"{vendor.name.upper()}_BASE_URL"
    base_url = (_value(env, name) or vendor.default_base_url).rstrip("/").removesuffix("/v1").rstrip("/")
    if not base_url.startswith(("http://", "https://")):
        raise SettingsError(happened("setting_not_https", name=name))
    try:
        whole = bool(httpx.URL(base_url).host)
    except httpx.InvalidURL:
        whole = False
    if not whole:
        raise SettingsError(happened("setting_not_address", name=name, example=vendor.default_base_url))
    key = _value(env, f"{vendor.name.upper()}_API_KEY")
    return VendorSettings(base_url=base_url, api_key=SecretStr(key) if key else None)
