"""What one prompt is fanned out into: templates, lists, seeds, sizes, models."""

from typing import Any

import pytest

from providers.anyfast.wan27 import Wan27TextToImage
from providers.by_role import refuses
from providers.foxapi.wan_image import WanTextToImage
from providers.foxapi.wan_video import WanReferenceToVideo
from providers.sizes import SizeUnknown, carried_size, size_on, sized
from providers.spec import Role
from studio.batches.fan_out import FannedModel, FanOutWish, fan_out, read_lists, read_seeds, read_sizes
from studio.batches.prompt_wildcards import read_template
from studio.errors import FieldErrors
from studio.sentences.sentences import sentence_of

FOX = FannedModel(WanTextToImage, "wan-2.7-image", "Wan 2.7, FoxAPI")
ANY = FannedModel(Wan27TextToImage, "wan2.7-image", "Wan 2.7, AnyFast")
SHAPES = ("square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9")


def prompts(text: str, **lists: list[str]) -> list[str]:
    found = fan_out(wish(text, lists=lists))
    return [each.settings["prompt"] for each in found.combinations]


def wish(prompt: str, **given: Any) -> FanOutWish:
    usual: dict[str, Any] = {"models": [FOX], "lists": {}, "seeds": "", "sizes": "", "values": {}}
    return FanOutWish(prompt, **(usual | given))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a wall", ["a wall"]),
        ("a {red|green} wall", ["a red wall", "a green wall"]),
        ("{a|b}{c|d}", ["ac", "ad", "bc", "bd"]),
        ("{a {big|small} cat|dog}", ["a big cat", "a small cat", "dog"]),
        ("{red|red|green}", ["red", "green"]),
        ("a {|very }red wall", ["a red wall", "a very red wall"]),
        (r"\{red\|green\} {a\|b|c\}}", ["{red|green} a|b", "{red|green} c}"]),
        (r"C:\new {a|b}", [r"C:\new a", r"C:\new b"]),
        ('{"style": "flat"}', ['{"style": "flat"}']),
        ("a | b", ["a | b"]),
        ("{红|绿}墙", ["红墙", "绿墙"]),
        ("{one}", ["{one}"]),
    ],
)
def test_a_template_stands_for_its_prompts_in_order(text: str, expected: list[str]) -> None:
    assert prompts(text) == expected


def test_a_list_varies_together_wherever_it_is_named() -> None:
    assert prompts("a {colour} cup on a {colour} cloth, {near|far}", colour=["red", "blue"]) == [
        "a red cup on a red cloth, near",
        "a red cup on a red cloth, far",
        "a blue cup on a blue cloth, near",
        "a blue cup on a blue cloth, far",
    ]
    axes = fan_out(wish("{x|y} {colour}", lists={"colour": ["red", "blue"]})).axes
    assert [axis.name for axis in axes] == ["Choice 1", "colour", "Model"]


@pytest.mark.parametrize(
    ("text", "lists", "field"),
    [
        ("a {red|green wall", {}, "prompt"),
        ("a red} wall", {}, "prompt"),
        ("{" * 30 + "}" * 30, {}, "prompt"),
        ("{" + "{a|b}" * 12 + "|c}", {}, "prompt"),
        ("a wall", {"colour": ["red"]}, "lists"),
    ],
)
def test_a_template_that_cannot_be_read_says_where(text: str, lists: dict[str, list[str]], field: str) -> None:
    with pytest.raises(FieldErrors) as refused:
        read_template(text, lists)
    assert refused.value.fields.keys() == {field}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", []), ("1-8", [*range(1, 9)]), ("1, 5,9", [1, 5, 9]), ("3-4，4; 2", [3, 4, 2]), (" 7 ", [7]), ("0", [0])],
)
def test_seeds(text: str, expected: list[int]) -> None:
    assert read_seeds(text) == expected


@pytest.mark.parametrize("text", ["8-1", "a", "1-", "-3", "1.5", "1-999", "1--3"])
def test_seeds_that_cannot_be_read(text: str) -> None:
    with pytest.raises(FieldErrors) as refused:
        read_seeds(text)
    assert refused.value.fields.keys() == {"seeds"}


def test_lists_and_sizes_are_read_as_people_write_them() -> None:
    assert read_lists("colour: red, green\n\n 材质：木，石 ") == {"colour": ["red", "green"], "材质": ["木", "石"]}
    assert read_sizes("1024 × 768, 3:4, 2K, 2K") == ["1024x768", "3:4", "2K"]
    for text in ("red, green", "colour:", ": red"):
        with pytest.raises(FieldErrors):
            read_lists(text)


def test_each_model_writes_a_size_its_own_way() -> None:
    assert sized(WanTextToImage, "3:4") == {Role.SIZE: "portrait_4_3"}
    assert sized(WanTextToImage, "Square_HD") == {Role.SIZE: "square_hd"}
    assert sized(WanTextToImage, "1024x768") == {Role.SIZE: {"width": 1024, "height": 768}}
    assert sized(Wan27TextToImage, "1024x768") == {Role.SIZE: "1024x768"}
    assert sized(Wan27TextToImage, "2k") == {Role.SIZE: "2K"}
    assert sized(WanReferenceToVideo, "9:16") == {Role.ASPECT_RATIO: "9:16"}
    assert sized(WanReferenceToVideo, "720p") == {Role.RESOLUTION: "720p"}
    for cls, word in ((WanTextToImage, "2K"), (WanTextToImage, "5:4"), (WanReferenceToVideo, "1024x768")):
        with pytest.raises(SizeUnknown):
            sized(cls, word)


def test_the_size_of_one_model_is_carried_to_another() -> None:
    assert carried_size("portrait_4_3", WanTextToImage, WanTextToImage) == "portrait_4_3"
    carried = carried_size("landscape_16_9", WanTextToImage, Wan27TextToImage)
    width, height = map(int, carried.split("x"))
    assert width / height == pytest.approx(16 / 9, rel=0.02)
    assert carried_size("2K", Wan27TextToImage, WanTextToImage) in ("square_hd", "square")
    assert carried_size("640x480", Wan27TextToImage, WanTextToImage) == {"width": 640, "height": 480}
    assert carried_size({"width": 640, "height": 480}, WanTextToImage, Wan27TextToImage) == "640x480"


@pytest.mark.parametrize("value", [*SHAPES, {"width": 1280, "height": 720}, {"width": 640, "height": 480}])
def test_forms_and_batches_write_a_size_alike_unless_the_model_refuses_it(value: Any) -> None:
    carried = carried_size(value, WanTextToImage, Wan27TextToImage)
    fits = not refuses(Wan27TextToImage, "wan2.7-image", "size", carried)
    filled = size_on(value, WanTextToImage, Wan27TextToImage, "wan2.7-image")
    assert fits == (value != {"width": 640, "height": 480})
    assert filled == (carried if fits else "1K"), "a form takes what comes nearest; a cell of a batch says why not"


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("landscape_16_9", "1024x576"), ("portrait_4_3", "768x1024"), ("square_hd", "1024x1024"),
        ({"width": 640, "height": 480}, "640x480"),
    ],
)  # fmt: skip
def test_a_shape_becomes_about_a_thousand_pixels(value: Any, size: str) -> None:
    assert carried_size(value, WanTextToImage, Wan27TextToImage) == size


@pytest.mark.parametrize("value", ["2K", "0x5", "", None, 7, [], {}, {"width": "1", "height": 2}, {"width": -1}])
def test_what_is_no_size_of_the_first_model_is_unknown(value: Any) -> None:
    with pytest.raises(SizeUnknown):
        carried_size(value, WanTextToImage, Wan27TextToImage)
    assert size_on(value, WanTextToImage, Wan27TextToImage, "wan2.7-image") is None


def test_cells_come_in_a_fixed_order_with_the_settings_of_their_models() -> None:
    found = fan_out(
        wish(
            "a {red|blue} wall",
            models=[FOX, ANY],
            seeds="1-2",
            sizes="1:1",
            values={Role.COUNT: 2, Role.NEGATIVE_PROMPT: "blur"},
        )
    )
    assert [axis.name for axis in found.axes] == ["Choice 1", "Size", "Seed", "Model"]
    assert [each.at for each in found.combinations][:5] == [
        (0, 0, 0, 0), (0, 0, 0, 1), (0, 0, 1, 0), (0, 0, 1, 1), (1, 0, 0, 0),
    ]  # fmt: skip
    first, second = found.combinations[:2]
    assert first.settings == {
        "model": "wan-2.7-image", "prompt": "a red wall", "num_outputs": 2, "image_size": "square_hd",
        "negative_prompt": "blur", "seed": 1,
    }  # fmt: skip
    assert second.settings.keys() == {"model", "prompt", "n", "size", "seed"}
    assert all(each.model.cls.model_validate(each.settings) for each in found.combinations)


def test_a_model_without_a_size_says_so_in_its_cells_only() -> None:
    found = fan_out(wish("a wall", models=[FOX, ANY], sizes="2K"))
    assert [sentence_of(each.problem) for each in found.combinations] == ["Wan 2.7, FoxAPI has no size 2K.", ""]


def test_too_many_and_too_few_are_refused() -> None:
    with pytest.raises(FieldErrors, match="200 combinations \\(2 × 100\\)"):
        fan_out(wish("{a|b}", seeds="1-100"))
    with pytest.raises(FieldErrors, match="at least one model"):
        fan_out(wish("a wall", models=[]))
