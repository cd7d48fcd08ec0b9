"""The Video panel: a video with the people and things of reference pictures and videos."""

import gradio as gr

from providers.catalogue import by_capability
from providers.spec import Capability, Role
from ui.asking.page import Page
from ui.forms.examples import Example
from ui.forms.fan_out_fold import fan_out_fold
from ui.forms.form import Form
from ui.forms.generate import generate_bar
from ui.forms.panel import Panel
from ui.panels.layout import form_column, more_settings, results_column

NAME = "video"
CAPABILITY = Capability.REFERENCE_TO_VIDEO

EXAMPLES = (
    Example(
        "A view that moves",
        "Clouds drift over the hills of image 1, the light wanders, the camera glides slowly forward",
        picture="sample-hills.webp",
        samples={Role.IMAGES: ("sample-hills.webp",)},
    ),
    Example(
        "A thing on a stage",
        "The vase of image 1 turns slowly on a dark stage, a single warm light follows it",
        picture="sample-still-life.webp",
        samples={Role.IMAGES: ("sample-still-life.webp",)},
        values={Role.ASPECT_RATIO: "1:1"},
    ),
    Example(
        "From one to the other",
        "Begin close to the vase of image 1, pull back and reveal the hills of image 2 behind it",
        picture="sample-hills.webp",
        samples={Role.IMAGES: ("sample-still-life.webp", "sample-hills.webp")},
        values={Role.DURATION: 8},
    ),
)


def build(page: Page) -> Panel:
    """Build the panel inside the open tab."""
    form = Form(NAME, by_capability(page.offered, CAPABILITY), page)
    with gr.Row(elem_classes="e-panel"):
        with form_column(NAME):
            form.place(Role.PROMPT, lines=4)
            form.place(Role.IMAGES)
            form.place(Role.VIDEOS)
            form.place(Role.ASPECT_RATIO, shapes=True)
            form.place(Role.DURATION, unit="s")
            form.place(Role.RESOLUTION)
            with more_settings(NAME):
                form.place(Role.NEGATIVE_PROMPT)
                form.place(Role.SEED)
                form.place(Role.MULTI_SHOTS)
                form.place(Role.SAFETY)
            fan_out_fold(page, form, CAPABILITY)
            generate_bar(page, form)
        results = results_column(page, CAPABILITY, EXAMPLES)
    return Panel(NAME, CAPABILITY, form, results, EXAMPLES)
