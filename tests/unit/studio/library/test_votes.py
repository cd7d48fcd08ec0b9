"""Blind votes: which pairs are fit for one, what is counted, and that nobody sees another's."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest
from pydantic import SecretStr
from scripted_vendor import KEY, OWNER, QuickTime, ScriptedVendor, finished

from providers.spec import Capability, GenerationRequest, Role, Shown
from studio.assembly import assemble
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.library.votes import MOST_PAIRS
from studio.settings import Settings, VendorSettings
from studio.studio import Studio
from studio.vendors.gateways import Gateway


class Several(GenerationRequest):
    """A request of several models."""

    provider = "scripted"
    endpoint = "scripted_picture"
    capability = Capability.TEXT_TO_IMAGE
    model_labels: ClassVar[Mapping[str, str]] = {"one": "One", "two": "Two", "three": "Three"}

    model: Annotated[Literal["one", "two", "three"], Shown(Role.MODEL, "Model")] = "one"
    prompt: Annotated[str, Shown(Role.PROMPT, "Prompt")] = "a wall"
    seed: Annotated[int | None, Shown(Role.SEED, "Seed")] = None


@asynccontextmanager
async def opened(data_dir: Path) -> AsyncGenerator[Studio]:
    base_url = "http://127.0.0.1:1"
    gateway = Gateway.to(ScriptedVendor([finished()]), api_key=KEY, base_url=base_url, sandbox=False)
    vendors = {"scripted": VendorSettings(base_url=base_url, api_key=SecretStr(KEY))}
    told = Settings(data_dir=data_dir, vendors=vendors)
    studio = assemble(told, [gateway], requests={Several.endpoint: Several}, clock=QuickTime().clock)
    async with studio.lifespan(grace_s=5):
        yield studio


async def made(studio: Studio, model: str, prompt: str = "a wall", seed: int | None = None) -> str:
    request = Several.model_validate({"model": model, "prompt": prompt, "seed": seed})
    job = await studio.jobs.start(OWNER, request)
    [asset] = (await studio.jobs.wait(OWNER, job.id, 10)).outputs
    return asset.id


async def test_pairs_are_of_one_prompt_and_two_models_with_sides_shuffled(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        one, two, again, other = [
            await made(studio, "one"), await made(studio, "two"), await made(studio, "one"),
            await made(studio, "two", "a door"),
        ]  # fmt: skip
        sides: set[str] = set()
        for _ in range(40):
            pairs = await studio.votes.pairs(OWNER, [one, two, again, other, one])
            found = {frozenset(item.asset.id for item in pair) for pair in pairs}
            assert found == {frozenset((one, two)), frozenset((again, two))}
            sides |= {left.asset.id for left, _ in pairs}
        assert sides == {one, two, again}
        for ids in ([one, again], [one, other], [one], []):
            with pytest.raises(NotPossible):
                await studio.votes.pairs(OWNER, ids)


async def test_pairs_of_one_seed_go_before_all_others(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        one, other, two = [await made(studio, model, seed=seed) for model, seed in (("one", 1), ("one", 2), ("two", 2))]
        [pair] = await studio.votes.pairs(OWNER, [one, other, two])
        assert {item.asset.id for item in pair} == {other, two}
        [pair] = await studio.votes.pairs(OWNER, [one, two])
        assert {item.asset.id for item in pair} == {one, two}


async def test_votes_are_counted_once_for_each_pair(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        one, two, three = [await made(studio, model) for model in ("one", "two", "three")]
        left, right = await studio.votes.cast(OWNER, two, one, "left")
        assert (left.job.model, right.job.model) == ("two", "one")
        await studio.votes.cast(OWNER, one, two, "right")  # the same verdict again, seen from the other side
        await studio.votes.cast(OWNER, one, three, "same")
        await studio.votes.cast(OWNER, three, two, "right")
        tally = [(each.model, each.won, each.lost, each.same, each.share) for each in await studio.votes.tally(OWNER)]
        assert tally == [("two", 2, 0, 0, 1.0), ("one", 0, 1, 1, 0.25), ("three", 0, 1, 1, 0.25)]
        assert await studio.votes.pairs(OWNER, [one, two, three]) == []
        await studio.votes.cast(OWNER, one, two, "left")
        assert (await studio.votes.tally(OWNER))[0].model == "one"
        assert await studio.votes.tally("bob") == []
        assert await studio.votes.forget("bob") == 0
        assert await studio.votes.forget(OWNER) == 3
        assert await studio.votes.tally(OWNER) == []


async def test_a_vote_needs_two_results_of_one_s_own(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        one, two = await made(studio, "one"), await made(studio, "two")
        for owner, ids in (("bob", (one, two)), (OWNER, (one, "nothing"))):
            with pytest.raises(NotFound):
                await studio.votes.cast(owner, *ids, "left")
        with pytest.raises(NotPossible):
            await studio.votes.cast(OWNER, one, one, "left")
        with pytest.raises(FieldErrors):
            await studio.votes.cast(OWNER, one, two, "both")  # type: ignore[arg-type]
        await studio.library.delete(OWNER, [two])
        with pytest.raises(NotFound):
            await studio.votes.cast(OWNER, one, two, "left")


async def test_many_results_make_no_endless_row_of_pairs(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        ids = [await made(studio, model) for model in ("one", "two") for _ in range(8)]
        assert len(await studio.votes.pairs(OWNER, ids)) == MOST_PAIRS
