"""Gradio's own 3D component with a material in it: for browsers without WebGL 2, which the viewer needs."""

import hashlib
from typing import Any

import gradio as gr

from studio.errors import StudioError
from studio.ledger.job import Job
from ui.asking.page import Page, owner_of
from ui.routes.model_route import model_of


def model3d(page: Page, *results: gr.HTML) -> None:
    """Build the component, which stays unseen until one of `results` raises `model` ({job_id}, or None at first).

    `results/material_preview.js` does that in such a browser only, and then puts the component where its viewer
    would be. Nobody else loads what it is made of.
    """
    component = gr.Model3D(visible=False, elem_id="easel-model3d", container=False, show_label=False, interactive=False)

    async def model(event: gr.EventData, request: gr.Request) -> dict[str, Any]:
        if event.job_id is None:
            return gr.update(visible=True)
        try:
            job = await page.studio.jobs.get(owner_of(request), str(event.job_id))
            await model_of(page.studio, job)
        except StudioError:
            return gr.skip()  # the picture stays
        url = page.links.model(job, f"{_version(job)}.glb")
        return {"path": url, "url": url}

    for result in results:
        # Postprocessing would copy the file to where Gradio serves files from, which is shut.
        result.model(
            model, None, component, queue=False, show_progress="hidden", api_visibility="private", postprocess=False
        )


def _version(job: Job) -> str:
    """Return what differs when the maps do, for whoever keeps files by their address."""
    return hashlib.sha256(repr([(asset.sha256, asset.label) for asset in job.outputs]).encode()).hexdigest()[:12]
