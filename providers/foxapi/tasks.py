"""FoxAPI over HTTP: create a task, ask for it, upload a file."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import httpx

from providers.errors import Malformed, OutcomeUnknown, ProviderError, Unavailable, VendorNotFound
from providers.foxapi.answers import read_task
from providers.happened import happened
from providers.http import new_api
from providers.http.client import INLINE_REPLY_BYTES, VendorClient, raise_error_inside
from providers.http.replies import fields_of, is_address, shown
from providers.price import Balance, PriceList
from providers.provider import Credentials, Hosted, LocalFile
from providers.spec import MEDIA_FORMATS, GenerationRequest
from providers.task import Task, TaskStatus

BASE_URL = "https://api.foxapi.cc"

UPLOAD_LIVES_S = 72 * 3600.0
"""Page "upload stream": files expire after 72 hours."""
SUBMIT_READ_TIMEOUT_S = 120.0
OVERDUE_S = 120.0
"""A task that runs longer than this and than twice its estimate is asked for with `sync_upstream`."""

_SUFFIX_OF_MIME = {mime: name for name, mime in MEDIA_FORMATS.items()}


class FoxApi:
    """The FoxAPI gateway (the same one is published as AihubMax under another address).

    Args:
        read_timeout_s: How long to wait for the answer to a submit.
        sleep: Waits before a query is asked again.
        now: Unix time in seconds, to read a Retry-After date.
    """

    name = "foxapi"
    title = "FoxAPI"
    max_concurrent = 64

    def __init__(
        self,
        base_url: str = BASE_URL,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        read_timeout_s: float = SUBMIT_READ_TIMEOUT_S,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._read_timeout_s = read_timeout_s
        self._client = VendorClient(base_url, transport=transport, sleep=sleep, now=now)

    async def submit(self, request: GenerationRequest, credentials: Credentials) -> Task:
        """Create the task; the answer may already be final. Raises as `Provider.submit` says."""
        path = "/v1/videos/generations" if request.output_kind == "video" else "/v1/images/generations"
        reply = await self._client.submit(
            path,
            credentials,
            request.payload(),
            read_timeout_s=self._read_timeout_s,
            max_reply_bytes=INLINE_REPLY_BYTES,
        )
        try:
            task = await asyncio.to_thread(read_task, reply)
        except (Malformed, VendorNotFound) as error:
            raise OutcomeUnknown(error.told, status=200) from None
        if task.id is not None and any(output.kind == "profile" for output in task.outputs):
            return replace(task, status=TaskStatus.RUNNING, outputs=())  # no file to fetch: asking the task tells it
        if task.id is None and not task.outputs:
            raise_error_inside(reply, unclear=OutcomeUnknown)
            unclear = OutcomeUnknown(task.error or happened("answer_without_task_id", excerpt=shown(reply)), status=200)
            unclear.perhaps_accepted = task.error is not None
            raise unclear
        return task

    async def poll(self, task_id: str, credentials: Credentials, elapsed_s: float = 0.0) -> Task:
        """Ask once where the task is, twice when it is overdue. Raises as `Provider.poll` says."""
        task = await self._query(task_id, credentials, {})
        if task.status.final or elapsed_s <= max(OVERDUE_S, 2 * (task.estimated_s or 0.0)):
            return task
        # `sync_upstream` makes the gateway ask its own upstream first. That may be slow or fail by itself, and can
        # answer "completed" before the results are there: so only for a task that should have ended, and the plain
        # answer stands unless this one is better.
        try:
            fresh = await self._query(task_id, credentials, {"sync_upstream": "true"})
        except ProviderError:
            return task
        return task if fresh.status is TaskStatus.SUCCEEDED and not fresh.outputs else fresh

    async def host(self, file: LocalFile, credentials: Credentials) -> Hosted:
        """Upload the file; its address lives 72 hours. Raises as `Provider.host` says."""
        # A random ASCII name: the file's own may tell what it is, and odd characters break the vendor's addresses.
        name = f"{secrets.token_hex(8)}.{_SUFFIX_OF_MIME.get(file.mime, 'bin')}"
        stream = await asyncio.to_thread(file.path.open, "rb")
        try:
            reply = await self._client.upload(
                "/v1/files/upload/stream", credentials, name=name, file=stream, mime=file.mime
            )
        finally:
            stream.close()
        raise_error_inside(reply, unclear=Unavailable)
        return Hosted(url=_uploaded_url(reply), lives_s=UPLOAD_LIVES_S)

    async def balance(self, credentials: Credentials) -> Balance:
        """Return what is left on the key. Raises as `Provider.balance` says."""
        return await new_api.fetch_balance(self._client, credentials)

    async def prices(self, credentials: Credentials) -> PriceList:
        """Return the vendor's price list. Raises as `Provider.prices` says."""
        return await new_api.fetch_prices(self._client, credentials)

    async def aclose(self) -> None:
        """Close the HTTP client."""
        await self._client.aclose()

    async def _query(self, task_id: str, credentials: Credentials, params: dict[str, str]) -> Task:
        def read(reply: Any) -> Task:
            # With a status it is a task, whose own error may stand beside it.
            if "status" not in fields_of(reply):
                raise_error_inside(reply, unclear=Unavailable)
            return read_task(reply, task_id=task_id)

        path = f"/v1/tasks/{quote(task_id, safe='')}"
        return await self._client.get(
            path, credentials, params=params or None, read=read, max_reply_bytes=INLINE_REPLY_BYTES
        )


def _uploaded_url(reply: Any) -> str:
    fields = fields_of(reply)
    for url in (fields.get("url"), fields_of(fields.get("data")).get("url")):
        if is_address(url):
            return url
    raise Malformed(happened("answer_without_address", excerpt=shown(reply)))
