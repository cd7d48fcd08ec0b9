"""Settings side by side: what one has and the other has not, as rows for people."""

from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict

from providers.media_values import LocalMedia, media_values
from providers.plain_text import one_line
from providers.spec import GenerationRequest
from studio.errors import NotFound
from ui.asking.page import Page
from ui.views.job_details import value_text
from words.language import marked, t

UNSET = marked("not set")
MAX_SHOWN_CHARS = 600
_MOST_FILES = 12


class SidePicture(TypedDict):
    """A file of a setting: kept here, with a link, or only the words for where it is."""

    kind: Literal["image", "video", "archive"]
    alt: str
    thumb: NotRequired[str]
    url: NotRequired[str]


class Side(TypedDict):
    """What a row says of one side: a text or pictures."""

    text: NotRequired[str]
    pictures: NotRequired[list[SidePicture]]


class SettingsRow(TypedDict):
    """A setting that two sides have differently."""

    role: str
    label: str
    now: Side
    then: Side


async def side_view(page: Page, owner: str, cls: type[GenerationRequest] | None, name: str, value: Any) -> Side:
    """Return how a setting of a request class is shown; a value of any type, also one from a hostile file."""
    if cls is not None and name in cls.media_fields():
        return await _files(page, owner, cls, name, value)
    if value in (None, "", []):
        return {"text": t(UNSET)}
    if isinstance(value, str | int | float | list | Mapping) and not _nested(value):
        return {"text": _cut(value_text(cls, name, value))}
    return {"text": t("something else")}


def same_value(one: Any, other: Any) -> bool:
    """Return whether two values of a setting mean the same: nothing, an empty text and an empty list do."""
    empty = (None, "", [])
    return one == other or (one in empty and other in empty) or [one] == other or one == [other]


async def _files(page: Page, owner: str, cls: type[GenerationRequest], name: str, value: Any) -> Side:
    label, kind = t(cls.shown(name).label), cls.media_fields()[name].kind
    pictures: list[SidePicture] = []
    for number, item in enumerate(media_values(value)[:_MOST_FILES], start=1):
        shown: SidePicture = {"alt": f"{label} {number}", "kind": kind}
        if LocalMedia.parse(item):
            try:
                kept = await page.studio.references.info(owner, item)
            except NotFound:
                shown["url"] = t("a file that is not stored here")
            else:
                shown["thumb"] = page.links.reference(owner, kept.sha256)
        else:
            shown["url"] = one_line(str(item), 100)
        pictures.append(shown)
    return {"pictures": pictures} if pictures else {"text": t(UNSET)}


def _nested(value: Any) -> bool:
    inner = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    return any(isinstance(one, list | Mapping) for one in inner)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SHOWN_CHARS else f"{text[: MAX_SHOWN_CHARS - 1]}…"
