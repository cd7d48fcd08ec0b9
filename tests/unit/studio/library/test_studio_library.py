"""The library, download names, map labels, settings, and the file store's own rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from scripted_vendor import (
    OWNER,
    Edit,
    Material,
    Picture,
    QuickTime,
    ScriptedVendor,
    finished,
    open_studio,
    opened,
    png,
    run_job,
)

from providers.catalogue import REQUESTS, VENDORS
from providers.spec import Capability
from providers.task import Output
from studio.build import build_studio
from studio.errors import DataDirBusy, FieldErrors, NotFound, SettingsError
from studio.files.file_store import FileStore
from studio.files.naming import download_name, slug
from studio.ledger.job import JobState
from studio.library.library_search import Sought
from studio.settings import Settings

COLOURS = ("red", "green", "blue", "white", "black", "grey")


def pictures(*labels: str | None, certain: bool = True) -> ScriptedVendor:
    outputs = [
        Output("image", data=png(colour), label=label, label_certain=certain, facts={"seed": colour})
        for colour, label in zip(COLOURS, labels, strict=False)
    ]
    return ScriptedVendor(polls=[finished(*outputs)])


# --- pages -----------------------------------------------------------------------------------------------------------


async def test_pages_are_newest_first_and_complete(tmp_path: Path) -> None:
    time = QuickTime()
    async with open_studio(tmp_path, pictures(None, None, None), clock=time.clock) as studio:
        for number in range(4):
            time.passed_s += 60
            await run_job(studio, Picture(prompt=str(number)))
        seen: list[tuple[str, str]] = []
        before = None
        while items := await studio.library.page(OWNER, before=before, limit=5):
            seen += [(item.job.request["prompt"], item.asset.id) for item in items]
            before = items[-1].cursor
        assert [prompt for prompt, _ in seen] == [prompt for prompt in "3210" for _ in range(3)]
        assert len({asset_id for _, asset_id in seen}) == 12


async def test_the_newest_is_first_also_after_the_clock_was_set_back_or_forward(tmp_path: Path) -> None:
    time = QuickTime()
    async with open_studio(tmp_path, pictures(None), clock=time.clock) as studio:
        for number, ahead_s in enumerate((0, -7200, 400 * 86_400, 60)):
            time.passed_s = ahead_s
            await run_job(studio, Picture(prompt=str(number)))
    time.passed_s = -86_400
    async with open_studio(tmp_path, pictures(None), clock=time.clock) as studio:
        await run_job(studio, Picture(prompt="4"))
        assert [job.request["prompt"] for job in await studio.jobs.recent(OWNER)] == list("43210")
        assert [item.job.request["prompt"] for item in await studio.library.page(OWNER)] == list("43210")
        assert await studio.library.page("bob") == []
        assert await studio.library.page(OWNER, Sought(kind="video")) == []
        assert await studio.library.page("bob", before="9" * 18) == []


async def test_facts_of_a_result(tmp_path: Path) -> None:
    async with open_studio(tmp_path, pictures(None)) as studio:
        job = await run_job(studio, Picture(prompt="Red brick wall"))
        asset = job.outputs[0]
        item = await studio.library.get(OWNER, asset.id)
        assert studio.files.path(asset.sha256).read_bytes() == png("red")
    assert (item.asset, item.job) == (asset, job)
    assert (asset.name, asset.mime, asset.width, asset.height) == ("red-brick-wall.png", "image/png", 60, 40)
    assert (asset.bytes, asset.facts, asset.kind) == (len(png("red")), {"seed": "red"}, "image")


async def test_deleted_files_come_back(tmp_path: Path) -> None:
    async with open_studio(tmp_path, pictures(None, None)) as studio:
        job = await run_job(studio)
        first, second = job.outputs
        assert await studio.library.delete("bob", [first.id]) == 0
        assert await studio.library.delete(OWNER, [first.id, "no such"]) == 1
        assert await studio.library.delete(OWNER, [first.id]) == 0
        assert [item.asset for item in await studio.library.page(OWNER)] == [second]
        assert (await studio.jobs.get(OWNER, job.id)).outputs == (second,)
        with pytest.raises(NotFound):
            await studio.library.get(OWNER, first.id)
        assert await studio.library.restore("bob", [first.id]) == 0
        assert await studio.library.restore(OWNER, [first.id]) == 1
        assert (await studio.jobs.get(OWNER, job.id)).outputs == (first, second)


async def test_a_whole_job_is_chosen_by_its_id(tmp_path: Path) -> None:
    async with open_studio(tmp_path, pictures(None, None)) as studio:
        job, other = await run_job(studio), await run_job(studio)
        chosen = [f"job:{job.id}", job.outputs[0].id, other.outputs[1].id, "no such", "job:no such"]
        meant = [*(asset.id for asset in job.outputs), other.outputs[1].id]
        assert sorted(await studio.library.chosen(OWNER, chosen)) == sorted(meant)
        assert await studio.library.chosen("bob", chosen) == []
        await studio.library.delete(OWNER, [job.outputs[0].id])
        assert await studio.library.chosen(OWNER, [f"job:{job.id}"]) == [job.outputs[1].id]
        thousands = [*(f"none {number}" for number in range(40_000)), other.outputs[1].id]
        assert await studio.library.chosen(OWNER, thousands) == [other.outputs[1].id]


async def test_recent_jobs_by_panel_and_page(tmp_path: Path) -> None:
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        for number in range(5):
            await run_job(studio, (Edit if number % 2 else Picture)(prompt=str(number)))
        everything = await studio.jobs.recent(OWNER)
        assert [job.request["prompt"] for job in everything] == list("43210")
        first = await studio.jobs.recent(OWNER, limit=2)
        second = await studio.jobs.recent(OWNER, limit=2, before=first[-1].created_at)
        assert first + second == everything[:4]
        edits = await studio.jobs.recent(OWNER, capability=Capability.IMAGE_EDIT)
        assert [job.request["prompt"] for job in edits] == list("31")
        assert await studio.jobs.recent("bob") == []
        with pytest.raises(NotFound):
            await studio.jobs.get("bob", everything[0].id)


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("Red brick wall, wet", "red-brick-wall-wet"),
        ("红砖墙", "红砖墙"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\0b\u202egnp.exe", "a-b-gnp-exe"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("!!!", ""),
        ("word " * 40, "word-word-word-word-word-word-word-word-word"),
        ("x" * 500, "x" * 48),
    ],
)
def test_slug(prompt: str, name: str) -> None:
    assert slug(prompt) == name


def test_download_names() -> None:
    assert download_name("Oak floor", "ambient_occlusion", 3, 6, "png") == "oak-floor-ambient-occlusion.png"
    assert download_name("Oak floor", None, 1, 4, "jpg") == "oak-floor-2.jpg"
    assert download_name("", None, 0, 1, "mp4") == "easel.mp4"


# --- map labels ------------------------------------------------------------------------------------------------------


@dataclass
class Guess:
    label: str | None


async def test_unlabelled_maps_are_guessed_and_marked(tmp_path: Path) -> None:
    looked_at: list[Sequence[bytes]] = []

    def classify(images: Sequence[bytes]) -> list[Guess]:
        looked_at.append(images)
        return [Guess("texture"), Guess("height"), Guess("basecolor"), Guess(None)]

    vendor = pictures(None, "basecolor", None, None)
    async with open_studio(tmp_path, vendor, classify=classify) as studio:
        job = await run_job(studio, Material(prompt="Oak"))
    assert looked_at == [[png(colour) for colour in COLOURS[:4]]]
    assert [(each.label, each.label_certain, each.name) for each in job.outputs] == [
        ("texture", False, "oak-texture.png"),
        ("basecolor", True, "oak-basecolor.png"),
        (None, True, "oak-3.png"),  # "basecolor" is taken by a certain one
        (None, True, "oak-4.png"),
    ]


async def test_uncertain_labels_are_looked_at_again_and_certain_ones_left(tmp_path: Path) -> None:
    vendor = pictures("normal", "height", certain=False)
    async with open_studio(tmp_path, vendor, classify=lambda images: [Guess("height"), Guess(None)]) as studio:
        job = await run_job(studio, Material())
    assert [(each.label, each.label_certain) for each in job.outputs] == [("height", False), (None, True)]
    vendor = pictures("normal")
    async with open_studio(tmp_path, vendor, classify=lambda images: [Guess("height")]) as studio:
        job = await run_job(studio, Material())
        other = await run_job(studio, Picture())
    assert (job.outputs[0].label, job.outputs[0].label_certain) == ("normal", True)
    assert other.outputs[0].label == "normal"


async def test_a_classifier_that_fails_costs_nothing(tmp_path: Path) -> None:
    def classify(images: Sequence[bytes]) -> list[Guess]:
        raise ValueError("cannot tell")

    async with open_studio(tmp_path, pictures(None), classify=classify) as studio:
        job = await run_job(studio, Material())
    assert (job.state, len(job.outputs)) == (JobState.SUCCEEDED, 1)


async def test_people_correct_labels(tmp_path: Path) -> None:
    async with open_studio(tmp_path, pictures("roughness", "metalness", certain=False)) as studio:
        first, second = (await run_job(studio, Material(prompt="Oak"))).outputs
        item = await studio.library.relabel(OWNER, first.id, "metalness")
        assert (item.asset.label, item.asset.label_certain) == ("metalness", True)
        assert item.asset.name == "oak-metalness.png"
        swapped = (await studio.library.get(OWNER, second.id)).asset
        assert (swapped.label, swapped.label_certain, swapped.name) == ("roughness", False, "oak-roughness.png")
        with pytest.raises(FieldErrors, match="no map called shine"):
            await studio.library.relabel(OWNER, first.id, "shine")
        with pytest.raises(NotFound):
            await studio.library.relabel("bob", first.id, "height")


# --- the store -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sha256", ["", "../../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n", "0" * 65])
def test_only_digests_name_files(sha256: str, tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    for place in (store.path, store.thumbnail):
        with pytest.raises(NotFound):
            place(sha256)


async def test_equal_files_are_stored_once_and_leftovers_removed(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "data")
    store.open()
    (tmp_path / "a.png").write_bytes(png())
    first, second = await store.keep_copy(tmp_path / "a.png"), await store.keep_copy(tmp_path / "a.png")
    assert first == second
    store.new_partial().write_bytes(b"half")
    store.open()
    kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert sorted(kept) == sorted([store.path(first.sha256), store.thumbnail(first.sha256)])


async def test_a_missing_thumbnail_is_drawn_again(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "data")
    store.open()
    (tmp_path / "a.png").write_bytes(png())
    sha256 = (await store.keep_copy(tmp_path / "a.png")).sha256
    store.thumbnail(sha256).unlink()
    assert (await store.ensure_thumbnail(sha256)).exists()
    with pytest.raises(NotFound):
        await store.ensure_thumbnail("0" * 64)


async def test_a_thumbnail_may_wait_until_it_is_asked_for(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "data")
    store.open()
    partial = store.new_partial()
    partial.write_bytes(png())
    kept = await store.keep(partial, draw=False)
    assert not store.thumbnail(kept.sha256).exists()
    assert (await store.ensure_thumbnail(kept.sha256)).exists()


# --- settings and building -------------------------------------------------------------------------------------------


def test_settings_from_the_environment(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {
            "EASEL_DATA_DIR": str(tmp_path),
            "GRADIO_SERVER_NAME": "0.0.0.0",
            "GRADIO_SERVER_PORT": "7861",
            "FOXAPI_API_KEY": " secret-fox ",
            "FOXAPI_BASE_URL": "https://api.aihubmax.com/v1/",
            "ANYFAST_API_KEY": "",
            "ANYFAST_BASE_URL": "",
        },
        VENDORS,
    )
    assert (settings.data_dir, settings.server_name, settings.server_port) == (tmp_path, "0.0.0.0", 7861)
    fox, anyfast = settings.vendors["foxapi"], settings.vendors["anyfast"]
    assert fox.base_url == "https://api.aihubmax.com"
    assert fox.api_key is not None
    assert fox.api_key.get_secret_value() == "secret-fox"
    assert anyfast.api_key is None
    assert anyfast.base_url == "https://www.anyfast.com.cn"
    assert "secret-fox" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_settings_by_default() -> None:
    settings = Settings.from_env({}, VENDORS)
    assert settings.data_dir.name == "easel"
    assert (settings.server_name, settings.server_port) == ("127.0.0.1", None)
    assert all(vendor.api_key is None for vendor in settings.vendors.values())


@pytest.mark.parametrize(
    ("env", "names"),
    [
        ({"GRADIO_SERVER_PORT": "http"}, "GRADIO_SERVER_PORT"),
        ({"GRADIO_SERVER_PORT": "70000"}, "GRADIO_SERVER_PORT"),
        ({"FOXAPI_BASE_URL": "api.foxapi.cc"}, "FOXAPI_BASE_URL"),
    ],
)
def test_bad_settings_are_named(env: dict[str, str], names: str) -> None:
    with pytest.raises(SettingsError, match=names):
        Settings.from_env(env, VENDORS)


async def test_vendors_without_a_key_are_played_by_the_sandbox(tmp_path: Path) -> None:
    asked: list[tuple[str, str | None]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((str(request.url), request.headers.get("authorization")))
        if request.method == "POST":
            return httpx.Response(200, json={"data": [{"url": "http://anyfast.sandbox.invalid/files/a.png"}]})
        return httpx.Response(200, content=png())

    settings = Settings.from_env({"EASEL_DATA_DIR": str(tmp_path), "FOXAPI_API_KEY": "secret-fox"}, VENDORS)
    studio = build_studio(settings, sandbox=httpx.MockTransport(answer))
    with pytest.raises(DataDirBusy):
        build_studio(settings, sandbox=None)
    assert [(each.name, each.live) for each in studio.gateways] == [("foxapi", True), ("anyfast", False)]
    assert "secret-fox" not in repr(studio)
    request = REQUESTS["anyfast_wan2_7_image"]
    async with studio.lifespan():
        values = {"model": next(iter(request.model_labels)), "prompt": "a wall"}
        job = await run_job(studio, request.model_validate(values))
    assert (job.state, job.sandbox, job.charged) == (JobState.SUCCEEDED, True, "no")
    assert asked == [
        ("http://anyfast.sandbox.invalid/v1/images/generations", "Bearer sandbox"),
        ("http://anyfast.sandbox.invalid/files/a.png", None),
    ]


async def test_a_vendor_without_key_and_sandbox_starts_no_job(tmp_path: Path) -> None:
    studio = build_studio(Settings.from_env({"EASEL_DATA_DIR": str(tmp_path)}, VENDORS), sandbox=None)
    request = REQUESTS["anyfast_wan2_7_image"]
    async with studio.lifespan():
        wall = request.model_validate({"model": next(iter(request.model_labels)), "prompt": "a wall"})
        with pytest.raises(FieldErrors, match="set ANYFAST_API_KEY"):
            await studio.jobs.start(OWNER, wall)
        assert await studio.jobs.recent(OWNER) == []


async def test_the_key_reaches_neither_database_nor_files(tmp_path: Path) -> None:
    vendor = ScriptedVendor([opened(cost_note="5 credits")])
    async with open_studio(tmp_path, vendor) as studio:
        await run_job(studio)
    assert vendor.keys == {"key-that-nobody-may-see"}
    files = [path for path in tmp_path.rglob("*") if path.is_file()]  # noqa: ASYNC240 - nothing else runs here
    assert len(files) >= 3
    for path in files:
        assert b"key-that-nobody-may-see" not in path.read_bytes(), path


async def test_created_at_never_repeats_over_a_restart(tmp_path: Path) -> None:
    moments = []
    for _ in range(2):
        async with open_studio(tmp_path, ScriptedVendor(), clock=QuickTime().clock) as studio:
            moments += [(await studio.jobs.start(OWNER, Picture())).created_at for _ in range(3)]
    assert moments == sorted(set(moments))
