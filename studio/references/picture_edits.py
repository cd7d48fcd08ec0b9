"""Pictures made from a kept file: a part of it, turned; one a model takes; a frame of a video; a mask at full size.

All are upright and in sRGB, without a profile or a camera's notes: models look at the numbers only.
"""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import cast

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from materials.pixels.picture_as_seen import eight_bits, turn_of_picture
from materials.pixels.picture_as_seen import shown_size as size_turned
from materials.pixels.pixel_limit import MAX_PIXELS
from providers.happened import happened
from providers.spec import MEDIA_FORMATS, Media
from studio.errors import NotMedia, NotPossible
from studio.files.inspection import MediaInfo, open_picture, picture_as_seen
from studio.files.video_frames import open_video, upright_frame

CropBox = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of a picture, as fractions of its width and height."""

Area = Sequence[tuple[float, float]]
"""Corners of a part of a picture, as fractions of its width and height: two of a rectangle, more of a polygon."""

WHOLE: CropBox = (0.0, 0.0, 1.0, 1.0)
_TURNS = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
_JPEG_QUALITIES = (95, 90, 84)
_SMALLER = 0.82  # each side, when the best quality that is left still makes too large a file
_SMALLEST_PX = 16
_SHOWN_MARK = 16  # how bright a mask must be somewhere for it to mark anything


def turned_part(source: Path, info: MediaInfo, turns: int, box: CropBox, target: Path) -> None:
    """Write a part of a picture, turned, in the format it came in where that keeps its look.

    Args:
        source: A picture that `inspect` accepted, with these facts.
        info: Its facts.
        turns: Quarter turns clockwise.
        box: The part, of the turned picture as people see it.
        target: Where to write.

    Raises:
        NotPossible: The part is smaller than a pixel.
    """
    image = picture_as_seen(source)
    turn = _TURNS[turns % 4]
    if turn is not None:
        image = image.transpose(turn)
    left, top, right, bottom = box
    edges = (
        round(left * image.width), round(top * image.height), round(right * image.width), round(bottom * image.height),
    )  # fmt: skip
    if edges[0] >= edges[2] or edges[1] >= edges[3]:
        raise NotPossible(happened("nothing_left_of_picture"))
    _write(image.crop(edges), "jpeg" if info.format == "jpeg" else "png", target)


def can_be_fitted(info: MediaInfo, rules: Media) -> bool:
    """Return whether `fitted` can make a picture that keeps the rules: nothing has to be cut off or enlarged."""
    shortest, longest = sorted((info.width, info.height))
    if info.kind != "image" or rules.kind != "image" or not _formats(rules):
        return False
    if rules.max_aspect is not None and longest > rules.max_aspect * shortest:
        return False
    scale = min(1.0, (rules.max_side_px or longest) / longest)
    return rules.min_side_px is None or shortest * scale >= rules.min_side_px


def fitted(source: Path, info: MediaInfo, rules: Media, target: Path) -> None:
    """Write a picture as a model takes it: of a format, size and weight that the rules allow, as large as can be.

    Args:
        source: A picture that `inspect` accepted, with these facts.
        info: Its facts.
        rules: What the model takes.
        target: Where to write.

    Raises:
        NotPossible: It cannot be done without cutting it or making it unclear.
    """
    if not can_be_fitted(info, rules):
        raise NotPossible(happened("cannot_fit"))
    image = eight_bits(picture_as_seen(source))
    formats = _formats(rules)
    # Where a PNG may not be transparent, only a WebP stays so: for any other file that would take another format.
    clear = ("png", "webp") if rules.png_alpha else ("webp",) if info.format == "webp" else ()
    if image.has_transparency_data and not set(clear) & set(formats):
        image = _on_white(image)
    if rules.max_side_px is not None and max(image.size) > rules.max_side_px:
        image = _scaled(image, rules.max_side_px / max(image.size))
    ways = [(info.format, 95)] if info.format in formats and info.format in ("png", "webp", "jpeg") else []
    ways += [("jpeg", quality) for quality in _JPEG_QUALITIES if "jpeg" in formats and not image.has_transparency_data]
    ways = ways or [(formats[0], _JPEG_QUALITIES[-1])]
    smaller = image
    for step in count(1):
        for format_name, quality in ways:
            _write(smaller, format_name, target, quality)
            if rules.max_bytes is None or target.stat().st_size <= rules.max_bytes:
                return
        smaller, ways = _scaled(image, _SMALLER**step), ways[-1:]
        if min(smaller.size) < max(_SMALLEST_PX, rules.min_side_px or 0):
            break
    raise NotPossible(happened("not_small_enough"))


def frame_at(source: Path, info: MediaInfo, at_s: float, target: Path) -> None:
    """Write the frame of a video that is shown at a moment, as a PNG; the last one for a moment beyond its end.

    Args:
        source: A video that `inspect` accepted, with these facts.
        info: Its facts.
        at_s: Seconds from its start.
        target: Where to write.

    Raises:
        NotMedia: The video is broken there.
    """
    try:
        with open_video(source, info.format) as container:
            stream = container.streams.video[0]
            start_s = float((stream.start_time or 0) * (stream.time_base or 0))
            wanted_s = max(0.0, at_s) + start_s
            if stream.time_base:
                container.seek(int(wanted_s / stream.time_base), stream=stream)
            shown = None
            for frame in container.decode(stream):
                if shown is not None and frame.time > wanted_s + 1e-4:
                    break
                shown = frame
            if shown is None:
                raise NotMedia(happened("no_picture_at_moment"))
            image = upright_frame(shown)
    except NotMedia:
        raise
    except Exception as error:  # PyAV raises nearly anything on broken files
        raise NotMedia(happened("video_broken_here")) from error
    _write(image, "png", target)


def shown_size(source: Path) -> tuple[int, int]:
    """Return the width and height of a picture as people see it: turned as its camera says."""
    with open_picture(source) as image:
        return size_turned(image.size, turn_of_picture(image))


def full_mask(drawn: Path, size: tuple[int, int], feather: float, target: Path) -> None:
    """Write a mask that was drawn on a small picture at the size of the real one: grey PNG, white is what was marked.

    Args:
        drawn: What was drawn, brightness for how much.
        size: Width and height of the real picture, in pixels.
        feather: How soft its edges are, as a fraction of the longer side: the spread of the blur.
        target: Where to write.

    Raises:
        NotPossible: Nothing is marked, the drawing cannot be opened, or the picture is too large.
    """
    _check_mask_size(size)
    try:
        small = _on_black(eight_bits(picture_as_seen(drawn)))
    except NotMedia:
        raise NotPossible(happened("drawing_not_opened")) from None
    image = small if small.size == size else small.resize(size, Image.Resampling.BICUBIC)
    if feather == 0 and small.size != size:  # steps of a small drawing become smooth but firm edges
        image = Image.fromarray(np.clip((np.asarray(image, np.float32) - 127.5) * 3 + 127.5, 0, 255).astype(np.uint8))
    _write_mask(image, feather, target)


def area_mask(areas: Sequence[Area], size: tuple[int, int], feather: float, inverted: bool, target: Path) -> None:
    """Write the mask of some areas. Takes and raises what `full_mask` does, but for what is marked.

    Args:
        areas: What is marked.
        size: As there.
        feather: As there.
        inverted: Mark everything else instead.
        target: Where to write.
    """
    _check_mask_size(size)
    ground, ink = (255, 0) if inverted else (0, 255)
    image = Image.new("L", size, ground)
    pen = ImageDraw.Draw(image)
    for area in areas:
        corners = [(x * size[0], y * size[1]) for x, y in area]
        if len(corners) == 2:
            (left, top), (right, bottom) = ((round(x), round(y)) for x, y in corners)
            image.paste(ink, (min(left, right), min(top, bottom), max(left, right), max(top, bottom)))
        else:
            pen.polygon(corners, fill=ink)
    _write_mask(image, feather, target)


def _check_mask_size(size: tuple[int, int]) -> None:
    if min(size) < 1 or size[0] * size[1] > MAX_PIXELS:
        raise NotPossible(happened("too_large_for_mask"))


def _write_mask(image: Image.Image, feather: float, target: Path) -> None:
    if cast(int, image.getextrema()[1]) < _SHOWN_MARK:
        raise NotPossible(happened("nothing_marked"))
    if feather > 0:
        image = image.filter(ImageFilter.GaussianBlur(feather * max(image.size)))
    image.save(target, "PNG", compress_level=3)


def _formats(rules: Media) -> list[str]:
    """Return the formats that can be written, the usual ones first."""
    taken = rules.formats or tuple(name for name, mime in MEDIA_FORMATS.items() if mime.startswith("image/"))
    return [name for name in ("png", "webp", "jpeg", "bmp") if name in taken]


def _scaled(image: Image.Image, factor: float) -> Image.Image:
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    deep = image.mode.startswith("I")
    return image.resize(size, Image.Resampling.BOX if deep else Image.Resampling.LANCZOS)


def _on_white(image: Image.Image) -> Image.Image:
    clear = image.convert("RGBA")
    flat = Image.new("RGB", clear.size, "white")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat


def _on_black(image: Image.Image) -> Image.Image:
    clear = image.convert("RGBA")
    flat = Image.new("RGB", clear.size, "black")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat.convert("L")


def _write(image: Image.Image, format_name: str, target: Path, quality: int = 95) -> None:
    if format_name == "jpeg":
        image.convert("L" if image.mode == "L" else "RGB").save(
            target, "JPEG", quality=quality, subsampling=0 if quality >= 90 else -1
        )
    elif format_name == "png":
        image.save(target, "PNG", compress_level=4)
    elif format_name == "webp":
        image.save(target, "WEBP", quality=quality, method=4)
    else:
        image.convert("RGB").save(target, format_name.upper())
