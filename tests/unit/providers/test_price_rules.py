"""What a request costs: each rule against its documented figures, and price lists of any shape."""

from typing import Any

import pytest

from providers.catalogue import REQUESTS
from providers.errors import Malformed
from providers.http.new_api import read_balance, read_prices
from providers.price import Balance, Billed, ListPrice, estimate, usd, usd_range

PHOTO = "https://example.org/photo.jpg"
CLIP = "https://example.org/clip.mp4"
EDIT = {"model": "wan-2.7-image", "image_urls": [PHOTO], "num_outputs": 2}
MAPS = ["basecolor", "normal", "roughness", "metalness", "height"]


def billed(endpoint: str, input_video_s: float = 0, **settings: Any) -> Billed:
    return REQUESTS[endpoint].model_validate({"prompt": "x", **settings}).billed(input_video_s)


@pytest.mark.parametrize(
    ("settings", "factor", "units"),
    [
        ({}, 1, "1 picture"),
        ({"num_outputs": 3}, 3, "3 pictures"),
        ({"resolution": "1K", "num_outputs": 2}, 2, "2 pictures"),
        ({"resolution": "4K"}, 2, "1 picture in 4K, double price"),
        ({"resolution": "4K", "num_outputs": 3}, 6, "3 pictures in 4K, double price"),
    ],
)
def test_phota_bills_each_picture_and_double_for_4k(settings: dict[str, Any], factor: float, units: str) -> None:
    assert billed("foxapi_phota_image_edit", image_urls=[PHOTO], **settings) == Billed(factor, factor, units)
    assert billed("foxapi_phota_image", **settings) == Billed(factor, factor, units)


@pytest.mark.parametrize(("settings", "most", "units"), [({"resolution": "1K"}, 1, ""), ({}, 2, " in 4K")])
def test_what_an_enhanced_picture_costs_in_4k_is_not_certain(settings: dict[str, Any], most: int, units: str) -> None:
    wanted = REQUESTS["foxapi_phota_image_enhance"].model_validate({"image_url": PHOTO, **settings})
    assert wanted.billed(0) == Billed(1, most, f"1 picture{units}")


@pytest.mark.parametrize(
    ("endpoint", "settings", "most", "units"),
    [
        ("foxapi_wan_2_7_image", {"model": "wan-2.7-image"}, 1, "1 picture"),
        ("foxapi_wan_2_7_image", {"model": "wan-2.7-image", "num_outputs": 5}, 5, "5 pictures"),
        ("foxapi_wan_2_7_image_edit", EDIT, 2, "2 pictures"),
        ("anyfast_wan2_7_image", {"model": "wan2.7-image", "n": 4}, 4, "4 pictures"),
        ("anyfast_wan2_7_image", {"model": "wan2.7-image", "enable_sequential": True, "n": 12}, 12, "12 pictures"),
    ],
)  # fmt: skip
def test_wan_may_bill_the_call_or_each_picture(
    endpoint: str, settings: dict[str, Any], most: float, units: str
) -> None:
    assert billed(endpoint, **settings) == Billed(1, most, units)


@pytest.mark.parametrize(
    ("settings", "maker_usd"),
    [
        ({"maps": ["normal"], "image_size": 1024}, 0.01 + 1.048576 * 0.03),
        ({"maps": MAPS}, 0.01 + 1.048576 * 0.07),  # the maker's own example: five maps of 1024 px cost about $0.08
        ({"maps": MAPS, "upscale_factor": 2}, 0.01 + 1.048576 * (0.07 + 5 * 0.004)),
        ({"maps": MAPS, "upscale_factor": 4}, 0.01 + 1.048576 * (0.07 + 5 * 0.016)),
        ({"maps": ["normal", "height"], "image_size": 2048}, 0.01 + 4.194304 * 0.04),
    ],
)
def test_patina_grows_with_maps_size_and_enlarging(settings: dict[str, Any], maker_usd: float) -> None:
    found = billed("foxapi_patina_material", **settings)
    assert found.least == 1
    assert found.most == pytest.approx(maker_usd / (0.01 + 1.048576 * 0.03))


@pytest.mark.parametrize(
    ("endpoint", "settings", "most", "units"),
    [
        (
            "foxapi_patina_material_extract",
            {"maps": MAPS},
            (0.10 + 1.048576 * 0.07) / (0.10 + 1.048576 * 0.03),
            "5 maps of 1024 px",
        ),
        (
            "foxapi_patina_pbr_maps",
            {"maps": MAPS, "image_size": 1024},  # the maker's own example: $0.06
            (0.01 + 1.048576 * 0.05) / (0.01 + 1.048576 * 0.01),
            "5 maps of 1024 px",
        ),
        (
            "foxapi_patina_pbr_maps",
            {"maps": ["normal"]},
            (0.01 + 4.194304 * 0.01) / (0.01 + 1.048576 * 0.01),
            "1 map as large as the picture",
        ),
    ],
)
def test_patina_of_a_picture_grows_like_its_makers_price(
    endpoint: str, settings: dict[str, Any], most: float, units: str
) -> None:
    found = REQUESTS[endpoint].model_validate({"image_url": PHOTO} | settings).billed(0)
    assert (found.least, found.units) == (1, units)
    assert found.most == pytest.approx(most)


def test_a_small_texture_counts_no_less_than_one_call() -> None:
    assert billed("foxapi_patina_material", maps=["normal"], image_size=64) == Billed(1, 1, "1 map of 64 px")


def test_a_video_may_bill_each_second_made_and_each_second_shown() -> None:
    assert billed("foxapi_wan_2_7_reference_to_video") == Billed(1, 5, "5 s of video")
    assert billed("foxapi_wan_2_7_reference_to_video", duration=10) == Billed(1, 10, "10 s of video")
    # The maker's example: 8 s in and 3 s out at $0.10 cost $1.10.
    found = billed("foxapi_wan_2_7_reference_to_video", 8, duration=3, reference_video_urls=[CLIP])
    assert found == Billed(1, 11, "3 s of video and 8 s of reference video")
    cost = estimate(ListPrice(0.1, 0.1), found)
    assert cost is not None
    assert cost.most_usd == pytest.approx(1.10)


def test_an_estimate_says_what_it_knows_and_how() -> None:
    certain = estimate(ListPrice(0.09, 0.09), Billed(6, 6, "3 pictures in 4K, double price"))
    assert certain is not None
    assert certain.certain
    assert certain.most_usd == pytest.approx(0.54)
    assert certain.how == "$0.09 by the vendor's price list; 3 pictures in 4K, double price"
    open_ = estimate(ListPrice(0.03, 0.06), Billed(1, 4, "4 pictures"))
    assert open_ is not None
    assert (open_.least_usd, open_.most_usd) == (0.03, 0.24)
    assert "no document says" in open_.how
    own = estimate(ListPrice(0.03, 0.03, own=True), Billed(1, 4, "4 pictures"))
    assert own is not None
    assert (own.certain, own.most_usd) == (True, 0.12)


def test_an_unknown_price_is_unknown_and_never_zero() -> None:
    assert estimate(None, Billed(1, 1, "1 picture")) is None
    reply = {"data": [{"model_name": "a", "quota_type": 1, "model_price": 0}], "group_ratio": {"default": 1}}
    assert read_prices(reply) == {}


def test_every_request_class_can_be_billed_from_its_fresh_form() -> None:
    for cls in REQUESTS.values():
        start: dict[str, Any] = {name: cls.shown(name).start for name in cls.model_fields}
        filled = cls.model_construct(None, **start)
        assert filled.billed(0).most >= filled.billed(0).least >= 1


def entry(name: object = "phota-image-edit", **facts: Any) -> dict[str, Any]:
    return {"model_name": name, "quota_type": 1, "model_price": 0.09, "enable_groups": ["default"]} | facts


@pytest.mark.parametrize(
    ("entries", "ratios", "prices"),
    [
        ([entry()], {"default": 1}, {"phota-image-edit": ListPrice(0.09, 0.09)}),
        ([entry()], {"default": 0.5, "vip": 0.1}, {"phota-image-edit": ListPrice(0.045, 0.045)}),
        ([entry(enable_groups=["a", "b"])], {"a": 1, "b": 2, "c": 9}, {"phota-image-edit": ListPrice(0.09, 0.18)}),
        ([entry(enable_groups=None)], {}, {"phota-image-edit": ListPrice(0.09, 0.09)}),
        ([entry(enable_groups=["gone"])], {"default": 1}, {"phota-image-edit": ListPrice(0.09, 0.09)}),
        ([entry(quota_type=0)], {"default": 1}, {}),  # by tokens
        ([entry(model_price="0.09")], {"default": 1}, {}),
        ([entry(model_price=-1)], {"default": 1}, {}),
        ([entry(model_price=float("nan"))], {"default": 1}, {}),
        ([entry(model_price=True)], {"default": 1}, {}),
        ([entry(name=7), None, "x", [], {}], {"default": 1}, {}),
        ([entry()], {"default": -3}, {"phota-image-edit": ListPrice(0.09, 0.09)}),
    ],
)  # fmt: skip
def test_price_lists_of_any_shape(entries: Any, ratios: Any, prices: Any) -> None:
    assert read_prices({"data": entries, "group_ratio": ratios}) == prices


@pytest.mark.parametrize("reply", [None, [], "x", {}, {"data": None}, {"data": {"a": 1}}, {"data": [1]}, {"error": 1}])
def test_what_is_no_price_list_knows_no_price(reply: Any) -> None:
    assert read_prices(reply) == {}


def test_half_a_million_units_are_a_dollar() -> None:
    reply = {"data": {"total_available": 2_450_000, "total_used": 50_000, "unlimited_quota": False}}
    assert read_balance(reply) == Balance(4.9, 0.1)
    assert read_balance({"data": {"total_available": 0}}) == Balance(0.0)


def test_a_key_without_a_limit_has_no_figure() -> None:
    reply = {"data": {"total_available": -3, "total_used": 500_000, "unlimited_quota": True}}
    assert read_balance(reply) == Balance(None, 1.0)


@pytest.mark.parametrize("reply", [None, [], {}, {"data": {}}, {"data": {"total_available": "1"}}, {"success": False}])
def test_no_figure_is_no_balance(reply: Any) -> None:
    with pytest.raises(Malformed):
        read_balance(reply)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "$0.00"), (0.09, "$0.09"), (0.5, "$0.50"), (12.5, "$12.50"), (0.0045, "$0.0045"), (0.075, "$0.075"),
        (0.00001, "under $0.0001"), (-0.5, "−$0.50"),
    ],
)  # fmt: skip
def test_amounts_are_written_as_people_do(amount: float, text: str) -> None:
    assert usd(amount) == text


def test_a_range_is_one_amount_when_both_are_written_alike() -> None:
    assert usd_range(0.03, 0.09) == "$0.03–0.09"
    assert usd_range(0.5, 0.5001) == "$0.50"
