"""Fetching results from a real server that misbehaves in every way a file server can."""

import asyncio
import contextlib
import gzip
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from scripted_vendor import OWNER, Picture, QuickTime, ScriptedVendor, finished, make_studio, open_studio, png, run_job

from providers.task import Output
from studio.fetching.address_guard import AddressGuard
from studio.fetching.downloads import (
    DownloadFailed,
    DownloadLimits,
    DownloadRefused,
    Downloads,
    LinkDead,
    NoFileYet,
    NoMediaSent,
)
from studio.fetching.proxies import Proxies
from studio.ledger.job import Job, JobState
from studio.sentences.sentences import sentence_of

PNG = png()


def answer(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


@dataclass
class FileServer:
    """Answers each path with prepared bytes, in turn; the last repeats."""

    answers: dict[str, list[bytes]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    port: int = 0
    stall: set[str] = field(default_factory=set)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.requests.append(head)
        path = head.split(" ")[1]
        prepared = self.answers.get(path, [answer(b"gone", status="404 Not Found")])
        writer.write(prepared.pop(0) if len(prepared) > 1 else prepared[0])
        await writer.drain()
        if path in self.stall:
            await reader.read()
        writer.close()


@asynccontextmanager
async def serving(**answers: bytes | list[bytes]) -> AsyncGenerator[FileServer]:
    files = FileServer({f"/{name}": a if isinstance(a, list) else [a] for name, a in answers.items()})
    server = await asyncio.start_server(files.serve, "127.0.0.1", 0)
    files.port = server.sockets[0].getsockname()[1]
    try:
        yield files
    finally:
        server.close()


@asynccontextmanager
async def downloads(**options: object) -> AsyncGenerator[Downloads]:
    fetcher = Downloads(AddressGuard({"127.0.0.1"}), **options)  # type: ignore[arg-type]
    try:
        yield fetcher
    finally:
        await fetcher.aclose()


async def test_bytes_arrive_unchanged_and_no_key_leaves(tmp_path: Path) -> None:
    async with serving(a=answer(PNG, "Set-Cookie: who=me")) as server, downloads() as fetcher:
        for _ in range(2):
            await fetcher.fetch(server.url("/a"), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == PNG
    for head in server.requests:
        assert "authorization" not in head.lower()
        assert "cookie" not in head.lower()


async def test_redirects_are_followed(tmp_path: Path) -> None:
    moved = answer(b"", "Location: /b?x=1", status="302 Found")
    async with serving(a=moved) as server, downloads() as fetcher:
        server.answers["/b?x=1"] = [answer(PNG)]
        await fetcher.fetch(server.url("/a"), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == PNG


async def test_compressed_answers_are_unpacked(tmp_path: Path) -> None:
    async with serving(a=answer(gzip.compress(PNG), "Content-Encoding: gzip")) as server, downloads() as fetcher:
        await fetcher.fetch(server.url("/a"), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == PNG


BIG = PNG + bytes(3000)
FAULTS: tuple[tuple[str, bytes, type[Exception]], ...] = (
    ("gone", answer(b"", status="410 Gone"), LinkDead),
    ("not found", answer(b"", status="404 Not Found"), NoFileYet),
    ("busy", answer(b"", status="503 Busy"), DownloadFailed),
    ("forbidden", answer(b"", status="403 Forbidden"), DownloadFailed),
    ("cut off", answer(PNG[:40], length=len(PNG)), DownloadFailed),
    ("not HTTP", b"\x00\x01\x02\r\n\r\n", DownloadFailed),
    ("closed at once", b"", DownloadFailed),
    ("empty", answer(b""), DownloadFailed),
    ("page", answer(b"<!doctype html><h1>Sorry</h1>", "Content-Type: image/png"), NoMediaSent),
    ("vector", answer(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Content-Type: image/png"), NoMediaSent),
    ("too large", answer(BIG), DownloadRefused),
    ("too large, unsaid", answer(BIG).replace(b"Content-Length: ", b"X-Length: "), DownloadRefused),
    ("bomb", answer(gzip.compress(PNG + bytes(5_000_000)), "Content-Encoding: gzip"), DownloadRefused),
    ("bomb in a bomb", answer(gzip.compress(gzip.compress(PNG)), "Content-Encoding: gzip, gzip"), DownloadFailed),
    ("packed oddly", answer(PNG, "Content-Encoding: br"), DownloadFailed),
    ("packed wrongly", answer(PNG, "Content-Encoding: gzip"), DownloadFailed),
    ("packed, cut off", answer(gzip.compress(PNG)[:40], "Content-Encoding: gzip"), DownloadFailed),
    ("round and round", answer(b"", "Location: /a", status="302 Found"), DownloadFailed),
    ("to a private address", answer(b"", "Location: http://127.0.0.3/b", status="302 Found"), DownloadRefused),
    ("to a file", answer(b"", "Location: file:///etc/passwd", status="302 Found"), DownloadRefused),
    ("into the sandbox", answer(b"", "Location: http://foxapi.sandbox.invalid/a", status="302 Found"), DownloadRefused),
    ("to nowhere", answer(b"", "Location: http://[::1", status="302 Found"), DownloadFailed),
)


@pytest.mark.parametrize(("name", "reply", "error"), FAULTS, ids=lambda each: each if isinstance(each, str) else "")
async def test_fault(name: str, reply: bytes, error: type[Exception], tmp_path: Path) -> None:
    limits = DownloadLimits(image_bytes=2000, video_bytes=4000)
    async with serving(a=reply) as server, downloads(limits=limits) as fetcher:
        with pytest.raises(error):
            await fetcher.fetch(server.url("/a"), tmp_path / "a")


async def test_videos_may_be_larger_than_pictures(tmp_path: Path) -> None:
    video = b"\0\0\0\x18ftypisom" + bytes(3000)
    limits = DownloadLimits(image_bytes=2000, video_bytes=4000)
    async with serving(a=answer(video)) as server, downloads(limits=limits) as fetcher:
        await fetcher.fetch(server.url("/a"), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == video


async def test_a_server_that_falls_silent_is_left(tmp_path: Path) -> None:
    async with serving(a=answer(PNG[:40], length=len(PNG))) as server:
        server.stall.add("/a")
        async with downloads(limits=DownloadLimits(stall_s=0.2)) as fetcher:
            with pytest.raises(DownloadFailed, match="ReadTimeout"):
                await fetcher.fetch(server.url("/a"), tmp_path / "a")


async def test_sandbox_hosts_never_touch_the_network(tmp_path: Path) -> None:
    asked: list[str] = []

    def reply(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, content=PNG)

    async with downloads(sandbox=httpx.MockTransport(reply)) as fetcher:
        await fetcher.fetch("http://foxapi.sandbox.invalid/files/a.png", tmp_path / "a")
    assert asked == ["http://foxapi.sandbox.invalid/files/a.png"]
    async with downloads() as fetcher:
        with pytest.raises(DownloadRefused, match="sandbox"):
            await fetcher.fetch("http://foxapi.sandbox.invalid/files/a.png", tmp_path / "a")


async def test_proxies_of_the_environment_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with serving(a=answer(PNG)) as server, downloads() as fetcher:
        await fetcher.fetch(server.url("/a"), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == PNG
    async with downloads() as fetcher:
        with pytest.raises(DownloadFailed, match=r"cannot be reached\.$"):
            await fetcher.fetch(server.url("/a"), tmp_path / "a")
    proxies = Proxies.read({"http": "http://127.0.0.1:9"})
    async with downloads(proxies=proxies) as fetcher:
        with pytest.raises(DownloadFailed, match="EASEL_PROXY_DOWNLOADS=1"):
            await fetcher.fetch(server.url("/a"), tmp_path / "a")


async def test_a_name_that_leads_into_a_private_network_is_tried_again_later(tmp_path: Path) -> None:
    async def fake_address(host: str) -> list[str]:
        return ["198.18.0.7"]

    fetcher = Downloads(AddressGuard((), fake_address))
    with pytest.raises(DownloadFailed, match="a proxy or VPN may be the cause"):
        await fetcher.fetch("https://files.example/a.png", tmp_path / "a")
    with pytest.raises(DownloadRefused):
        await fetcher.fetch("https://198.18.0.7/a.png", tmp_path / "a")
    await fetcher.aclose()


async def test_a_server_that_drips_is_left_in_the_end(tmp_path: Path) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            for byte in PNG:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.close()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/a"
    async with downloads(limits=DownloadLimits(total_s=0.3)) as fetcher:
        with pytest.raises(DownloadFailed, match="too slow"):
            await fetcher.fetch(url, tmp_path / "a")
    server.close()


# --- the same faults, seen from a job --------------------------------------------------------------------------------


async def run_with_link(tmp_path: Path, server: FileServer, *paths: str) -> tuple[Job, QuickTime]:
    outputs = [Output("image", url=server.url(path)) for path in paths]
    time = QuickTime()
    vendor = ScriptedVendor(polls=[finished(*outputs)])
    async with open_studio(tmp_path, vendor, clock=time.clock, base_url=server.url("")) as studio:
        job = await run_job(studio)
        for asset in job.outputs:
            assert studio.files.path(asset.sha256).exists()
    assert len(vendor.submitted) == 1
    assert not list((tmp_path / "partial").iterdir())
    return job, time


async def test_a_job_outlives_a_server_that_recovers(tmp_path: Path) -> None:
    shaky = [
        answer(b"", status="503 Busy"),
        answer(b"", status="404 Not Found"),
        answer(b"<html>wait", "Content-Type: image/png"),
        answer(PNG[:50], length=len(PNG)),
        answer(PNG[:50]),
        answer(PNG),
    ]
    async with serving(a=shaky) as server:
        job, _ = await run_with_link(tmp_path, server, "/a")
    assert (job.state, job.charged, len(job.outputs)) == (JobState.SUCCEEDED, "yes", 1)
    assert sentence_of(job.happened) == "Done. It was charged."


async def test_a_dead_link_fails_the_job_and_says_that_it_was_charged(tmp_path: Path) -> None:
    async with serving(gone=answer(b"", status="410 Gone")) as server:
        job, _ = await run_with_link(tmp_path, server, "/gone")
    assert (job.state, job.charged) == (JobState.FAILED, "yes")
    assert "the link is dead. It was charged. Look again" in sentence_of(job.happened)
    assert len(server.requests) == 3


ABSENT = (answer(b"", status="404 Not Found"), answer(PNG[:50]))


@pytest.mark.parametrize("reply", ABSENT, ids=["404", "broken"])
async def test_a_file_that_is_not_there_is_waited_for_a_quarter_of_an_hour(reply: bytes, tmp_path: Path) -> None:
    async with serving(a=reply, late=[*[reply] * 6, answer(PNG)]) as server:
        lost, time = await run_with_link(tmp_path / "lost", server, "/a")
        late, _ = await run_with_link(tmp_path / "late", server, "/late")
    assert late.state is JobState.SUCCEEDED
    assert [(asset.kind, asset.name) for asset in late.outputs] == [("image", "a-red-wall.png")]
    assert "Look again" in sentence_of(lost.happened)
    if reply == ABSENT[1]:  # what came was paid for
        assert (lost.state, lost.charged, lost.unfetched) == (JobState.SUCCEEDED, "yes", 1)
        (damaged,) = lost.outputs
        assert (damaged.kind, damaged.name, damaged.mime) == (
            "file",
            "a-red-wall-damaged.png",
            "application/octet-stream",
        )
        assert (tmp_path / "lost" / "files" / damaged.sha256[:2] / damaged.sha256).read_bytes() == PNG[:50]
    else:
        assert lost.state is JobState.FAILED
    assert 900 < time.passed_s < 3600


ASTRAY = (
    answer(b"", "Location: http://10.0.0.1/login", status="302 Found"),
    answer(b"", "Location: https://[::1/login", status="302 Found"),
    answer(b"", "Location: http://no-such-host.invalid/", status="307 Temporary Redirect"),
    answer(b"<html>Log in to this network", "Content-Type: text/html"),
    answer(b"", status="511 Network Authentication Required"),
)
"""What a network answers in place of the file server until somebody has logged in."""


async def test_a_way_that_leads_astray_is_tried_again(tmp_path: Path) -> None:
    async with serving(a=[*ASTRAY * 4, answer(PNG)]) as server:
        job, time = await run_with_link(tmp_path / "late", server, "/a")
        assert (job.state, sentence_of(job.happened)) == (JobState.SUCCEEDED, "Done. It was charged.")
        assert 3600 < time.passed_s < 24 * 3600


async def test_one_dead_link_does_not_lose_the_others(tmp_path: Path) -> None:
    async with serving(a=answer(PNG), c=answer(png("blue"))) as server:
        job, _ = await run_with_link(tmp_path, server, "/a", "/gone", "/c")
    assert job.state is JobState.SUCCEEDED
    assert [asset.position for asset in job.outputs] == [0, 2]
    assert "2 of 3 results saved." in sentence_of(job.happened)


async def test_a_silent_server_is_asked_for_a_day(tmp_path: Path) -> None:
    async with serving(a=answer(b"", status="503 Busy")) as server:
        job, time = await run_with_link(tmp_path, server, "/a")
    assert job.state is JobState.FAILED
    assert 24 * 3600 < time.passed_s < 25 * 3600
    assert len(server.requests) < 150


async def test_a_waiting_download_says_so(tmp_path: Path) -> None:
    told: list[str] = []
    async with serving(a=answer(b"", status="503 Busy")) as server:
        time = QuickTime()
        vendor = ScriptedVendor(polls=[finished(Output("image", url=server.url("/a")))])
        studio = make_studio(tmp_path, vendor, clock=time.clock, base_url=server.url(""))
        async with studio.lifespan():
            job = await studio.jobs.start(OWNER, Picture())
            while "Trying again in" not in sentence_of((job := await studio.jobs.get(OWNER, job.id)).happened):
                assert not job.state.final
                await asyncio.sleep(0)
            told.append(sentence_of(job.happened))
    assert told[0].startswith("Saving the results. The file server answers 503.")
