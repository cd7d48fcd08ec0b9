"""FoxAPI, the patina models: PBR maps of a material from words, of a picture, or of a material cut from a picture.

Every limit is from the vendor's pages "patina-material", "patina-pbr-maps" and "patina-material-extract". Which result
is which map is told by a `map_type` on the result where the vendor sends one; `label_outputs` guesses the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from providers.fields import MediaUrl, NotBlank, OnceEach, UnsetWhenEmpty
from providers.price import Billed
from providers.spec import Capability, GenerationRequest, Media, Role, Shown
from providers.task import Output
from words.language import t

PatinaMap = Literal["basecolor", "normal", "roughness", "metalness", "height"]
TEXTURE = "texture"
"""Label of the base texture picture that may come before the maps."""

Maps = Annotated[
    list[PatinaMap],
    Field(min_length=1, description="Which PBR maps to make, at least one."),
    OnceEach,
    Shown(
        Role.MAPS,
        "Maps",
        start=("basecolor", "normal", "roughness", "height"),
        choices={
            "basecolor": "Base colour",
            "normal": "Normal",
            "roughness": "Roughness",
            "metalness": "Metalness",
            "height": "Height",
        },
    ),
]
Upscale = Annotated[
    int | None,
    Field(ge=0, description="How many times to enlarge the finished material, which costs more; 0 leaves it as it is."),
    Shown(Role.UPSCALE, "Enlarge"),
]

_EXTRACT_USD, _CALL_USD = 0.10, 0.01
_LARGEST_PX = 2048
"""Largest side the maker's models give without enlarging; counted where the picture's size decides."""


class PatinaMaterial(GenerationRequest):
    """Patina at FoxAPI, PBR materials."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_patina_material"
    capability: ClassVar[Capability] = Capability.PBR_MATERIAL
    model_labels: ClassVar[Mapping[str, str]] = {"patina-material": "Patina"}
    example_prompts: ClassVar[tuple[str, ...]] = (
        "Weathered red brick wall with moss",
        "Dark walnut herringbone parquet, satin varnish, fine grain",
        "Hammered copper sheet with green patina in the hollows",
    )

    model: Annotated[
        Literal["patina-material"],
        Field(description="Patina makes a tileable texture and the PBR maps that belong to it."),
        Shown(Role.MODEL, "Model", start="patina-material", choices=model_labels),
    ] = "patina-material"
    prompt: Annotated[
        str,
        Field(description="Describe the material's look, in English or Chinese."),
        NotBlank,
        Shown(Role.PROMPT, "Prompt", placeholder="Which material?"),
    ]
    maps: Maps
    image_url: Annotated[
        MediaUrl | None,
        Field(description="A picture the material should follow; without one it is made from the text alone."),
        UnsetWhenEmpty,
        Media("image"),
        Shown(Role.IMAGES, "Reference picture"),
    ] = None
    mask_url: Annotated[
        MediaUrl | None,
        Field(description="A mask picture that marks which part of the reference picture to work on."),
        UnsetWhenEmpty,
        Media("image"),
        Shown(Role.MASK, "Mask"),
    ] = None
    image_size: Annotated[
        int | None,
        Field(ge=1, description="Side of the square texture and its maps, in pixels."),
        Shown(Role.SIZE, "Size in pixels", start=1024),
    ] = None
    tiling_mode: Annotated[
        Literal["none", "x", "y", "xy"] | None,
        Field(description="In which directions the material repeats without a seam; unset, the model decides."),
        Shown(
            Role.TILING,
            "Tiling",
            choices={"none": "No tiling", "x": "Horizontal", "y": "Vertical", "xy": "Both directions"},
        ),
    ] = None
    upscale_factor: Upscale = None

    def problems(self) -> Iterable[tuple[str, str]]:
        if self.mask_url is not None and self.image_url is None:
            yield "mask_url", t("Add a reference picture too: the mask marks a part of it.")

    def billed(self, input_video_s: float) -> Billed:
        """Count as `_billed` says: words become a texture and its maps."""
        return _billed(_CALL_USD, 0.02, self.maps, self.image_size or 1024, self.upscale_factor)

    def label_outputs(self, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
        return _labelled(self.maps, outputs)


class PatinaExtract(GenerationRequest):
    """Patina Extract at FoxAPI, a material cut from a picture."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_patina_material_extract"
    capability: ClassVar[Capability] = Capability.PBR_MATERIAL
    model_labels: ClassVar[Mapping[str, str]] = {"patina-material-extract": "Patina Extract"}

    model: Annotated[
        Literal["patina-material-extract"],
        Field(description="Patina Extract takes a texture out of a picture and makes its PBR maps."),
        Shown(Role.MODEL, "Model", start="patina-material-extract", choices=model_labels),
    ] = "patina-material-extract"
    image_url: Annotated[
        MediaUrl,
        Field(description="The picture the material is taken from."),
        Media("image"),
        Shown(Role.IMAGES, "Picture"),
    ]
    maps: Maps
    mask_url: Annotated[
        MediaUrl | None,
        Field(description="A mask picture that marks from which part of the picture to take the material."),
        UnsetWhenEmpty,
        Media("image"),
        Shown(Role.MASK, "Mask"),
    ] = None
    image_size: Annotated[
        int | None,
        Field(ge=1, description="Side of the square texture and its maps, in pixels."),
        Shown(Role.SIZE, "Size in pixels", start=1024),
    ] = None
    upscale_factor: Upscale = None

    def billed(self, input_video_s: float) -> Billed:
        """Count as `_billed` says: the maker takes more for a texture out of a picture than for one from words."""
        return _billed(_EXTRACT_USD, 0.02, self.maps, self.image_size or 1024, self.upscale_factor)

    def label_outputs(self, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
        return _labelled(self.maps, outputs)


class PatinaPbrMaps(GenerationRequest):
    """Patina PBR Maps at FoxAPI, the maps of a picture."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "foxapi_patina_pbr_maps"
    capability: ClassVar[Capability] = Capability.PBR_MATERIAL
    model_labels: ClassVar[Mapping[str, str]] = {"patina-pbr-maps": "Patina PBR Maps"}

    model: Annotated[
        Literal["patina-pbr-maps"],
        Field(description="Patina PBR Maps works out the PBR maps of one picture."),
        Shown(Role.MODEL, "Model", start="patina-pbr-maps", choices=model_labels),
    ] = "patina-pbr-maps"
    image_url: Annotated[
        MediaUrl,
        Field(description="The picture whose PBR maps are worked out."),
        Media("image"),
        Shown(Role.IMAGES, "Picture"),
    ]
    maps: Maps
    image_size: Annotated[
        int | None,
        Field(ge=1, description="Side of the maps in pixels; unset, the picture's size decides."),
        Shown(Role.SIZE, "Size in pixels"),
    ] = None

    def billed(self, input_video_s: float) -> Billed:
        """Count as `_billed` says: only maps are made."""
        return _billed(_CALL_USD, 0.0, self.maps, self.image_size, None)

    def label_outputs(self, outputs: tuple[Output, ...]) -> tuple[Output, ...]:
        return _labelled(self.maps, outputs)


def _billed(
    call_usd: float, texture_usd: float, maps: Sequence[PatinaMap], side_px: int | None, factor: int | None
) -> Billed:
    """Count once at least; at most as the model's own maker would, beside his smallest usual call.

    The vendor's pages only say that enlarging costs more. The maker's list (fal.ai, patina) has so much for a call
    and for a megapixel of texture, $0.01 per megapixel and map, and for an enlarged map $0.004 (twice) or $0.016 (four
    times) more. The list price is taken for one map of 1024 px, which nothing usual stays below.
    """

    def maker_usd(side_px: int, maps: int, factor: int) -> float:
        megapixels = side_px * side_px / 1_000_000
        enlarged = 0.0 if factor == 1 else 0.004 if factor == 2 else 0.016 * (factor / 4) ** 2
        return call_usd + megapixels * (texture_usd + maps * (0.01 + enlarged))

    count, factor = len(maps), factor or 1
    most = max(1.0, maker_usd(side_px or _LARGEST_PX, count, factor) / maker_usd(1024, 1, 1))
    units = f"{count} map{'' if count == 1 else 's'} {f'of {side_px} px' if side_px else 'as large as the picture'}"
    return Billed(1, most, units if factor == 1 else f"{units}, enlarged {factor} times")


def _labelled(maps: Sequence[PatinaMap], outputs: tuple[Output, ...]) -> tuple[Output, ...]:
    """Label the results that the vendor did not.

    With some labelled, a single one without a label is the base texture. With none labelled, as many results as
    maps were asked for are taken in the order of the request, one more is taken for the texture in front of them.
    The order is only a guess (the model behind it answers in an order of its own), hence `label_certain=False`.
    """
    unlabelled = [index for index, output in enumerate(outputs) if output.label is None]
    labelled = {output.label for output in outputs if output.label is not None}
    missing: list[str] = [name for name in maps if name not in labelled]
    if len(unlabelled) == len(missing) + 1:
        missing.insert(0, TEXTURE)
    if len(unlabelled) != len(missing):
        return outputs
    certain = bool(labelled) and missing == [TEXTURE]
    guesses = dict(zip(unlabelled, missing, strict=True))
    return tuple(
        replace(output, label=guesses[index], label_certain=certain) if index in guesses else output
        for index, output in enumerate(outputs)
    )
