"""Prompts and styles as JSON values."""

from typing import Any

from studio.prompts.prompts import Prompt, Style
from ui.views.job_view import moment_ms


def prompt_view(prompt: Prompt) -> dict[str, Any]:
    """Return a prompt as JSON values."""
    return {"prompt": prompt.text, "favourite": prompt.favourite, "at_ms": moment_ms(prompt.at)}


def style_view(style: Style) -> dict[str, Any]:
    """Return a style as JSON values."""
    return {"name": style.name, "prefix": style.prefix, "suffix": style.suffix, "own": style.own}
