"""Finding things in the library: words in English and Chinese, filters, pages, and an index that is never behind."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import (
    NOON,
    OWNER,
    Edit,
    Material,
    Picture,
    QuickTime,
    ScriptedVendor,
    failed,
    finished,
    make_studio,
    open_studio,
    opened,
    png,
    run_job,
)
from sqlalchemy import select, text, update
from sqlalchemy.dialects import sqlite

from bench.planted_library import plant_library
from providers.task import Output
from studio.clock import micros
from studio.errors import NotFound
from studio.ledger.database import Ledger
from studio.ledger.free_places import FreePlaces
from studio.ledger.job import JobState
from studio.ledger.records import select_assets, select_by_ids
from studio.ledger.tables import assets, jobs
from studio.library.library_search import Sought, select_page, select_without_result
from studio.library.search_words import contains, indexed, owner_word, sought
from studio.studio import Studio

PROMPTS = (
    "A red brick wall, wet",
    "红砖墙，下雨",
    "墙和砖",
    "海",
    "上海的夜",
    "Hundreds of covered bowls",
    'Café "Zürich" by wan-2.7',
    "Redwood trees; 100% AND NOT (OR) NEAR * ^ : -",
)


async def found(studio: Studio, words: str, owner: str = OWNER, **narrowed: object) -> list[str]:
    page = await studio.library.page(owner, Sought(words, **narrowed))  # type: ignore[arg-type]
    return [item.job.request["prompt"] for item in page]


WORDS: tuple[tuple[str, list[int]], ...] = (
    ("red", [7, 0]),
    ("red wal", [0]),
    ("RED", [7, 0]),
    ("砖墙", [1]),
    ("砖", [2, 1]),
    ("海", [4, 3]),
    ("上海", [4]),
    ("海上", []),
    ("红砖墙", [1]),
    ("下雨 砖", [1]),
    ("cafe", [6]),
    ("zurich", [6]),
    ("wan-2.7", [6]),
    ("２.７", [6]),
    ('"zürich" by', [6]),
    ("100%", [7]),
    ("AND", [7]),
    ("NEAR OR", [7]),
    ("red -trees", [7]),
    ("* ^", []),
    ('"', []),
    ("quick", [7, 6, 5, 4, 3, 2, 1, 0]),
    ("a-red-brick", [0]),
    ("owner", []),
    ("\0 \ud800", []),
)
"""What is typed, and the numbers of the prompts that are found, newest first."""


async def test_words_find_prompts_models_and_names(tmp_path: Path) -> None:
    time = QuickTime()
    async with open_studio(tmp_path, ScriptedVendor(), clock=time.clock) as studio:
        for prompt in PROMPTS:
            time.passed_s += 3600
            await run_job(studio, Picture(prompt=prompt))
        for words, numbers in WORDS:
            assert await found(studio, words) == [PROMPTS[number] for number in numbers], words
            assert await found(studio, words, "bob") == []


def test_words_of_the_index() -> None:
    assert indexed(["红砖 wall", "ｗａｎ"]).split() == ["红", "砖", "wall", "wan"]
    assert sought("  ") is None
    assert sought('red墙砖 a"b') == '"red" * AND "墙 砖" AND "a b" *'
    assert len({owner_word(name) for name in ("a", "b", 'a" OR words:', "")}) == 4
    assert contains("RED 砖", "the 红砖 and Reds")
    assert not contains("blue", "red")


async def test_every_way_to_narrow(tmp_path: Path) -> None:
    time = QuickTime()
    maps = finished(
        Output("image", data=png("red"), label="basecolor"), Output("image", data=png("blue"), label="normal")
    )
    plain = finished(Output("image", data=png("green")))
    vendor = ScriptedVendor([opened(), opened(), failed("no"), opened()], [plain, maps, plain])
    async with open_studio(tmp_path, vendor, clock=time.clock) as studio:
        for request in (Picture(prompt="one"), Material(prompt="two"), Picture(prompt="three"), Edit(prompt="four")):
            await run_job(studio, request)
            time.passed_s += 3600
        assert await found(studio, "") == ["four", "two", "two", "one"]
        assert await found(studio, "", shown_as="material") == ["two", "two"]
        assert await found(studio, "", shown_as="image") == ["four", "one"]
        assert await found(studio, "", capability="image-edit") == ["four"]
        assert await found(studio, "t", capability="pbr-material") == ["two", "two"]
        assert await found(studio, "", model="slow") == []
        assert await found(studio, "", model="quick", since=NOON + timedelta(hours=2)) == ["four"]
        assert await found(studio, "", before=NOON + timedelta(hours=2)) == ["two", "two", "one"]
        assert await found(studio, "two", before=NOON + timedelta(hours=1)) == []
        assert await found(studio, "", favourite=True) == []
        [without] = await studio.library.without_result(OWNER)
        assert (without.request["prompt"], without.state) == ("three", JobState.FAILED)
        assert await studio.library.without_result("bob") == []
        assert await studio.library.without_result(OWNER, Sought("THR quick")) == [without]
        assert await studio.library.without_result(OWNER, Sought("one")) == []
        assert await studio.library.without_result(OWNER, Sought(capability="image-edit")) == []
        assert await studio.library.without_result(OWNER, before=without.created_at) == []


async def test_a_changed_label_changes_name_words_and_kind(tmp_path: Path) -> None:
    maps = finished(*(Output("image", data=png(colour)) for colour in ("red", "blue")))
    async with open_studio(tmp_path, ScriptedVendor([opened()], [maps])) as studio:
        job = await run_job(studio, Material(prompt="oak"))
        assert await found(studio, "roughness") == []
        assert await found(studio, "oak", shown_as="image") == ["oak", "oak"]
        await studio.library.relabel(OWNER, job.outputs[0].id, "roughness")
        assert await found(studio, "roughness") == ["oak"]
        assert await found(studio, "", shown_as="material") == ["oak"]


async def test_a_library_of_before_is_put_in_order_at_the_start(tmp_path: Path) -> None:
    made = await plant_library(tmp_path, 1200, OWNER, files=2)
    theirs = await plant_library(tmp_path, 5, "bob", files=2)
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        seen: list[str] = []
        before = None
        while page := await studio.library.page(OWNER, before=before, limit=300):
            seen += [item.asset.id for item in page]
            before = page[-1].cursor
        assert seen == made
        assert [item.asset.id for item in await studio.library.page("bob")] == theirs
        ledger = studio.machinery.ledger
        assert (await ledger.rows(text("SELECT count(*) FROM asset_words")))[0][0] == 1205
        with pytest.raises(NotFound):
            await studio.library.page(OWNER, before="first")
        walls = await studio.library.page(OWNER, Sought("砖墙 oil"), limit=5)
        assert len(walls) == 5
        following = await studio.library.page(OWNER, Sought("砖墙 oil"), before=walls[-1].cursor, limit=5)
        assert {item.asset.id for item in walls}.isdisjoint(item.asset.id for item in following)
        assert all("砖墙, in oil" in item.job.request["prompt"] for item in walls + following)


NARROWED = (
    Sought(),
    Sought(shown_as="image"),
    Sought(capability="text-to-image"),
    Sought(model="wan-2.7-image"),
    Sought(favourite=True),
    Sought(since=datetime(2026, 1, 1, tzinfo=UTC), before=datetime(2027, 1, 1, tzinfo=UTC)),
    Sought("red 墙"),
    Sought("red", model="wan-2.7-image", tag="kept"),
    Sought(model="wan-2.7-image", favourite=True, since=datetime(2026, 1, 1, tzinfo=UTC)),
    Sought(kind="image"),
    Sought(tag="kept"),
)


async def test_no_page_is_sorted_or_read_whole(tmp_path: Path) -> None:
    """What makes a page take as long among 100,000 files as among 100: an index gives its order."""
    async with open_studio(tmp_path, ScriptedVendor()) as studio:
        queries = [select_page(select_assets(), OWNER, wanted, 10**18, 60) for wanted in NARROWED]
        queries += [select_without_result(OWNER, Sought(), NOON, 60)]
        ids = [f"id {number}" for number in range(60)]
        queries += [select_by_ids(select(table), table, OWNER, ids) for table in (jobs, assets)]
        for query in queries:
            assert query is not None
            compiled = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
            plan = await studio.machinery.ledger.rows(text("EXPLAIN QUERY PLAN " + compiled.replace(":", r"\:")))
            steps = [row.detail for row in plan]
            assert not any(step.endswith("(owner=?)") for step in steps), (compiled, steps)
            assert not any("TEMP B-TREE" in step for step in steps), (compiled, steps)
            assert not any(step.startswith("SCAN") and "VIRTUAL TABLE" not in step for step in steps), (compiled, steps)
            assert not any("VIRTUAL TABLE" in step for step in steps[1:]), (compiled, steps)


class CountedLedger(Ledger):
    """Counts what is asked for."""

    asked = 0

    async def rows(self, query: Any) -> Any:
        self.asked += 1
        return await super().rows(query)


async def test_thousands_of_files_of_one_moment_find_their_places_in_few_steps(tmp_path: Path) -> None:
    await plant_library(tmp_path, 4500, OWNER, files=2)
    ledger = CountedLedger(f"sqlite:///{tmp_path / 'easel.db'}")
    await ledger.open()
    index = type(make_studio(tmp_path, ScriptedVendor()).machinery.search_index)
    some = select(assets.c.id).order_by(assets.c.id).limit(4000)
    await ledger.write(
        update(assets).values(created_at=NOON, stale=None), update(assets).where(assets.c.id.in_(some)).values(stale=1)
    )
    ledger.asked = 0
    assert await index(ledger, {}).catch_up()
    assert ledger.asked <= 4 * 4, "four thousands: what is stale, its tags, and what is taken, a round or two each"
    await ledger.write(update(assets).where(assets.c.place.is_(None)).values(stale=1))
    ledger.asked = 0
    assert await index(ledger, {}).catch_up()
    assert ledger.asked <= 2 * 4 + 4
    places = [row.place for row in await ledger.rows(select(assets.c.place).order_by(assets.c.place))]
    await ledger.close()
    assert places == list(range(micros(NOON), micros(NOON) + 4500)), "as near as can be"


def test_the_first_free_place_after_many_is_found_in_few_steps() -> None:
    class Counted(dict[int, int]):
        asked = 0

        def get(self, key: int, default: Any = None) -> Any:
            self.asked += 1
            return super().get(key, default)

    free = FreePlaces()
    free._onward = steps = Counted()  # pyright: ignore[reportPrivateUsage]
    for number in range(10_000):
        place = free.from_(7)
        assert place == 7 + number
        free.take(place)
    assert steps.asked < 4 * 10_000
