"""The material viewer in a page: its loader script, and a Gradio component around it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, TypedDict

import gradio as gr

from ui.static_files import static_url


class ViewerOptions(TypedDict, total=False):
    """What `EaselViewer.mount` and `update` take; every map may be missing."""

    maps: Mapping[str, str]
    sizeM: float
    heightRangeM: float
    normalConvention: Literal["opengl", "directx"]
    fallbackImage: str
    look: Mapping[str, Any]
    height: str
    fileName: str


def viewer_head() -> str:
    """Return a script for the page's head that defines `loadEaselViewer()`, a promise of `window.EaselViewer`.

    The bundle is fetched the first time somebody asks for it, from this server.
    """
    address = json.dumps(static_url("viewer.js"))
    return (
        "<script>window.loadEaselViewer=(()=>{let loading;return()=>loading??="
        f"import({address}).then(()=>window.EaselViewer,error=>{{loading=undefined;throw error}})"
        "})();</script>"
    )


# The value never goes through the template: Gradio would evaluate ${...} in it as code.
_ON_LOAD = """
const host = element.querySelector('.easel-viewer');
const show = () => window.loadEaselViewer().then(
  (viewer) => viewer.mount(host, props.value || {}),
  () => { host.textContent = 'The 3D preview could not be loaded. Reload the page to try again.'; },
);
watch('value', show);
show();
"""


def material_viewer(options: ViewerOptions | None = None, **component: Any) -> gr.HTML:
    """Create a viewer; its value is a ViewerOptions dict. The page needs `viewer_head()` and `static_route()`."""
    return gr.HTML(
        value=dict(options or {}),  # pyright: ignore[reportArgumentType]  (any JSON value reaches js_on_load as it is)
        html_template='<div class="easel-viewer"></div>',
        js_on_load=_ON_LOAD,
        **component,
    )
