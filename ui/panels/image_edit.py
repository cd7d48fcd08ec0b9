"""The Edit panel: pictures changed by words."""

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

NAME = "edit"
CAPABILITY = Capability.IMAGE_EDIT

EXAMPLES = (
    Example(
        "Another season",
        "Make it a winter evening: fresh snow, warm light in every window, soft falling flakes",
        picture="sample-hills.webp",
        samples={Role.IMAGES: ("sample-hills.webp",)},
    ),
    Example(
        "Another technique",
        "Turn image 1 into a watercolour painting on rough paper, keep the composition",
        picture="sample-still-life.webp",
        samples={Role.IMAGES: ("sample-still-life.webp",)},
    ),
    Example(
        "Two pictures in one",
        "Put the vase of image 1 on a table in front of the hills of image 2, in the same evening light",
        picture="sample-hills.webp",
        samples={Role.IMAGES: ("sample-still-life.webp", "sample-hills.webp")},
    ),
)


def build(page: Page) -> Panel:
    """Build the panel inside the open tab."""
    form = Form(NAME, by_capability(page.offered, CAPABILITY), page)
    with gr.Row(elem_classes="e-panel"):
        with form_column(NAME):
            form.place(Role.PROMPT, lines=4)
            form.place(Role.IMAGES)
            form.place(Role.SIZE)
            form.place(Role.RESOLUTION)
            with more_settings(NAME):
                form.place(Role.NEGATIVE_PROMPT)
                form.place(Role.SEED)
                form.place(Role.PROFILES)
                form.place(Role.CREATIVITY)
                form.place(Role.RESEMBLANCE)
                form.place(Role.EXPANSION)
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
