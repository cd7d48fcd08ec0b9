"""Lineage as the page shows it: generations side by side, and the settings of two results compared."""

from typing import Any, TypedDict

from providers.plain_text import one_line
from studio.jobs.lineage import Family, Link
from studio.ledger.job import Asset, Job
from studio.ledger.job_facts import pictured, prompt_of, shown_order
from ui.asking.page import Page
from ui.asking.titles import CAPABILITY_WORDS
from ui.views.job_words import model_title, vendor_title
from ui.views.settings_rows import UNSET, SettingsRow, Side, same_value, side_view
from words.language import marked, t

_TITLE_CHARS = 80
_HEADING_CHARS = 36
_KINDS = {"version": marked("Version"), "again": marked("Same settings")}


class LineageNode(TypedDict):
    """A job, or a file that was brought from outside, in a line of descent."""

    job_id: str | None
    asset_id: str | None
    thumb: str | None
    title: str
    what: str
    how: str
    gone: bool


class KeyedNode(LineageNode):
    """A node by the name that lines call it."""

    key: str


class Generation(TypedDict):
    """Nodes of one step: negative before the job, positive after it."""

    step: int
    nodes: list[KeyedNode]


LineageLine = TypedDict("LineageLine", {"from": str, "to": str})


class LineageView(TypedDict):
    """The generations around a job, the earliest first, and the lines between nodes, by their keys."""

    id: str
    columns: list[Generation]
    lines: list[LineageLine]
    more: bool


class ComparedSettings(TypedDict):
    """The rows in which the settings of two results differ, and how many are alike."""

    rows: list[SettingsRow]
    alike: int
    names: list[str]


def lineage_view(page: Page, owner: str, family: Family, asset_id: Any = None) -> LineageView:
    """Return the generations around a job, the earliest first, and the lines between them.

    Args:
        page: The services.
        owner: Whose.
        family: As `Lineage.family` tells it.
        asset_id: Which file of the job it is about; None: all of them.
    """
    columns: dict[int, dict[str, LineageNode]] = {}
    for id_, step in family.generations.items():
        columns.setdefault(step, {})[id_] = _node(page, family.jobs[id_], _asset_used(family, id_))
    lines: list[LineageLine] = []
    for link in family.links:
        start = link.parent
        if start is None:
            start = f"file-{link.sha256}"
            outside = _outside(page, owner, str(link.sha256))
            columns.setdefault(family.generations[link.child] - 1, {}).setdefault(start, outside)
        if family.generations.get(link.child, 0) > 0:
            columns[family.generations[link.child]][link.child]["how"] = _how(family, link, asset_id)
        lines.append({"from": start, "to": link.child})
    return {
        "id": family.job,
        "columns": [
            {"step": step, "nodes": [{"key": key, **node} for key, node in nodes.items()]}
            for step, nodes in sorted(columns.items())
        ],
        "lines": lines,
        "more": family.more,
    }


async def settings_compared_view(
    page: Page, owner: str, one: tuple[Job, Asset | None], other: tuple[Job, Asset | None]
) -> ComparedSettings:
    """Return the rows in which the settings of two results differ."""
    left, right = _settings(page, *one), _settings(page, *other)
    rows: list[SettingsRow] = []
    alike = 0
    for key in dict.fromkeys([*left, *right]):
        if same_value(left.get(key, _NOTHING)[2], right.get(key, _NOTHING)[2]):
            alike += 1
            continue
        label = (left.get(key) or right[key])[0]
        now, then = [await _side(page, owner, job, sides.get(key)) for (job, _), sides in ((one, left), (other, right))]
        rows.append({"role": key, "label": label, "now": now, "then": then})
    return {"rows": rows, "alike": alike, "names": [_title(page, *one), _title(page, *other)]}


_Setting = tuple[str, str | None, Any]
"""Label, field of the request class (None: it is none), value."""

_NOTHING: _Setting = ("", None, None)


def _settings(page: Page, job: Job, asset: Asset | None) -> dict[str, _Setting]:
    cls = page.offered.get(job.endpoint)
    found: dict[str, _Setting] = {
        "panel": (t("Panel"), None, t(CAPABILITY_WORDS[job.capability].panel)),
        "model": (t("Model"), None, f"{model_title(page, job)} ({vendor_title(page, job)})"),
    }
    for name, value in job.request.items():
        if cls is None:
            found.setdefault(name, (name.replace("_", " ").capitalize(), None, _plain(value)))
        elif name in cls.model_fields:
            shown = cls.shown(name)
            found.setdefault(shown.role.value, (t(shown.label), name, value))
    if asset is not None and asset.facts.get("seed"):
        found["told_seed"] = (t("Seed the vendor told"), None, asset.facts["seed"])
    return found


async def _side(page: Page, owner: str, job: Job, setting: _Setting | None) -> Side:
    if setting is None:
        return {"text": t(UNSET)}
    _, name, value = setting
    cls = page.offered.get(job.endpoint) if name else None
    return await side_view(page, owner, cls, name or "", value)


def _plain(value: Any) -> Any:
    return ", ".join(str(item) for item in value) if isinstance(value, list) else value


def _title(page: Page, job: Job, asset: Asset | None) -> str:
    return one_line((asset and asset.name) or prompt_of(page.requests, job) or model_title(page, job), _HEADING_CHARS)


def _node(page: Page, job: Job, used: str | None) -> LineageNode:
    shown = shown_order(job.outputs)
    mine = next((asset for asset in shown if asset.id == used), None)
    seen = mine or pictured(shown)
    return {
        "job_id": job.id,
        "asset_id": mine.id if mine else None,
        "thumb": page.links.asset(seen, "thumb") if seen else None,
        "title": one_line(prompt_of(page.requests, job), _TITLE_CHARS) or model_title(page, job),
        "what": f"{t(CAPABILITY_WORDS[job.capability].result)} · {model_title(page, job)}",
        "how": "",
        "gone": not shown and job.state.final,
    }


def _outside(page: Page, owner: str, sha256: str) -> LineageNode:
    return {
        "job_id": None,
        "asset_id": None,
        "thumb": page.links.reference(owner, sha256, "thumb"),
        "title": t("A file of yours"),
        "what": t("Brought from outside"),
        "how": "",
        "gone": False,
    }


def _asset_used(family: Family, job_id: str) -> str | None:
    """Return the file of an earlier job that was gone on with."""
    if family.generations[job_id] >= 0:
        return None
    return next((link.asset for link in family.links if link.parent == job_id and link.asset), None)


def _how(family: Family, link: Link, asset_id: Any) -> str:
    if link.kind != "file":
        return t(_KINDS[link.kind])
    other = asset_id and link.parent == family.job and link.asset not in (None, asset_id)
    return t("Of another result beside this one") if other else ""
