"""Every model Easel offers: the request classes in panel order."""

from collections.abc import Mapping

from providers.anyfast.wan27 import Wan27ImageEdit, Wan27TextToImage
from providers.foxapi.patina import PatinaMaterial
from providers.foxapi.phota import PhotaImageEdit
from providers.foxapi.wan_image import WanImageEdit, WanTextToImage
from providers.foxapi.wan_video import WanReferenceToVideo
from providers.spec import Capability, GenerationRequest

REQUESTS: Mapping[str, type[GenerationRequest]] = {
    request.endpoint: request
    for request in (
        WanTextToImage,
        Wan27TextToImage,
        WanImageEdit,
        PhotaImageEdit,
        Wan27ImageEdit,
        PatinaMaterial,
        WanReferenceToVideo,
    )
}
"""Endpoint name -> request class, in the order panels and lists show them."""


def request_class(endpoint: str) -> type[GenerationRequest]:
    """Return the request class of an endpoint. Raises KeyError when there is none."""
    return REQUESTS[endpoint]


def by_capability(capability: Capability) -> list[type[GenerationRequest]]:
    """Return the request classes that do this, in panel order."""
    return [request for request in REQUESTS.values() if request.capability is capability]
