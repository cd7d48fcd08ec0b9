"""@name in a prompt: its files join the request, and the mention becomes the number the model knows them by."""

from typing import Any

import pytest
from known_names import CUP, HAT, WALK, Names

from providers.catalogue import REQUESTS
from studio.errors import FieldErrors
from studio.references.mentions import with_names

LINK = "https://example.com/sample.png"


@pytest.mark.parametrize(
    ("endpoint", "settings", "expected"),
    [
        (
            "foxapi_wan_2_7_image_edit",
            {"prompt": "the @cup on image 1", "image_urls": [LINK]},
            {"prompt": "the image 2 on image 1", "image_urls": [LINK, CUP]},
        ),
        ("foxapi_wan_2_7_image_edit", {"prompt": "@cup"}, {"prompt": "image 1", "image_urls": [CUP]}),
        (
            "foxapi_wan_2_7_image_edit",
            {"prompt": "@cup and @anna", "image_urls": [LINK, HAT]},
            {"prompt": "image 3 and image 2, image 3", "image_urls": [LINK, HAT, CUP]},
        ),
        (
            "foxapi_wan_2_7_reference_to_video",
            {"prompt": "让@anna像@walk一样走"},
            {
                "prompt": "让图1和图2像视频1一样走",
                "reference_image_urls": [HAT, CUP],
                "reference_video_urls": [WALK],
            },
        ),
        (
            "foxapi_patina_material",
            {"prompt": "as @cup", "maps": ["normal"]},
            {"prompt": "as image 1", "image_url": CUP},
        ),
        ("foxapi_patina_pbr_maps", {"image_url": LINK}, {"image_url": LINK}),
        ("foxapi_wan_2_7_image", {"prompt": "an e-mail to me@home"}, {"prompt": "an e-mail to me@home"}),
    ],
)
async def test_files_join_and_mentions_become_numbers(
    endpoint: str, settings: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert await with_names(Names(), "ann", REQUESTS[endpoint], settings) == settings | expected


async def test_a_model_without_such_files_says_so() -> None:
    with pytest.raises(FieldErrors) as refused:
        await with_names(Names(), "ann", REQUESTS["foxapi_wan_2_7_image"], {"prompt": "@cup"})
    assert refused.value.fields == {"prompt": "@cup stands for a picture, which this model does not take. Use words."}
    with pytest.raises(FieldErrors, match="a video"):
        await with_names(Names(), "ann", REQUESTS["foxapi_wan_2_7_image_edit"], {"prompt": "@walk"})


async def test_names_of_somebody_else_are_text() -> None:
    settings = {"prompt": "@cup", "image_urls": [LINK]}
    assert await with_names(Names(), "bob", REQUESTS["foxapi_wan_2_7_image_edit"], settings) == settings
