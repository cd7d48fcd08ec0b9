"""What leaves the data directory by itself, and what never does."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scripted_vendor import NOON, OWNER, Edit, QuickTime, ScriptedVendor, make_studio
from scripted_vendor import run_job as run
from tiny_files import picture

from studio.errors import NotFound
from studio.files.file_store import FileStore
from studio.library.unused_uploads import UNUSED_FOR
from studio.library.upkeep import UNNAMED_FOR, Swept
from studio.studio import Studio


def days_from_now(time: QuickTime, days: float) -> None:
    """Move the clock; files on the disk keep the time of this machine."""
    time.passed_s = (datetime.now(UTC) + timedelta(days=days) - NOON).total_seconds()


async def kept(store: FileStore, red: int) -> str:
    """Keep a picture that no row names, as a crash between the file and its row leaves it."""
    partial = store.new_partial()
    partial.write_bytes(picture((16, 16), colour=(red, 0, 0)))
    return (await store.keep(partial)).sha256


async def test_a_file_that_no_row_names_goes_after_a_day_and_named_ones_stay(tmp_path: Path) -> None:
    time = QuickTime()
    studio = make_studio(tmp_path, ScriptedVendor(), clock=time.clock)
    lost = await crashed_with(studio)
    studio = make_studio(tmp_path, ScriptedVendor(), clock=time.clock)  # whoever kept it is gone
    async with studio.lifespan():
        job = await run(studio)
        await studio.library.delete(OWNER, [job.outputs[0].id])
        days_from_now(time, UNNAMED_FOR / timedelta(days=1) - 0.1)
        assert await studio.upkeep.sweep() == Swept()
        assert studio.files.path(lost).exists()
        days_from_now(time, 9)
        assert await studio.upkeep.sweep() == Swept(originals=1)
        assert not studio.files.path(lost).exists()
        assert not studio.files.thumbnail(lost).exists()
        assert all(studio.files.path(asset.sha256).exists() for asset in job.outputs)
        assert await studio.upkeep.sweep() == Swept()


async def crashed_with(studio: Studio) -> str:
    async with studio.lifespan():
        return await kept(studio.files, 7)


async def test_thumbnails_go_with_their_original_and_come_back_with_it(tmp_path: Path) -> None:
    studio = make_studio(tmp_path, ScriptedVendor())
    async with studio.lifespan():
        job = await run(studio)
        sha256 = job.outputs[0].sha256
        alone = studio.files.thumbnail("ab" * 32)
        alone.parent.mkdir(parents=True, exist_ok=True)
        alone.write_bytes(b"left behind")
        assert await studio.upkeep.sweep() == Swept(others=1)
        assert not alone.exists()
        studio.files.thumbnail(sha256).unlink()
        assert (await studio.files.ensure_thumbnail(sha256)).exists()


async def test_what_can_be_made_again_goes_when_it_was_not_used_for_long(tmp_path: Path) -> None:
    time = QuickTime()
    studio = make_studio(tmp_path, ScriptedVendor(), clock=time.clock)
    folder = tmp_path / "previews"
    (folder / "ab").mkdir(parents=True)
    preview = folder / "ab" / "one.jpg"
    preview.write_bytes(b"a preview")
    async with studio.lifespan():
        studio.upkeep.expire(folder, timedelta(days=30))
        days_from_now(time, 29)
        assert await studio.upkeep.sweep() == Swept()
        days_from_now(time, 31)
        assert await studio.upkeep.sweep() == Swept(others=1)
        assert not preview.exists()


async def test_an_upload_that_nothing_uses_goes_after_a_week(tmp_path: Path) -> None:
    time = QuickTime()
    studio = make_studio(tmp_path, ScriptedVendor(), clock=time.clock)
    async with studio.lifespan():
        kept_for: dict[str, str] = {}
        for red, why in enumerate(("nothing", "a job", "a name", "a draft", "an edit")):
            path = tmp_path / f"{why}.png"
            path.write_bytes(picture((300, 300), colour=(red, 0, 0)))
            kept_for[why] = (await studio.references.keep(OWNER, path, path.name)).value
        await run(studio, Edit(images=[kept_for["a job"]]))
        await studio.names.save(OWNER, "ada", [kept_for["a name"]])
        await studio.drafts.keep(OWNER, "edit", {"images": [kept_for["a draft"]]}, time.now())
        cropped = await studio.reference_edits.part(OWNER, kept_for["an edit"], 1, (0, 0, 1, 1))
        await run(studio, Edit(images=[cropped.value]))
        time.passed_s = UNUSED_FOR.total_seconds() - 60
        await studio.upkeep.sweep()
        assert await present(studio, kept_for) == set(kept_for)
        time.passed_s = UNUSED_FOR.total_seconds() + 3600
        await studio.upkeep.sweep()
        assert await present(studio, kept_for) == set(kept_for) - {"nothing"}


async def present(studio: Studio, kept_for: dict[str, str]) -> set[str]:
    """Return which uploads their owner still has."""
    found: set[str] = set()
    for why, value in kept_for.items():
        with suppress(NotFound):
            await studio.references.info(OWNER, value)
            found.add(why)
    return found
