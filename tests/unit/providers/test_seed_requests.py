"""The vendor documents' own example bodies pass every request class unchanged."""

import json

import pytest
from document_bodies import SEEDS

from providers.catalogue import REQUESTS

FRESH_FORMS = {
    "foxapi_wan_2_7_image": {"model": "wan-2.7-image", "num_outputs": 1, "image_size": "square_hd"},
    "foxapi_wan_2_7_image_edit": {"model": "wan-2.7-image", "num_outputs": 1, "image_size": "square_hd"},
    "foxapi_phota_image": {"model": "phota-image", "aspect_ratio": "1:1", "num_outputs": 1, "resolution": "1K"},
    "foxapi_phota_image_edit": {"model": "phota-image-edit", "num_outputs": 1, "resolution": "1K"},
    "foxapi_phota_image_enhance": {"model": "phota-image-enhance", "resolution": "4K"},
    "foxapi_patina_material": {
        "model": "patina-material",
        "maps": ["basecolor", "normal", "roughness", "height"],
        "image_size": 1024,
    },
    "foxapi_patina_material_extract": {
        "model": "patina-material-extract",
        "maps": ["basecolor", "normal", "roughness", "height"],
        "image_size": 1024,
    },
    "foxapi_patina_pbr_maps": {
        "model": "patina-pbr-maps",
        "maps": ["basecolor", "normal", "roughness", "height"],
    },
    "foxapi_wan_2_7_reference_to_video": {
        "model": "wan-2.7-reference-to-video",
        "duration": 5,
        "resolution": "1080p",
        "aspect_ratio": "16:9",
    },
}
FRESH_FORMS["anyfast_wan2_7_image"] = FRESH_FORMS["anyfast_wan2_7_image_edit"] = {
    "model": "wan2.7-image-pro",
    "n": 1,
    "size": "2K",
    "enable_sequential": False,
    "thinking_mode": True,
    "watermark": False,
    "response_format": "url",
}

MEDIA = {
    "foxapi_wan_2_7_image_edit": {"image_urls": ["https://example.com/a.png"]},
    "foxapi_phota_image_edit": {"image_urls": ["https://example.com/a.png"]},
    "foxapi_phota_image_enhance": {"image_url": "https://example.com/a.png"},
    "foxapi_patina_material_extract": {"image_url": "https://example.com/a.png"},
    "foxapi_patina_pbr_maps": {"image_url": "https://example.com/a.png"},
    "anyfast_wan2_7_image_edit": {"image": "https://example.com/a.png"},
}


def needed_of(endpoint: str) -> dict[str, object]:
    """Return what nobody but people can say: a prompt, a picture."""
    prompt: dict[str, object] = {"prompt": "Oak"} if "prompt" in REQUESTS[endpoint].model_fields else {}
    return prompt | MEDIA.get(endpoint, {})


@pytest.mark.parametrize("endpoint", SEEDS)
def test_document_body_comes_out_unchanged(endpoint: str) -> None:
    body = json.loads(SEEDS[endpoint])
    request = REQUESTS[endpoint].model_validate(body)
    assert request.payload() == body
    assert REQUESTS[endpoint].model_validate(request.settings()).payload() == body


@pytest.mark.parametrize("endpoint", REQUESTS)
def test_fresh_form_sends_the_documented_defaults(endpoint: str) -> None:
    request = REQUESTS[endpoint]
    starts = {name: request.shown(name).start for name in request.model_fields}
    starts = {name: list(start) if isinstance(start, tuple) else start for name, start in starts.items()}
    body = request.model_validate(starts | needed_of(endpoint)).payload()
    assert body == needed_of(endpoint) | FRESH_FORMS[endpoint]


@pytest.mark.parametrize("endpoint", REQUESTS)
def test_unset_is_absent(endpoint: str) -> None:
    request = REQUESTS[endpoint]
    needed: dict[str, object] = {"model": next(iter(request.model_labels))} | needed_of(endpoint)
    if "maps" in request.model_fields:
        needed["maps"] = ["normal"]
    always = {"n": 1} if "n" in request.model_fields else {}
    assert request.model_validate(needed).payload() == needed | always
    nothing = {name: None for name in request.model_fields if name not in needed}
    assert request.model_validate(needed | nothing).payload() == needed | always
