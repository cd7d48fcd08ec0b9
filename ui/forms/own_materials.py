"""The ways to a material without a vendor, on top of the panel's form: drawing one, and opening a texture set."""

import gradio as gr

from ui.asking.page import Page
from ui.asking.page_scripts import on_load
from ui.results.desk_actions import desk_actions
from ui.results.import_export import open_actions
from ui.results.job_actions import job_actions

_JS = on_load("material/own_materials.js", "ownMaterials(element, {server, upload})")
_CALLED = {"material_make", "material_preview", "material_open", "job_shown", "job_stop"}


def own_materials(page: Page) -> gr.HTML:
    """Render the two ways; what they make is shown by the stage."""
    calls = [*desk_actions(page), *open_actions(page), *job_actions(page)]
    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        apply_default_css=False,
        elem_classes="e-field",
        elem_id="material-own",
        server_functions=[call for call in calls if call.__name__ in _CALLED],
    )
