"""AnyFast over HTTP: one long request whose answer is the pictures."""

import asyncio
import base64
from collections.abc import Iterator
from typing import cast

import httpx

from providers import new_api
from providers.client import VendorClient, raise_error_inside
from providers.errors import NotFound, OutcomeUnknown
from providers.price import Balance, PriceList
from providers.provider import Credentials, Hosted, LocalFile
from providers.replies import MAX_FACT_CHARS, MAX_OUTPUTS, fields_of, is_address, shown
from providers.spec import GenerationRequest
from providers.task import Output, Task, TaskStatus

BASE_URL = "https://www.anyfast.com.cn"

READ_TIMEOUT_S = 600.0
"""The vendor answers when the pictures are done. A lost answer cannot be asked for again: there is no task id."""
MAX_INLINE_REPLY_BYTES = 512 * 1024 * 1024
"""Twelve 2K pictures, or four of 4K, as PNG in base64, with room to spare: they may come beside links, unasked."""


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
            max_reply_bytes=MAX_INLINE_REPLY_BYTES,
        )
        outputs = await asyncio.to_thread(lambda: tuple(_outputs(reply)))
        if outputs:
            return Task(None, TaskStatus.SUCCEEDED, outputs=outputs)
        raise_error_inside(reply, unclear=OutcomeUnknown)
        if _items(reply) is None:
            raise OutcomeUnknown(f"The vendor's answer holds no pictures: {shown(reply)}", status=200)
        return Task(
            None,
            TaskStatus.FAILED,
            error="The vendor answered without a picture. It may have charged for it; its account page tells.",
        )

    async def poll(self, task_id: str, credentials: Credentials, elapsed_s: float = 0.0) -> Task:
        """Raise NotFound: this vendor has no tasks to ask for."""
        raise NotFound("AnyFast answers at once; it has no tasks to ask for.")

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


def _outputs(reply: object) -> Iterator[Output]:
    """Yield each usable picture. Fewer than `n` are normal in a series; either of link and data may be null or ""."""
    for item in (_items(reply) or ())[:MAX_OUTPUTS]:
        fields = fields_of(item)
        prompt = fields.get("revised_prompt")
        facts = {"revised_prompt": prompt[:MAX_FACT_CHARS]} if isinstance(prompt, str) and prompt.strip() else {}
        data = _decoded(fields.get("b64_json"))
        url = next((url for url in (fields.get("url"), fields.get("image_url"), item) if is_address(url)), None)
        if data:
            yield Output("image", data=data, facts=facts)
        elif url is not None:
            yield Output("image", url=url, facts=facts)


def _decoded(value: object) -> bytes | None:
    if not isinstance(value, str) or not value.strip():
        return None
    if value.startswith("data:"):
        value = value.partition(",")[2]
    try:
        return base64.b64decode("".join(value.split()), validate=True) or None
    except ValueError:  # damaged, or not even ASCII
        return None
