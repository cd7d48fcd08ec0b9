"""What capabilities, models, maps and files to take away are called wherever people meet them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from providers.catalogue import PROFILE_REQUEST, REQUESTS
from providers.spec import Capability


@dataclass(frozen=True)
class CapabilityWords:
    """What people read about a capability.

    Attributes:
        panel: Name of its panel.
        result: What a job of it is, in one word.
        teach: What an empty stage says.
        send: What the button says that takes a result to its panel; empty: its panel takes none.
    """

    panel: str
    result: str
    teach: str
    send: str = ""


CAPABILITY_WORDS: Mapping[Capability, CapabilityWords] = {
    Capability.TEXT_TO_IMAGE: CapabilityWords(
        "Image", "Picture", "Describe a picture and press Generate, or start from one of these."
    ),
    Capability.IMAGE_EDIT: CapabilityWords(
        "Edit", "Edit", "Add a picture and say what should change, or start from one of these.", "Edit this"
    ),
    Capability.PBR_MATERIAL: CapabilityWords(
        "Material",
        "Material",
        "Describe a surface to get its maps, or start from one of these.",
        "Make a material of it",
    ),
    Capability.REFERENCE_TO_VIDEO: CapabilityWords(
        "Video", "Video", "Show who or what is in it and say what happens, or start from one of these.", "To video"
    ),
}
"""In the order in which panels are named to people."""

SELECTION_NAME = "easel-files.zip"
SHEET_NAME = "easel-contact-sheet.html"
"""Names of files that are made while they are sent."""


def model_label(model: str, provider: str | None = None) -> str:
    """Return a model's name for people, of any provider if none is named; its id when nothing knows it any more."""
    for request in (*REQUESTS.values(), PROFILE_REQUEST):
        if provider in (None, request.provider) and model in request.model_labels:
            return request.model_labels[model]
    return model


def library_archive_name() -> str:
    """Return the file name of a library that is exported today."""
    return f"easel-library-{datetime.now(UTC):%Y-%m-%d}.zip"
