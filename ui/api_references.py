"""The API's endpoints for what is put into requests: names of people and things, frames of videos, used prompts."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors
from studio.named_references import MOST_FILES, Named
from ui.api_job import root_url
from ui.api_media import MediaRefused, kept_media
from ui.api_schema import UPLOADED_FILE, JsonSchema, Parameter
from ui.endpoint import Endpoint, given_text
from ui.inputs.prompt_acts import prompt_json
from ui.page import Page, owner_of, visit_of

_TEXT: JsonSchema = {"type": "string"}
_MEDIA: JsonSchema = {"anyOf": [{"type": "string", "description": "easel:<sha256> of a kept file."}, UPLOADED_FILE]}
_NAME_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "description": "Write @ and this in a prompt."},
        "files": {
            "type": "array",
            "items": _TEXT,
            "description": "easel:<sha256> of each; any media parameter takes it.",
        },
    },
}
_NAMES_SCHEMA: JsonSchema = {"type": "array", "items": _NAME_SCHEMA}
_FRAME_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "description": "easel:<sha256>; any parameter for pictures takes it."},
        "url": {"type": "string", "description": "Signed link to the picture, for you alone, 12 to 24 hours."},
        "width": {"type": "integer"},
        "height": {"type": "integer"},
    },
}
_PROMPTS_SCHEMA: JsonSchema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "prompt": _TEXT,
            "favourite": {"type": "boolean"},
            "at_ms": {"type": "integer", "description": "When it was last used or marked, in milliseconds since 1970."},
        },
    },
}
_NAME = Parameter("name", "Name", {"type": "string", "maxLength": 40, "description": "One word."}, example="anna")
_FILES = Parameter(
    "files",
    "Files",
    {
        "type": "array", "items": _MEDIA, "minItems": 1, "maxItems": MOST_FILES,
        "description": "Pictures or videos of the person or thing.",
    },
    example=[{"path": "anna.jpg"}],
)  # fmt: skip
_VIDEO = Parameter("video", "Video", _MEDIA, example={"path": "walk.mp4"})
_AT_S = Parameter(
    "at_s", "Moment", {"type": "number", "minimum": 0, "description": "Seconds from its start."}, example=1
)
_SEARCH = Parameter(
    "search", "Search", {"type": "string", "description": "Words the prompts must hold."}, required=False, default=""
)
_FAVOURITES = Parameter("favourites", "Favourites", {"type": "boolean"}, required=False, default=False)


def reference_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints."""
    names, edits, prompts = page.studio.names, page.studio.reference_edits, page.studio.prompts

    async def list_names(_: dict[str, Any], request: gr.Request) -> list[JsonSchema]:
        return [_name_json(each) for each in await names.all(owner_of(request))]

    async def save_name(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        files = given.get("files")
        if not isinstance(files, list) or len(files) > MOST_FILES:
            raise FieldErrors({"files": f"Give a list of one to {MOST_FILES} files."})
        kept = [await _kept(page, request, "files", file) for file in files]
        return _name_json(await names.save(owner_of(request), given_text(given, "name", "the name"), kept))

    async def forget_name(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        return _name_json(
            await names.forget(owner_of(request), given_text(given, "name", "the name").removeprefix("@"))
        )

    async def frame_of_video(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        owner, at_s = owner_of(request), given.get("at_s")
        if isinstance(at_s, bool) or not isinstance(at_s, int | float):
            raise FieldErrors({"at_s": "Give the moment in seconds."})
        video = await _kept(page, request, "video", given.get("video"))
        frame = await edits.frame(owner, at_s, value=video)
        url = root_url(request) + page.links.reference(owner, frame.sha256, "original")
        return {"file": frame.value, "url": url, "width": frame.info.width, "height": frame.info.height}

    async def list_prompts(given: dict[str, Any], request: gr.Request) -> list[JsonSchema]:
        found = prompts.favourites if given.get("favourites") is True else prompts.used
        search = given.get("search")
        found_here = await found(owner_of(request), search=search if isinstance(search, str) else "")
        return [prompt_json(each) for each in found_here]

    yield Endpoint("list_names", "List the people and things saved by name.", [], _NAMES_SCHEMA, list_names)
    saves = "Save pictures or videos under a name: @name in a prompt puts them in."
    yield Endpoint("save_name", saves, [_NAME, _FILES], _NAME_SCHEMA, save_name)
    yield Endpoint("forget_name", "Forget a name; its files stay.", [_NAME], _NAME_SCHEMA, forget_name)
    takes = "Take the picture that a video shows at a moment, as a file for other requests."
    yield Endpoint("frame_of_video", takes, [_VIDEO, _AT_S], _FRAME_SCHEMA, frame_of_video)
    lists = "List the prompts that were used, or those marked as favourites, newest first."
    yield Endpoint("list_prompts", lists, [_SEARCH, _FAVOURITES], _PROMPTS_SCHEMA, list_prompts)


def _name_json(named: Named) -> dict[str, Any]:
    return {"name": named.name, "files": list(named.values)}


async def _kept(page: Page, request: gr.Request, name: str, file: Any) -> str:
    """Return "easel:<sha256>" of an upload, or the value of a kept file as it is."""
    try:
        value = await kept_media(page.studio.references, visit_of(request), file)
    except MediaRefused as refused:
        raise FieldErrors({name: str(refused)}) from None
    if not isinstance(value, str) or not value.startswith("easel:"):
        raise FieldErrors({name: "Upload a file with handle_file, or name a kept one. Links are not opened here."})
    return value
