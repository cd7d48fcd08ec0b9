"""FoxAPI, phota-image-edit: edits of photographs, with profiles that keep a person the same.

Every limit is from the vendor's page "phota-image-edit".
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from providers.fields import MediaUrl, NotBlank, UnsetWhenEmpty
from providers.price import Billed
from providers.spec import Capability, GenerationRequest, Media, Role, Shown


class PhotaImageEdit(GenerationRequest):
    """Phota at FoxAPI, edits of photographs."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_phota_image_edit"
    capability: ClassVar[Capability] = Capability.IMAGE_EDIT
    model_labels: ClassVar[Mapping[str, str]] = {"phota-image-edit": "Phota Edit"}
    example_prompts: ClassVar[tuple[str, ...]] = (
        "Change the background to a tropical beach at sunset",
        "Relight it with soft window light from the left and a calm, dark grey studio background",
        "Make it look like a photograph on 35 mm colour film from the 1970s, with gentle grain",
    )

    model: Annotated[
        Literal["phota-image-edit"],
        Field(description="Phota edits photographs; a profile keeps a known person the same."),
        Shown(Role.MODEL, "Model", start="phota-image-edit", choices=model_labels),
    ] = "phota-image-edit"
    prompt: Annotated[
        str,
        Field(description="Say what to change in the pictures."),
        NotBlank,
        Shown(Role.PROMPT, "Prompt", placeholder="What should change?"),
    ]
    image_urls: Annotated[
        list[MediaUrl],
        Field(min_length=1, description="The pictures to edit."),
        Media("image"),
        Shown(Role.IMAGES, "Pictures"),
    ]
    num_outputs: Annotated[
        int | None,
        Field(ge=1, description="How many pictures to make; each one is charged."),
        Shown(Role.COUNT, "Number of images", start=1),
    ] = None
    resolution: Annotated[
        Literal["1K", "4K"] | None,
        Field(description="1K is the standard; 4K is sharper and costs double."),
        Shown(Role.RESOLUTION, "Resolution", start="1K", choices={"1K": "1K", "4K": "4K, double price"}),
    ] = None
    profile_ids: Annotated[
        list[Annotated[str, Field(min_length=1)]] | None,
        Field(description="Ids of profiles made with phota-create-profile, so that a known person stays the same."),
        UnsetWhenEmpty,
        Shown(Role.PROFILES, "Profile ids", placeholder="profile_abc123"),
    ] = None

    def billed(self, input_video_s: float) -> Billed:
        """Count each picture, twice in 4K: the vendor's page says that outputs are billed one by one and 4K doubles."""
        count = self.num_outputs or 1
        units = f"{count} picture{'' if count == 1 else 's'}"
        if self.resolution == "4K":
            return Billed(2 * count, 2 * count, f"{units} in 4K, double price")
        return Billed(count, count, units)
