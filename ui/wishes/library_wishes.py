"""What is looked for in the library, as a page or a program says it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from providers.plain_text import whole
from studio.errors import FieldErrors
from studio.library.library_search import Sought
from words.language import t

_SHOWN_AS: dict[str, Any] = {name: name for name in ("image", "material", "video", "file")}
"""Anything else means all of them."""
_LONGEST_TEXT = 500


def sought_of(asked: Mapping[str, Any]) -> Sought:
    """Return what is looked for: {kind, text, capability, model, tag, favourite, since, until}, all optional.

    Dates are days in UTC ("2026-11-21") or moments in ISO 8601; the day of `until` is included.

    Raises:
        FieldErrors: A date is none.
    """

    def named(name: str) -> str | None:
        value = asked.get(name)
        return whole(value)[:_LONGEST_TEXT] if isinstance(value, str) and value else None

    return Sought(
        text=named("text") or "",
        shown_as=_SHOWN_AS.get(str(asked.get("kind"))),
        capability=named("capability"),
        model=named("model"),
        tag=named("tag"),
        favourite=asked.get("favourite") is True,
        since=_moment("since", named("since"), timedelta()),
        before=_moment("until", named("until"), timedelta(days=1)),
    )


def _moment(name: str, text: str | None, of_day: timedelta) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment + of_day if len(text) == len("2026-11-21") else moment
    except (ValueError, OverflowError):
        raise FieldErrors({name: t("Give a day such as 2026-11-21.")}) from None
