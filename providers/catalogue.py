"""Every vendor and every model Easel offers."""

from dataclasses import dataclass
from typing import Protocol

import httpx

from providers.anyfast.images import BASE_URL as ANYFAST_URL
from providers.anyfast.images import AnyFast
from providers.anyfast.wan27 import Wan27ImageEdit, Wan27TextToImage
from providers.foxapi.patina import PatinaExtract, PatinaMaterial, PatinaPbrMaps
from providers.foxapi.phota import PhotaCreateProfile, PhotaImage, PhotaImageEdit, PhotaImageEnhance
from providers.foxapi.tasks import BASE_URL as FOXAPI_URL
from providers.foxapi.tasks import FoxApi
from providers.foxapi.wan_image import WanImageEdit, WanTextToImage
from providers.foxapi.wan_video import WanReferenceToVideo
from providers.provider import Provider
from providers.spec import Capability, GenerationRequest, Requests


class Build(Protocol):
    """Makes a vendor's provider."""

    def __call__(self, base_url: str, transport: httpx.AsyncBaseTransport | None = None) -> Provider:
        """Return a provider that calls `base_url` (with or without `/v1`), over `transport` instead of the network."""
        ...


@dataclass(frozen=True)
class Vendor:
    """One vendor that Easel can be given a key for.

    Attributes:
        name: "foxapi": prefix of its settings (FOXAPI_API_KEY) and endpoints.
        title: "FoxAPI": for people.
        default_base_url: Its documented address.
        build: Makes its provider.
        submit_gap_s: Least seconds between two submits. No vendor documents a rate; a public client of FoxAPI found
            that submits in parallel need spacing.
    """

    name: str
    title: str
    default_base_url: str
    build: Build
    submit_gap_s: float = 0.0


def _foxapi(base_url: str, transport: httpx.AsyncBaseTransport | None = None) -> Provider:
    return FoxApi(base_url, transport=transport)


def _anyfast(base_url: str, transport: httpx.AsyncBaseTransport | None = None) -> Provider:
    return AnyFast(base_url, transport=transport)


VENDORS: tuple[Vendor, ...] = (
    Vendor(FoxApi.name, FoxApi.title, FOXAPI_URL, _foxapi, submit_gap_s=0.6),
    Vendor(AnyFast.name, AnyFast.title, ANYFAST_URL, _anyfast),
)

REQUESTS: Requests = {
    request.endpoint: request
    for request in (
        WanTextToImage,
        Wan27TextToImage,
        PhotaImage,
        WanImageEdit,
        PhotaImageEdit,
        PhotaImageEnhance,
        Wan27ImageEdit,
        PatinaMaterial,
        PatinaExtract,
        PatinaPbrMaps,
        WanReferenceToVideo,
    )
}
"""Endpoint name -> request class, in the order panels and lists show them."""

PROFILE_REQUEST: type[GenerationRequest] = PhotaCreateProfile
"""Makes a profile of a person; it stands in no panel's picker, for what it makes is no picture."""

MAPS_REQUEST: type[GenerationRequest] = PatinaPbrMaps
"""Works out single maps of the picture of a surface: what a material lacks, or has and nobody trusts."""


def by_capability(requests: Requests, capability: Capability) -> list[type[GenerationRequest]]:
    """Return those of the request classes that do this, in panel order."""
    return [request for request in requests.values() if request.capability is capability]
