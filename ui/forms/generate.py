"""Generate: what was entered becomes a job, or a sentence next to the field that has to change."""

from typing import Any

import gradio as gr

from providers.by_role import sentences_by_role
from providers.spec import Role
from studio.errors import FieldErrors, StudioError
from studio.jobs.asked import asked_request
from ui.asking.page import Page, owner_of
from ui.asking.page_scripts import on_load
from ui.forms.form import Form
from ui.forms.price_line import price_line
from words.language import marked, t

STARTED = marked("Started. It runs on, also when you close this page.")
_CHECK = marked("Check the marked fields. Nothing was sent.")


def generate_bar(page: Page, form: Form) -> None:
    """Render the bar with model, count and Generate, and wire it: each click starts one job and returns at once."""
    with gr.Column(elem_classes="e-generate-bar"):
        notice = gr.HTML(
            None,
            html_template='<p role="status" hidden></p>',
            js_on_load=on_load("page/shell.js", "notice(element, props, watch)"),
            apply_default_css=False,
            elem_classes="e-answer",
            panel=form.name,
        )
        with gr.Row(elem_classes="e-generate-row"):
            form.place_model()
            if form.has(Role.COUNT):
                form.place(Role.COUNT)
            button = gr.Button(
                t("Generate"), variant="primary", elem_classes="e-generate", elem_id=f"{form.name}-generate"
            )
        price_line(page, form)

    async def generate(data: dict[Any, Any], request: gr.Request) -> dict[str, Any]:
        return await start_job(page, form, form.entered(data), owner_of(request))

    button.click(
        generate,
        inputs=set(form.components.values()),
        outputs=notice,
        queue=False,
        trigger_mode="multiple",
        show_progress="hidden",
        api_visibility="private",
    )


async def start_job(page: Page, form: Form, values: dict[Role, Any], owner: str) -> dict[str, Any]:
    """Start a job from the entered values.

    Returns:
        JSON for the notice: `started` (job id) or `errors` (role -> sentence), and `say`, a line for people.
    """
    key = values.get(Role.MODEL) or form.start_model
    if key not in form.models:
        return {"errors": {Role.MODEL.value: t("Choose a model.")}, "say": t(_CHECK)}
    cls, _ = form.models[key]
    try:
        wanted = await asked_request(page.studio.names, owner, cls, form.read(values, key))
        job = await page.studio.jobs.start(owner, wanted)
    except FieldErrors as error:
        errors = sentences_by_role(cls, error.fields)
        return {"errors": errors, "say": " ".join(filter(None, (errors.pop("", ""), t(_CHECK))))}
    except StudioError as error:
        return {"errors": {}, "say": str(error)}
    return {"errors": {}, "started": job.id, "say": t(STARTED)}
