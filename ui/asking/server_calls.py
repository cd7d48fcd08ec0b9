"""What the scripts of the page call on the server, and how a refusal is answered."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any, NotRequired, TypedDict

import gradio as gr

from studio.errors import NotFound, StudioError
from words.language import t

Asked = dict[str, Any]
"""What a script asks, as JSON values. Anybody who reaches the page can send anything."""

Answer = Mapping[str, Any]
"""What a script is answered, as JSON values; `sentence` for people where it was refused."""

ServerCall = Callable[..., Awaitable[Answer]]
"""Takes one JSON value and the request. It checks the owner itself."""


class Done(TypedDict):
    """It is done, and there is nothing to tell."""


class RefusedCall(TypedDict):
    """It was not done: what people read of it."""

    sentence: str


class FieldRefusals(TypedDict):
    """Whether it was done: sentences by field where it was not."""

    errors: NotRequired[dict[str, str]]


class FileCount(TypedDict):
    """How many there were."""

    count: int


def answering_refusals(*calls: ServerCall) -> list[ServerCall]:
    """Return calls that answer with a `sentence` where something is gone or cannot be done.

    Gradio would answer with an HTTP error without words.
    """
    return [_answering(call) for call in calls]


def _answering(call: ServerCall) -> ServerCall:
    @wraps(call)
    async def answered(argument: Any, request: gr.Request) -> Answer:
        try:
            return await call(argument, request)
        except NotFound:
            return {"sentence": t("That is no longer here. It may have been deleted in another window.")}
        except StudioError as error:
            return {"sentence": str(error)}

    return answered
