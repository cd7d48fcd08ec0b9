"""Signed file links: who may open what, which bytes come back and with which headers."""

import io
import re
import stat
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import numpy as np
import pytest
from file_shelf import LINKS, Shelf, asset, browser_of, job
from PIL import Image

from providers.spec import Capability
from studio.settings_in_files.embedded_settings import read_settings
from studio.settings_in_files.settings_note import Note
from ui.asking.file_links import FileLinks, content_disposition, open_links

HOUR_S = 3600.0
LABELS = ("texture", "basecolor", "height", None)


def png(size: tuple[int, int], mode: str = "RGB") -> bytes:
    rng = np.random.default_rng(7)
    if mode == "I;16":
        picture = Image.fromarray(rng.integers(0, 65535, size[::-1], dtype=np.uint16))
    else:
        picture = Image.fromarray(rng.integers(0, 255, (*size[::-1], 3), dtype=np.uint8))
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


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


async def test_a_link_with_settings_gives_a_copy_and_leaves_the_original(
    shelf: Shelf, browser: httpx.AsyncClient, tmp_path: Path
) -> None:
    content = png((64, 48))
    kept = asset("a1", await shelf.put(content), name="wall.png")
    other = asset("a2", await shelf.put(png((48, 64))), position=1, mime="image/gif", name="wall.gif")
    shelf.job = job((kept, other))
    answer = await browser.get(LINKS.asset(kept, download=True, settings=True))
    assert int(answer.headers["content-length"]) == len(answer.content) > len(content)
    assert answer.headers["content-disposition"].startswith('attachment; filename="wall.png"')
    plain = await browser.get(LINKS.asset(kept))
    assert plain.content == content
    assert plain.headers["etag"] != answer.headers["etag"]
    assert (await browser.get(LINKS.asset(other, settings=True))).content == png((48, 64)), (
        "no format that carries a note"
    )
    assert (await browser.get(LINKS.asset(kept, "thumb", settings=True))).headers["content-type"] == "image/webp"
    archive = await browser.get(f"{LINKS.archive(shelf.job, 'wall.zip')}?settings=1")
    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert opened.read("wall.png") == answer.content
        assert opened.read("wall.gif") == png((48, 64))
    (tmp_path / "copy.png").write_bytes(answer.content)
    note = read_settings(tmp_path / "copy.png")
    assert isinstance(note, Note)
    assert note.settings == shelf.job.request
    (tmp_path / "wall.zip").write_bytes(archive.content)
    assert read_settings(tmp_path / "wall.zip") == replace(note, sha256=None)


async def test_the_zip_of_a_material_holds_what_its_link_asks_for(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    content = png((64, 64))
    sha256 = await shelf.put(content)
    shelf.job = replace(
        job(tuple(asset(f"a{place}", sha256, position=place, label=label) for place, label in enumerate(LABELS))),
        capability=Capability.PBR_MATERIAL,
    )
    link = LINKS.archive(shelf.job, "red-wall.zip")
    plain = await browser.get(link)
    assert names_in(plain) == [
        *("a_wall/maps/a_wall_basecolor.png", "a_wall/maps/a_wall_height.png", "a_wall/maps/a_wall_texture.png"),
        *("a_wall/maps/a_wall_unnamed_4.png", "a_wall/manifest.json"),
    ]
    assert zipfile.ZipFile(io.BytesIO(plain.content)).read("a_wall/maps/a_wall_unnamed_4.png") == content
    assert plain.headers["content-disposition"].startswith('attachment; filename="red-wall.zip"')
    part = await browser.get(link, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, plain.content[10:20])
    chosen = names_in(await browser.get(f"{link}?targets=godot,gltf&bits=16&longest_px=512&height_exr=half"))
    assert {name.split("/")[1] for name in chosen} == {"gltf", "godot", "height_exr", "manifest.json"}
    for wrong in (
        "targets=",
        "targets=vrml",
        "targets=gltf&bits=12",
        "targets=gltf&longest_px=-1",
        "targets=gltf&bits=²",
    ):
        assert (await browser.get(f"{link}?{wrong}")).status_code == 404


async def test_a_material_as_a_3d_model_is_small(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    file = io.BytesIO()
    Image.new("RGB", (1100, 550), "teal").save(file, "PNG")
    kept = asset("a1", await shelf.put(file.getvalue()), label="basecolor")
    shelf.job = replace(job((kept,)), capability=Capability.PBR_MATERIAL)
    answer = await browser.get(LINKS.model(shelf.job, "wall.glb"))
    start = answer.content.index(b"\x89PNG")
    assert Image.open(io.BytesIO(answer.content[start:])).size == (1024, 512)
    assert (await browser.get(LINKS.model(replace(shelf.job, id="job-2"), "wall.glb"))).status_code == 404
    shelf.job = replace(shelf.job, outputs=())
    assert (await browser.get(LINKS.model(shelf.job, "wall.glb"))).status_code == 404


async def test_a_material_that_cannot_be_read_is_said(shelf: Shelf, browser: httpx.AsyncClient) -> None:
    broken = asset("a1", await shelf.put(png((64, 64))), label="height")
    shelf.job = replace(job((broken,)), capability=Capability.PBR_MATERIAL)
    shelf.files.path(broken.sha256).write_bytes(b"GIF89a, cut off")
    answer = await browser.get(f"{LINKS.archive(shelf.job, 'wall.zip')}?targets=ambientcg")
    assert answer.status_code == 409
    assert answer.text == "A map of this material is damaged and cannot be exported. Download it alone."


def names_in(answer: httpx.Response) -> list[str]:
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return archive.namelist()


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
