"""What a target is: its words for people, and the list of files it wants for a material."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from materials.exporters.export_subject import Options, Subject
from materials.exporters.textures import Channel, Recipe, Textures
from materials.maps.maps import Convention
from materials.material import MapName

OCCLUSION_ROUGHNESS_METALNESS: tuple[Channel, ...] = ("ambient_occlusion", "roughness", "metalness")
_PACKED: tuple[MapName, ...] = ("ambient_occlusion", "roughness", "metalness")


@dataclass(frozen=True)
class File:
    """One file of a target.

    Attributes:
        path: Inside the target's folder.
        content: Text or bytes, a texture to be made, or a function that makes the bytes from textures it takes.
        needs: The textures that function takes, each once per mention.
    """

    path: str
    content: str | bytes | Recipe | Callable[[Textures], bytes]
    needs: tuple[Recipe, ...] = ()

    @property
    def recipes(self) -> tuple[Recipe, ...]:
        """Every texture the file takes."""
        return (self.content,) if isinstance(self.content, Recipe) else self.needs


@dataclass(frozen=True)
class Target:
    """Somewhere a material can be taken.

    Attributes:
        name: Stable id, also the name of its folder.
        title, help: For people: a checkbox and one sentence.
        normals: The normal convention of its files; "as given": the one the material came with.
        packing: What each channel of its packed texture holds; empty where maps stay apart.
        files: Lists the files for a subject; it makes none of them.
    """

    name: str
    title: str
    help: str
    normals: Convention | Literal["both", "as given"]
    packing: str
    files: Callable[[Textures, Options], list[File]]


def has_packed(subject: Subject) -> bool:
    """Whether any of occlusion, roughness and metalness is there."""
    return any(name in subject.maps for name in _PACKED)


def resolution(textures: Textures) -> str:
    """Return the tile's width as file names say it: 1k, 2k, or the pixels below that."""
    names: tuple[MapName, ...] = (
        ("basecolor",) if "basecolor" in textures.subject.maps else tuple(textures.subject.maps)
    )
    width = textures.size_px(names)[1]
    return f"{round(width / 1024)}k" if width >= 1000 else f"{width}px"


def number(value: float) -> str:
    """Write a number for text formats: short, with a point, never in a way a parser takes for an integer."""
    text = f"{value:.6g}"
    return text if "." in text or "e" in text else f"{text}.0"
