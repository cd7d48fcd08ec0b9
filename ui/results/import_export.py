"""What the page's scripts may ask to open a texture set as a material and to export a material."""

from base64 import b64encode
from typing import NotRequired, TypedDict

import gradio as gr

from materials.exporters.registry import TARGETS
from materials.exporters.target import Target
from studio.errors import NotPossible
from studio.jobs.job_happenings import opened_here
from studio.ledger.job import JobState
from studio.sentences.sentences import sentence_of
from studio.workbench.exports import ExportProgress
from studio.workbench.material_files import is_material
from studio.workbench.texture_sets import ChooseSet, SourceFile
from ui.asking.page import Page, owner_of, visit_of
from ui.asking.server_calls import Asked, ServerCall, answering_refusals
from ui.views.export_view import ExportView, export_view
from ui.wishes.export_wishes import SIZES_PX, export_wish
from words.language import t

_EXPORT_WAIT_S = 1.0
_OPEN_WAIT_S = 15.0


class TargetView(TypedDict):
    """A program that a material can be exported for."""

    name: str
    title: str
    help: str


class ExportChoices(TypedDict):
    """What a material can be exported for, and how large."""

    targets: list[TargetView]
    sizes_px: list[int]


class ExportState(TypedDict):
    """The ZIP once it is made; until then how many of its files are written."""

    made: NotRequired[ExportView]
    written: NotRequired[int]
    files: NotRequired[int]


class SetView(TypedDict):
    """A set of textures; `picture` is what it looks like, as a data URI, empty where that is not known."""

    name: str
    picture: str


class OpenedMaterial(TypedDict):
    """The job of the material that was opened, and a note; or the sets of textures to choose one from; or why not."""

    job: NotRequired[str]
    note: NotRequired[str]
    sets: NotRequired[list[SetView]]
    sentence: NotRequired[str]


def export_actions(page: Page) -> list[ServerCall]:
    """Return the server functions of `material/desk/desk_take_away.js`, for the owner only."""

    async def export_choices(_: None, request: gr.Request) -> ExportChoices:
        owner_of(request)
        return {"targets": [_target_view(target) for target in TARGETS], "sizes_px": list(SIZES_PX)}

    async def material_export(call: Asked, request: gr.Request) -> ExportState:
        wish = export_wish(call)
        job = await page.studio.jobs.get(owner_of(request), str(call.get("material")))
        if not is_material(job):
            raise NotPossible(t("There is no map to take away."))
        made = await page.studio.exports.ask(job, wish.targets, wish.options, _EXPORT_WAIT_S)
        if isinstance(made, ExportProgress):
            return {"written": made.written, "files": made.files}
        return {"made": export_view(page, job, wish.query(), made)}

    return answering_refusals(export_choices, material_export)


def open_actions(page: Page) -> list[ServerCall]:
    """Return the server function of `material/bring_own.js`, for the owner only."""

    async def material_open(call: Asked, request: gr.Request) -> OpenedMaterial:
        visit = visit_of(request)
        files: list[SourceFile] = []
        for file in list(call.get("files", ())):
            path = visit.uploads.find(str(file.get("path")), visit.owner)
            if path is None:
                raise NotPossible(t("A file did not arrive whole. Choose the files again."))
            files.append(SourceFile(str(file.get("name") or ""), path))
        chosen = call.get("set_name")
        try:
            job = await page.studio.texture_sets.open(visit.owner, files, set_name=str(chosen) if chosen else None)
        except ChooseSet as several:
            pictures = await page.studio.texture_sets.pictures(files)
            return {"sets": [_set_view(name, pictures.get(name)) for name in several.names]}
        job = await page.studio.jobs.wait(visit.owner, job.id, _OPEN_WAIT_S)
        if job.state in (JobState.FAILED, JobState.STOPPED):
            return {"sentence": sentence_of(job.happened)}
        # What the files' names and pictures told stands below the material itself.
        return {"job": job.id, "note": sentence_of(opened_here(len(job.outputs))) if job.state.final else ""}

    return answering_refusals(material_open)


def _set_view(name: str, picture: bytes | None) -> SetView:
    return {"name": name, "picture": f"data:image/webp;base64,{b64encode(picture).decode()}" if picture else ""}


def _target_view(target: Target) -> TargetView:
    return {"name": target.name, "title": target.title, "help": target.help}
