"""The server's side of the tray: keep what was uploaded, say what a value is and whether the chosen model takes it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypedDict

import gradio as gr

from providers.media_values import LocalMedia
from providers.spec import GenerationRequest, Media, Role
from studio.errors import NotFound, NotMedia
from studio.files.naming import given_name
from ui.asking.page import Page, owner_of, visit_of
from ui.asking.server_calls import Asked
from ui.forms.inputs.tray_edits import tray_edit_actions
from ui.views.tile_view import AddressTile, TileView, tile_view
from words.language import t

MAX_DESCRIBED = 100


class NotKept(TypedDict):
    """Why a file was not kept."""

    refused: str


def tray_actions(
    page: Page, models: Mapping[str, tuple[type[GenerationRequest], str]], role: Role
) -> Sequence[Callable[..., Any]]:
    """Return the functions the script of a tray may call.

    Args:
        page: The services.
        models: The form's models by key.
        role: Which field's rules the files must keep.
    """

    def rules(key: object) -> Media | None:
        cls = models[key][0] if isinstance(key, str) and key in models else None
        name = cls.field_of(role) if cls else None
        return cls.media_fields()[name] if cls and name else None

    async def keep(call: Asked, request: gr.Request) -> TileView | NotKept:
        name = given_name(str(call.get("name", "")))
        visit = visit_of(request)
        owner, path = visit.owner, visit.uploads.find(str(call.get("path", "")), visit.owner)
        if path is None:
            return {"refused": t("{name} did not arrive whole. Add it again.", name=name)}
        try:
            kept = await page.studio.references.keep(owner, path, name)
        except NotMedia as error:
            return {"refused": f"{name}: {error}"}
        except OSError:
            return {"refused": t("{name} could not be stored. Free some disk space and add it again.", name=name)}
        return tile_view(page, owner, kept, rules(call.get("model")))

    async def describe(call: Asked, request: gr.Request) -> list[TileView | AddressTile]:
        owner, rule = owner_of(request), rules(call.get("model"))
        answers: list[TileView | AddressTile] = []
        for value in list(call.get("values", ()))[:MAX_DESCRIBED]:
            if not LocalMedia.parse(value):
                answers.append({"value": value})
                continue
            try:
                kept = await page.studio.references.info(owner, str(value))
            except NotFound as error:
                answers.append({"value": value, "problem": str(error)})
            else:
                answers.append(tile_view(page, owner, kept, rule))
        return answers

    return (keep, describe, *tray_edit_actions(page, rules))
