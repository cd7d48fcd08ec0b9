"""Uploads take a share of the disk: their owner's and that of all. What is paid for is saved all the same."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
from library_archives import exported, filled, vendor
from scripted_vendor import OWNER, QuickTime, ScriptedVendor, make_studio, open_studio, png, run_job
from starlette.applications import Starlette
from two_people import browser, served_app

from providers.catalogue import VENDORS
from studio.errors import StorageFull
from studio.ledger.job import JobState
from studio.references.upload_room import LEAST_BYTES
from studio.sentences.sentences import sentence_of
from studio.settings import Settings
from studio.studio import Studio
from ui.routes.health import health_routes

MB = 1_000_000
VISITOR = "visitor:bob"


def lying(folder: Path, name: str, size_bytes: int) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size_bytes)
    return path


async def refused(studio: Studio, owner: str, more_bytes: int = 0) -> str | None:
    try:
        await studio.upload_room.check(owner, more_bytes)
    except StorageFull as error:
        return str(error)
    return None


async def test_a_visitor_has_a_share_and_all_have_one(tmp_path: Path) -> None:
    time = QuickTime()
    studio = make_studio(tmp_path, ScriptedVendor(), max_disk_bytes=200 * MB, clock=time.clock)
    async with studio.lifespan():
        room = studio.upload_room
        assert await refused(studio, VISITOR, 49 * MB) is None
        assert await refused(studio, OWNER, 51 * MB) is None  # only those without a name have a share of their own
        room.arrived(VISITOR, [str(lying(tmp_path / "gradio", "a", 40 * MB))])
        assert "your share of this Easel is 50 MB" in str(await refused(studio, VISITOR, 11 * MB))
        assert await refused(studio, "visitor:ann", 40 * MB) is None
        (tmp_path / "gradio" / "a").unlink()
        assert await refused(studio, VISITOR, 49 * MB) is None
        for number in range(200):
            room.arrived(VISITOR, [str(lying(tmp_path / "gradio", f"small/{number}", 1))])
        assert await refused(studio, VISITOR, 50 * MB - 201 * LEAST_BYTES) is None
        assert await refused(studio, VISITOR, 50 * MB - 199 * LEAST_BYTES) is not None
        lying(tmp_path, "results", 178 * MB)
        time.passed_s += 60
        assert "no room for more uploads" in str(await refused(studio, OWNER, 3 * MB))
        assert (await run_job(studio)).state is JobState.SUCCEEDED


async def test_what_was_brought_counts_while_it_is_kept_and_once(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "one", vendor()) as studio:
        await filled(studio)
        archive = await exported(studio)
    (tmp_path / "library.zip").write_bytes(archive)
    picture = tmp_path / "two" / "gradio" / "wall.png"
    studio = make_studio(tmp_path / "two", ScriptedVendor(), max_disk_bytes=200 * MB)
    async with studio.lifespan():
        picture.parent.mkdir(parents=True)
        picture.write_bytes(png("teal"))
        studio.upload_room.arrived(VISITOR, [str(picture)])
        reference = await studio.references.keep(VISITOR, picture, "wall.png")
        assert studio.files.path(reference.sha256).samefile(picture)
        free = 50 * MB - LEAST_BYTES
        assert await refused(studio, VISITOR, free) is None
        assert await refused(studio, VISITOR, free + 1) is not None
        await studio.library_import.read(VISITOR, tmp_path / "library.zip")
        assert await refused(studio, VISITOR, free - 4 * LEAST_BYTES + 1) is not None


async def test_it_is_said_when_the_disk_is_nearly_full(tmp_path: Path) -> None:
    studio = make_studio(tmp_path, ScriptedVendor(), max_disk_bytes=10 * MB)
    transport = httpx.ASGITransport(app=Starlette(routes=health_routes(studio)))
    async with studio.lifespan(), httpx.AsyncClient(transport=transport, base_url="http://easel") as client:
        lying(tmp_path, "gradio/a", 9_200_000)
        assert (await client.get("/readyz")).json() == {"ready": True, "disk": "nearly full"}
        assert "of the 10 MB it may take" in sentence_of(await studio.notice())


async def test_a_body_without_an_end_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    env = {"EASEL_DATA_DIR": str(tmp_path), "EASEL_OPEN": "1", "EASEL_MAX_DISK": "20MB"}
    app, _, studio = served_app(Settings.from_env(env, VENDORS))
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
        sent = 0
        while sent < 100 * MB:
            sent += 65_536
            yield bytes(65_536)

    async with studio.lifespan(), browser(app) as client:
        await client.get("/config")
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        for route, status in (("upload", 413), ("easel/library", 507)):
            answer = await client.post(f"/gradio_api/{route}", content=endless(), headers=headers)
            assert answer.status_code == status
            assert "your share of this Easel is 5 MB" in answer.text
            assert sent < 15 * MB
            long = {**headers, "Content-Length": str(50 * MB)}
            assert (await client.post(f"/gradio_api/{route}", content=b"", headers=long)).status_code == status
        left = [path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_size > MB]  # noqa: ASYNC240
        assert left == []
