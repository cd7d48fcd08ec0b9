"""Coats and blends as work of the studio: new versions, their words, refusals, and previews of them."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scripted_vendor import OWNER, Material, ScriptedVendor, finished, open_studio, run_job

from materials.drawing.draw import draw
from materials.material import MAP_NAMES, MapName
from materials.pixels.encode import encode_map
from providers.task import Output
from studio.errors import FieldErrors, NotPossible
from studio.ledger.job import Job, JobState
from studio.sentences.sentences import sentence_of
from studio.studio import Studio
from studio.workbench.operation_list import OPERATIONS, said


def surface(prompt: str) -> Any:
    material = draw(prompt, seed=1, size_px=64).material
    names: tuple[MapName, ...] = ("basecolor", "normal", "height")
    return finished(*(Output("image", data=encode_map(material, name), label=name) for name in names))


async def make(studio: Studio, operation: str, **given: Any) -> Job:
    job = await studio.workbench.start(OWNER, operation, given)
    return await studio.jobs.wait(OWNER, job.id, 30)


def colour(studio: Studio, job: Job) -> np.ndarray:
    sha256 = next(asset.sha256 for asset in job.outputs if asset.label == "basecolor")
    with Image.open(studio.files.path(sha256)) as picture:
        return np.asarray(picture.convert("RGB"), np.int16)


async def test_coats_and_blends_are_new_versions(tmp_path: Path) -> None:
    vendor = ScriptedVendor(polls=[surface("red brick wall"), surface("gravel")])
    async with open_studio(tmp_path, vendor) as studio:
        bricks = await run_job(studio, Material(prompt="Old bricks"))
        gravel = await run_job(studio, Material(prompt="Gravel"))
        mossy = await make(studio, "overlay_material", material=bricks.id, overlay="moss", amount=0.8, seed=3)
        mixed = await make(studio, "blend_materials", material=bricks.id, above=gravel.id, amount=0.9)
        for job in (mossy, mixed):
            assert (job.state, job.made_from, job.charged) == (JobState.SUCCEEDED, bricks.id, "no"), sentence_of(
                job.happened
            )
            assert [asset.label for asset in job.outputs] == list(MAP_NAMES)
        before, green, stony = (colour(studio, job) for job in (bricks, mossy, mixed))
        assert (green[..., 1] > green[..., 0]).mean() > 0.4 > (before[..., 1] > before[..., 0]).mean() + 0.3
        assert np.abs(stony - colour(studio, gravel)).mean() < np.abs(stony - before).mean()
        same = await make(studio, "overlay_material", material=bricks.id, overlay="moss", amount=0)
        assert {asset.sha256 for asset in bricks.outputs} <= {asset.sha256 for asset in same.outputs}
    assert said(OPERATIONS, mossy.endpoint, mossy.request) == "Moss, 80 %"
    assert said(OPERATIONS, mixed.endpoint, mixed.request) == "Blend, 90 %"


async def test_a_preview_shows_the_change_and_writes_nothing(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor(polls=[surface("red brick wall")])) as studio:
        bricks = await run_job(studio, Material())
        given = {"material": bricks.id, "overlay": "snow"}
        bare, snowy, again = [
            (await studio.workbench.preview(OWNER, "overlay_material", given | {"amount": amount})).picture
            for amount in (0, 0.9, 0.9)
        ]
        assert snowy == again
        brightness = [np.asarray(Image.open(io.BytesIO(picture)).convert("L")).mean() for picture in (bare, snowy)]
        assert brightness[1] > brightness[0] + 20
        for wrong in ({"amount": 2}, {"overlay": "lava"}, {"material": "nobody's"}, {"scale": 9}):
            with pytest.raises(FieldErrors) as refused:
                await studio.workbench.preview(OWNER, "overlay_material", given | wrong)
            assert list(refused.value.fields) == list(wrong)
        with pytest.raises(FieldErrors):
            await studio.workbench.preview("bob", "overlay_material", given)
        assert len(await studio.jobs.recent(OWNER)) == 1


async def test_what_cannot_be_laid_over_is_said_before_it_is_made(tmp_path: Path) -> None:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "grey").save(file, "PNG")
    wide = finished(Output("image", data=file.getvalue(), label="basecolor"))
    async with open_studio(tmp_path, ScriptedVendor(polls=[wide])) as studio:
        material = await run_job(studio, Material())
        with pytest.raises(NotPossible, match="square"):
            await studio.workbench.preview(OWNER, "overlay_material", {"material": material.id, "overlay": "moss"})
        job = await make(studio, "overlay_material", material=material.id, overlay="moss")
        assert (job.state, job.charged) == (JobState.FAILED, "no")
        assert "square" in sentence_of(job.happened)
