"""One ZIP of photographs of a person: upright, of moderate size, and without where and when they were taken."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from materials.pixels.picture_as_seen import eight_bits
from studio.files.inspection import picture_as_seen

MOST_BYTES = 90_000_000
"""Below the 100 MB that the network before the vendor lets through."""
_LONGEST_PX = (2048, 1536, 1024, 768)


def write_photo_archive(photos: Sequence[Path], target: Path) -> int:
    """Write the photographs as JPEGs, as large as the limit allows; return the size of the ZIP in bytes.

    The same photographs give the same bytes. Nothing of a file but its pixels gets in: no place, no date, no name.

    Raises:
        OSError: A photograph cannot be read, or the disk is full.
        ValueError: Even small they do not fit.
    """
    for longest_px in _LONGEST_PX:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for number, photo in enumerate(photos, start=1):
                entry = zipfile.ZipInfo(f"photo-{number:02d}.jpg", (1980, 1, 1, 0, 0, 0))
                archive.writestr(entry, _jpeg(photo, longest_px))
        size = target.stat().st_size
        if size <= MOST_BYTES:
            return size
    raise ValueError("These photographs are too large together.")


def _jpeg(photo: Path, longest_px: int) -> bytes:
    seen = eight_bits(picture_as_seen(photo, near_px=longest_px))
    plain = Image.new("RGB", seen.size, "white")
    if seen.has_transparency_data:
        seen = seen.convert("RGBA")
        plain.paste(seen, mask=seen.getchannel("A"))
    else:
        plain.paste(seen.convert("RGB"))
    plain.thumbnail((longest_px, longest_px), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    plain.save(file, "JPEG", quality=92)
    return file.getvalue()
