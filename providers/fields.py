"""Field types that request classes of all vendors share: prompts, media values, what counts as unset."""

import base64
import binascii
import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from providers.media_values import LocalMedia
from providers.spec import broken
from words.language import t

MB = 1024 * 1024
MAX_SEED = 2147483647
"""Largest seed every document of wan 2.7 states."""

_DATA_URI = re.compile(r"data:image/([a-z]+);base64,")


def _not_blank(value: str) -> str:
    if not value.strip():
        raise broken(t("Write a prompt first."))
    return value


NotBlank = AfterValidator(_not_blank)
"""Refuses a prompt of nothing but spaces."""


def _unset_when_empty(value: Any) -> Any:
    empty = not value.strip() if isinstance(value, str) else value in ([], ())
    return None if empty else value


UnsetWhenEmpty = BeforeValidator(_unset_when_empty)
"""Empty text or an empty list of an optional field counts as "not set", so that it is absent from the payload."""


def _once_each(values: list[str]) -> list[str]:
    if len(set(values)) < len(values):
        raise broken(t("Choose each one only once."))
    return values


OnceEach = AfterValidator(_once_each)
"""Refuses a list that names something twice."""


def _reachable(value: str) -> str:
    value = value.strip()
    if LocalMedia.parse(value):
        return value
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", value)
    except ValueError:
        good = False
    if not good:
        raise broken(t("Add a file, or an address that begins with https:// or http://."))
    return value


MediaUrl = Annotated[str, AfterValidator(_reachable)]
"""An http(s) URL or a file the studio keeps."""


def media_or_data_uri(formats: tuple[str, ...], max_bytes: int) -> AfterValidator:
    """Return a validator that takes what `MediaUrl` takes, and data URIs of these formats up to `max_bytes` decoded."""

    def check(value: str) -> str:
        if not value.startswith("data:"):
            return _reachable(value)
        head = _DATA_URI.match(value)
        if head is None or head[1].replace("jpg", "jpeg") not in formats:
            raise broken(
                t(
                    "Use a data URI of a {formats} picture, in base64.",
                    formats=" / ".join(name.upper() for name in formats),
                )
            )
        try:
            size = len(base64.b64decode(value[head.end() :], validate=True))
        except binascii.Error:
            raise broken(t("This data URI is damaged: its base64 cannot be read.")) from None
        if size == 0:
            raise broken(t("This data URI is empty. Add a picture."))
        if size > max_bytes:
            raise broken(
                t(
                    "Use pictures of at most {most} MB; this one has {size:.1f} MB.",
                    most=max_bytes // MB,
                    size=size / MB,
                )
            )
        return value

    return AfterValidator(check)


class WidthHeight(BaseModel):
    """A custom size in pixels."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    width: Annotated[int, Field(ge=1, description="Width in pixels.")]
    height: Annotated[int, Field(ge=1, description="Height in pixels.")]


PresetSize = Literal["square_hd", "square", "portrait_4_3", "portrait_16_9", "landscape_4_3", "landscape_16_9"]


def _way_of_writing(value: Any) -> str:
    return "custom" if isinstance(value, dict | WidthHeight) else "preset"


PresetOrCustomSize = Annotated[
    Annotated[PresetSize, Tag("preset")] | Annotated[WidthHeight, Tag("custom")], Discriminator(_way_of_writing)
]
"""A preset's name or an object of width and height; errors speak of the one that was tried only."""
