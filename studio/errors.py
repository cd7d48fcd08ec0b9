"""What the studio refuses: what happened, from which a sentence is made that says what to do next."""

from collections.abc import Mapping

from providers.happened import Fact, Happened, Happenings, only_text
from studio.sentences.sentences import sentence_of


class StudioError(Exception):
    """Base of what the studio refuses. `str(error)` is its sentence in English, safe to show.

    Attributes:
        told: What happened, and what to do. A plain text is told by itself.
    """

    def __init__(self, *told: Happened | str) -> None:
        super().__init__(*told)
        self.told: Happenings = tuple(map(_told, told))

    def __str__(self) -> str:
        return sentence_of(self.told)

    @property
    def code(self) -> str:
        """What happened, for programs."""
        return self.told[0].code if self.told else ""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of `code`."""
        return self.told[0].facts if self.told else {}


class FieldErrors(StudioError):
    """Some fields of a request cannot be used; nothing was written or sent.

    Attributes:
        told_of: Field name -> what is wrong with it and what to do.
    """

    def __init__(self, fields: Mapping[str, str | Happened | Happenings]) -> None:
        of_fields = {name: each if isinstance(each, tuple) else (_told(each),) for name, each in fields.items()}
        super().__init__(*(each for told in of_fields.values() for each in told))
        self.told_of: Mapping[str, Happenings] = of_fields

    @property
    def fields(self) -> dict[str, str]:
        """Field name -> one sentence that says what is wrong and what to do."""
        return {name: sentence_of(told) for name, told in self.told_of.items()}


class NotFound(StudioError):
    """No such job, asset or file for this owner. Somebody else's counts as absent."""


class KeyRefused(StudioError):
    """What was entered cannot be a vendor's key. Nothing was kept."""


class OverBudget(StudioError):
    """It would cost more than a budget has left, or nobody knows what it costs. Nothing was written or sent."""


class OverPrice(StudioError):
    """It costs more than whoever asks for it agreed to, or nobody knows what. Nothing was written or sent."""


class OfferGone(StudioError):
    """A price that was offered is no longer, or is for something else. Nothing was written or sent."""


class NotAllowed(StudioError):
    """An agent may not do this. Nothing was written or sent."""


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


def _told(each: Happened | str) -> Happened:
    return only_text(each) if isinstance(each, str) else each
