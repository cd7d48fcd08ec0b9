"""PBR maps worked out from a picture, as patina-pbr-maps and patina-material-extract answer them."""

import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from materials.maps.complete import complete
from materials.maps.physical import clamp_albedo
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import FloatArray, MapName
from materials.pixels.colour import srgb8_to_linear
from materials.pixels.encode import encode_array
from materials.pixels.resample import resized
from materials.repair.heal import heal_maps
from sandbox.documents.foxapi_documents import MAPS, MapType, PatinaExtractBody, PatinaMaps
from sandbox.paint.stills import open_picture
from sandbox.task_store import Piece, TaskRecord, TaskStore

# The order of upstream's answer to a picture, which has no base texture.
PICTURE_MAPS: tuple[MapType, ...] = ("basecolor", "normal", "roughness", "metalness", "height")
LARGEST_PX = 2048
_MARKED = 128


def of_picture(
    record: TaskRecord, body: PatinaMaps | PatinaExtractBody, store: TaskStore, folder: Path, *, fewer: bool
) -> list[Piece]:
    """Derive the asked maps of the task's picture into `folder` and return them in the upstream order.

    Extraction cuts a square, makes it tile and answers it before its maps; `upscale_factor` enlarges the maps alone.
    """
    inputs = {item.field: item for item in record.inputs}
    picture = open_picture(store, inputs["image_url"])
    if isinstance(body, PatinaExtractBody):
        mask = open_picture(store, inputs["mask_url"]).convert("L") if "mask_url" in inputs else None
        patch = cut_patch(picture, mask).resize((body.image_size, body.image_size), Image.Resampling.LANCZOS)
        texture = heal_maps({"basecolor": _linear(patch)}, across=True, down=True)["basecolor"]
        pieces = [write_map(folder, "texture.png", encode_array("basecolor", texture), None)]
        order, factor = MAPS, body.upscale_factor or 1
    else:
        texture, pieces, order, factor = _linear(_at_size(picture, body.image_size)), list[Piece](), PICTURE_MAPS, 1
    names: list[MapName] = [name for name in order if name in body.maps]
    basecolor = clamp_albedo(texture, np.zeros(texture.shape[:2], np.float32))
    maps = complete(TextureSet({"basecolor": TextureMap(basecolor)})).maps
    for name in names[: -1 if fewer and len(names) > 1 else None]:
        height, width = texture.shape[:2]
        array = np.clip(resized(maps[name].array, (height * factor, width * factor)), -1, 1)
        pieces.append(write_map(folder, f"{name}.png", encode_array(name, array), name))
    return pieces


def cut_patch(picture: Image.Image, mask: Image.Image | None) -> Image.Image:
    """Return the largest square in the middle of the picture, or of what the mask marks in white."""
    left, top, right, bottom = 0, 0, *picture.size
    if mask is not None:
        white = np.asarray(ImageOps.fit(mask, picture.size), np.uint8) >= _MARKED
        marked = Image.fromarray(white.astype(np.uint8)).getbbox()
        left, top, right, bottom = marked or (left, top, right, bottom)
    side = min(right - left, bottom - top)
    left, top = (left + right - side) // 2, (top + bottom - side) // 2
    return picture.crop((left, top, left + side, top + side))


def write_map(folder: Path, name: str, data: bytes, map_type: str | None) -> Piece:
    """Write one PNG into the task's folder and return what a result entry says about it."""
    (folder / name).write_bytes(data)
    with Image.open(io.BytesIO(data)) as picture:
        width, height = picture.size
    return Piece(file=name, content_type="image/png", width=width, height=height, map_type=map_type)


def _at_size(picture: Image.Image, side_px: int | None) -> Image.Image:
    if side_px is not None:
        return ImageOps.fit(picture, (side_px, side_px), Image.Resampling.LANCZOS)
    small = picture.copy()
    small.thumbnail((LARGEST_PX, LARGEST_PX), Image.Resampling.LANCZOS)
    return small


def _linear(picture: Image.Image) -> FloatArray:
    return srgb8_to_linear(np.asarray(picture, np.uint8))
