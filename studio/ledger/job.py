"""Our durable records: a Job is one request and what became of it; an Asset is one kept file with its provenance."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from providers.happened import Happenings
from providers.spec import Capability


class JobState(StrEnum):
    """The ledger state of a job, in the order it runs through them; the last four are final."""

    PREPARING = "preparing"  # waiting its turn, making local references reachable
    SUBMITTING = "submitting"  # the intent is on disk, the POST may be under way
    QUEUED = "queued"  # the vendor has it and has not begun
    RUNNING = "running"
    SAVING = "saving"  # results are being downloaded
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    STOPPED = "stopped"
    UNKNOWN = "unknown"  # the submit got no clear answer: it may have been charged

    @property
    def final(self) -> bool:
        return self in (JobState.SUCCEEDED, JobState.FAILED, JobState.STOPPED, JobState.UNKNOWN)


OPEN_STATES = tuple(state for state in JobState if not state.final)
FINAL_STATES = tuple(state for state in JobState if state.final)

Charged = Literal["no", "yes", "maybe"]

MADE_HERE = "easel"
"""The provider of work that this machine does itself: nothing is sent, nothing costs."""


@dataclass(frozen=True)
class Asset:
    """One kept file of a job.

    Attributes:
        id: Unguessable id.
        position: Place among the job's outputs, from 0.
        kind: "image", "video" or "file", by its bytes.
        label: Map name of a material ("basecolor", "texture"), else None.
        label_certain: False when the label is a guess that people may correct.
        sha256: Hex digest of the original bytes; their place in the file store.
        mime: MIME type by the bytes.
        name: File name for downloads ("red-brick-wall-normal.png").
        width, height: Pixels; None when unknown.
        duration_s: Length of a video in seconds.
        bytes: Size of the original.
        facts: Small extras by the vendor ("revised_prompt").
        favourite, note: What the owner made of it.
        place: Its number in the library's order; None until `studio.library.search_index` has seen it.
    """

    id: str
    owner: str
    job_id: str
    position: int
    kind: Literal["image", "video", "file"]
    label: str | None
    label_certain: bool
    sha256: str
    mime: str
    name: str
    width: int | None
    height: int | None
    duration_s: float | None
    bytes: int
    created_at: datetime
    facts: dict[str, str] = field(default_factory=dict[str, str])
    favourite: bool = False
    note: str = ""
    place: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Job:
    """One submit and what became of it, as one owner sees it.

    Attributes:
        id: Unguessable id.
        owner: Whose it is; every read names the owner.
        endpoint: The request class, by its catalogue key ("foxapi_wan_2_7_image").
        provider, model, capability: Copied from the request, for lists.
        sandbox: True when the local gateway served it and nothing can have been charged.
        request: The request's settings, JSON values; local files as "easel:<sha256>".
        state: See JobState.
        charged: "no", "yes" or "maybe". Always "no" in the sandbox.
        progress_percent: 0-100 or None when the vendor gives none.
        happened: What happens now, or what happened, were you charged, what to do.
        error: The vendor's words of a failure, else None.
        error_field: The request field the error is about, where it is known.
        task_id: The vendor's id, once there is one.
        cost_note: What the vendor said about the price.
        price_least, price_most: What it was estimated to cost, in US dollars; None where the price is not known.
        cost: What budgets count with, in US dollars: `price_most`, or what the balance was seen to fall by.
        credits_reserved: The vendor's own figure of `cost_note`.
        balance_before, balance_after: US dollars left on the key, where no other job came between; else None.
        stopping: True from the click on Stop until the job is final.
        created_at, submitted_at, finished_at: UTC.
        expected_s: Usual seconds from submit to end, from past runs and the vendor's estimate; None at first.
        expected_low_s, expected_high_s: Between these most jobs of its kind end.
        outputs: Kept files, in order; deleted ones are absent.
        unfetched: Results that the vendor named and that are not kept; none while they are fetched quietly.
        again_of: Id of the job whose settings this one runs again.
        size_m: Width of a material's tile in metres; None where nobody said it.
        height_range_m: Metres between black and white of its height map; None where it is not known.
        agent: Name of the agent that began it; None: a person.
        imported: True for history from an archive: it is looked at, and nothing is ever asked about it.
    """

    id: str
    owner: str
    endpoint: str
    provider: str
    model: str
    capability: Capability
    sandbox: bool
    request: dict[str, Any]
    state: JobState
    charged: Charged
    progress_percent: float | None
    happened: Happenings
    error: str | None
    error_field: str | None
    task_id: str | None
    cost_note: str | None
    stopping: bool
    created_at: datetime
    submitted_at: datetime | None
    finished_at: datetime | None
    expected_s: float | None
    price_least: float | None = None
    price_most: float | None = None
    cost: float | None = None
    credits_reserved: float | None = None
    balance_before: float | None = None
    balance_after: float | None = None
    expected_low_s: float | None = None
    expected_high_s: float | None = None
    outputs: tuple[Asset, ...] = ()
    unfetched: int = 0
    again_of: str | None = None
    size_m: float | None = None
    height_range_m: float | None = None
    agent: str | None = None
    imported: bool = False

    @property
    def made_here(self) -> bool:
        """Whether this machine does the work itself; see `studio.workbench.local_work`."""
        return self.provider == MADE_HERE

    @property
    def made_from(self) -> str | None:
        """Id of the job whose material this is a version of."""
        made_from = self.request.get("material") if self.made_here else None
        return made_from if isinstance(made_from, str) else None
