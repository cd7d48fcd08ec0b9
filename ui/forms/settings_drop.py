"""The settings inside a file that is dropped anywhere: compared with the form they belong to, taken over on a press."""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import gradio as gr

from providers.spec import Role
from studio.errors import NotPossible
from studio.files.naming import given_name
from ui.asking.page import Page, visit_of
from ui.asking.page_scripts import on_load
from ui.asking.server_calls import Asked, answering_refusals
from ui.forms.form import Form
from ui.forms.inputs.field_specs import field_spec
from ui.forms.panel import Panel
from ui.forms.settings_found import FittedSettings, fit_settings
from ui.views.settings_rows import SettingsRow, same_value, side_view
from words.language import t

NOTHING_INSIDE = "{name} carries no settings that Easel can read."

_JS = on_load("page/settings_drop.js", "settingsDrop(element, {server, upload, props})")


def settings_drop(page: Page, panels: Sequence[Panel]) -> gr.HTML:
    """Build what waits for files dropped outside of any tray; nothing of it is seen until then."""

    async def settings_read(call: Asked, request: gr.Request) -> DroppedSettings:
        visit, name = visit_of(request), given_name(str(call.get("name", "")))
        path = visit.uploads.find(str(call.get("path", "")), visit.owner)
        if path is None:
            raise NotPossible(t("{name} did not arrive whole. Drop it again.", name=name))
        found = await page.studio.file_settings.read(visit.owner, path)
        if found is None:
            raise NotPossible(NOTHING_INSIDE.format(name=name))
        forms = _forms(call.get("forms"))
        chosen = {tab: str(draft.get(Role.MODEL.value, "")) for tab, draft in forms.items()}
        current = str(call.get("current", ""))
        fit = await fit_settings(found, panels, page.studio.file_settings, visit.owner, current, chosen)
        if not fit.values:
            raise NotPossible(f"{fit.source}. {' '.join(fit.notes)}")
        return {**await dropped_view(page, visit.owner, fit, forms.get(fit.panel.tab, {})), "name": name}

    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        apply_default_css=False,
        server_functions=answering_refusals(settings_read),
        elem_id="easel-settings-drop",
        panels=[panel.tab for panel in panels],
    )


class TakenRow(SettingsRow):
    """A setting of a file that a form has differently, and what the form takes for it."""

    value: Any
    chosen: bool
    hint: str


class DroppedSettings(TypedDict):
    """What a file says, beside the form that it fits."""

    source: str
    panel: str
    model: str
    rows: list[TakenRow]
    alike: int
    notes: list[str]
    name: NotRequired[str]


async def dropped_view(page: Page, owner: str, fit: FittedSettings, draft: Mapping[str, Any]) -> DroppedSettings:
    """Return the rows in which a form and the settings of a file differ, and what fills the form.

    Args:
        page: The services.
        owner: Who asks.
        fit: What the file says.
        draft: Role -> value of the form as it is in the browser; absent where it was never touched.
    """
    form = fit.panel.form
    before = str(draft.get(Role.MODEL.value, form.start_model))
    before = before if before in form.models else form.start_model
    rows: list[TakenRow] = []
    if before != fit.key:
        rows.append(_model_row(page, form, before, fit.key))
    alike = 0 if rows else 1
    (cls, model), (held_by, _) = form.models[fit.key], form.models[before]
    for role, value in fit.values.items():
        name = cls.field_of(role)
        if name is None:
            continue
        held = _held(form, before, role, draft)
        start = field_spec(cls, model, role) or {}
        # A form starts with what a document says a model does when nothing is sent.
        if same_value(held, value) or (value is None and same_value(held, start.get("start"))):
            alike += 1
            continue
        rows.append({
            "role": role.value,
            "label": t(cls.shown(name).label),
            "now": await side_view(page, owner, held_by, held_by.field_of(role) or name, held),
            "then": await side_view(page, owner, cls, name, value),
            "value": value,
            "chosen": role not in fit.offered,
            "hint": t('The vendor chose it. Take it to repeat this very result.') if role in fit.offered else "",
        })  # fmt: skip
    return {
        "source": fit.source,
        "panel": fit.panel.tab,
        "model": before,
        "rows": rows,
        "alike": alike,
        "notes": fit.notes,
    }


def _model_row(page: Page, form: Form, before: str, after: str) -> TakenRow:
    vendors = {status.name: status.title for status in page.studio.gateways}

    def title(key: str) -> str:  # two vendors may have a model of one name
        cls, model = form.models[key]
        return f"{cls.model_labels[model]} ({vendors.get(cls.provider, cls.provider)})"

    return {
        "role": Role.MODEL.value,
        "label": t("Model"),
        "now": {"text": title(before)},
        "then": {"text": title(after)},
        "value": after,
        "chosen": True,
        "hint": "",
    }


def _held(form: Form, key: str, role: Role, draft: Mapping[str, Any]) -> Any:
    if role.value in draft:
        return draft[role.value]
    spec = field_spec(*form.models[key], role)
    return spec["start"] if spec else None


def _forms(given: Any) -> dict[str, dict[str, Any]]:
    """Return tab -> draft as the browser holds it, whatever was sent."""
    if not isinstance(given, dict):
        return {}
    return {str(tab): draft for tab, draft in given.items() if isinstance(draft, dict)}
