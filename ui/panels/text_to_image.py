"""The Image panel: pictures from words."""

import gradio as gr

from providers.catalogue import by_capability
from providers.spec import Capability, Role
from ui.asking.page import Page
from ui.forms.examples import Example
from ui.forms.fan_out_fold import fan_out_fold
from ui.forms.form import Form
from ui.forms.generate import generate_bar
from ui.forms.panel import Panel
from ui.forms.profiles_fold import profiles_fold
from ui.panels.layout import form_column, more_settings, results_column

NAME = "image"
CAPABILITY = Capability.TEXT_TO_IMAGE

EXAMPLES = (
    Example(
        "A photograph",
        "A small red lighthouse on a basalt cliff at dawn, sea mist below, the lamp still burning, wide angle",
    ),
    Example(
        "An illustration",
        "A paper-cut fox asleep under a birch, layered cream and rust card, soft side light, seen from above",
    ),
    Example(
        "A painting",
        "An old water town in ink wash, thin morning mist, a small boat under a stone bridge, its reflection clear",
    ),
)


def build(page: Page) -> Panel:
    """Build the panel inside the open tab."""
    form = Form(NAME, by_capability(page.offered, CAPABILITY), page)
    with gr.Row(elem_classes="e-panel"):
        with form_column(NAME):
            form.place(Role.PROMPT, lines=4)
            form.place(Role.SIZE)
            form.place(Role.ASPECT_RATIO, shapes=True)
            form.place(Role.RESOLUTION)
            with more_settings(NAME):
                form.place(Role.NEGATIVE_PROMPT)
                form.place(Role.SEED)
                form.place(Role.SEQUENTIAL)
                form.place(Role.THINKING)
                form.place(Role.SAFETY)
                form.place(Role.WATERMARK)
                form.place(Role.RESPONSE_FORMAT)
            profiles_fold(page, form)
            fan_out_fold(page, form, CAPABILITY)
            generate_bar(page, form)
        results = results_column(page, CAPABILITY, EXAMPLES)
    return Panel(NAME, CAPABILITY, form, results, EXAMPLES)
