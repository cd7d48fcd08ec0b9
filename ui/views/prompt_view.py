"""Prompts and styles as JSON values."""

from typing import TypedDict

from studio.prompts.prompts import Prompt, Style
from ui.views.job_view import moment_ms


class PromptView(TypedDict):
    """A prompt that was used or kept."""

    prompt: str
    favourite: bool
    at_ms: int


class StyleView(TypedDict):
    """Words around a prompt; `own` ones can be changed."""

    name: str
    prefix: str
    suffix: str
    own: bool


def prompt_view(prompt: Prompt) -> PromptView:
    """Return a prompt as JSON values."""
    return {"prompt": prompt.text, "favourite": prompt.favourite, "at_ms": moment_ms(prompt.at)}


def style_view(style: Style) -> StyleView:
    """Return a style as JSON values."""
    return {"name": style.name, "prefix": style.prefix, "suffix": style.suffix, "own": style.own}
