"""From an accepted request to its files: which drawing each model gets, in which sizes and formats."""

import hashlib
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image, ImageFilter

from materials.png import write_png
from sandbox import caption, edits, film, pictures, surfaces, swatches
from sandbox.anyfast_documents import AnyFastImage
from sandbox.foxapi_documents import (
    PatinaExtract,
    PatinaMaps,
    PatinaMaterial,
    PhotaEdit,
    PhotaEnhance,
    PhotaImage,
    PhotaProfile,
    WanImage,
    WanVideo,
)
from sandbox.request_body import Body
from sandbox.stills import open_picture
from sandbox.task_store import Piece, TaskRecord, TaskStore

PHOTA_LONG_SIDE_PX = {"1K": 1024, "4K": 4096}


def produce(record: TaskRecord, body: Body, store: TaskStore) -> list[Piece]:
    """Draw a task's files into its result folder; the same task always gives the same files."""
    folder = store.result_dir(record.id)
    fewer = record.fault == "task-fewer-outputs"
    match body:
        case WanImage():
            count = _less(body.num_outputs, fewer)
            return _pictures(record, body, store, folder, count, body.size if not body.image_urls else None)
        case PhotaEdit():
            return _pictures(record, body, store, folder, _less(body.num_outputs, fewer), None, "JPEG")
        case PhotaImage():
            return _pictures(record, body, store, folder, _less(body.num_outputs, fewer), body.size, "JPEG")
        case PhotaEnhance():
            return [_enhanced(record, body, store, folder)]
        case AnyFastImage():
            count = _sequence_length(body, record.seed) if body.enable_sequential else body.count
            return _pictures(record, body, store, folder, _less(count, fewer), body.pixels)
        case PhotaProfile():
            made = f"profile_{hashlib.sha256(record.id.encode()).hexdigest()[:12]}"
            return [Piece(file="", content_type="", width=0, height=0, profile_id=made)]
        case PatinaMaterial():
            return swatches.material(record, body, store, folder, fewer=fewer)
        case PatinaMaps() | PatinaExtract():
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
    body: WanImage | PhotaImage | PhotaEdit | AnyFastImage,
    store: TaskStore,
    folder: Path,
    count: int,
    size: tuple[int, int] | None,
    file_format: Literal["PNG", "JPEG"] = "PNG",
) -> list[Piece]:
    sources = [open_picture(store, item) for item in record.inputs]
    if sources:
        size = _edit_size(body, sources[0].size, size)
    assert size is not None
    pieces: list[Piece] = []
    for index in range(count):
        seed = (record.seed + index * 7919) % 2**31
        if sources:
            picture = edits.edit(sources, body.prompt, seed=seed, size=size)
        else:
            related = isinstance(body, AnyFastImage) and body.enable_sequential
            picture = pictures.compose(
                body.prompt, seed=record.seed if related else seed, size=size, frame=index if related else 0
            )
        picture = caption.stamp(picture, body.prompt, seed=seed)
        if isinstance(body, AnyFastImage) and body.watermark:
            picture = caption.watermark(picture)
        pieces.append(_save(picture, folder, index, file_format))
    return pieces


def _edit_size(
    body: WanImage | PhotaImage | PhotaEdit | AnyFastImage, source: tuple[int, int], asked: tuple[int, int] | None
) -> tuple[int, int]:
    """Return the size of an edited picture.

    wan-2.7-image obeys an `image_size` that was sent; without one, as phota always does, the picture keeps the shape of
    the first source. AnyFast's presets name the area, and the shape stays the source's; a custom size is exact.
    """
    if isinstance(body, WanImage):
        return body.size if "image_size" in body.model_fields_set else _fitted(source, long_side_px=1280)
    if isinstance(body, PhotaEdit | PhotaImage):
        return _fitted(source, long_side_px=PHOTA_LONG_SIDE_PX[body.resolution])
    assert asked is not None
    if "x" in body.size:
        return asked
    scale = (asked[0] * asked[1] / (source[0] * source[1])) ** 0.5
    return _even(source[0] * scale), _even(source[1] * scale)


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
