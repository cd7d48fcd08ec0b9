"""A model that is in no catalogue of ours, and work of one's own, reach the page and the API as any other does."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import gradio as gr
import pytest
from invented_model import Invented
from scripted_vendor import OWNER, Gateway, ScriptedVendor, assemble, run_job

from providers.catalogue import PROFILE_REQUEST, REQUESTS
from providers.spec import Role
from studio.settings import Settings
from studio.workbench.operation import Operation
from studio.workbench.operation_list import OPERATIONS
from ui.api.api_batches import batch_endpoints
from ui.api.api_edits import edit_endpoints
from ui.api.api_materials import material_endpoints
from ui.api.api_models import model_endpoints
from ui.asking.file_links import FileLinks
from ui.asking.page import Page
from ui.asking.titles import model_label
from ui.panels import text_to_image
from ui.views.job_details import details_view
from ui.views.job_view import job_view, send_buttons
from ui.views.lineage_view import settings_compared_view

KNOWN = {**REQUESTS, Invented.endpoint: Invented, PROFILE_REQUEST.endpoint: PROFILE_REQUEST}
DRAW = OPERATIONS["easel_draw_material"]
KNIT = Operation("knit_material", DRAW.settings, DRAW.make, lambda asked: f"Knitted {asked.words}", materials=())


class FoxVendor(ScriptedVendor):
    """Plays the vendor of the invented model."""

    name = "foxapi"
    title = "FoxAPI"


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    studio = assemble(
        Settings(data_dir=tmp_path),
        [Gateway.to(FoxVendor(), api_key="k", base_url="http://127.0.0.1:1", sandbox=True)],
        requests=KNOWN,
        profile_request=PROFILE_REQUEST,
        operations={**OPERATIONS, KNIT.endpoint: KNIT},
    )
    async with studio.lifespan(grace_s=5):
        yield Page(studio, FileLinks(b"0" * 32))


async def test_its_jobs_are_shown_in_its_own_words(page: Page) -> None:
    job = await run_job(page.studio, Invented(prompt="A cup", seed=7, images=["https://example.com/a.png"]))
    view = job_view(page, job)
    assert (view["model"], view["prompt"], view["profile"]) == ("Invented", "A cup", False)
    assert [source["alt"] for source in view["sources"]] == ["Pictures 1"]
    labels = [row["label"] for row in details_view(page, job)["settings"]]
    assert labels == ["Model", "Prompt", "Seed", "Pictures"]
    [asset] = job.outputs
    assert "text-to-image" not in [send["to"] for send in send_buttons(page, asset)], "its panel sends nothing there"
    other = replace(job, request={**job.request, "seed": 8})
    shown = await settings_compared_view(page, OWNER, (job, asset), (other, asset))
    assert [row["label"] for row in shown["rows"]] == ["Seed"]
    assert model_label(page.requests, "invented-1") == "Invented"


async def test_its_form_and_its_endpoints_are_there(page: Page) -> None:
    with gr.Blocks(analytics_enabled=False), gr.Tabs(), gr.Tab("all"):
        panel = text_to_image.build(page)
    assert f"{Invented.endpoint}/invented-1" in panel.form.models
    assert panel.form.read({Role.PROMPT: "A cup"}, f"{Invented.endpoint}/invented-1")["prompt"] == "A cup"
    models = {endpoint.name: endpoint for endpoint in model_endpoints(page)}
    assert [parameter.name for parameter in models[Invented.endpoint].parameters][:2] == ["model", "prompt"]
    fits = next(endpoint for endpoint in edit_endpoints(page) if endpoint.name == "fit_picture")
    assert any(Invented.endpoint in parameter.schema.get("enum", ()) for parameter in fits.parameters)
    assert list(batch_endpoints(page))


async def test_what_makes_profiles_is_named_and_not_offered(page: Page) -> None:
    job = await run_job(page.studio, Invented(prompt="A cup"))
    profile = replace(
        job, endpoint=PROFILE_REQUEST.endpoint, model=next(iter(PROFILE_REQUEST.model_labels)), request={}
    )
    view = job_view(page, profile)
    assert (view["model"], view["profile"]) == (next(iter(PROFILE_REQUEST.model_labels.values())), True)
    assert PROFILE_REQUEST.endpoint not in {endpoint.name for endpoint in model_endpoints(page)}


async def test_work_of_one_s_own_is_said_and_offered(page: Page) -> None:
    assert "knit_material" in {endpoint.name for endpoint in material_endpoints(page)}
    job = await page.studio.workbench.start(OWNER, KNIT.name, {"words": "oak planks", "size_px": 256})
    job = await page.studio.jobs.wait(OWNER, job.id, 20)
    view = job_view(page, job)
    assert view["model"] == "Knitted oak planks"
    assert (view["made_with"] or {})["operation"] == "knit_material"
