"""Materials made into new versions on this machine: what stays, what is made, refusals, restarts, stopping."""

import asyncio
import io
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scripted_vendor import (
    OWNER,
    REQUESTS,
    Material,
    Picture,
    ScriptedVendor,
    finished,
    open_studio,
    plant,
    png,
    row_of,
    run_job,
    until,
)

from materials.drawing.draw import draw
from materials.material import MAP_NAMES, MapName
from materials.pixels.encode import encode_map
from materials.sets.loading import load_files
from providers.spec import Capability
from providers.task import Output
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.ledger.job import Job, JobState
from studio.sentences.sentences import sentence_of
from studio.studio import Studio
from studio.workbench.export_sources import subject_of
from studio.workbench.operation import Ingredients, Made, OfFiles, Operation, Progress
from studio.workbench.operation_list import OPERATIONS, FixMaterial

FREE = {"provider": "easel", "capability": Capability.PBR_MATERIAL, "charged": "no"}


@lru_cache
def brick(name: MapName, bits: Any = None) -> bytes:
    return encode_map(draw("red brick wall", seed=1, size_px=96).material, name, bits=bits)


def vendor(*names: MapName, **content: bytes) -> ScriptedVendor:
    files = {name: brick(name) for name in names} | content
    return ScriptedVendor(polls=[finished(*(Output("image", data=data, label=name) for name, data in files.items()))])


@asynccontextmanager
async def material(data_dir: Path, *names: MapName, **content: bytes) -> AsyncGenerator[tuple[Studio, Job]]:
    async with open_studio(data_dir, vendor(*names, **content)) as studio:
        yield studio, await run_job(studio, Material(prompt="Old bricks"))


async def done(studio: Studio, job: Job) -> Job:
    job = await studio.jobs.wait(OWNER, job.id, 30)
    assert job.state.final, job
    return job


async def make(studio: Studio, operation: str, **given: Any) -> Job:
    return await done(studio, await studio.workbench.start(OWNER, operation, given))


def shas(job: Job) -> dict[str | None, str]:
    return {asset.label: asset.sha256 for asset in job.outputs}


async def test_a_fix_is_a_new_version_that_keeps_untouched_files(tmp_path: Path) -> None:
    async with material(tmp_path, "basecolor", "normal", "height") as (studio, before):
        job = await make(studio, "fix_material", material=before.id, fixes=["flip_green"])
        assert (await studio.jobs.get(OWNER, before.id)) == before, "the original stays"
        paths = {label: studio.files.path(sha256) for label, sha256 in shas(job).items()}
        flipped, normal = Image.open(paths["normal"]), Image.open(io.BytesIO(brick("normal")))
        assert np.abs(255 - np.asarray(normal)[..., 1].astype(int) - np.asarray(flipped)[..., 1]).max() <= 1
    assert job.state is JobState.SUCCEEDED, sentence_of(job.happened)
    assert (job.endpoint, job.provider, job.charged, job.cost, job.sandbox) == (
        *("easel_fix_material", "easel", "no", None, False),
    )
    assert job.request == {"material": before.id, "fixes": ["flip_green"], "prompt": "Old bricks"}
    assert (job.made_from, job.progress_percent, job.size_m) == (before.id, 100, None), "an assumed width stays assumed"
    assert {label for label in shas(job) if shas(job)[label] == shas(before)[label]} == {"basecolor", "height"}
    assert [(each.label, each.label_certain, each.name, each.facts["origin"]) for each in job.outputs] == [
        ("basecolor", True, "old-bricks-basecolor.png", "vendor"),
        ("normal", True, "old-bricks-normal.png", "vendor"),
        ("height", True, "old-bricks-height.png", "vendor"),
    ]


async def test_two_maps_become_six(tmp_path: Path) -> None:
    async with material(tmp_path, "basecolor", "height") as (studio, before):
        job = await make(studio, "complete_material", material=before.id, size_m=2.0)
        card = await studio.workbench.check(OWNER, job.id)
        with Image.open(studio.files.path(shas(job)["height"])) as height:
            assert height.mode.startswith("I;16")
    assert [asset.label for asset in job.outputs] == list(MAP_NAMES)
    assert shas(before).items() <= shas(job).items()
    assert {asset.label: asset.facts["origin"] for asset in job.outputs} == {
        **dict.fromkeys(MAP_NAMES, "derived"),
        "basecolor": "vendor",
        "height": "vendor",
    }
    assert all(asset.label_certain for asset in job.outputs), "nobody has to be asked what was derived"
    assert (job.size_m, card.size_m, card.missing) == (2.0, 2.0, ())
    assert job.height_range_m == pytest.approx(0.04), "assumed, in proportion to the size"
    assert card.maps["roughness"].certainty < 0.5


async def test_a_doubtful_map_is_made_anew_and_keeps_its_depth(tmp_path: Path) -> None:
    async with material(tmp_path, "height", normal=brick("normal", 16), roughness=brick("roughness")) as (
        studio,
        before,
    ):
        job = await make(studio, "complete_material", material=before.id, remake=["normal"])
        sha256 = shas(job)["normal"]
        assert sha256 != shas(before)["normal"]
        assert studio.files.path(sha256).read_bytes()[24] == 16
        only = await make(studio, "complete_material", material=job.id, remake=["basecolor", "roughness", "metalness"])
        assert only.state is JobState.SUCCEEDED


async def test_what_cannot_be_used_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    labelled = finished(Output("image", data=brick("basecolor"), label="basecolor"))
    async with open_studio(tmp_path, ScriptedVendor(polls=[labelled, finished()])) as studio:
        before, picture = await run_job(studio, Material()), await run_job(studio, Picture())
        for given, field in (
            ({"material": before.id, "fixes": []}, "fixes"),
            ({"material": before.id, "fixes": ["polish"]}, "fixes"),
            ({"material": "nobody's", "fixes": ["resize"]}, "material"),
            ({"fixes": ["resize"]}, "material"),
            ({"material": before.id, "fixes": ["resize"], "more": 1}, "more"),
        ):
            with pytest.raises(FieldErrors) as refused:
                await studio.workbench.start(OWNER, "fix_material", given)
            assert list(refused.value.fields) == [field]
        with pytest.raises(FieldErrors):
            await studio.workbench.start("bob", "fix_material", {"material": before.id, "fixes": ["resize"]})
        with pytest.raises(FieldErrors):
            await studio.workbench.start(OWNER, "polish_material", {})
        with pytest.raises(NotPossible, match="no map"):
            await studio.workbench.start(OWNER, "fix_material", {"material": picture.id, "fixes": ["resize"]})
        with pytest.raises(NotFound):
            await studio.workbench.check("bob", before.id)
        with pytest.raises(NotFound):
            await studio.workbench.measure("bob", before.id, {"size_m": 3})
        assert len(await studio.jobs.recent(OWNER)) == 2


async def test_a_fix_that_has_nothing_to_work_on_fails_in_words(tmp_path: Path) -> None:
    async with material(tmp_path, "basecolor") as (studio, before):
        job = await make(studio, "fix_material", material=before.id, fixes=["flip_green"])
    assert (job.state, sentence_of(job.happened), job.outputs) == (
        JobState.FAILED,
        "The map that this changes is not there. Complete the material first.",
        (),
    )
    assert job.charged == "no"


async def test_placeholders_are_no_maps(tmp_path: Path) -> None:
    """Vendors send pictures of 1 x 1 px in the place of maps that were not ordered."""
    async with material(tmp_path, basecolor=png("red", (1, 1)), normal=b"\x89PNG" + png()[4:60]) as (studio, before):
        with pytest.raises(NotPossible, match="no map that can be read"):
            await studio.workbench.check(OWNER, before.id)
        job = await make(studio, "complete_material", material=before.id)
        assert (job.state, job.outputs) == (JobState.FAILED, ())
        assert "no map that can be read" in sentence_of(job.happened)


async def test_a_restart_does_open_work_again_and_gives_up_what_never_ends(tmp_path: Path) -> None:
    async with material(tmp_path, "basecolor", "height") as (studio, before):
        pass
    work = {"endpoint": "easel_complete_material", "request": {"material": before.id}, **FREE}
    for number, columns in enumerate(({"state": JobState.RUNNING, "begun": 1}, {"state": JobState.SAVING, "begun": 3})):
        await plant(tmp_path, id=f"open-{number}", created_at=before.created_at, **work, **columns)
    gone = tmp_path / "brought" / "of-nobody"
    gone.mkdir(parents=True)
    silent = ScriptedVendor()
    async with open_studio(tmp_path, silent) as studio:
        again, given_up = [await done(studio, await studio.jobs.get(OWNER, f"open-{number}")) for number in (0, 1)]
    assert (again.state, len(again.outputs), again.charged) == (JobState.SUCCEEDED, 6, "no")
    assert (given_up.state, given_up.outputs) == (JobState.FAILED, ())
    assert "several times" in sentence_of(given_up.happened)
    assert silent.submitted == silent.polled == []
    assert not gone.exists()


async def test_work_shows_its_progress_and_stops(tmp_path: Path) -> None:
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    def work(settings: Any, ingredients: Ingredients, progress: Progress) -> Made:
        while True:  # until `progress` says to stop
            progress(0.5)
            loop.call_soon_threadsafe(begun.set)
            time.sleep(0.005)

    slow = Operation("slow", FixMaterial, work, lambda settings: "Slow")
    vendor_ = vendor("basecolor")
    async with open_studio(tmp_path, vendor_, operations={**OPERATIONS, slow.endpoint: slow}) as studio:
        before = await run_job(studio, Material())
        job = await studio.workbench.start(OWNER, "slow", {"material": before.id, "fixes": ["resize"]})
        await asyncio.wait_for(begun.wait(), 10)
        assert (await studio.jobs.get(OWNER, job.id)).progress_percent == pytest.approx(50, abs=20)
        with pytest.raises(NotPossible, match="not finished"):
            await studio.workbench.check(OWNER, job.id)
        job = await studio.jobs.stop(OWNER, job.id)
        assert (job.state, job.charged, job.outputs) == (JobState.STOPPED, "no", ())
        follower = await make(studio, "complete_material", material=before.id)
        assert follower.state is JobState.SUCCEEDED, "the next work is not held up"


async def test_files_that_people_bring_become_a_material(tmp_path: Path) -> None:
    def load(settings: Any, ingredients: Ingredients, progress: Progress) -> Made:
        loaded = load_files(ingredients.files)
        return Made(loaded.textures, loaded.notes)

    operation = Operation("load", OfFiles, load, lambda settings: "Loaded", materials=())
    brought = [("set/wall_Color.png", tmp_path / "a"), ("set/wall_NormalGL.png", tmp_path / "b")]
    for (_, path), name in zip(brought, ("basecolor", "normal"), strict=True):
        path.write_bytes(brick(name))
    async with open_studio(tmp_path / "data", ScriptedVendor(), operations={operation.endpoint: operation}) as studio:
        job = await done(studio, await studio.workbench.start(OWNER, "load", {}, name="My wall", files=brought))
        assert [studio.files.path(each.sha256).read_bytes() for each in job.outputs] == [
            brick("basecolor"),
            brick("normal"),
        ]

        async def nothing_left() -> bool:
            return not list((tmp_path / "data" / "brought").iterdir())

        # What was brought is kept until the end is written, as a crash before that does the work again from it.
        await until(nothing_left)
    assert job.request == {"files": ["set/wall_Color.png", "set/wall_NormalGL.png"], "prompt": "My wall"}
    assert [(each.name, each.facts["origin"]) for each in job.outputs] == [
        ("my-wall-basecolor.png", "loaded"),
        ("my-wall-normal.png", "loaded"),
    ]


async def test_the_report_is_remembered_by_content(tmp_path: Path) -> None:
    async with material(tmp_path, "basecolor", "normal", "height") as (studio, before):
        card, again = await asyncio.gather(*(studio.workbench.check(OWNER, before.id) for _ in range(2)))
        assert card is again
        assert {finding.check for finding in card.findings} >= {"maps", "sizes", "convention", "agreement", "albedo"}
        assert all(finding.overlay is None for finding in card.findings)
        assert card.missing == ("roughness", "metalness", "ambient_occlusion")
        assert card.height_range_by == "estimated"
        drawn = draw("red brick wall", seed=1, size_px=96).material
        assert card.height_range_m == pytest.approx(drawn.height_range_m / drawn.size_m, rel=0.1)
        measured = await studio.workbench.measure(OWNER, before.id, {"size_m": 2, "height_range_m": 0.05})
        assert (measured.size_m, measured.height_range_m, measured.outputs) == (2, 0.05, before.outputs)
        card = await studio.workbench.check(OWNER, before.id)
        assert (card.size_m, card.height_range_m, card.height_range_by) == (2, 0.05, "said")
        for given in ({"size_m": 0}, {"size_m": float("nan")}, {"height_range_m": -1}, {"colour": 1}):
            with pytest.raises(FieldErrors):
                await studio.workbench.measure(OWNER, before.id, given)


async def test_exporters_get_the_measures_and_who_made_each_map(tmp_path: Path) -> None:
    async with material(tmp_path, "basecolor", "normal", "height") as (studio, before):
        job = await make(studio, "complete_material", material=before.id, size_m=1.5, height_range_m=0.03)
        subject, plain = (
            subject_of(line, REQUESTS, OPERATIONS, studio.files.path) for line in ([before, job], [before])
        )
    assert {name: source.origin for name, source in subject.maps.items()} == {
        **dict.fromkeys(MAP_NAMES, "derived"),
        **dict.fromkeys(("basecolor", "normal", "height"), "vendor"),
    }
    assert (subject.name, subject.size_m, subject.height_range_m) == ("Old bricks", 1.5, 0.03)
    drawn = draw("red brick wall", seed=1, size_px=96).material
    assert (plain.size_m, plain.height_range_m) == (1, pytest.approx(drawn.height_range_m / drawn.size_m, rel=0.1))


async def test_the_lit_texture_stands_in_for_a_base_colour(tmp_path: Path) -> None:
    async with material(tmp_path, "normal", texture=brick("basecolor")) as (studio, before):
        job = await make(studio, "complete_material", material=before.id)
        basecolor = next(asset for asset in job.outputs if asset.label == "basecolor")
    assert basecolor.sha256 == shas(before)["texture"]
    assert not basecolor.label_certain


async def test_work_of_this_machine_is_no_use_of_a_vendor(tmp_path: Path) -> None:
    async with material(tmp_path, "basecolor") as (studio, before):
        job = await make(studio, "complete_material", material=before.id)
        use = (await studio.money.usage.report(OWNER, 7)).total
        assert (use.jobs, use.unpriced) == (1, 1)
        assert (await row_of(studio, job.id)).task_id is None
