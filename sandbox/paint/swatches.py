"""PBR materials: the base texture and the asked maps, as patina-material answers them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from materials.drawing.draw import LARGEST_PX, draw
from materials.material import MapName, Material
from materials.pixels.colour import linear_to_srgb, srgb_to_linear
from materials.pixels.encode import encode_array
from materials.pixels.picture_as_seen import as_seen, eight_bits
from sandbox.documents.foxapi_documents import MAPS, PatinaMaterialBody
from sandbox.paint.surfaces import write_map
from sandbox.paint.turbulence import Plane, blur, resize, step
from sandbox.task_store import Piece, TaskRecord, TaskStore

# How strongly a reference picture decides the base colour where no mask says otherwise.
REFERENCE_SHARE = 0.62


def material(
    record: TaskRecord, body: PatinaMaterialBody, store: TaskStore, folder: Path, *, fewer: bool
) -> list[Piece]:
    """Draw base texture and maps into `folder`, in the upstream order, and return them.

    The maps carry `map_type`, the base texture does not; `upscale_factor` enlarges the maps alone. Everything tiles
    both ways, whatever `tiling_mode` asks. Each says how the prompt was understood.
    """
    whole = draw(body.prompt, seed=record.seed, size_px=body.image_size)
    drawn = whole.material
    pictures = {item.field: store.blob(item.sha256) for item in record.inputs}
    if "image_url" in pictures:
        drawn = _with_reference(drawn, pictures["image_url"], pictures.get("mask_url"))
    asked: list[MapName] = [name for name in MAPS if name in body.maps]
    if fewer:
        asked = asked[:-1]
    pieces = [write_map(folder, "texture.png", encode_array("basecolor", _texture(drawn)), None)]
    side_px = body.image_size * (body.upscale_factor or 1)
    sharper = draw(body.prompt, seed=record.seed, size_px=side_px).material if side_px <= LARGEST_PX else drawn
    for name in asked:
        # A coloured-in reference exists at the drawn size only; the other maps are simply drawn larger.
        source = drawn if name == "basecolor" and "image_url" in pictures else sharper
        array = np.asarray(source.map(name), np.float32)
        pieces.append(write_map(folder, f"{name}.png", encode_array(name, _enlarged(array, side_px)), name))
    text = whole.understood if whole.understood.endswith(".") else f"Drawn as: {whole.understood}."
    return [piece.model_copy(update={"text": text}) for piece in pieces]


def _texture(drawn: Material) -> Plane:
    """Return the base texture: the base colour as a photograph shows it, with its shading baked in (linear light)."""
    light = np.array([-0.38, 0.52, 0.76], np.float32)
    shade = np.clip(drawn.normal @ (light / np.linalg.norm(light)), 0, 1) / np.float32(0.76)
    lit = drawn.basecolor * (0.30 + 0.70 * shade * drawn.ambient_occlusion)[..., None]
    gloss = np.clip(shade - 1.0, 0, 1) * (1 - drawn.roughness) * 0.5
    return np.clip(lit + gloss[..., None], 0, 1).astype(np.float32)


def _enlarged(array: Plane, side_px: int) -> Plane:
    """Return a map at another side length, still tiling: the border is wrapped around before it is resampled."""
    size = array.shape[0]
    if size == side_px:
        return array
    margin = 8
    wrapped = np.pad(array, ((margin, margin), (margin, margin), (0, 0))[: array.ndim], mode="wrap")
    factor = side_px / size
    grown = resize(wrapped, (round((size + 2 * margin) * factor), round((size + 2 * margin) * factor)))
    cut = round(margin * factor)
    return np.ascontiguousarray(np.clip(grown[cut : cut + side_px, cut : cut + side_px], -1, 1))


def _with_reference(drawn: Material, picture: Path, mask: Path | None) -> Material:
    """Return the material with its base colour led by a reference picture.

    Without a mask the picture's colours mingle with the drawn structure. With one, white is drawn anew and black keeps
    the picture, as upstream's mask_url does.
    """
    side_px = drawn.basecolor.shape[0]
    with Image.open(picture) as opened:
        square = ImageOps.fit(eight_bits(as_seen(opened)).convert("RGB"), (side_px, side_px), Image.Resampling.LANCZOS)
    reference = _tileable(np.asarray(square, np.float32) / 255)
    base = np.asarray(linear_to_srgb(drawn.basecolor), np.float32)
    if mask is None:
        soft = blur(base, side_px / 24)
        # The structure of the drawn surface, in the colours of the picture.
        mingled = reference * REFERENCE_SHARE + soft * (1 - REFERENCE_SHARE) + (base - soft)
    else:
        with Image.open(mask) as opened:
            plane = ImageOps.fit(eight_bits(as_seen(opened)).convert("L"), (side_px, side_px), Image.Resampling.LANCZOS)
        anew = np.clip(blur(_tileable(np.asarray(plane, np.float32) / 255), side_px / 300), 0, 1)[..., None]
        mingled = reference + (base - reference) * anew
    coloured = srgb_to_linear(np.clip(mingled, 30 / 255, 240 / 255).astype(np.float32))
    return replace(drawn, basecolor=np.asarray(coloured, np.float32))


def _tileable(plane: Plane) -> Plane:
    """Return a square plane that wraps around: near its borders it fades into itself shifted by half."""
    size = plane.shape[0]
    place = np.abs((np.arange(size, dtype=np.float32) + 0.5) / size - 0.5)
    for axis in (0, 1):
        keep = 1 - step(0.34, 0.48, place)
        shape = [1] * plane.ndim
        shape[axis] = size
        keep = keep.reshape(shape)
        plane = plane * keep + np.roll(plane, size // 2, axis) * (1 - keep)
    return plane.astype(np.float32)
