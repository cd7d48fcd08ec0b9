"""Work on materials that this machine does itself: an operation is its settings and one function on arrays.

Add an operation: a settings class, a function (settings, ingredients, progress) -> Made, and one line in `_ALL`. Its
rows and versions, its API endpoint and the page's server function `material_make` follow from that.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema

from materials.drawing.blend import blend
from materials.drawing.coating import coat
from materials.drawing.draw import LARGEST_PX, draw
from materials.drawing.overlays import OverlayName
from materials.errors import Incomplete, NotLoaded
from materials.maps.complete import complete
from materials.maps.map_titles import maps_in_words
from materials.maps.merge import merged
from materials.maps.texture_set import TextureSet
from materials.material import MAP_NAMES, MapName
from materials.repair.derive import derived_from_picture
from materials.repair.fixes import FIXES, apply
from materials.report.finding import FixName
from materials.sets.loading import load_brought
from providers.plain_text import whole
from providers.spec import broken
from studio.ledger.job_facts import CALLED
from studio.workbench.operation import (
    Ingredients,
    Made,
    MaterialId,
    Measures,
    OfFiles,
    Operation,
    OperationSettings,
    Progress,
    SizeM,
)

MOST_FILES = 200
"""How many files somebody may bring at once; a material has a few."""

_MOST_NOTES = 10


class FixMaterial(OperationSettings):
    """Repair a material by the fixes that its report card offers; the result is a new version."""

    material: MaterialId
    fixes: list[FixName] = Field(min_length=1, max_length=len(FIXES), description="Applied in this order.")


class CompleteMaterial(Measures):
    """Make a full set of six maps from those that are there; the result is a new version."""

    material: MaterialId
    remake: list[MapName] = Field([], max_length=5, description="Maps to derive anew although they are there.")


class LoadMaterial(OfFiles):
    """Open an existing texture set: pictures, ZIPs or both. Names tell which map is which, else the pictures do."""

    files: list[str] = Field(min_length=1, max_length=MOST_FILES, description="Their names.")
    size_m: SizeM | None = None
    set_name: str | None = Field(None, max_length=200, description="Which of several sets among the files.")


def _load(settings: LoadMaterial, ingredients: Ingredients, progress: Progress) -> Made:
    progress(0)
    loaded = load_brought(ingredients.files, settings.set_name)
    size_m = settings.size_m or loaded.textures.size_m
    notes = loaded.notes[:_MOST_NOTES]
    more = len(loaded.notes) - len(notes)
    return Made(replace(loaded.textures, size_m=size_m), (*notes, f"{more} more notes like these.") if more else notes)


class OverlayMaterial(OperationSettings):
    """Lay moss, dirt, water, snow, rust, wear, cracks or scratches over a material; the result is a new version."""

    material: MaterialId
    overlay: OverlayName = Field(description="What is laid over it; its height map leads where.")
    amount: float = Field(0.5, ge=0, le=1, description="0 for none to 1 for all over.")
    scale: float = Field(1.0, ge=0.25, le=4, description="Size of the pattern; 1 is natural for the tile's size.")
    seed: int = Field(0, ge=0, le=2147483647, description="Picks the pattern.")


class BlendMaterials(OperationSettings):
    """Blend two materials by their heights, as sand lies between stones; the result is a new version of the first."""

    material: MaterialId
    above: Annotated[
        str, Field(min_length=1, max_length=64, description="The job_id of the material that fills it up.")
    ]
    amount: float = Field(0.5, ge=0, le=1, description="Share of the surface on which the second one shows.")
    softness: float = Field(0.2, ge=0, le=1, description="Width of the transition; 0 is a sharp line.")


class MergeMaps(OperationSettings):
    """Put maps of one material into another; the result is a new version of that. It may wait for ordered maps."""

    material: MaterialId
    maps_from: Annotated[
        str,
        Field(min_length=1, max_length=64, description="The job_id of the one with the maps; it may be under way."),
    ]
    maps: list[MapName] = Field(min_length=1, max_length=len(MAP_NAMES), description="Which of its maps to take over.")


def _fix(settings: FixMaterial, ingredients: Ingredients, progress: Progress) -> Made:
    (textures,) = ingredients.materials
    for number, fix in enumerate(settings.fixes):
        progress(number / len(settings.fixes))
        textures = apply(textures, fix)
    return Made(textures)


def _complete(settings: CompleteMaterial, ingredients: Ingredients, progress: Progress) -> Made:
    (textures,) = ingredients.materials
    kept = {name: map_ for name, map_ in textures.maps.items() if name not in settings.remake}
    if not kept:
        raise Incomplete("keep_one_map")
    progress(0)
    asked = replace(
        textures,
        maps=kept,
        size_m=settings.size_m or textures.size_m,
        height_range_m=textures.height_range_m if settings.height_range_m is None else settings.height_range_m,
    )
    return Made(complete(asked))


def _overlay(settings: OverlayMaterial, ingredients: Ingredients, progress: Progress) -> Made:
    (textures,) = ingredients.materials
    progress(0)
    return Made(
        coat(textures, settings.overlay, amount=settings.amount, scale=settings.scale, seed=settings.seed),
    )


def _blend(settings: BlendMaterials, ingredients: Ingredients, progress: Progress) -> Made:
    below, above = ingredients.materials
    progress(0)
    return Made(blend(below, above, amount=settings.amount, softness=settings.softness))


def _merge(settings: MergeMaps, ingredients: Ingredients, progress: Progress) -> Made:
    textures, other = ingredients.materials
    progress(0)
    absent: list[MapName] = [name for name in settings.maps if name not in other.maps]
    notes = (f"The other material has no {maps_in_words(absent)}.",) if absent else ()
    made = merged(textures, other, [name for name in settings.maps if name in other.maps])
    occlusion = made.maps.get("ambient_occlusion")
    if "height" in settings.maps and occlusion is not None and occlusion.origin == "derived":
        notes = (*notes, "Ambient occlusion is that of the relief before; derive it anew under Complete.")
    return Made(made, notes)


def _said_fix(settings: FixMaterial) -> str:
    words = ", ".join(FIXES[fix].title.lower() for fix in settings.fixes)
    return words[:1].upper() + words[1:]


def _said_complete(settings: CompleteMaterial) -> str:
    return f"Made anew: {maps_in_words(settings.remake)}" if settings.remake else "Completed"


def _said_overlay(settings: OverlayMaterial) -> str:
    return f"{settings.overlay.capitalize()}, {round(100 * settings.amount)} %"


def _said_blend(settings: BlendMaterials) -> str:
    return f"Blend, {round(100 * settings.amount)} %"


def _said_merge(settings: MergeMaps) -> str:
    words = maps_in_words(settings.maps)
    return f"{words[:1].upper()}{words[1:]} taken over"


class DeriveMaterial(OfFiles):
    """Make a material of one picture that shows a surface from above: it is made to tile, its maps are derived."""

    files: list[str] = Field(min_length=1, max_length=1, description="The picture's name.")


def _derive(settings: DeriveMaterial, ingredients: Ingredients, progress: Progress) -> Made:
    progress(0)
    ((_, picture),) = ingredients.files
    try:
        textures = derived_from_picture(picture)
    except NotLoaded as error:
        raise NotLoaded(f"This cannot become a material: {error}") from error
    note = "Light and shadow of the picture stay in its base colour; the relief is guessed from its brightness."
    return Made(textures, (note,))


def _six_digits(colour: str) -> str:
    if not re.fullmatch(_COLOUR, colour):
        raise broken("Write a colour as in #9c5a3c.")
    return colour


_COLOUR = "^#[0-9a-fA-F]{6}$"
_Colour = Annotated[str, AfterValidator(_six_digits), WithJsonSchema({"type": "string", "pattern": _COLOUR})]


class DrawMaterial(OperationSettings):
    """Draw a material from words, on this machine and free; the same seed gives the same pattern at every size."""

    words: Annotated[str, AfterValidator(whole)] = Field(
        min_length=1, max_length=2000, description="The surface, in English or Chinese.", examples=["Mossy brick wall"]
    )
    seed: int = Field(0, ge=0, le=2147483647, description="Picks the pattern.")
    size_px: int = Field(1024, ge=256, le=LARGEST_PX, description="Pixels per side.")
    wear: float | None = Field(None, ge=0, le=1, description="0 for new to 1 for badly worn. If left out: as worded.")
    colour: _Colour | None = Field(None, description='Like "#9c5a3c". If left out: as worded. Metals get painted.')
    relief: float = Field(1.0, ge=0.25, le=4, description="Multiplies all heights.")
    roughness_shift: float = Field(0.0, ge=-0.5, le=0.5, description="Added to the roughness: above 0 is duller.")


def _draw(settings: DrawMaterial, ingredients: Ingredients, progress: Progress) -> Made:
    progress(0)
    drawn = draw(
        settings.words,
        seed=settings.seed,
        size_px=min(settings.size_px, ingredients.most_px),
        wear=settings.wear,
        colour=settings.colour,
        relief=settings.relief,
        roughness_shift=settings.roughness_shift,
    )
    note = f"Understood: {drawn.understood}." if drawn.recognised else drawn.understood
    return Made(TextureSet.from_material(drawn.material), (note,))


DERIVE = Operation("derive_material", DeriveMaterial, _derive, lambda _: "Derived", materials=())
LOAD = Operation("load_material", LoadMaterial, _load, lambda _: "Opened", materials=())
MERGE = Operation(
    "merge_maps", MergeMaps, _merge, _said_merge, materials=("material", "maps_from"), waits_for="maps_from"
)

_ALL = (
    LOAD,
    DERIVE,
    Operation("draw_material", DrawMaterial, _draw, lambda _: "Drawn", materials=(), called=lambda asked: asked.words),
    Operation("fix_material", FixMaterial, _fix, _said_fix),
    Operation("complete_material", CompleteMaterial, _complete, _said_complete),
    Operation("overlay_material", OverlayMaterial, _overlay, _said_overlay),
    Operation("blend_materials", BlendMaterials, _blend, _said_blend, materials=("material", "above")),
    MERGE,
)

OPERATIONS: Mapping[str, Operation] = {operation.endpoint: operation for operation in _ALL}
"""By the endpoint of their rows."""


def said(operations: Mapping[str, Operation], endpoint: str, request: Mapping[str, Any]) -> str | None:
    """Return what a job made here did, from its row; None for an operation this Easel no longer knows."""
    operation = operations.get(endpoint)
    if operation is None:
        return None
    try:
        return operation.said(settings_of(operation, request))
    except ValueError:
        return operation.name.replace("_", " ").capitalize()


def made_with(operations: Mapping[str, Operation], endpoint: str, request: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the operation and all its settings, those left out at their start values; None where that is unknown."""
    operation = operations.get(endpoint)
    try:
        return operation and {"operation": operation.name} | settings_of(operation, request).model_dump(mode="json")
    except ValueError:
        return None


def settings_of(operation: Operation, request: Mapping[str, Any]) -> OperationSettings:
    """Return the settings in a row's request.

    Raises:
        ValidationError: They are of another version of Easel.
    """
    return operation.settings.model_validate({name: value for name, value in request.items() if name != CALLED})
