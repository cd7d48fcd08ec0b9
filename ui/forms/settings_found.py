"""Settings found in a file, as values for a form: what fits a model here, and a sentence about what does not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from providers.by_role import refuses, takes_list
from providers.media_values import LocalMedia, media_values
from providers.sizes import size_in_pixels
from providers.spec import GenerationRequest, Role
from studio.settings_in_files.file_settings import FileSettings
from studio.settings_in_files.foreign.program_settings import ProgramSettings
from studio.settings_in_files.settings_note import Note
from ui.forms.panel import Panel
from words.language import marked, t

_MOST_FILES = 100
_CALLED = {
    Role.PROMPT: "prompt",
    Role.NEGATIVE_PROMPT: marked("text of what to leave out"),
    Role.SEED: "seed",
    Role.SIZE: "size",
}


@dataclass
class FittedSettings:
    """What a form is to be filled with.

    Attributes:
        panel: Whose form.
        key: Its model.
        values: Role -> JSON value.
        source: Where the settings come from, for people.
        offered: Roles that are in the file but were not asked for; people may take them.
        notes: Sentences about what was left out.
    """

    panel: Panel
    key: str
    values: dict[Role, Any]
    source: str
    offered: set[Role] = field(default_factory=set[Role])
    notes: list[str] = field(default_factory=list[str])


async def fit_settings(
    found: Note | ProgramSettings,
    panels: Sequence[Panel],
    store: FileSettings,
    owner: str,
    current: str,
    chosen: Mapping[str, str],
) -> FittedSettings:
    """Return what of the settings fits which form.

    Args:
        found: What was in the file. Nothing of it is trusted.
        panels: All panels.
        store: Knows which files of a note are here.
        owner: Who asks.
        current: The tab in view.
        chosen: Tab -> model key its form stands at.
    """
    if isinstance(found, Note):
        for panel in panels:
            key = f"{found.endpoint}/{found.model}"
            if key in panel.form.models:
                return await _of_note(found, panel, key, store, owner)
        found = _what_any_model_has(found)
    panel = next((one for one in panels if one.tab == current and one.form.has(Role.PROMPT)), panels[0])
    key = chosen.get(panel.tab, "")
    return _of_program(found, panel, key if key in panel.form.models else panel.form.start_model)


async def _of_note(found: Note, panel: Panel, key: str, store: FileSettings, owner: str) -> FittedSettings:
    cls, model = panel.form.models[key]
    settings: dict[str, Any] = {}
    notes: list[str] = []
    given = {name: value for name, value in found.settings.items() if name in cls.model_fields and value is not None}
    for name in cls.model_fields:
        value = given.get(name)
        if cls.shown(name).role is Role.MODEL or value is None:
            continue
        if name in cls.media_fields():
            settings[name], missing = await _files_here(cls, given, name, store, owner)
            if missing or name in found.left_out:
                notes.append(
                    t("{label}: not all of its files are here. Add what is missing.", label=t(cls.shown(name).label))
                )
        elif refuses(cls, model, name, value, given):
            notes.append(t("{label}: its value cannot be used here and was left out.", label=t(cls.shown(name).label)))
        else:
            settings[name] = value
    values = {Role(role): value for role, value in panel.form.fill(settings, key)["values"].items()}
    result = FittedSettings(
        panel, key, values, t("Made with Easel, {model_labels}", model_labels=cls.model_labels[model]), notes=notes
    )
    seed = cls.field_of(Role.SEED)
    if seed and found.seed is not None and values.get(Role.SEED) is None and not refuses(cls, model, seed, found.seed):
        result.values[Role.SEED] = found.seed
        result.offered.add(Role.SEED)
    return result


def _of_program(found: ProgramSettings, panel: Panel, key: str) -> FittedSettings:
    cls, model = panel.form.models[key]
    label = cls.model_labels[model]
    result = FittedSettings(panel, key, {}, t("Made with {tool}", tool=found.tool))
    size = (found.width, found.height) if found.width and found.height else None
    wanted: dict[Role, Any] = {
        Role.PROMPT: found.prompt,
        Role.NEGATIVE_PROMPT: found.negative_prompt,
        Role.SEED: found.seed,
        Role.SIZE: size_in_pixels(cls, model, *size) if size else None,
    }
    for role, value in wanted.items():
        name = cls.field_of(role)
        if value is None and not (role is Role.SIZE and size):
            continue
        if name is None:
            result.notes.append(t("{label} takes no {called}.", label=label, called=t(_CALLED[role])))
        elif value is None or refuses(cls, model, name, value):
            what = f"{size[0]} × {size[1]} px" if role is Role.SIZE and size else ""
            result.notes.append(
                t(
                    "{label}: {what} cannot be used with {label_2}.",
                    label=t(cls.shown(name).label),
                    what=what or "its value",
                    label_2=label,
                )
            )
        else:
            result.values[role] = value
    return result


def _what_any_model_has(found: Note) -> ProgramSettings:
    prompt, negative = found.settings.get("prompt"), found.settings.get("negative_prompt")
    return ProgramSettings(
        t("Easel, with a model that is not offered here"),
        prompt if isinstance(prompt, str) else None,
        negative if isinstance(negative, str) else None,
        found.seed,
    )


async def _files_here(
    cls: type[GenerationRequest], settings: Mapping[str, Any], name: str, store: FileSettings, owner: str
) -> tuple[list[str], bool]:
    """Return those files of a field that a form can hold, and whether there are others."""
    given = media_values(settings[name])
    model, several = next(iter(cls.model_labels)), takes_list(cls.model_fields[name])
    here: list[str] = []
    for item in given[:_MOST_FILES]:
        if not isinstance(item, str) or refuses(cls, model, name, [item] if several else item, settings):
            continue
        if not LocalMedia.parse(item) or await store.stored(owner, item):
            here.append(item)
    return here, len(here) < len(given)
