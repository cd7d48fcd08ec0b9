"""A subject whose maps are made smaller before anything is written of them."""

import io
from dataclasses import replace

from PIL import Image

from materials.errors import NotAMap
from materials.exporters.export_subject import SourceMap, Subject
from materials.maps.complete import even_sized
from materials.material import MapName
from materials.pixels.encode import decode_map


def smaller(subject: Subject, longest_px: int) -> Subject:
    """Return the subject with each map whose longer side exceeds `longest_px` made smaller, its proportions kept.

    Maps that are small enough stay the files they are.

    Raises:
        NotAMap: A map is no readable picture.
    """
    maps = {name: _fitted(name, source, longest_px) for name, source in subject.maps.items()}
    return replace(subject, maps=maps)


def _fitted(name: MapName, source: SourceMap, longest_px: int) -> SourceMap:
    height, width = _size_px(source)
    if max(height, width) <= longest_px:
        return source
    array = decode_map(name, source.content) if isinstance(source.content, bytes) else source.content
    factor = longest_px / max(height, width)
    size_px = max(1, round(height * factor)), max(1, round(width * factor))
    return replace(source, content=even_sized(name, array, size_px))


def _size_px(source: SourceMap) -> tuple[int, int]:
    if not isinstance(source.content, bytes):
        return source.content.shape[0], source.content.shape[1]
    try:
        with Image.open(io.BytesIO(source.content)) as image:  # reads the header only
            return image.height, image.width
    except (OSError, ValueError, SyntaxError) as error:
        raise NotAMap("This is not a picture.") from error
