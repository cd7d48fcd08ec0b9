"""The texts in Gradio's page, in another language: the page is built once, in English, and its texts are known by name.

It leans on where components keep their texts. What is not in the catalogue stands as it is.
"""

import re
from collections.abc import Callable
from typing import Any

_TEXTS = (
    "label",
    "help",
    "placeholder",
    "title",
    "prompt",
    "teach",
    "unit",
    "kinds",
    "map_titles",
    "meanings",
)
"""Names of what people read: a text, or texts by name."""
_TITLES = "panels"
"""Titles by name, or a list of names."""
_PAIRS = "choices"
"""Holds [value, text]."""
_TEMPLATE = "html_template"
_BETWEEN_TAGS = re.compile(r"(?<=>)[^<>${}]*[A-Za-z][^<>${}]*(?=<)")
_LANGUAGE = re.compile(r'(<html\s+lang=)"en"')

Say = Callable[[str], str]


def said_config(config: dict[str, Any], say: Say) -> dict[str, Any]:
    """Return Gradio's configuration with every text of its components as `say` puts it."""
    components = [{**one, "props": _props(one["props"], say, one["type"] == "button")} for one in config["components"]]
    return {**config, "components": components}


def in_language(page: str, tag: str) -> str:
    """Return a page that says in which language it is."""
    return _LANGUAGE.sub(rf'\1"{tag}"', page, count=1)


def _props(props: dict[str, Any], say: Say, is_button: bool) -> dict[str, Any]:
    said = _said(props, say, texts=False)
    return {**said, "value": say(said["value"])} if is_button and isinstance(said.get("value"), str) else said


def _said(value: Any, say: Say, texts: bool) -> Any:
    if isinstance(value, str):
        return say(value) if texts and value else value
    if isinstance(value, list):
        return [_said(each, say, texts) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _named(name, each, say, texts) for name, each in value.items()}


def _named(name: str, value: Any, say: Say, texts: bool) -> Any:
    if name == _PAIRS and isinstance(value, list):
        return [[pair[0], say(pair[1])] if _is_pair(pair) else pair for pair in value]
    if name == _TEMPLATE and isinstance(value, str):
        return _BETWEEN_TAGS.sub(lambda found: say(found[0]), value)
    return _said(value, say, texts or name in _TEXTS or (name == _TITLES and isinstance(value, dict)))


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and isinstance(value[1], str)
