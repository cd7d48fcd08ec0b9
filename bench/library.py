"""Whether a library of 100,000 files opens, scrolls and is searched like one of 100; archives against a file copy."""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bench.planted_library import plant_library
from bench.tables import print_table
from providers.catalogue import REQUESTS, VENDORS
from studio.assembly import assemble
from studio.ledger.tables import assets, jobs
from studio.library.library_search import Sought
from studio.settings import Settings
from studio.studio import Studio

SIZES = (100, 10_000, 100_000)
RUNS = 15
PAGE_FILES = 60
FOUND_FILES = 5
"""Of what is looked for, so many are there in the smallest library, too."""
OWNER = "local"
ARCHIVED_FILES, ARCHIVED_BYTES = 60, 4_000_000
SEARCHES = ("red", "砖墙", "海", "lighthouse rain", "number 7", "number", "nothing")
LIKED, OTHER = "wan-2.7-image", "wan2.7-image"
"""A model of which every third file is a favourite, and one of which none is."""


def measure() -> None:
    """Print medians as ratios to the smallest library, and the archive's speed as a ratio to a copy of its files."""
    asyncio.run(_pages())
    asyncio.run(_archive())


async def _pages() -> None:
    taken: dict[str, list[float]] = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            await plant_library(Path(folder), size, OWNER)
            async with _studio(Path(folder)) as studio:
                await _mark(studio)
                for name, read in (await _readings(studio)).items():
                    taken.setdefault(name, []).append(await _median_s(read))
    heads = ("what", *(f"{size:,} files" for size in SIZES), f"times {SIZES[0]}")
    rows = [
        (name, *(f"{1000 * seconds:.1f} ms" for seconds in all_s), f"{all_s[-1] / all_s[0]:.1f}")
        for name, all_s in taken.items()
    ]
    print_table(f"Processor time of a page of the library, median of {RUNS}", heads, rows)


async def _mark(studio: Studio) -> None:
    """Give every second file one tag and the oldest ones another; make favourites."""
    query = select(assets.c.id, jobs.c.model).join(jobs, jobs.c.id == assets.c.job_id).order_by(assets.c.created_at)
    rows = await studio.machinery.ledger.rows(query)
    await studio.annotations.tag(OWNER, [row.id for row in rows[::2]], "common")
    await studio.annotations.tag(OWNER, [row.id for row in rows[:PAGE_FILES]], "rare")
    await studio.annotations.favour(OWNER, [row.id for row in rows[::3] if row.model == LIKED])
    await studio.machinery.search_index.catch_up()


async def _readings(studio: Studio) -> dict[str, Callable[[], Awaitable[Any]]]:
    library = studio.library
    count = await studio.machinery.ledger.first(select(func.count()).select_from(assets))
    assert count is not None
    half_way, oldest = [await _place(studio, offset) for offset in (count[0] // 2, 70)]

    def page(wanted: Sought | None = None, before: str | None = None) -> Callable[[], Awaitable[Any]]:
        limit = PAGE_FILES if wanted is None else FOUND_FILES
        return lambda: library.page(OWNER, wanted, before=before, limit=limit)

    return {
        "open": page(),
        "scroll half way": page(before=half_way),
        "scroll near the end": page(before=oldest),
        "one model": page(Sought(model=LIKED)),
        "favourites of a model": page(Sought(model=LIKED, favourite=True)),
        "favourites, of which there are none": page(Sought(model=OTHER, favourite=True)),
        "a rare tag": page(Sought(tag="rare")),
        "a common tag, model and word": page(Sought("red", model=LIKED, tag="common")),
        "a rare tag and a common word": page(Sought("number", tag="rare")),
        "a common word, of which there are none": page(Sought("number", model=OTHER, favourite=True)),
        **{f"search {words!r}": page(Sought(words)) for words in SEARCHES},
        "search near the end": page(Sought("red"), before=oldest),
        "models and tags to choose from": lambda: studio.annotations.models(OWNER),
    }


async def _place(studio: Studio, offset: int) -> str:
    """Return where the file is before which so many are older."""
    row = await studio.machinery.ledger.first(select(assets.c.place).order_by(assets.c.place).limit(1).offset(offset))
    assert row is not None
    return str(row[0])


async def _median_s(read: Callable[[], Awaitable[Any]]) -> float:
    """Return the processor's time, which other programs on the machine do not change."""
    await read()
    times: list[float] = []
    for _ in range(RUNS):
        begun = time.process_time()
        await read()
        times.append(time.process_time() - begun)
    return sorted(times)[RUNS // 2]


async def _archive() -> None:
    """Pictures of a few megabytes, as vendors make them: many small files would measure the database."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        await plant_library(home / "one", ARCHIVED_FILES, OWNER, files=ARCHIVED_FILES, file_bytes=ARCHIVED_BYTES)
        _settle()
        copied_s = _timed(lambda: shutil.copytree(home / "one" / "files", home / "copy"))
        flushed_s = copied_s + _timed(_settle)
        content = sum(path.stat().st_size for path in (home / "copy").rglob("*") if path.is_file())
        async with _studio(home / "one") as studio:
            begun = time.perf_counter()
            with (home / "library.zip").open("wb") as file:
                async for piece in studio.library_export.write(OWNER):
                    file.write(piece)
            out_s = time.perf_counter() - begun
        async with _studio(home / "two") as studio:
            begun = time.perf_counter()
            await studio.library_import.read(OWNER, home / "library.zip")
            in_s = time.perf_counter() - begun
            begun = time.perf_counter()
            await studio.library_import.read(OWNER, home / "library.zip")
            again_s = time.perf_counter() - begun
    rows = [
        (name, f"{seconds:.2f} s", f"{content / seconds / 1e6:.0f} MB/s", f"{seconds / copied_s:.1f}")
        for name, seconds in (
            ("copy", copied_s),
            ("copy, flushed to the disk", flushed_s),
            ("export", out_s),
            ("import, flushed to the disk", in_s),
            ("import again", again_s),
        )
    ]
    print_table(f"{content / 1e6:.0f} MB in {ARCHIVED_FILES} files", ("what", "time", "speed", "times a copy"), rows)


def _settle() -> None:
    """Wait until everything written is on the disk, where a system can tell."""
    if hasattr(os, "sync"):
        os.sync()


def _timed(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@asynccontextmanager
async def _studio(data_dir: Path) -> AsyncIterator[Studio]:
    settings = Settings.from_env({"EASEL_DATA_DIR": str(data_dir)}, VENDORS)
    studio = assemble(settings, [], requests=REQUESTS)
    async with studio.lifespan():
        yield studio
