"""The line beside Generate: what a click would cost, and what is left on the key."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import gradio as gr
from pydantic import ValidationError

from providers.spec import GenerationRequest, Role
from studio.errors import FieldErrors
from studio.references.mentions import with_names
from ui.asking.page import Page, owner_of
from ui.asking.page_scripts import on_load
from ui.forms.form import Form
from ui.views.price_words import QuoteWords, balance_words, quote_words

_TEMPLATE = '<p class="e-price"><span aria-live="polite"></span> <span></span></p>'


class PriceWords(QuoteWords):
    """What a click would cost, and what is left on the key."""

    left: str


def price_line(page: Page, form: Form) -> gr.HTML:
    """Render the line. Its script asks anew when a setting changes, and now and then while it is seen."""

    async def price(entered: dict[str, Any], request: gr.Request) -> PriceWords:
        values = {role: entered[role.value] for role in Role if role.value in entered}
        draft = draft_request(form, values)
        if draft is None:
            return {"say": "", "units": "", "how": "", "left": ""}
        owner, money = owner_of(request), page.studio.money
        if values.get(Role.PROMPT):  # sent when there may be names in it
            draft = await _with_files_of_names(page, owner, draft)
        answer = quote_words(await money.quote(owner, draft))
        title = page.vendor_title(draft.provider)
        return {**answer, "left": balance_words(title, await money.balance(owner, draft.provider))}

    return gr.HTML(
        "",
        html_template=_TEMPLATE,
        js_on_load=on_load("form/price.js", "priceLine(element, props, server)"),
        apply_default_css=False,
        elem_classes="e-price-line",
        server_functions=[price],
        panel=form.name,
    )


def draft_request(form: Form, values: Mapping[Role, Any]) -> GenerationRequest | None:
    """Return the request as far as it is entered, for its price only; None when that cannot be told.

    What is still missing or wrong is left out: Generate says so, and a prompt has no price.
    """
    key = values.get(Role.MODEL) or form.start_model
    if key not in form.models:
        return None
    cls, _ = form.models[key]
    settings = form.read(values, key)
    try:
        return cls.model_validate(settings)
    except ValidationError as error:
        wrong = {problem["loc"][0] for problem in error.errors(include_url=False) if problem["loc"]}
    kept = {name: value for name, value in settings.items() if name not in wrong}
    unset = {name: None for name, info in cls.model_fields.items() if info.is_required() and name not in kept}
    has_price = {cls.field_of(role) for role in (Role.MODEL, Role.COUNT, Role.MAPS, Role.DURATION, Role.RESOLUTION)}
    return None if has_price & wrong else cls.model_construct(None, **unset, **kept)


async def _with_files_of_names(page: Page, owner: str, draft: GenerationRequest) -> GenerationRequest:
    cls = type(draft)
    held = {name: getattr(draft, name, None) for name in (*cls.media_fields(), str(cls.field_of(Role.PROMPT)))}
    with suppress(FieldErrors):
        held = await with_names(page.studio.names, owner, cls, held)
    return draft.model_copy(update={name: value for name, value in held.items() if name in cls.media_fields()})
