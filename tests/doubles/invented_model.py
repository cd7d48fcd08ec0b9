"""A request class that is in no catalogue."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from providers.spec import Capability, GenerationRequest, Media, Role, Shown


class Invented(GenerationRequest):
    """A model that only tests know, of a vendor that everybody knows."""

    provider: ClassVar[str] = "foxapi"
    endpoint: ClassVar[str] = "invented_model"
    capability: ClassVar[Capability] = Capability.TEXT_TO_IMAGE
    model_labels: ClassVar[Mapping[str, str]] = {"invented-1": "Invented"}

    model: Annotated[Literal["invented-1"], Field(description="Which."), Shown(Role.MODEL, "Model")] = "invented-1"
    prompt: Annotated[str, Field(max_length=7, description="What."), Shown(Role.PROMPT, "Prompt")]
    seed: Annotated[int | None, Field(ge=3, description="Luck."), Shown(Role.SEED, "Seed")] = None
    images: Annotated[
        list[str] | None,
        Field(min_length=1, max_length=2, description="Pictures."),
        Media("image"),
        Shown(Role.IMAGES, "Pictures"),
    ] = None
    title: Annotated[str | None, Field(description="A field named like a keyword."), Shown(Role.PROFILES, "Title")] = (
        None
    )
