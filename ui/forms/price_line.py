"""The line beside Generate: what a click would cost, and what is left on the key."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import gradio as gr
from pydantic import ValidationError

from providers.price import usd, usd_range
from providers.spec import GenerationRequest, Role
from studio.errors import FieldErrors
from studio.money.balances import SeenBalance
from studio.money.quotes import Quote
from ui.asking.page import Page, owner_of
from ui.forms.form import Form
from ui.forms.mentions import with_names

_TEMPLATE = '<p class="e-price"><span aria-live="polite"></span> <span></span></p>'


def price_line(page: Page, form: Form) -> gr.HTML:
    """Render the line. Its script asks anew when a setting changes, and now and then while it is seen."""

    async def price(entered: dict[str, Any], request: gr.Request) -> dict[str, str]:
        values = {role: entered[role.value] for role in Role if role.value in entered}
        draft = draft_request(form, values)
        if draft is None:
            return {"say": "", "how": "", "left": ""}
        owner, money = owner_of(request), page.studio.money
        if values.get(Role.PROMPT):  # sent when there may be names in it
            draft = await _with_files_of_names(page, owner, draft)
        answer = quote_words(await money.quote(owner, draft))
        title = page.vendor_title(draft.provider)
        return answer | {"left": balance_words(title, await money.balance(owner, draft.provider))}

    return gr.HTML(
        "",
        html_template=_TEMPLATE,
        js_on_load="EaselForm.price(element, props, server);",
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


def quote_words(quote: Quote | None) -> dict[str, str]:
    """Return the price as `say`, what is counted as `units`, and where it comes from as `how`."""
    if quote is None:
        return {"say": "", "units": "", "how": ""}
    cost = quote.cost
    amount = usd_range(cost.least_usd, cost.most_usd) if cost else ""
    if quote.sandbox:
        free = "Sandbox: nothing is charged."
        say = f"{free} With a key it costs {amount}." if cost else free
        return {"say": say, "units": "", "how": cost.how if cost else ""}
    refusal = f", {quote.refusal}" if quote.refusal else ""
    if cost is None:
        return {"say": f"Price unknown{refusal}", "units": "", "how": "The vendor's price list does not tell it."}
    return {"say": f"Costs {amount}{refusal}", "units": cost.units, "how": cost.how}


def balance_words(vendor: str, seen: SeenBalance | None) -> str:
    """Return what is left, as "FoxAPI: $4.91 left"; empty in the sandbox and for a key without a limit of its own."""
    if seen is None or seen.unlimited:
        return ""
    if seen.available_usd is None:
        return f"{vendor}: balance unknown"
    return f"{vendor}: {usd(seen.available_usd)} left"
