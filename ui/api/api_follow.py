"""The API's endpoints that follow jobs, and act on those that ended without their result."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors
from ui.api.api_job import JOB_SCHEMA, job_json
from ui.api.api_keys import offered_keys
from ui.api.api_schema import JsonSchema, Parameter
from ui.api.endpoint import Endpoint, given_text
from ui.asking.page import Page, owner_of

MAX_WAIT_S = 60
"""Longest one `get_job` call waits: below the usual limits of proxies and clients."""

MAX_LISTED = 500

_JOB_ID = Parameter("job_id", "Job", {"type": "string", "description": "The job_id of a job."}, example="…")
_WAIT_S = Parameter(
    "wait_s",
    "Wait",
    {
        "type": "number",
        "minimum": 0,
        "maximum": MAX_WAIT_S,
        "default": 0,
        "description": f"Wait up to this many seconds, {MAX_WAIT_S} at most, for the job to be final.",
    },
    required=False,
    default=0,
)
_LIMIT = Parameter(
    "limit",
    "Limit",
    {
        "type": "integer",
        "minimum": 1,
        "maximum": MAX_LISTED,
        "default": 50,
        "description": f"How many jobs at most, {MAX_LISTED} being the most.",
    },
    required=False,
    default=50,
)
_JOBS_SCHEMA: JsonSchema = {"type": "array", "items": JOB_SCHEMA}


def follow_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints that look, wait and stop."""
    jobs = page.studio.jobs

    async def get_job(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        owner, job_id = owner_of(request), _job_id(given)
        await offered_keys(page, request)
        wait_s = min(_number(given, "wait_s", at_least=0), MAX_WAIT_S)
        job = await (jobs.wait(owner, job_id, wait_s) if wait_s else jobs.get(owner, job_id))
        return job_json(page, job, request)

    async def stop_job(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        return job_json(page, await jobs.stop(owner_of(request), _job_id(given)), request)

    async def list_jobs(given: dict[str, Any], request: gr.Request) -> list[dict[str, Any]]:
        limit = min(int(_number(given, "limit", at_least=1)), MAX_LISTED)
        return [job_json(page, job, request) for job in await jobs.recent(owner_of(request), limit=limit)]

    waits = "Return a job; with wait_s, wait until it is final or the time is over."
    yield Endpoint("get_job", waits, [_JOB_ID, _WAIT_S], JOB_SCHEMA, get_job, "Job")
    stops = "Stop waiting for a job and return it. What the vendor already works on may still be charged."
    yield Endpoint("stop_job", stops, [_JOB_ID], JOB_SCHEMA, stop_job, "Job")
    yield Endpoint("list_jobs", "List the jobs, newest first.", [_LIMIT], _JOBS_SCHEMA, list_jobs, "Jobs")


def recourse_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints for what may be done about a job that ended without its result."""
    recourse = page.studio.recourse

    async def look_again(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        await offered_keys(page, request)
        return job_json(page, await recourse.look_again(owner_of(request), _job_id(given)), request)

    async def keep_as_lost(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        return job_json(page, await recourse.keep_as_lost(owner_of(request), _job_id(given)), request)

    async def run_again(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        keys = await offered_keys(page, request)
        return job_json(page, await recourse.run_again(owner_of(request), _job_id(given), keys), request)

    looks = "Ask what became of a job without all its results: by its links, its task, else by the balance."
    yield Endpoint("look_again", looks, [_JOB_ID], JOB_SCHEMA, look_again, "Job")
    ends = "End an unknown job as failed. Nothing is asked or sent."
    yield Endpoint("keep_as_lost", ends, [_JOB_ID], JOB_SCHEMA, keep_as_lost, "Job")
    starts = "Start a new job with an old one's settings. It may be charged as well."
    yield Endpoint("run_again", starts, [_JOB_ID], JOB_SCHEMA, run_again, "Job", sends=True)


def _job_id(given: dict[str, Any]) -> str:
    return given_text(given, "job_id", "the id of a job")


def _number(given: dict[str, Any], name: str, *, at_least: float) -> float:
    value = given.get(name, at_least)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= at_least:
        raise FieldErrors({name: f"Give a number, {at_least} or more."})
    return value
