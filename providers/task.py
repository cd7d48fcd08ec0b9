"""What every vendor answer becomes: a Task with its Outputs."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class TaskStatus(StrEnum):
    """Where the vendor is with a task. `succeeded`, `failed` and `cancelled` are final."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        return self in (TaskStatus.SUCCEEDED, TaskStatus.FAILED, TaskStatus.CANCELLED)


@dataclass(frozen=True)
class Output:
    """One produced file, not yet downloaded: exactly one of `url` and `data` is set; of a profile neither.

    Attributes:
        kind: What the vendor says it is; the bytes decide in the end. A profile is no file: its id is the fact
            "profile_id".
        url: Where to fetch it, without credentials; dies 24 h after the task ended.
        data: The file itself, when the vendor answered it inline.
        label: Which one it is: a map name ("basecolor", "texture", ...) or None.
        label_certain: False when the label was guessed from the order of the results.
        facts: Small extras of this result ("revised_prompt", "seed"), shown with the settings.
    """

    kind: Literal["image", "video", "file", "profile"]
    url: str | None = None
    data: bytes | None = field(default=None, repr=False)
    label: str | None = None
    label_certain: bool = True
    facts: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Task:
    """The vendor's unit of work, normalised.

    Attributes:
        id: The vendor's task id; None for a vendor that answers with the result at once.
        status: Normalised status; an unknown word counts as running.
        progress_percent: 0-100, a hint only; None when the vendor gives none.
        estimated_s: The vendor's own estimate of the whole duration in seconds, a hint only.
        outputs: Filled when succeeded. May be empty on `succeeded` for a moment (a known race): ask again.
        error: The vendor's words about a failed task, its machine code with them. Whether such a task was charged no
            vendor's documents say.
        cost_note: What the vendor said about the price ("5 credits reserved"), for people.
        credits_reserved: The same as a figure, in the vendor's own credits, whose worth no document tells.
        unknown_status: The vendor's word for the status, where nobody knows that word.
    """

    id: str | None
    status: TaskStatus
    progress_percent: float | None = None
    estimated_s: float | None = None
    outputs: tuple[Output, ...] = ()
    error: str | None = None
    cost_note: str | None = None
    credits_reserved: float | None = None
    unknown_status: str | None = None
