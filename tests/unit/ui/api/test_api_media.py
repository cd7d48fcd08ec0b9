"""Only links and files that were uploaded here get into a request."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from studio.errors import NotMedia
from studio.references.references import References
from ui.api.api_media import MediaRefused, kept_media
from ui.asking.claims import Uploads
from ui.asking.page import Visit


@dataclass
class Kept:
    value: str


@dataclass
class KeepingReferences:
    """Takes the place of References: keeps names, opens nothing."""

    kept: list[tuple[str, Path, str]] = field(default_factory=list)
    refuse: str | None = None

    async def keep(self, owner: str, path: Path, name: str) -> Kept:
        if self.refuse:
            raise NotMedia(self.refuse)
        self.kept.append((owner, path, name))
        return Kept("easel:" + "0" * 64)


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    folder.mkdir()
    return folder


async def result_of(references: KeepingReferences, value: object, *uploaded: Path) -> object:
    visit = Visit("ada", Uploads())
    for path in uploaded:
        visit.uploads.uploaded(str(path), "ada")
    return await kept_media(cast(References, references), visit, value)


def handed(path: object, name: str | None = None) -> dict[str, Any]:
    return {"path": str(path), "orig_name": name, "meta": {"_type": "gradio.FileData"}}


async def test_an_upload_is_kept_under_its_own_name(uploads: Path) -> None:
    (uploads / "hash").mkdir()
    file = uploads / "hash" / "cat.png"
    file.write_bytes(b"x")
    references = KeepingReferences()
    value = await result_of(references, [handed(file, "my cat.png"), "https://example.com/a.png", str(file)], file)
    kept = "easel:" + "0" * 64
    assert value == [kept, "https://example.com/a.png", kept]
    assert references.kept == [("ada", file, "my cat.png"), ("ada", file, "cat.png")]


async def test_links_and_anything_else_pass_for_the_request_class_to_judge(uploads: Path) -> None:
    references = KeepingReferences()
    for value in ("https://example.com/a.png", "data:image/png;base64,AAAA", "easel:" + "1" * 64, "", 7, None):
        assert await result_of(references, value) == value
    assert await result_of(references, handed("https://example.com/a.png")) == "https://example.com/a.png"
    assert references.kept == []


async def test_paths_that_were_not_uploaded_are_refused(uploads: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    (uploads / "link.png").symlink_to(secret)
    (uploads / "other.png").write_bytes(b"x")
    names = ("../secret.png", "link.png", "missing.png", "other.png", "")
    inside = [uploads / name for name in names]
    references = KeepingReferences()
    for path in [secret, "/etc/passwd", *inside]:
        for value in (handed(path), str(path), [str(path)]):
            with pytest.raises(MediaRefused, match="paths on the server are not opened"):
                await result_of(references, value)
    for odd in (handed("\0"), handed("secret.png"), {"path": 3}, {}):
        with pytest.raises(MediaRefused):
            await result_of(references, odd)
    assert references.kept == []


async def test_a_file_that_is_no_picture_says_so(uploads: Path) -> None:
    file = uploads / "notes.txt"
    file.write_text("words")
    with pytest.raises(MediaRefused, match="no picture"):
        await result_of(KeepingReferences(refuse="This is no picture."), handed(file), file)


async def test_the_upload_of_somebody_else_is_refused(uploads: Path) -> None:
    file = uploads / "cat.png"
    file.write_bytes(b"x")
    visit = Visit("ada", Uploads())
    visit.uploads.uploaded(str(file), "bob")
    references = KeepingReferences()
    with pytest.raises(MediaRefused):
        await kept_media(cast(References, references), visit, handed(file))
    visit.uploads.uploaded(str(file), "ada")  # the same bytes, sent by both
    assert await kept_media(cast(References, references), visit, handed(file)) == "easel:" + "0" * 64
