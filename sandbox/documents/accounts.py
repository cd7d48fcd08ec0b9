"""Prices and balances of the sandbox: made up, but in the documented shape, so that sums can be tried out."""

import hashlib

from sandbox.documents.anyfast_documents import AnyFastImage
from sandbox.documents.foxapi_documents import (
    Patina,
    PatinaExtractBody,
    PatinaMaterialBody,
    PhotaEdit,
    PhotaImageBody,
    WanImage,
    WanVideo,
)
from sandbox.documents.request_body import Body

QUOTA_PER_USD = 500_000
GRANTED_UNITS = 1000 * QUOTA_PER_USD
"""What every key begins with."""

_PRICES_USD = {
    "wan-2.7-image": 0.03,
    "wan-2.7-image-pro": 0.075,
    "wan2.7-image": 0.03,
    "wan2.7-image-pro": 0.075,
    "phota-image": 0.09,
    "phota-image-edit": 0.09,
    "phota-image-enhance": 0.09,
    "phota-create-profile": 2.9,
    "patina-material": 0.04,
    "patina-pbr-maps": 0.02,
    "patina-material-extract": 0.13,
    "wan-2.7-reference-to-video": 0.1,
}
"""Per picture, second or smallest material: what other sellers of the same models ask."""


def price_usd(model: str) -> float:
    """Return the price the list states for a model."""
    return _PRICES_USD[model]


def cost_usd(body: Body, model: str) -> float:
    """Return what a create takes from the balance."""
    match body:
        case PhotaEdit() | PhotaImageBody():
            times = body.num_outputs * (2 if body.resolution == "4K" else 1)
        case WanImage():
            times = body.num_outputs
        case AnyFastImage():
            times = body.count
        case PatinaMaterialBody() | PatinaExtractBody():
            megapixels = body.image_size**2 / 1024**2
            times = max(1.0, 0.25 + megapixels * (0.5 + 0.25 * len(body.maps)))
        case Patina():
            times = max(1.0, 0.5 + 0.5 * len(body.maps))
        case WanVideo():
            times = body.duration
        case _:
            times = 1
    return _PRICES_USD[model] * times


def credits_reserved(body: Body, model: str) -> float:
    """Return the credits a task reserves. No document tells what one is worth; here it is a cent."""
    return round(100 * cost_usd(body, model), 2)


class Accounts:
    """What each key has used since this gateway started, in quota units."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def charge(self, key: str, usd: float) -> None:
        """Take an amount from a key's balance."""
        self._used[_name(key)] = self.used_units(key) + round(usd * QUOTA_PER_USD)

    def used_units(self, key: str) -> int:
        """Return what a key has used."""
        return self._used.get(_name(key), 0)


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
