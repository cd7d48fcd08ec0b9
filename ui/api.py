"""The public API: one typed endpoint per request class and per operation on materials, and some to follow jobs."""

import inspect
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.components.api_component import Api
from pydantic import BaseModel, ValidationError

from providers.catalogue import REQUESTS
from providers.plain_text import whole
from providers.spec import GenerationRequest
from studio.errors import FieldErrors, StudioError
from studio.operations import DERIVE, OPERATIONS
from ui.api_batches import BATCH_SCHEMA, batch_endpoints
from ui.api_card import CARD_PARAMETERS, CARD_SCHEMA, material_checker
from ui.api_job import JOB_SCHEMA, job_json
from ui.api_keys import offered_keys
from ui.api_library import library_endpoints
from ui.api_lineage import ASSET, LINEAGE_SCHEMA, lineage_teller
from ui.api_materials import (
    DERIVE_PARAMETERS,
    EXPORT_PARAMETERS,
    EXPORT_SCHEMA,
    LOAD_PARAMETERS,
    deriver,
    exporter,
    loader,
)
from ui.api_media import MediaRefused, kept_media
from ui.api_money import BALANCE_SCHEMA, DAYS, USAGE_SCHEMA, balance_teller, list_price_usd, usage_teller
from ui.api_profiles import PROFILE_PARAMETERS, PROFILES_SCHEMA, profile_maker, profiles_lister
from ui.api_references import reference_endpoints
from ui.api_schema import JsonSchema, Parameter, parameters_schema, request_parameters, settings_parameters
from ui.api_settings import SETTINGS_FILE, SETTINGS_SCHEMA, settings_reader
from ui.api_votes import TALLY_SCHEMA, votes_teller
from ui.mentions import with_names
from ui.messages import field_sentences
from ui.page import Page, owner_of, visit_of

MAX_WAIT_S = 60
"""Longest one `get_job` call waits: below the usual limits of proxies and clients."""

MAX_LISTED = 500

Answer = Callable[[dict[str, Any], gr.Request], Awaitable[Any]]
"""What answers a call: takes the parameters that were given, by name, and the request."""

_JOB_ID = Parameter("job_id", "Job", {"type": "string", "description": "The job_id of a job."}, example="…")
_WAIT_S = Parameter(
    "wait_s",
    "Wait",
    {
        "type": "number",
        "minimum": 0,
        "maximum": MAX_WAIT_S,
        "default": 0,
        "description": f"Wait up to this many seconds, {MAX_WAIT_S} at most, for the job to be final.",
    },
    required=False,
    default=0,
)
_LIMIT = Parameter(
    "limit",
    "Limit",
    {
        "type": "integer",
        "minimum": 1,
        "maximum": MAX_LISTED,
        "default": 50,
        "description": f"How many jobs at most, {MAX_LISTED} being the most.",
    },
    required=False,
    default=50,
)
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
_JOBS_SCHEMA: JsonSchema = {"type": "array", "items": JOB_SCHEMA}


def register_api(page: Page) -> None:
    """Declare every public endpoint; call it once, inside the Blocks context.

    Nothing is drawn: the parameters are Gradio's `Api` components, in a column that is never shown.
    """
    with gr.Column(visible=False):
        declare = _Endpoints(gr.Button())
        job = _returned(JOB_SCHEMA, "Job")
        for request_class in REQUESTS.values():
            parameters = request_parameters(request_class)
            declare(request_class.endpoint, _summary(request_class), parameters, job, _starter(page, request_class))
        for operation in OPERATIONS.values():
            if not operation.takes_files:
                parameters = settings_parameters(operation.settings)
                declare(operation.name, _summary(operation.settings), parameters, job, _maker(page, operation.name))
        declare(
            "check_material", "Check a finished material: a verdict, a figure and a fix for each check.",
            CARD_PARAMETERS, _returned(CARD_SCHEMA, "Report"), material_checker(page),
        )  # fmt: skip
        get_job, stop_job, list_jobs = _followers(page)
        declare(
            "get_job", "Return a job; with wait_s, wait until it is final or the time is over.",
            [_JOB_ID, _WAIT_S], job, get_job,
        )  # fmt: skip
        declare(
            "stop_job", "Stop waiting for a job and return it. What the vendor already works on may still be charged.",
            [_JOB_ID], job, stop_job,
        )  # fmt: skip
        for name, summary, answer in _recourse(page):
            declare(name, summary, [_JOB_ID], job, answer)
        declare("list_jobs", "List the jobs, newest first.", [_LIMIT], _returned(_JOBS_SCHEMA, "Jobs"), list_jobs)
        declare(
            "list_models", "List every model: its endpoint, whether it is live or in the sandbox, its parameters.",
            [], _returned(_MODELS_SCHEMA, "Models"), _models_lister(page),
        )  # fmt: skip
        declare(
            "load_material", "Open an existing texture set as a material. Returns the job at once.",
            LOAD_PARAMETERS, job, loader(page),
        )  # fmt: skip
        declare(
            "derive_material", _summary(DERIVE.settings), DERIVE_PARAMETERS, job, deriver(page),
        )  # fmt: skip
        declare(
            "export_material", "Make one ZIP of a material for the chosen targets, and return its link.",
            EXPORT_PARAMETERS, _returned(EXPORT_SCHEMA, "Export"), exporter(page),
        )  # fmt: skip
        batch = _returned(BATCH_SCHEMA, "Batch")
        for name, summary, parameters, answer in batch_endpoints(page):
            declare(name, summary, parameters, batch, answer)
        for name, summary, parameters, schema, answer in reference_endpoints(page):
            declare(name, summary, parameters, _returned(schema, "Answer"), answer)
        for name, summary, parameters, schema, answer in library_endpoints(page):
            declare(name, summary, parameters, _returned(schema, "Answer"), answer)
        declare(
            "read_settings", "Read the settings inside a picture, a video or a material's ZIP, also by other programs.",
            [SETTINGS_FILE], _returned(SETTINGS_SCHEMA, "Settings"), settings_reader(page),
        )  # fmt: skip
        declare(
            "lineage", "Tell what a result was made from, and what was made from it, up to three steps each way.",
            [ASSET], _returned(LINEAGE_SCHEMA, "Lineage"), lineage_teller(page),
        )  # fmt: skip
        declare(
            "get_usage", "Return jobs, charges, failures and waiting times by day and model, and the budgets.",
            [DAYS], _returned(USAGE_SCHEMA, "Usage"), usage_teller(page),
        )  # fmt: skip
        declare(
            "create_profile", "Make a profile of a person from photographs. Returns the job at once; it is charged.",
            PROFILE_PARAMETERS, job, profile_maker(page),
        )  # fmt: skip
        declare(
            "list_profiles", "List your profiles of people and their ids.",
            [], _returned(PROFILES_SCHEMA, "Profiles"), profiles_lister(page),
        )  # fmt: skip
        declare(
            "get_votes", "Return how each model did in blind votes on the page.",
            [], _returned(TALLY_SCHEMA, "Tally"), votes_teller(page),
        )  # fmt: skip
        declare(
            "get_balance", "Return what is left on each vendor's key, as last seen.",
            [], _returned(BALANCE_SCHEMA, "Balances"), balance_teller(page),
        )  # fmt: skip


def _followers(page: Page) -> tuple[Answer, Answer, Answer]:
    jobs = page.studio.jobs

    async def get_job(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        owner, job_id = owner_of(request), _text(given, "job_id")
        await offered_keys(page, request)
        wait_s = min(_number(given, "wait_s", at_least=0), MAX_WAIT_S)
        job = await (jobs.wait(owner, job_id, wait_s) if wait_s else jobs.get(owner, job_id))
        return job_json(page, job, request)

    async def stop_job(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        return job_json(page, await jobs.stop(owner_of(request), _text(given, "job_id")), request)

    async def list_jobs(given: dict[str, Any], request: gr.Request) -> list[JsonSchema]:
        limit = min(int(_number(given, "limit", at_least=1)), MAX_LISTED)
        return [job_json(page, job, request) for job in await jobs.recent(owner_of(request), limit=limit)]

    return get_job, stop_job, list_jobs


def _recourse(page: Page) -> Iterator[tuple[str, str, Answer]]:
    """Yield name, summary and handler of what may be done about a job that ended without its result."""
    recourse = page.studio.recourse

    async def look_again(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        await offered_keys(page, request)
        return job_json(page, await recourse.look_again(owner_of(request), _text(given, "job_id")), request)

    async def keep_as_lost(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        return job_json(page, await recourse.keep_as_lost(owner_of(request), _text(given, "job_id")), request)

    async def run_again(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        keys = await offered_keys(page, request)
        return job_json(page, await recourse.run_again(owner_of(request), _text(given, "job_id"), keys), request)

    yield "look_again", "Ask what became of an unknown or failed job: by its task, else by the balance.", look_again
    yield "keep_as_lost", "End an unknown job as failed. Nothing is asked or sent.", keep_as_lost
    yield "run_again", "Start a new job with an old one's settings. It may be charged as well.", run_again


def _starter(page: Page, request_class: type[GenerationRequest]) -> Answer:
    async def start(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        visit, keys = visit_of(request), await offered_keys(page, request)
        problems: dict[str, str] = {}
        for name in request_class.media_fields().keys() & given.keys():
            try:
                given[name] = await kept_media(page.studio.references, visit, given[name])
            except MediaRefused as refused:
                problems[name] = str(refused)
        given = await with_names(page.studio.names, visit.owner, request_class, given)
        try:
            wanted = request_class(**given)
        except ValidationError as error:
            raise FieldErrors({**field_sentences(request_class, error), **problems}) from None
        if problems:
            raise FieldErrors(problems)
        return job_json(page, await page.studio.jobs.start(visit.owner, wanted, keys.get(wanted.provider)), request)

    return start


def _maker(page: Page, operation: str) -> Answer:
    async def make(given: dict[str, Any], request: gr.Request) -> JsonSchema:
        return job_json(page, await page.studio.workbench.start(owner_of(request), operation, given), request)

    return make


def _models_lister(page: Page) -> Answer:
    async def list_models(given: dict[str, Any], request: gr.Request) -> list[JsonSchema]:
        keys = await offered_keys(page, request)
        live = {status.vendor.name for status in page.studio.keys.status(owner_of(request)) if status.live} | set(keys)
        return [
            {
                "provider": request_class.provider,
                "model": model,
                "label": label,
                "capability": request_class.capability.value,
                "endpoint": request_class.endpoint,
                "mode": "live" if request_class.provider in live else "sandbox",
                "price_usd": await list_price_usd(page, owner_of(request), request_class.provider, model),
                "parameters": parameters_schema(request_class),
            }
            for request_class in REQUESTS.values()
            for model, label in request_class.model_labels.items()
        ]

    return list_models


@dataclass(frozen=True)
class _Endpoints:
    """Declares endpoints as clicks on a button that nobody sees."""

    trigger: gr.Button

    def __call__(self, name: str, summary: str, parameters: Sequence[Parameter], returns: Api, answer: Answer) -> None:
        self.trigger.click(
            _typed(name, parameters, answer),
            [_component(parameter) for parameter in parameters],
            [returns],
            api_name=name,
            api_description=summary,
            api_visibility="public",
            queue=False,
            # gradio_client goes through the queue even so, where the default is one call at a time.
            concurrency_limit=None,
            show_progress="hidden",
            trigger_mode="multiple",
            preprocess=False,
            postprocess=False,
        )


def _component(parameter: Parameter) -> Api:
    # The page's configuration carries a schema once for each use of a component; an unused one is left empty.
    component = Api(parameter.default, {}, parameter.label)
    component.api_info_as_input = parameter.schema_with_help
    component.example_payload = lambda: parameter.example
    # Gradio would download links itself, and refuse other paths without a word to the caller. With a proxy address it
    # hands both over as they came (processing_utils.async_move_files_to_cache); kept_media decides.
    component.proxy_url = "http://uploads.invalid"
    return component


def _returned(schema: JsonSchema, label: str) -> Api:
    component = Api(None, {}, label)
    component.api_info_as_output = lambda: schema
    return component


def _typed(name: str, parameters: Sequence[Parameter], answer: Answer) -> Callable[..., Awaitable[Any]]:
    """Return a handler with the signature Gradio reads names and optional parameters from."""

    async def handler(*values: Any) -> Any:
        request: gr.Request = values[-1]
        named = zip(parameters, values[:-1], strict=True)
        given = {parameter.name: value for parameter, value in named if value is not None}
        try:
            return await answer(given, request)
        except FieldErrors as error:
            lines = "\n".join(f"{field}: {sentence}" if field else sentence for field, sentence in error.fields.items())
            raise gr.Error(lines, title="Check these parameters", print_exception=False) from None
        except StudioError as error:
            raise gr.Error(str(error), print_exception=False) from None

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    signature = [
        inspect.Parameter(parameter.name, kind, default=inspect.Parameter.empty if parameter.required else None)
        for parameter in parameters
    ]
    signature.append(inspect.Parameter("request", kind, annotation=gr.Request))
    # Vendors name required parameters after optional ones; calls by position are Gradio's, which always fills all.
    handler.__signature__ = inspect.Signature(signature, __validate_parameters__=False)  # type: ignore[attr-defined]
    handler.__annotations__ = {"request": gr.Request}
    handler.__name__ = name
    return handler


def _summary(settings: type[BaseModel]) -> str:
    summary = (inspect.getdoc(settings) or "").partition("\n\n")[0].replace("\n", " ")
    return f"{summary} Returns the job at once; ask get_job for its result.".strip()


def _text(given: dict[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value:
        raise FieldErrors({name: "Give the id of a job, as text."})
    return whole(value)


def _number(given: dict[str, Any], name: str, *, at_least: float) -> float:
    value = given.get(name, at_least)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= at_least:
        raise FieldErrors({name: f"Give a number, {at_least} or more."})
    return value
