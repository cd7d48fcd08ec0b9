"""Tools that start, follow and stop jobs at vendors: what they cost is agreed first, and sent once at most."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from providers.spec import GenerationRequest
from studio.errors import FieldErrors
from studio.jobs.asked import asked_request
from studio.ledger.job import Job
from studio.sentences.sentences import sentence_of
from ui.api.api_job import job_json
from ui.api.api_keys import offered_keys
from ui.api.api_media import MediaRefused, kept_media
from ui.api.api_schema import NUMBER, TEXT, Parameter
from ui.api.endpoint import given_text
from ui.asking.page import Page
from ui.mcp.agreement import agreed, quoted
from ui.mcp.calls import ToolAnswer, ToolCall
from ui.mcp.read_tools import JOB_ID
from ui.mcp.tool import Tool
from ui.views.job_words import state_words
from words.language import t

LONGEST_WAIT_S = 50.0
"""Clients give up on a call after a minute at the earliest."""
_USUAL_WAIT_S = 25.0
_STEP_S = 2.0
_POLL_S = 2, 30
"""How soon and how late to look again."""

_ENDPOINT = Parameter("endpoint", "Endpoint", {**TEXT, "description": "As find_models names it."})
_SETTINGS = Parameter(
    "settings",
    "Settings",
    {
        "type": "object",
        "description": "The endpoint's parameters by name, the model among them, as find_models(endpoint) tells them. "
        "Pictures and videos: a public https address, or easel:<sha256> of add_reference.",
    },
)
_QUOTE_ID = Parameter(
    "quote_id",
    "Quote",
    {**TEXT, "description": "Of quote for exactly these settings: agrees to its price, once."},
    False,
)
_MAX_PRICE = Parameter(
    "max_price_usd",
    "Highest price",
    {**NUMBER, "minimum": 0, "description": "Instead of a quote: what it may cost at most, in US dollars."},
    False,
)
_TIMEOUT = Parameter(
    "timeout_s",
    "Longest wait",
    {
        **NUMBER,
        "minimum": 0,
        "maximum": LONGEST_WAIT_S,
        "default": _USUAL_WAIT_S,
        "description": "Seconds to wait at most; the job goes on after them.",
    },
    False,
)


def work_tools(page: Page) -> Iterator[Tool]:
    """Yield the tools."""
    jobs = page.studio.jobs

    async def quote(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        wanted, key_id = await _wanted(page, given, call)
        found = await page.studio.money.quote(call.owner, wanted, key_id)
        told = quoted(call, wanted, found)
        refusal = found.told if found else ()
        if refusal:
            return ToolAnswer({**told, "refused": True, "message": sentence_of(refusal)})
        return ToolAnswer({**told, "next": _next_of(told)})

    async def generate(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        wanted, key_id = await _wanted(page, given, call)
        price = await agreed(call, wanted, key_id, given)
        start = jobs.start(call.owner, wanted, key_id, most_usd=price.most_usd)
        # Whoever hangs up now must not leave a row behind that nobody drives.
        job = await asyncio.shield(asyncio.ensure_future(start))
        return ToolAnswer(job_values(call, job), task=job.id)

    async def wait(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        job_id = given_text(given, "job_id", t("the id of a job"))
        await offered_keys(page, call.request)
        left_s = float(given.get("timeout_s", _USUAL_WAIT_S))
        told = 0.0
        job = await jobs.get(call.owner, job_id)
        while not job.state.final and left_s > 0:
            done = job.progress_percent or 0.0
            told = done if done > told else min(99.0, told + 0.1)
            await call.progress(told, 100.0, state_words(job))
            step_s = min(_STEP_S, left_s)
            job = await jobs.wait(call.owner, job_id, step_s)
            left_s -= step_s
        return ToolAnswer(job_values(call, job))

    async def stop_job(given: dict[str, Any], call: ToolCall) -> ToolAnswer:
        job = await jobs.stop(call.owner, given_text(given, "job_id", t("the id of a job")))
        return ToolAnswer(job_values(call, job))

    yield Tool(
        "quote",
        "Ask for the price",
        "Check a request and tell what it costs at least and at most. Nothing is sent. A live model's answer has a "
        "quote_id, good once within 15 minutes for exactly this request.",
        [_ENDPOINT, _SETTINGS],
        quote,
    )
    yield Tool(
        "generate",
        "Generate",
        "Start a job and return its job_id at once; then call wait. A live model is paid: name the quote_id of quote, "
        "or max_price_usd; without one nothing is sent and the answer is the quote. Your human may be asked. The "
        "sandbox is free. Never repeat a call whose answer was lost: look at list_jobs first.",
        [_ENDPOINT, _SETTINGS, _QUOTE_ID, _MAX_PRICE],
        generate,
        changes=True,
        sends=True,
        asks=True,
    )
    yield Tool(
        "wait",
        "Wait for a job",
        "Return a job as soon as it has ended, or as it is after timeout_s; then call again after poll_after_seconds. "
        "Waiting never ends a job.",
        [JOB_ID, _TIMEOUT],
        wait,
    )
    yield Tool(
        "stop_job",
        "Stop a job",
        "Stop waiting for a job. What its vendor already works on may still be charged, and its results still arrive.",
        [JOB_ID],
        stop_job,
        changes=True,
    )


def job_values(call: ToolCall, job: Job) -> dict[str, Any]:
    """Return a job as JSON values, with when to look again."""
    values = job_json(call.page, job, call.request)
    if job.state.final:
        return values
    return {**values, "poll_after_seconds": poll_after_s(job), "next": f'Call wait with job_id "{job.id}".'}


def poll_after_s(job: Job) -> int:
    """Return how many seconds to leave a job alone: a fifth of what it usually takes."""
    return round(max(_POLL_S[0], min(_POLL_S[1], (job.expected_s or 25.0) / 5)))


async def _wanted(page: Page, given: Mapping[str, Any], call: ToolCall) -> tuple[GenerationRequest, str | None]:
    """Return the request that is meant, and the key that came along for it."""
    cls = page.offered.get(given["endpoint"])
    if cls is None:
        raise FieldErrors({"endpoint": t("There is no such endpoint. Call find_models.")})
    settings, problems = dict[str, Any](given["settings"]), dict[str, str]()
    for name in cls.media_fields().keys() & settings.keys():
        try:
            settings[name] = await kept_media(page.studio.references, call.visit, settings[name])
        except MediaRefused as refused:
            problems[name] = str(refused)
    if problems:
        raise FieldErrors(problems)
    wanted = await asked_request(page.studio.names, call.owner, cls, settings)
    await page.studio.references.check(call.owner, wanted)
    return wanted, (await offered_keys(page, call.request)).get(wanted.provider)


def _next_of(told: Mapping[str, Any]) -> str:
    if told["sends_to"] == "sandbox":
        return "Free: call generate with the same endpoint and settings."
    if told["quote_id"] is None:
        return "The price is not known; generate asks your human where your client can."
    return "To agree, call generate with the same endpoint and settings and this quote_id."
