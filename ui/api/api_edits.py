"""The API's endpoints that make one picture of another file: a frame, a part, what fits a model, a mask."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors
from studio.references.picture_edits import WHOLE
from studio.references.reference_edits import MOST_AREAS, MOST_FEATHER, MOST_POINTS
from studio.references.references import Reference
from ui.api.api_job import root_url
from ui.api.api_media import KEPT_FILE, kept_file
from ui.api.api_schema import JsonSchema, Parameter
from ui.api.endpoint import Endpoint
from ui.asking.file_links import absolute
from ui.asking.page import Page, owner_of, visit_of

_PICTURE_SCHEMA: JsonSchema = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "description": "easel:<sha256>; any parameter for pictures takes it."},
        "url": {"type": "string", "description": "Signed link to the picture, for you alone, 12 to 24 hours."},
        "width": {"type": "integer"},
        "height": {"type": "integer"},
    },
}
_SHARE: JsonSchema = {"type": "number", "minimum": 0, "maximum": 1}
_PICTURE = Parameter("picture", "Picture", KEPT_FILE, example={"path": "street.jpg"})
_VIDEO = Parameter("video", "Video", KEPT_FILE, example={"path": "walk.mp4"})
_AT_S = Parameter(
    "at_s", "Moment", {"type": "number", "minimum": 0, "description": "Seconds from its start."}, example=1
)
_BOX = Parameter(
    "box",
    "Box",
    {
        "type": "array", "items": _SHARE, "minItems": 4, "maxItems": 4, "default": list(WHOLE),
        "description": "Left, top, right and bottom of what to keep, as fractions of the turned picture.",
    },
    required=False,
    default=list(WHOLE),
)  # fmt: skip
_TURNS = Parameter(
    "turns",
    "Turns",
    {"type": "integer", "default": 0, "description": "Quarter turns clockwise, before anything is cut off."},
    required=False,
    default=0,
)
_AREAS = Parameter(
    "areas",
    "Areas",
    {
        "type": "array", "minItems": 1, "maxItems": MOST_AREAS,
        "items": {
            "type": "array", "minItems": 2, "maxItems": MOST_POINTS,
            "items": {"type": "array", "items": _SHARE, "minItems": 2, "maxItems": 2},
        },
        "description": "What is meant: a list of [x, y] for each area, as fractions of the picture from its top left. "
        "Two points are the corners of a rectangle, more a polygon.",
    },
    example=[[[0.25, 0.25], [0.75, 0.75]]],
)  # fmt: skip
_FEATHER = Parameter(
    "feather",
    "Feather",
    {
        "type": "number", "minimum": 0, "maximum": MOST_FEATHER, "default": 0,
        "description": "Softness of the edges, as a fraction of the longer side.",
    },
    required=False,
    default=0,
)  # fmt: skip
_INVERTED = Parameter(
    "inverted",
    "Inverted",
    {"type": "boolean", "default": False, "description": "Mark everything but the areas."},
    required=False,
    default=False,
)


def edit_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints."""
    edits, references = page.studio.reference_edits, page.studio.references

    async def kept(given: dict[str, Any], request: gr.Request, name: str) -> str:
        return await kept_file(references, visit_of(request), name, given.get(name))

    def picture_json(request: gr.Request, made: Reference) -> dict[str, Any]:
        url = absolute(root_url(request), page.links.reference(owner_of(request), made.sha256, "original"))
        return {"file": made.value, "url": url, "width": made.info.width, "height": made.info.height}

    async def frame_of_video(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        at_s = _number(given, "at_s", "Give the moment in seconds.")
        return picture_json(
            request, await edits.frame(owner_of(request), at_s, value=await kept(given, request, "video"))
        )

    async def crop_picture(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        turns, box = _number(given, "turns", "Give whole quarter turns.", 0), given.get("box", WHOLE)
        if turns % 1:
            raise FieldErrors({"turns": "Give whole quarter turns."})
        if not isinstance(box, list | tuple) or len(box) != 4:
            raise FieldErrors({"box": "Give left, top, right and bottom between 0 and 1."})
        picture = await kept(given, request, "picture")
        return picture_json(
            request, await edits.part(owner_of(request), picture, int(turns), (box[0], box[1], box[2], box[3]))
        )

    async def fit_picture(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        cls = page.offered.get(str(given.get("endpoint")))
        rules = [rule for rule in cls.media_fields().values() if rule.kind == "image"] if cls else []
        if not rules:
            raise FieldErrors({"endpoint": "Name an endpoint that takes pictures."})
        return picture_json(
            request, await edits.fit(owner_of(request), await kept(given, request, "picture"), rules[0])
        )

    async def mask_picture(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        feather = _number(given, "feather", f"Give a number from 0 to {MOST_FEATHER}.", 0)
        picture, inverted = await kept(given, request, "picture"), given.get("inverted") is True
        made = await edits.mark(owner_of(request), picture, given.get("areas"), feather, inverted=inverted)
        return picture_json(request, made)

    takes = "Take the picture that a video shows at a moment, as a file for other requests."
    yield Endpoint("frame_of_video", takes, [_VIDEO, _AT_S], _PICTURE_SCHEMA, frame_of_video)
    cuts = "Turn a picture and cut a part out of it; the original stays."
    yield Endpoint("crop_picture", cuts, [_PICTURE, _BOX, _TURNS], _PICTURE_SCHEMA, crop_picture)
    fits = "Make a picture as small, and of such a format, as an endpoint takes it."
    yield Endpoint("fit_picture", fits, [_PICTURE, _endpoint_parameter(page)], _PICTURE_SCHEMA, fit_picture)
    masks = "Make a mask for mask_url from areas of a picture, at its exact size: white is what is meant."
    yield Endpoint("mask_picture", masks, [_PICTURE, _AREAS, _FEATHER, _INVERTED], _PICTURE_SCHEMA, mask_picture)


def _number(given: dict[str, Any], name: str, sentence: str, default: float | None = None) -> float:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldErrors({name: sentence})
    return value


def _endpoint_parameter(page: Page) -> Parameter:
    takes_files = [name for name, cls in page.offered.items() if cls.media_fields()]
    return Parameter("endpoint", "Endpoint", {"enum": takes_files}, example="anyfast_wan2_7_image_edit")
