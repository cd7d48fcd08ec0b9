"""Faults that can be switched on: what real gateways have been seen doing wrong, each by a name."""

import threading
from collections.abc import Iterable
from typing import Literal

Place = Literal["create", "task", "poll", "file", "upload"]

FAULTS: dict[str, tuple[Place, str]] = {
    "create-401": ("create", "create answers 401, as if the key were wrong"),
    "create-402": ("create", "create answers 402, no balance"),
    "create-422": ("create", "create answers 422, a parameter is refused"),
    "create-429": ("create", "create answers 429 with Retry-After: 2"),
    "create-409": ("create", "create answers 409, a refusal that no document names"),
    "create-error-inside": ("create", "create answers 200 with an error inside"),
    "create-500": ("create", "create answers 500 in the documented shape"),
    "create-503": ("create", "create answers 503, no channel for the model"),
    "create-cut": ("create", "create accepts the task, then cuts the connection without a reply"),
    "create-hang": ("create", "create accepts the task, then never answers (ten minutes)"),
    "create-no-id": ("create", "create answers 200 without an id"),
    "create-html": ("create", "create answers 403 with the plain body 'error code: 1010', as Cloudflare does"),
    "task-fails": ("task", "the task fails; error is an object with code, message and type"),
    "task-fails-string": ("task", "the task fails; error is a bare string"),
    "task-fails-reason": ("task", "the task fails as FAILURE, with words under fail_reason only"),
    "task-fewer-outputs": ("task", "the task makes one output fewer than asked (never none)"),
    "task-slow": ("task", "the task takes a hundred times as long"),
    "poll-404": ("poll", "a poll answers 404, as happens right after create"),
    "poll-429": ("poll", "a poll answers 429 with Retry-After: 1"),
    "poll-500": ("poll", "a poll answers 500"),
    "poll-html": ("poll", "a poll answers 502 with an HTML page"),
    "poll-cut": ("poll", "a poll's connection is cut without a reply"),
    "poll-astray": ("poll", "polls are answered in turn by: 302, 401, 403, a login page with 200, 'not_found', 404"),
    "poll-another": ("poll", "a poll answers about another task"),
    "poll-empty": ("poll", "a completed task comes without results"),
    "poll-string-results": ("poll", "results is a list of bare links"),
    "poll-output-urls": ("poll", "the links come in output.urls instead of results"),
    "poll-output-url": ("poll", "the first link comes in output.url instead of results"),
    "poll-flat": ("poll", "the first link comes as url, beside the status"),
    "poll-wrapped": ("poll", "the task comes within data, the first link as result_url"),
    "poll-nested": ("poll", "the task comes within data, the results within data.data"),
    "poll-base64": ("poll", "the files come within the answer, in base64"),
    "poll-status-spelling": ("poll", "statuses are spelt otherwise: QUEUED, running, SUCCEEDED, error"),
    "poll-progress-string": ("poll", "progress is a string such as '42%'"),
    "poll-no-map-type": ("poll", "material results come without map_type"),
    "poll-shuffled-maps": ("poll", "material results come in another order"),
    "poll-smoothness": ("poll", "the roughness map is labelled smoothness"),
    "file-404": ("file", "a result link answers 404"),
    "file-410": ("file", "a result link answers 410"),
    "file-500": ("file", "a result link answers 500"),
    "file-truncated": ("file", "a download stops half way"),
    "file-wrong-type": ("file", "a result comes with Content-Type: application/octet-stream"),
    "file-html": ("file", "a result link answers 200 with an HTML page"),
    "file-redirect": ("file", "a result link redirects once before it answers"),
    "file-astray": ("file", "a result link redirects to a login page in a private network"),
    "file-redirect-loop": ("file", "a result link redirects to itself"),
    "file-slow": ("file", "a download trickles over about ten seconds"),
    "upload-500": ("upload", "an upload answers 500"),
    "upload-413": ("upload", "an upload answers 413 with an HTML page"),
    "upload-nested": ("upload", "an upload's reply is wrapped in data"),
    "b64-data-prefix": ("create", "AnyFast's b64_json starts with data:image/png;base64,"),
    "b64-both-null": ("create", "AnyFast's items have url and b64_json both null"),
}


class Faults:
    """The faults in force, each with how many more times it strikes (None: until switched off).

    A fault of place `create`, `poll`, `file` or `upload` counts answers; of place `task`, tasks created. Safe to use
    from several threads.
    """

    def __init__(self, wanted: Iterable[str] = ()) -> None:
        """Read faults written as `NAME` or `NAME:n`.

        Raises:
            ValueError: A name is not known, or n is not a positive number.
        """
        self._left: dict[str, int | None] = {}
        self._lock = threading.Lock()
        self.set(wanted)

    def set(self, wanted: Iterable[str]) -> None:
        """Replace all faults in force; an empty list switches all off. Raises ValueError as above."""
        left: dict[str, int | None] = {}
        for text in wanted:
            name, _, times = text.partition(":")
            if name not in FAULTS:
                raise ValueError(f"unknown fault {name!r}")
            if times and not (times.isdigit() and int(times) > 0):
                raise ValueError(f"{text!r}: the count after the colon must be a positive number")
            left[name] = int(times) if times else None
        with self._lock:
            self._left = left

    def strike(self, name: str) -> bool:
        """Return whether the fault is in force now, and use up one of its counts."""
        if name not in FAULTS:
            raise ValueError(f"unknown fault {name!r}")
        with self._lock:
            if name not in self._left:
                return False
            times = self._left[name]
            if times == 1:
                del self._left[name]
            elif times is not None:
                self._left[name] = times - 1
            return True

    def in_force(self) -> dict[str, int | None]:
        """Return the faults in force with their remaining counts."""
        with self._lock:
            return dict(self._left)
