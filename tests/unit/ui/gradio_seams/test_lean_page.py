"""A page without what only programs read is still a page; one that looks otherwise passes."""

import json

import pytest

from ui.gradio_seams.lean_page import _API_INFO, _CONFIG, lean_page
from words.language import CURRENT


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


def test_texts_of_components_are_in_the_language_of_the_page() -> None:
    props = {
        "label": "Image",
        "value": "Image",
        "specs": {"a/b": {"label": "Image", "choices": [["Image", "Image"]], "field": "Image"}},
        "html_template": "<button title='x'>Image</button>",
        "js_on_load": 'import("./easel.js")',
    }
    config = {
        "components": [{"id": 1, "type": "html", "props": props}, {"id": 2, "type": "button", "props": props}],
        "dependencies": [],
        "layout": {"id": 0, "children": []},
        "page": {},
        "head": "<script src='./easel.js'></script>",
    }
    page = f'<html lang="en"><script>{_CONFIG}{json.dumps(config)};{_API_INFO}{{}};</script></head>'
    token = CURRENT.set("zh")
    made = lean_page(page, "zh", {"zh": {"./easel.js": "./easel.zh.js"}})
    CURRENT.reset(token)
    html, button = (one["props"] for one in json.JSONDecoder().raw_decode(made, made.index("{"))[0]["components"])
    assert html["label"] == button["value"] == "图像"
    assert html["value"] == "Image", "what people put in is no text of ours"
    assert html["specs"] == {"a/b": {"label": "图像", "choices": [["Image", "图像"]], "field": "Image"}}
    assert html["html_template"] == "<button title='x'>图像</button>"
    assert html["js_on_load"] == 'import("./easel.zh.js")'
    assert "<script src='./easel.zh.js'></script></head>" in made
    assert 'lang="zh-CN"' in made
    assert 'lang="en"' in lean_page(page)
