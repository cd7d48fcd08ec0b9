"""What a file really is: recognised by its bytes, decoded once to be sure that it is whole."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import av
from av.codec.codec import UnknownCodecError
from av.error import DecoderNotFoundError
from PIL import Image

from materials.pixels.picture_as_seen import as_seen, shown_size, turn_of_picture
from materials.pixels.pixel_limit import MAX_PIXELS
from providers.happened import Happened, happened
from providers.spec import MEDIA_FORMATS
from studio.errors import Damaged, NotMedia
from studio.files.file_kinds import SNIFFED_BYTES, is_text, kind_of
from studio.files.video_frames import open_video, turn_of_frame

_IMAGE_FORMATS = ("jpeg", "png", "webp", "avif", "bmp", "gif")
_BMP_HEADERS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 108, 124))
_SUFFIXES = {"jpeg": "jpg"}
_NAMES_OF_SUFFIXES = {suffix: name for name, suffix in _SUFFIXES.items()} | {"3gp": "mp4"}
FILE_MIME = "application/octet-stream"


@dataclass(frozen=True)
class MediaInfo:
    """Facts of a file, all found in its bytes.

    Attributes:
        kind: "image" or "video"; "archive" for a ZIP that Easel made itself; "file" for what is kept and never shown.
        format: A name of `providers.spec.MEDIA_FORMATS`; "zip"; of a file a name of `file_kinds.KIND_WORDS`.
        mime: Its MIME type; of a file one that no browser opens.
        width, height: Pixels as people see them, turned as the file says; 0 where there are none.
        duration_s: Seconds; None for a picture, and for a video that does not say.
        bytes: Size of the file.
        has_alpha: True when a picture carries an alpha channel or a transparent colour.
        damaged: True when it is a picture or video that cannot be decoded.
    """

    kind: Literal["image", "video", "archive", "file"]
    format: str
    mime: str
    width: int
    height: int
    duration_s: float | None
    bytes: int
    has_alpha: bool
    damaged: bool = False

    @property
    def suffix(self) -> str:
        """File name suffix without the dot."""
        return _SUFFIXES.get(self.format, self.format)


def recognise(start: bytes) -> str | None:
    """Return the format name of a file from its first 64 bytes or more, or None for anything Easel does not show."""
    kind = kind_of(start)
    if kind == "bmp":
        return "bmp" if start[14:18] in _BMP_HEADERS else None
    if kind == "mov" and start[4:8] != b"ftyp":
        return None
    name = _NAMES_OF_SUFFIXES.get(kind, kind)
    return name if name in MEDIA_FORMATS else None


def archive_info(path: Path) -> MediaInfo:
    """Return the facts of a ZIP that Easel made."""
    return MediaInfo("archive", "zip", "application/zip", 0, 0, None, path.stat().st_size, False)


def file_info(path: Path, *, damaged: bool = False) -> MediaInfo:
    """Return the facts of something that was paid for and cannot be shown: whatever it is, it is kept to be downloaded.

    Raises:
        NotMedia: It is empty, or a text: what servers send when they have nothing.
    """
    with path.open("rb") as file:
        start = file.read(SNIFFED_BYTES)
    if not start or is_text(start):
        raise NotMedia(happened("media_not_known"))
    return MediaInfo("file", kind_of(start), FILE_MIME, 0, 0, None, path.stat().st_size, False, damaged)


def open_picture(path: Path, *, max_pixels: int = MAX_PIXELS) -> Image.Image:
    """Open a picture by the one reader of its format, under a limit of pixels. Use it in a `with`; nothing is decoded.

    All pictures of files are opened here, and become pixels through `picture_as_seen`.

    Raises:
        NotMedia: It is no picture that Easel shows, or too large to decode.
        Damaged: It is broken.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        format_name = recognise(file.read(64))
    if format_name not in _IMAGE_FORMATS:
        raise NotMedia(happened("no_picture"))
    try:
        image = Image.open(path, formats=_pillow_formats(format_name))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotMedia(happened("far_too_many_pixels")) from None
    except Exception as error:  # Pillow raises nearly anything on broken files
        raise Damaged(happened("picture_broken", format=format_name.upper())) from error
    if image.width * image.height > max_pixels:
        image.close()
        raise NotMedia(_too_many_pixels(image.width, image.height, max_pixels))
    return image


def picture_as_seen(path: Path, *, near_px: int | None = None) -> Image.Image:
    """Return a picture upright and in sRGB; see `materials.pixels.picture_as_seen.as_seen`.

    Args:
        path: Where it is.
        near_px: Its longer side may be so small, which decodes a JPEG several times faster; None: all of its pixels.

    Raises:
        NotMedia, Damaged, OSError: As `open_picture` raises.
    """
    with open_picture(path) as opened:
        if near_px is not None:
            opened.draft("RGB", (near_px, near_px))
        try:
            return as_seen(opened)
        except Exception as error:
            raise Damaged(happened("picture_broken", format=(opened.format or "").upper())) from error


def inspect(path: Path, *, decode: bool = True, max_pixels: int = MAX_PIXELS) -> MediaInfo:
    """Recognise a file by its bytes and decode it: a picture whole, of a video the first frame.

    Takes up to a second for large files: call it in a worker thread. Without `decode` only as much is read as tells its
    size, and what is damaged further on passes: for bytes that are known to be those of a file that was decoded once.

    Raises:
        NotMedia: It is no picture or video that Easel shows, or too large to decode.
        Damaged: It is broken.
    """
    with path.open("rb") as file:
        format_name = recognise(file.read(64))
    if format_name is None:
        raise NotMedia(happened("media_not_known"))
    if format_name in _IMAGE_FORMATS:
        return _inspect_image(path, format_name, decode, max_pixels)
    return _inspect_video(path, format_name, decode, max_pixels)


def _inspect_image(path: Path, format_name: str, decode: bool, max_pixels: int) -> MediaInfo:
    with open_picture(path, max_pixels=max_pixels) as image:
        try:
            has_alpha = image.has_transparency_data
            if decode:
                image.load()
            width, height = shown_size(image.size, turn_of_picture(image))
        except Exception as error:  # Pillow raises nearly anything on broken files
            raise Damaged(happened("picture_broken", format=format_name.upper())) from error
    size = path.stat().st_size
    return MediaInfo("image", format_name, MEDIA_FORMATS[format_name], width, height, None, size, has_alpha)


def _pillow_formats(format_name: str) -> list[str]:
    # A JPEG with a second picture inside, as phones write it, is "MPO" to Pillow.
    return ["JPEG", "MPO"] if format_name == "jpeg" else [format_name.upper()]


def _inspect_video(path: Path, format_name: str, decode: bool, max_pixels: int) -> MediaInfo:
    try:
        with open_video(path, format_name) as container:
            if not container.streams.video:
                raise NotMedia(happened("sound_only"))
            stream = container.streams.video[0]
            width, height = stream.codec_context.width, stream.codec_context.height
            if width * height > max_pixels:
                raise NotMedia(_too_many_pixels(width, height, max_pixels))
            try:
                frame = next(container.decode(stream), None)  # how it is turned is told with its frames
            except Exception:
                if decode:
                    raise
                frame = None
            if frame is None and decode:
                raise Damaged(happened("no_frames"))
            width, height = shown_size((width, height), turn_of_frame(frame) if frame else None)
            duration_s = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None
            if duration_s is None and container.duration:
                duration_s = container.duration / av.time_base
    except NotMedia:
        raise
    except (UnknownCodecError, DecoderNotFoundError):
        raise NotMedia(happened("video_kind_not_opened", format=format_name.upper())) from None
    except Exception as error:  # PyAV raises nearly anything on broken files
        raise Damaged(happened("video_broken", format=format_name.upper())) from error
    size = path.stat().st_size
    return MediaInfo("video", format_name, MEDIA_FORMATS[format_name], width, height, duration_s, size, False)


def _too_many_pixels(width: int, height: int, max_pixels: int) -> Happened:
    return happened("too_many_pixels", width=width, height=height, most_millions=max_pixels // 1_000_000)
