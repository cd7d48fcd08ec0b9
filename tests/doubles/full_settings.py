"""Settings of every model of the catalogue, with every kind of value each field can have."""

from typing import Any

KEPT = f"easel:{'a' * 64}"
LINK = "https://example.com/sample.png"

FULL: dict[str, list[dict[str, Any]]] = {
    "foxapi_wan_2_7_image": [
        {"model": "wan-2.7-image", "prompt": "A cinematic portrait", "num_outputs": 1, "image_size": "portrait_4_3"},
        {
            "model": "wan-2.7-image-pro",
            "prompt": "two lines\n${price} {{x}} <b>雨</b>",
            "num_outputs": 5,
            "image_size": {"width": 1280, "height": 720},
            "negative_prompt": "blurry",
            "seed": 0,
            "enable_safety_checker": False,
        },
        {"model": "wan-2.7-image", "prompt": "only what is needed"},
    ],
    "anyfast_wan2_7_image": [
        {
            "model": "wan2.7-image-pro",
            "prompt": "一间有着精致窗户的花店",
            "n": 12,
            "size": "1536x640",
            "enable_sequential": True,
            "thinking_mode": False,
            "watermark": True,
            "seed": 2147483647,
            "response_format": "b64_json",
        },
        {"model": "wan2.7-image", "prompt": "only what is needed", "n": 1},
    ],
    "foxapi_wan_2_7_image_edit": [
        {
            "model": "wan-2.7-image-pro",
            "prompt": "swap image 1 and image 2",
            "image_urls": [LINK, KEPT],
            "enable_prompt_expansion": True,
        }
    ],
    "foxapi_phota_image_edit": [
        {
            "model": "phota-image-edit",
            "prompt": "a beach",
            "image_urls": [KEPT],
            "num_outputs": 7,
            "resolution": "4K",
            "profile_ids": ["profile_abc123", "profile_b"],
        }
    ],
    "foxapi_phota_image": [
        {
            "model": "phota-image",
            "prompt": "[[profile_abc123]] at a cafe",
            "aspect_ratio": "2:3",
            "num_outputs": 3,
            "resolution": "4K",
        }
    ],
    "foxapi_phota_image_enhance": [
        {
            "model": "phota-image-enhance",
            "image_url": KEPT,
            "resolution": "1K",
            "creativity": 0.25,
            "resemblance": 1.0,
            "profile_ids": ["profile_abc123"],
        }
    ],
    "anyfast_wan2_7_image_edit": [
        {"model": "wan2.7-image", "prompt": "night", "image": [LINK], "n": 4, "size": "1K", "seed": 5}
    ],
    "foxapi_patina_material": [
        {
            "model": "patina-material",
            "prompt": "brick",
            "maps": ["height", "basecolor"],
            "image_url": KEPT,
            "mask_url": LINK,
            "image_size": 768,
            "tiling_mode": "xy",
            "upscale_factor": 2,
        },
        {"model": "patina-material", "prompt": "brick", "maps": ["metalness"]},
    ],
    "foxapi_patina_material_extract": [
        {
            "model": "patina-material-extract",
            "image_url": KEPT,
            "maps": ["height", "basecolor"],
            "mask_url": LINK,
            "image_size": 768,
            "upscale_factor": 4,
        }
    ],
    "foxapi_patina_pbr_maps": [{"model": "patina-pbr-maps", "image_url": LINK, "maps": ["normal"], "image_size": 512}],
    "foxapi_wan_2_7_reference_to_video": [
        {
            "model": "wan-2.7-reference-to-video",
            "prompt": "a dance",
            "reference_image_urls": [LINK, KEPT],
            "reference_video_urls": [KEPT],
            "duration": 2,
            "resolution": "720p",
            "aspect_ratio": "3:4",
            "negative_prompt": "jitter",
            "seed": 123,
            "multi_shots": False,
            "enable_safety_checker": True,
        }
    ],
}
