"""Settings inside downloads: they come back as they were, and the file stays what it was."""

import contextlib
import io
import json
import struct
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from file_shelf import asset
from file_shelf import job as usual_job
from full_settings import FULL, KEPT
from PIL import Image, PngImagePlugin

from providers.catalogue import REQUESTS
from studio.files.inspection import inspect
from studio.ledger.job import Asset, Job
from studio.settings_in_files import settings_note
from studio.settings_in_files.carriers.splice import Spliced
from studio.settings_in_files.embedded_settings import SettingsUnreadable, read_settings, with_note
from studio.settings_in_files.settings_note import MAX_NOTE_BYTES, Note, note_text

CASES = [(endpoint, settings) for endpoint, cases in FULL.items() for settings in cases]
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="image/jpeg"/>'
    b"</rdf:RDF></x:xmpmeta>"
)


def picture(mode: str = "RGB", size: tuple[int, int] = (33, 21)) -> Image.Image:
    rng = np.random.default_rng(5)
    channels = {"RGB": 3, "RGBA": 4}[mode]
    return Image.fromarray(rng.integers(0, 255, (size[1], size[0], channels), dtype=np.uint8), mode)


def deep() -> Image.Image:
    return Image.fromarray(np.arange(400, dtype=np.uint16).reshape(20, 20))


def saved(image: Image.Image, format_name: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, format_name, **options)
    return file.getvalue()


def film(**options: str) -> bytes:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "film.mp4"
        with av.open(str(path), "w", options=options) as container:
            stream = container.add_stream("libx264", rate=8)
            stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
            for shade in (0, 90, 180):
                frame = av.VideoFrame.from_ndarray(np.full((32, 32, 3), shade, np.uint8), format="rgb24")
                container.mux(stream.encode(frame))
            container.mux(stream.encode())
        return path.read_bytes()


FILES: dict[str, Callable[[], tuple[str, bytes]]] = {
    "png": lambda: ("image/png", saved(picture(), "PNG")),
    "png with alpha": lambda: ("image/png", saved(picture("RGBA"), "PNG")),
    "png of 16 bits": lambda: ("image/png", saved(deep(), "PNG")),
    "jpeg": lambda: ("image/jpeg", saved(picture(), "JPEG")),
    "jpeg with exif": lambda: ("image/jpeg", saved(picture(), "JPEG", exif=_exif())),
    "jpeg with xmp": lambda: ("image/jpeg", saved(picture(), "JPEG", progressive=True, xmp=XMP)),
    "webp": lambda: ("image/webp", saved(picture(), "WEBP")),
    "lossless webp": lambda: ("image/webp", saved(picture("RGBA"), "WEBP", lossless=True)),
    "webp with xmp": lambda: ("image/webp", saved(picture(), "WEBP", xmp=XMP)),
    "moving webp": lambda: (
        "image/webp",
        saved(picture(), "WEBP", save_all=True, append_images=[picture().rotate(180)], duration=90),
    ),
    "mp4": lambda: ("video/mp4", film()),
    "mp4 for the web": lambda: ("video/mp4", film(movflags="faststart")),
    "mp4 in fragments": lambda: ("video/mp4", film(movflags="frag_keyframe+empty_moov")),
}


@cache
def file_of(kind: str) -> tuple[str, bytes]:
    return FILES[kind]()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 1
    return exif.tobytes()


def made(settings: dict[str, Any], endpoint: str = "foxapi_wan_2_7_image") -> tuple[Job, Asset]:
    cls = REQUESTS[endpoint]
    one = asset("a1", "0" * 64)
    job = replace(
        usual_job((one,)), endpoint=endpoint, provider=cls.provider, model=settings["model"],
        capability=cls.capability, request=cls.model_validate(settings).settings(),
    )  # fmt: skip
    return job, one


def note(settings: dict[str, Any], endpoint: str = "foxapi_wan_2_7_image") -> str:
    return note_text(*made(settings, endpoint), REQUESTS[endpoint])


def carrying(tmp_path: Path, kind: str, text: str) -> tuple[Path, Path, Spliced]:
    """Return the original, the file with the note, and how it differs."""
    mime, content = file_of(kind)
    original, copy = tmp_path / "original", tmp_path / "copy"
    original.write_bytes(content)
    spliced = with_note(original, mime, text)
    assert spliced is not None
    copy.write_bytes(b"".join(spliced.pieces()))
    assert copy.stat().st_size == spliced.size_bytes
    return original, copy, spliced


def pixels(path: Path) -> list[bytes]:
    if path.read_bytes()[4:8] == b"ftyp":
        with av.open(str(path)) as container:
            return [frame.to_ndarray().tobytes() for frame in container.decode(video=0)]
    with Image.open(path) as image:
        frames = getattr(image, "n_frames", 1)
        return [(image.seek(number), image.tobytes())[1] for number in range(frames)]


@pytest.mark.parametrize("kind", FILES)
def test_settings_of_every_model_come_back_from_every_kind_of_file(tmp_path: Path, kind: str) -> None:
    for endpoint, settings in CASES:
        _, copy, _ = carrying(tmp_path, kind, note(settings, endpoint))
        found = read_settings(copy)
        assert isinstance(found, Note)
        assert REQUESTS[endpoint].model_validate(found.settings).settings() == made(settings, endpoint)[0].request
        assert (found.endpoint, found.model) == (endpoint, settings["model"])
        assert (found.provider, found.seed) == (REQUESTS[endpoint].provider, settings.get("seed"))
        assert found.sha256 == "0" * 64


@pytest.mark.parametrize("kind", FILES)
def test_nothing_of_the_original_changes(tmp_path: Path, kind: str) -> None:
    original, copy, spliced = carrying(
        tmp_path, kind, note({"model": "wan-2.7-image", "prompt": "雨 & <b> \U0001f600 \r\n"})
    )
    assert pixels(copy) == pixels(original)
    before, after = inspect(original), inspect(copy)
    assert replace(after, bytes=before.bytes) == before
    # Taken out again, what was added leaves the very file.
    content, whole = original.read_bytes(), copy.read_bytes()
    at, rest = 0, b""
    for splice in spliced.splices:
        rest += whole[len(rest) + at : len(rest) + at + splice.at - len(rest)]
        at += len(splice.added) - splice.removed
        rest += content[splice.at : splice.at + splice.removed]
    assert rest + whole[len(rest) + at :] == content
    assert sum(splice.removed for splice in spliced.splices) <= (5 if "xmp" not in kind else 500)


def test_a_film_whose_last_box_says_no_size_is_told_it(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    content = bytearray(film(movflags="faststart"))
    at = content.rindex(b"mdat") - 4
    content[at : at + 4] = bytes(4)
    path.write_bytes(content)
    spliced = with_note(path, "video/mp4", note({"model": "wan-2.7-image", "prompt": "p"}))
    assert spliced is not None
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(b"".join(spliced.pieces()))
    assert isinstance(read_settings(copy), Note)
    assert len(pixels(copy)) == 3


def test_another_program_s_notes_stay_beside_ours(tmp_path: Path) -> None:
    for kind in ("jpeg with xmp", "webp with xmp"):
        _, copy, _ = carrying(tmp_path, kind, note({"model": "wan-2.7-image", "prompt": "p"}))
        assert b'dc:format="image/jpeg"' in copy.read_bytes()
        with Image.open(copy) as image:
            assert b"easel:settings" in image.info["xmp"]


def test_a_note_survives_a_program_that_makes_an_attribute_of_it(tmp_path: Path) -> None:
    text = note({"model": "wan-2.7-image", "prompt": 'say "hello" & go'})
    attribute = text.replace("&", "&amp;").replace('"', "&quot;")
    packet = f'<rdf:RDF><rdf:Description xmlns:easel="urn:easel:settings" easel:settings="{attribute}"/></rdf:RDF>'
    path = tmp_path / "rewritten.jpg"
    path.write_bytes(saved(picture(), "JPEG", xmp=packet.encode()))
    found = read_settings(path)
    assert isinstance(found, Note)
    assert found.settings["prompt"] == 'say "hello" & go'


def test_what_may_not_travel_stays_behind() -> None:
    inline = "data:image/png;base64,iVBORw0KGgo="
    job, one = made({"model": "wan2.7-image", "prompt": "p", "image": [KEPT], "n": 1}, "anyfast_wan2_7_image_edit")
    given = [
        KEPT,
        inline,
        "https://ada:secret@example.com/a.png",
        "https://example.com/a.png?token=abc",
        "/home/ada/a.png",
    ]
    job = replace(job, request={**job.request, "image": given}, task_id="task-of-the-vendor")
    text = note_text(job, one, REQUESTS[job.endpoint])
    assert json.loads(text)["settings"]["image"] == [KEPT]
    assert json.loads(text)["left_out"] == ["image"]
    for secret in ("base64", "secret", "token", "/home", "task-of-the-vendor", job.owner):
        assert secret not in text


def test_a_note_is_the_same_as_values_and_as_a_text() -> None:
    job, one = made({"model": "wan-2.7-image", "prompt": "雪山"})
    for asset_of_note in (one, None):
        values = settings_note.note(job, asset_of_note, REQUESTS[job.endpoint])
        text = note_text(job, asset_of_note, REQUESTS[job.endpoint])
        assert (json.loads(text), text.isascii()) == (values, True)


def test_the_seed_a_vendor_chose_is_told_apart_from_one_that_was_asked_for() -> None:
    job, one = made({"model": "wan-2.7-image", "prompt": "p"})
    text = note_text(job, replace(one, facts={"seed": "77"}), REQUESTS[job.endpoint])
    assert json.loads(text)["seed"] == 77
    assert "seed" not in json.loads(text)["settings"]


def test_a_file_without_a_safe_place_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "file"
    short = note({"model": "wan-2.7-image", "prompt": "p"})
    for mime, content in (
        ("image/gif", saved(picture(), "GIF")),
        ("image/png", b"\x89PNG\r\n\x1a\nno header at all" * 3),
        ("image/jpeg", b"\xff\xd8"),
        ("image/webp", b"RIFF\x04\0\0\0WEBP"),
        ("image/webp", b"RIFF\x14\0\0\0WEBPABCD\x08\0\0\0" + bytes(8)),
        ("video/mp4", b"\0\0\0\x08ftyp\0\0\1\0mdat"),
    ):
        path.write_bytes(content)
        assert with_note(path, mime, short) is None, mime
    path.write_bytes(saved(picture(), "PNG"))
    assert with_note(path, "image/png", "x" * (MAX_NOTE_BYTES + 1)) is None


# --- reading what anybody may have written ----------------------------------------------------------------------------


def png_with(*texts: tuple[str, str], zipped: bool = False) -> bytes:
    info = PngImagePlugin.PngInfo()
    for keyword, text in texts:
        info.add_text(keyword, text, zip=zipped)
    return saved(picture(), "PNG", pnginfo=info)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "damaged"),
        ("[]", "damaged"),
        ('{"format": "easel-settings", "version": 1, "settings": []}', "damaged"),
        ('{"format": "easel-settings", "version": 1, "settings": ' + "[" * 100_000, "damaged"),
        ('{"format": "easel-settings", "version": 2, "settings": {}}', "newer Easel"),
        (json.dumps({"format": "easel-settings", "settings": {str(n): n for n in range(300)}}), "damaged"),
        ('{"pad": "' + "x" * 3_000_000 + '"}', "far larger"),
    ],
)
def test_a_hostile_note_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "hostile.png"
    path.write_bytes(png_with(("Easel", text)))
    with pytest.raises(SettingsUnreadable, match=said):
        read_settings(path)


def test_a_text_that_unpacks_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_with(("parameters", "Steps: 1, Seed: 1 " + "a" * 50_000_000), zipped=True))
    assert path.stat().st_size < 200_000
    with pytest.raises(SettingsUnreadable, match="far larger"):
        read_settings(path)


def test_values_of_the_wrong_type_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "odd.png"
    told = {
        "format": "easel-settings",
        "version": "?",
        "model": 7,
        "seed": True,
        "settings": {"prompt": ["x"]},
        "left_out": 3,
    }
    path.write_bytes(png_with(("Easel", json.dumps(told))))
    assert read_settings(path) == Note("", "", "", "", {"prompt": ["x"]})


@pytest.mark.parametrize("kind", FILES)
def test_a_file_cut_off_anywhere_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    _, copy, _ = carrying(tmp_path, kind, note({"model": "wan-2.7-image", "prompt": "p"}))
    content = copy.read_bytes()
    for length in range(0, len(content), max(1, len(content) // 60)):
        copy.write_bytes(content[:length])
        with contextlib.suppress(SettingsUnreadable):
            assert isinstance(read_settings(copy), Note | None)


def test_other_zips_carry_nothing(tmp_path: Path) -> None:
    path = tmp_path / "some.zip"
    for name, content in (("readme.txt", "x"), ("a/manifest.json", "[1]"), ("manifest.json", '{"making": 7}')):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, content)
        assert read_settings(path) is None
    path.write_bytes(b"PK\x03\x04 no ZIP")
    assert read_settings(path) is None
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * 40_000_000)
    with pytest.raises(SettingsUnreadable, match="far larger"):
        read_settings(path)


def test_plain_files_carry_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plain"
    for kind in FILES:
        path.write_bytes(file_of(kind)[1])
        assert read_settings(path) is None
    path.write_bytes(png_with(("Comment", "{not settings}"), ("Software", "Camera")))
    assert read_settings(path) is None
    path.write_bytes(struct.pack(">I", 0))
    assert read_settings(path) is None
