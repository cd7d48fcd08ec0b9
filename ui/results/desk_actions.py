"""What the desk below a material may ask: its report card, work on it, its measures."""

import base64
from typing import TypedDict

import gradio as gr

from materials.maps.texture_set import MapName
from providers.plain_text import one_line, whole_within
from providers.spec import Capability
from studio.ledger.job_facts import prompt_of
from studio.workbench.material_files import map_files
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, ServerCall, answering_refusals
from ui.results.maps_order import maps_order_actions
from ui.views.desk_card_view import DeskCard, desk_card_view
from ui.views.job_view import LISTED_CHARS, JobView, job_view
from words.language import t

MATERIALS_OFFERED = 60
"""Materials offered for a blend."""


class MaterialPreview(TypedDict):
    """A picture of what work would make, as a data URI, and what there is to say of it."""

    picture: str
    note: str


class ListedMaterial(TypedDict):
    """A material that another can be blended with."""

    id: str
    name: str
    thumb: str
    maps: list[MapName]


class ListedMaterials(TypedDict):
    """The owner's newest materials."""

    materials: list[ListedMaterial]


def desk_actions(page: Page) -> list[ServerCall]:
    """Return the server functions that `material/desk/desk.js` and its sections call. Each checks the owner itself."""
    bench = page.studio.workbench

    async def material_report(job_id: str, request: gr.Request) -> DeskCard:
        return desk_card_view(await bench.check(owner_of(request), job_id))

    async def material_make(asked: Asked, request: gr.Request) -> JobView:
        asked = whole_within(asked)
        return job_view(page, await bench.start(owner_of(request), str(asked["operation"]), asked["settings"]))

    async def material_measure(asked: Asked, request: gr.Request) -> JobView:
        given = {name: value for name, value in asked.items() if name != "material"}
        return job_view(page, await bench.measure(owner_of(request), str(asked["material"]), given))

    async def material_preview(asked: Asked, request: gr.Request) -> MaterialPreview:
        made = await bench.preview(owner_of(request), str(asked["operation"]), asked["settings"])
        picture = f"data:image/webp;base64,{base64.b64encode(made.picture).decode()}"
        return {"picture": picture, "note": " ".join(made.notes)}

    async def materials_listed(besides: str, request: gr.Request) -> ListedMaterials:
        """Return the owner's newest materials but one: what it can be blended with, or take maps from."""
        jobs = await page.studio.jobs.recent(
            owner_of(request), capability=Capability.PBR_MATERIAL, limit=MATERIALS_OFFERED
        )
        materials = [(job, map_files(job)) for job in jobs if job.state.final and job.id != besides]
        return {
            "materials": [
                {
                    "id": job.id,
                    "name": one_line(prompt_of(page.requests, job), LISTED_CHARS) or t("Material"),
                    "thumb": page.links.asset(files[0].asset, "thumb"),
                    "maps": [file.name for file in files],
                }
                for job, files in materials
                if files
            ]
        }

    calls = (material_report, material_make, material_measure, material_preview, materials_listed)
    return answering_refusals(*calls, *maps_order_actions(page))
