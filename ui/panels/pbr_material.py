"""The Material panel: a tileable surface and its PBR maps."""

import gradio as gr

from providers.catalogue import by_capability
from providers.spec import Capability, Role
from ui.asking.page import Page
from ui.forms.examples import Example
from ui.forms.fan_out_fold import fan_out_fold
from ui.forms.form import NO_SEED, Form
from ui.forms.generate import generate_bar
from ui.forms.own_materials import own_materials
from ui.forms.panel import Panel
from ui.panels.layout import form_column, more_settings, results_column
from words.language import t

NAME = "material"
CAPABILITY = Capability.PBR_MATERIAL

EXAMPLES = (
    Example("Masonry", "Weathered red brick wall with moss in the joints", values={Role.TILING: "xy"}),
    Example("Wood", "Dark walnut herringbone parquet, satin varnish, fine grain", values={Role.TILING: "xy"}),
    Example(
        "Metal",
        "Hammered copper sheet with green patina in the hollows",
        values={
            Role.TILING: "xy",
            Role.MAPS: ("basecolor", "normal", "roughness", "metalness", "height"),
        },
    ),
)


def build(page: Page) -> Panel:
    """Build the panel inside the open tab."""
    form = Form(NAME, by_capability(page.offered, CAPABILITY), page)
    with gr.Row(elem_classes="e-panel"):
        with form_column(NAME):
            own_materials(page)
            form.place(Role.PROMPT, lines=3)
            form.place(Role.IMAGES)
            form.place(Role.MAPS)
            form.place(Role.SIZE)
            form.place(Role.TILING, shapes=True)
            with more_settings(NAME):
                form.place(Role.MASK)
                form.place(Role.UPSCALE)
                if not form.has(Role.SEED):
                    gr.HTML(f'<p class="e-help">{t(NO_SEED)}</p>', apply_default_css=False, elem_classes="e-field")
            fan_out_fold(page, form, CAPABILITY)
            generate_bar(page, form)
        results = results_column(page, CAPABILITY, EXAMPLES)
    return Panel(NAME, CAPABILITY, form, results, EXAMPLES)
