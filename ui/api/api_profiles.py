"""The API's endpoints for profiles of people: make one, list them."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from studio.errors import FieldErrors
from studio.people.profiles import FEWEST_PHOTOS, LONGEST_NAME, MOST_PHOTOS
from ui.api.api_job import JOB_SCHEMA, job_json
from ui.api.api_keys import offered_keys
from ui.api.api_media import MediaRefused, kept_media
from ui.api.api_schema import UPLOADED_FILE, JsonSchema, Parameter
from ui.api.endpoint import Endpoint
from ui.asking.page import Page, owner_of, visit_of
from ui.views.profile_view import profile_view

_PARAMETERS = [
    Parameter(
        "name",
        "Name",
        {"type": "string", "maxLength": LONGEST_NAME, "description": "What to call the profile."},
        example="Ada",
    ),
    Parameter(
        "photos",
        "Photographs",
        {
            "type": "array",
            "items": UPLOADED_FILE,
            "minItems": FEWEST_PHOTOS,
            "maxItems": MOST_PHOTOS,
            "description": f"{FEWEST_PHOTOS} to {MOST_PHOTOS} photographs of one person, each by handle_file.",
        },
        example=[],
    ),
]
_PROFILES_SCHEMA: JsonSchema = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "job_id": {"type": "string"},
            "name": {"type": "string"},
            "profile_id": {"type": "string", "description": "For profile_ids and [[profile_id]]; null until ready."},
            "state": {"type": "string"},
            "sandbox": {"type": "boolean", "description": "True when no vendor knows it."},
        },
    },
}


def profile_endpoints(page: Page) -> Iterator[Endpoint]:
    """Yield the endpoints."""

    async def create_profile(given: dict[str, Any], request: gr.Request) -> dict[str, Any]:
        visit, keys = visit_of(request), await offered_keys(page, request)
        name, photos = given.get("name"), given.get("photos")
        if not isinstance(name, str):
            raise FieldErrors({"name": "Give the name as text."})
        if not isinstance(photos, list) or len(photos) > MOST_PHOTOS:
            raise FieldErrors({"photos": f"Give a list of {FEWEST_PHOTOS} to {MOST_PHOTOS} photographs."})
        try:
            kept = [str(value) for value in await kept_media(page.studio.references, visit, photos)]
        except MediaRefused as refused:
            raise FieldErrors({"photos": str(refused)}) from None
        wanted = page.studio.profiles.request
        key_id = keys.get(wanted.provider) if wanted else None
        return job_json(page, await page.studio.profiles.start(visit.owner, name, kept, key_id), request)

    async def list_profiles(given: dict[str, Any], request: gr.Request) -> list[dict[str, Any]]:
        views = [profile_view(each) for each in await page.studio.profiles.list(owner_of(request))]
        return [
            {
                "job_id": view["id"],
                "name": view["name"],
                "profile_id": view["profile_id"],
                "state": view["words"],
                "sandbox": view["sandbox"],
            }
            for view in views
        ]

    makes = "Make a profile of a person from photographs. Returns the job at once; it is charged."
    yield Endpoint("create_profile", makes, _PARAMETERS, JOB_SCHEMA, create_profile, "Job", sends=True)
    lists = "List your profiles of people and their ids."
    yield Endpoint("list_profiles", lists, [], _PROFILES_SCHEMA, list_profiles, "Profiles")
