"""Says which parameter of a call by name is wrong, where Gradio only fails."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

_UNKNOWN = re.compile(r"Parameter `(?P<name>\w+)` is not a valid")
_MISSING = re.compile(r"No value provided for required argument: (?P<name>\w+)")
_SENTENCES = ((_UNKNOWN, "There is no such parameter."), (_MISSING, "Give a value."))


async def wrong_parameters(request: Request, error: Exception) -> Response:
    """Answer 422 with a sentence for an unknown or missing parameter of /gradio_api/call/v2.

    Raises:
        Exception: Anything else, as it came.
    """
    for pattern, sentence in _SENTENCES:
        found = pattern.match(str(error))
        if found and "/call/v2/" in request.url.path:
            return JSONResponse({"error": f"{found['name']}: {sentence}"}, status_code=422)
    raise error
