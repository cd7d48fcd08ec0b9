"""What the Model Context Protocol asks of Easel, whichever way it comes."""

import json
import logging
from collections.abc import Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import gradio as gr

from studio.errors import NotFound, StudioError
from studio.ledger.job import Job
from ui.asking.page import Page
from ui.mcp.calls import Ask, InputNeeded, Progress, ToolAnswer, ToolCall
from ui.mcp.job_tasks import created_task, told_task, went_well
from ui.mcp.json_rpc import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    LEGACY,
    MISSING_CAPABILITY,
    NO_METHOD,
    NO_RESOURCE,
    TASKS,
    VERSIONS,
    Incoming,
    Message,
    RpcError,
)
from ui.mcp.library_resources import TEMPLATES, listed, told
from ui.mcp.material_tools import material_tools
from ui.mcp.read_tools import read_tools
from ui.mcp.reference_tools import reference_tools
from ui.mcp.refused_calls import refused
from ui.mcp.tool import Tool
from ui.mcp.work_tools import job_values, work_tools

log = logging.getLogger(__name__)

SERVER_INFO = {"name": "easel", "title": "Easel", "version": "0.1.0"}
INSTRUCTIONS = (
    "Easel makes pictures, PBR materials and videos with hosted models. Find a model with find_models, then quote, "
    "then generate with the quote_id: it returns a job_id at once. Follow it with wait, which never ends a job, and "
    "look at results with show_result. A paid request is sent once at most; nothing is sent without an agreed price. "
    "Work on materials is done on this machine and free."
)
_TTL_MS = 60_000

_PARTS: tuple[Callable[[Page], Iterator[Tool]], ...] = (
    read_tools,
    work_tools,
    reference_tools,
    material_tools,
)
"""In the order they are listed."""


@dataclass(frozen=True)
class Client:
    """What the other side of a call can.

    Attributes:
        modern: It speaks the version without a handshake.
        progress: Tells it of progress.
        ask: Asks its human while it waits; None where that is not possible.
        asks_later: It can ask its human and call again.
    """

    modern: bool
    progress: Progress
    ask: Ask | None = None
    asks_later: bool = False
    tasks: bool = False


class McpServer:
    """Answers messages. It keeps nothing about who asked before."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.tools = {tool.name: tool for part in _PARTS for tool in part(page)}
        self._methods: dict[str, Callable[[Incoming, gr.Request, Client], Awaitable[Message]]] = {
            "tools/list": self._list_tools,
            "tools/call": self._call,
            "resources/list": self._list_resources,
            "resources/templates/list": self._list_templates,
            "resources/read": self._read_resource,
            "tasks/get": self._get_task,
            "tasks/update": self._get_task,
            "tasks/cancel": self._cancel_task,
        }

    async def answer(self, message: Incoming, request: gr.Request, client: Client) -> Message:
        """Return the answer to a request, an error included.

        Args:
            message: The request.
            request: Says whose it is.
            client: Who asks.
        """
        try:
            if message.method == "initialize" and not message.modern:
                result = _initialized(message)
            elif message.method == "ping" and not message.modern:
                result = {}
            elif message.method == "server/discover" and message.modern:
                result = _cached({"supportedVersions": list(VERSIONS), **_about(modern=True)})
            elif message.method in self._methods:
                result = await self._methods[message.method](message, request, client)
            else:
                raise RpcError(NO_METHOD, "There is no such method.", status=404 if message.modern else 200)
        except RpcError:
            raise
        except Exception as error:
            log.exception("%s failed", message.method)
            raise RpcError(INTERNAL_ERROR, f"Easel failed ({type(error).__name__}). Its log tells more.") from None
        if message.modern:
            result.setdefault("resultType", "complete")
            result["_meta"] = {"io.modelcontextprotocol/serverInfo": SERVER_INFO, **result.get("_meta", {})}
        else:
            for name in ("ttlMs", "cacheScope"):
                result.pop(name, None)
        return {"jsonrpc": "2.0", "id": message.id, "result": result}

    def may_ask(self, message: Incoming) -> bool:
        """Return whether answering a call may need a human's consent."""
        tool = self.tools.get(str(message.params.get("name")))
        return message.method == "tools/call" and tool is not None and tool.asks

    async def _list_tools(self, message: Incoming, request: gr.Request, client: Client) -> Message:
        agent = _call_of(self._page, message, request, client).agent
        shown = [tool for tool in self.tools.values() if not (agent and agent.read_only and tool.changes)]
        return _cached({"tools": [tool.described() for tool in shown]})

    async def _call(self, message: Incoming, request: gr.Request, client: Client) -> Message:
        tool = self.tools.get(str(message.params.get("name")))
        if tool is None:
            raise RpcError(INVALID_PARAMS, "There is no such tool.")
        given = message.params.get("arguments") or {}
        if not isinstance(given, dict):
            raise RpcError(INVALID_PARAMS, "The arguments are an object.")
        call = _call_of(self._page, message, request, client)
        try:
            if tool.changes and call.agent is not None:
                call.agent.check_change()
            tool.check(given)
            named = {name: value for name, value in given.items() if value is not None}
            answer = await tool.answer(named, call)
            if answer.task is not None and call.tasks:
                return created_task(await self._page.studio.jobs.get(call.owner, answer.task))
            return result_of(answer)
        except InputNeeded as needed:
            return _input_required(needed)
        except StudioError as error:
            return result_of(refused(error))

    async def _list_resources(self, message: Incoming, request: gr.Request, client: Client) -> Message:
        cursor = message.params.get("cursor")
        with _absent(message):
            found = await listed(_call_of(self._page, message, request, client), cursor and str(cursor))
        return {**found, "ttlMs": 0, "cacheScope": "private"}

    async def _list_templates(self, message: Incoming, request: gr.Request, client: Client) -> Message:
        return _cached({"resourceTemplates": TEMPLATES})

    async def _read_resource(self, message: Incoming, request: gr.Request, client: Client) -> Message:
        with _absent(message):
            call = _call_of(self._page, message, request, client)
            contents = await told(call, str(message.params.get("uri")))
        return {"contents": contents, "ttlMs": 0, "cacheScope": "private"}

    async def _get_task(self, message: Incoming, request: gr.Request, client: Client) -> Message:
        call, job = await self._task(message, request, client)
        if message.method == "tasks/update":  # no task asks for anything: consent comes before there is one
            return {}
        return told_task(job, result_of(ToolAnswer(job_values(call, job), refused=not went_well(job))))

    async def _cancel_task(self, message: Incoming, request: gr.Request, client: Client) -> Message:
        call, job = await self._task(message, request, client)
        try:
            if call.agent is not None:
                call.agent.check_change()
        except StudioError as error:
            raise RpcError(INVALID_PARAMS, str(error)) from None
        await self._page.studio.jobs.stop(call.owner, job.id)
        return {}

    async def _task(self, message: Incoming, request: gr.Request, client: Client) -> tuple[ToolCall, Job]:
        """Return the call and the job of a task."""
        if not message.modern:
            raise RpcError(NO_METHOD, "There is no such method.")
        if not client.tasks:
            data = {"requiredCapabilities": {"extensions": {TASKS: {}}}}
            raise RpcError(MISSING_CAPABILITY, "Say that you follow tasks.", status=400, data=data)
        call = _call_of(self._page, message, request, client)
        with _absent(message):
            return call, await self._page.studio.jobs.get(call.owner, str(message.params.get("taskId")))


@contextmanager
def _absent(message: Incoming) -> Generator[None]:
    """Turn what is not there into the error that a client's version knows."""
    try:
        yield
    except NotFound as error:
        data = {"uri": message.params["uri"]} if "uri" in message.params else None
        code = INVALID_PARAMS if message.modern else NO_RESOURCE
        raise RpcError(code, str(error), data=data) from None


def result_of(answer: ToolAnswer) -> Message:
    """Return the result of a call: JSON values, the same as text, and what goes with them."""
    text = json.dumps(answer.values, ensure_ascii=False)
    content = [{"type": "text", "text": text}, *answer.content]
    return {"content": content, "structuredContent": answer.values, "isError": answer.refused}


def _call_of(page: Page, message: Incoming, request: gr.Request, client: Client) -> ToolCall:
    responses = message.params.get("inputResponses")
    consent = responses.get(_CONSENT) if isinstance(responses, dict) else None
    return ToolCall(
        page,
        request,
        client.progress,
        ask=client.ask,
        asks_later=client.asks_later,
        agreed=consent.get("action") == "accept" if isinstance(consent, dict) else None,
        state=str(message.params.get("requestState") or ""),
        tasks=client.tasks,
    )


_CONSENT = "consent"


def consent_request(message: str) -> Message:
    """Return the parameters of `elicitation/create` that ask a human to agree or not."""
    schema: Mapping[str, Any] = {"type": "object", "properties": {}}
    return {"mode": "form", "message": message, "requestedSchema": schema}


def _input_required(needed: InputNeeded) -> Message:
    asked = {"method": "elicitation/create", "params": consent_request(needed.message)}
    return {"resultType": "input_required", "inputRequests": {_CONSENT: asked}, "requestState": needed.state}


def _initialized(message: Incoming) -> Message:
    wanted = message.params.get("protocolVersion")
    version = wanted if wanted in LEGACY else LEGACY[0]
    return {"protocolVersion": version, "serverInfo": SERVER_INFO, **_about(modern=False)}


def _about(*, modern: bool) -> Message:
    extensions = {"extensions": {TASKS: {}}} if modern else {}
    return {"capabilities": {"tools": {}, "resources": {}, **extensions}, "instructions": INSTRUCTIONS}


def _cached(result: Message) -> Message:
    """Return a result that may be kept for a minute by whoever asked."""
    return {**result, "ttlMs": _TTL_MS, "cacheScope": "private"}
