"""A request body as a vendor's document describes it: strict, with the pictures and videos that it refers to."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Seed = Annotated[int, Field(ge=0, le=2147483647)]
MIB = 1024 * 1024
MAX_IMAGE_BYTES = 20 * MIB
MAX_VIDEO_BYTES = 100 * MIB


@dataclass(frozen=True)
class ReferenceRule:
    """What one reference field takes; None means the document states no limit."""

    kind: Literal["image", "video", "archive"] = "image"
    max_bytes: int = MAX_IMAGE_BYTES
    formats: frozenset[str] | None = None
    png_alpha: bool = True
    side_px: tuple[int, int] | None = None
    max_ratio: float | None = None


@dataclass(frozen=True)
class LinkedMedia:
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

    def references(self) -> list[LinkedMedia]:
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


def listed(name: str, urls: list[str] | None, rule: ReferenceRule) -> list[LinkedMedia]:
    """Return the links of a list, each named by its place."""
    return [LinkedMedia(f"{name}[{index}]", url, rule) for index, url in enumerate(urls or [])]
