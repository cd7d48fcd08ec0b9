"""What was paid for is kept whatever it is: as a file under its own name where Easel cannot show it."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from scripted_vendor import OWNER, ScriptedVendor, finished, open_studio, png, run_job
from tiny_files import CLIP, picture

from providers.task import Output
from studio.files.file_kinds import KIND_WORDS, is_text, kind_of
from studio.files.file_store import FileStore
from studio.ledger.job import JobState
from studio.library.library_search import Sought

BOX = b"\0\0\0\x18ftyp"
RESULTS: tuple[tuple[bytes, str], ...] = (
    (BOX + b"heic\0\0\0\0mif1heic" + bytes(40), "heic"),
    (picture(kind="TIFF"), "tiff"),
    (picture(kind="JPEG2000"), "jp2"),
    (b"\xff\x0a" + bytes(range(200)), "jxl"),
    (picture((16, 16), kind="ICO"), "ico"),
    (b"8BPS\0\x01" + bytes(60), "psd"),
    (b"v/1\x01\x02\0\0\0" + bytes(60), "exr"),
    (b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n\x80\x80\x80\x80", "hdr"),
    (b"\x1a\x45\xdf\xa3\xa3\x42\x82\x88matroska" + bytes(60), "mkv"),
    (b"RIFF\x40\0\0\0AVI LIST" + bytes(60), "avi"),
    (b"FLV\x01\x05\0\0\0\x09" + bytes(60), "flv"),
    (b"".join(b"G" + bytes(187) for _ in range(4)), "ts"),
    (b"ID3\x04\0\0\0\0\0\x00" + bytes(60), "mp3"),
    (b"RIFF\x40\0\0\0WAVEfmt " + bytes(60), "wav"),
    (BOX + b"M4A \0\0\0\0" + bytes(60), "m4a"),
    (b"OggS\0\x02" + bytes(60), "ogg"),
    (b"PK\x03\x04" + bytes(60), "zip"),
    (b"glTF\x02\0\0\0" + bytes(60), "glb"),
    (bytes(range(256)), "bin"),
    (b"\xde\xad\xbe\xef" * 9, "bin"),
)
TEXTS = (
    b"", b"<!doctype html><h1>Sorry", b"\n\n <html>\xff\xfe", b'{"error": "none"}', b"<?xml version='1.0'?><Error/>",
    b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"Internal Server Error", "<html>稍后再试".encode("gbk"),
    "系统错误".encode()[:-1], "\ufeff<html>later".encode("utf-16-le"), b"\xef\xbb\xbf[]",
)  # fmt: skip


@pytest.mark.parametrize(("content", "suffix"), RESULTS, ids=lambda each: each if isinstance(each, str) else "")
def test_a_file_is_known_by_its_bytes(content: bytes, suffix: str) -> None:
    assert kind_of(content) == suffix
    assert suffix in KIND_WORDS
    assert not is_text(content)


@pytest.mark.parametrize("content", TEXTS)
def test_a_text_is_no_result(content: bytes) -> None:
    assert is_text(content)


async def test_results_that_cannot_be_shown_are_kept_byte_for_byte(tmp_path: Path) -> None:
    contents = [*(content for content, _ in RESULTS), picture(kind="AVIF"), CLIP[:-1], png()[:60]]
    vendor = ScriptedVendor(polls=[finished(*(Output("image", data=content) for content in (*contents, *TEXTS[1:4])))])
    async with open_studio(tmp_path, vendor) as studio:
        job = await run_job(studio)
        assert (job.state, job.charged) == (JobState.SUCCEEDED, "yes")
        assert [studio.files.path(asset.sha256).read_bytes() for asset in job.outputs] == contents
        suffixes = [asset.name.rpartition(".")[2] for asset in job.outputs]
        assert suffixes == [*(suffix for _, suffix in RESULTS), "avif", "mp4", "png"]
        kinds = [asset.kind for asset in job.outputs]
        assert kinds == [*["file"] * len(RESULTS), "image", "video", "file"]
        assert {asset.mime for asset in job.outputs if asset.kind == "file"} == {"application/octet-stream"}
        assert job.outputs[-1].name.endswith("-damaged.png")
        with Image.open(await studio.files.ensure_thumbnail(job.outputs[0].sha256)) as card:
            assert card.size == (384, 384)
        await studio.library.complete()
        files = await studio.library.page(OWNER, Sought(shown_as="file"), limit=100)
        assert len(files) == len(RESULTS) + 1


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(60), png()[:60]])
async def test_an_upload_is_still_a_picture_or_video(tmp_path: Path, content: bytes) -> None:
    store = FileStore(tmp_path)
    store.open()
    path = tmp_path / "brought"
    path.write_bytes(content)
    with pytest.raises(Exception, match=r"picture|broken"):
        await store.keep_copy(path)
    store.close()


def test_archives_of_words_are_not_texts() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "words")
    assert kind_of(file.getvalue()) == "zip"
