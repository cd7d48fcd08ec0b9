"""What a kind of work on materials is: its settings, what it works on, what it makes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from materials.drawing.draw import LARGEST_PX
from materials.maps.texture_set import TextureSet

Progress = Callable[[float], None]
"""Takes the share that is done, 0 to 1. It raises when the work is to stop: call it between steps."""

MaterialId = Annotated[str, Field(min_length=1, max_length=64, description="The job_id of a material.")]
SizeM = Annotated[float, Field(gt=0, le=1000, description="Width of the tile in metres.")]
HeightRangeM = Annotated[
    float, Field(ge=0, le=100, description="Metres between black and white in the height map; 0 is flat.")
]


class OperationSettings(BaseModel):
    """What was asked of an operation, as its row keeps it. The docstring's first line is the endpoint's summary."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OfFiles(OperationSettings):
    """Settings of work on files that people bring, which has an endpoint of its own to bring them by."""

    files: list[str]


class Measures(OperationSettings):
    """The physical measures of a material; null: not known."""

    size_m: SizeM | None = None
    height_range_m: HeightRangeM | None = None


@dataclass(frozen=True)
class Ingredients:
    """What an operation works on.

    Attributes:
        materials: The materials that `Operation.materials` names, in that order.
        files: Name and content of what people brought.
        most_px: No map needs more pixels per side: a preview is made.
    """

    materials: Sequence[TextureSet] = ()
    files: Sequence[tuple[str, bytes]] = ()
    most_px: int = LARGEST_PX


@dataclass(frozen=True)
class Made:
    """What an operation made.

    Attributes:
        textures: All maps of the new version. A map whose array is that of an ingredient keeps its file.
        notes: One sentence for everything a person should know.
    """

    textures: TextureSet
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """One kind of work.

    Attributes:
        name: Of its API endpoint; its rows carry it behind "easel_".
        settings: What can be asked of it.
        make: The work itself, in a thread. A ValueError's text is for people: what is wrong and what to do.
        said: What was done, in few words, for lists ("Flip green").
        materials: The settings that name materials; the first one is what a version was made from.
        waits_for: Which of these settings may name one that is still under way: the work waits for it.
        called: What people call the result where nobody named it, and it was made from no material.
    """

    name: str
    settings: type[OperationSettings]
    make: Callable[[Any, Ingredients, Progress], Made]
    said: Callable[[Any], str]
    materials: tuple[str, ...] = ("material",)
    waits_for: str | None = None
    called: Callable[[Any], str] = lambda _: ""

    @property
    def takes_files(self) -> bool:
        """Whether it works on files that people bring."""
        return issubclass(self.settings, OfFiles)

    @property
    def knows_size(self) -> bool:
        """Whether the width of what it makes is no guess: it is drawn here."""
        return not self.materials and not self.takes_files

    @property
    def endpoint(self) -> str:
        """What the rows of its jobs are called."""
        return f"easel_{self.name}"
