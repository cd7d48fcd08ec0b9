"""Refusals as an agent gets them: a code, its facts, words, and what to call with next."""

from typing import Any

from providers.happened import told_as_json
from studio.errors import FieldErrors, NotFound, OfferGone, StudioError
from ui.mcp.calls import ToolAnswer


class PriceNotAgreed(StudioError):
    """Nobody has agreed to what a call costs. Nothing was sent.

    Attributes:
        quote: What it costs, as the tool `quote` tells it.
        retry_with: Arguments that agree.
    """

    quote: dict[str, Any]
    retry_with: dict[str, Any]


def refused(error: StudioError) -> ToolAnswer:
    """Return the answer of a call that was refused."""
    values: dict[str, Any] = {
        "code": "wrong_arguments" if isinstance(error, FieldErrors) else error.code,
        "message": str(error),
        "happened": told_as_json(error.told),
        "retry_with": _retry_with(error),
    }
    if isinstance(error, FieldErrors):
        values["fields"] = error.fields
    if isinstance(error, PriceNotAgreed):
        values["quote"] = error.quote
    return ToolAnswer(values, refused=True)


def _retry_with(error: StudioError) -> dict[str, Any] | None:
    """Return what to change: other arguments of the same tool, or another tool to call first."""
    if isinstance(error, PriceNotAgreed):
        return {"arguments": error.retry_with}
    if isinstance(error, FieldErrors):
        return {"arguments": list(error.fields)}
    if isinstance(error, OfferGone):
        return {"tool": "quote"}
    if isinstance(error, NotFound):
        return {"tool": "search_library" if error.code.startswith("file") else "list_jobs"}
    return None
