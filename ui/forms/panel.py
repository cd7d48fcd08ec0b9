"""A built panel: the pieces that the shell wires together."""

from collections.abc import Sequence
from dataclasses import dataclass

import gradio as gr

from providers.spec import Capability
from ui.forms.examples import Example
from ui.forms.form import Form


@dataclass(frozen=True)
class Panel:
    """A built panel.

    Attributes:
        tab: Id of its tab.
        capability: What its models do.
        form: Its form.
        stage: Its results; raises reuse, send and example.
        examples: What an empty stage offers.
    """

    tab: str
    capability: Capability
    form: Form
    stage: gr.HTML
    examples: Sequence[Example]
