"""Ordering single maps of a material from a vendor: what they cost, the order, and the version they end up in."""

from typing import Any

import gradio as gr
from pydantic import ValidationError

from providers.catalogue import MAPS_REQUEST
from providers.field_sentences import field_sentences
from providers.plain_text import whole
from providers.spec import GenerationRequest, Role
from studio.errors import NotPossible
from studio.ledger.job import Asset, Job
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Answer, Asked, ServerCall
from ui.views.job_view import JobView, job_view
from ui.views.price_words import quote_words

_SEEN = ("basecolor", "texture")
"""Labels of the pictures a vendor can work maps out from, the better one first."""


def maps_order_actions(page: Page) -> list[ServerCall]:
    """Return the server functions with which the desk orders maps. Both take {material, maps}."""

    async def maps_price(asked: Asked, request: gr.Request) -> Answer:
        """Return which maps can be ordered where, and what the chosen ones cost."""
        owner = owner_of(request)
        job = await _material(page, owner, asked)
        image, label = str(MAPS_REQUEST.field_of(Role.IMAGES)), MAPS_REQUEST.shown(_maps_field()).choices or {}
        chosen = [name for name in asked.get("maps") or () if name in label]
        answer: dict[str, Any] = {"maps": list(label), "picture": _picture(job) is not None, "say": "", "how": ""}
        answer["vendor"] = page.vendor_title(MAPS_REQUEST.provider)
        if chosen and answer["picture"]:
            draft = MAPS_REQUEST.model_validate({image: "https://picture.invalid/", _maps_field(): chosen})
            answer |= quote_words(await page.studio.money.quote(owner, draft))
        return answer

    async def maps_order(asked: Asked, request: gr.Request) -> JobView:
        """Start the order, which may be charged, and the free work that waits for it; return the order's job."""
        owner = owner_of(request)
        job = await _material(page, owner, asked)
        ordered = await page.studio.jobs.start(owner, await _request(page, owner, job, asked.get("maps")))
        wish = {"material": job.id, "maps_from": ordered.id, "maps": asked["maps"]}
        await page.studio.workbench.start(owner, "merge_maps", wish)
        return job_view(page, ordered)

    return [maps_price, maps_order]


async def _material(page: Page, owner: str, asked: Asked) -> Job:
    return await page.studio.workbench.material(owner, whole(str(asked.get("material"))))


async def _request(page: Page, owner: str, job: Job, maps: Any) -> GenerationRequest:
    picture = _picture(job)
    if picture is None:
        raise NotPossible("Maps are worked out from the base colour, and this material has none.")
    kept = await page.studio.references.from_asset(owner, picture.id)
    try:
        return MAPS_REQUEST.model_validate({str(MAPS_REQUEST.field_of(Role.IMAGES)): kept.value, _maps_field(): maps})
    except ValidationError as error:
        raise NotPossible(" ".join(field_sentences(MAPS_REQUEST, error).values())) from None


def _picture(job: Job) -> Asset | None:
    found = {asset.label: asset for asset in reversed(job.outputs) if asset.kind == "image"}
    return next((found[label] for label in _SEEN if label in found), None)


def _maps_field() -> str:
    return str(MAPS_REQUEST.field_of(Role.MAPS))
