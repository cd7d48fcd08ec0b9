"""A job's prompt, seed and picture are found whatever its model calls its settings."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from scripted_vendor import OWNER, REQUESTS, Output, Picture, ScriptedVendor, finished, open_studio, png, run_job

from providers.spec import Capability, GenerationRequest, Requests, Role, Shown
from studio.ledger.job import Job
from studio.ledger.job_facts import asked_seed, pictured, prompt_of, seed_of, shown_order


class OtherNames(GenerationRequest):
    """A model of a vendor that calls everything otherwise; its `prompt` is something else."""

    provider = "scripted"
    endpoint = "scripted_other_names"
    capability = Capability.TEXT_TO_IMAGE
    model_labels: ClassVar[Mapping[str, str]] = {"other": "Other"}

    engine: Annotated[Literal["other"], Shown(Role.MODEL, "Model")] = "other"
    words: Annotated[str, Shown(Role.PROMPT, "Prompt")] = "Green door"
    luck: Annotated[int | None, Shown(Role.SEED, "Seed")] = None
    prompt: Annotated[str, Shown(Role.NEGATIVE_PROMPT, "Not")] = "no windows"
    model: Annotated[str, Shown(Role.RESOLUTION, "Quality")] = "fine"


class Silent(GenerationRequest):
    """A model that takes no prompt."""

    provider = "scripted"
    endpoint = "scripted_silent"
    capability = Capability.IMAGE_EDIT
    model_labels: ClassVar[Mapping[str, str]] = {"quick": "Quick"}

    model: Annotated[Literal["quick"], Shown(Role.MODEL, "Model")] = "quick"
    prompt: Annotated[str, Shown(Role.NEGATIVE_PROMPT, "Not")] = "no windows"


ALL: Requests = {**REQUESTS, OtherNames.endpoint: OtherNames, Silent.endpoint: Silent}


@pytest.fixture
async def job(tmp_path: Path) -> Job:
    async with open_studio(tmp_path, ScriptedVendor(), requests=ALL) as studio:
        return await run_job(studio, OtherNames(luck=7))


def of(job: Job, endpoint: str, **request: object) -> Job:
    return replace(job, endpoint=endpoint, request=request)


async def test_the_prompt_is_the_field_of_its_role(job: Job) -> None:
    assert prompt_of(ALL, job) == "Green door"
    assert prompt_of(ALL, of(job, Silent.endpoint, prompt="no windows")) == ""
    assert prompt_of(ALL, of(job, Picture.endpoint)) == ""


async def test_a_job_nobody_knows_any_more_is_read_like_one_of_this_machine(job: Job) -> None:
    for endpoint in ("gone_model", "easel_fix_material"):
        assert prompt_of(ALL, of(job, endpoint, prompt="Oak", seed=3)) == "Oak"
        assert asked_seed(ALL, of(job, endpoint, prompt="Oak", seed=3)) == 3
        assert (prompt_of(ALL, of(job, endpoint)), asked_seed(ALL, of(job, endpoint))) == ("", None)


async def test_the_seed_that_was_asked_for_goes_before_the_one_that_was_told(job: Job) -> None:
    [asset] = job.outputs
    told = replace(asset, facts={"seed": "99"})
    assert (asked_seed(ALL, job), seed_of(ALL, job, told)) == (7, 7)
    free = of(job, OtherNames.endpoint, words="Green door")
    assert (asked_seed(ALL, free), seed_of(ALL, free, None), seed_of(ALL, free, told)) == (None, None, 99)
    for odd in ("-1", "9" * 21, "many", ""):
        assert seed_of(ALL, free, replace(asset, facts={"seed": odd})) is None
    assert seed_of(ALL, of(job, OtherNames.endpoint, luck=True), told) == 99


async def test_a_material_is_pictured_by_its_base_colour_and_anything_else_by_what_is_shown_first(job: Job) -> None:
    [asset] = job.outputs
    labels = ("height", None, "normal", "basecolor", "texture")
    outputs = [replace(asset, id=str(place), position=place, label=label) for place, label in enumerate(labels)]
    assert [one.label for one in shown_order(outputs)] == [None, "texture", "basecolor", "normal", "height"]
    assert pictured(outputs) == outputs[3]
    assert pictured([one for one in outputs if one.label != "basecolor"]) == outputs[1]
    assert pictured([outputs[0], outputs[4]]) == outputs[4]
    assert pictured([]) is None


async def test_files_history_and_sheets_go_by_the_role_too(tmp_path: Path) -> None:
    vendor = ScriptedVendor(polls=[finished(Output("image", data=png()), Output("image", data=png("blue")))])
    async with open_studio(tmp_path, vendor, requests=ALL) as studio:
        job = await run_job(studio, OtherNames())
        await run_job(studio, Silent())
        await run_job(studio, Picture(prompt="a red wall"))
        assert [asset.name for asset in job.outputs] == ["green-door-1.png", "green-door-2.png"]
        assert [used.text for used in await studio.prompts.used(OWNER)] == ["a red wall", "Green door"]
        selection = await studio.selection_zips.ask(OWNER, [job.outputs[0].id])
        page = b"".join(await studio.selection_zips.sheet(OWNER, selection.token)).decode()
        assert "<figcaption>Green door<" in page
        assert "no windows" not in page
