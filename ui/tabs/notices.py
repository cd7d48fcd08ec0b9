"""The strip below the header that says what people must know wherever they are: a disk that is full, for example."""

from typing import TypedDict

import gradio as gr

from studio.sentences.sentences import sentence_of
from ui.asking.page import Page, owner_of
from ui.asking.page_scripts import on_load

_JS = on_load("tabs/notices.js", "notices(element, {server})")


class Notice(TypedDict):
    """What people must know wherever they are."""

    notice: str | None


def notices(page: Page) -> gr.HTML:
    """Build the strip; it is there only while there is something to say."""

    async def notices_poll(_: None, request: gr.Request) -> Notice:
        owner_of(request)
        return {"notice": sentence_of(await page.studio.notice()) or None}

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        apply_default_css=False,
        server_functions=[notices_poll],
        elem_id="easel-notices",
    )
