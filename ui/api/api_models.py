"""The API's endpoints of the models: one per request class, and the list of them all."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from providers.spec import GenerationRequest
from studio.errors import FieldErrors
from studio.jobs.asked import asked_request
from ui.api.api_job import JOB_SCHEMA, job_json
from ui.api.api_keys import offered_keys
from ui.api.api_media import MediaRefused, kept_media
from ui.api.api_money import list_price_usd
from ui.api.api_schema import JsonSchema, parameters_schema, request_parameters
from ui.api.endpoint import Answering, Endpoint, summary_of
from ui.asking.page import Page, owner_of, visit_of

_MODELS_SCHEMA: JsonSchema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "provider": {"type": "string"},
            "model": {"type": "string"},
            "label": {"type": "string"},
            "capability": {"type": "string"},
            "endpoint": {"type": "string"},
            "mode": {"enum": ["live", "sandbox"]},
            "price_usd": {"type": "number", "description": "List price of one call in US dollars; null: not known."},
            "parameters": {"type": "object", "description": "JSON schema of the endpoint's parameters."},
        },
    },
}


def model_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield one endpoint per request class, with the vendor's own parameter names, and `list_models`."""
    for cls in page.offered.values():
        yield request_endpoint(page, cls)
    lists = "List every model: its endpoint, whether it is live or in the sandbox, its parameters."
    yield Endpoint("list_models", lists, [], _MODELS_SCHEMA, _models_lister(page), "Models")


def request_endpoint(page: Page, cls: type[GenerationRequest]) -> Endpoint:
    """Return the endpoint of a request class, which starts a job."""
    summary, parameters, start = summary_of(cls), request_parameters(cls), _starter(page, cls)
    return Endpoint(cls.endpoint, summary, parameters, JOB_SCHEMA, start, "Job", sends=True)


def _starter(page: Page, request_class: type[GenerationRequest]) -> Answering:
    async def start(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        visit, keys = visit_of(request), await offered_keys(page, request)
        problems: dict[str, str] = {}
        for name in request_class.media_fields().keys() & given.keys():
            try:
                given[name] = await kept_media(page.studio.references, visit, given[name])
            except MediaRefused as refused:
                problems[name] = str(refused)
        try:
            wanted = await asked_request(page.studio.names, visit.owner, request_class, given)
        except FieldErrors as error:
            raise FieldErrors({**error.fields, **problems}) from None
        if problems:
            raise FieldErrors(problems)
        return job_json(page, await page.studio.jobs.start(visit.owner, wanted, keys.get(wanted.provider)), request)

    return start


def _models_lister(page: Page) -> Answering:
    async def list_models(given: dict[str, Any], request: gr.Request) -> list[dict[str, Any]]:
        owner, keys = owner_of(request), await offered_keys(page, request)
        live = {status.vendor.name for status in page.studio.keys.status(owner) if status.live} | set(keys)
        return [
            {
                "provider": cls.provider,
                "model": model,
                "label": label,
                "capability": cls.capability.value,
                "endpoint": cls.endpoint,
                "mode": "live" if cls.provider in live else "sandbox",
                "price_usd": await list_price_usd(page, owner, cls.provider, model, keys.get(cls.provider)),
                "parameters": parameters_schema(cls),
            }
            for cls in page.offered.values()
            for model, label in cls.model_labels.items()
        ]

    return list_models
