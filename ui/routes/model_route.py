"""The HTTP route of a material on a sphere as binary glTF, for Gradio's own 3D component."""

import asyncio
import zipfile
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from materials.exporters.export_subject import Options
from studio.errors import StudioError
from studio.ledger.job import Job
from studio.studio import Studio
from studio.workbench.exports import Export
from ui.asking.file_links import PREFIX, FileLinks
from ui.asking.page import owner_of
from ui.routes.file_route import SAFE_HEADERS, not_found

_TARGETS = ("gltf",)
_OPTIONS = Options(shape="sphere", longest_px=1024)


async def model_of(studio: Studio, job: Job) -> Export:
    """Return the ZIP of a material that holds the model, made unless it is there. Raises what `Exports.make` does."""
    return await studio.exports.make(job, _TARGETS, _OPTIONS)


def model_route(studio: Studio, links: FileLinks) -> Route:
    """Return the route that serves what `links.model` signs: the material on a sphere as binary glTF."""

    async def model(request: Request) -> Response:
        owner, job_id, signature = owner_of(request), request.path_params["job_id"], request.path_params["signature"]
        if not links.is_for(owner, signature, "model", job_id):
            return not_found()
        try:
            made = await model_of(studio, await studio.jobs.get(owner, job_id))
            content = await asyncio.to_thread(_glb, made.path)
        except (StudioError, OSError):
            return not_found()
        headers = {**SAFE_HEADERS, "Cache-Control": f"private, max-age={links.left_s(signature)}"}
        return Response(content, headers=headers, media_type="model/gltf-binary")

    return Route(PREFIX + "/model/{signature}/{job_id}/{name}", model, name="easel_model")


def _glb(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(next(name for name in archive.namelist() if name.endswith(".glb")))
