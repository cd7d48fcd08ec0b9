"""Opening videos by the one reader of their format, and their frames as people see them: turned as the file says."""

import struct
from pathlib import Path
from typing import Any, cast

import av
from av.container import InputContainer
from av.sidedata.sidedata import Type
from PIL import Image

from materials.pixels.picture_as_seen import turn_of_video, turned

DEMUXERS = {"mp4": "mov", "mov": "mov", "webm": "matroska"}
"""Format name -> the one reader it is opened with: guessing would let a file be a playlist that names others."""


def open_video(path: Path, format_name: str) -> InputContainer:
    """Open a video of a format in `DEMUXERS`. PyAV raises nearly anything on broken files."""
    return av.open(str(path), format=DEMUXERS[format_name])


def turn_of_frame(frame: av.VideoFrame) -> Image.Transpose | None:
    """Return how a decoded frame has to be turned to be upright: phones note that beside the stream."""
    found: Any = cast(Any, frame.side_data).get(Type.DISPLAYMATRIX)
    return None if found is None else turn_of_video(struct.unpack("=9i", bytes(found)[:36]))


def upright_frame(frame: av.VideoFrame) -> Image.Image:
    """Return a decoded frame as an upright RGB picture."""
    image = cast(Image.Image, frame.to_image())  # pyright: ignore[reportUnknownMemberType]
    return turned(image, turn_of_frame(frame))
