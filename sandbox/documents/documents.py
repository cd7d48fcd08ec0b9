"""Which model takes which body, and how a body is read."""

from typing import Any, cast

from pydantic import ValidationError

from sandbox.documents.anyfast_documents import AnyFastImage
from sandbox.documents.foxapi_documents import (
    PatinaExtractBody,
    PatinaMaps,
    PatinaMaterialBody,
    PhotaEdit,
    PhotaEnhance,
    PhotaImageBody,
    PhotaProfile,
    WanImage,
    WanVideo,
)
from sandbox.documents.refusals import Refusal
from sandbox.documents.request_body import Body

IMAGE_BODIES: dict[str, type[Body]] = {
    "wan-2.7-image": WanImage,
    "wan-2.7-image-pro": WanImage,
    "phota-image": PhotaImageBody,
    "phota-image-edit": PhotaEdit,
    "phota-image-enhance": PhotaEnhance,
    "phota-create-profile": PhotaProfile,
    "patina-material": PatinaMaterialBody,
    "patina-pbr-maps": PatinaMaps,
    "patina-material-extract": PatinaExtractBody,
    "wan2.7-image-pro": AnyFastImage,
    "wan2.7-image": AnyFastImage,
}
VIDEO_BODIES: dict[str, type[Body]] = {"wan-2.7-reference-to-video": WanVideo}
BODIES: dict[str, type[Body]] = {**IMAGE_BODIES, **VIDEO_BODIES}


def parse(raw: Any, bodies: dict[str, type[Body]]) -> Body:
    """Read a JSON body as the documented request of its model.

    Raises:
        Refusal: 422 (400 from AnyFast's models) naming the first field that is wrong.
    """
    if not isinstance(raw, dict):
        raise Refusal(400, "The request body must be a JSON object.")
    model = cast(dict[str, Any], raw).get("model")
    if not isinstance(model, str) or not model:
        raise Refusal(422, "model: this field is required.", code="invalid_param")
    if model not in bodies:
        raise Refusal(422, f"model: {model[:80]!r} is not a known model here.", code="model_not_found")
    try:
        return bodies[model].model_validate(raw)
    except ValidationError as error:
        status = 400 if bodies[model] is AnyFastImage else 422
        raise Refusal(status, _first_problem(error), code="invalid_param") from None


def _first_problem(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    first = problems[0]
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "missing":
        message = "this field is required"
    elif first["type"] == "extra_forbidden":
        message = "this parameter is not known"
    place = ""
    for part in first["loc"]:
        if isinstance(part, int):
            place += f"[{part}]"
        elif part.isidentifier() and not part[0].isupper() and part not in ("str", "int"):
            place += f".{part}" if place else part
    return f"{place}: {message}." if place else f"{message}."
