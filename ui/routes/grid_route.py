"""The HTTP route behind the signed link of a batch: its labelled grid as one picture."""

import asyncio
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from studio.batches.batch import Batch
from studio.batches.batch_picture import draw_grid, first_result
from studio.errors import NotFound
from studio.ledger.job import Asset
from studio.studio import Studio
from ui.asking.file_links import PREFIX, FileLinks, content_disposition
from ui.asking.page import owner_of
from ui.routes.file_route import SAFE_HEADERS


def grid_route(studio: Studio, links: FileLinks) -> Route:
    """Return the route that serves what `links.grid` signs; one picture is drawn at a time."""
    one_at_a_time = asyncio.Semaphore(1)

    async def grid(request: Request) -> Response:
        owner, batch_id = owner_of(request), request.path_params["batch_id"]
        missing = PlainTextResponse("This link does not lead to a picture.", status_code=404, headers=SAFE_HEADERS)
        columns = request.path_params["columns"]
        if not links.is_for(owner, request.path_params["signature"], "grid", batch_id):
            return missing
        try:
            batch = await studio.batches.get(owner, batch_id)
        except NotFound:
            return missing
        if not re.fullmatch(r"\d{1,2}", columns) or int(columns) >= len(batch.axes):
            return missing
        async with one_at_a_time:
            paths = await _paths(studio, batch)
            content = await asyncio.to_thread(draw_grid, batch, int(columns), lambda asset: paths[asset.id])
        name = re.sub(r"\W+", "-", batch.title[:60]).strip("-") or "grid"
        headers = {
            **SAFE_HEADERS,
            "Cache-Control": "private, no-store",  # it changes while the batch runs
            "Content-Disposition": content_disposition("attachment", f"{name}.png"),
        }
        return Response(content, headers=headers, media_type="image/png")

    return Route(PREFIX + "/grid/{signature}/{batch_id}/{columns}", grid, name="easel_grid")


async def _paths(studio: Studio, batch: Batch) -> dict[str, Path]:
    """Return where the picture of each result is: of a video its thumbnail."""
    found: dict[str, Path] = {}
    for asset in filter(None, map(first_result, batch.cells)):
        found[asset.id] = await _path(studio, asset)
    return found


async def _path(studio: Studio, asset: Asset) -> Path:
    if asset.kind == "image":
        return studio.files.path(asset.sha256)
    try:
        return await studio.files.ensure_thumbnail(asset.sha256)
    except (NotFound, OSError):
        return studio.files.path(asset.sha256)
