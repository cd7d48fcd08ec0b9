"""What a vendor made and Easel has yet to keep, as the job's row remembers it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from providers.task import Output


@dataclass(frozen=True)
class Pending:
    """One result that waits to be kept: behind a link, or in a file of inline answers.

    Attributes:
        position: Place among the job's outputs, from 0.
        url: Where to fetch it; None when `answer` holds it.
        answer: Name of the file in the store that holds the vendor's inline answer.
        label, label_certain, facts: As in `providers.task.Output`.
    """

    position: int
    url: str | None = field(repr=False)
    answer: str | None
    label: str | None
    label_certain: bool
    facts: dict[str, str]


def pending_outputs(outputs: Sequence[Output], answers: Sequence[str | None]) -> list[Pending]:
    """Return what is to be kept of a task.

    Args:
        outputs: The task's.
        answers: For each output the name of the file that holds its inline data, or None.
    """
    return [
        Pending(position, output.url, answer, output.label, output.label_certain, dict(output.facts))
        for position, (output, answer) in enumerate(zip(outputs, answers, strict=True))
    ]


def to_json(pending: Iterable[Pending]) -> list[dict[str, Any]]:
    """Return what the row stores."""
    return [asdict(item) for item in pending]


def from_json(stored: Iterable[dict[str, Any]]) -> list[Pending]:
    """Read what `to_json` made."""
    return [Pending(**item) for item in stored]
