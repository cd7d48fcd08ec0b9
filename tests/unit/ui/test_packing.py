"""Text is sent packed, to whom can unpack it, and nothing else is touched."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import brotli
import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ui.asking.packing import LARGEST, Packing

WORDS = "a prompt of some length, once more. " * 100
LASTING = {"Cache-Control": "public, max-age=31536000, immutable"}
TAG = '"0123"'


async def pieces() -> AsyncIterator[bytes]:
    for _ in range(3):
        yield WORDS.encode()


async def tagged(request: Request) -> Response:
    if request.headers.get("if-none-match") == TAG:
        return Response(status_code=304, headers={"ETag": TAG})
    return PlainTextResponse(WORDS, headers={"ETag": TAG})


@pytest.fixture
def app(tmp_path: Path) -> Packing:
    (tmp_path / "note.txt").write_text(WORDS)

    async def events(_: Request) -> Response:
        return StreamingResponse(pieces(), media_type="text/event-stream", headers={"Content-Length": "10800"})

    routes = [
        Route("/text", lambda _: PlainTextResponse(WORDS)),
        Route("/json", lambda _: JSONResponse({"prompt": WORDS})),
        Route("/short", lambda _: PlainTextResponse("ok")),
        Route("/picture", lambda _: Response(WORDS.encode(), media_type="image/png")),
        Route("/events", events),
        Route("/pieces", lambda _: StreamingResponse(pieces(), media_type="application/json")),
        Route("/file", lambda _: FileResponse(tmp_path / "note.txt")),
        Route("/tagged", tagged),
        Route("/huge", lambda _: Response(b" " * (LARGEST + 1), media_type="text/plain")),
        Route("/packed", lambda _: PlainTextResponse(WORDS, headers={"Content-Encoding": "zstd"})),
        Route("/script", lambda _: PlainTextResponse(WORDS, headers=LASTING)),
        Route("/own", lambda _: PlainTextResponse(WORDS, headers={"Cache-Control": "private, immutable"})),
    ]
    return Packing(Starlette(routes=routes), rest_s=0)


@pytest.fixture
async def client(app: Packing) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://easel") as client:
        yield client


async def fetched(client: httpx.AsyncClient, path: str, accept: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """Return an answer and its bytes as they came."""
    async with client.stream("GET", path, headers={"Accept-Encoding": accept, **headers}) as response:
        return response, b"".join([piece async for piece in response.aiter_raw()])


@pytest.mark.parametrize(
    ("accept", "used"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip;q=1.0", "gzip"),
        ("identity", None),
        ("br; q=0.0", None),
        ("", None),
    ],
)
async def test_text_is_packed_as_the_client_can_unpack_it(
    client: httpx.AsyncClient, accept: str, used: str | None
) -> None:
    for path in ("/text", "/json", "/file"):
        response, body = await fetched(client, path, accept)
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[used]
        assert WORDS.encode() in unpack(body)
        assert response.headers.get("content-encoding") == used
        assert int(response.headers["content-length"]) == len(body)
        assert response.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/short", "/picture", "/events", "/pieces", "/huge", "/packed"])
async def test_what_is_short_packed_already_or_comes_bit_by_bit_passes(client: httpx.AsyncClient, path: str) -> None:
    plain, untouched = await fetched(client, path, "identity")
    response, body = await fetched(client, path, "br, gzip")
    assert body == untouched
    assert response.headers.get("content-encoding") == plain.headers.get("content-encoding")


async def test_events_pass_as_they_come() -> None:
    """An event that waited for the next one would never be seen."""
    told = asyncio.Event()

    async def events() -> AsyncIterator[str]:
        yield f"data: {WORDS}\n\n"
        await told.wait()

    app = Packing(Starlette(routes=[Route("/", lambda _: StreamingResponse(events(), media_type="text/event-stream"))]))
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [(b"accept-encoding", b"br")],
    }

    async def receive() -> dict[str, str]:
        await told.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        if WORDS.encode() in bytes(message.get("body", b"")):  # type: ignore[arg-type]
            told.set()

    await asyncio.wait_for(app(scope, receive, send), 5)  # type: ignore[arg-type]
    assert told.is_set()


async def test_a_part_of_a_file_stays_that_part(client: httpx.AsyncClient) -> None:
    response, body = await fetched(client, "/file", "br, gzip", Range="bytes=2-1001")
    assert (response.status_code, body) == (206, WORDS.encode()[2:1002])
    assert "content-encoding" not in response.headers


async def test_a_tag_of_packed_bytes_is_weak_and_still_known(client: httpx.AsyncClient) -> None:
    plain, _ = await fetched(client, "/tagged", "identity")
    packed, _ = await fetched(client, "/tagged", "br")
    assert (plain.headers["etag"], packed.headers["etag"]) == (TAG, f"W/{TAG}")
    for tag in (TAG, f"W/{TAG}"):
        again, body = await fetched(client, "/tagged", "br", **{"If-None-Match": tag})
        assert (again.status_code, body) == (304, b"")


async def test_what_lasts_is_soon_packed_as_small_as_it_gets(app: Packing, client: httpx.AsyncClient) -> None:
    words = WORDS.encode()
    _, first = await fetched(client, "/script", "br")
    assert first == brotli.compress(words, quality=5) != brotli.compress(words, quality=11)
    await app.rested()
    _, later = await fetched(client, "/script", "br")
    assert later == brotli.compress(words, quality=11)


async def test_what_is_somebodys_own_is_not_remembered(app: Packing, client: httpx.AsyncClient) -> None:
    for path in ("/text", "/own"):
        await fetched(client, path, "br")
        await app.rested()
        _, body = await fetched(client, path, "br")
        assert body == brotli.compress(WORDS.encode(), quality=5)
