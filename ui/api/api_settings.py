"""The API's endpoint for the settings inside a file."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors, NotPossible
from studio.settings_in_files.foreign.program_settings import ProgramSettings
from studio.settings_in_files.settings_note import Note
from ui.api.api_schema import TEXT, UPLOADED_FILE, WHOLE, JsonSchema, Parameter
from ui.api.endpoint import Endpoint
from ui.asking.page import Page, visit_of

_FILE = Parameter("file", "File", {**UPLOADED_FILE}, example={"path": "picture.png"})
_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "made_with": {"type": "string", "description": "Easel, or the other program."},
        "endpoint": {
            "type": "string",
            "description": "Endpoint to call with `settings`; null for other programs.",
        },
        "provider": TEXT,
        "model": TEXT,
        "settings": {
            "type": "object",
            "description": "Parameters of the endpoint as they were given, not checked; null for other programs.",
        },
        "left_out": {"type": "array", "items": TEXT, "description": "Parameters of which files stayed behind."},
        "prompt": TEXT,
        "negative_prompt": TEXT,
        "seed": {"type": "integer", "description": "The seed that was asked for, else the one the vendor told."},
        "width": WHOLE,
        "height": WHOLE,
    },
}
"""Any value may be null."""


def settings_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoint `read_settings`."""

    async def read_settings(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        visit, file = visit_of(request), given.get("file")
        path = file.get("path") if isinstance(file, dict) else file
        found = visit.uploads.find(path, visit.owner) if isinstance(path, str) and path else None
        if found is None:
            raise FieldErrors({"file": "Upload a file with handle_file; paths on the server are not opened."})
        settings = await page.studio.file_settings.read(visit.owner, found)
        if settings is None:
            raise NotPossible("This file carries no settings that Easel can read.")
        return told_settings(settings)

    summary = "Read the settings inside a picture, a video or a material's ZIP, also by other programs."
    yield Endpoint("read_settings", summary, [_FILE], _SCHEMA, read_settings, "Settings")


def told_settings(settings: Note | ProgramSettings) -> dict[str, Any]:
    """Return the settings of a file as the API tells them."""
    if isinstance(settings, Note):
        texts = {name: settings.settings.get(name) for name in ("prompt", "negative_prompt")}
        return {
            "made_with": "Easel",
            "endpoint": settings.endpoint,
            "provider": settings.provider,
            "model": settings.model,
            "settings": settings.settings,
            "left_out": list(settings.left_out),
            **texts,
            "seed": settings.seed,
            "width": None,
            "height": None,
        }
    return {
        "made_with": settings.tool,
        **dict.fromkeys(("endpoint", "provider", "model", "settings")),
        "left_out": [],
        "prompt": settings.prompt,
        "negative_prompt": settings.negative_prompt,
        "seed": settings.seed,
        "width": settings.width,
        "height": settings.height,
    }
