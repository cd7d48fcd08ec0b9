"""What capabilities, models and files to take away are called wherever people meet them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from providers.spec import Capability, Requests
from words.language import marked


@dataclass(frozen=True)
class CapabilityWords:
    """What people read about a capability.

    Attributes:
        panel: Name of its panel.
        result: What a job of it is, in one word.
        teach: What an empty stage says.
        send: Kind of a result ("image", "video") -> what the button says that takes it to this panel; empty: none does.
    """

    panel: str
    result: str
    teach: str
    send: Mapping[str, str] = field(default_factory=dict[str, str])


CAPABILITY_WORDS: Mapping[Capability, CapabilityWords] = {
    Capability.TEXT_TO_IMAGE: CapabilityWords(
        panel=marked("Image"),
        result=marked("Picture"),
        teach=marked("Describe a picture and press Generate, or start from one of these."),
    ),
    Capability.IMAGE_EDIT: CapabilityWords(
        panel=marked("Edit"),
        result=marked("Edit"),
        teach=marked("Add a picture and say what should change, or start from one of these."),
        send={"image": marked("Edit this")},
    ),
    Capability.PBR_MATERIAL: CapabilityWords(
        panel=marked("Material"),
        result=marked("Material"),
        teach=marked("Describe a surface to get its maps, or start from one of these."),
        send={"image": marked("Make a material of it")},
    ),
    Capability.REFERENCE_TO_VIDEO: CapabilityWords(
        panel=marked("Video"),
        result=marked("Video"),
        teach=marked("Show who or what is in it and say what happens, or start from one of these."),
        send={"image": marked("To video"), "video": marked("Use in a new video")},
    ),
}
"""In the order in which panels are named to people."""

SELECTION_NAME = "easel-files.zip"
SHEET_NAME = "easel-contact-sheet.html"
"""Names of files that are made while they are sent."""


def model_label(requests: Requests, model: str, provider: str | None = None) -> str:
    """Return a model's name for people, of any provider if none is named; its id when nothing knows it any more."""
    for request in requests.values():
        if provider in (None, request.provider) and model in request.model_labels:
            return request.model_labels[model]
    return model


def library_archive_name() -> str:
    """Return the file name of a library that is exported today."""
    return f"easel-library-{datetime.now(UTC):%Y-%m-%d}.zip"
