"""The vocabulary request classes are written in: capabilities, roles, media rules, the base request.

A request class is the frozen body of one submit: one class per provider x model family x capability. It says what
a field is (name, limits, help); panels say where it stands. Form, validation, payload, API schema and the README
table all derive from it.

Every error of a request names its field: `error["loc"][0]` is the field's name (then the index, in a list). Two kinds:
pydantic's own ("string_too_long" with `ctx`), which ui turns into sentences in one place, and type `RULE`, whose `msg`
is a sentence for people already. A rule about one field is a validator that raises `broken(sentence)`; a rule
between fields is yielded by `GenerationRequest.problems()` as (field, sentence).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import InitErrorDetails, PydanticCustomError

from providers.media_values import LocalMedia, media_values
from providers.plain_text import whole_within
from providers.price import Billed
from providers.task import Output


class Capability(StrEnum):
    """What a model does, by the field's task names. Each has one panel."""

    TEXT_TO_IMAGE = "text-to-image"
    IMAGE_EDIT = "image-edit"
    PBR_MATERIAL = "pbr-material"
    REFERENCE_TO_VIDEO = "reference-to-video"


class Role(StrEnum):
    """Which control of a panel shows a field. Fields of different vendors with one role share one control."""

    MODEL = "model"
    PROMPT = "prompt"
    NEGATIVE_PROMPT = "negative_prompt"
    IMAGES = "images"  # source or reference pictures, in order
    VIDEOS = "videos"
    MASK = "mask"
    COUNT = "count"  # number of outputs
    SIZE = "size"
    RESOLUTION = "resolution"
    ASPECT_RATIO = "aspect_ratio"
    DURATION = "duration"
    MAPS = "maps"
    TILING = "tiling"
    UPSCALE = "upscale"
    SEED = "seed"
    SEQUENTIAL = "sequential"
    THINKING = "thinking"
    WATERMARK = "watermark"
    SAFETY = "safety"
    EXPANSION = "expansion"
    MULTI_SHOTS = "multi_shots"
    PROFILES = "profiles"
    CREATIVITY = "creativity"
    RESEMBLANCE = "resemblance"
    RESPONSE_FORMAT = "response_format"


@dataclass(frozen=True)
class Shown:
    """How a field is shown; every field of a request class carries exactly one.

    Attributes:
        role: The control that shows it.
        label: Its short name for people ("Number of images").
        start: What a fresh form holds: the documented default, or None for "not sent". The class's own default
            stays None, so that a field nobody set is absent from the payload.
        choices: Labels for people of an enum's values, where the values do not speak for themselves.
        placeholder: Example text of an empty field.
    """

    role: Role
    label: str
    start: object = None
    choices: Mapping[str, str] | None = None
    placeholder: str = ""


@dataclass(frozen=True)
class Media:
    """What files a media field takes. Only limits that a document states; None means no stated limit.

    Attributes:
        kind: "image" or "video"; "archive" is a ZIP that Easel makes itself.
        formats: Accepted formats by the names of `MEDIA_FORMATS`; empty: any of its kind.
        max_bytes: Largest file, in bytes (1 MB = 1024 * 1024).
        min_side_px, max_side_px: Smallest and largest width and height, in pixels.
        max_aspect: Longest side divided by shortest at most.
        png_alpha: False when PNG pictures with transparency are refused; a document restricts no other format.
    """

    kind: Literal["image", "video", "archive"]
    formats: tuple[str, ...] = ()
    max_bytes: int | None = None
    min_side_px: int | None = None
    max_side_px: int | None = None
    max_aspect: float | None = None
    png_alpha: bool = True


@dataclass(frozen=True)
class Sizes:
    """What a width-and-height field takes; a field without it that has the role SIZE is one side of a square in pixels.

    Attributes:
        presets: Preset value -> (width, height): pixels where the document says them, else just the shape (3, 4).
        preset_pixels: True when the presets' numbers are pixels.
        custom: How a custom size is written: "object" is {"width": 1024, "height": 768}, "text" is "1024x768".
        min_pixels, max_pixels: Limits of width times height of a custom size; None means no stated limit.
        max_aspect: Longest side divided by shortest at most.
    """

    presets: Mapping[str, tuple[int, int]]
    preset_pixels: bool
    custom: Literal["object", "text"]
    min_pixels: int | None = None
    max_pixels: int | None = None
    max_aspect: float | None = None


MEDIA_FORMATS: Mapping[str, str] = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
}
"""Format name -> MIME type. The formats Easel recognises by their bytes."""

RULE = "rule"
"""Error type of a validation error whose message is a sentence for people."""


def broken(sentence: str) -> PydanticCustomError:
    """Return the error to raise in a field's validator; `sentence` says what to do instead."""
    return PydanticCustomError(RULE, "{sentence}", {"sentence": sentence})


class GenerationRequest(BaseModel):
    """Frozen body of one submit.

    Subclasses set the class variables, declare one field per vendor parameter with the vendor's name and order,
    and yield limits that depend on other fields from `problems()`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False, protected_namespaces=())

    provider: ClassVar[str]
    """Provider name, "foxapi"."""
    endpoint: ClassVar[str]
    """Name of the API endpoint and key of the catalogue, "foxapi_wan_2_7_image"."""
    capability: ClassVar[Capability]
    model_labels: ClassVar[Mapping[str, str]]
    """Model id -> its name for people ("Wan 2.7 Pro"), in the order of the picker."""
    output_kind: ClassVar[Literal["image", "video"]] = "image"
    example_prompts: ClassVar[tuple[str, ...]] = ()
    profiles: ClassVar[Literal["field", "prompt"] | None] = None
    """Where people's profiles go: into the field of their role, or into the prompt as [[profile_id]]."""

    @model_validator(mode="before")
    @classmethod
    def _mend_text(cls, values: Any) -> Any:
        """Make every text one that can be stored and sent; all else about it stays as it was written."""
        return whole_within(values) if isinstance(values, dict) else values

    @model_validator(mode="after")
    def _keep_rules(self) -> Self:
        problems = [
            InitErrorDetails(type=broken(sentence), loc=(name,), input=getattr(self, name))
            for name, sentence in self.problems()
        ]
        if problems:
            raise ValidationError.from_exception_data(type(self).__name__, problems)
        return self

    def problems(self) -> Iterable[tuple[str, str]]:
        """Yield (field name, sentence for people) for each broken rule between fields. Fields alone are valid here."""
        return ()

    def label_outputs(self, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
        """Return the outputs with the labels that only the request can tell; guesses carry `label_certain=False`.

        Pure. The studio calls it once when a task's outputs arrive. Most requests have nothing to add.
        """
        return outputs

    def billed(self, input_video_s: float) -> Billed:
        """Return how many times the list price of its model this request costs. Pure.

        By default a call costs its price once, or once for each picture: no document says which. Where one does, the
        request class says so.

        Args:
            input_video_s: Seconds of all videos it refers to.
        """
        name = self.field_of(Role.COUNT)
        count = (getattr(self, name) if name else None) or 1
        return Billed(1, count, f"{count} picture{'' if count == 1 else 's'}")

    @classmethod
    def shown(cls, name: str) -> Shown:
        """Return how field `name` is shown. Raises LookupError when the class forgot to say."""
        return _marker(cls.model_fields[name], Shown, f"{cls.__name__}.{name}")

    @classmethod
    def media_fields(cls) -> dict[str, Media]:
        """Return the rules of each field that holds pictures or videos, by field name."""
        found: dict[str, Media] = {}
        for name, info in cls.model_fields.items():
            for marker in info.metadata:
                if isinstance(marker, Media):
                    found[name] = marker
        return found

    @classmethod
    def sizes(cls, name: str) -> Sizes | None:
        """Return which widths and heights field `name` takes, or None when it is no such field."""
        return next((marker for marker in cls.model_fields[name].metadata if isinstance(marker, Sizes)), None)

    @classmethod
    def field_of(cls, role: Role) -> str | None:
        """Return the name of the field with this role, or None when the model has none."""
        return next((name for name in cls.model_fields if cls.shown(name).role is role), None)

    def media(self) -> Iterator[tuple[str, str]]:
        """Yield (field name, value) for each picture or video, in the payload's order."""
        for name in self.media_fields():
            for item in media_values(getattr(self, name)):
                yield name, item

    def with_media(self, reachable: Mapping[str, str]) -> Self:
        """Return a copy in which each media value that is a key of `reachable` is replaced by what it maps to.

        The copy is not validated again: a data URI is longer than a URL may be.
        """
        changed: dict[str, Any] = {}
        for name in self.media_fields():
            value = getattr(self, name)
            if isinstance(value, str):
                changed[name] = reachable.get(value, value)
            elif value is not None:
                changed[name] = [reachable.get(item, item) for item in value]
        return self.model_copy(update=changed)

    def settings(self) -> dict[str, Any]:
        """Return what was set, as JSON values: the request in job records and API answers. Unset is absent."""
        return self.model_dump(mode="json", exclude_none=True)

    def payload(self) -> dict[str, Any]:
        """Return the JSON body of the submit. Unset optionals are absent, never null.

        Raises:
            ValueError: A local file was not made reachable first; that is a bug of the caller.
        """
        for name, value in self.media():
            if value.startswith(LocalMedia.PREFIX):
                raise ValueError(f"{name} still holds a local file")
        return self.settings()


Requests = Mapping[str, type[GenerationRequest]]
"""Endpoint name -> request class."""


def _marker(info: FieldInfo, kind: type[Shown], where: str) -> Shown:
    for marker in info.metadata:
        if isinstance(marker, kind):
            return marker
    raise LookupError(f"{where} carries no {kind.__name__}")
