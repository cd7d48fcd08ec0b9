"""What AnyFast's document allows in a request body, as a strict model that refuses everything else."""

import re
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from sandbox.documents.request_body import LinkedMedia, Prompted, ReferenceRule, Seed, listed

ANYFAST_PICTURE = ReferenceRule(
    formats=frozenset({"JPEG", "MPO", "PNG", "BMP", "WEBP"}), png_alpha=False, side_px=(240, 8000), max_ratio=8.0
)

_TEXT_TO_IMAGE_PX = (768, 4096)
# The document gives the other modes, editing and series, a maximum only; the sandbox draws from 64 px.
_OTHER_MODES_PX = (64, 2048)


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
        plain = self.image is None and not self.enable_sequential
        if self.size == "4K" and not (plain and self.model == "wan2.7-image-pro"):
            raise ValueError("size: 4K is only for wan2.7-image-pro, text to image")
        _check_anyfast_size(self.size, _TEXT_TO_IMAGE_PX if plain else _OTHER_MODES_PX)
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

    def references(self) -> list[LinkedMedia]:
        if isinstance(self.image, str):
            return [LinkedMedia("image", self.image, ANYFAST_PICTURE)]
        return listed("image", self.image, ANYFAST_PICTURE)


def _check_anyfast_size(size: str, square_px: tuple[int, int]) -> None:
    if size in ("1K", "2K", "4K"):
        return
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", size)
    if match is None:
        raise ValueError("size: must be 1K, 2K, 4K or {width}x{height}")
    width, height = int(match[1]), int(match[2])
    least, most = square_px
    if not least * least <= width * height <= most * most:
        raise ValueError(f"size: total pixels must be between {least}x{least} and {most}x{most}")
    if max(width, height) > 8 * min(width, height):
        raise ValueError("size: aspect ratio must be between 1:8 and 8:1")
