"""Profiles of people: photographs are checked and packed, the job is sent once, and its id is kept by name."""

import asyncio
import io
import shutil
import zipfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from scripted_vendor import OWNER, QuickTime, until

from providers.catalogue import PROFILE_REQUEST, REQUESTS
from providers.foxapi.answers import read_task
from providers.foxapi.tasks import FoxApi
from providers.task import Output
from sandbox.gateway import create_gateway
from sandbox.protocol.faults import Faults
from studio.assembly import assemble
from studio.errors import FieldErrors, NotFound, OverBudget
from studio.ledger.job import JobState
from studio.people.photo_archive import write_photo_archive
from studio.people.profiles import FEWEST_PHOTOS
from studio.sentences.sentences import sentence_of
from studio.settings import Settings
from studio.studio import Studio
from studio.vendors.gateways import Gateway


class World:
    """A studio whose FoxAPI is the sandbox gateway, and what reached it."""

    def __init__(self, root: Path) -> None:
        self.time, self.faults, self.root = QuickTime(), Faults(), root
        self.posts: list[httpx.Request] = []
        unix = lambda: self.time.now().timestamp()  # noqa: E731
        gateway = create_gateway(root / "gateway", faults=self.faults, clock=unix, sleep=self.time.clock.sleep)
        inner = httpx.ASGITransport(app=gateway)

        async def handle(request: httpx.Request) -> httpx.Response:
            if request.method == "POST" and request.url.path.endswith("/generations"):
                self.posts.append(request)
            return await inner.handle_async_request(request)

        self.transport = httpx.MockTransport(handle)
        self._unix = unix

    @asynccontextmanager
    async def studio(self, **settings: Any) -> AsyncGenerator[Studio]:
        address = "http://foxapi.sandbox.invalid"
        fox = FoxApi(address, transport=self.transport, sleep=self.time.clock.sleep, now=self._unix)
        ways = [Gateway.to(fox, api_key="sk-a-key", base_url=address, sandbox=False)]
        made = assemble(
            Settings(data_dir=self.root / "data", **settings),
            ways,
            requests={**REQUESTS, PROFILE_REQUEST.endpoint: PROFILE_REQUEST},
            profile_request=PROFILE_REQUEST,
            sandbox=self.transport,
            clock=self.time.clock,
        )
        async with made.lifespan():
            yield made


async def photos(studio: Studio, folder: Path) -> list[str]:
    values: list[str] = []
    for number in range(FEWEST_PHOTOS):
        path = folder / "photo.png"
        Image.new("RGB", (48, 32), (number, 90, 7)).save(path)
        values.append((await studio.references.keep(OWNER, path, f"photo {number}.png")).value)
    return values


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A data folder with enough photographs, kept once for all tests, and their references."""
    root = tmp_path_factory.mktemp("stocked")

    async def stock() -> list[str]:
        async with World(root).studio() as studio:
            return await photos(studio, root)

    with asyncio.Runner() as runner:
        return root / "data", runner.run(stock())


@pytest.fixture
def values(stocked: tuple[Path, list[str]]) -> list[str]:
    return stocked[1]


@pytest.fixture
def world(tmp_path: Path, stocked: tuple[Path, list[str]]) -> World:
    shutil.copytree(stocked[0], tmp_path / "data")
    return World(tmp_path)


async def test_a_profile_is_made_once_and_kept_by_its_name(world: World, values: list[str]) -> None:
    async with world.studio() as studio:
        job = await studio.profiles.start(OWNER, " Ada \n Lovelace ", values)
        [waiting] = await studio.profiles.list(OWNER)
        assert (waiting.name, waiting.profile_id, waiting.photos) == ("Ada Lovelace", None, FEWEST_PHOTOS)
        job = await studio.jobs.wait(OWNER, job.id, 20)
        assert (job.state, job.charged, job.outputs) == (JobState.SUCCEEDED, "yes", ())
        assert sentence_of(job.happened) == "The profile is ready. It was charged."
        [made] = await studio.profiles.list(OWNER)
        assert made.profile_id is not None
        assert made.profile_id.startswith("profile_")
        assert len(world.posts) == 1
        with pytest.raises(NotFound):  # the ZIP of somebody's photographs is not kept any longer
            await studio.references.info(OWNER, job.request["image_archive_url"])
        await studio.profiles.rename(OWNER, made.id, "Countess")
        assert [each.name for each in await studio.profiles.list(OWNER)] == ["Countess"]
        assert await studio.profiles.list("bob") == []
        for call in (studio.profiles.remove("bob", made.id), studio.profiles.rename("bob", made.id, "Mine")):
            with pytest.raises(NotFound):
                await call
        await studio.profiles.remove(OWNER, made.id)
        assert await studio.profiles.list(OWNER) == []


async def test_what_is_no_set_of_photographs_is_said_before_anything_is_sent(world: World, values: list[str]) -> None:
    async with world.studio() as studio:
        for name, given, field, words in (
            ("Ada", values[1:], "photos", "Use 30 to 50 photographs. There are 29."),
            ("Ada", values * 2, "photos", "One photograph is there twice."),
            ("Ada", [*values[1:], "easel:" + "0" * 64], "photos", "Photograph 30 is no longer stored."),
            (" ", values, "name", "Give the profile a name."),
        ):
            with pytest.raises(FieldErrors) as refused:
                await studio.profiles.start(OWNER, name, given)
            assert refused.value.fields[field].startswith(words)
        with pytest.raises(FieldErrors):
            await studio.profiles.start("bob", "Ada", values)
        assert (world.posts, await studio.profiles.list(OWNER)) == ([], [])


async def test_a_profile_is_written_only_with_its_job(world: World, values: list[str]) -> None:
    async with world.studio(budget_daily_usd=1.0, prices={"phota-create-profile": 2.0}) as studio:
        with pytest.raises(OverBudget):
            await studio.profiles.start(OWNER, "Ada", values)
        assert (world.posts, await studio.profiles.list(OWNER)) == ([], [])


@pytest.mark.parametrize(
    ("fault", "state", "charged", "posts"),
    [
        ("create-402", JobState.FAILED, "no", 1),
        ("create-500", JobState.UNKNOWN, "maybe", 1),
        ("create-cut", JobState.UNKNOWN, "maybe", 1),
        ("task-fails", JobState.FAILED, "maybe", 1),
        ("upload-413", JobState.FAILED, "no", 0),
        ("poll-empty:3", JobState.SUCCEEDED, "yes", 1),
        ("poll-string-results", JobState.SUCCEEDED, "yes", 1),
        ("poll-500:7", JobState.SUCCEEDED, "yes", 1),
    ],
)
async def test_faults_on_the_way(
    world: World, values: list[str], fault: str, state: JobState, charged: str, posts: int
) -> None:
    async with world.studio() as studio:
        world.faults.set([fault])
        job = await studio.jobs.wait(OWNER, (await studio.profiles.start(OWNER, "Ada", values)).id, 20)
        assert (job.state, job.charged, len(world.posts)) == (state, charged, posts), sentence_of(job.happened)
        [profile] = await studio.profiles.list(OWNER)
        assert bool(profile.profile_id) == (state is JobState.SUCCEEDED)


async def test_a_restart_brings_the_profile_home_without_sending_it_again(world: World, values: list[str]) -> None:
    async with world.studio() as studio:
        job = await studio.profiles.start(OWNER, "Ada", values)

        async def sent() -> bool:
            return (await studio.jobs.get(OWNER, job.id)).task_id is not None

        await until(sent)
    async with world.studio() as studio:
        await studio.jobs.wait(OWNER, job.id, 20)
        [profile] = await studio.profiles.list(OWNER)
        assert profile.profile_id is not None
        assert len(world.posts) == 1


def test_the_zip_holds_upright_jpegs_and_nothing_else_of_the_photographs(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "at home"
    first, second = tmp_path / "at home.jpg", tmp_path / "b.png"
    Image.new("RGB", (3000, 1500), "teal").save(first, exif=exif)
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(second)
    target, again = tmp_path / "one.zip", tmp_path / "two.zip"
    for path in (target, again):
        write_photo_archive([first, second], path)
    assert target.read_bytes() == again.read_bytes()
    assert b"at home" not in target.read_bytes()
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["photo-01.jpg", "photo-02.jpg"]
        pictures = [Image.open(io.BytesIO(archive.read(name))) for name in archive.namelist()]
    assert [picture.size for picture in pictures] == [(1024, 2048), (40, 30)]
    assert all(value > 240 for value in pictures[1].getpixel((5, 5)))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "results",
    [
        [{"result_type": "profile", "profile_id": "profile_1"}],
        {"profile_id": "profile_1"},
    ],
)
def test_a_profile_is_read_from_every_shape_of_an_answer(results: Any) -> None:
    task = read_task({"id": "t", "status": "completed", "type": "image", "results": results})
    assert task.outputs == (Output("profile", facts={"profile_id": "profile_1"}),)
    odd = read_task({"id": "t", "status": "completed", "results": [{"profile_id": "x" * 999}, {"profile_id": 7.5}]})
    assert odd.outputs == ()
