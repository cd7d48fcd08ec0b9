"""Everything there is to know about a job, as rows for people."""

from collections.abc import Iterator, Mapping
from typing import Any, NotRequired, TypedDict

from providers.price import usd, usd_range
from providers.spec import GenerationRequest
from studio.ledger.job import Job
from studio.ledger.job_facts import CALLED
from ui.asking.page import Page
from ui.views.job_view import Source, moment_ms, sources
from ui.views.job_words import CHARGED, model_title, vendor_title
from words.language import t


class DetailRow(TypedDict):
    """A row for people: its label, and a text, pictures, a moment or a time in seconds."""

    label: str
    text: NotRequired[str]
    pictures: NotRequired[list[Source]]
    ms: NotRequired[int]
    seconds: NotRequired[float]


class JobDetails(TypedDict):
    """Everything there is to know about a job."""

    id: str
    settings: list[DetailRow]
    facts: list[DetailRow]


def details_view(page: Page, job: Job) -> JobDetails:
    """Return everything there is to know about a job."""
    rows: list[DetailRow] = []
    pictures: dict[str, list[Source]] = {}
    for name, source in sources(page, job):
        pictures.setdefault(name, []).append(source)
    request = page.offered.get(job.endpoint)
    if job.made_here:
        rows.append({"label": t("Work"), "text": model_title(page, job)})
    named: Mapping[str, Any] = job.request
    if job.made_here:  # the materials it was made from stand in its line of descent; their ids tell nobody anything
        operation = page.operations.get(job.endpoint)
        hidden = operation.materials if operation else ()
        said = job.request.get(CALLED)
        kept = {name: value for name, value in job.request.items() if name not in hidden and value != said}
        named = {CALLED: said} | kept
    for name in request.model_fields if request else named:
        if name not in job.request:
            continue
        label = t(request.shown(name).label) if request else _words(name)
        if name in pictures:
            rows.append({"label": label, "pictures": pictures[name]})
        elif name == "model":
            rows.append({"label": label, "text": f"{model_title(page, job)} ({vendor_title(page, job)})"})
        else:
            rows.append({"label": label, "text": value_text(request, name, job.request[name])})
    return {"id": job.id, "settings": rows, "facts": list(_facts(page, job))}


def _facts(page: Page, job: Job) -> Iterator[DetailRow]:
    yield {"label": t("Started"), "ms": moment_ms(job.created_at)}
    if job.finished_at:
        yield {"label": t("Took"), "seconds": (job.finished_at - (job.submitted_at or job.created_at)).total_seconds()}
    free = t("Sandbox, nothing charged") if job.sandbox else t("Free, made on this machine") if job.made_here else ""
    yield {"label": t("Cost"), "text": free or t(CHARGED[job.charged])}
    if job.imported:
        yield {"label": t("Imported"), "text": t("From an archive: history that counts in no budget")}
    if job.size_m is not None:
        yield {"label": t("Width"), "text": f"{job.size_m:g} m"}
    if job.height_range_m is not None:
        yield {"label": t("Height range"), "text": f"{job.height_range_m * 1000:.3g} mm"}
    if not job.sandbox and job.price_least is not None and job.price_most is not None:
        yield {"label": t("Estimated price"), "text": usd_range(job.price_least, job.price_most)}
    if job.cost_note:
        yield {"label": t("Price by the vendor"), "text": job.cost_note}
    if job.balance_before is not None and job.balance_after is not None:
        yield {
            "label": t("Balance"),
            "text": t(
                "{balance_before} before, {balance_after} after",
                balance_before=usd(job.balance_before),
                balance_after=usd(job.balance_after),
            ),
        }
    if job.task_id:
        yield {"label": t("Vendor's task id"), "text": job.task_id}
    if job.error_field:
        request = page.offered.get(job.endpoint)
        known = request and job.error_field in request.model_fields
        yield {
            "label": t("About"),
            "text": t(request.shown(job.error_field).label) if request and known else job.error_field,
        }
    shared: dict[str, list[str]] = {}
    for asset in job.outputs:
        for name, value in asset.facts.items() if not job.made_here else ():
            shared.setdefault(name, []).append(value)
    for name, values in shared.items():
        yield {"label": name.replace("_", " ").capitalize(), "text": "\n".join(dict.fromkeys(values))}


def _words(name: str) -> str:
    return name.removesuffix("_m").removesuffix("_px").replace("_", " ").capitalize()


def value_text(request: type[GenerationRequest] | None, name: str, value: Any) -> str:
    """Return a setting's value as people say it."""
    choices = (request.shown(name).choices if request else None) or {}
    if isinstance(value, bool):
        return t("On") if value else t("Off")
    if isinstance(value, Mapping):
        if set(value) == {"width", "height"}:
            return f"{value['width']} × {value['height']}"
        return ", ".join(f"{key.replace('_', ' ')} {item}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(value_text(request, name, item) for item in value)
    return t(choices[str(value)]) if str(value) in choices else str(value)
