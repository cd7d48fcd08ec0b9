"""Files that cost nothing to draw: pictures of one colour, a video of one frame, a gateway's results made of them."""

import hashlib
import io
from typing import Any

import av
import numpy as np
from PIL import Image

from sandbox.documents.anyfast_documents import AnyFastImage
from sandbox.documents.foxapi_documents import (
    PatinaExtractBody,
    PatinaMaps,
    PatinaMaterialBody,
    PhotaEdit,
    PhotaEnhance,
    PhotaImageBody,
    WanImage,
    WanVideo,
)
from sandbox.documents.request_body import Body
from sandbox.task_store import Piece, TaskRecord, TaskStore


def picture(size: tuple[int, int] = (8, 8), mode: str = "RGB", kind: str = "PNG", colour: Any = "teal") -> bytes:
    """Return a picture of one colour."""
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind)
    return file.getvalue()


def clip() -> bytes:
    """Return a video of one small frame."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=24)
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")))
        container.mux(stream.encode())
    return file.getvalue()


CLIP = clip()


def tiny(record: TaskRecord, body: Body, store: TaskStore) -> list[Piece]:
    """Make a task's files without drawing anything; pictures of different tasks differ."""
    maps: list[str | None] = []
    match body:
        case WanImage() | PhotaEdit() | PhotaImageBody():
            maps = [None] * body.num_outputs
        case AnyFastImage():
            maps = [None] * body.count
        case PatinaMaterialBody() | PatinaExtractBody():
            maps = [None, *body.maps]
        case PatinaMaps():
            maps = [*body.maps]
        case WanVideo() | PhotaEnhance():
            maps = [None]
    if record.fault == "task-fewer-outputs" and len(maps) > 1:
        maps.pop()
    video = isinstance(body, WanVideo)
    pieces: list[Piece] = []
    for number, name in enumerate(maps):
        file = f"{number}.{'mp4' if video else 'png'}"
        content = CLIP if video else picture(colour=(number, *hashlib.sha256(record.id.encode()).digest()[:2]))
        (store.result_dir(record.id) / file).write_bytes(content)
        kind = "video/mp4" if video else "image/png"
        pieces.append(Piece(file=file, content_type=kind, width=8, height=8, map_type=name))
    return pieces
