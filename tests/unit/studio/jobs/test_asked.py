"""The one way from settings to a request: names put in, every wrong field a sentence."""

from typing import Any

import pytest
from invented_model import Invented
from known_names import CUP, HAT, Names

from studio.errors import FieldErrors
from studio.jobs.asked import asked_request


async def refused(settings: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(FieldErrors) as found:
        await asked_request(Names(), "ann", Invented, settings)
    return found.value.fields


async def test_names_are_put_in_before_the_request_is_judged() -> None:
    request = await asked_request(Names(), "ann", Invented, {"prompt": "@cup", "images": [HAT]})
    assert request.settings() == {"model": "invented-1", "prompt": "image 2", "images": [HAT, CUP]}


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


async def test_what_was_handed_in_stays_as_it_was() -> None:
    given: dict[str, Any] = {"prompt": "@cup", "images": [HAT]}
    await asked_request(Names(), "ann", Invented, given)
    assert given == {"prompt": "@cup", "images": [HAT]}
