"""What the studio refuses, each with a sentence for people that says what to do next."""

from collections.abc import Mapping


class StudioError(Exception):
    """Base of what the studio refuses. `str(error)` is safe to show."""


class FieldErrors(StudioError):
    """Some fields of a request cannot be used; nothing was written or sent.

    Attributes:
        fields: Field name -> one sentence that says what is wrong and what to do.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields: dict[str, str] = dict(fields)


class NotFound(StudioError):
    """No such job, asset or file for this owner. Somebody else's counts as absent."""


class KeyRefused(StudioError):
    """What was entered cannot be a vendor's key. Nothing was kept."""


class OverBudget(StudioError):
    """It would cost more than a budget has left, or nobody knows what it costs. Nothing was written or sent."""


class NotPossible(StudioError):
    """A job is in a state in which this cannot be done. The sentence says why."""


class NotMedia(StudioError):
    """The bytes are no picture or video that Easel recognises, or they are broken."""


class Damaged(NotMedia):
    """The bytes are a picture or video that is broken or cut off."""


class SettingsError(StudioError):
    """A setting cannot be used. The sentence names it."""


class DataDirBusy(StudioError):
    """Another Easel already uses this data directory. Stop it, or set EASEL_DATA_DIR to another directory."""


class StorageFull(StudioError):
    """The data directory has no room left. Free some space; jobs that wait for it go on by themselves."""


class DatabaseTooNew(StudioError):
    """The data directory was written by a newer Easel. Update Easel, or use another data directory."""
