"""What all visitors together may spend on the server's keys: no new cookie makes it more."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from scripted_vendor import KEY, NOON, Picture, QuickTime, ScriptedVendor, opened, plant, row_of, until
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from providers.errors import OutcomeUnknown
from providers.price import ListPrice
from studio.access.access import Access, Space
from studio.assembly import assemble
from studio.batches.batch import BatchState
from studio.batches.batches import PlannedCell
from studio.batches.prompt_wildcards import Axis
from studio.errors import OverBudget, SettingsError, StudioError
from studio.ledger.tables import jobs
from studio.money.budgets import Limits
from studio.sentences.sentences import sentence_of
from studio.settings import Settings
from studio.studio import Studio
from studio.vendors.gateways import Gateway
from ui.asking.page import owner_of
from ui.door.gate import Gate
from ui.door.identity import Identities
from ui.door.who_asks import Door
from ui.views.price_words import quote_words

BASE = "http://127.0.0.1:1"
OWN_KEY = "sk-a-visitor-s-own-4f1d9c"
ADA, BOB, ACCOUNT, AUTHOR = "visitor:ada", "visitor:bob", "hf:grace", "hf:author"
SHARED = Access(open=True, share_keys=True)


def studio_of(
    data_dir: Path, vendor: ScriptedVendor, *, access: Access = SHARED, time: QuickTime | None = None, **limits: Any
) -> Studio:
    gateways = [Gateway.to(vendor, api_key=KEY, base_url=BASE, sandbox=False)]
    settings = Settings(data_dir=data_dir, access=access, **limits)
    requests: Any = {Picture.endpoint: Picture}
    return assemble(settings, gateways, requests=requests, clock=(time or QuickTime()).clock)


def vendor(*submits: Any, **options: Any) -> ScriptedVendor:
    return ScriptedVendor(submits or (opened(),), prices={"quick": ListPrice(0.1, 0.1)}, **options)


async def make(studio: Studio, owner: str) -> None:
    job = await studio.jobs.start(owner, Picture())
    await studio.jobs.wait(owner, job.id, 10)


async def test_fifty_fresh_cookies_at_once_get_what_is_allowed_and_no_more(tmp_path: Path) -> None:
    limits: dict[str, Any] = {
        "budget_visitors_daily_usd": 0.7,
        "budget_visitors_total_usd": 0.9,
        "budget_daily_usd": 0.3,
    }
    studio = studio_of(tmp_path, scripted := vendor(max_concurrent=50), **limits)

    async def generate(request: Request) -> JSONResponse:
        try:
            return JSONResponse({"job": (await studio.jobs.start(owner_of(request), Picture())).id})
        except StudioError as error:
            return JSONResponse({"said": str(error)})

    door = Door(SHARED, Identities(b"0" * 32, SHARED))
    app = Starlette(
        routes=[Route("/", generate), Route("/gradio_api/run/{api_name}", generate, methods=["POST"])],
        middleware=[
            Middleware(Gate, door=door, seen=studio.keys.seen, room=studio.upload_room, agent_of=studio.agents.shown_by)
        ],
    )

    async def stranger() -> list[dict[str, str]]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:7860") as browser:
            first = await browser.get("/")
            assert first.headers["set-cookie"]
            again = await browser.post("/gradio_api/run/generate", json={"data": []})
            return [first.json(), again.json()]

    async with studio.lifespan(5):
        answers = [answer for pair in await asyncio.gather(*(stranger() for _ in range(50))) for answer in pair]
        started = [answer["job"] for answer in answers if "job" in answer]
        assert len(started) == 7

        async def sent() -> bool:
            return len(scripted.submitted) == 7

        await until(sent)
        owners = {row.owner for row in await studio.machinery.ledger.rows(select(jobs.c.owner))}
        assert len(owners) >= 4
    refused = {answer["said"] for answer in answers if "said" in answer}
    assert refused == {
        "This costs $0.10, more than is left today of what this studio spends on all its visitors together. "
        "Nothing was sent. Enter a key of your own under Keys, or wait: the next day begins at 00:00 UTC."
    }
    assert len(scripted.submitted) == 7


async def test_what_gone_visitors_spent_at_any_vendor_counts_also_after_a_restart(tmp_path: Path) -> None:
    ended: dict[str, Any] = {"state": "succeeded", "finished_at": NOON, "cost": 0.1}
    await plant(tmp_path, id="foxapi", owner="visitor:gone", provider="foxapi", charged="yes", **ended)
    await plant(tmp_path, id="anyfast", owner=ACCOUNT, provider="anyfast", charged="yes", **ended)
    await plant(tmp_path, id="unclear", owner=ADA, charged="maybe", **ended | {"state": "unknown"})
    await plant(tmp_path, id="lost", owner=ADA, charged="maybe", **ended | {"state": "failed"})
    # Not theirs to count: free, in the sandbox, by a key of their own, or by somebody who is no visitor.
    await plant(tmp_path, id="free", owner=ADA, charged="no", **ended | {"state": "failed"})
    await plant(tmp_path, id="sandbox", owner=ADA, sandbox=True, charged="no", **ended)
    await plant(tmp_path, id="own", owner=ADA, key_id="0123456789abcdef", charged="yes", **ended)
    for place, owner in enumerate(("local", "user:visitor:x", AUTHOR)):
        await plant(tmp_path, id=f"trusted {place}", owner=owner, charged="yes", **ended)
    access = SHARED.model_copy(update={"space": Space(author="author")})
    for limit in (0.4, 0.5):
        scripted = vendor()
        async with (studio := studio_of(tmp_path, scripted, access=access, budget_visitors_total_usd=limit)).lifespan(
            5
        ):
            if limit == 0.4:
                for owner in (BOB, ACCOUNT):
                    with pytest.raises(OverBudget):
                        await studio.jobs.start(owner, Picture())
                await make(studio, AUTHOR)
                await make(studio, "user:ada")
            else:
                await make(studio, BOB)
        assert len(scripted.submitted) == (2 if limit == 0.4 else 1)


async def test_own_keys_neither_count_nor_stop_until_they_are_forgotten(tmp_path: Path) -> None:
    async with (studio := studio_of(tmp_path, scripted := vendor(), budget_visitors_daily_usd=0.1)).lifespan(5):
        await make(studio, ADA)
        await studio.keys.enter(BOB, "scripted", OWN_KEY)
        for _ in range(3):
            await make(studio, BOB)
        assert (await studio.money.quote(BOB, Picture())).refusal is None  # type: ignore[union-attr]
        await studio.keys.forget(BOB)
        with pytest.raises(OverBudget, match="all its visitors together"):
            await studio.jobs.start(BOB, Picture())
        first = (await studio.jobs.recent(BOB))[0]
        with pytest.raises(OverBudget):
            await studio.recourse.run_again(BOB, first.id)
    assert len(scripted.submitted) == 4


async def test_the_day_ends_at_midnight_utc_and_the_whole_does_not(tmp_path: Path) -> None:
    time = QuickTime()  # noon
    limits: dict[str, Any] = {"budget_visitors_daily_usd": 0.1, "budget_visitors_total_usd": 0.2}
    async with (studio := studio_of(tmp_path, vendor(), time=time, **limits)).lifespan(5):
        await make(studio, ADA)
        time.passed_s = 12 * 3600 - 1
        with pytest.raises(OverBudget, match="today"):
            await studio.jobs.start(BOB, Picture())
        time.passed_s += 1
        await make(studio, BOB)
        time.passed_s += 86_400
        with pytest.raises(OverBudget, match=r"more than is left of what .*Keys\.$"):
            await studio.jobs.start("visitor:new", Picture())


async def test_one_person_s_limit_holds_beside_it_and_what_may_have_been_charged_counts(tmp_path: Path) -> None:
    limits: dict[str, Any] = {"budget_daily_usd": 0.1, "budget_visitors_daily_usd": 0.2}
    async with (studio := studio_of(tmp_path, vendor(OutcomeUnknown("cut"), opened()), **limits)).lifespan(5):
        await make(studio, ADA)
        with pytest.raises(OverBudget, match="this studio's daily budget"):
            await studio.jobs.start(ADA, Picture())
        await make(studio, BOB)
        with pytest.raises(OverBudget, match="all its visitors"):
            await studio.jobs.start("visitor:new", Picture())


async def test_plans_and_prices_say_it_before_anything_is_sent(tmp_path: Path) -> None:
    async with (studio := studio_of(tmp_path, scripted := vendor(), budget_visitors_daily_usd=0.25)).lifespan(5):

        async def plan(owner: str, many: int) -> Any:
            prompts = tuple("abcd"[:many])
            cells = [PlannedCell((n,), Picture, "quick", Picture(prompt=word)) for n, word in enumerate(prompts)]
            return await studio.batches.plan(owner, "{a|b}", [Axis("Choice 1", prompts)], cells)

        large, fits = await plan(ADA, 3), await plan(ADA, 2)
        assert sentence_of(large.happened).startswith(
            "This costs $0.30, more than is left today of what this studio spends on all"
        )
        assert sentence_of(fits.happened) == ""
        with pytest.raises(OverBudget, match="all its visitors together"):
            await studio.batches.start(ADA, large.id)
        await studio.batches.start(ADA, fits.id)

        async def done() -> bool:
            return (await studio.batches.get(ADA, fits.id)).state is BatchState.DONE

        await until(done)
        quote = await studio.money.quote(BOB, Picture())
        words = "Costs $0.10, more than is left for visitors today: enter a key of your own under Keys"
        assert quote_words(quote)["say"] == words
        await studio.keys.enter(BOB, "scripted", OWN_KEY)
        assert quote_words(await studio.money.quote(BOB, Picture()))["say"] == "Costs $0.10"
        assert sentence_of((await plan(BOB, 4)).happened) == ""
        await studio.money.budgets.set_own(BOB, Limits(daily_usd=0.05))
        said = quote_words(await studio.money.quote(BOB, Picture()))["say"]
        assert said == "Costs $0.10, more than your daily budget leaves"
    assert len(scripted.submitted) == 2


async def test_an_unknown_price_is_not_paid_for_visitors(tmp_path: Path) -> None:
    scripted = ScriptedVendor((opened(),), prices={})
    async with (studio := studio_of(tmp_path, scripted, budget_visitors_total_usd=5)).lifespan(5):
        with pytest.raises(OverBudget, match=r"price of Quick is not known.* Enter a key of your own under Keys"):
            await studio.jobs.start(ADA, Picture())
        assert "budget" in quote_words(await studio.money.quote(ADA, Picture()))["say"]
        await studio.keys.enter(ADA, "scripted", OWN_KEY)
        await make(studio, ADA)
        assert (await row_of(studio, (await studio.jobs.recent(ADA))[0].id)).key_id
    assert len(scripted.submitted) == 1


async def test_the_sum_over_all_visitors_reads_no_other_jobs(tmp_path: Path) -> None:
    async with (studio := studio_of(tmp_path, vendor(), budget_visitors_total_usd=1)).lifespan(5):
        budgets, ledger = studio.money.budgets, studio.machinery.ledger
        [purse] = await budgets.purses(ADA, own_key=False)
        [held] = budgets.conditions([purse], 0.1)
        query = select(held).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        plan = await ledger.rows(text(f"EXPLAIN QUERY PLAN {query}"))
    assert any("INDEX jobs_by_server_key" in row.detail for row in plan), plan


def test_without_a_limit_for_all_of_them_keys_are_not_shared_and_a_sentence_says_so() -> None:
    shared = {"EASEL_SHARE_KEYS": "1", "EASEL_OPEN": "1"}
    with pytest.raises(SettingsError, match="EASEL_BUDGET_VISITORS_DAILY"):
        Settings.from_env(shared, ())
    per_person = Settings.from_env(shared | {"EASEL_BUDGET_DAILY": "3"}, ())
    assert "EASEL_BUDGET_VISITORS_DAILY" in per_person.caution
    limited = Settings.from_env(shared | {"EASEL_BUDGET_VISITORS_TOTAL": "3"}, ())
    assert limited.caution == ""
    unshared = Settings.from_env({"EASEL_OPEN": "1", "EASEL_BUDGET_VISITORS_TOTAL": "3"}, ())
    for settings, served in ((per_person, False), (limited, True), (unshared, False)):
        assert settings.keys_serve("local")
        assert [settings.keys_serve(owner) for owner in (ADA, ACCOUNT)] == [served, served]
    of_people = {"EASEL_SHARE_KEYS": "1", "EASEL_AUTH": "ada:password", "EASEL_BUDGET_DAILY": "3"}
    assert Settings.from_env(of_people, ()).caution == ""
    with pytest.raises(SettingsError, match="EASEL_BUDGET_VISITORS_DAILY must be an amount"):
        Settings.from_env({"EASEL_BUDGET_VISITORS_DAILY": "-1"}, ())
