"""A batch as the page and the API show it: words, prices, links. JSON values only."""

from collections.abc import Sequence
from typing import TypedDict

from providers.price import usd_range
from providers.spec import Capability
from studio.batches.batch import Batch, BatchCell, BatchState
from studio.batches.batch_picture import usual_columns
from studio.ledger.job import JobState
from studio.sentences.sentences import sentence_of
from ui.asking.page import Page
from ui.views.job_view import AssetView, JobFacts, job_facts, moment_ms, output_views
from words.language import t


class BatchCounts(TypedDict):
    """How many cells are done, under way, still waiting, failed, unclear, and how many can be repeated."""

    done: int
    under_way: int
    waiting: int
    failed: int
    unclear: int
    repeatable: int


class AxisView(TypedDict):
    """One thing that varies in a batch."""

    name: str
    values: list[str]
    labels: list[str]


class CellJob(JobFacts):
    """What a cell of the grid shows of its job."""

    outputs: list[AssetView]


class CellView(TypedDict):
    """One cell of a batch: where it stands on each axis, and its job once there is one."""

    position: int
    at: list[int]
    model: str
    problem: str
    refused: str
    price: str
    job: CellJob | None


class BatchView(TypedDict):
    """A batch with all its cells."""

    id: str
    title: str
    capability: Capability
    state: BatchState
    message: str
    axes: list[AxisView]
    columns: int
    submits: int
    price: str
    counts: BatchCounts
    created_ms: int
    cells: list[CellView]
    pictures: list[str]


class BatchLine(TypedDict):
    """What a list of batches shows of one."""

    id: str
    title: str
    state: BatchState
    submits: int
    counts: BatchCounts
    created_ms: int
    thumb: str | None


def batch_view(page: Page, batch: Batch) -> BatchView:
    """Return a batch with all its cells."""
    columns = usual_columns(batch)
    return {
        "id": batch.id,
        "title": batch.title,
        "capability": batch.capability,
        "state": batch.state,
        "message": sentence_of(batch.happened),
        "axes": [{"name": axis.name, "values": list(axis.values), "labels": list(axis.labels)} for axis in batch.axes],
        "columns": columns,
        "submits": batch.submits,
        "price": price_words(batch.cells),
        "counts": counts(batch),
        "created_ms": moment_ms(batch.created_at),
        "cells": [_cell_view(page, cell) for cell in batch.cells],
        "pictures": [page.links.grid(batch.owner, batch.id, place) for place in range(len(batch.axes))],
    }


def batch_line(page: Page, batch: Batch) -> BatchLine:
    """Return what a list of batches shows of one."""
    done = [cell.job for cell in batch.cells if cell.job is not None and cell.job.outputs]
    return {
        "id": batch.id,
        "title": batch.title[:200],
        "state": batch.state,
        "submits": batch.submits,
        "counts": counts(batch),
        "created_ms": moment_ms(batch.created_at),
        "thumb": page.links.asset(done[0].outputs[0], "thumb") if done else None,
    }


def counts(batch: Batch) -> BatchCounts:
    """Return how many cells are done, under way, still waiting, failed, unclear, and how many can be repeated."""
    states = [cell.job.state for cell in batch.cells if cell.job is not None]
    refused = sum(bool(cell.refused) for cell in batch.cells)
    return {
        "done": states.count(JobState.SUCCEEDED),
        "under_way": batch.under_way,
        "waiting": sum(cell.waiting for cell in batch.cells),
        "failed": states.count(JobState.FAILED) + states.count(JobState.STOPPED) + refused,
        "unclear": states.count(JobState.UNKNOWN),
        "repeatable": sum(cell.repeatable for cell in batch.cells) if batch.state is not BatchState.PLANNED else 0,
    }


def price_words(cells: Sequence[BatchCell]) -> str:
    """Return what the cells that are sent cost in all; where a price is not known it says so, and never 0."""
    sent = [cell for cell in cells if not cell.problem]
    live = [cell for cell in sent if not cell.sandbox]
    if not live:
        return t("Sandbox: nothing is charged")
    known = [cell for cell in live if cell.price_most is not None]
    if not known:
        return t("price unknown")
    amount = usd_range(sum(cell.price_least or 0 for cell in known), sum(cell.price_most or 0 for cell in known))
    free = t("; {sent} in the sandbox, not charged", sent=len(sent) - len(live)) if len(live) < len(sent) else ""
    unknown = len(live) - len(known)
    more = t(" and more: the price of {unknown} is unknown", unknown=unknown) if unknown else ""
    return f"{amount}{more}{free}"


def cell_price_words(cell: BatchCell) -> str:
    """Return what one cell costs."""
    if cell.problem:
        return ""
    if cell.sandbox:
        return t("not charged")
    if cell.price_least is None or cell.price_most is None:
        return t("price unknown")
    return usd_range(cell.price_least, cell.price_most)


def _cell_view(page: Page, cell: BatchCell) -> CellView:
    shown: CellJob | None = None
    if cell.job is not None:
        shown = {**job_facts(page, cell.job), "outputs": output_views(page, cell.job)}
    request = page.offered.get(cell.endpoint)
    return {
        "position": cell.position,
        "at": list(cell.at),
        "model": request.model_labels.get(cell.model, cell.model) if request else cell.model,
        "problem": sentence_of(cell.problem),
        "refused": sentence_of(cell.refused),
        "price": cell_price_words(cell),
        "job": shown,
    }
