"""The public API: one typed endpoint per request class and per operation on materials, and some to follow jobs."""

import inspect
import json
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import gradio as gr
from gradio.components.api_component import Api

from providers.plain_text import whole_within
from studio.errors import FieldErrors, StudioError
from ui.api.api_batches import batch_endpoints
from ui.api.api_card import card_endpoints
from ui.api.api_edits import edit_endpoints
from ui.api.api_follow import follow_endpoints, recourse_endpoints
from ui.api.api_library import library_endpoints, take_endpoints
from ui.api.api_lineage import lineage_endpoints
from ui.api.api_materials import material_endpoints
from ui.api.api_models import model_endpoints
from ui.api.api_money import money_endpoints
from ui.api.api_profiles import profile_endpoints
from ui.api.api_references import prompt_endpoints, reference_endpoints
from ui.api.api_schema import Parameter
from ui.api.api_settings import settings_endpoints
from ui.api.api_votes import vote_endpoints
from ui.api.endpoint import Endpoint
from ui.asking.languages import speak
from ui.asking.page import Page
from words.language import marked, t

_PARTS: tuple[Callable[[Page], Iterator[Endpoint]], ...] = (
    model_endpoints,
    material_endpoints,
    card_endpoints,
    follow_endpoints,
    recourse_endpoints,
    batch_endpoints,
    reference_endpoints,
    prompt_endpoints,
    edit_endpoints,
    library_endpoints,
    take_endpoints,
    settings_endpoints,
    lineage_endpoints,
    profile_endpoints,
    money_endpoints,
    vote_endpoints,
)
"""In the order the API's own documentation lists them."""
_NOTHING_SENT = marked("Nothing was sent.")


def api_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield every public endpoint."""
    for part in _PARTS:
        yield from part(page)


def register_api(page: Page) -> None:
    """Declare every public endpoint; call it once, inside the Blocks context.

    Nothing is drawn: the parameters are Gradio's `Api` components, in a column that is never shown.
    """
    returned: dict[str, Api] = {}  # endpoints that return the same share one, so that the page carries its schema once
    with gr.Column(visible=False):
        trigger = gr.Button()  # endpoints are clicks on a button that nobody sees
        for endpoint in api_endpoints(page):
            key = json.dumps([endpoint.returned, endpoint.schema])
            if key not in returned:
                returned[key] = _returned(endpoint)
            _declare(trigger, endpoint, returned[key])


def _declare(trigger: gr.Button, endpoint: Endpoint, returns: Api) -> None:
    trigger.click(
        _typed(endpoint),
        [_component(parameter) for parameter in endpoint.parameters],
        [returns],
        api_name=endpoint.name,
        api_description=endpoint.summary,
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


def _returned(endpoint: Endpoint) -> Api:
    component = Api(None, {}, endpoint.returned)
    component.api_info_as_output = lambda: endpoint.schema
    return component


def _typed(endpoint: Endpoint) -> Callable[..., Awaitable[Any]]:
    """Return a handler with the signature Gradio reads names and optional parameters from."""
    parameters = endpoint.parameters

    async def handler(*values: Any) -> Any:
        request: gr.Request = values[-1]
        named = zip(parameters, values[:-1], strict=True)
        given = {parameter.name: whole_within(value) for parameter, value in named if value is not None}
        speak(request)  # what goes through Gradio's queue is answered elsewhere than in the request's own task
        try:
            return await endpoint.answer(given, request)
        except FieldErrors as error:
            lines = "\n".join(f"{field}: {sentence}" if field else sentence for field, sentence in error.fields.items())
            raise gr.Error(
                _refusal(endpoint, lines), title=t("Check these parameters"), print_exception=False
            ) from None
        except StudioError as error:
            raise gr.Error(_refusal(endpoint, str(error)), print_exception=False) from None

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    signature = [
        inspect.Parameter(parameter.name, kind, default=inspect.Parameter.empty if parameter.required else None)
        for parameter in parameters
    ]
    signature.append(inspect.Parameter("request", kind, annotation=gr.Request))
    # Vendors name required parameters after optional ones; calls by position are Gradio's, which always fills all.
    handler.__signature__ = inspect.Signature(signature, __validate_parameters__=False)  # type: ignore[attr-defined]
    handler.__annotations__ = {"request": gr.Request}
    handler.__name__ = endpoint.name
    return handler


def _refusal(endpoint: Endpoint, said: str) -> str:
    nothing_sent = t(_NOTHING_SENT)
    return f"{said}\n{nothing_sent}" if endpoint.sends and nothing_sent not in said else said
