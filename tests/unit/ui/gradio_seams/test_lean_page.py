"""A page without what only programs read is still a page; one that looks otherwise passes."""

import json

import pytest

from ui.gradio_seams.lean_page import lean_page


def test_a_text_in_the_page_ends_no_script_element() -> None:
    hostile = "</script><script>alert('&')"
    config = {
        "components": [{"id": 1, "type": "html", "props": {"value": hostile}}],
        "dependencies": [],
        "layout": {"id": 0, "children": [{"id": 1}]},
        "page": {},
        "head": None,
    }
    escaped = json.dumps(config).replace("<", "\\u003c").replace(">", "\\u003e")
    page = f"<script>window.gradio_config = {escaped};</script><script>window.gradio_api_info = {{}};</script></head>"
    lean = lean_page(page)
    config, _ = json.JSONDecoder().raw_decode(lean, lean.index("{"))
    assert config["components"][0]["props"]["value"] == hostile
    assert lean.count("</script>") == 2
    assert lean != page


@pytest.mark.parametrize(
    "page",
    [
        '<script>window.gradio_config = {"head": ""};</script><script>window.gradio_api_info = {};</script></head>',
        "<html>no configuration</html>",
        "<script>window.gradio_config = {};</script><script>window.gradio_api_info = {};</script>",
        "<script>window.gradio_config = [1];</script><script>window.gradio_api_info = {};</script>",
        '<script>window.gradio_config = {"components": [',
    ],
)
def test_a_page_that_looks_otherwise_passes_as_it_is(page: str) -> None:
    assert lean_page(page) == page
