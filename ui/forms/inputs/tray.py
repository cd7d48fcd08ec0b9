"""The server's side of the tray: keep what was uploaded, say what a value is and whether the chosen model takes it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import gradio as gr

from providers.media_values import LocalMedia
from providers.spec import GenerationRequest, Media, Role
from studio.errors import NotFound, NotMedia
from studio.files.naming import given_name
from studio.references.picture_edits import can_be_fitted
from studio.references.references import Reference, breach
from ui.asking.page import Page, owner_of, visit_of
from ui.forms.inputs.tray_edits import tray_edit_actions

MAX_DESCRIBED = 100


def tray_actions(
    page: Page, models: Mapping[str, tuple[type[GenerationRequest], str]], role: Role
) -> Sequence[Callable[..., Any]]:
    """Return the functions the script of a tray may call.

    Args:
        page: The services.
        models: The form's models by key.
        role: Which field's rules the files must keep.
    """

    def rules(key: object) -> Media | None:
        cls = models[key][0] if isinstance(key, str) and key in models else None
        name = cls.field_of(role) if cls else None
        return cls.media_fields()[name] if cls and name else None

    async def keep(call: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        name = given_name(str(call.get("name", "")))
        visit = visit_of(request)
        owner, path = visit.owner, visit.uploads.find(str(call.get("path", "")), visit.owner)
        if path is None:
            return {"refused": f"{name} did not arrive whole. Add it again."}
        try:
            kept = await page.studio.references.keep(owner, path, name)
        except NotMedia as error:
            return {"refused": f"{name}: {error}"}
        except OSError:
            return {"refused": f"{name} could not be stored. Free some disk space and add it again."}
        return described(page, owner, kept, rules(call.get("model")))

    async def describe(call: dict[str, Any], request: gr.Request) -> list[dict[str, Any]]:
        owner, rule = owner_of(request), rules(call.get("model"))
        answers: list[dict[str, Any]] = []
        for value in list(call.get("values", ()))[:MAX_DESCRIBED]:
            if not LocalMedia.parse(value):
                answers.append({"value": value})
                continue
            try:
                kept = await page.studio.references.info(owner, str(value))
            except NotFound as error:
                answers.append({"value": value, "problem": str(error)})
            else:
                answers.append(described(page, owner, kept, rule))
        return answers

    return (keep, describe, *tray_edit_actions(page, rules, partial(described, page)))


def described(page: Page, owner: str, kept: Reference, rule: Media | None) -> dict[str, Any]:
    """Return what a tile shows of a kept file: JSON values, with `problem` when the model refuses it."""
    problem = breach(kept.info, rule, kept.name) if rule else None
    return {
        "value": kept.value,
        "name": kept.name,
        "kind": kept.info.kind,
        "thumb": page.links.reference(owner, kept.sha256),
        "large": page.links.reference(owner, kept.sha256, "original" if kept.info.kind == "video" else "preview"),
        "width": kept.info.width,
        "height": kept.info.height,
        "duration_s": kept.info.duration_s,
        "bytes": kept.info.bytes,
        "made_from": kept.made_from and str(LocalMedia(kept.made_from)),
        "edit": dict(kept.edit),
        "problem": problem,
        "can_fit": bool(rule and problem and can_be_fitted(kept.info, rule)),
    }
