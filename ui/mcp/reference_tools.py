"""The tool that brings a picture or video in, to be used in requests."""

import asyncio
import base64
import binascii
from collections.abc import Iterator
from typing import Any

from studio.errors import FieldErrors
from studio.references.references import Reference
from ui.api.api_schema import TEXT, Parameter
from ui.asking.page import Page
from ui.mcp.calls import ToolAnswer, ToolCall
from ui.mcp.tool import Tool
from words.language import t

LARGEST_MB = 10
_DATA = Parameter(
    "data", "Bytes", {**TEXT, "description": f"The file in Base64, {LARGEST_MB} MB at most."}, required=False
)
_NAME = Parameter("name", "Name", {**TEXT, "description": "Its file name, for people."}, required=False)
_ASSET_ID = Parameter(
    "asset_id", "File", {**TEXT, "description": "Instead of bytes: a file of the library."}, required=False
)


def reference_tools(page: Page) -> Iterator[Tool]:
    """Yield the tool."""

    async def add_reference(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        if "asset_id" in given:
            kept = await page.studio.references.from_asset(call.owner, given["asset_id"])
        else:
            kept = await _brought(page, call.owner, given.get("data", ""), given.get("name") or "reference")
        info = kept.info
        return ToolAnswer({"file": kept.value, "kind": info.kind, "width": info.width, "height": info.height})

    yield Tool(
        "add_reference",
        "Add a reference",
        "Keep a picture or video and return file, which settings of generate and make_material take. Not needed for "
        "what has a public https address: name that instead.",
        [_DATA, _NAME, _ASSET_ID],
        add_reference,
        changes=True,
    )


async def _brought(page: Page, owner: str, data: str, name: str) -> Reference:
    if not data or len(data) > LARGEST_MB * 1_400_000:
        raise FieldErrors({"data": t("Give a file of {most} MB at most, in Base64.", most=LARGEST_MB)})
    try:
        file = base64.b64decode(data, validate=True)
    except binascii.Error:
        raise FieldErrors({"data": t("This is not Base64.")}) from None
    await page.studio.upload_room.check(owner, len(file))
    partial = page.studio.files.new_partial()
    try:
        await asyncio.to_thread(partial.write_bytes, file)
        return await page.studio.references.keep(owner, partial, name)
    finally:
        await asyncio.to_thread(partial.unlink, missing_ok=True)
