"""What a file really is: recognised by its bytes, decoded once to be sure that it is whole."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import av
from PIL import Image

from providers.spec import MEDIA_FORMATS
from studio.errors import NotMedia

MAX_PIXELS = 120_000_000
"""Largest picture that is decoded: an 8192 x 8192 map fits with room to spare."""

Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # Pillow's own guard while it reads a header

_IMAGE_FORMATS = ("jpeg", "png", "webp", "bmp", "gif")
_BMP_HEADERS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 108, 124))
DEMUXERS = {"mp4": "mov", "mov": "mov", "webm": "matroska"}
"""Format name -> the one reader it is opened with: guessing would let a file be a playlist that names others."""
_SUFFIXES = {"jpeg": "jpg"}


@dataclass(frozen=True)
class MediaInfo:
    """Facts of a file, all found in its bytes.

    Attributes:
        kind: "image" or "video"; "archive" for a ZIP that Easel made itself.
        format: A name of `providers.spec.MEDIA_FORMATS`; "zip".
        mime: Its MIME type.
        width, height: Pixels.
        duration_s: Seconds; None for a picture, and for a video that does not say.
        bytes: Size of the file.
        has_alpha: True when a picture carries an alpha channel or a transparent colour.
    """

    kind: Literal["image", "video", "archive"]
    format: str
    mime: str
    width: int
    height: int
    duration_s: float | None
    bytes: int
    has_alpha: bool

    @property
    def suffix(self) -> str:
        """File name suffix without the dot."""
        return _SUFFIXES.get(self.format, self.format)


def recognise(start: bytes) -> str | None:
    """Return the format name of a file from its first 64 bytes or more, or None for anything Easel does not keep."""
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start.startswith(b"BM") and start[14:18] in _BMP_HEADERS:
        return "bmp"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if start[4:8] == b"ftyp":
        return "mov" if start[8:12] == b"qt  " else None if start[8:12] in _STILL_BRANDS else "mp4"
    if start.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in start[:64]:
        return "webm"
    return None


def archive_info(path: Path) -> MediaInfo:
    """Return the facts of a ZIP that Easel made."""
    return MediaInfo("archive", "zip", "application/zip", 0, 0, None, path.stat().st_size, False)


_STILL_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1", b"M4A ", b"M4B ")


def inspect(path: Path, *, decode: bool = True, max_pixels: int = MAX_PIXELS) -> MediaInfo:
    """Recognise a file by its bytes and decode it: a picture whole, of a video the first frame.

    Takes up to a second for large files: call it in a worker thread. Without `decode` only its head is read, for bytes
    that are known to be those of a file that was decoded once.

    Raises:
        NotMedia: It is no picture or video that Easel keeps, or it is broken or too large to decode.
    """
    with path.open("rb") as file:
        format_name = recognise(file.read(64))
    if format_name is None:
        raise NotMedia(
            "This is no picture or video that Easel knows. Use a JPEG, PNG, WebP, BMP, GIF, MP4, MOV or WebM file."
        )
    if format_name in _IMAGE_FORMATS:
        return _inspect_image(path, format_name, decode, max_pixels)
    return _inspect_video(path, format_name, decode, max_pixels)


def _inspect_image(path: Path, format_name: str, decode: bool, max_pixels: int) -> MediaInfo:
    try:
        with Image.open(path, formats=_pillow_formats(format_name)) as image:
            if image.width * image.height > max_pixels:
                raise NotMedia(_too_many_pixels(image.width, image.height, max_pixels))
            has_alpha = image.has_transparency_data
            width, height = image.size
            if decode:
                image.load()
    except NotMedia:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotMedia("This picture has far too many pixels to open. Use a smaller one.") from None
    except Exception as error:  # Pillow raises nearly anything on broken files
        raise NotMedia(f"This {format_name.upper()} picture is broken or cut off. Save it again and retry.") from error
    return MediaInfo(
        kind="image",
        format=format_name,
        mime=MEDIA_FORMATS[format_name],
        width=width,
        height=height,
        duration_s=None,
        bytes=path.stat().st_size,
        has_alpha=has_alpha,
    )


def _pillow_formats(format_name: str) -> list[str]:
    # A JPEG with a second picture inside, as phones write it, is "MPO" to Pillow.
    return ["JPEG", "MPO"] if format_name == "jpeg" else [format_name.upper()]


def _inspect_video(path: Path, format_name: str, decode: bool, max_pixels: int) -> MediaInfo:
    try:
        with av.open(str(path), format=DEMUXERS[format_name]) as container:
            if not container.streams.video:
                raise NotMedia("This file has sound but no picture. Use a video.")
            stream = container.streams.video[0]
            width, height = stream.codec_context.width, stream.codec_context.height
            if width * height > max_pixels:
                raise NotMedia(_too_many_pixels(width, height, max_pixels))
            if decode and next(container.decode(stream), None) is None:
                raise NotMedia("This video holds no frames. Save it again and retry.")
            duration_s = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None
            if duration_s is None and container.duration:
                duration_s = container.duration / av.time_base
    except NotMedia:
        raise
    except Exception as error:
        raise NotMedia(f"This {format_name.upper()} video is broken or cut off. Save it again and retry.") from error
    return MediaInfo(
        kind="video",
        format=format_name,
        mime=MEDIA_FORMATS[format_name],
        width=width,
        height=height,
        duration_s=duration_s,
        bytes=path.stat().st_size,
        has_alpha=False,
    )


def _too_many_pixels(width: int, height: int, max_pixels: int) -> str:
    most = max_pixels // 1_000_000
    return f"{width} x {height} pixels are too many to open; at most {most} million. Use a smaller one."
