"""Texture sets that people bring: as files, as a ZIP, by link; what is refused at once and what the job tells."""

import io
import zipfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
from exported import material
from PIL import Image
from scripted_vendor import OWNER, ScriptedVendor, open_studio
from test_studio_downloads import answer, serving

from materials.exporters.archive import export_zip
from materials.exporters.export_subject import Options, Subject
from materials.material import MAP_NAMES
from materials.pixels.encode import encode_map
from materials.pixels.exr import write_exr
from materials.pixels.png import is_deep_png
from studio.errors import FieldErrors
from studio.fetching.address_guard import AddressGuard
from studio.fetching.downloads import Downloads
from studio.ledger.job import Job, JobState
from studio.sentences.sentences import sentence_of
from studio.studio import Studio
from studio.workbench.texture_sets import ChooseSet, SourceFile, TextureSets

LAYOUT = dict(zip(MAP_NAMES, ("Color", "NormalGL", "Roughness", "Metalness", "Displacement", "AO"), strict=True))
FILES = {f"Wall_1K_{word}.png": encode_map(material(), name) for name, word in LAYOUT.items()}


def zipped(files: dict[str, bytes] = FILES) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncGenerator[Studio]:
    async with open_studio(tmp_path / "data", ScriptedVendor()) as studio:
        yield studio


def on_disk(tmp_path: Path, **files: bytes) -> list[SourceFile]:
    for number, content in enumerate(files.values()):
        (tmp_path / str(number)).write_bytes(content)
    return [SourceFile(name, tmp_path / str(number)) for number, name in enumerate(files)]


async def opened(studio: Studio, files: list[SourceFile]) -> Job:
    job = await studio.texture_sets.open(OWNER, files)
    return await studio.jobs.wait(OWNER, job.id, 30)


async def test_a_folder_becomes_a_material_of_original_files(studio: Studio, tmp_path: Path) -> None:
    job = await opened(studio, on_disk(tmp_path, **{f"Old wall/{name}": content for name, content in FILES.items()}))
    assert job.state is JobState.SUCCEEDED, sentence_of(job.happened)
    assert (job.provider, job.request["prompt"], job.charged, job.size_m) == ("easel", "Old wall", "no", None)
    assert [asset.label for asset in job.outputs] == list(MAP_NAMES)
    assert [studio.files.path(asset.sha256).read_bytes() for asset in job.outputs] == list(FILES.values())
    assert {(asset.facts["origin"], asset.label_certain) for asset in job.outputs} == {("loaded", True)}
    made = await studio.exports.make(job, ["maps"], Options())
    assert made.files[0].path == "old_wall/maps/old_wall_basecolor.png"


async def test_a_zip_without_telling_names_is_told_apart_and_marked_as_guessed(studio: Studio, tmp_path: Path) -> None:
    unnamed = {f"scan_{number}.png": content for number, content in enumerate(list(FILES.values())[:2])}
    job = await opened(studio, on_disk(tmp_path, **{"Gravel 4K.zip": zipped(unnamed)}))
    assert job.state is JobState.SUCCEEDED, sentence_of(job.happened)
    assert job.request["prompt"] == "Gravel"
    assert {asset.label_certain for asset in job.outputs} == {False}
    assert "by its content" in sentence_of(job.happened)


async def test_what_was_taken_away_comes_back_with_its_measures(studio: Studio, tmp_path: Path) -> None:
    export = b"".join(export_zip(Subject.from_material(material(), "Old wall"), ["ambientcg"]))
    job = await opened(studio, on_disk(tmp_path, **{"old-wall.zip": export}))
    assert (job.size_m, job.height_range_m) == (material().size_m, pytest.approx(material().height_range_m))
    assert [asset.label for asset in job.outputs] == list(MAP_NAMES)


async def test_what_cannot_be_opened_is_a_sentence_and_leaves_nothing(studio: Studio, tmp_path: Path) -> None:
    for files, words in (
        ({}, "Choose the pictures"),
        ({f"{number}.png": b"" for number in range(201)}, "201 files are more"),
        ({"w.zip": zipped({"../w.png": b"x"})}, "leads out of it"),
        ({"w.zip": zipped()[:-30]}, "damaged"),
    ):
        with pytest.raises(FieldErrors, match=words) as refused:
            await studio.texture_sets.open(OWNER, on_disk(tmp_path, **files))
        assert list(refused.value.fields) == ["files"]
    assert await studio.jobs.recent(OWNER) == []
    job = await opened(
        studio,
        on_disk(tmp_path, **{"w_color.png": b"<html>", "w_ao.png": encode_map(material(), "ambient_occlusion")[:99]}),
    )
    assert (job.state, job.outputs) == (JobState.FAILED, ())
    assert "w_color.png was left out: it is not a picture." in sentence_of(job.happened)


async def test_of_several_sets_in_a_zip_one_is_chosen_before_a_job_begins(studio: Studio, tmp_path: Path) -> None:
    two = {f"pack/{wall}/{file}": FILES[file] for wall in ("Old", "New") for file in list(FILES)[:2]}
    files = on_disk(tmp_path, **{"pack.zip": zipped(two)})
    with pytest.raises(ChooseSet) as refused:
        await studio.texture_sets.open(OWNER, files, set_name="Older")
    assert (refused.value.names, list(refused.value.fields)) == (("New", "Old"), ["set_name"])
    assert await studio.jobs.recent(OWNER) == []
    job = await studio.texture_sets.open(OWNER, files, set_name="Old")
    job = await studio.jobs.wait(OWNER, job.id, 30)
    assert (job.state, job.request["prompt"], len(job.outputs)) == (JobState.SUCCEEDED, "Old", 2), sentence_of(
        job.happened
    )


async def test_sets_to_choose_from_are_seen_by_their_base_colour(studio: Studio, tmp_path: Path) -> None:
    colours = {"Red": (200, 30, 30), "Green": (30, 160, 30)}
    files: dict[str, bytes] = {}
    for name, colour in colours.items():
        for word, shown in (("Roughness", (90, 90, 90)), ("Color", colour)):
            files[f"pack/{name}/w_{word}.png"] = png(shown)
    files |= {f"pack/Bad/w_{word}.png": b"<html>" for word in ("Color", "Roughness")}
    for brought in ({"pack.zip": zipped(files)}, files):
        pictures = await studio.texture_sets.pictures(on_disk(tmp_path, **brought))
        assert set(pictures) == set(colours)
        for name, colour in colours.items():
            with Image.open(io.BytesIO(pictures[name])) as seen:
                assert (seen.format, seen.size) == ("WEBP", (160, 80))
                pixel = seen.convert("RGB").getpixel((80, 40))
            assert isinstance(pixel, tuple)
            assert all(abs(shown - wanted) < 12 for shown, wanted in zip(pixel, colour, strict=True))


async def test_what_cannot_be_looked_into_has_no_pictures(studio: Studio, tmp_path: Path) -> None:
    damaged = on_disk(tmp_path, **{"pack.zip": zipped()[:-30]})
    assert await studio.texture_sets.pictures([*damaged, SourceFile("", "https://example.com/pack.zip")]) == {}


def png(colour: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 160), colour).save(out, "PNG")
    return out.getvalue()


@asynccontextmanager
async def linked(studio: Studio, *hosts: str) -> AsyncGenerator[TextureSets]:
    links = Downloads(AddressGuard(hosts))
    yield TextureSets(studio.workbench, studio.files, links)
    await links.aclose()


async def test_a_link_to_a_zip_is_opened(studio: Studio) -> None:
    async with serving(**{"Wall%20one_2K.zip": answer(zipped()), "page": answer(b"<html>" * 20)}) as server:
        async with linked(studio, "127.0.0.1") as sets:
            job = await sets.open(OWNER, [SourceFile("", server.url("/Wall%20one_2K.zip"))])
            job = await studio.jobs.wait(OWNER, job.id, 30)
            with pytest.raises(FieldErrors, match="no picture or video"):
                await sets.open(OWNER, [SourceFile("", server.url("/page"))])
        async with linked(studio) as sets:
            with pytest.raises(FieldErrors, match="not encrypted"):
                await sets.open(OWNER, [SourceFile("", server.url("/Wall%20one_2K.zip"))])
    assert (job.state, job.request["prompt"], len(job.outputs)) == (JobState.SUCCEEDED, "Wall one", 6)
    partials = studio.files.new_partial().parent
    assert list(partials.iterdir()) == []


async def test_a_link_to_an_exr_is_opened_and_kept_as_a_deep_png(studio: Studio) -> None:
    height = write_exr(material().height_m.astype(np.float32))
    async with serving(**{"wall_disp_2k.exr": answer(height)}) as server, linked(studio, "127.0.0.1") as sets:
        job = await sets.open(OWNER, [SourceFile("", server.url("/wall_disp_2k.exr"))])
        job = await studio.jobs.wait(OWNER, job.id, 30)
    assert job.state is JobState.SUCCEEDED, sentence_of(job.happened)
    assert job.height_range_m == pytest.approx(material().height_range_m, rel=1e-4)
    (asset,) = job.outputs
    assert (asset.label, asset.mime) == ("height", "image/png")
    assert is_deep_png(studio.files.path(asset.sha256).read_bytes())


async def test_a_picture_becomes_a_material_by_file_and_by_link(studio: Studio, tmp_path: Path) -> None:
    picture = FILES["Wall_1K_Color.png"]
    async with serving(**{"old%20wall.png": answer(picture)}) as server, linked(studio, "127.0.0.1") as sets:
        (by_file,) = on_disk(tmp_path, **{"Wall_1K_Color.png": picture})
        by_link = SourceFile("", server.url("/old%20wall.png"))
        jobs = [await sets.derive(OWNER, by_file, name="My wall"), await sets.derive(OWNER, by_link)]
        with pytest.raises(FieldErrors) as refused:
            await sets.derive(OWNER, SourceFile("", server.url("/nothing")))
        assert list(refused.value.fields) == ["picture"]
        jobs = [await studio.jobs.wait(OWNER, job.id, 30) for job in jobs]
    for job, name in zip(jobs, ("My wall", "old wall"), strict=True):
        assert (job.state, job.request["prompt"], len(job.outputs)) == (JobState.SUCCEEDED, name, 6), sentence_of(
            job.happened
        )
    assert list(studio.files.new_partial().parent.iterdir()) == []


async def test_the_studio_never_goes_to_its_own_machine_for_a_link(studio: Studio) -> None:
    for url in ("https://127.0.0.1:8443/a.zip", "https://localhost/a.zip", "ftp://example.com/a.zip"):
        with pytest.raises(FieldErrors, match="The link could not be opened"):
            await studio.texture_sets.open(OWNER, [SourceFile("", url)])
