"""Gradio's own 3D component with a material in it: for browsers without WebGL 2, which the viewer needs."""

import asyncio
import hashlib
import zipfile
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from materials.exporters.export_subject import Options
from studio.errors import StudioError
from studio.ledger.job import Job
from studio.studio import Studio
from ui.asking.file_links import PREFIX, FileLinks
from ui.asking.page import Page, owner_of
from ui.routes.file_route import SAFE_HEADERS, gone

_TARGETS = ("gltf",)
_OPTIONS = Options(shape="sphere", longest_px=1024)


def model3d(page: Page, *results: gr.HTML) -> None:
    """Build the component, which stays unseen until one of `results` raises `model` ({job_id}, or None at first).

    `static/material_preview.js` does that in such a browser only, and then puts the component where its viewer would
    be. Nobody else loads what it is made of.
    """
    component = gr.Model3D(visible=False, elem_id="easel-model3d", container=False, show_label=False, interactive=False)

    async def model(event: gr.EventData, request: gr.Request) -> dict[str, Any]:
        if event.job_id is None:
            return gr.update(visible=True)
        try:
            job = await page.studio.jobs.get(owner_of(request), str(event.job_id))
            await page.studio.exports.make(job, _TARGETS, _OPTIONS)
        except StudioError:
            return gr.skip()  # the picture stays
        url = page.links.model(job, f"{_version(job)}.glb")
        return {"path": url, "url": url}

    for result in results:
        # Postprocessing would copy the file to where Gradio serves files from, which is shut.
        result.model(
            model, None, component, queue=False, show_progress="hidden", api_visibility="private", postprocess=False
        )


def model_route(studio: Studio, links: FileLinks) -> Route:
    """Return the route that serves what `links.model` signs: the material on a sphere as binary glTF."""

    async def model(request: Request) -> Response:
        owner, job_id, signature = owner_of(request), request.path_params["job_id"], request.path_params["signature"]
        if not links.is_for(owner, signature, "model", job_id):
            return gone()
        try:
            made = await studio.exports.make(await studio.jobs.get(owner, job_id), _TARGETS, _OPTIONS)
            content = await asyncio.to_thread(_glb, made.path)
        except (StudioError, OSError):
            return gone()
        headers = {**SAFE_HEADERS, "Cache-Control": f"private, max-age={links.left_s(signature)}"}
        return Response(content, headers=headers, media_type="model/gltf-binary")

    return Route(PREFIX + "/model/{signature}/{job_id}/{name}", model, name="easel_model")


def _glb(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(next(name for name in archive.namelist() if name.endswith(".glb")))


def _version(job: Job) -> str:
    """Return what differs when the maps do, for whoever keeps files by their address."""
    return hashlib.sha256(repr([(asset.sha256, asset.label) for asset in job.outputs]).encode()).hexdigest()[:12]
