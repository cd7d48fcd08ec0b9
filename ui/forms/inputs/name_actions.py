"""The names of people and things, as the scripts of prompts and trays ask for them."""

from typing import Any, TypedDict

import gradio as gr

from studio.references.named_references import NamedReference
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, ServerCall, answering_refusals


class NamedView(TypedDict):
    """A name and the files that it stands for."""

    name: str
    values: list[str]
    thumb: str


class ListedNames(TypedDict):
    """An owner's names."""

    names: list[NamedView]


def name_actions(page: Page) -> list[ServerCall]:
    """Return the functions that list, save and forget names. A refusal is a `sentence`."""

    async def names_listed(_: Any, request: gr.Request) -> ListedNames:
        owner = owner_of(request)
        return {"names": [_named(page, owner, each) for each in await page.studio.names.all(owner)]}

    async def name_save(call: Asked, request: gr.Request) -> NamedView:
        owner, values = owner_of(request), call.get("values")
        values = [str(value) for value in values] if isinstance(values, list) else []
        return _named(page, owner, await page.studio.names.save(owner, str(call.get("name", "")), values))

    async def name_forget(name: Any, request: gr.Request) -> NamedView:
        owner = owner_of(request)
        return _named(page, owner, await page.studio.names.forget(owner, str(name)))

    return answering_refusals(names_listed, name_save, name_forget)


def _named(page: Page, owner: str, named: NamedReference) -> NamedView:
    thumb = page.links.reference(owner, named.values[0].partition(":")[2])
    return {"name": named.name, "values": list(named.values), "thumb": thumb}
