"""Small pictures of kept files for lists: pictures scaled down, the first frame of videos, a name for other files."""

import secrets
from pathlib import Path

from PIL import Image, ImageDraw

from materials.drawing.lettering import font
from materials.pixels.picture_as_seen import eight_bits
from studio.files.inspection import MediaInfo, picture_as_seen
from studio.files.video_frames import open_video, upright_frame

SIDE_PX = 384
_QUALITY = 82
_GREY, _INK, _LETTERS_PX = (226, 224, 219), (72, 69, 64), 64


def make_thumbnail(source: Path, info: MediaInfo, target: Path) -> None:
    """Write a WebP of at most 384 x 384 px.

    Args:
        source: A file with these facts.
        target: Is replaced in one step when the thumbnail is complete.
    """
    if info.kind == "file":
        image = _card(info)
    else:
        image = _first_frame(source, info) if info.kind == "video" else _picture(source)
    image.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS, reducing_gap=3.0)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{secrets.token_hex(8)}.part")
    image.save(partial, "WEBP", quality=_QUALITY, method=4)
    partial.replace(target)


def _picture(source: Path) -> Image.Image:
    image = eight_bits(picture_as_seen(source, near_px=SIDE_PX * 2))
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _card(info: MediaInfo) -> Image.Image:
    """Return what stands for a file that cannot be shown: what it is called at its end."""
    image = Image.new("RGB", (SIDE_PX, SIDE_PX), _GREY)
    words = f"{info.suffix.upper()}\ndamaged" if info.damaged else info.suffix.upper()
    middle = (SIDE_PX / 2, SIDE_PX / 2)
    ImageDraw.Draw(image).multiline_text(middle, words, _INK, font(_LETTERS_PX), anchor="mm", align="center")
    return image


def _first_frame(source: Path, info: MediaInfo) -> Image.Image:
    with open_video(source, info.format) as container:
        return upright_frame(next(container.decode(container.streams.video[0])))
