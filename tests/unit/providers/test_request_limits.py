"""Every documented limit of every request class, at its edge and one beyond; errors name the field."""

from typing import Any

import pytest
from pydantic import ValidationError

from providers.catalogue import REQUESTS, by_capability
from providers.spec import RULE, Capability, GenerationRequest, Media, Role, Shown

PICTURE = "https://example.com/a.png"
LOCAL = "easel:" + "ab" * 32
BASE: dict[str, dict[str, Any]] = {
    "foxapi_wan_2_7_image": {"model": "wan-2.7-image", "prompt": "x"},
    "foxapi_wan_2_7_image_edit": {"model": "wan-2.7-image-pro", "prompt": "x", "image_urls": [PICTURE]},
    "foxapi_phota_image_edit": {"prompt": "x", "image_urls": [PICTURE]},
    "foxapi_patina_material": {"prompt": "x", "maps": ["height"]},
    "foxapi_patina_material_extract": {"image_url": PICTURE, "maps": ["height"]},
    "foxapi_patina_pbr_maps": {"image_url": PICTURE, "maps": ["height"]},
    "foxapi_wan_2_7_reference_to_video": {"prompt": "x"},
    "anyfast_wan2_7_image": {"model": "wan2.7-image-pro", "prompt": "x"},
    "anyfast_wan2_7_image_edit": {"model": "wan2.7-image", "prompt": "x", "image": [PICTURE]},
    "foxapi_phota_image": {"prompt": "x"},
    "foxapi_phota_image_enhance": {"image_url": PICTURE},
}
T2I, EDIT, PHOTA, PATINA, EXTRACT, PBR_MAPS, VIDEO, ANY_T2I, ANY_EDIT, PHOTA_T2I, ENHANCE = BASE
PROMPTED = [endpoint for endpoint, body in BASE.items() if "prompt" in body]


def make(endpoint: str, **changes: Any) -> GenerationRequest:
    return REQUESTS[endpoint].model_validate(BASE[endpoint] | changes)


ACCEPTED: list[tuple[str, dict[str, Any]]] = [
    *[(e, {"prompt": "字" * 2000}) for e in (T2I, EDIT)],
    *[(e, {"prompt": "字" * 5000}) for e in (VIDEO, ANY_T2I, ANY_EDIT)],
    *[(e, {"prompt": "字" * 9000}) for e in (PHOTA, PATINA)],
    *[(e, {"negative_prompt": "x" * 500}) for e in (T2I, EDIT, VIDEO)],
    *[(e, {"seed": seed}) for e in (T2I, EDIT, VIDEO, ANY_T2I, ANY_EDIT) for seed in (0, 2147483647)],
    (T2I, {"num_outputs": 5}),
    (EDIT, {"num_outputs": 4}),
    (EDIT, {"image_urls": [PICTURE] * 4}),
    (EDIT, {"enable_prompt_expansion": False}),
    (T2I, {"image_size": {"width": 1, "height": 9999}}),
    (PHOTA, {"num_outputs": 30, "image_urls": [PICTURE] * 30, "resolution": "4K", "profile_ids": ["profile_abc123"]}),
    (PATINA, {"maps": ["metalness", "basecolor"], "image_url": LOCAL, "mask_url": PICTURE, "tiling_mode": "none"}),
    *[(PATINA, {"image_size": 8192, "upscale_factor": factor}) for factor in (0, 2, 4)],
    (EXTRACT, {"maps": ["metalness"], "image_url": LOCAL, "mask_url": PICTURE, "image_size": 1, "upscale_factor": 8}),
    (PBR_MAPS, {"maps": ["normal", "basecolor"], "image_url": LOCAL, "image_size": 512}),
    (VIDEO, {"duration": 2, "resolution": "720p", "aspect_ratio": "3:4", "reference_video_urls": [LOCAL] * 9}),
    (VIDEO, {"duration": 10, "multi_shots": True, "enable_safety_checker": False}),
    (ANY_T2I, {"n": 4}),
    (ANY_T2I, {"n": 12, "enable_sequential": True}),
    (ANY_EDIT, {"n": 12, "enable_sequential": True, "thinking_mode": True}),
    *[(ANY_T2I, {"size": size}) for size in ("1K", "2K", "4K", "768x768", "4096x4096", "300x2400", "8192x2048")],
    *[(ANY_EDIT, {"size": size}) for size in ("1K", "2K", "2048x2048", "240x240", "5792x724")],
    *[(ANY_T2I, {"size": size, "enable_sequential": True}) for size in ("2K", "2048x2048", "512x512")],
    (ANY_T2I, {"model": "wan2.7-image", "size": "4096x4096"}),
    (ANY_EDIT, {"image": [PICTURE] * 9}),
    (ANY_EDIT, {"image": ["data:image/jpg;base64,AAAA", "data:image/webp;base64,AAAA", LOCAL]}),
]

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    *[(e, {"prompt": "x" * 2001}, "prompt") for e in (T2I, EDIT)],
    *[(e, {"prompt": "x" * 5001}, "prompt") for e in (VIDEO, ANY_T2I, ANY_EDIT)],
    *[(e, {"prompt": prompt}, "prompt") for e in PROMPTED for prompt in ("", " \n\t", None)],
    *[(e, {"prompt": "x"}, "prompt") for e in (EXTRACT, PBR_MAPS)],
    *[(e, {"image_url": url}, "image_url") for e in (EXTRACT, PBR_MAPS) for url in ("", None, "ftp://example.com/a")],
    *[(e, {"maps": maps}, "maps") for e in (EXTRACT, PBR_MAPS) for maps in ([], ["ao"], ["height", "height"], None)],
    *[(EXTRACT, {name: value}, name) for name, value in (("image_size", 0), ("upscale_factor", -1))],
    *[
        (PBR_MAPS, {name: value}, name)
        for name, value in (("image_size", 0), ("mask_url", PICTURE), ("upscale_factor", 2))
    ],
    *[(EXTRACT, {"tiling_mode": "xy"}, "tiling_mode")],
    *[(e, {"unknown": 1}, "unknown") for e in BASE],
    *[(e, {"model": "other"}, "model") for e in BASE],
    *[(e, {"negative_prompt": "x" * 501}, "negative_prompt") for e in (T2I, EDIT, VIDEO)],
    *[(e, {"seed": seed}, "seed") for e in (T2I, EDIT, VIDEO, ANY_T2I, ANY_EDIT) for seed in (-1, 2147483648)],
    *[(T2I, {"num_outputs": n}, "num_outputs") for n in (0, 6, 1.5)],
    *[(EDIT, {"num_outputs": n}, "num_outputs") for n in (0, 5)],
    *[(EDIT, {"image_urls": urls}, "image_urls") for urls in ([], [PICTURE] * 5, None)],
    (T2I, {"image_urls": [PICTURE]}, "image_urls"),
    (T2I, {"enable_prompt_expansion": True}, "enable_prompt_expansion"),
    *[(T2I, {"image_size": size}, "image_size") for size in ("huge", {"width": 5}, {"width": 0, "height": 5}, 1024)],
    *[(PHOTA, {key: value}, key) for key, value in (("num_outputs", 0), ("resolution", "2K"), ("image_urls", []))],
    *[(PATINA, {"maps": maps}, "maps") for maps in ([], ["ao"], ["height", "height"], None)],
    (PATINA, {"mask_url": PICTURE}, "mask_url"),
    (PATINA, {"tiling_mode": "both"}, "tiling_mode"),
    *[(VIDEO, {"duration": seconds}, "duration") for seconds in (1, 11)],
    *[(VIDEO, {key: value}, key) for key, value in (("resolution", "4K"), ("aspect_ratio", "21:9"))],
    *[(e, {"n": n}, "n") for e in (ANY_T2I, ANY_EDIT) for n in (0, 5)],
    *[(e, {"n": 13, "enable_sequential": True}, "n") for e in (ANY_T2I, ANY_EDIT)],
    *[(ANY_T2I, {"size": size}, "size") for size in ("3K", "767x768", "4097x4096", "300x2401", "0x900", "2K x 2K")],
    *[(ANY_EDIT, {"size": size}, "size") for size in ("4K", "2049x2048", "100x801")],
    *[(ANY_T2I, {"size": size, "enable_sequential": True}, "size") for size in ("4K", "2049x2048", "1000x8000")],
    (ANY_EDIT, {"model": "wan2.7-image-pro", "size": "4K"}, "size"),
    (ANY_T2I, {"model": "wan2.7-image", "size": "4K"}, "size"),
    (ANY_T2I, {"image": PICTURE}, "image"),
    *[(ANY_EDIT, {"image": image}, "image") for image in ([], [PICTURE] * 10, "", None)],
    (ANY_EDIT, {"response_format": "png"}, "response_format"),
    (ANY_EDIT, {"image": ["data:image/gif;base64,AAAA"]}, "image"),
    (ANY_EDIT, {"image": ["data:image/png;base64,A*AA"]}, "image"),
    (ANY_EDIT, {"image": ["data:image/png;base64,"]}, "image"),
    (ANY_EDIT, {"image": ["data:image/png;base64," + "A" * (28 * 1024 * 1024)]}, "image"),
    (EDIT, {"image_urls": ["data:image/png;base64,AAAA"]}, "image_urls"),
    *[
        (EDIT, {"image_urls": [PICTURE, url]}, "image_urls")
        for url in ("ftp://example.com/a", "https://", "/etc/passwd", "easel:12", "http://a b/", "http://[")
    ],
]


def short(value: object) -> str:
    return str(value)[:60]


@pytest.mark.parametrize(("endpoint", "changes"), ACCEPTED, ids=short)
def test_within_the_documented_limits(endpoint: str, changes: dict[str, Any]) -> None:
    settings = make(endpoint, **changes).settings()
    for name, value in changes.items():
        assert settings[name] == value


@pytest.mark.parametrize(("endpoint", "changes", "field"), REFUSED, ids=short)
def test_beyond_the_documented_limits(endpoint: str, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        make(endpoint, **changes)
    errors = caught.value.errors()
    assert {error["loc"][0] for error in errors} == {field}
    for error in errors:
        if error["type"] == RULE:
            assert error["msg"].endswith("."), error["msg"]


def test_rules_between_fields_are_told_together_and_by_field() -> None:
    with pytest.raises(ValidationError) as caught:
        make(ANY_T2I, model="wan2.7-image", n=7, size="4K")
    told = {error["loc"]: (error["type"], error["msg"]) for error in caught.value.errors()}
    assert told == {
        ("n",): (RULE, "Use at most 4 pictures, or turn on Series for up to 12."),
        ("size",): (RULE, "Use 1K or 2K, or choose Wan 2.7 Pro: only it makes 4K pictures."),
    }


def test_an_item_of_a_list_is_named_by_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        make(EDIT, image_urls=[PICTURE, "nonsense"])
    assert [error["loc"] for error in caught.value.errors()] == [("image_urls", 1)]


@pytest.mark.parametrize("series", [None, False, True])
def test_anyfast_always_sends_n(series: bool | None) -> None:
    assert make(ANY_T2I, enable_sequential=series).payload()["n"] == 1
    assert make(ANY_EDIT, enable_sequential=series, n=None).payload()["n"] == 1


def test_anyfast_sends_one_picture_as_text_and_several_as_a_list() -> None:
    assert make(ANY_EDIT, image=[PICTURE]).payload()["image"] == PICTURE
    assert make(ANY_EDIT, image=PICTURE).payload()["image"] == PICTURE
    assert make(ANY_EDIT, image=[PICTURE, PICTURE]).payload()["image"] == [PICTURE, PICTURE]


@pytest.mark.parametrize("written", ["1280x720", "1280X720", "1280 × 720", " 1280*720 "])
def test_anyfast_sizes_are_sent_with_an_x(written: str) -> None:
    assert make(ANY_T2I, size=written).payload()["size"] == "1280x720"


@pytest.mark.parametrize(
    ("endpoint", "empty"),
    [
        (T2I, {"negative_prompt": "", "image_size": ""}),
        (PHOTA, {"profile_ids": []}),
        (PATINA, {"image_url": " ", "mask_url": ""}),
        (VIDEO, {"reference_image_urls": [], "reference_video_urls": [], "negative_prompt": " "}),
        (ANY_T2I, {"size": ""}),
    ],
)
def test_empty_optionals_are_absent(endpoint: str, empty: dict[str, Any]) -> None:
    assert make(endpoint, **empty).payload() == make(endpoint).payload()


def test_local_files_are_replaced_before_the_payload() -> None:
    request = make(ANY_EDIT, image=[LOCAL, PICTURE])
    assert list(request.media()) == [("image", LOCAL), ("image", PICTURE)]
    with pytest.raises(ValueError, match="image still holds a local file"):
        request.payload()
    ready = request.with_media({LOCAL: "data:image/png;base64,AAAA"})
    assert ready.payload()["image"] == ["data:image/png;base64,AAAA", PICTURE]
    masked = make(PATINA, image_url=LOCAL, mask_url=PICTURE).with_media({LOCAL: PICTURE})
    assert masked.payload()["image_url"] == PICTURE


@pytest.mark.parametrize("endpoint", REQUESTS)
def test_every_field_says_how_it_is_shown(endpoint: str) -> None:
    request = REQUESTS[endpoint]
    assert request.endpoint == endpoint
    assert request.field_of(Role.MODEL) == "model"
    assert request.field_of(Role.PROMPT) == ("prompt" if endpoint in PROMPTED else None)
    assert len(request.example_prompts) == (3 if endpoint in PROMPTED else 0)
    for prompt in request.example_prompts:
        make(endpoint, prompt=prompt)
    for model in request.model_labels:
        assert make(endpoint, model=model).payload()["model"] == model
    roles: set[Role] = set()
    for name, info in request.model_fields.items():
        assert sum(isinstance(marker, Shown) for marker in info.metadata) == 1, name
        assert request.shown(name).label
        assert info.description is not None, name
        assert info.description.endswith("."), name
        assert info.description.count(". ") == 0, f"{name}: one sentence"
        roles.add(request.shown(name).role)
        if not info.is_required() and name not in ("model", "n"):
            assert info.default is None, name
    assert len(roles) == len(request.model_fields)


def test_media_limits_are_those_of_the_documents() -> None:
    mb = 1024 * 1024
    assert REQUESTS[ANY_EDIT].media_fields() == {
        "image": Media("image", ("jpeg", "png", "bmp", "webp"), 20 * mb, 240, 8000, 8, png_alpha=False)
    }
    assert REQUESTS[VIDEO].media_fields() == {
        "reference_image_urls": Media("image", max_bytes=20 * mb),
        "reference_video_urls": Media("video", max_bytes=100 * mb),
    }
    assert REQUESTS[EDIT].media_fields() == {"image_urls": Media("image")}


def test_every_capability_has_models() -> None:
    assert {request for capability in Capability for request in by_capability(REQUESTS, capability)} == set(
        REQUESTS.values()
    )
    assert [request.endpoint for request in by_capability(REQUESTS, Capability.IMAGE_EDIT)] == [
        EDIT,
        PHOTA,
        ENHANCE,
        ANY_EDIT,
    ]
