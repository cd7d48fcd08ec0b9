"""The one way from settings to a request: names put in, every wrong field a sentence."""

from typing import Annotated, Any, ClassVar

import pytest
from invented_model import Invented
from known_names import CUP, HAT, Names
from pydantic import Field

from providers.fields import MAX_SEED
from providers.spec import GenerationRequest, Role, Shown
from studio.errors import FieldErrors
from studio.jobs.asked import asked_request
from studio.jobs.seeds import VENDORS_SEED, new_seed, with_seed


async def refused(settings: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(FieldErrors) as found:
        await asked_request(Names(), "ann", Invented, settings)
    return found.value.fields


async def test_names_are_put_in_before_the_request_is_judged() -> None:
    request = await asked_request(Names(), "ann", Invented, {"prompt": "@cup", "images": [HAT], "seed": 5})
    assert request.settings() == {"model": "invented-1", "prompt": "image 2", "seed": 5, "images": [HAT, CUP]}


async def test_what_names_bring_counts_against_the_limits() -> None:
    given = {"prompt": "@cup", "images": [HAT, "https://example.com/a.png"]}
    assert await refused(given) == {"images": "Use at most 2; there are 3."}


async def test_every_wrong_field_has_its_sentence() -> None:
    assert await refused({"prompt": "a" * 9, "seed": "soon", "hue": 3}) == {
        "prompt": "Use at most 7 characters; this has 9.",
        "seed": "Use a whole number.",
        "hue": "This model has no such setting.",
    }
    assert await refused({}) == {"prompt": "Write a prompt first."}
    assert await refused({"prompt": ["@cup"]}) == {"prompt": "Give a text."}


async def test_a_name_of_files_that_the_model_does_not_take_is_said_at_the_prompt() -> None:
    assert (await refused({"prompt": "@walk"})).keys() == {"prompt"}


@pytest.mark.parametrize("empty", [{}, {"seed": None}, {"seed": ""}])
async def test_a_seed_is_chosen_where_none_is_given(empty: dict[str, Any]) -> None:
    requests = [await asked_request(Names(), "ann", Invented, {"prompt": "a cup", **empty}) for _ in range(9)]
    seeds = [request.settings()["seed"] for request in requests]
    assert len({*seeds}) > 5
    assert all(3 <= seed <= MAX_SEED for seed in seeds)


async def test_a_seed_that_is_given_stays_and_the_vendor_may_choose() -> None:
    given = [await asked_request(Names(), "ann", Invented, {"prompt": "a cup", "seed": s}) for s in (3, VENDORS_SEED)]
    assert [request.settings().get("seed") for request in given] == [3, None]


def test_a_seed_for_several_models_suits_all_and_a_model_without_one_is_left_alone() -> None:
    class Narrow(Invented):
        endpoint: ClassVar[str] = "narrow_model"
        seed: Annotated[int | None, Field(ge=0, le=4), Shown(Role.SEED, "Seed")] = None

    class Without(GenerationRequest):
        prompt: Annotated[str, Shown(Role.PROMPT, "Prompt")] = ""

    assert {new_seed(Narrow, Invented, Without) for _ in range(50)} == {3, 4}
    assert with_seed(Without, {"prompt": "a"}) == {"prompt": "a"}


async def test_what_was_handed_in_stays_as_it_was() -> None:
    given: dict[str, Any] = {"prompt": "@cup", "images": [HAT]}
    await asked_request(Names(), "ann", Invented, given)
    assert given == {"prompt": "@cup", "images": [HAT]}
