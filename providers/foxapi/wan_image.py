"""FoxAPI, wan-2.7-image and wan-2.7-image-pro: pictures from text, and edits of up to four pictures.

Every limit is from the vendor's page "wan-2.7-image". The page describes both modes as one endpoint that turns to
editing when `image_urls` is sent; here each mode is a class of its own, with its own limits.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from providers.fields import MAX_SEED, MediaUrl, NotBlank, PresetOrCustomSize, UnsetWhenEmpty
from providers.spec import Capability, GenerationRequest, Media, Role, Shown, Sizes

WanImageModel = Literal["wan-2.7-image", "wan-2.7-image-pro"]
MODEL_LABELS = {"wan-2.7-image": "Wan 2.7", "wan-2.7-image-pro": "Wan 2.7 Pro"}

_SIZES = Sizes(
    presets={
        "square_hd": (1, 1),
        "square": (1, 1),
        "portrait_4_3": (3, 4),
        "portrait_16_9": (9, 16),
        "landscape_4_3": (4, 3),
        "landscape_16_9": (16, 9),
    },
    preset_pixels=False,
    custom="object",
)
_SIZE_LABELS = {
    "square_hd": "Square, HD",
    "square": "Square, small",
    "portrait_4_3": "Portrait 3:4",
    "portrait_16_9": "Portrait 9:16",
    "landscape_4_3": "Landscape 4:3",
    "landscape_16_9": "Landscape 16:9",
}

Model = Annotated[
    WanImageModel,
    Field(description="The standard model or its Pro version; both make and edit pictures."),
    Shown(Role.MODEL, "Model", start="wan-2.7-image", choices=MODEL_LABELS),
]
ImageSize = Annotated[
    PresetOrCustomSize | None,
    Field(description="Shape of the picture: a preset, or your own width and height in pixels."),
    UnsetWhenEmpty,
    _SIZES,
    Shown(Role.SIZE, "Size", start="square_hd", choices=_SIZE_LABELS),
]
NegativePrompt = Annotated[
    str | None,
    Field(max_length=500, description="What should not appear, at most 500 characters."),
    UnsetWhenEmpty,
    Shown(Role.NEGATIVE_PROMPT, "Leave out", placeholder="blurry, low quality"),
]
Seed = Annotated[
    int | None,
    Field(ge=0, le=MAX_SEED, description="A number that makes a result easier to repeat; left empty, one is chosen."),
    Shown(Role.SEED, "Seed"),
]
SafetyChecker = Annotated[
    bool | None,
    Field(description="Whether the vendor checks prompt and result for unsafe content; unset, the model decides."),
    Shown(Role.SAFETY, "Safety check"),
]


class WanTextToImage(GenerationRequest):
    """Wan 2.7 at FoxAPI, pictures from a description."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_wan_2_7_image"
    capability: ClassVar[Capability] = Capability.TEXT_TO_IMAGE
    model_labels: ClassVar[Mapping[str, str]] = MODEL_LABELS
    example_prompts: ClassVar[tuple[str, ...]] = (
        "A cinematic portrait of a traveler in neon rain",
        "A small red lighthouse on a basalt cliff at dawn, sea mist below, a lamp still burning, wide-angle photograph",
        "水墨风格的江南古镇，清晨薄雾，一只乌篷船划过石桥，倒影清晰",
    )

    model: Model = "wan-2.7-image"
    prompt: Annotated[
        str,
        Field(max_length=2000, description="Describe the picture, in English or Chinese, at most 2000 characters."),
        NotBlank,
        Shown(Role.PROMPT, "Prompt", placeholder="What should the picture show?"),
    ]
    num_outputs: Annotated[
        int | None,
        Field(ge=1, le=5, description="How many pictures to make, 1 to 5."),
        Shown(Role.COUNT, "Number of images", start=1),
    ] = None
    image_size: ImageSize = None
    negative_prompt: NegativePrompt = None
    seed: Seed = None
    enable_safety_checker: SafetyChecker = None


class WanImageEdit(GenerationRequest):
    """Wan 2.7 at FoxAPI, edits of one to four pictures."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_wan_2_7_image_edit"
    capability: ClassVar[Capability] = Capability.IMAGE_EDIT
    model_labels: ClassVar[Mapping[str, str]] = MODEL_LABELS
    example_prompts: ClassVar[tuple[str, ...]] = (
        "Turn image 1 into a watercolour painting on rough paper, keep the composition",
        "Make it a winter evening: fresh snow, warm light in every window, soft falling flakes",
        "把整个画面变成温暖的黄昏光线，保持主体和构图不变",
    )

    model: Model = "wan-2.7-image"
    prompt: Annotated[
        str,
        Field(
            max_length=2000,
            description="Say what to change, at most 2000 characters; several pictures are image 1, image 2, in order.",
        ),
        NotBlank,
        Shown(Role.PROMPT, "Prompt", placeholder="What should change?"),
    ]
    image_urls: Annotated[
        list[MediaUrl],
        Field(
            min_length=1, max_length=4, description="One to four pictures to edit, in the order the prompt names them."
        ),
        Media("image"),
        Shown(Role.IMAGES, "Pictures"),
    ]
    num_outputs: Annotated[
        int | None,
        Field(ge=1, le=4, description="How many pictures to make, 1 to 4."),
        Shown(Role.COUNT, "Number of images", start=1),
    ] = None
    image_size: ImageSize = None
    negative_prompt: NegativePrompt = None
    seed: Seed = None
    enable_safety_checker: SafetyChecker = None
    enable_prompt_expansion: Annotated[
        bool | None,
        Field(description="Whether the vendor rewrites the prompt in more detail first; unset, the model decides."),
        Shown(Role.EXPANSION, "Expand the prompt"),
    ] = None
