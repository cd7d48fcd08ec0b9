"""FoxAPI, phota-image, -edit and -enhance: photographs, with profiles that keep a known person the same.

Every limit is from the vendor's pages of these names.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from providers.fields import MediaUrl, NotBlank, UnsetWhenEmpty
from providers.price import Billed
from providers.spec import Capability, GenerationRequest, Media, Role, Shown

PHOTA_4K = {"1K": "1K", "4K": "4K, double price"}
PhotaProfiles = Annotated[
    list[Annotated[str, Field(min_length=1)]] | None,
    Field(description="Ids of profiles made with phota-create-profile, so that a known person stays the same."),
    UnsetWhenEmpty,
    Shown(Role.PROFILES, "Profiles", placeholder="profile_abc123"),
]
Share = Annotated[float, Field(ge=0, le=1)]
Outputs = Annotated[
    int | None,
    Field(ge=1, description="How many pictures to make; each one is charged."),
    Shown(Role.COUNT, "Number of images", start=1),
]
Resolution = Annotated[
    Literal["1K", "4K"] | None,
    Field(description="1K is the standard; 4K is sharper and costs double."),
    Shown(Role.RESOLUTION, "Resolution", start="1K", choices=PHOTA_4K),
]


def _each_and_double_for_4k(count: int | None, resolution: str | None) -> Billed:
    """Count each picture, twice in 4K: the vendor's pages say that outputs are billed one by one and 4K doubles."""
    count = count or 1
    units = f"{count} picture{'' if count == 1 else 's'}"
    if resolution == "4K":
        return Billed(2 * count, 2 * count, f"{units} in 4K, double price")
    return Billed(count, count, units)


class PhotaImage(GenerationRequest):
    """Phota at FoxAPI, photographs from a description; profiles put known people into them."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_phota_image"
    capability: ClassVar[Capability] = Capability.TEXT_TO_IMAGE
    profiles: ClassVar[Literal["field", "prompt"] | None] = "prompt"
    model_labels: ClassVar[Mapping[str, str]] = {"phota-image": "Phota"}
    example_prompts: ClassVar[tuple[str, ...]] = (
        "A candid photograph of a woman reading at a cafe window, soft morning light, 50 mm lens",
        "A street musician under a bridge in the rain, wet cobbles, warm lamps behind, documentary photograph",
        "Two friends on a mountain ridge at dawn, wind in their jackets, wide-angle photograph",
    )

    model: Annotated[
        Literal["phota-image"],
        Field(description="Phota makes photographs; [[profile_id]] in the prompt puts a known person into them."),
        Shown(Role.MODEL, "Model", start="phota-image", choices=model_labels),
    ] = "phota-image"
    prompt: Annotated[
        str,
        Field(description="Describe the photograph; [[profile_id]] stands for the person of a profile."),
        NotBlank,
        Shown(Role.PROMPT, "Prompt", placeholder="What should the picture show?"),
    ]
    aspect_ratio: Annotated[
        Literal["1:1", "2:3", "3:2", "3:4", "4:3", "9:16", "16:9"] | None,
        Field(description="Shape of the picture."),
        Shown(Role.ASPECT_RATIO, "Shape", start="1:1"),
    ] = None
    num_outputs: Outputs = None
    resolution: Resolution = None

    def billed(self, input_video_s: float) -> Billed:
        return _each_and_double_for_4k(self.num_outputs, self.resolution)


class PhotaImageEdit(GenerationRequest):
    """Phota at FoxAPI, edits of photographs."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_phota_image_edit"
    capability: ClassVar[Capability] = Capability.IMAGE_EDIT
    profiles: ClassVar[Literal["field", "prompt"] | None] = "field"
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
    num_outputs: Outputs = None
    resolution: Resolution = None
    profile_ids: PhotaProfiles = None

    def billed(self, input_video_s: float) -> Billed:
        return _each_and_double_for_4k(self.num_outputs, self.resolution)


class PhotaImageEnhance(GenerationRequest):
    """Phota at FoxAPI, a photograph made sharper and cleaner."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_phota_image_enhance"
    capability: ClassVar[Capability] = Capability.IMAGE_EDIT
    profiles: ClassVar[Literal["field", "prompt"] | None] = "field"
    model_labels: ClassVar[Mapping[str, str]] = {"phota-image-enhance": "Phota Enhance"}

    model: Annotated[
        Literal["phota-image-enhance"],
        Field(description="Phota Enhance makes a photograph sharper and cleaner; it takes no prompt."),
        Shown(Role.MODEL, "Model", start="phota-image-enhance", choices=model_labels),
    ] = "phota-image-enhance"
    image_url: Annotated[
        MediaUrl,
        Field(description="The picture to enhance."),
        Media("image"),
        Shown(Role.IMAGES, "Picture"),
    ]
    resolution: Annotated[
        Literal["1K", "4K"] | None,
        Field(description="How large the result is; 4K unless 1K is chosen."),
        Shown(Role.RESOLUTION, "Resolution", start="4K"),
    ] = None
    creativity: Annotated[
        Share | None,
        Field(description="How much may be invented, from 0 to 1; unset, the model decides."),
        Shown(Role.CREATIVITY, "Creativity"),
    ] = None
    resemblance: Annotated[
        Share | None,
        Field(description="How close the result stays to the picture, from 0 to 1; unset, the model decides."),
        Shown(Role.RESEMBLANCE, "Resemblance"),
    ] = None
    profile_ids: PhotaProfiles = None

    def billed(self, input_video_s: float) -> Billed:
        """Count the picture once in 1K; in 4K, which doubles the price of its sisters, this page does not say."""
        if self.resolution == "1K":
            return Billed(1, 1, "1 picture")
        return Billed(1, 2, "1 picture in 4K")


class PhotaCreateProfile(GenerationRequest):
    """Phota at FoxAPI, a profile of a person from a ZIP of photographs. It makes an id, no picture."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_phota_create_profile"
    capability: ClassVar[Capability] = Capability.IMAGE_EDIT
    model_labels: ClassVar[Mapping[str, str]] = {"phota-create-profile": "Phota profile"}

    model: Annotated[
        Literal["phota-create-profile"],
        Field(description="Phota learns a person from photographs."),
        Shown(Role.MODEL, "Model", start="phota-create-profile", choices=model_labels),
    ] = "phota-create-profile"
    image_archive_url: Annotated[
        MediaUrl,
        Field(description="A ZIP of photographs of one person."),
        Media("archive"),
        Shown(Role.IMAGES, "Photographs"),
    ]

    def billed(self, input_video_s: float) -> Billed:
        return Billed(1, 1, "1 profile")
