"""Reading reference videos: whether they can be read, and evenly spread frames."""

import io
from dataclasses import dataclass
from typing import Any


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
