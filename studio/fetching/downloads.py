"""Fetching results from a vendor's file servers: without any key, within limits, into a partial file."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from materials.pixels.exr import is_exr
from materials.sets.archive_entries import is_archive
from providers.happened import happened
from providers.http.bodies import unpacked
from studio.errors import StudioError
from studio.fetching.address_guard import SANDBOX_SUFFIX, AddressGuard, AddressRefused, NameMisled
from studio.fetching.pinned_transport import PinnedTransport
from studio.fetching.proxies import Proxies
from studio.files.file_kinds import SNIFFED_BYTES, is_text
from studio.files.inspection import recognise

_REDIRECTS = 5
_HEADERS = {
    "user-agent": "Mozilla/5.0 (compatible; Easel)",
    "accept": "image/*,video/*,*/*;q=0.1",
    "accept-encoding": "identity",  # pictures and videos are packed already
}


class DownloadFailed(StudioError):
    """This attempt brought no file; a later one may."""


class LinkDead(DownloadFailed):
    """The server says that the file is gone for good (410)."""


class NoFileYet(DownloadFailed):
    """The server has no such file (404): perhaps one that has yet to reach it."""


class NoMediaSent(DownloadFailed):
    """The server answered with something else than a result: an error page, perhaps for a while only."""


class DownloadRefused(StudioError):
    """What the link leads to is nothing Easel keeps; trying again would not help."""


class LedAstray(DownloadRefused):
    """A redirect leads to where Easel does not go; later it may not: a network's login page may be the cause."""


@dataclass(frozen=True)
class DownloadLimits:
    """When to give up on a download.

    Attributes:
        image_bytes, video_bytes, archive_bytes: Largest file by what its first bytes are; of any other kind as a video.
        stall_s: Longest wait for the next bytes.
        total_s: Longest download, for a server that drips. 2 GB take half an hour at 9 Mbit/s.

    A map of 8192 px and 16 bits takes 400 MB before it is packed.
    """

    image_bytes: int = 1024 * 1024 * 1024
    video_bytes: int = 2 * 1024 * 1024 * 1024
    archive_bytes: int = 400 * 1024 * 1024
    stall_s: float = 60
    total_s: float = 1800


class Downloads:
    """One HTTP client for results. It holds no key and keeps no cookies."""

    def __init__(
        self,
        guard: AddressGuard,
        *,
        limits: DownloadLimits | None = None,
        sandbox: httpx.AsyncBaseTransport | None = None,
        max_concurrent: int = 8,
        proxies: Proxies | None = None,
        through_proxies: bool = False,
    ) -> None:
        """Make the client; connections open later.

        Args:
            guard: Asked about each address, redirects included.
            limits: Sizes and times.
            sandbox: Answers for the hosts of the in-process sandbox.
            max_concurrent: Downloads at once; more wait.
            proxies: The proxy settings, if the way to vendors leads through some.
            through_proxies: Go through them, and trust them with the names of hosts; else past them.
        """
        self._limits = limits or DownloadLimits()
        self._client = self._http(PinnedTransport(guard, proxies=proxies if through_proxies else None))
        self._past_proxy = [happened("past_proxy")] if proxies and proxies.by_scheme and not through_proxies else []
        self._sandbox = None if sandbox is None else self._http(sandbox)
        self._turns = asyncio.Semaphore(max_concurrent)

    async def fetch(self, url: str, target: Path, *, archives: bool = False, anything: bool = False) -> None:
        """Write what a link leads to into `target`.

        Args:
            url: The link.
            target: Where to.
            archives: Take ZIPs and OpenEXR files besides pictures and videos.
            anything: Take whatever is no text: it was paid for.

        Raises:
            LinkDead: The server no longer has it.
            NoFileYet: The server does not have it, or not yet.
            NoMediaSent: It sent something else.
            DownloadFailed: It could not be fetched this time.
            LedAstray: It redirects to where Easel does not go.
            DownloadRefused: It is too large, or lies where Easel does not go.
            OSError: The disk is full or cannot be written.
        """
        async with self._turns:
            try:
                async with asyncio.timeout(self._limits.total_s):
                    await self._fetch(httpx.URL(url), target, archives, anything)
            except httpx.InvalidURL as error:
                raise DownloadRefused(happened("link_no_address")) from error
            except TimeoutError as error:
                raise DownloadFailed(happened("file_server_slow")) from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()
        if self._sandbox is not None:
            await self._sandbox.aclose()

    def _http(self, transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
        timeout = httpx.Timeout(self._limits.stall_s, connect=20, pool=None)
        return httpx.AsyncClient(transport=transport, headers=_HEADERS, timeout=timeout, trust_env=False)

    async def _fetch(self, url: httpx.URL, target: Path, archives: bool, anything: bool) -> None:
        redirects: list[httpx.URL] = []
        try:
            async with self._answer(url, redirects) as answer:
                await self._write(answer, target, archives, anything)
        except NameMisled as error:
            raise DownloadFailed(*error.told) from error
        except AddressRefused as error:
            raise (LedAstray if redirects else DownloadRefused)(*error.told) from error
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise DownloadFailed(happened("file_server_not_reached"), *self._past_proxy) from error
        except httpx.ProxyError as error:
            raise DownloadFailed(happened("proxy_opens_no_way")) from error
        except httpx.HTTPError as error:
            raise DownloadFailed(happened("file_server_broke_off", how=type(error).__name__)) from error

    @asynccontextmanager
    async def _answer(self, url: httpx.URL, redirects: list[httpx.URL]) -> AsyncGenerator[httpx.Response]:
        client = self._client_for(url)  # for all redirects too: no server on the internet leads into the sandbox
        for _ in range(_REDIRECTS + 1):
            client.cookies.clear()
            async with client.stream("GET", url) as answer:
                if answer.has_redirect_location:
                    url = _joined(url, answer.headers["location"])
                    redirects.append(url)
                    continue
                if answer.status_code == 410:
                    raise LinkDead(happened("link_dead"))
                if answer.status_code == 404:
                    raise NoFileYet(happened("file_absent"))
                if answer.status_code != 200:
                    raise DownloadFailed(happened("file_server_answers", status=answer.status_code))
                yield answer
                return
        raise DownloadFailed(happened("redirects_without_end"))

    def _client_for(self, url: httpx.URL) -> httpx.AsyncClient:
        if url.host.endswith(SANDBOX_SUFFIX):
            if self._sandbox is None:
                raise DownloadRefused(happened("sandbox_not_running"))
            return self._sandbox
        return self._client

    async def _write(self, answer: httpx.Response, target: Path, archives: bool, anything: bool) -> None:
        start = b""
        written = 0
        most = self._limits.image_bytes
        with target.open("wb") as file:
            async for piece in unpacked(answer):
                if len(start) < SNIFFED_BYTES:
                    start += piece[:SNIFFED_BYTES]
                    if len(start) >= SNIFFED_BYTES:
                        most = self._largest(start, archives, anything)
                written += len(piece)
                if written > most:
                    raise DownloadRefused(happened("file_larger", most_mib=most // 1024**2))
                file.write(piece)
        if written == 0:
            raise DownloadFailed(happened("file_empty"))
        self._largest(start, archives, anything)

    def _largest(self, start: bytes, archives: bool, anything: bool) -> int:
        """Return the size limit for a file by its first bytes."""
        if archives and (is_archive(start) or is_exr(start)):
            return self._limits.archive_bytes
        format_name = recognise(start)
        if format_name is None and (not anything or is_text(start)):
            raise NoMediaSent(happened("file_no_media"))
        return self._limits.video_bytes if format_name in (None, "mp4", "mov", "webm") else self._limits.image_bytes


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return url.join(location)
    except httpx.InvalidURL as error:
        raise DownloadFailed(happened("redirects_to_no_address")) from error
