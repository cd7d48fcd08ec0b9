"""Reading reference videos: whether they can be read, and evenly spread frames."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image

from materials.pixels.picture_as_seen import shown_size, turn_of_video, turned
from sandbox.paint.mp4 import Frame


@dataclass(frozen=True)
class ClipInfo:
    """Size and length of a video."""

    width: int
    height: int
    duration_s: float


def probe(data: bytes) -> ClipInfo | None:
    """Return what a video file holds, or None when it is not a readable video."""
    import av
    from av.error import FFmpegError

    try:
        with av.open(io.BytesIO(data)) as opened:
            container: Any = opened  # PyAV's own types are only partly known
            if container.format.name.endswith(("_pipe", "gif")):  # FFmpeg opens single pictures too
                return None
            stream = container.streams.video[0]
            turn = _turn(next(container.decode(stream)))
            length = container.duration / 1_000_000 if container.duration else 0.0
            return ClipInfo(*shown_size((stream.width, stream.height), turn), length)
    except (FFmpegError, IndexError, StopIteration, ValueError):
        return None


def frames(data: bytes, fps: int, size: tuple[int, int]) -> Iterator[Frame]:
    """Yield frames of a video at a steady rate for ever, from its beginning again when it ends.

    Args:
        data: A video that `probe` accepts.
        fps: Frames per second to yield.
        size: (width, height) the frames are fitted into, keeping their shape.
    """
    import av

    while True:
        with av.open(io.BytesIO(data)) as opened:
            container: Any = opened
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            due = 0.0
            for frame in container.decode(stream):
                shown_s = float(frame.time or 0.0)
                picture = None
                while due <= shown_s + 0.5 / fps:
                    if picture is None:
                        picture = _upright(frame, size)
                    yield picture.copy()
                    due += 1 / fps


def _upright(frame: Any, size: tuple[int, int]) -> Frame:
    turn = _turn(frame)
    across, down = shown_size((frame.width, frame.height), turn)
    scale = min(size[0] / across, size[1] / down)
    fitted = round(across * scale / 2) * 2, round(down * scale / 2) * 2
    # A shape that nearly fits is stretched by less than two per cent rather than framed.
    if abs(fitted[0] - size[0]) <= size[0] * 0.02 and abs(fitted[1] - size[1]) <= size[1] * 0.02:
        fitted = size
    lying = Frame.of_array(frame.reformat(*shown_size(fitted, turn), "yuv420p").to_ndarray())
    return Frame(*(turned(plane, turn) for plane in lying.planes()))


def _turn(frame: Any) -> Image.Transpose | None:
    """Return how a frame is to be turned: phones note that beside the stream."""
    from av.sidedata.sidedata import Type

    matrix = frame.side_data.get(Type.DISPLAYMATRIX)
    return None if matrix is None else turn_of_video(struct.unpack("=9i", bytes(matrix)[:36]))
