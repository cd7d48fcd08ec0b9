"""The API's endpoints for what is put into requests: names of people and things, used prompts, styles."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors
from studio.references.named_references import MOST_FILES, NamedReference
from ui.api.api_media import KEPT_FILE, kept_file
from ui.api.api_schema import TEXT, JsonSchema, Parameter
from ui.api.endpoint import Endpoint, given_text
from ui.asking.page import Page, owner_of, visit_of
from ui.views.prompt_view import PromptView, StyleView, prompt_view, style_view

_NAME_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "description": "Write @ and this in a prompt."},
        "files": {
            "type": "array",
            "items": TEXT,
            "description": "easel:<sha256> of each; any media parameter takes it.",
        },
    },
}
_NAMES_SCHEMA: JsonSchema = {"type": "array", "items": _NAME_SCHEMA}
_PROMPTS_SCHEMA: JsonSchema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "prompt": TEXT,
            "favourite": {"type": "boolean"},
            "at_ms": {"type": "integer", "description": "When it was last used or marked, in milliseconds since 1970."},
        },
    },
}
_STYLE_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "name": TEXT,
        "prefix": {"type": "string", "description": "What stands before the prompt."},
        "suffix": {"type": "string", "description": "What stands after it."},
        "own": {"type": "boolean", "description": "False for those that come with Easel."},
    },
}
_STYLES_SCHEMA: JsonSchema = {"type": "array", "items": _STYLE_SCHEMA}
_NAME = Parameter("name", "Name", {"type": "string", "maxLength": 40, "description": "One word."}, example="anna")
_FILES = Parameter(
    "files",
    "Files",
    {
        "type": "array", "items": KEPT_FILE, "minItems": 1, "maxItems": MOST_FILES,
        "description": "Pictures or videos of the person or thing.",
    },
    example=[{"path": "anna.jpg"}],
)  # fmt: skip
_SEARCH = Parameter(
    "search", "Search", {"type": "string", "description": "Words the prompts must hold."}, required=False, default=""
)
_FAVOURITES = Parameter("favourites", "Favourites", {"type": "boolean"}, required=False, default=False)
_STYLE = Parameter("name", "Name", {"type": "string", "description": "The style's name."}, example="Noir")
_PREFIX = Parameter("prefix", "Before", TEXT, required=False, default="")
_SUFFIX = Parameter("suffix", "After", TEXT, required=False, default="")


def reference_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints for names."""
    names, references = page.studio.names, page.studio.references

    async def list_names(_: dict[str, Any], request: gr.Request) -> list[dict[str, Any]]:
        return [_name_json(each) for each in await names.all(owner_of(request))]

    async def save_name(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        files = given.get("files")
        if not isinstance(files, list) or len(files) > MOST_FILES:
            raise FieldErrors({"files": f"Give a list of one to {MOST_FILES} files."})
        kept = [await kept_file(references, visit_of(request), "files", file) for file in files]
        return _name_json(await names.save(owner_of(request), given_text(given, "name", "the name"), kept))

    async def forget_name(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        return _name_json(
            await names.forget(owner_of(request), given_text(given, "name", "the name").removeprefix("@"))
        )

    yield Endpoint("list_names", "List the people and things saved by name.", [], _NAMES_SCHEMA, list_names)
    saves = "Save pictures or videos under a name: @name in a prompt puts them in."
    yield Endpoint("save_name", saves, [_NAME, _FILES], _NAME_SCHEMA, save_name)
    yield Endpoint("forget_name", "Forget a name; its files stay.", [_NAME], _NAME_SCHEMA, forget_name)


def prompt_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints for used prompts and styles."""
    prompts = page.studio.prompts

    async def list_prompts(given: dict[str, Any], request: gr.Request) -> list[PromptView]:
        found = prompts.favourites if given.get("favourites") is True else prompts.used
        search = given.get("search")
        found_here = await found(owner_of(request), search=search if isinstance(search, str) else "")
        return [prompt_view(each) for each in found_here]

    async def list_styles(_: dict[str, Any], request: gr.Request) -> list[StyleView]:
        return [style_view(each) for each in await prompts.styles(owner_of(request))]

    async def save_style(given: dict[str, Any], request: gr.Request) -> StyleView:
        name = given_text(given, "name", "the name")
        prefix, suffix = given.get("prefix") or "", given.get("suffix") or ""
        if not isinstance(prefix, str) or not isinstance(suffix, str):
            raise FieldErrors({"prefix": "Give what stands before and after the prompt as text."})
        return style_view(await prompts.save_style(owner_of(request), name, prefix, suffix))

    async def forget_style(given: dict[str, Any], request: gr.Request) -> StyleView:
        return style_view(await prompts.forget_style(owner_of(request), given_text(given, "name", "the name")))

    lists = "List the prompts that were used, or those marked as favourites, newest first."
    yield Endpoint("list_prompts", lists, [_SEARCH, _FAVOURITES], _PROMPTS_SCHEMA, list_prompts)
    tells = "List the styles: words to put before and after a prompt."
    yield Endpoint("list_styles", tells, [], _STYLES_SCHEMA, list_styles)
    saves = "Save a style; one of the same name is replaced."
    yield Endpoint("save_style", saves, [_STYLE, _PREFIX, _SUFFIX], _STYLE_SCHEMA, save_style)
    yield Endpoint("forget_style", "Forget a style of your own.", [_STYLE], _STYLE_SCHEMA, forget_style)


def _name_json(named: NamedReference) -> dict[str, Any]:
    return {"name": named.name, "files": list(named.values)}
