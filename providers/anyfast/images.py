"""AnyFast over HTTP: one long request whose answer is the pictures."""

import asyncio
import base64
from typing import cast

import httpx

from providers.errors import OutcomeUnknown, VendorNotFound
from providers.happened import happened
from providers.http import new_api
from providers.http.client import INLINE_REPLY_BYTES, VendorClient, raise_error_inside
from providers.http.replies import fields_of, shown
from providers.http.result_places import find_outputs
from providers.price import Balance, PriceList
from providers.provider import Credentials, Hosted, LocalFile
from providers.spec import GenerationRequest
from providers.task import Task, TaskStatus

BASE_URL = "https://www.anyfast.com.cn"

READ_TIMEOUT_S = 600.0
"""The vendor answers when the pictures are done. A lost answer cannot be asked for again: there is no task id."""


class AnyFast:
    """The AnyFast gateway: synchronous, no tasks, no uploads.

    Args:
        read_timeout_s: How long to wait for the pictures.
    """

    name = "anyfast"
    title = "AnyFast"
    max_concurrent = 16

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        read_timeout_s: float = READ_TIMEOUT_S,
    ) -> None:
        self._read_timeout_s = read_timeout_s
        self._client = VendorClient(base_url, transport=transport)

    async def submit(self, request: GenerationRequest, credentials: Credentials) -> Task:
        """Send the request and wait for its pictures; the task is final. Raises as `Provider.submit` says."""
        body = await asyncio.to_thread(request.payload)
        reply = await self._client.submit(
            "/v1/images/generations",
            credentials,
            body,
            read_timeout_s=self._read_timeout_s,
            max_reply_bytes=INLINE_REPLY_BYTES,
        )
        outputs = await asyncio.to_thread(find_outputs, fields_of(reply) or {"data": reply}, "image")
        if outputs:
            return Task(None, TaskStatus.SUCCEEDED, outputs=outputs)
        raise_error_inside(reply, unclear=OutcomeUnknown)
        if _items(reply) is None:
            raise OutcomeUnknown(happened("answer_without_pictures", excerpt=shown(reply)), status=200)
        return Task(
            None,
            TaskStatus.FAILED,
            error="The vendor answered without a picture. It may have charged for it; its account page tells.",
        )

    async def poll(self, task_id: str, credentials: Credentials, elapsed_s: float = 0.0) -> Task:
        """Raise NotFound: this vendor has no tasks to ask for."""
        raise VendorNotFound(happened("vendor_has_no_tasks", vendor=self.title))

    async def host(self, file: LocalFile, credentials: Credentials) -> Hosted:
        """Return the file as a data URI: nothing is sent, nothing expires."""
        content = await asyncio.to_thread(file.path.read_bytes)
        return Hosted(f"data:{file.mime};base64,{base64.b64encode(content).decode()}", lives_s=None)

    async def balance(self, credentials: Credentials) -> Balance:
        """Return what is left on the key. Raises as `Provider.balance` says."""
        return await new_api.fetch_balance(self._client, credentials)

    async def prices(self, credentials: Credentials) -> PriceList:
        """Return the vendor's price list. Raises as `Provider.prices` says."""
        return await new_api.fetch_prices(self._client, credentials)

    async def aclose(self) -> None:
        """Close the HTTP client."""
        await self._client.aclose()


def _items(reply: object) -> list[object] | None:
    """Return the list of pictures: documented as `data`; sister pages also show `images` and `output.data`."""
    fields = fields_of(reply)
    for place in (fields.get("data"), fields.get("images"), fields_of(fields.get("output")).get("data")):
        if isinstance(place, list):
            return cast(list[object], place)
    return None
