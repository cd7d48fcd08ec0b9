"""What AnyFast's document allows in a request body, as a strict model that refuses everything else."""

import re
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from sandbox.request_body import Prompted, Reference, ReferenceRule, Seed, listed

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
        return listed("image", self.image, ANYFAST_PICTURE)


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
