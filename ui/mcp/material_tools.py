"""Tools for materials: made, changed, checked and taken away on this machine, free."""

from collections.abc import Iterator
from typing import Any

from studio.errors import FieldErrors
from studio.references.references import References
from studio.workbench.operation_list import DERIVE
from studio.workbench.texture_sets import SourceFile
from ui.api.api_card import card_endpoints
from ui.api.api_materials import material_endpoints
from ui.api.api_schema import Parameter, settings_parameters
from ui.api.endpoint import summary_of
from ui.asking.page import Page
from ui.mcp.calls import ToolAnswer, ToolCall
from ui.mcp.read_tools import by_name
from ui.mcp.tool import Tool
from ui.mcp.work_tools import job_values
from words.language import t


def material_tools(page: Page) -> Iterator[Tool]:
    """Yield the tools."""
    check = by_name(card_endpoints(page))["check_material"]
    export = by_name(material_endpoints(page))["export_material"]
    operations = [operation for operation in page.operations.values() if not operation.takes_files]
    takes = "\n".join(
        f"{operation.name}({', '.join(p.name for p in settings_parameters(operation.settings))}): "
        + summary_of(operation.settings).partition(" Returns the job")[0]
        for operation in operations
    )
    derives = f"{DERIVE.name}(picture, name): {summary_of(DERIVE.settings).partition(' Returns the job')[0]}"

    async def make_material(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        settings = dict[str, Any](given.get("settings") or {})
        if given["operation"] == DERIVE.name:
            name = settings.get("name")
            picture = await _picture(page.studio.references, call, settings.get("picture"))
            called = name if isinstance(name, str) else None
            job = await page.studio.texture_sets.derive(call.owner, picture, name=called)
        else:
            job = await page.studio.workbench.start(call.owner, given["operation"], settings)
        return ToolAnswer(job_values(call, job), task=job.id)

    async def check_material(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        return ToolAnswer(await check.answer({**given, "overlays": False}, call.request))

    async def export_material(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        return ToolAnswer(await export.answer(given, call.request))

    yield Tool(
        "make_material",
        "Make or change a material",
        "Start work on a PBR material on this machine, free, and return its job_id; then call wait. A material is the "
        f"job_id of what made it, and is never changed: the result is a new one.\n{takes}\n{derives}",
        [
            Parameter(
                "operation",
                "Operation",
                {"enum": [*(each.name for each in operations), DERIVE.name], "description": "What to do."},
            ),
            Parameter(
                "settings",
                "Settings",
                {"type": "object", "description": "The operation's parameters by name; the answer names wrong ones."},
            ),
        ],
        make_material,
        changes=True,
    )
    yield Tool(
        "check_material",
        "Check a material",
        "Judge a finished material: seams, normals, ranges; a verdict, a figure and a fix for each check.",
        check.parameters[:1],
        check_material,
    )
    yield Tool(
        "export_material",
        "Take a material away",
        "Make one ZIP of a material for engines and renderers and return its link.",
        export.parameters,
        export_material,
    )


async def _picture(references: References, call: ToolCall, value: Any) -> SourceFile:
    if not isinstance(value, str) or not value:
        raise FieldErrors({"picture": t("Give a public https address, or easel:<sha256> of add_reference.")})
    if value.startswith(("http://", "https://")):
        return SourceFile("", value)
    kept = await references.info(call.owner, value)
    return SourceFile(kept.name, call.page.studio.files.path(kept.sha256))
