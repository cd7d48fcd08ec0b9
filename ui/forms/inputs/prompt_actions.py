"""Prompts to have again, as the script of a prompt asks for them: used ones, favourites, styles."""

from typing import Any, TypedDict

import gradio as gr

from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, Done, ServerCall, answering_refusals
from ui.views.prompt_view import PromptView, StyleView, prompt_view, style_view

PROMPTS_LISTED = 100


class ListedPrompts(TypedDict):
    """Prompts, newest first."""

    prompts: list[PromptView]


class ListedStyles(TypedDict):
    """All styles by name."""

    styles: list[StyleView]


def prompt_actions(page: Page) -> list[ServerCall]:
    """Return the functions behind a prompt's tools. A refusal is a `sentence`."""

    async def prompts_listed(call: Asked, request: gr.Request) -> ListedPrompts:
        owner, search = owner_of(request), str(call.get("search") or "")[:200]
        prompts = page.studio.prompts
        found = prompts.favourites if call.get("favourites") else prompts.used
        return {"prompts": [prompt_view(each) for each in await found(owner, search=search, limit=PROMPTS_LISTED)]}

    async def prompt_mark(call: Asked, request: gr.Request) -> PromptView:
        text, favourite = str(call.get("prompt") or ""), bool(call.get("favourite"))
        return prompt_view(await page.studio.prompts.mark(owner_of(request), text, favourite=favourite))

    async def styles_listed(_: Any, request: gr.Request) -> ListedStyles:
        return {"styles": [style_view(each) for each in await page.studio.prompts.styles(owner_of(request))]}

    async def style_save(call: Asked, request: gr.Request) -> StyleView:
        name, prefix, suffix = (str(call.get(key) or "") for key in ("name", "prefix", "suffix"))
        return style_view(await page.studio.prompts.save_style(owner_of(request), name, prefix, suffix))

    async def style_forget(name: Any, request: gr.Request) -> Done:
        await page.studio.prompts.forget_style(owner_of(request), str(name))
        return {}

    return answering_refusals(prompts_listed, prompt_mark, styles_listed, style_save, style_forget)
