"""Tools that only look: models and their prices, jobs, the library, results, the settings of files."""

from collections.abc import Iterator
from typing import Any

from providers.plain_text import whole
from providers.spec import Capability
from studio.errors import FieldErrors, NotPossible
from studio.ledger.job_facts import shown_order
from ui.api.api_follow import follow_endpoints
from ui.api.api_library import library_endpoints
from ui.api.api_models import model_endpoints
from ui.api.api_schema import TEXT, Parameter
from ui.api.api_settings import told_settings
from ui.api.endpoint import Endpoint, given_text
from ui.asking.page import Page
from ui.mcp.calls import ToolAnswer, ToolCall
from ui.mcp.result_content import linked, pictured_small
from ui.mcp.tool import Tool
from words.language import t

MOST_SHOWN = 6
"""Pictures in one answer."""
_ENDPOINT = Parameter(
    "endpoint", "Endpoint", {**TEXT, "description": "Only this one, with the JSON schema of its settings."}, False
)
_CAPABILITY = Parameter(
    "capability", "Capability", {"enum": [each.value for each in Capability], "description": "Only these."}, False
)
JOB_ID = Parameter("job_id", "Job", {**TEXT, "description": "The job_id of a job."})
_ASSET_ID = Parameter("asset_id", "File", {**TEXT, "description": "The asset_id of a file in the library."}, False)
_ANY_JOB = Parameter("job_id", "Job", {**TEXT, "description": "Instead: all files of a job, six at most."}, False)
_FILE = Parameter("file", "File", {**TEXT, "description": "Instead: easel:<sha256>, as add_reference told it."}, False)


def by_name(endpoints: Iterator[Endpoint]) -> dict[str, Endpoint]:
    """Return endpoints by their names."""
    return {endpoint.name: endpoint for endpoint in endpoints}


def read_tools(page: Page) -> Iterator[Tool]:
    """Yield the tools."""
    models, follow = by_name(model_endpoints(page)), by_name(follow_endpoints(page))
    search = by_name(library_endpoints(page))["search_library"]

    async def find_models(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        found: list[dict[str, Any]] = await models["list_models"].answer({}, call.request)
        for name in ("endpoint", "capability"):
            found = [model for model in found if given.get(name) in (None, model[name])]
        if not found:
            raise NotPossible(t("There is no such model. Call find_models without arguments."))
        if "endpoint" not in given:
            found = [{**model, "parameters": list(model["parameters"]["properties"])} for model in found]
        return ToolAnswer({"models": found})

    async def get_job(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        return ToolAnswer(await follow["get_job"].answer({**given, "wait_s": 0}, call.request))

    async def list_jobs(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        return ToolAnswer({"jobs": await follow["list_jobs"].answer({"limit": 20, **given}, call.request)})

    async def search_library(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        return ToolAnswer(await search.answer({"limit": 20, **given}, call.request))

    async def show_result(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        if "asset_id" in given:
            item = await page.studio.library.get(call.owner, given["asset_id"])
            shown = [item.asset]
        else:
            job = await page.studio.jobs.get(call.owner, given_text(given, "job_id", t("a job_id or an asset_id")))
            shown = shown_order(job.outputs)[:MOST_SHOWN]
        if not shown:
            raise NotPossible(t("This job has no files. Look at its state with get_job."))
        content = [part for asset in shown for part in (linked(asset), await pictured_small(page, asset)) if part]
        files = [{"asset_id": asset.id, "name": asset.name, "url": call.address_of(asset)} for asset in shown]
        return ToolAnswer({"files": files}, tuple(content))

    async def read_settings(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        if "asset_id" in given:
            sha256 = (await page.studio.library.get(call.owner, given["asset_id"])).asset.sha256
        elif "file" in given:
            sha256 = (await page.studio.references.info(call.owner, whole(given["file"]))).sha256
        else:
            raise FieldErrors({"asset_id": t("Give an asset_id or a file.")})
        found = await page.studio.file_settings.read(call.owner, page.studio.files.path(sha256))
        if found is None:
            raise NotPossible(t("This file carries no settings that Easel can read."))
        return ToolAnswer(told_settings(found))

    yield Tool(
        "find_models",
        "Find models",
        "List models with what they do, their list price for one call in US dollars and whether they are live (paid) "
        "or in the sandbox (free). Name an endpoint to get the JSON schema of its settings with all limits.",
        [_CAPABILITY, _ENDPOINT],
        find_models,
    )
    yield Tool("get_job", "Get a job", "Return a job: its state, what was charged, its files.", [JOB_ID], get_job)
    yield Tool(
        "list_jobs", "List jobs", "List jobs, newest first: 20 unless said.", follow["list_jobs"].parameters, list_jobs
    )
    yield Tool(
        "search_library",
        "Search the library",
        "Find kept files by words in prompts, names, notes and tags, and by filters; newest first.",
        search.parameters,
        search_library,
    )
    yield Tool(
        "show_result",
        "Show a result",
        "Return files as links, each with a small JPEG to look at. The links open the originals.",
        [_ASSET_ID, _ANY_JOB],
        show_result,
    )
    yield Tool(
        "read_settings",
        "Settings of a file",
        "Tell how a file was made: model, prompt, seed and all settings, also by other programs.",
        [_ASSET_ID, _FILE],
        read_settings,
    )
