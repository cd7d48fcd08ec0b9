"""Favourites, tags, notes, and the bin: what leaves it and what never does."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import NOON, OWNER, Picture, QuickTime, ScriptedVendor, finished, make_studio, open_studio, png
from scripted_vendor import run_job as run
from sqlalchemy import Engine, event, text, update

from providers.task import Output
from studio.errors import FieldErrors, NotFound
from studio.files.file_store import FileStore
from studio.ledger.job import JobState
from studio.ledger.tables import jobs
from studio.library.bin import KEPT_DAYS
from studio.library.library_search import Sought
from studio.outside import Outside
from studio.studio import Studio


def two() -> ScriptedVendor:
    return ScriptedVendor(polls=[finished(Output("image", data=png("red")), Output("image", data=png("blue")))])


async def ids(studio: Studio, wanted: Sought | None = None, owner: str = OWNER) -> list[str]:
    return [item.asset.id for item in await studio.library.page(owner, wanted)]


async def test_a_page_reads_its_files_and_their_jobs_once(tmp_path: Path) -> None:
    async with open_studio(tmp_path, two()) as studio:
        for _ in range(3):
            job = await run(studio)
        await ids(studio)
        asked: list[str] = []

        def note(*execution: Any) -> None:
            asked.append(execution[2])

        event.listen(Engine, "before_cursor_execute", note)
        try:
            found = await ids(studio)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        assert set(found[:2]) == {asset.id for asset in job.outputs}, "saved side by side"
        assert (len(found), len(asked)) == (6, 3), "what has no place yet, the files, their jobs without all outputs"


async def test_favourites(tmp_path: Path) -> None:
    async with open_studio(tmp_path, two()) as studio:
        first, second = (asset.id for asset in (await run(studio)).outputs)
        assert await studio.annotations.favour("bob", [first]) == 0
        assert await studio.annotations.favour(OWNER, [first, "no such"]) == 1
        assert await studio.annotations.favour(OWNER, [first]) == 0
        assert await ids(studio, Sought(favourite=True)) == [first]
        assert (await studio.library.get(OWNER, first)).asset.favourite
        together = Sought("quick", kind="image", model="quick", capability="text-to-image", favourite=True)
        assert await ids(studio, together) == [first]
        assert await ids(studio, Sought(favourite=True, model="slow")) == await ids(studio, together, "bob") == []
        await studio.annotations.favour(OWNER, [first, second], favourite=False)
        assert await ids(studio, Sought(favourite=True)) == await ids(studio, together) == []


async def test_tags(tmp_path: Path) -> None:
    async with open_studio(tmp_path, two()) as studio:
        first, second = (asset.id for asset in (await run(studio)).outputs)
        tag, untag, of = studio.annotations.tag, studio.annotations.untag, studio.annotations.of
        assert await tag("bob", [first], "theirs") == 0
        assert await tag(OWNER, [first, second], "  Wall \n Ideas ") == 2
        assert await tag(OWNER, [first], "WALL ideas") == 0
        assert await tag(OWNER, [second], "好看") == 1
        assert await studio.annotations.tags(OWNER) == ["wall ideas", "好看"]
        assert await of(OWNER, [first, second]) == {first: ["wall ideas"], second: ["wall ideas", "好看"]}
        assert await studio.annotations.tags("bob") == []
        assert await of("bob", [first]) == {}
        assert sorted(await ids(studio, Sought(tag="wall ideas"))) == sorted([first, second])
        assert await ids(studio, Sought("看")) == [second]
        assert await ids(studio, Sought("red idea", tag="好看")) == [second]
        assert await untag("bob", [second], "好看") == 0
        assert await untag(OWNER, [second], "好看") == 1
        assert await ids(studio, Sought("看")) == []
        for wrong in ("  ", "x" * 41):
            with pytest.raises(FieldErrors, match="1 to 40"):
                await tag(OWNER, [first], wrong)


async def test_notes_are_found(tmp_path: Path) -> None:
    async with open_studio(tmp_path, two()) as studio:
        first, _ = (asset.id for asset in (await run(studio)).outputs)
        assert await studio.annotations.note(OWNER, [first], " for the kitchen, 厨房 \ud800") == 1
        assert await studio.annotations.note("bob", [first], "mine") == 0
        assert await ids(studio, Sought("kitchen")) == await ids(studio, Sought("厨")) == [first]
        assert (await studio.library.get(OWNER, first)).asset.note.startswith("for the kitchen, 厨房")
        await studio.annotations.note(OWNER, [first], "")
        assert await ids(studio, Sought("kitchen")) == []
        with pytest.raises(FieldErrors, match="2001 characters"):
            await studio.annotations.note(OWNER, [first], "x" * 2001)


async def test_models_are_listed_once(tmp_path: Path) -> None:
    async with open_studio(tmp_path, two()) as studio:
        await run(studio)
        await ids(studio)
        assert (await studio.annotations.models(OWNER), await studio.annotations.models("bob")) == (["quick"], [])


# --- the bin ---------------------------------------------------------------------------------------------------------


def with_quick_store(tmp_path: Path, vendor: ScriptedVendor, time: QuickTime) -> Studio:
    """Return a studio that believes a file's row to be written as soon as the file is."""
    studio = make_studio(tmp_path, vendor, clock=time.clock)
    outside = Outside.usual(studio.settings, clock=time.clock)
    quick = Outside(**{**vars(outside), "store": FileStore(tmp_path, settle_s=0)})
    return make_studio(tmp_path, vendor, clock=time.clock, outside=quick)


def on_disk(studio: Studio, sha256: str) -> bool:
    return studio.files.path(sha256).exists() or studio.files.thumbnail(sha256).exists()


async def test_the_bin_shows_restores_and_empties_after_30_days(tmp_path: Path) -> None:
    time = QuickTime()
    studio = with_quick_store(tmp_path, two(), time)
    dropped: list[str] = []

    async def drop(sha256: str) -> None:
        dropped.append(sha256)

    async with studio.lifespan():
        studio.bin.when_dropped.append(drop)
        job = await run(studio)
        first, second = job.outputs
        await studio.annotations.tag(OWNER, [first.id, second.id], "kept")
        await ids(studio)
        await studio.library.delete(OWNER, [first.id])
        time.passed_s += 3600
        await studio.library.delete(OWNER, [second.id])
        deleted = await studio.bin.page(OWNER)
        assert [one.asset.id for one in deleted] == [second.id, first.id]
        assert deleted[1].deleted_at == NOON + timedelta(seconds=time.passed_s - 3600)
        assert [one.asset.id for one in await studio.bin.page(OWNER, before=deleted[0].cursor)] == [first.id]
        assert await studio.bin.page("bob") == []
        assert (await studio.bin.get(OWNER, first.id)).sha256 == first.sha256
        for owner, asset_id, before in (("bob", first.id, "0_0"), (OWNER, "none", "soon"), (OWNER, "none", "9" * 30)):
            with pytest.raises(NotFound):
                await studio.bin.get(owner, asset_id)
            if owner == OWNER:
                with pytest.raises(NotFound):
                    await studio.bin.page(OWNER, before=before)
        time.passed_s += KEPT_DAYS * 86400 - 3600
        assert await studio.bin.tidy() == 0
        time.passed_s += 1
        await studio.library.restore(OWNER, [second.id])
        assert await studio.bin.tidy() == 1
        assert dropped == [first.sha256]
        assert (on_disk(studio, first.sha256), on_disk(studio, second.sha256)) == (False, True)
        assert await ids(studio, Sought(tag="kept")) == [second.id]
        assert await studio.library.restore(OWNER, [first.id]) == 0
        assert (await studio.jobs.get(OWNER, job.id)).outputs[0].id == second.id
        time.passed_s += 10 * KEPT_DAYS * 86400
        assert await studio.bin.tidy() == 0
        rows = await studio.machinery.ledger.rows(text("SELECT count(*) FROM asset_words"))
        assert rows[0][0] == 1


async def test_a_file_stays_as_long_as_any_row_needs_it(tmp_path: Path) -> None:
    studio = with_quick_store(tmp_path, two(), QuickTime())
    async with studio.lifespan():
        one, other = await run(studio), await run(studio)
        red, blue = one.outputs
        await studio.references.from_asset(OWNER, blue.id)
        await studio.library.delete(OWNER, [red.id, blue.id, *(asset.id for asset in other.outputs)])
        assert await studio.bin.empty("bob") == 0
        assert await studio.bin.empty("bob", [red.id]) == 0
        assert await studio.bin.empty(OWNER, [red.id, blue.id]) == 2
        assert (on_disk(studio, red.sha256), on_disk(studio, blue.sha256)) == (True, True)
        assert await studio.bin.empty(OWNER) == 2
        assert (on_disk(studio, red.sha256), on_disk(studio, blue.sha256)) == (False, True)
        assert (await studio.references.info(OWNER, f"easel:{blue.sha256}")).sha256 == blue.sha256


async def test_what_is_not_deleted_or_still_under_way_is_never_emptied(tmp_path: Path) -> None:
    studio = with_quick_store(tmp_path, two(), QuickTime())
    async with studio.lifespan():
        job = await run(studio)
        first, second = job.outputs
        assert await studio.bin.empty(OWNER, [first.id, second.id]) == 0
        await studio.library.delete(OWNER, [first.id])
        ledger = studio.machinery.ledger
        await ledger.write(update(jobs).where(jobs.c.id == job.id).values(state=JobState.SAVING))
        assert await studio.bin.empty(OWNER) == 0
        await ledger.write(update(jobs).where(jobs.c.id == job.id).values(state=JobState.SUCCEEDED))
        assert await studio.bin.empty(OWNER) == 1


async def test_a_file_that_was_just_kept_waits_for_its_row(tmp_path: Path) -> None:
    async with open_studio(tmp_path, two()) as studio:
        first = (await run(studio)).outputs[0]
        await studio.library.delete(OWNER, [first.id])
        assert await studio.bin.empty(OWNER) == 1
        assert studio.files.path(first.sha256).exists()
        assert studio.files.handed_out(first.sha256)
        again = await run(studio, Picture(prompt="again"))
        await studio.bin.tidy()
        assert again.outputs[0].sha256 == first.sha256
        assert studio.files.path(first.sha256).exists()


async def test_restoring_while_the_bin_is_emptied_loses_no_file(tmp_path: Path) -> None:
    studio = with_quick_store(tmp_path, two(), QuickTime())
    async with studio.lifespan():
        first, _ = (await run(studio)).outputs
        await studio.library.delete(OWNER, [first.id])
        restored, emptied = await asyncio.gather(studio.library.restore(OWNER, [first.id]), studio.bin.empty(OWNER))
        assert restored + emptied == 1
        assert studio.files.path(first.sha256).exists() == bool(restored)
