"""Going on from a result: new seeds, or its seed on another model."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from file_shelf import asset
from file_shelf import job as usual_job
from full_settings import FULL

from providers.catalogue import REQUESTS, by_capability
from providers.fields import MAX_SEED
from providers.spec import Role
from studio.jobs.build_on import on_other_model, others
from studio.ledger.job import Job
from ui.asking.file_links import FileLinks
from ui.asking.page import Page
from ui.wishes.reuse_wishes import NO_SEED_TAKEN, SEED_UNKNOWN, Reuse, new_seed, other_model

CASES = [(endpoint, settings) for endpoint, cases in FULL.items() for settings in cases]
PAGE = Page(SimpleNamespace(requests=REQUESTS), FileLinks(b"0" * 32))  # type: ignore[arg-type]
WIDE = {"model": "wan-2.7-image", "prompt": "p", "image_size": "landscape_16_9"}


def made(endpoint: str, settings: dict[str, Any], **facts: str) -> Job:
    cls = REQUESTS[endpoint]
    request = cls.model_validate(settings).settings()
    outputs = (asset("a1", "0" * 64, facts=facts),)
    return replace(
        usual_job(outputs), endpoint=endpoint, provider=cls.provider, model=settings["model"],
        capability=cls.capability, request=request,
    )  # fmt: skip


@pytest.mark.parametrize(("endpoint", "settings"), CASES)
def test_a_variation_differs_in_its_seed_alone(endpoint: str, settings: dict[str, Any]) -> None:
    job = made(endpoint, settings)
    seed = REQUESTS[endpoint].field_of(Role.SEED)
    new, say = new_seed(REQUESTS[endpoint], job)
    assert {**new, seed: None} == {**job.request, seed: None}
    if seed is None:
        assert say == NO_SEED_TAKEN
        return
    seeds = {new_seed(REQUESTS[endpoint], job)[0][seed] for _ in range(20)}
    assert len(seeds) > 10
    assert all(0 <= one <= MAX_SEED for one in seeds)
    assert REQUESTS[endpoint].model_validate(new)


@pytest.mark.parametrize(("endpoint", "settings"), CASES)
def test_every_other_model_takes_what_it_can(endpoint: str, settings: dict[str, Any]) -> None:
    job = made(endpoint, settings, seed="77")
    offered = others(REQUESTS, job)
    assert f"{endpoint}/{job.model}" not in offered
    assert {cls for cls, _ in offered.values()} <= set(by_capability(REQUESTS, job.capability))
    for cls, model in offered.values():
        filled = on_other_model(REQUESTS, job, job.outputs[0], cls, model)
        filled = {name: value for name, value in filled.items() if value is not None}
        prompt = str(cls.field_of(Role.PROMPT))
        assert filled.get(prompt) == settings.get("prompt")
        request = cls.model_validate({prompt: "Where there was none, people write one", **filled})
        asked = settings.get(str(REQUESTS[endpoint].field_of(Role.SEED)))
        assert getattr(request, str(cls.field_of(Role.SEED))) == (77 if asked is None else asked)
        images, name = REQUESTS[endpoint].field_of(Role.IMAGES), cls.field_of(Role.IMAGES)
        assert (images is None) == (name is None)
        if images and name:
            one_or_more = settings[images]
            assert getattr(request, name) == ([one_or_more] if isinstance(one_or_more, str) else one_or_more)


@pytest.mark.parametrize(
    ("endpoint", "settings", "key", "size"),
    [
        ("foxapi_wan_2_7_image", WIDE, "anyfast_wan2_7_image/wan2.7-image", "1024x576"),
        (
            "foxapi_wan_2_7_image", {**WIDE, "image_size": {"width": 1280, "height": 720}},
            "anyfast_wan2_7_image/wan2.7-image", "1280x720",
        ),
        (
            "anyfast_wan2_7_image", {"model": "wan2.7-image", "prompt": "p", "size": "1536x640"},
            "foxapi_wan_2_7_image/wan-2.7-image-pro", {"width": 1536, "height": 640},
        ),
        ("foxapi_wan_2_7_image", WIDE, "foxapi_wan_2_7_image/wan-2.7-image-pro", "landscape_16_9"),
    ],
)  # fmt: skip
def test_a_size_goes_along_in_the_other_model_s_words(
    endpoint: str, settings: dict[str, Any], key: str, size: Any
) -> None:
    job = made(endpoint, settings, seed="77")
    cls, model = others(REQUESTS, job)[key]
    filled = on_other_model(REQUESTS, job, job.outputs[0], cls, model)
    assert filled[str(cls.field_of(Role.SIZE))] == size


def test_a_seed_that_nobody_knows_is_said() -> None:
    job = made("foxapi_wan_2_7_image", WIDE)
    asked = Reuse(job.id, "a1", "foxapi_wan_2_7_image/wan-2.7-image-pro")
    filled, say = other_model(PAGE, job, asked) or ({}, "")
    assert (filled["seed"], say) == (None, SEED_UNKNOWN)
