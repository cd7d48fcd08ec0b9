"""Screen-size versions of pictures, made when first asked for and kept beside the data: a 4K original is 30 MB."""

import asyncio
import os
import secrets
import time
from datetime import timedelta
from pathlib import Path

from PIL import Image

from materials.pixels.picture_as_seen import eight_bits
from studio.files.inspection import picture_as_seen

PREVIEW_PX = 2048
"""Longest side of a preview: sharp on a large screen, and enough for a map on the 3D sphere."""

UNUSED_FOR = timedelta(days=30)
"""Previews that nobody looked at for so long go; they are made again when asked for."""

SMALL_BYTES = 400_000
"""Originals up to this size that a browser can show are their own preview."""

_SHOWN_BY_BROWSERS = {"image/jpeg", "image/png", "image/webp", "image/gif"}


class Previews:
    """Makes previews one at a time, in a thread, named by the original's content hash."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._one_at_a_time = asyncio.Semaphore(1)

    async def path(self, sha256: str, original: Path, mime: str, *, exact: bool) -> tuple[Path, str]:
        """Return (file, MIME type) of a picture's preview.

        Args:
            sha256: Content hash of the original.
            original: The original file.
            mime: Its MIME type.
            exact: Keep every colour sample apart (a material map: colours are numbers), at the price of size.

        Raises:
            NotMedia, OSError: The picture cannot be read.
        """
        if mime in _SHOWN_BY_BROWSERS and await asyncio.to_thread(os.path.getsize, original) <= SMALL_BYTES:
            return original, mime
        kept = self._place(sha256, exact)
        if not kept.exists():
            async with self._one_at_a_time:
                if not kept.exists():
                    await asyncio.to_thread(_make, original, kept, exact)
        else:
            await asyncio.to_thread(_mark_used, kept)
        return kept, "image/jpeg"

    async def forget(self, sha256: str) -> None:
        """Remove the previews of an original that is gone."""
        for exact in (False, True):
            await asyncio.to_thread(self._place(sha256, exact).unlink, missing_ok=True)

    def _place(self, sha256: str, exact: bool) -> Path:
        return self._directory / sha256[:2] / f"{sha256}{'-map' if exact else ''}.jpg"


def _mark_used(kept: Path) -> None:
    """Set its time to now, at most once a day: what was not looked at for long goes; see `studio.library.upkeep`."""
    try:
        if time.time() - kept.stat().st_mtime > 86_400:
            os.utime(kept)
    except OSError:  # a disk that cannot be written: the preview is there all the same
        pass


def _make(original: Path, kept: Path, exact: bool) -> None:
    picture = eight_bits(picture_as_seen(original, near_px=PREVIEW_PX))
    picture.thumbnail((PREVIEW_PX, PREVIEW_PX), Image.Resampling.LANCZOS)
    if picture.has_transparency_data:
        rgba = picture.convert("RGBA")
        picture = Image.new("RGB", rgba.size, "white")
        picture.paste(rgba, mask=rgba.getchannel("A"))
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_name(f"{kept.name}.{secrets.token_hex(4)}.partial")
    picture.convert("RGB").save(partial, "JPEG", quality=92, subsampling=0 if exact else -1)
    os.replace(partial, kept)
