"""Examples of a panel: what they say, the pictures they bring, and how one gets into the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from providers.spec import Role
from ui.asking.page import Page
from ui.asking.static_files import STATIC_DIR, static_url
from ui.forms.form import Form
from words.language import t


@dataclass(frozen=True)
class Example:
    """One start that runs as it is.

    Attributes:
        title: A few words.
        prompt: The prompt it fills in.
        picture: What shows it, a file of ui/static; None for words only.
        samples: Role -> files of ui/static that it brings along.
        values: Role -> value, where it needs other than the start values.
    """

    title: str
    prompt: str
    picture: str | None = None
    samples: Mapping[Role, Sequence[str]] = field(default_factory=dict[Role, Sequence[str]])
    values: Mapping[Role, Any] = field(default_factory=dict[Role, Any])


def example_cards(examples: Sequence[Example]) -> list[dict[str, Any]]:
    """Return what an empty stage shows of the examples."""
    return [
        {"title": example.title, "prompt": example.prompt}
        | ({"thumbnail": static_url(f"pictures/{example.picture}")} if example.picture else {})
        for example in examples
    ]


def model_for_example(form: Form, chosen: str) -> str:
    """Return the model an example runs on: the chosen one, unless it takes no prompt or is not offered."""
    takes_prompt = chosen in form.models and form.models[chosen][0].field_of(Role.PROMPT) is not None
    return chosen if takes_prompt else form.start_model


async def example_settings(page: Page, owner: str, form: Form, key: str, example: Example) -> dict[str, Any]:
    """Return an example's settings for a model: its start values, the prompt, and the samples kept as references."""
    cls, _ = form.models[key]
    settings: dict[str, Any] = {}
    for name in cls.model_fields:
        shown = cls.shown(name)
        value = example.values.get(shown.role, shown.start)
        if shown.role is Role.PROMPT:
            value = t(example.prompt)
        if shown.role in example.samples:
            value = [await _sample(page, owner, file) for file in example.samples[shown.role]]
        if value is not None and shown.role is not Role.MODEL:
            settings[name] = list(value) if isinstance(value, tuple) else value
    return settings


async def _sample(page: Page, owner: str, file: str) -> str:
    kept = await page.studio.references.keep(owner, STATIC_DIR / "pictures" / file, file.removeprefix("sample-"))
    return kept.value
