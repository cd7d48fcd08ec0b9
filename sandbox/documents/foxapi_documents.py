"""What FoxAPI's documents allow in a request body, as strict models that refuse everything else."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sandbox.documents.request_body import MAX_VIDEO_BYTES, Body, LinkedMedia, Prompted, ReferenceRule, Seed, listed

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

    def references(self) -> list[LinkedMedia]:
        return listed("image_urls", self.image_urls, ReferenceRule())

    @property
    def size(self) -> tuple[int, int]:
        """Return (width, height) in pixels."""
        if isinstance(self.image_size, Size):
            return self.image_size.width, self.image_size.height
        return PRESETS[self.image_size]


class PhotaImageBody(Prompted):
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

    def references(self) -> list[LinkedMedia]:
        return listed("image_urls", self.image_urls, ReferenceRule())


class PhotaEnhance(Body):
    """foxapi-phota-image-enhance."""

    model: Literal["phota-image-enhance"]
    image_url: str
    resolution: Literal["1K", "4K"] = "4K"
    creativity: Annotated[float, Field(ge=0, le=1)] | None = None
    resemblance: Annotated[float, Field(ge=0, le=1)] | None = None
    profile_ids: list[str] | None = None

    def references(self) -> list[LinkedMedia]:
        return _picture_and_mask(self.image_url, None)


class PhotaProfile(Body):
    """foxapi-phota-create-profile. Its archive may be as large as an upload."""

    model: Literal["phota-create-profile"]
    image_archive_url: str

    def references(self) -> list[LinkedMedia]:
        return [
            LinkedMedia(
                "image_archive_url", self.image_archive_url, ReferenceRule("archive", max_bytes=MAX_VIDEO_BYTES)
            )
        ]


class Patina(Body):
    """What the patina models share. No size limits are documented; the sandbox draws 64-2048 px, maps up to 4096 px."""

    maps: list[MapType]

    @property
    def kind(self) -> Literal["image", "material", "video"]:
        return "material"


class PatinaMaterialBody(Patina, Prompted):
    """foxapi-patina-material."""

    model: Literal["patina-material"]
    image_url: str | None = None
    mask_url: str | None = None
    image_size: Annotated[int, Field(ge=64, le=2048)] = 1024
    tiling_mode: Literal["none", "x", "y", "xy"] | None = None
    upscale_factor: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _together(self) -> "PatinaMaterialBody":
        if self.mask_url is not None and self.image_url is None:
            raise ValueError("mask_url: needs image_url")
        _check_enlarged(self.image_size, self.upscale_factor)
        return self

    def references(self) -> list[LinkedMedia]:
        return _picture_and_mask(self.image_url, self.mask_url)


class PatinaMaps(Patina):
    """foxapi-patina-pbr-maps."""

    model: Literal["patina-pbr-maps"]
    image_url: str
    image_size: Annotated[int, Field(ge=64, le=2048)] | None = None

    def references(self) -> list[LinkedMedia]:
        return _picture_and_mask(self.image_url, None)


class PatinaExtractBody(Patina):
    """foxapi-patina-material-extract."""

    model: Literal["patina-material-extract"]
    image_url: str
    mask_url: str | None = None
    image_size: Annotated[int, Field(ge=64, le=2048)] = 1024
    upscale_factor: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _together(self) -> "PatinaExtractBody":
        _check_enlarged(self.image_size, self.upscale_factor)
        return self

    def references(self) -> list[LinkedMedia]:
        return _picture_and_mask(self.image_url, self.mask_url)


def _check_enlarged(image_size: int, upscale_factor: int | None) -> None:
    if image_size * (upscale_factor or 1) > 4096:
        raise ValueError("upscale_factor: image_size times upscale_factor must not pass 4096 px")


def _picture_and_mask(image_url: str | None, mask_url: str | None) -> list[LinkedMedia]:
    named = (("image_url", image_url), ("mask_url", mask_url))
    return [LinkedMedia(name, url, ReferenceRule()) for name, url in named if url is not None]


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

    def references(self) -> list[LinkedMedia]:
        videos = ReferenceRule(kind="video", max_bytes=MAX_VIDEO_BYTES)
        return listed("reference_image_urls", self.reference_image_urls, ReferenceRule()) + listed(
            "reference_video_urls", self.reference_video_urls, videos
        )

    @property
    def size(self) -> tuple[int, int]:
        """Return (width, height) in pixels: the short side is 720 or 1080."""
        short = int(self.resolution.removesuffix("p"))
        across, down = VIDEO_ASPECTS[self.aspect_ratio]
        scale = short / min(across, down)
        return round(across * scale / 2) * 2, round(down * scale / 2) * 2
