"""Results as an agent gets them: a link to the file and a small picture, never the file itself."""

import asyncio
import base64
import io
from pathlib import Path
from typing import Any

from PIL import Image

from studio.errors import NotMedia
from studio.ledger.job import Asset
from ui.asking.page import Page

SMALL_PX = 512
"""Longest side of a small picture."""
ASSET_URI = "easel://asset/"


def linked(asset: Asset) -> dict[str, Any]:
    """Return the link to a file; `resources/read` tells about it."""
    return {
        "type": "resource_link",
        "uri": ASSET_URI + asset.id,
        "name": asset.name,
        "mimeType": asset.mime,
        "size": asset.bytes,
    }


async def pictured_small(page: Page, asset: Asset) -> dict[str, Any] | None:
    """Return a small picture of a file, of a video its first frame; None where there is none."""
    data = await small_jpeg(page, asset)
    return None if data is None else {"type": "image", "data": data, "mimeType": "image/jpeg"}


async def small_jpeg(page: Page, asset: Asset) -> str | None:
    """Return a JPEG of at most 512 x 512 px in Base64; None where the file cannot be shown."""
    try:
        path = await page.studio.files.ensure_thumbnail(asset.sha256)
        return await asyncio.to_thread(_jpeg, path)
    except (OSError, NotMedia):
        return None


def _jpeg(path: Path) -> str:
    with Image.open(path) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail((SMALL_PX, SMALL_PX), Image.Resampling.LANCZOS)
    on_white = Image.new("RGB", picture.size, "white")
    on_white.paste(picture, mask=picture.getchannel("A"))
    file = io.BytesIO()
    on_white.save(file, "JPEG", quality=82)
    return base64.b64encode(file.getvalue()).decode()
