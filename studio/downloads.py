"""Fetching results from a vendor's file servers: without any key, within limits, into a partial file."""

import asyncio
import functools
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from studio.address_guard import SANDBOX_SUFFIX, AddressGuard, AddressRefused
from studio.errors import StudioError
from studio.inspection import recognise

_REDIRECTS = 5
_CHUNK_BYTES = 256 * 1024
_HEADERS = {"user-agent": "Mozilla/5.0 (compatible; Easel)", "accept": "image/*,video/*,*/*;q=0.1"}
_DEAD_STATUSES = (404, 410)


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # reading all certificates takes longer than anything else at the start


class DownloadFailed(StudioError):
    """This attempt brought no file; a later one may."""


class LinkDead(DownloadFailed):
    """The server no longer has the file (404 or 410)."""


class NoMediaSent(DownloadFailed):
    """The server answered with something else than a picture or video: an error page, perhaps for a moment only."""


class DownloadRefused(StudioError):
    """What the link leads to is nothing Easel keeps; trying again would not help."""


@dataclass(frozen=True)
class DownloadLimits:
    """When to give up on a download.

    Attributes:
        image_bytes, video_bytes: Largest file by what its first bytes are.
        stall_s: Longest wait for the next bytes.
    """

    image_bytes: int = 200 * 1024 * 1024
    video_bytes: int = 2 * 1024 * 1024 * 1024
    stall_s: float = 60


class Downloads:
    """One HTTP client for results. It holds no key and keeps no cookies."""

    def __init__(
        self,
        guard: AddressGuard,
        *,
        limits: DownloadLimits | None = None,
        sandbox: httpx.AsyncBaseTransport | None = None,
        max_concurrent: int = 8,
    ) -> None:
        """Make the client; connections open later.

        Args:
            guard: Asked about each address, redirects included.
            limits: Sizes and times.
            sandbox: Answers for the hosts of the in-process sandbox.
            max_concurrent: Downloads at once; more wait.
        """
        self._guard = guard
        self._limits = limits or DownloadLimits()
        timeout = httpx.Timeout(self._limits.stall_s, connect=20, pool=None)
        self._client = httpx.AsyncClient(verify=_tls(), headers=_HEADERS, timeout=timeout)
        self._sandbox: httpx.AsyncClient | None = None
        if sandbox is not None:  # trust_env: a proxy of the environment must not come in between
            self._sandbox = httpx.AsyncClient(transport=sandbox, headers=_HEADERS, timeout=timeout, trust_env=False)
        self._turns = asyncio.Semaphore(max_concurrent)

    async def fetch(self, url: str, target: Path) -> None:
        """Write what a link leads to into `target`.

        Raises:
            LinkDead: The server no longer has it.
            NoMediaSent: It sent something else.
            DownloadFailed: It could not be fetched this time.
            DownloadRefused: It is too large, or lies where Easel does not go.
            OSError: The disk is full or cannot be written.
        """
        async with self._turns:
            try:
                async with self._answer(url) as answer:
                    await self._write(answer, target)
            except httpx.HTTPError as error:
                raise DownloadFailed(f"The file server broke off ({type(error).__name__}).") from error
            except httpx.InvalidURL as error:
                raise DownloadRefused("The link to the result is no valid address.") from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()
        if self._sandbox is not None:
            await self._sandbox.aclose()

    @asynccontextmanager
    async def _answer(self, url: str) -> AsyncGenerator[httpx.Response]:
        for _ in range(_REDIRECTS + 1):
            await self._check(url)
            client = self._client_for(url)
            client.cookies.clear()
            async with client.stream("GET", url) as answer:
                if answer.has_redirect_location:
                    url = urljoin(url, answer.headers["location"])
                    continue
                if answer.status_code in _DEAD_STATUSES:
                    raise LinkDead(f"The file server answers {answer.status_code}: the link is dead.")
                if answer.status_code != 200:
                    raise DownloadFailed(f"The file server answers {answer.status_code}.")
                yield answer
                return
        raise DownloadFailed("The file server redirects without end.")

    async def _check(self, url: str) -> None:
        try:
            await self._guard.check(url)
        except AddressRefused as error:
            raise DownloadRefused(str(error)) from error
        except OSError as error:
            raise DownloadFailed("The file server's name cannot be resolved.") from error

    def _client_for(self, url: str) -> httpx.AsyncClient:
        if (urlsplit(url).hostname or "").endswith(SANDBOX_SUFFIX):
            if self._sandbox is None:
                raise DownloadRefused("This result came from the sandbox, which is not running.")
            return self._sandbox
        return self._client

    async def _write(self, answer: httpx.Response, target: Path) -> None:
        written = 0
        most = self._limits.image_bytes
        with target.open("wb") as file:
            async for chunk in answer.aiter_bytes(_CHUNK_BYTES):
                if written == 0:
                    most = self._largest(chunk)
                written += len(chunk)
                if written > most:
                    raise DownloadRefused(f"The file is larger than {most // 1024**2} MB.")
                file.write(chunk)
        if written == 0:
            raise DownloadFailed("The file server sent an empty file.")

    def _largest(self, start: bytes) -> int:
        """Return the size limit for a file by its first bytes."""
        format_name = recognise(start)
        if format_name is None:
            raise NoMediaSent("The file server sent no picture or video.")
        return self._limits.video_bytes if format_name in ("mp4", "mov", "webm") else self._limits.image_bytes
