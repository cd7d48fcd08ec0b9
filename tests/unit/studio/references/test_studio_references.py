"""Uploads: what a file really is, whether a model takes it, and that it is uploaded once."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from scripted_vendor import OWNER, Edit, Picture, QuickTime, ScriptedVendor, open_studio, opened, png, run_job

from providers.errors import InvalidRequest, NoBalance, NotSent, ProviderError, Unavailable
from providers.happened import only_text
from providers.provider import Hosted
from providers.spec import Media
from studio.errors import FieldErrors, NotFound, NotMedia
from studio.files.file_store import FileStore
from studio.files.inspection import MediaInfo, inspect
from studio.ledger.job import JobState
from studio.references.references import breach
from studio.sentences.sentences import sentence_of


def image_bytes(format_name: str, mode: str = "RGB", size: tuple[int, int] = (300, 260), **options: object) -> bytes:
    file = io.BytesIO()
    noise = Image.effect_noise(size, 40)
    if mode == "I;16":
        image = Image.fromarray(np.asarray(noise, np.uint16) * 257)
    else:
        image = noise.convert(mode)
        if mode == "RGBA":
            image.putalpha(noise)
    image.save(file, format_name, **options)
    return file.getvalue()


def video_bytes(container: str, codec: str, frames: int = 12) -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=24)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number * 9, np.uint8), format="rgb24")
            output.mux(stream.encode(frame))
        output.mux(stream.encode())
    return file.getvalue()


def written(tmp_path: Path, content: bytes, name: str = "upload") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


IMAGES: tuple[tuple[str, bytes, str, bool], ...] = (
    ("jpeg", image_bytes("JPEG"), "jpeg", False),
    ("cmyk jpeg", image_bytes("JPEG", "CMYK"), "jpeg", False),
    ("grey jpeg", image_bytes("JPEG", "L"), "jpeg", False),
    ("png", image_bytes("PNG"), "png", False),
    ("png with alpha", image_bytes("PNG", "RGBA"), "png", True),
    ("png with palette", image_bytes("PNG", "P"), "png", False),
    ("png with a clear colour", image_bytes("PNG", "P", transparency=3), "png", True),
    ("16-bit png", image_bytes("PNG", "I;16"), "png", False),
    ("webp", image_bytes("WEBP"), "webp", False),
    ("webp with alpha", image_bytes("WEBP", "RGBA"), "webp", True),
    ("bmp", image_bytes("BMP"), "bmp", False),
    ("gif", image_bytes("GIF", "P"), "gif", False),
)


@pytest.mark.parametrize(("name", "content", "format_name", "alpha"), IMAGES, ids=[each[0] for each in IMAGES])
async def test_pictures_are_recognised_and_drawn_small(
    name: str, content: bytes, format_name: str, alpha: bool, tmp_path: Path
) -> None:
    info = inspect(written(tmp_path, content, "lying-name.txt"))
    assert (info.kind, info.format, info.has_alpha) == ("image", format_name, alpha)
    assert (info.width, info.height, info.bytes, info.duration_s) == (300, 260, len(content), None)
    store = FileStore(tmp_path / "data")
    store.open()
    stored = await store.keep_copy(tmp_path / "lying-name.txt")
    assert store.path(stored.sha256).read_bytes() == content
    with Image.open(store.thumbnail(stored.sha256)) as small:
        assert (small.format, small.size) == ("WEBP", (300, 260))
        assert np.asarray(small.convert("L")).std() > 5, "an empty thumbnail"


@pytest.mark.parametrize(
    ("container", "codec", "format_name"), [("mp4", "mpeg4", "mp4"), ("mov", "mpeg4", "mov"), ("webm", "vp9", "webm")]
)
async def test_videos_are_probed_and_get_a_poster(container: str, codec: str, format_name: str, tmp_path: Path) -> None:
    content = video_bytes(container, codec)
    info = inspect(written(tmp_path, content))
    assert (info.kind, info.format, info.width, info.height) == ("video", format_name, 64, 48)
    assert info.duration_s == pytest.approx(0.5, abs=0.05)
    store = FileStore(tmp_path / "data")
    store.open()
    stored = await store.keep_copy(tmp_path / "upload")
    with Image.open(store.thumbnail(stored.sha256)) as poster:
        assert (poster.format, poster.size) == ("WEBP", (64, 48))


BOMB = Image.new("1", (20_000, 20_000))
REFUSED: tuple[tuple[str, bytes, str], ...] = (
    ("text", b"hello", "no picture or video"),
    ("nothing", b"", "no picture or video"),
    ("page", b"<html><img></html>", "no picture or video"),
    ("vector", b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "no picture or video"),
    ("pdf", b"%PDF-1.7 " + bytes(100), "no picture or video"),
    ("cut picture", image_bytes("PNG")[:5000], "broken or cut off"),
    ("cut jpeg", image_bytes("JPEG")[:3000], "broken or cut off"),
    ("only a signature", b"\x89PNG\r\n\x1a\n", "broken or cut off"),
    ("cut video", video_bytes("mp4", "mpeg4")[:300], "broken or cut off"),
    ("video signature", b"\0\0\0\x18ftypisom" + bytes(200), "broken or cut off"),
    ("sound", b"\0\0\0\x18ftypM4A " + bytes(200), "no picture or video"),
)


@pytest.mark.parametrize(("name", "content", "says"), REFUSED, ids=[each[0] for each in REFUSED])
async def test_what_is_no_media_is_refused(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(NotMedia, match=says):
        inspect(written(tmp_path, content))
    store = FileStore(tmp_path / "data")
    store.open()
    with pytest.raises(NotMedia):
        await store.keep_copy(tmp_path / "upload")
    assert not [path for path in (tmp_path / "data").rglob("*") if path.is_file()]


def test_pixel_bombs_are_not_decoded(tmp_path: Path) -> None:
    file = io.BytesIO()
    BOMB.save(file, "PNG")
    assert len(file.getvalue()) < 100_000
    with pytest.raises(NotMedia, match="too many"):
        inspect(written(tmp_path, file.getvalue()))


# --- what a model takes ----------------------------------------------------------------------------------------------

FINE = MediaInfo("image", "png", "image/png", 1000, 800, None, 1_000_000, False)
RULES = Media(
    "image",
    formats=("jpeg", "png", "bmp", "webp"),
    max_bytes=20 * 1024 * 1024,
    min_side_px=240,
    max_side_px=8000,
    max_aspect=8,
    png_alpha=False,
)


def with_facts(**facts: object) -> MediaInfo:
    return MediaInfo(**(vars(FINE) | facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("info", "says"),
    [
        (FINE, None),
        (with_facts(bytes=20 * 1024 * 1024), None),
        (
            with_facts(bytes=21 * 1024 * 1024),
            "Picture 2 is 21 MB; this model takes at most 20 MB. Use a smaller file.",
        ),
        (with_facts(bytes=20 * 1024 * 1024 + 1), "Picture 2 is 20.1 MB; this model takes at most 20 MB."),
        (with_facts(format="gif"), "Picture 2 is a GIF file; this model takes JPEG, PNG, BMP and WebP."),
        (with_facts(kind="video", format="mp4"), "Picture 2 is a video; this field takes pictures."),
        (with_facts(width=239), "Picture 2 is 239 x 800 px; this model takes at least 240 px on each side."),
        (with_facts(width=240, height=240), None),
        (with_facts(height=8001), "this model takes at most 8000 px on each side. Make it smaller."),
        (with_facts(width=2401, height=300), "this model takes pictures up to 8 times as long as wide. Crop it."),
        (with_facts(width=300, height=2400), None),
        (with_facts(has_alpha=True), "Picture 2 is a PNG with transparency, which this model does not take."),
        (with_facts(has_alpha=True, format="webp"), None),
        (with_facts(has_alpha=True, format="bmp"), None),
    ],
)
def test_rules(info: MediaInfo, says: str | None) -> None:
    problem = breach(info, RULES, only_text("Picture 2"))
    assert problem is None if says is None else says in sentence_of([problem] if problem else [])


async def test_a_bad_file_is_named_by_field_and_starts_no_job(tmp_path: Path) -> None:
    vendor = ScriptedVendor()
    async with open_studio(tmp_path / "data", vendor) as studio:
        fine = await studio.references.keep(OWNER, written(tmp_path, image_bytes("PNG")), "fine.png")
        small = await studio.references.keep(OWNER, written(tmp_path, png()), "small.png")
        video = await studio.references.keep(OWNER, written(tmp_path, video_bytes("webm", "vp9")), "clip.webm")
        request = Edit(images=[fine.value, small.value], mask=video.value, videos=[fine.value, video.value])
        with pytest.raises(FieldErrors) as caught:
            await studio.jobs.start(OWNER, request)
        assert await studio.jobs.recent(OWNER) == []
    assert caught.value.fields == {
        "images": "Picture 2 is 60 x 40 px; this model takes at least 240 px on each side. Use a larger one.",
        "mask": "The mask is a video; this field takes pictures. Choose another file.",
        "videos": "Video 1 is a picture; this field takes videos. Choose another file.",
    }
    assert vendor.submitted == []
    assert vendor.hosted == []


async def test_links_are_left_to_the_vendor(tmp_path: Path) -> None:
    vendor = ScriptedVendor()
    async with open_studio(tmp_path, vendor) as studio:
        with pytest.raises(FieldErrors, match="neither a file nor a link"):
            await studio.references.check(OWNER, Edit(images=["C:\\picture.png"]))
        job = await run_job(studio, Edit(images=["https://pictures.example/a.png"]))
    assert job.state is JobState.SUCCEEDED
    assert vendor.submitted[0].images == ["https://pictures.example/a.png"]  # type: ignore[attr-defined]
    assert vendor.hosted == []


async def test_references_belong_to_their_owner(tmp_path: Path) -> None:
    async with open_studio(tmp_path / "data", ScriptedVendor()) as studio:
        kept = await studio.references.keep("ann", written(tmp_path, image_bytes("PNG")), "a.png")
        assert (await studio.references.info("ann", kept.value)) == kept
        with pytest.raises(NotFound):
            await studio.references.info("bob", kept.value)
        with pytest.raises(FieldErrors, match="Picture 1 is no longer stored"):
            await studio.references.check("bob", Edit(images=[kept.value]))
        with pytest.raises(FieldErrors, match="no longer stored"):
            await studio.references.check("ann", Edit(images=["easel:../../etc/passwd"]))


async def test_a_result_becomes_a_reference(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        asset = (await run_job(studio)).outputs[0]
        kept = await studio.references.from_asset(OWNER, asset.id)
        assert (kept.sha256, kept.name, kept.info.width) == (asset.sha256, asset.name, asset.width)
        with pytest.raises(NotFound):
            await studio.references.from_asset("bob", asset.id)


# --- making them reachable -------------------------------------------------------------------------------------------


async def test_a_file_is_uploaded_once_and_again_before_it_expires(tmp_path: Path) -> None:
    time = QuickTime()
    vendor = ScriptedVendor(hosts=[Hosted("https://cdn.example/1", 72 * 3600), Hosted("https://cdn.example/2", 3600)])
    async with open_studio(tmp_path / "data", vendor, clock=time.clock) as studio:
        kept = await studio.references.keep(OWNER, written(tmp_path, image_bytes("PNG")), "a.png")
        request = Edit(images=[kept.value, kept.value])
        await run_job(studio, request)
        await run_job(studio, request)
        assert len(vendor.hosted) == 1
    async with open_studio(tmp_path / "data", vendor, clock=time.clock) as studio:
        time.passed_s += timedelta(hours=70).total_seconds()
        await run_job(studio, request)
        assert len(vendor.hosted) == 1
        time.passed_s += timedelta(hours=1, minutes=1).total_seconds()
        job = await run_job(studio, request)
    assert len(vendor.hosted) == 2
    sent = [request.images for request in vendor.submitted]  # type: ignore[attr-defined]
    assert sent == [["https://cdn.example/1"] * 2] * 3 + [["https://cdn.example/2"] * 2]
    assert job.request["images"] == [kept.value, kept.value]
    assert (vendor.hosted[0].mime, vendor.hosted[0].sha256) == ("image/png", kept.sha256)


REFUSALS: tuple[tuple[ProviderError, int], ...] = (
    (InvalidRequest("no such picture", vendor_code="invalid_image_url"), 2),
    (InvalidRequest("images[0]: cannot be read", field="images"), 2),
    (InvalidRequest("prompt: too long", field="prompt"), 1),
    (NoBalance("empty"), 1),
)


@pytest.mark.parametrize(("refusal", "uploads"), REFUSALS, ids=lambda each: str(each))
async def test_an_upload_that_a_vendor_threw_out_is_made_anew_by_running_again(
    refusal: ProviderError, uploads: int, tmp_path: Path
) -> None:
    hosts = [Hosted(f"https://cdn.example/{n}", 72 * 3600) for n in (1, 2)]
    vendor = ScriptedVendor([refusal, opened()], hosts=hosts)
    async with open_studio(tmp_path / "data", vendor) as studio:
        kept = await studio.references.keep(OWNER, written(tmp_path, image_bytes("PNG")), "a.png")
        job = await run_job(studio, Edit(images=[kept.value]))
        assert (job.state, job.charged, len(vendor.submitted)) == (JobState.FAILED, "no", 1)
        again = await studio.recourse.run_again(OWNER, job.id)
        assert (await studio.jobs.wait(OWNER, again.id, 10)).state is JobState.SUCCEEDED
    assert len(vendor.hosted) == uploads
    assert vendor.submitted[1].images == [f"https://cdn.example/{uploads}"]  # type: ignore[attr-defined]


async def test_data_uris_and_sandbox_uploads_are_not_remembered_over_a_restart(tmp_path: Path) -> None:
    for name, vendor, sandbox in (
        ("data", ScriptedVendor(hosts=[Hosted("data:image/png;base64,AAAA", None)]), False),
        ("sandbox", ScriptedVendor(), True),
    ):
        for _ in range(2):
            async with open_studio(tmp_path / name, vendor, sandbox=sandbox) as studio:
                kept = await studio.references.keep(OWNER, written(tmp_path, image_bytes("JPEG")), "a.jpg")
                await run_job(studio, Edit(images=[kept.value]))
        assert len(vendor.hosted) == 2, name


async def test_uploads_are_tried_again_and_refusals_cost_nothing(tmp_path: Path) -> None:
    shaky = ScriptedVendor(hosts=[Unavailable("502"), NotSent("refused"), Hosted("https://cdn.example/1", 3600 * 72)])
    refused = ScriptedVendor(hosts=[InvalidRequest("bad picture")])
    for name, vendor, state, submits in (("a", shaky, JobState.SUCCEEDED, 1), ("b", refused, JobState.FAILED, 0)):
        async with open_studio(tmp_path / name, vendor) as studio:
            kept = await studio.references.keep(OWNER, written(tmp_path, image_bytes("PNG")), "a.png")
            job = await run_job(studio, Edit(images=[kept.value]))
        assert (job.state, len(vendor.submitted)) == (state, submits)
    assert (job.charged, job.error) == ("no", "bad picture")


async def test_a_vendor_that_answers_an_upload_with_an_error_is_not_called_out_of_reach(tmp_path: Path) -> None:
    told: list[str] = []
    time = QuickTime()
    vendor = ScriptedVendor(hosts=[Unavailable("busy", status=503)])

    async def sleep(seconds: float) -> None:
        told.append(sentence_of((await studio.jobs.recent(OWNER))[0].happened))

    async with open_studio(tmp_path / "data", vendor, clock=replace(time.clock, sleep=sleep)) as studio:
        kept = await studio.references.keep(OWNER, written(tmp_path, image_bytes("PNG")), "a.png")
        job = await run_job(studio, Edit(images=[kept.value]))
    assert told[0] == "Scripted does not take files at the moment; nothing was sent yet. Trying again in 2 s."
    assert "did not take a file (it answered 503), so the request was not sent. Nothing was charged." in sentence_of(
        job.happened
    )


async def test_a_vanished_file_fails_without_charge(tmp_path: Path) -> None:
    vendor = ScriptedVendor(max_concurrent=1)
    async with open_studio(tmp_path / "data", vendor) as studio:
        kept = await studio.references.keep(OWNER, written(tmp_path, image_bytes("PNG")), "a.png")
        await studio.machinery.runner.stop(1)
        job = await studio.jobs.start(OWNER, Edit(images=[kept.value]))
        studio.files.path(kept.sha256).unlink()
    async with open_studio(tmp_path / "data", vendor) as studio:
        job = await studio.jobs.wait(OWNER, job.id, 10)
        assert isinstance(await run_job(studio, Picture()), type(job))
    assert (job.state, job.charged) == (JobState.FAILED, "no")
    assert "no longer stored. Add it again. Nothing was charged." in sentence_of(job.happened)
