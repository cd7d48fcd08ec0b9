"""A job in words: its state, vendor, model, cost, and how long one like it takes."""

from collections.abc import Mapping

from providers.price import usd
from studio.files.file_kinds import KIND_WORDS
from studio.jobs.saving import DAMAGED
from studio.ledger.job import Asset, Charged, Job, JobState
from studio.ledger.lineage_edges import given_files
from studio.workbench.operation_list import said
from ui.asking.page import Page
from words.language import marked, t

_WORDS: Mapping[JobState, str] = {
    JobState.PREPARING: marked("waiting"),
    JobState.SUBMITTING: marked("sending"),
    JobState.QUEUED: marked("in the vendor's queue"),
    JobState.RUNNING: marked("working"),
    JobState.SAVING: marked("saving"),
    JobState.SUCCEEDED: marked("done"),
    JobState.FAILED: marked("failed"),
    JobState.STOPPED: marked("stopped"),
    JobState.UNKNOWN: marked("may have been charged"),
}
CHARGED: Mapping[Charged, str] = {
    "no": marked("Not charged"),
    "yes": marked("Charged"),
    "maybe": marked("May have been charged"),
}
"""What is known of the charge, in words."""


def state_words(job: Job) -> str:
    """Return the state as a person would say it."""
    if job.stopping and not job.state.final:
        return t("stopping")
    if job.state is JobState.PREPARING and given_files(job.request):
        return t("preparing")
    if job.state is JobState.RUNNING and job.progress_percent:
        return t("working, {progress_percent:.0f} %", progress_percent=job.progress_percent)
    return t(_WORDS[job.state])


def vendor_title(page: Page, job: Job) -> str:
    """Return the vendor's name for people; Easel's own for what was made on this machine."""
    return "Easel" if job.made_here else page.vendor_title(job.provider)


def model_title(page: Page, job: Job) -> str:
    """Return the model's name for people, or what this machine did; its id when nothing knows it any more."""
    request = page.requests.get(job.endpoint)
    if request is None:
        return said(page.operations, job.endpoint, job.request) or job.model
    return request.model_labels.get(job.model, job.model)


def cost_words(job: Job) -> str:
    """Return what a job costs, as far as it is known: "$0.09", "up to $0.36", the vendor's own words, or ""."""
    if job.sandbox or job.made_here or (job.charged == "no" and job.state.final):
        return ""
    if job.cost is None:
        return job.cost_note or t("price unknown")
    certain = job.price_least == job.price_most or job.cost != job.price_most
    return usd(job.cost) if certain else t("up to {cost}", cost=usd(job.cost))


def expected_words(low_s: float | None, high_s: float | None) -> str | None:
    """Return an expectation as people say it ("usually 38–52 s"), a little wider than it is rather than narrower."""
    if low_s is None or high_s is None:
        return None
    if high_s < 10:
        return "usually under 10 s"
    step_s = 1 if high_s < 20 else 2 if high_s < 60 else 5 if high_s < 100 else 60
    low, high = max(1, int(low_s / step_s)), -int(-high_s // step_s)
    if step_s == 60:
        return t("usually {low}–{high} min", low=low, high=high) if low < high else t("usually {high} min", high=high)
    return t("usually {low}–{high} s", low=low * step_s, high=high * step_s)


def file_words(asset: Asset) -> str:
    """Return what a file is that cannot be shown: "Matroska video", "damaged PNG picture"."""
    words = KIND_WORDS.get(asset.name.rpartition(".")[2], KIND_WORDS["bin"])
    words = t("damaged {kind}", kind=t(words)) if DAMAGED in asset.facts else t(words)
    return words[0].upper() + words[1:]
