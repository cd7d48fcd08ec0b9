"""Small pictures of kept files for lists: whole pictures scaled down, the first frame of videos."""

import secrets
from pathlib import Path

from PIL import Image

from materials.picture_as_seen import eight_bits
from studio.inspection import MediaInfo, picture_as_seen
from studio.video_frames import open_video, upright_frame

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
    image = eight_bits(picture_as_seen(source, near_px=SIDE_PX * 2))
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _first_frame(source: Path, info: MediaInfo) -> Image.Image:
    with open_video(source, info.format) as container:
        return upright_frame(next(container.decode(container.streams.video[0])))
