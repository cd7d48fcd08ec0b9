"""AnyFast, wan2.7-image and wan2.7-image-pro: pictures from text, series of pictures, and edits of up to nine.

Every limit is from the vendor's page "wan2.7-image". `n` is always sent: left out in series mode the vendor makes,
and charges, 12 pictures.

Sizes change with the mode. The page gives "文生图" (text to image) 768x768 to 4096x4096 pixels, and 4K with Pro; it
gives "其他模式" (other modes) at most 2048x2048, and no minimum. A series is a mode in its words, too ("组图模式"), and
the model's maker says that 4K is for text to image but not for image sets: so a series is one of the other modes.
"""

import math
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from providers.fields import MAX_SEED, MB, NotBlank, UnsetWhenEmpty, media_or_data_uri
from providers.spec import Capability, GenerationRequest, Media, Role, Shown, Sizes, broken
from words.language import t

PRO = "wan2.7-image-pro"
MODEL_LABELS = {PRO: "Wan 2.7 Pro", "wan2.7-image": "Wan 2.7"}

_FORMATS = ("jpeg", "png", "bmp", "webp")
_MAX_IMAGE_BYTES = 20 * MB
_MAX_ASPECT = 8
_MAX_ALONE = 4
_MAX_SERIES = 12
_SIZE_LABELS = {"1K": "1K, 1024 × 1024", "2K": "2K, 2048 × 2048", "4K": "4K, 4096 × 4096"}
_CUSTOM_SIZE = re.compile(r"\s*([1-9]\d{0,5})\s*[xX×*]\s*([1-9]\d{0,5})\s*")


def _width_height(size: str) -> tuple[int, int] | None:
    match = _CUSTOM_SIZE.fullmatch(size)
    return (int(match[1]), int(match[2])) if match else None


def _written_plainly(size: str) -> str:
    if size.strip().upper() in _SIZE_LABELS:
        return size.strip().upper()
    custom = _width_height(size)
    if custom is None:
        raise broken(t("Use 1K, 2K or 4K, or a width and height such as 1280x720."))
    width, height = custom
    if max(custom) > _MAX_ASPECT * min(custom):
        raise broken(t("Use a shape between 1:8 and 8:1; {width}x{height} is longer.", width=width, height=height))
    return f"{width}x{height}"


def _one_when_unset(n: Any) -> Any:
    return 1 if n is None else n


def _as_list(image: Any) -> Any:
    return [image] if isinstance(image, str) else image


def _sizes(presets: Mapping[str, tuple[int, int]], *, min_side_px: int | None, max_side_px: int) -> Sizes:
    return Sizes(
        presets=presets,
        preset_pixels=True,
        custom="text",
        min_pixels=None if min_side_px is None else min_side_px**2,
        max_pixels=max_side_px**2,
        max_aspect=_MAX_ASPECT,
    )


_TEXT_SIZES = _sizes({"1K": (1024, 1024), "2K": (2048, 2048), "4K": (4096, 4096)}, min_side_px=768, max_side_px=4096)
_OTHER_SIZES = _sizes({"1K": (1024, 1024), "2K": (2048, 2048)}, min_side_px=None, max_side_px=2048)

AnyFastModel = Annotated[
    Literal["wan2.7-image-pro", "wan2.7-image"],
    Field(description="Pro can make 4K pictures from text; the standard model is quicker."),
    Shown(Role.MODEL, "Model", start=PRO, choices=MODEL_LABELS),
]
Count = Annotated[
    int,
    Field(ge=1, le=_MAX_SERIES, description="How many pictures to make, 1 to 4; in a series, 1 to 12 at most."),
    BeforeValidator(_one_when_unset),
    Shown(Role.COUNT, "Number of images", start=1),
]
Sequential = Annotated[
    bool | None,
    Field(description="Makes a series of pictures that belong together; the model decides how many, up to the number."),
    Shown(Role.SEQUENTIAL, "Series", start=False),
]
Thinking = Annotated[
    bool | None,
    Field(description="Thinks about the prompt first for a better picture; works without pictures and without series."),
    Shown(Role.THINKING, "Thinking", start=True),
]
Watermark = Annotated[
    bool | None,
    Field(description="Adds a watermark to the pictures."),
    Shown(Role.WATERMARK, "Watermark", start=False),
]
Seed = Annotated[
    int | None,
    Field(
        ge=0,
        le=MAX_SEED,
        description="A number that brings similar results, not the same ones; left empty, one is chosen.",
    ),
    Shown(Role.SEED, "Seed"),
]
ResponseFormat = Annotated[
    Literal["url", "b64_json"] | None,
    Field(description="How the vendor hands the pictures over: as links, or inside its answer."),
    Shown(
        Role.RESPONSE_FORMAT,
        "Delivery",
        start="url",
        choices={"url": "Links", "b64_json": "Inside the answer"},
    ),
]


def _shared_problems(n: int, size: str | None, series: bool | None, limits: Sizes) -> Iterable[tuple[str, str]]:
    """Yield what every mode refuses: too many pictures outside a series, and custom sizes out of `limits`."""
    if n > _MAX_ALONE and not series:
        yield (
            "n",
            t(
                "Use at most {alone} pictures, or turn on Series for up to {series}.",
                alone=_MAX_ALONE,
                series=_MAX_SERIES,
            ),
        )
    custom = _width_height(size or "")
    if custom is None:
        return
    pixels = custom[0] * custom[1]
    if limits.max_pixels is not None and pixels > limits.max_pixels:
        side = math.isqrt(limits.max_pixels)
        yield (
            "size",
            t("Use a smaller size: {size} has more pixels than {side}x{side}, the largest here.", size=size, side=side),
        )
    if limits.min_pixels is not None and pixels < limits.min_pixels:
        side = math.isqrt(limits.min_pixels)
        yield (
            "size",
            t(
                "Use a larger size: {size} has fewer pixels than {side}x{side}, the smallest here.",
                size=size,
                side=side,
            ),
        )


class Wan27TextToImage(GenerationRequest):
    """Wan 2.7 at AnyFast, pictures from a description."""

    provider: ClassVar[str] = "anyfast"
    endpoint: ClassVar[str] = "anyfast_wan2_7_image"
    capability: ClassVar[Capability] = Capability.TEXT_TO_IMAGE
    model_labels: ClassVar[Mapping[str, str]] = MODEL_LABELS
    example_prompts: ClassVar[tuple[str, ...]] = (
        "一间有着精致窗户的花店,漂亮的木质门,摆放着花朵",
        "A glass greenhouse full of ferns at night, lit from within, light rain on the panes, seen from the garden",
        "A paper-cut fox asleep under a birch, layered cream and rust card, soft side light",
    )

    model: AnyFastModel
    prompt: Annotated[
        str,
        Field(max_length=5000, description="Describe the picture, in Chinese or English, at most 5000 characters."),
        NotBlank,
        Shown(Role.PROMPT, "Prompt", placeholder="What should the picture show?"),
    ]
    n: Count = 1
    size: Annotated[
        str | None,
        Field(description="1K, 2K, 4K (Pro only, no series), or your own width and height such as 1280x720."),
        AfterValidator(lambda size: size and _written_plainly(size)),
        UnsetWhenEmpty,
        _TEXT_SIZES,
        Shown(Role.SIZE, "Size", start="2K", choices=_SIZE_LABELS),
    ] = None
    enable_sequential: Sequential = None
    thinking_mode: Thinking = None
    watermark: Watermark = None
    seed: Seed = None
    response_format: ResponseFormat = None

    def problems(self) -> Iterable[tuple[str, str]]:
        limits = _OTHER_SIZES if self.enable_sequential else _TEXT_SIZES
        yield from _shared_problems(self.n, self.size, self.enable_sequential, limits)
        if self.size == "4K" and self.enable_sequential:
            yield "size", t("Use 1K or 2K, or turn off Series: a series has no 4K pictures.")
        elif self.size == "4K" and self.model != PRO:
            yield "size", t("Use 1K or 2K, or choose Wan 2.7 Pro: only it makes 4K pictures.")


class Wan27ImageEdit(GenerationRequest):
    """Wan 2.7 at AnyFast, edits of one to nine pictures."""

    provider: ClassVar[str] = "anyfast"
    endpoint: ClassVar[str] = "anyfast_wan2_7_image_edit"
    capability: ClassVar[Capability] = Capability.IMAGE_EDIT
    model_labels: ClassVar[Mapping[str, str]] = MODEL_LABELS
    example_prompts: ClassVar[tuple[str, ...]] = (
        "Redraw it as a clean ink-and-wash illustration with a few muted colours",
        "Make it night: deep blue sky, street lamps on, wet ground with reflections",
        "把画面改成清新的水彩风格,保留主体轮廓和构图",
    )

    model: AnyFastModel
    prompt: Annotated[
        str,
        Field(max_length=5000, description="Say what to change, in Chinese or English, at most 5000 characters."),
        NotBlank,
        Shown(Role.PROMPT, "Prompt", placeholder="What should change?"),
    ]
    image: Annotated[
        list[Annotated[str, media_or_data_uri(_FORMATS, _MAX_IMAGE_BYTES)]],
        Field(min_length=1, max_length=9, description="One to nine pictures to edit: files, addresses or data URIs."),
        BeforeValidator(_as_list),
        Media(
            "image",
            formats=_FORMATS,
            max_bytes=_MAX_IMAGE_BYTES,
            min_side_px=240,
            max_side_px=8000,
            max_aspect=_MAX_ASPECT,
            png_alpha=False,
        ),
        Shown(Role.IMAGES, "Pictures"),
    ]
    n: Count = 1
    size: Annotated[
        str | None,
        Field(description="1K, 2K, or your own width and height such as 1280x720."),
        AfterValidator(lambda size: size and _written_plainly(size)),
        UnsetWhenEmpty,
        _OTHER_SIZES,
        Shown(Role.SIZE, "Size", start="2K", choices={name: _SIZE_LABELS[name] for name in _OTHER_SIZES.presets}),
    ] = None
    enable_sequential: Sequential = None
    thinking_mode: Thinking = None
    watermark: Watermark = None
    seed: Seed = None
    response_format: ResponseFormat = None

    def problems(self) -> Iterable[tuple[str, str]]:
        yield from _shared_problems(self.n, self.size, self.enable_sequential, _OTHER_SIZES)
        if self.size == "4K":
            yield "size", t("Use 1K or 2K: 4K pictures are only made from text, without a picture.")

    def payload(self) -> dict[str, Any]:
        """Return the JSON body; one picture goes as a string, as the document types it, several as an array."""
        body = super().payload()
        if len(self.image) == 1:
            body["image"] = self.image[0]
        return body
