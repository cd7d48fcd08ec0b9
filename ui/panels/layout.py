"""What every panel is made of: the two columns and the fold."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import gradio as gr

from providers.spec import Capability
from ui.asking.page import Page
from ui.asking.page_scripts import on_load
from ui.forms.examples import Example, example_cards
from ui.results.stage import stage


@contextmanager
def form_column(name: str) -> Iterator[None]:
    """Lay the left column."""
    with gr.Column(elem_classes="e-form", elem_id=f"{name}-form"):
        yield


def results_column(page: Page, capability: Capability, examples: Sequence[Example]) -> gr.HTML:
    """Lay the right column and return its stage."""
    with gr.Column(elem_classes="e-results"):
        return stage(page, capability, example_cards(examples))


@contextmanager
def more_settings(name: str) -> Iterator[None]:
    """Fold the settings that are rarely changed. What is inside is on the page from the start, so drafts reach it."""
    with gr.Column(elem_classes="e-fold"):
        gr.HTML(
            "",
            html_template=(
                '<button type="button" class="e-fold-head" aria-expanded="false" '
                f'aria-controls="{name}-more">More settings</button>'
            ),
            js_on_load=on_load("page/shell.js", "foldable(element, props)"),
            apply_default_css=False,
            elem_classes="e-field",
        )
        with gr.Column(elem_classes="e-fold-body", elem_id=f"{name}-more"):
            yield
            gr.HTML(
                "",
                html_template='<button type="button" class="e-link e-settings-file">Take settings from a file</button>',
                apply_default_css=False,
                elem_classes="e-field",
            )
