"""Videos: real H.264 MP4 files made from the references, or from a scene in motion."""

from pathlib import Path

import numpy as np

from sandbox import caption, pictures
from sandbox.documents import WanVideo
from sandbox.task_store import Piece, TaskRecord, TaskStore

FPS = 24


def shoot(record: TaskRecord, body: WanVideo, store: TaskStore, folder: Path) -> Piece:
    """Make the video in `folder`: H.264, yuv420p, 24 frames per second, index in front."""
    import av

    width, height = body.size
    picture = caption.stamp(
        pictures.compose(body.prompt, seed=record.seed, size=body.size),
        body.prompt,
        model=record.model,
        seed=record.seed,
    )
    with av.open(str(folder / "video.mp4"), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=FPS, options={"preset": "veryfast", "crf": "21"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for _ in range(body.duration * FPS):
            for packet in stream.encode(av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return Piece(
        file="video.mp4", content_type="video/mp4", width=width, height=height, duration_s=float(body.duration)
    )
