"""The jobs tab: every job of all panels, newest first; and the small count of running jobs for the header."""

import time
from typing import Any, NotRequired, TypedDict

import gradio as gr

from ui.asking.page import Page, owner_of, revision_of
from ui.asking.page_scripts import on_load
from ui.results.job_actions import job_actions
from ui.views.job_view import JobListRow, job_row

LARGEST_LIST = 1000
BADGE_JOBS = 100
"""How far back the badge looks: whatever runs is among the newest, and it looks at every change."""

_LIST_JS = on_load(
    "tabs/jobs_list.js", "jobsList(element, {server, props, emit: {open: (data) => trigger('open', data)}})"
)
_BADGE_JS = on_load("tabs/jobs_list.js", "jobsBadge(element, {server})")


class JobsPoll(TypedDict):
    """The newest jobs of all panels, and whether there are more; only the revision while nothing has changed."""

    revision: str
    now_ms: int
    jobs: NotRequired[list[JobListRow]]
    more: NotRequired[bool]


class BadgePoll(TypedDict):
    """How many jobs are under way; only the revision while nothing has changed."""

    revision: str
    running: NotRequired[int]


def jobs_list(page: Page) -> gr.HTML:
    """Build the list. It raises `open` ({job_id, capability}) when somebody wants to see a job in its panel.

    The list has by then told that panel's stage which job to show; the listener only has to bring the panel forward.
    """

    async def jobs_poll(asked: dict[str, Any], request: gr.Request) -> JobsPoll:
        owner = owner_of(request)
        limit = max(1, min(int(asked["limit"]), LARGEST_LIST))
        revision = f"{revision_of(page, owner)}:{limit}"
        answer: JobsPoll = {"revision": revision, "now_ms": int(time.time() * 1000)}
        if revision != asked["revision"]:
            jobs = await page.studio.jobs.recent(owner, limit=limit)
            answer["jobs"] = [job_row(page, job) for job in jobs]
            answer["more"] = len(jobs) == limit
        return answer

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_LIST_JS,
        apply_default_css=False,
        server_functions=[jobs_poll, *job_actions(page)],
        elem_id="jobs-list",
    )


def jobs_badge(page: Page) -> gr.HTML:
    """Build the "2 running" that stands in the header while anything runs; pressing it opens the jobs tab."""

    async def badge_poll(revision: str | None, request: gr.Request) -> BadgePoll:
        owner = owner_of(request)
        now = revision_of(page, owner)
        if now == revision:
            return {"revision": now}
        jobs = await page.studio.jobs.recent(owner, limit=BADGE_JOBS)
        return {"revision": now, "running": sum(not job.state.final for job in jobs)}

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_BADGE_JS,
        apply_default_css=False,
        server_functions=[badge_poll],
        elem_id="jobs-badge",
    )
