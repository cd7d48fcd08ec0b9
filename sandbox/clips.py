"""Reading reference videos: whether they can be read, and evenly spread frames."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.mp4 import Frame


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
            next(container.decode(stream))
            length = container.duration / 1_000_000 if container.duration else 0.0
            return ClipInfo(stream.width, stream.height, length)
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
            scale = min(size[0] / stream.width, size[1] / stream.height)
            # A shape that nearly fits is stretched by less than two per cent rather than framed.
            width, height = round(stream.width * scale / 2) * 2, round(stream.height * scale / 2) * 2
            if abs(width - size[0]) <= size[0] * 0.02 and abs(height - size[1]) <= size[1] * 0.02:
                width, height = size
            due = 0.0
            for frame in container.decode(stream):
                shown_s = float(frame.time or 0.0)
                picture = None
                while due <= shown_s + 0.5 / fps:
                    if picture is None:
                        picture = Frame.of_array(frame.reformat(width, height, "yuv420p").to_ndarray())
                    yield picture.copy()
                    due += 1 / fps
