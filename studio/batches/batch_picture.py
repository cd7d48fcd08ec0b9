"""A batch as one picture: its results in rows and columns, with the axes written beside them."""

import io
import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from materials.drawing.lettering import font, legible, wrap
from materials.pixels.picture_as_seen import eight_bits
from studio.batches.batch import Batch, BatchCell
from studio.errors import NotMedia
from studio.files.inspection import picture_as_seen
from studio.ledger.job import Asset, JobState
from studio.ledger.job_facts import pictured
from studio.sentences.sentences import sentence_of

_MOST_PIXELS = 40_000_000
_LARGEST_SIDE_PX = 512
_GAP_PX, _MARGIN_PX, _TEXT_PX, _TITLE_PX, _LABEL_WIDTH_PX = 8, 24, 22, 28, 220
_PAPER, _INK, _MUTED, _BLANK = (255, 255, 255), (29, 28, 26), (102, 99, 93), (241, 240, 237)
_WORDS = {JobState.FAILED: "failed", JobState.STOPPED: "stopped", JobState.UNKNOWN: "unclear"}


@dataclass(frozen=True)
class Grid:
    """Cells in rows and columns; None where a combination has no cell of its own.

    Attributes:
        columns: Labels above.
        rows: Labels beside: for each row one value of every other axis that varies.
        cells: By row, then column.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[BatchCell | None, ...], ...]


def usual_columns(batch: Batch) -> int:
    """Return the number of the axis that runs across: the models if there are several, else the longest of few."""
    lengths = [len(axis.values) for axis in batch.axes]
    if lengths[-1] > 1:
        return len(lengths) - 1
    return max(range(len(lengths)), key=lambda place: (lengths[place] <= 8, lengths[place]))


def grid_of(batch: Batch, columns: int) -> Grid:
    """Return a batch in rows and columns.

    Args:
        batch: Any batch.
        columns: The number of the axis that runs across.
    """
    others = [place for place in range(len(batch.axes)) if place != columns]
    by_place = {cell.at: cell for cell in batch.cells}
    rows: list[tuple[str, ...]] = []
    cells: list[tuple[BatchCell | None, ...]] = []
    for chosen in itertools.product(*(range(len(batch.axes[place].values)) for place in others)):
        at = dict(zip(others, chosen, strict=True))
        rows.append(
            tuple(batch.axes[place].labels[value] for place, value in at.items() if len(batch.axes[place].values) > 1)
        )
        across = range(len(batch.axes[columns].values))
        whole = ({**at, columns: value} for value in across)
        cells.append(tuple(by_place.get(tuple(one[place] for place in range(len(batch.axes)))) for one in whole))
    return Grid(batch.axes[columns].labels, tuple(rows), tuple(cells))


def first_result(cell: BatchCell | None) -> Asset | None:
    """Return what stands for a cell: its first picture, of a material the base colour."""
    outputs = cell.job.outputs if cell is not None and cell.job is not None else ()
    return pictured(outputs)


def draw_grid(batch: Batch, columns: int, path_of: Callable[[Asset], Path]) -> bytes:
    """Return the PNG of a batch.

    Args:
        batch: Any batch; cells without a result say why.
        columns: The number of the axis that runs across.
        path_of: Where a picture of a result is, small or large; OSError where it is gone.
    """
    grid = grid_of(batch, columns)
    shape = next((_shape(asset) for row in grid.cells for asset in map(first_result, row) if asset), 1.0)
    beside = _LABEL_WIDTH_PX if any(grid.rows) else 0
    side = min(_LARGEST_SIDE_PX, math.isqrt(_MOST_PIXELS // max(1, len(grid.rows) * len(grid.columns))))
    width, height = (side, max(48, round(side / shape))) if shape >= 1 else (max(48, round(side * shape)), side)
    inside = beside + len(grid.columns) * (width + _GAP_PX)
    title = wrap(legible(batch.title), font(_TITLE_PX), max(inside, 480), 3)
    head = [wrap(legible(text), font(_TEXT_PX), width, 2) for text in grid.columns]
    top = _MARGIN_PX + len(title) * round(_TITLE_PX * 1.4) + 12
    under = top + max(map(len, head), default=0) * round(_TEXT_PX * 1.35) + 8
    size = (max(inside, 480) + 2 * _MARGIN_PX, under + len(grid.rows) * (height + _GAP_PX) + _MARGIN_PX)
    sheet = Image.new("RGB", size, _PAPER)
    ink = ImageDraw.Draw(sheet)
    _write(ink, (_MARGIN_PX, _MARGIN_PX), title, _TITLE_PX, _INK)
    for place, lines in enumerate(head):
        _write(ink, (_MARGIN_PX + beside + place * (width + _GAP_PX), top), lines, _TEXT_PX, _MUTED)
    for number, (labels, row) in enumerate(zip(grid.rows, grid.cells, strict=True)):
        y = under + number * (height + _GAP_PX)
        lines = [line for label in labels for line in wrap(legible(label), font(_TEXT_PX), beside - 14, 3)]
        _write(ink, (_MARGIN_PX, y), lines[: max(1, round(height / _TEXT_PX / 1.35))], _TEXT_PX, _MUTED)
        for place, cell in enumerate(row):
            x = _MARGIN_PX + beside + place * (width + _GAP_PX)
            _draw_cell(sheet, cell, (x, y, width, height), path_of)
    file = io.BytesIO()
    sheet.save(file, "PNG", compress_level=3)
    return file.getvalue()


def _draw_cell(
    sheet: Image.Image, cell: BatchCell | None, box: tuple[int, int, int, int], path_of: Callable[[Asset], Path]
) -> None:
    x, y, width, height = box
    ink = ImageDraw.Draw(sheet)
    ink.rectangle((x, y, x + width - 1, y + height - 1), fill=_BLANK)
    asset = first_result(cell)
    words = _why_blank(cell)
    if asset is not None:
        try:
            whole = eight_bits(picture_as_seen(path_of(asset), near_px=2 * max(width, height))).convert("RGBA")
            fitted = ImageOps.contain(whole, (width, height), Image.Resampling.LANCZOS)
            sheet.paste(fitted, (x + (width - fitted.width) // 2, y + (height - fitted.height) // 2), fitted)
        except (NotMedia, OSError, ValueError):
            words = "gone" if asset.kind != "file" else "a file to download"
        else:
            words = ""
    if words:
        lines = wrap(legible(words), font(_TEXT_PX), width - 24, 4)
        _write(ink, (x + 12, y + 10), lines, _TEXT_PX, _MUTED)


def _why_blank(cell: BatchCell | None) -> str:
    if cell is None:
        return ""
    if cell.problem or cell.refused:
        return sentence_of(cell.problem or cell.refused)
    if cell.job is None:
        return "not started"
    return "deleted" if cell.job.state is JobState.SUCCEEDED else _WORDS.get(cell.job.state, "under way")


def _write(
    ink: ImageDraw.ImageDraw, at: tuple[int, int], lines: Sequence[str], size_px: int, fill: tuple[int, int, int]
) -> None:
    for number, line in enumerate(lines):
        ink.text((at[0], at[1] + number * round(size_px * 1.38)), line, font=font(size_px), fill=fill)


def _shape(asset: Asset) -> float:
    return min(4.0, max(0.25, (asset.width or 1) / (asset.height or 1)))
