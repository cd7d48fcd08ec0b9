"""Maps that were ordered or loaded later join the material they belong to, free, whatever happens meanwhile."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import numpy as np
import pytest
from pydantic import Field
from scripted_vendor import (
    OWNER,
    REQUESTS,
    Gate,
    Material,
    Picture,
    ScriptedVendor,
    failed,
    finished,
    open_studio,
    run_job,
    until,
)

from materials.drawing.draw import draw
from materials.errors import Incomplete
from materials.maps.merge import merged
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import MapName
from materials.pixels.encode import encode_map
from providers.errors import Unavailable
from providers.spec import Capability, Media, Role, Shown
from providers.task import Output, Task
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.jobs.job_happenings import WAITING_FOR_MAPS
from studio.ledger.job import Job, JobState
from studio.sentences.sentences import sentence_of
from studio.studio import Studio


@lru_cache
def brick(name: MapName, seed: int = 1) -> bytes:
    return encode_map(draw("red brick wall", seed=seed, size_px=64).material, name)


def made(*names: MapName, seed: int = 1) -> Task:
    return finished(*(Output("image", data=brick(name, seed), label=name) for name in names))


async def ended(studio: Studio, job: Job) -> Job:
    job = await studio.jobs.wait(OWNER, job.id, 20)
    assert job.state.final, job
    return job


async def ordered_for(studio: Studio, before: Job, *maps: str) -> tuple[Job, Job]:
    order = await studio.jobs.start(OWNER, Material(prompt="maps"))
    wish = {"material": before.id, "maps_from": order.id, "maps": list(maps)}
    return order, await studio.workbench.start(OWNER, "merge_maps", wish)


class Maps(Picture):
    """Works out maps of a picture; it calls everything otherwise."""

    endpoint = "scripted_maps"
    capability = Capability.PBR_MATERIAL

    source: Annotated[str, Media("image"), Shown(Role.IMAGES, "Picture")]
    wanted: Annotated[
        list[Literal["normal", "height"]],
        Field(min_length=1),
        Shown(Role.MAPS, "Maps", choices={"normal": "Normal", "height": "Height"}),
    ]


def shas(job: Job) -> dict[str | None, str]:
    return {asset.label: asset.sha256 for asset in job.outputs}


async def test_ordered_maps_become_a_version_of_the_material_once_they_are_here(tmp_path: Path) -> None:
    answer = Gate(made("normal", "roughness", seed=2))
    vendor = ScriptedVendor(polls=[made("basecolor", "normal"), answer])
    async with open_studio(tmp_path, vendor) as studio:
        before = await run_job(studio, Material(prompt="Old bricks"))
        order, waiting = await ordered_for(studio, before, "normal", "roughness", "metalness")

        async def says_so() -> bool:
            return (await studio.jobs.get(OWNER, waiting.id)).happened == WAITING_FOR_MAPS

        await until(says_so)
        answer.open()
        version, order = await ended(studio, waiting), await ended(studio, order)
        assert await studio.jobs.get(OWNER, before.id) == before
    assert (version.state, version.charged, version.made_from) == (JobState.SUCCEEDED, "no", before.id)
    assert shas(version) == {"basecolor": shas(before)["basecolor"]} | shas(order), "the files are the very same"
    assert {asset.facts["origin"] for asset in version.outputs} == {"vendor"}
    assert "The other material has no metalness." in sentence_of(version.happened)
    assert len(vendor.submitted) == 2


async def test_a_restart_goes_on_waiting_and_loses_nothing(tmp_path: Path) -> None:
    first = ScriptedVendor(polls=[made("basecolor"), Gate(made("height"))])
    async with open_studio(tmp_path, first) as studio:
        before = await run_job(studio, Material())
        order, waiting = await ordered_for(studio, before, "height")
    async with open_studio(tmp_path, ScriptedVendor(polls=[Unavailable("away"), made("height")])) as studio:
        version = await ended(studio, waiting)
        assert shas(version) == shas(before) | shas(await studio.jobs.get(OWNER, order.id))


async def test_an_order_that_fails_leaves_the_material_alone_and_says_so(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor(polls=[made("basecolor"), failed()])) as studio:
        before = await run_job(studio, Material())
        _, waiting = await ordered_for(studio, before, "normal")
        version = await ended(studio, waiting)
        assert (version.state, version.charged, version.outputs) == (JobState.FAILED, "no", ())
        assert "No map came" in sentence_of(version.happened)


async def test_who_no_longer_wants_the_version_still_gets_the_maps(tmp_path: Path) -> None:
    answer = Gate(made("normal"))
    async with open_studio(tmp_path, ScriptedVendor(polls=[made("basecolor"), answer])) as studio:
        before = await run_job(studio, Material())
        order, waiting = await ordered_for(studio, before, "normal")
        await answer.reached.wait()
        assert (await studio.jobs.stop(OWNER, waiting.id)).state is JobState.STOPPED
        answer.open()
        assert shas(await ended(studio, order)).keys() == {"normal"}
        by_hand = {"material": before.id, "maps_from": order.id, "maps": ["normal"]}
        version = await ended(studio, await studio.workbench.start(OWNER, "merge_maps", by_hand))
        assert shas(version).keys() == {"basecolor", "normal"}
        with pytest.raises(FieldErrors):
            await studio.workbench.start("bob", "merge_maps", by_hand)


async def test_an_order_is_of_the_base_colour_and_its_maps_join_the_material(tmp_path: Path) -> None:
    vendor = ScriptedVendor(polls=[made("height", "basecolor"), made("normal", seed=2)])
    options: dict[str, Any] = {"requests": {**REQUESTS, Maps.endpoint: Maps}, "maps_request": Maps}
    async with open_studio(tmp_path, vendor, **options) as studio:
        before, orders = await run_job(studio, Material(prompt="Old bricks")), studio.map_orders
        assert orders.offered == ("normal", "height")
        assert orders.draft(["height"]).settings()["wanted"] == ["height"]
        for maps, says in (([], "at least one map"), (["metalness"], "Choose"), (None, "list"), ("normal", "list")):
            with pytest.raises(NotPossible, match=says):
                await orders.start(OWNER, before.id, maps)
        with pytest.raises(NotFound):
            await orders.start("bob", before.id, ["normal"])
        order = await ended(studio, await orders.start(OWNER, before.id, ["normal"]))
        [version] = [job for job in await studio.jobs.recent(OWNER) if job.made_from == before.id]
        version = await ended(studio, version)
        assert order.request["source"] == f"easel:{shas(before)['basecolor']}"
        assert shas(version) == shas(before) | shas(order)
    assert len(vendor.submitted) == 2, "what was refused was not sent"


async def test_a_material_without_a_picture_and_a_studio_without_such_a_vendor_say_so(tmp_path: Path) -> None:
    options: dict[str, Any] = {"requests": {**REQUESTS, Maps.endpoint: Maps}, "maps_request": Maps}
    async with open_studio(tmp_path, ScriptedVendor(polls=[made("normal")]), **options) as studio:
        before = await run_job(studio, Material())
        with pytest.raises(NotPossible, match="this material has none"):
            await studio.map_orders.start(OWNER, before.id, ["normal"])
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        for ask in (lambda: studio.map_orders.offered, lambda: studio.map_orders.provider):
            with pytest.raises(NotPossible, match="No vendor here works out maps"):
                ask()


def test_maps_are_fitted_to_the_material_that_takes_them() -> None:
    wall = TextureSet.from_material(draw("red brick wall", seed=1, size_px=64).material)
    large = TextureSet.from_material(draw("gravel", seed=1, size_px=128).material, origin="vendor")
    both = merged(wall, large, ["roughness", "basecolor"])
    assert {map_.size_px for map_ in both.maps.values()} == {(64, 64)}
    assert both.maps["roughness"].origin == "vendor"
    assert both.maps["normal"] is wall.maps["normal"]
    assert (both.size_m, both.height_range_m) == (wall.size_m, wall.height_range_m)
    wide = TextureSet({"roughness": TextureMap(np.zeros((64, 128), np.float32))})
    for other, names in ((wide, ["roughness"]), (large, [])):
        with pytest.raises(Incomplete):
            merged(wall, other, names)  # pyright: ignore[reportArgumentType]
