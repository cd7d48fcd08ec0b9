"""What the vendors' documents allow in a request body, as strict models that refuse everything else."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from sandbox.refusals import Refusal

Seed = Annotated[int, Field(ge=0, le=2147483647)]
NegativePrompt = Annotated[str, Field(max_length=500)]
MapType = Literal["basecolor", "normal", "roughness", "metalness", "height"]
# The order of upstream's reply, which is not the order of the request.
MAPS: tuple[MapType, ...] = ("basecolor", "height", "normal", "roughness", "metalness")
PRESETS = {
    "square_hd": (1024, 1024),
    "square": (512, 512),
    "portrait_4_3": (768, 1024),
    "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768),
    "landscape_16_9": (1024, 576),
}
VIDEO_ASPECTS = {"16:9": (16, 9), "9:16": (9, 16), "1:1": (1, 1), "4:3": (4, 3), "3:4": (3, 4)}
MIB = 1024 * 1024
MAX_IMAGE_BYTES = 20 * MIB
MAX_VIDEO_BYTES = 100 * MIB


@dataclass(frozen=True)
class ReferenceRule:
    """What one reference field takes; None means the document states no limit."""

    kind: Literal["image", "video", "archive"] = "image"
    max_bytes: int = MAX_IMAGE_BYTES
    formats: frozenset[str] | None = None
    alpha: bool = True
    side_px: tuple[int, int] | None = None
    max_ratio: float | None = None


@dataclass(frozen=True)
class Reference:
    """One picture or video a body refers to: field name with index, link, and what the field takes."""

    field: str
    url: str
    rule: ReferenceRule


class Body(BaseModel):
    """A request body: strict types, no unknown keys, null only where the document says so."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    @property
    def kind(self) -> Literal["image", "material", "video"]:
        """Return what the model produces."""
        return "image"

    def references(self) -> list[Reference]:
        """Return every picture and video the body refers to, in reading order."""
        return []


class Prompted(Body):
    """A body with a prompt."""

    prompt: str

    @field_validator("prompt")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be empty")
        return value


class Size(BaseModel):
    """`image_size` as an object. The document gives no limits; these are what the sandbox draws."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    width: Annotated[int, Field(ge=64, le=4096)]
    height: Annotated[int, Field(ge=64, le=4096)]


class WanImage(Prompted):
    """foxapi-wan-2.7-image: text to image, and editing when `image_urls` is given."""

    model: Literal["wan-2.7-image", "wan-2.7-image-pro"]
    prompt: Annotated[str, Field(max_length=2000)]
    image_urls: Annotated[list[str], Field(min_length=1, max_length=4)] | None = None
    num_outputs: Annotated[int, Field(ge=1, le=5)] = 1
    image_size: (
        Literal["square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9"] | Size
    ) = "square_hd"
    negative_prompt: NegativePrompt = ""
    seed: Seed | None = None
    enable_safety_checker: bool | None = None
    enable_prompt_expansion: bool | None = None

    @model_validator(mode="after")
    def _modes(self) -> "WanImage":
        if self.image_urls and self.num_outputs > 4:
            raise ValueError("num_outputs: image editing takes 1 to 4")
        if not self.image_urls and self.enable_prompt_expansion is not None:
            raise ValueError("enable_prompt_expansion: only available when editing images")
        return self

    def references(self) -> list[Reference]:
        return _listed("image_urls", self.image_urls, ReferenceRule())

    @property
    def size(self) -> tuple[int, int]:
        """Return (width, height) in pixels."""
        if isinstance(self.image_size, Size):
            return self.image_size.width, self.image_size.height
        return PRESETS[self.image_size]


class PhotaImage(Prompted):
    """foxapi-phota-image. No maximum of outputs is documented; ten is what the sandbox draws."""

    model: Literal["phota-image"]
    aspect_ratio: Literal["1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9"] = "1:1"
    num_outputs: Annotated[int, Field(ge=1, le=10)] = 1
    resolution: Literal["1K", "4K"] = "1K"

    @property
    def size(self) -> tuple[int, int]:
        """Return (width, height) in pixels: the long side is 1024 or 4096."""
        across, down = (int(side) for side in self.aspect_ratio.split(":"))
        scale = (4096 if self.resolution == "4K" else 1024) / max(across, down)
        return round(across * scale / 2) * 2, round(down * scale / 2) * 2


class PhotaEdit(Prompted):
    """foxapi-phota-image-edit. No maximum of outputs is documented; ten is what the sandbox draws."""

    model: Literal["phota-image-edit"]
    image_urls: Annotated[list[str], Field(min_length=1)]
    num_outputs: Annotated[int, Field(ge=1, le=10)] = 1
    resolution: Literal["1K", "4K"] = "1K"
    profile_ids: list[str] | None = None

    def references(self) -> list[Reference]:
        return _listed("image_urls", self.image_urls, ReferenceRule())


class PhotaEnhance(Body):
    """foxapi-phota-image-enhance."""

    model: Literal["phota-image-enhance"]
    image_url: str
    resolution: Literal["1K", "4K"] = "4K"
    creativity: Annotated[float, Field(ge=0, le=1)] | None = None
    resemblance: Annotated[float, Field(ge=0, le=1)] | None = None
    profile_ids: list[str] | None = None

    def references(self) -> list[Reference]:
        return _picture_and_mask(self.image_url, None)


class PhotaProfile(Body):
    """foxapi-phota-create-profile. Its archive may be as large as an upload."""

    model: Literal["phota-create-profile"]
    image_archive_url: str

    def references(self) -> list[Reference]:
        return [
            Reference("image_archive_url", self.image_archive_url, ReferenceRule("archive", max_bytes=MAX_VIDEO_BYTES))
        ]


class Patina(Body):
    """What the patina models share. No size limits are documented; the sandbox draws 64-2048 px, maps up to 4096 px."""

    maps: list[MapType]

    @property
    def kind(self) -> Literal["image", "material", "video"]:
        return "material"


class PatinaMaterial(Patina, Prompted):
    """foxapi-patina-material."""

    model: Literal["patina-material"]
    image_url: str | None = None
    mask_url: str | None = None
    image_size: Annotated[int, Field(ge=64, le=2048)] = 1024
    tiling_mode: Literal["none", "x", "y", "xy"] | None = None
    upscale_factor: Literal[0, 1, 2, 4] | None = None

    @model_validator(mode="after")
    def _together(self) -> "PatinaMaterial":
        if self.mask_url is not None and self.image_url is None:
            raise ValueError("mask_url: needs image_url")
        _check_enlarged(self.image_size, self.upscale_factor)
        return self

    def references(self) -> list[Reference]:
        return _picture_and_mask(self.image_url, self.mask_url)


class PatinaMaps(Patina):
    """foxapi-patina-pbr-maps."""

    model: Literal["patina-pbr-maps"]
    image_url: str
    image_size: Annotated[int, Field(ge=64, le=2048)] | None = None

    def references(self) -> list[Reference]:
        return _picture_and_mask(self.image_url, None)


class PatinaExtract(Patina):
    """foxapi-patina-material-extract."""

    model: Literal["patina-material-extract"]
    image_url: str
    mask_url: str | None = None
    image_size: Annotated[int, Field(ge=64, le=2048)] = 1024
    upscale_factor: Literal[0, 1, 2, 4] | None = None

    @model_validator(mode="after")
    def _together(self) -> "PatinaExtract":
        _check_enlarged(self.image_size, self.upscale_factor)
        return self

    def references(self) -> list[Reference]:
        return _picture_and_mask(self.image_url, self.mask_url)


def _check_enlarged(image_size: int, upscale_factor: int | None) -> None:
    if image_size * (upscale_factor or 1) > 4096:
        raise ValueError("upscale_factor: image_size times upscale_factor must not pass 4096 px")


def _picture_and_mask(image_url: str | None, mask_url: str | None) -> list[Reference]:
    named = (("image_url", image_url), ("mask_url", mask_url))
    return [Reference(name, url, ReferenceRule()) for name, url in named if url is not None]


class WanVideo(Prompted):
    """foxapi-wan-2.7-reference-to-video."""

    model: Literal["wan-2.7-reference-to-video"]
    prompt: Annotated[str, Field(max_length=5000)]
    reference_image_urls: list[str] | None = None
    reference_video_urls: list[str] | None = None
    duration: Annotated[int, Field(ge=2, le=10)] = 5
    resolution: Literal["720p", "1080p"] = "1080p"
    aspect_ratio: Literal["16:9", "9:16", "1:1", "4:3", "3:4"] = "16:9"
    negative_prompt: NegativePrompt | None = None
    seed: Seed | None = None
    multi_shots: bool | None = None
    enable_safety_checker: bool | None = None

    @property
    def kind(self) -> Literal["image", "material", "video"]:
        return "video"

    def references(self) -> list[Reference]:
        videos = ReferenceRule(kind="video", max_bytes=MAX_VIDEO_BYTES)
        return _listed("reference_image_urls", self.reference_image_urls, ReferenceRule()) + _listed(
            "reference_video_urls", self.reference_video_urls, videos
        )

    @property
    def size(self) -> tuple[int, int]:
        """Return (width, height) in pixels: the short side is 720 or 1080."""
        short = int(self.resolution.removesuffix("p"))
        across, down = VIDEO_ASPECTS[self.aspect_ratio]
        scale = short / min(across, down)
        return round(across * scale / 2) * 2, round(down * scale / 2) * 2


ANYFAST_PICTURE = ReferenceRule(
    formats=frozenset({"JPEG", "MPO", "PNG", "BMP", "WEBP"}), alpha=False, side_px=(240, 8000), max_ratio=8.0
)


class AnyFastImage(Prompted):
    """anyfast-wan2.7-image: text to image, and editing when `image` is given (a string, or a list of up to nine)."""

    model: Literal["wan2.7-image-pro", "wan2.7-image"]
    prompt: Annotated[str, Field(max_length=5000)]
    image: str | Annotated[list[str], Field(min_length=1, max_length=9)] | None = None
    n: Annotated[int, Field(ge=1, le=12)] | None = None
    size: str = "2K"
    enable_sequential: bool = False
    thinking_mode: bool = True
    watermark: bool = False
    seed: Seed | None = None
    response_format: Literal["url", "b64_json"] = "url"

    @field_validator("n", "image")
    @classmethod
    def _not_null(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("must not be null")
        return value

    @model_validator(mode="after")
    def _modes(self) -> "AnyFastImage":
        if not self.enable_sequential and self.n is not None and self.n > 4:
            raise ValueError("n: without enable_sequential at most 4")
        if self.size == "4K" and (self.model != "wan2.7-image-pro" or self.image is not None):
            raise ValueError("size: 4K is only for wan2.7-image-pro, text to image")
        _check_anyfast_size(self.size, most_px=2048 if self.image is not None or self.enable_sequential else 4096)
        return self

    @property
    def count(self) -> int:
        """Return how many pictures are asked: the documented default is 1, in sequential mode 12."""
        return self.n or (12 if self.enable_sequential else 1)

    @property
    def pixels(self) -> tuple[int, int]:
        """Return (width, height) in pixels."""
        preset = {"1K": 1024, "2K": 2048, "4K": 4096}.get(self.size)
        if preset:
            return preset, preset
        width, height = self.size.split("x")
        return int(width), int(height)

    def references(self) -> list[Reference]:
        if isinstance(self.image, str):
            return [Reference("image", self.image, ANYFAST_PICTURE)]
        return _listed("image", self.image, ANYFAST_PICTURE)


def _check_anyfast_size(size: str, most_px: int) -> None:
    if size in ("1K", "2K", "4K"):
        return
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", size)
    if match is None:
        raise ValueError("size: must be 1K, 2K, 4K or {width}x{height}")
    width, height = int(match[1]), int(match[2])
    if not 768 * 768 <= width * height <= most_px * most_px:
        raise ValueError(f"size: total pixels must be between 768x768 and {most_px}x{most_px}")
    if max(width, height) > 8 * min(width, height):
        raise ValueError("size: aspect ratio must be between 1:8 and 8:1")


def _listed(name: str, urls: list[str] | None, rule: ReferenceRule) -> list[Reference]:
    return [Reference(f"{name}[{index}]", url, rule) for index, url in enumerate(urls or [])]


IMAGE_BODIES: dict[str, type[Body]] = {
    "wan-2.7-image": WanImage,
    "wan-2.7-image-pro": WanImage,
    "phota-image": PhotaImage,
    "phota-image-edit": PhotaEdit,
    "phota-image-enhance": PhotaEnhance,
    "phota-create-profile": PhotaProfile,
    "patina-material": PatinaMaterial,
    "patina-pbr-maps": PatinaMaps,
    "patina-material-extract": PatinaExtract,
    "wan2.7-image-pro": AnyFastImage,
    "wan2.7-image": AnyFastImage,
}
VIDEO_BODIES: dict[str, type[Body]] = {"wan-2.7-reference-to-video": WanVideo}
BODIES: dict[str, type[Body]] = {**IMAGE_BODIES, **VIDEO_BODIES}


def parse(raw: Any, bodies: dict[str, type[Body]]) -> Body:
    """Read a JSON body as the documented request of its model.

    Raises:
        Refusal: 422 (400 from AnyFast's models) naming the first field that is wrong.
    """
    if not isinstance(raw, dict):
        raise Refusal(400, "The request body must be a JSON object.")
    model = cast(dict[str, Any], raw).get("model")
    if not isinstance(model, str) or not model:
        raise Refusal(422, "model: this field is required.", code="invalid_param")
    if model not in bodies:
        raise Refusal(422, f"model: {model[:80]!r} is not a known model here.", code="model_not_found")
    try:
        return bodies[model].model_validate(raw)
    except ValidationError as error:
        status = 400 if bodies[model] is AnyFastImage else 422
        raise Refusal(status, _first_problem(error), code="invalid_param") from None


def _first_problem(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    first = problems[0]
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "missing":
        message = "this field is required"
    elif first["type"] == "extra_forbidden":
        message = "this parameter is not known"
    place = ""
    for part in first["loc"]:
        if isinstance(part, int):
            place += f"[{part}]"
        elif part.isidentifier() and not part[0].isupper() and part not in ("str", "int"):
            place += f".{part}" if place else part
    return f"{place}: {message}." if place else f"{message}."
