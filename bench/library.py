"""Whether a library of 100,000 files opens, scrolls and is searched like one of 100; archives against a plain copy."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench.planted_library import plant_library
from bench.tables import print_table
from providers.catalogue import REQUESTS, VENDORS
from studio.assembly import assemble
from studio.library_search import Sought
from studio.settings import Settings
from studio.studio import Studio

SIZES = (100, 10_000, 100_000)
RUNS = 15
PAGE_FILES = 60
OWNER = "local"
ARCHIVED_FILES, ARCHIVED_BYTES = 60, 4_000_000
SEARCHES = ("red", "砖墙", "海", "lighthouse rain", "number 7", "nothing")


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
                await studio.machinery.shelf.catch_up()
                for name, read in (await _readings(studio)).items():
                    taken.setdefault(name, []).append(await _median_s(read))
    heads = ("what", *(f"{size:,} files" for size in SIZES), f"times {SIZES[0]}")
    rows = [
        (name, *(f"{1000 * seconds:.1f} ms" for seconds in all_s), f"{all_s[-1] / all_s[0]:.1f}")
        for name, all_s in taken.items()
    ]
    print_table(f"A page of the library, median of {RUNS}", heads, rows)


async def _readings(studio: Studio) -> dict[str, Callable[[], Awaitable[Any]]]:
    library = studio.library
    middle = await library.page(OWNER, limit=1)
    oldest = await _near_the_end(studio)

    def page(wanted: Sought | None = None, before: str | None = None) -> Callable[[], Awaitable[Any]]:
        return lambda: library.page(OWNER, wanted, before=before, limit=PAGE_FILES)

    return {
        "open": page(),
        "scroll near the end": page(before=oldest),
        "one model": page(Sought(model=middle[0].job.model)),
        **{f"search {words!r}": page(Sought(words)) for words in SEARCHES},
        "search near the end": page(Sought("red"), before=oldest),
        "models and tags to choose from": lambda: studio.annotations.models(OWNER),
    }


async def _near_the_end(studio: Studio) -> str:
    row = await studio.machinery.ledger.first(text("SELECT place FROM assets ORDER BY place LIMIT 1 OFFSET 70"))
    assert row is not None
    return str(row[0])


async def _median_s(read: Callable[[], Awaitable[Any]]) -> float:
    await read()
    times: list[float] = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        await read()
        times.append(time.perf_counter() - begun)
    return sorted(times)[RUNS // 2]


async def _archive() -> None:
    """Pictures of a few megabytes, as vendors make them: many small files would measure the database."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        await plant_library(home / "one", ARCHIVED_FILES, OWNER, files=ARCHIVED_FILES, file_bytes=ARCHIVED_BYTES)
        copied_s = _timed(lambda: shutil.copytree(home / "one" / "files", home / "copy"))
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
        for name, seconds in (("copy", copied_s), ("export", out_s), ("import", in_s), ("import again", again_s))
    ]
    print_table(f"{content / 1e6:.0f} MB in {ARCHIVED_FILES} files", ("what", "time", "speed", "times a copy"), rows)


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
