"""Drawing a material from words as work of the studio: its row, its maps, its preview, refusals."""

import io
from pathlib import Path

import pytest
from PIL import Image
from scripted_vendor import OWNER, ScriptedVendor, open_studio

from materials.material import MAP_NAMES
from studio.errors import FieldErrors
from studio.ledger.job import JobState
from studio.sentences.sentences import sentence_of
from studio.workbench.operation_list import OPERATIONS, said


async def test_words_become_a_material_without_any_key(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        words = "Old red brick wall,\nwith moss"
        job = await studio.workbench.start(OWNER, "draw_material", {"words": words, "seed": 7, "size_px": 256})
        job = await studio.jobs.wait(OWNER, job.id, 30)
        assert (job.state, job.provider, job.charged) == (JobState.SUCCEEDED, "easel", "no"), sentence_of(job.happened)
        assert job.request["words"] == words
        assert job.request["prompt"] == "Old red brick wall, with moss"
        assert sentence_of(job.happened).endswith("Understood: Brick wall, red, moss 28 %, worn.")
        assert [asset.label for asset in job.outputs] == list(MAP_NAMES)
        assert {asset.facts["origin"] for asset in job.outputs} == {"drawn"}
        assert {(asset.width, asset.height) for asset in job.outputs} == {(256, 256)}
        assert job.size_m == pytest.approx(0.9), "what is drawn knows its width"
        assert job.height_range_m
        assert said(OPERATIONS, job.endpoint, job.request) == "Drawn"
        assert (await studio.workbench.check(OWNER, job.id)).findings


async def test_the_preview_is_small_and_says_what_was_understood(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        asked = {"words": "concrete", "size_px": 2048}
        preview, deeper, nothing = [
            await studio.workbench.preview(OWNER, "draw_material", asked | other)
            for other in ({}, {"relief": 4}, {"words": "一只猫"})
        ]
        assert preview.notes == ("Understood: Concrete.",)
        assert nothing.notes[0].startswith("No material recognised, so plain plaster was drawn.")
        assert Image.open(io.BytesIO(preview.picture)).size == (320, 320)
        assert preview.picture != deeper.picture
        assert await studio.jobs.recent(OWNER) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("words", ""),
        ("words", "a" * 2001),
        ("size_px", 128),
        ("size_px", 4096),
        ("wear", 1.5),
        ("relief", 0.1),
        ("roughness_shift", 0.6),
        ("colour", "red"),
        ("seed", -1),
    ],
)
async def test_what_cannot_be_drawn_is_refused_by_name(tmp_path: Path, name: str, value: object) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        with pytest.raises(FieldErrors) as refused:
            await studio.workbench.start(OWNER, "draw_material", {"words": "brick", name: value})
        assert list(refused.value.fields) == [name]
        assert await studio.jobs.recent(OWNER) == []
