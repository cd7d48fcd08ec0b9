"""PBR materials: the base texture and the asked maps, as patina-material answers them."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from sandbox.documents import MAPS, PatinaMaterial
from sandbox.task_store import Piece, TaskRecord, TaskStore


def material(record: TaskRecord, body: PatinaMaterial, store: TaskStore, folder: Path, *, fewer: bool) -> list[Piece]:
    """Draw base texture and maps into `folder`, in the upstream order, and return them.

    The maps carry `map_type`, the base texture does not; `upscale_factor` enlarges the maps alone.
    """
    from materials.draw import draw
    from materials.encode import encode_map

    asked = [name for name in MAPS if name in body.maps]
    if fewer:
        asked = asked[:-1]
    factor = body.upscale_factor or 1
    seed = record.seed
    base = draw(body.prompt, seed=seed, size_px=body.image_size).material
    large = base if factor == 1 else draw(body.prompt, seed=seed, size_px=body.image_size * factor).material
    pieces = [_write(folder, "texture.png", encode_map(base, "basecolor"), None)]
    for name in asked:
        pieces.append(_write(folder, f"{name}.png", encode_map(large, name), name))
    return pieces


def _write(folder: Path, name: str, data: bytes, map_type: str | None) -> Piece:
    (folder / name).write_bytes(data)
    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
    return Piece(file=name, content_type="image/png", width=width, height=height, map_type=map_type)


def luminance(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("L"), np.float32) / 255
