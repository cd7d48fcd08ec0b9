"""Making local files reachable for a vendor, once per file for as long as the vendor remembers it."""

import asyncio
import secrets
from collections.abc import Iterable
from datetime import timedelta
from weakref import WeakValueDictionary

from sqlalchemy import and_, delete, insert, select

from providers.happened import happened
from providers.media_values import LocalMedia
from providers.provider import LocalFile
from providers.spec import GenerationRequest
from studio.clock import Clock
from studio.errors import NotFound
from studio.files.file_store import FileStore
from studio.ledger.database import Ledger
from studio.ledger.tables import files, uploads
from studio.vendors.gateways import Gateway

_RENEW_BEFORE = timedelta(hours=1)


class Hosting:
    """Uploads remembered by vendor, address and content; renewed when less than an hour of their life is left."""

    def __init__(self, ledger: Ledger, store: FileStore, clock: Clock | None = None) -> None:
        self._ledger = ledger
        self._store = store
        self._clock = clock or Clock()
        self._locks: WeakValueDictionary[tuple[str, str, str], asyncio.Lock] = WeakValueDictionary()
        # The in-process sandbox forgets its uploads when it ends, so they are remembered under a name of this run.
        self._run = secrets.token_hex(4)

    async def reachable(self, request: GenerationRequest, gateway: Gateway) -> dict[str, str]:
        """Return for each local media value of a request what the vendor can fetch.

        Raises:
            ProviderError: An upload failed. Nothing was submitted.
            NotFound: A file is no longer stored.
        """
        local = {value: file for _, value in request.media() if (file := LocalMedia.parse(value))}
        return {value: await self._reach(file.sha256, gateway) for value, file in sorted(local.items())}

    async def forget(self, urls: Iterable[str]) -> None:
        """Forget uploads by the addresses a vendor gave them; data URIs are none."""
        addresses = {url for url in urls if url.startswith("http")}
        await self._ledger.write(delete(uploads).where(uploads.c.url.in_(addresses)))

    async def _reach(self, sha256: str, gateway: Gateway) -> str:
        where = f"{gateway.base_url}#{self._run}" if gateway.sandbox else gateway.base_url
        if gateway.key_id is not None:  # what one account uploaded, another may not be able to use
            where += f"#{gateway.key_id}"
        key = (gateway.provider.name, where, sha256)
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:  # ten jobs with one picture upload it once
            return await self._remembered(key) or await self._host(key, gateway)

    async def _remembered(self, key: tuple[str, str, str]) -> str | None:
        row = await self._ledger.first(select(uploads.c.url, uploads.c.expires_at).where(_is(key)))
        if row is None or row.expires_at - self._clock.now() < _RENEW_BEFORE:
            return None
        return row.url

    async def _host(self, key: tuple[str, str, str], gateway: Gateway) -> str:
        sha256 = key[2]
        path = self._store.path(sha256)
        facts = await self._ledger.first(select(files.c.mime).where(files.c.sha256 == sha256))
        if facts is None or not path.exists():
            raise NotFound(happened("media_of_request_gone"))
        begun = self._clock.now()
        hosted = await gateway.provider.host(LocalFile(path, facts.mime, sha256), gateway.credentials)
        if hosted.lives_s is not None:  # a data URI is as large as the file and made in no time: not remembered
            await self._ledger.write(
                delete(uploads).where(_is(key)),
                insert(uploads).values(
                    vendor=key[0],
                    base_url=key[1],
                    sha256=sha256,
                    url=hosted.url,
                    expires_at=begun + timedelta(seconds=hosted.lives_s),
                ),
            )
        return hosted.url


def _is(key: tuple[str, str, str]):
    return and_(uploads.c.vendor == key[0], uploads.c.base_url == key[1], uploads.c.sha256 == key[2])
