"""Small pictures of kept files for lists: whole pictures scaled down, the first frame of videos."""

import secrets
from pathlib import Path
from typing import cast

import av
import numpy as np
from PIL import Image, ImageOps

from studio.inspection import DEMUXERS, MediaInfo

SIDE_PX = 384
_QUALITY = 82


def make_thumbnail(source: Path, info: MediaInfo, target: Path) -> None:
    """Write a WebP of at most 384 x 384 px.

    Args:
        source: A file that `inspect` accepted.
        target: Is replaced in one step when the thumbnail is complete.
    """
    image = _first_frame(source, info) if info.kind == "video" else _picture(source)
    image.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS, reducing_gap=3.0)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{secrets.token_hex(8)}.part")
    image.save(partial, "WEBP", quality=_QUALITY, method=4)
    partial.replace(target)


def _picture(source: Path) -> Image.Image:
    with Image.open(source) as opened:
        opened.draft("RGB", (SIDE_PX * 2, SIDE_PX * 2))  # a JPEG decodes faster at a fraction of its size
        image = ImageOps.exif_transpose(opened)
        if image.mode.startswith("I") or image.mode == "F":
            return eight_bits(image)
        return image.convert("RGBA" if image.has_transparency_data else "RGB")


def eight_bits(image: Image.Image) -> Image.Image:
    """Return a deep grey picture (height maps are often 16-bit) as 8-bit grey; Pillow's convert would clip it."""
    values = np.asarray(image, dtype=np.float32)
    brightest = 65535.0 if image.mode.startswith("I") else 1.0
    return Image.fromarray((np.clip(values / brightest, 0, 1) * 255 + 0.5).astype(np.uint8)).convert("RGB")


def _first_frame(source: Path, info: MediaInfo) -> Image.Image:
    with av.open(str(source), format=DEMUXERS[info.format]) as container:
        frame = next(container.decode(container.streams.video[0]))
        return cast(Image.Image, frame.to_image())  # pyright: ignore[reportUnknownMemberType]
