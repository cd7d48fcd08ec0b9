"""Easel's request classes and the sandbox, written apart from the same documents, take and refuse the same requests.

The grids stay within what the sandbox draws where a document states no limit: sides of 64 to 2048 px, ten pictures.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from providers.catalogue import REQUESTS
from sandbox.documents.documents import BODIES

LINK = "https://example.com/a.png"
ABSENT = object()

WAN = {
    "model": ("wan-2.7-image", "wan-2.7-image-pro", "wan-9"),
    "prompt": ("x", "x" * 2000, "x" * 2001, " "),
    "image_size": (ABSENT, "square", "huge", {"width": 64, "height": 2048}, {"width": 0, "height": 64}),
    "negative_prompt": (ABSENT, "x" * 500, "x" * 501),
}
SEEDS = (ABSENT, 0, 2147483647, 2147483648, -1)
PIXELS = ("512x512", "767x768", "768x768", "2048x2048", "2049x2048", "4096x4096", "4097x4096")
LONG = ("240x1920", "1000x8000", "1000x8001")
PICTURE = {"image_url": (LINK,), "maps": (["height", "normal"], ["ao"])}
ENLARGED = {"image_size": (ABSENT, 1024, 0), "upscale_factor": (ABSENT, 0, 1, 2, 3, 4, -1)}
PHOTA = {"num_outputs": (ABSENT, 0, 1, 10), "resolution": (ABSENT, "1K", "2K", "4K")}
ANYFAST = {
    "model": ("wan2.7-image-pro", "wan2.7-image"),
    "n": (1, 4, 5, 12, 13, 0),
    "enable_sequential": (ABSENT, False, True),
    "size": (ABSENT, "1K", "2K", "3K", "4K", *PIXELS, *LONG),
}
GRIDS: dict[str, list[dict[str, tuple[Any, ...]]]] = {
    "foxapi_wan_2_7_image": [WAN | {"num_outputs": (ABSENT, 0, 1, 5, 6)}, {**WAN, "prompt": ("x",), "seed": SEEDS}],
    "foxapi_wan_2_7_image_edit": [
        WAN
        | {
            "prompt": ("x",),
            "num_outputs": (ABSENT, 1, 4, 5),
            "image_urls": ([], [LINK], [LINK] * 4, [LINK] * 5),
            "enable_prompt_expansion": (ABSENT, True, False),
        }
    ],
    "foxapi_phota_image": [PHOTA | {"prompt": ("x", ""), "aspect_ratio": (ABSENT, "1:1", "2:3", "16:9", "21:9")}],
    "foxapi_phota_image_edit": [
        PHOTA | {"prompt": ("x", ""), "image_urls": ([], [LINK] * 9), "profile_ids": (ABSENT, ["profile_abc123"])}
    ],
    "foxapi_phota_image_enhance": [
        {
            "image_url": (LINK, ABSENT),
            "resolution": (ABSENT, "1K", "2K", "4K"),
            "creativity": (ABSENT, 0.0, 1.0, 1.1),
            "resemblance": (ABSENT, -0.1, 0.5),
        }
    ],
    "foxapi_patina_material": [
        ENLARGED
        | {
            "prompt": ("x", ""),
            "maps": (["height", "normal"], ["ao"]),
            "image_url": (ABSENT, LINK),
            "mask_url": (ABSENT, LINK),
            "tiling_mode": (ABSENT, "none", "x", "y", "xy", "both"),
        }
    ],
    "foxapi_patina_material_extract": [ENLARGED | PICTURE | {"mask_url": (ABSENT, LINK), "prompt": (ABSENT, "x")}],
    "foxapi_patina_pbr_maps": [PICTURE | {"image_size": (ABSENT, 64, 2048, 0), "mask_url": (ABSENT, LINK)}],
    "foxapi_wan_2_7_reference_to_video": [
        {
            "prompt": ("x", "x" * 5000, "x" * 5001, ""),
            "reference_image_urls": (ABSENT, [LINK]),
            "reference_video_urls": (ABSENT, [LINK] * 6),
            "duration": (ABSENT, 1, 2, 10, 11),
            "resolution": (ABSENT, "720p", "4K"),
            "aspect_ratio": (ABSENT, "3:4", "21:9"),
        },
        {"prompt": ("x",), "negative_prompt": (ABSENT, "x" * 500, "x" * 501), "seed": SEEDS},
    ],
    "anyfast_wan2_7_image": [
        ANYFAST | {"prompt": ("x",)},
        {"model": ("wan2.7-image",), "prompt": ("x" * 5000, "x" * 5001, ""), "seed": SEEDS, "thinking_mode": (True,)},
    ],
    "anyfast_wan2_7_image_edit": [
        ANYFAST | {"prompt": ("x",), "image": ([LINK],)},
        {"model": ("wan2.7-image",), "prompt": ("x", ""), "image": ([], LINK, [LINK] * 9, [LINK] * 10)},
    ],
}


def requests(endpoint: str) -> Iterator[dict[str, Any]]:
    only_model, *others = REQUESTS[endpoint].model_labels
    for grid in GRIDS[endpoint]:
        for values in product(*grid.values()):
            chosen = {} if others else {"model": only_model}
            yield chosen | {name: value for name, value in zip(grid, values, strict=True) if value is not ABSENT}


def payload(endpoint: str, settings: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return REQUESTS[endpoint].model_validate(settings).payload()
    except ValidationError:
        return None


def sandbox_takes(body: dict[str, Any]) -> bool:
    try:
        BODIES[body["model"]].model_validate(body)
    except (KeyError, ValidationError):
        return False
    return True


@pytest.mark.parametrize("endpoint", REQUESTS)
def test_what_a_form_takes_the_sandbox_takes_and_what_it_refuses_both_refuse(endpoint: str) -> None:
    verdicts: Counter[bool] = Counter()
    for settings in requests(endpoint):
        sent = payload(endpoint, settings)
        taken = sandbox_takes(settings if sent is None else sent)
        assert taken == (sent is not None), f"{'the sandbox' if taken else 'only Easel'} takes {settings}"
        verdicts[taken] += 1
    assert min(verdicts[True], verdicts[False]) >= 3
