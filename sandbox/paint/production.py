"""From an accepted request to its files: which drawing each model gets, in which sizes and formats."""

import hashlib
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageFilter

from materials.pixels.png import write_png
from sandbox.documents.anyfast_documents import AnyFastImage
from sandbox.documents.foxapi_documents import (
    PatinaExtractBody,
    PatinaMaps,
    PatinaMaterialBody,
    PhotaEdit,
    PhotaEnhance,
    PhotaImageBody,
    PhotaProfile,
    WanImage,
    WanVideo,
)
from sandbox.documents.request_body import Body
from sandbox.paint import caption, edits, film, pictures, surfaces, swatches
from sandbox.paint.stills import open_picture
from sandbox.task_store import Piece, TaskRecord, TaskStore

PHOTA_LONG_SIDE_PX = {"1K": 1024, "4K": 4096}


def produce(record: TaskRecord, body: Body, store: TaskStore, *, drawn_px: int = pictures.MAX_DRAWN_PX) -> list[Piece]:
    """Draw a task's files into its result folder; the same task always gives the same files.

    Args:
        record: The task.
        body: Its checked request.
        store: Where its references are and its files go.
        drawn_px: Pictures composed from words are drawn at this many pixels at most, then enlarged.
    """
    folder = store.result_dir(record.id)
    fewer = record.fault == "task-fewer-outputs"
    match body:
        case WanImage() | PhotaEdit() | PhotaImageBody():
            return _pictures(record, body, store, folder, _less(body.num_outputs, fewer), drawn_px)
        case PhotaEnhance():
            return [_enhanced(record, body, store, folder)]
        case AnyFastImage():
            count = _sequence_length(body, record.seed) if body.enable_sequential else body.count
            return _pictures(record, body, store, folder, _less(count, fewer), drawn_px)
        case PhotaProfile():
            made = f"profile_{hashlib.sha256(record.id.encode()).hexdigest()[:12]}"
            return [Piece(file="", content_type="", width=0, height=0, profile_id=made)]
        case PatinaMaterialBody():
            return swatches.material(record, body, store, folder, fewer=fewer)
        case PatinaMaps() | PatinaExtractBody():
            return surfaces.of_picture(record, body, store, folder, fewer=fewer)
        case WanVideo():
            return [film.shoot(record, body, store, folder)]
        case _:
            raise TypeError(f"no drawing for {record.model}")


def _enhanced(record: TaskRecord, body: PhotaEnhance, store: TaskStore, folder: Path) -> Piece:
    """Enlarge the picture and raise its local contrast: no more than a stand-in for what the model does."""
    [source] = [open_picture(store, item) for item in record.inputs]
    size = _fitted(source.size, long_side_px=PHOTA_LONG_SIDE_PX[body.resolution])
    strength = round(60 + 120 * (body.creativity if body.creativity is not None else 0.5))
    large = source.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    sharper = large.filter(ImageFilter.UnsharpMask(radius=max(size) / 400, percent=strength, threshold=2))
    return _save(caption.stamp(sharper, "Enhanced", seed=record.seed), folder, 0, "JPEG")


def _less(count: int, fewer: bool) -> int:
    return max(1, count - 1) if fewer else count


def _sequence_length(body: AnyFastImage, seed: int) -> int:
    """Return how many pictures a sequence gets: "n is the maximum, the model decides" (anyfast-wan2.7-image, n)."""
    digest = hashlib.sha256(f"{body.prompt}/{seed}".encode()).digest()[0]
    return max(1, body.count - digest % 3) if body.count > 2 else body.count


def _pictures(
    record: TaskRecord,
    body: WanImage | PhotaImageBody | PhotaEdit | AnyFastImage,
    store: TaskStore,
    folder: Path,
    count: int,
    drawn_px: int,
) -> list[Piece]:
    sources = [open_picture(store, item) for item in record.inputs]
    size = _size(body, sources[0].size if sources else None)
    pieces: list[Piece] = []
    for index in range(count):
        seed = (record.seed + index * 7919) % 2**31
        if sources:
            picture = edits.edit(sources, body.prompt, seed=seed, size=size)
        else:
            related = isinstance(body, AnyFastImage) and body.enable_sequential
            picture = pictures.compose(
                body.prompt,
                seed=record.seed if related else seed,
                size=size,
                frame=index if related else 0,
                drawn_px=drawn_px,
            )
        picture = caption.stamp(picture, body.prompt, seed=seed)
        if isinstance(body, AnyFastImage) and body.watermark:
            picture = caption.watermark(picture)
        pieces.append(_save(picture, folder, index, "JPEG" if isinstance(body, PhotaImageBody | PhotaEdit) else "PNG"))
    return pieces


def _size(
    body: WanImage | PhotaImageBody | PhotaEdit | AnyFastImage, source: tuple[int, int] | None
) -> tuple[int, int]:
    """Return the size of a picture, whose first source may have one.

    wan-2.7-image obeys an `image_size` that was sent; without one, as phota always does, an edit keeps the shape of
    the first source. AnyFast's presets name the area, and the shape stays the source's; a custom size is exact.
    """
    match body:
        case WanImage() if source and "image_size" not in body.model_fields_set:
            return _fitted(source, long_side_px=1280)
        case AnyFastImage() if source and "x" not in body.size:
            scale = (body.pixels[0] * body.pixels[1] / (source[0] * source[1])) ** 0.5
            return _even(source[0] * scale), _even(source[1] * scale)
        case PhotaEdit() | PhotaImageBody() if source:
            return _fitted(source, long_side_px=PHOTA_LONG_SIDE_PX[body.resolution])
        case AnyFastImage():
            return body.pixels
        case WanImage() | PhotaImageBody():
            return body.size
        case PhotaEdit():
            raise ValueError("an edit without its picture")


def _fitted(source: tuple[int, int], long_side_px: int) -> tuple[int, int]:
    scale = long_side_px / max(source)
    return _even(source[0] * scale), _even(source[1] * scale)


def _even(length: float) -> int:
    return max(64, round(length / 2) * 2)


def _save(picture: Image.Image, folder: Path, index: int, file_format: Literal["PNG", "JPEG"]) -> Piece:
    suffix, content_type = ("png", "image/png") if file_format == "PNG" else ("jpg", "image/jpeg")
    name = f"{index:02d}.{suffix}"
    if file_format == "PNG":
        (folder / name).write_bytes(write_png(np.asarray(picture)))
    else:
        picture.save(folder / name, "JPEG", quality=93, subsampling=0)
    return Piece(file=name, content_type=content_type, width=picture.width, height=picture.height)
