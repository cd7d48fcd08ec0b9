"""What an endpoint of the API is, before `ui.api.register` declares it to Gradio."""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from pydantic import BaseModel

from providers.plain_text import whole
from studio.errors import FieldErrors
from ui.api.api_schema import JsonSchema, Parameter

Answering = Callable[[dict[str, Any], gr.Request], Awaitable[Any]]
"""What answers a call: takes the parameters that were given, by name, and the request. A StudioError is a refusal."""


@dataclass(frozen=True)
class Endpoint:
    """One endpoint.

    Attributes:
        name: What it is called by, without the slash.
        summary: What it does, in one or two sentences.
        parameters: What can be given.
        schema: JSON schema of what it returns.
        answer: Answers a call.
        returned: What is returned, in a word.
        sends: Whether it starts a job that is sent to a vendor; a refusal then says that nothing was sent.
    """

    name: str
    summary: str
    parameters: Sequence[Parameter]
    schema: JsonSchema
    answer: Answering
    returned: str = "Answer"
    sends: bool = False


def summary_of(settings: type[BaseModel]) -> str:
    """Return the summary of an endpoint that starts a job with these settings."""
    summary = (inspect.getdoc(settings) or "").partition("\n\n")[0].replace("\n", " ")
    return f"{summary} Returns the job at once; ask get_job for its result.".strip()


def given_text(given: Mapping[str, Any], name: str, what: str) -> str:
    """Return a parameter that must be text.

    Args:
        given: What was given.
        name: The parameter.
        what: What it is, for the refusal: "the id of a job".

    Raises:
        FieldErrors: It is absent, empty or no text.
    """
    value = given.get(name)
    if not isinstance(value, str) or not value:
        raise FieldErrors({name: f"Give {what}, as text."})
    return whole(value)
