"""Signed file links: who may open what, which bytes come back and with which headers."""

import io
import json
import re
import stat
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import numpy as np
import pytest
from PIL import Image
from starlette.applications import Starlette

from providers.spec import Capability
from studio.errors import NotFound
from studio.files import FileStore
from studio.job import Asset, Job, JobState
from studio.library import LibraryItem
from ui.archives import unique_names
from ui.claims import Uploads
from ui.file_links import FileLinks, content_disposition, open_links
from ui.file_route import file_routes
from ui.page import VISIT, Visit

LINKS = FileLinks(b"a secret of thirty-two bytes ...")
NOW = datetime(2026, 5, 1, tzinfo=UTC)
HOUR_S = 3600.0


def png(size: tuple[int, int], mode: str = "RGB") -> bytes:
    rng = np.random.default_rng(7)
    if mode == "I;16":
        picture = Image.fromarray(rng.integers(0, 65535, size[::-1], dtype=np.uint16))
    else:
        picture = Image.fromarray(rng.integers(0, 255, (*size[::-1], 3), dtype=np.uint8))
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


def asset(id_: str, sha256: str, owner: str = "ada", **facts: Any) -> Asset:
    usual = Asset(
        id=id_, owner=owner, job_id="job-1", position=0, kind="image", label=None, label_certain=True, sha256=sha256,
        mime="image/png", name="wall.png", width=64, height=48, duration_s=None, bytes=1, created_at=NOW,
    )  # fmt: skip
    return replace(usual, **facts)


def job(outputs: tuple[Asset, ...], owner: str = "ada") -> Job:
    return Job(
        id="job-1", owner=owner, endpoint="foxapi_wan_2_7_image", provider="foxapi", model="wan-2.7-image",
        capability=Capability.TEXT_TO_IMAGE, sandbox=True, request={"prompt": "A wall"}, state=JobState.SUCCEEDED,
        charged="no", progress_percent=None, message="Done.", error=None, error_field=None, task_id="t", cost_note=None,
        stopping=False, created_at=NOW, submitted_at=NOW, finished_at=NOW, expected_s=None, outputs=outputs,
    )  # fmt: skip


class Shelf:
    """A studio of one job: answers what the file route asks of library, jobs and references."""

    def __init__(self, data_dir: Path) -> None:
        self.settings = SimpleNamespace(data_dir=data_dir)
        self.files = FileStore(data_dir)
        self.files.open()
        self.library = self.jobs = self.references = self
        self.job = job(())
        self.uploads: dict[str, SimpleNamespace] = {}

    async def put(self, content: bytes) -> str:
        partial = self.files.new_partial()
        partial.write_bytes(content)
        return (await self.files.keep(partial)).sha256

    async def get(self, owner: str, id_: str) -> Any:
        if owner != self.job.owner:
            raise NotFound("not yours")
        if id_ == self.job.id:
            return self.job
        for one in self.job.outputs:
            if one.id == id_:
                return LibraryItem(one, self.job)
        raise NotFound("gone")

    async def info(self, owner: str, value: str) -> Any:
        if value not in self.uploads or owner != "ada":
            raise NotFound("gone")
        return self.uploads[value]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def browser_of(owner: str, shelf: Shelf, links: FileLinks = LINKS) -> httpx.AsyncClient:
    app = Starlette(routes=file_routes(shelf, links))  # type: ignore[arg-type]

    async def as_owner(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, VISIT: Visit(owner, Uploads())}, receive, send)

    return httpx.AsyncClient(transport=httpx.ASGITransport(as_owner), base_url="http://easel.test")


@pytest.fixture
async def browser(shelf: Shelf) -> AsyncIterator[httpx.AsyncClient]:
    async with browser_of("ada", shelf) as client:
        yield client


async def test_the_original_bytes_come_back_untouched_and_may_be_kept(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    content = png((64, 48))
    kept = asset("a1", await shelf.put(content), name="红砖墙.png")
    shelf.job = job((kept,))
    answer = await browser.get(LINKS.asset(kept, download=True))
    assert answer.content == content
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"___.png\"; filename*=UTF-8''%E7%BA%A2%E7%A0%96%E5%A2%99.png"
    )
    max_age = re.fullmatch(r"private, max-age=(\d+), immutable", answer.headers["cache-control"])
    assert max_age
    assert 12 * HOUR_S <= int(max_age[1]) <= 24 * HOUR_S
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    again = await browser.get(LINKS.asset(kept), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_ranges_let_a_video_seek(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    content = png((64, 48))
    kept = asset("a1", await shelf.put(content))
    shelf.job = job((kept,))
    part = await browser.get(LINKS.asset(kept), headers={"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.content == content[10:20]
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.replace("/original/", "/thumb/"),
        lambda path: path.replace("/a1/", "/a2/"),
        lambda path: path.replace(".", ".0", 1),
        lambda path: path.replace("/file/", "/file/!"),
        lambda path: path.replace("/file/", "/file/1"),
        lambda path: path.replace(LINKS.asset(asset("a1", "")).split("/")[4], f"{LINKS.period}.é"),
    ],
)
async def test_a_signature_opens_only_what_it_was_made_for(
    shelf: Shelf, browser: httpx.AsyncClient, change: Any
) -> None:
    sha256 = await shelf.put(png((64, 48)))
    shelf.job = job((asset("a1", sha256), asset("a2", sha256)))
    path = LINKS.asset(shelf.job.outputs[0])
    assert (await browser.get(path)).status_code == 200
    assert (await browser.get(change(path))).status_code == 404


async def test_a_link_opens_for_its_owner_only(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    sha256 = await shelf.put(png((64, 48)))
    shelf.job = job((asset("a1", sha256),))
    async with browser_of("bob", shelf) as other:
        assert (await other.get(LINKS.asset(shelf.job.outputs[0]))).status_code == 404
        assert (await other.get(LINKS.archive(shelf.job, "wall.zip"))).status_code == 404
    assert (await browser.get(LINKS.asset(asset("a1", sha256, owner="bob")))).status_code == 404
    other_installation = FileLinks(b"another secret of 32 bytes .....")
    assert (await browser.get(other_installation.asset(shelf.job.outputs[0]))).status_code == 404


async def test_a_link_stays_the_same_for_half_a_day_and_dies_within_a_day(shelf: Shelf) -> None:
    now_s = [0.0]
    links = FileLinks(LINKS.secret, lambda: now_s[0])
    kept = asset("a1", await shelf.put(png((64, 48))))
    shelf.job = job((kept,))
    first = links.asset(kept)
    async with browser_of("ada", shelf, links) as browser:
        for hour, same, status in ((11.9, True, 200), (12.1, False, 200), (23.9, False, 200), (24.1, False, 404)):
            now_s[0] = hour * HOUR_S
            assert (links.asset(kept) == first) is same
            answer = await browser.get(first)
            assert answer.status_code == status
            if status == 200:
                left_s = int(answer.headers["cache-control"].split("max-age=")[1].split(",")[0])
                assert left_s == pytest.approx((24 - hour) * HOUR_S, abs=1)


async def test_a_deleted_file_is_gone_for_links_made_before(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    kept = asset("a1", await shelf.put(png((64, 48))))
    shelf.job = job(())
    assert (await browser.get(LINKS.asset(kept))).status_code == 404


async def test_a_preview_fits_the_screen_and_a_deep_height_map_keeps_its_greys(
    shelf: Shelf, browser: httpx.AsyncClient
) -> None:
    content = png((2600, 1300), "I;16")
    kept = asset("a1", await shelf.put(content), label="height")
    shelf.job = job((kept,))
    answer = await browser.get(LINKS.asset(kept, "preview"))
    preview = Image.open(io.BytesIO(answer.content))
    assert (preview.format, preview.size) == ("JPEG", (2048, 1024))
    assert 120 < float(np.asarray(preview.convert("L")).mean()) < 135  # clipped to 8 bits it would be white
    thumb = Image.open(io.BytesIO((await browser.get(LINKS.asset(kept, "thumb"))).content))
    assert (thumb.format, max(thumb.size)) == ("WEBP", 384)


async def test_a_small_picture_is_its_own_preview(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    content = png((64, 48))
    kept = asset("a1", await shelf.put(content))
    shelf.job = job((kept,))
    assert (await browser.get(LINKS.asset(kept, "preview"))).content == content


async def test_what_no_browser_should_show_is_only_ever_saved(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    kept = asset("a1", await shelf.put(png((64, 48))), mime="text/html", kind="file", name="page.html")
    shelf.job = job((kept,))
    answer = await browser.get(LINKS.asset(kept))
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


async def test_references_have_thumbnails_for_their_owner_only(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    sha256 = await shelf.put(png((900, 600)))
    info = SimpleNamespace(mime="image/png")
    shelf.uploads[f"easel:{sha256}"] = SimpleNamespace(sha256=sha256, name="photo.png", info=info)
    answer = await browser.get(LINKS.reference("ada", sha256))
    assert Image.open(io.BytesIO(answer.content)).size == (384, 256)
    assert (await browser.get(LINKS.reference("bob", sha256))).status_code == 404


async def test_the_zip_holds_every_original_once(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    contents = [png((64, 48)), png((48, 64))]
    first, second = [await shelf.put(content) for content in contents]
    outputs = (asset("a1", first, name="wall.png"), asset("a2", second, position=1, name="wall.png"))
    shelf.job = job(outputs)
    answer = await browser.get(LINKS.archive(shelf.job, "wall.zip"))
    assert answer.headers["content-type"] == "application/zip"
    assert int(answer.headers["content-length"]) == len(answer.content)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(
            zip(["wall.png", "wall-2.png"], contents, strict=True)
        )
    assert (await browser.get(LINKS.archive(job(outputs, owner="bob"), "wall.zip"))).status_code == 404


async def test_the_zip_of_a_material_names_its_maps_and_says_how_it_was_made(
    shelf: Shelf, browser: httpx.AsyncClient
) -> None:
    labels = ("texture", "basecolor", "height", None)
    sha256 = await shelf.put(png((64, 64)))
    outputs = tuple(
        asset(f"a{place}", sha256, position=place, label=label, label_certain=label != "height", name="red-wall.png")
        for place, label in enumerate(labels)
    )
    secret_source = "easel:" + "d" * 64
    shelf.job = replace(
        job(outputs),
        capability=Capability.PBR_MATERIAL,
        endpoint="foxapi_patina_material",
        model="patina-material",
        request={"prompt": "Red wall", "image_size": 64, "image_url": secret_source},
    )
    answer = await browser.get(LINKS.archive(shelf.job, "red-wall.zip"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
    pictures = ["red-wall_basecolor.png", "red-wall_height.png", "red-wall_texture.png", "unnamed-4-red-wall.png"]
    assert names == [*pictures, "manifest.json"]
    assert (manifest["prompt"], manifest["model"], manifest["sandbox"]) == ("Red wall", "Patina", True)
    assert manifest["settings"] == {"prompt": "Red wall", "image_size": 64}
    assert manifest["guessed_maps"] == ["height"]


def test_the_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = open_links(tmp_path / "data")
    [path] = (tmp_path / "data").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_links(tmp_path / "data").secret == first.secret
    assert open_links(tmp_path / "elsewhere").secret != first.secret
    assert first.secret.hex() not in repr(first)
    path.write_bytes(b"short")
    with pytest.raises(ValueError, match="Delete it"):
        open_links(tmp_path / "data")


def test_a_download_name_cannot_break_its_header() -> None:
    header = content_disposition("attachment", 'a"b\\c\r\nX: y%.png')
    assert "\r" not in header
    assert "\n" not in header
    assert header.startswith('attachment; filename="a_b_c__X: y_.png"; ')


def test_names_in_a_zip_differ() -> None:
    named = tuple(asset(str(place), "", name=name) for place, name in enumerate(["a.png", "a.png", "a-2.png", "b"]))
    assert unique_names(named) == ["a.png", "a-2.png", "a-2-2.png", "b"]
