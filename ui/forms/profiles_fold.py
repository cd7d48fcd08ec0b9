"""Profiles of people: a fold of the panels whose models know them, where they are made, named and put to use."""

from typing import Any, NotRequired, TypedDict

import gradio as gr

from studio.errors import FieldErrors, NotMedia
from studio.files.naming import given_name
from studio.people.profiles import FEWEST_PHOTOS, LONGEST_NAME, MOST_PHOTOS
from ui.asking.page import Page, owner_of, visit_of
from ui.asking.page_scripts import on_load
from ui.asking.server_calls import Asked, Done, FieldRefusals, ServerCall, answering_refusals
from ui.forms.form import Form
from ui.views.price_words import quote_words
from ui.views.profile_view import ProfileView, profile_view
from words.language import t

_JS = on_load("form/people/profiles.js", "profiles(element, {server, props, upload})")
_PLACEHOLDER = "https://example.com/photographs.zip"


class ListedProfiles(TypedDict):
    """The profiles of people that an owner made."""

    profiles: list[ProfileView]


class ProfilePhoto(TypedDict):
    """A photograph that was kept; or why it was not."""

    value: NotRequired[str]
    name: NotRequired[str]
    thumb: NotRequired[str]
    refused: NotRequired[str]


class ProfilePrice(TypedDict):
    """What making a profile costs, in words."""

    say: str


def profiles_fold(page: Page, form: Form) -> gr.HTML:
    """Render the fold; it shows itself for models that take profiles."""
    takes = {key: cls.profiles for key, (cls, _) in form.models.items() if cls.profiles}
    return gr.HTML(
        "",
        html_template="<div></div>",
        js_on_load=_JS,
        apply_default_css=False,
        elem_classes="e-field",
        elem_id=f"{form.name}-people",
        server_functions=profile_actions(page),
        panel=form.name,
        takes=takes,
        fewest=FEWEST_PHOTOS,
        most=MOST_PHOTOS,
        longest_name=LONGEST_NAME,
    )


def profile_actions(page: Page) -> list[ServerCall]:
    """Return the server functions of `static/form/people/profiles.js`. Each checks the owner itself."""
    profiles = page.studio.profiles

    async def profiles_listed(_: Any, request: gr.Request) -> ListedProfiles:
        return {"profiles": [profile_view(each) for each in await profiles.list(owner_of(request))]}

    async def profile_photo(asked: Asked, request: gr.Request) -> ProfilePhoto:
        visit, name = visit_of(request), given_name(str(asked.get("name", "")))
        path = visit.uploads.find(str(asked.get("path", "")), visit.owner)
        if path is None:
            return {"refused": t("{name} did not arrive whole. Add it again.", name=name)}
        try:
            kept = await page.studio.references.keep(visit.owner, path, name)
        except NotMedia as error:
            return {"refused": f"{name}: {error}"}
        except OSError:
            return {"refused": t("{name} could not be stored. Free some disk space and add it again.", name=name)}
        if kept.info.kind != "image":
            return {"refused": t("{name} is no picture.", name=name)}
        return {"value": kept.value, "name": kept.name, "thumb": page.links.reference(visit.owner, kept.sha256)}

    async def profile_make(asked: Asked, request: gr.Request) -> FieldRefusals:
        photos = [str(value) for value in asked.get("photos") or ()]
        try:
            await profiles.start(owner_of(request), str(asked.get("name", "")), photos)
        except FieldErrors as error:
            return {"errors": error.fields}
        return {}

    async def profile_price(_: Any, request: gr.Request) -> ProfilePrice:
        if profiles.request is None:
            return {"say": ""}
        draft = profiles.request.model_validate(dict.fromkeys(profiles.request.media_fields(), _PLACEHOLDER))
        words = quote_words(await page.studio.money.quote(owner_of(request), draft))
        return {"say": words["say"]}

    async def profile_rename(asked: dict[str, str], request: gr.Request) -> Done:
        await profiles.rename(owner_of(request), str(asked["id"]), str(asked["name"]))
        return {}

    async def profile_remove(id_: str, request: gr.Request) -> Done:
        await profiles.remove(owner_of(request), id_)
        return {}

    calls = (profiles_listed, profile_photo, profile_make, profile_price, profile_rename, profile_remove)
    return answering_refusals(*calls)
