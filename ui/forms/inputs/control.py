"""One control as a Gradio component: a `gr.HTML` whose code is in ui/static/form/."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gradio as gr

from ui.asking.page_scripts import on_load


def control(
    kind: str,
    *,
    panel: str,
    role: str,
    specs: Mapping[str, Mapping[str, Any] | None],
    model: str,
    server_functions: Sequence[Callable[..., Any]] = (),
    class_name: str = "",
    **look: Any,
) -> gr.HTML:
    """Create the component of one control.

    Its value is `{"v": value}`: never a plain string, so that Gradio does not take what people typed for markup, and
    never None, which Gradio would turn into "". Only the browser changes it: it is an input of events, never an output.

    Args:
        kind: Name the script defines ("text", "tray", ...).
        panel: Name of the form, key of its drafts in the browser.
        role: What the control is for; also the end of its element id, "image-prompt".
        specs: Model key -> what the control may be for that model, JSON values; None: the model has no such setting.
        model: The model the form starts with.
        server_functions: What its script may call.
        class_name: Extra class of the wrapper.
        look: Further props the script reads.
    """
    first = specs.get(model) or next((spec for spec in specs.values() if spec is not None), {})
    return gr.HTML(
        {"v": first.get("start")},  # pyright: ignore[reportArgumentType] # any JSON value travels
        html_template='<div class="e-control"></div>',
        js_on_load=on_load("page/controls.js", f"mount('{kind}', element, props, trigger, watch, server, upload)"),
        apply_default_css=False,
        elem_id=f"{panel}-{role.replace('_', '-')}",
        elem_classes=["e-field", *class_name.split()],
        server_functions=list(server_functions) or None,
        panel=panel,
        role=role,
        model=model,
        specs={key: None if spec is None else dict(spec) for key, spec in specs.items()},
        **look,
    )
