"""Budgets that hold: nothing is sent beyond them, and what was not charged is free again."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import (
    OWNER,
    Gate,
    Picture,
    QuickTime,
    ScriptedVendor,
    failed,
    finished,
    make_studio,
    open_studio,
    opened,
    plant,
    row_of,
    run_job,
    until,
)

from providers.errors import OutcomeUnknown, Refused, Unavailable, VendorNotFound
from providers.price import Balance, ListPrice, PriceList
from studio.access.owners import visitor_owner
from studio.errors import OverBudget, SettingsError
from studio.ledger.job import Job
from studio.money.budgets import Limits
from studio.settings import Settings
from studio.studio import Studio

PRICES: PriceList = {"quick": ListPrice(0.1, 0.1)}


def vendor(*submits: Any, **options: Any) -> ScriptedVendor:
    facts: dict[str, Any] = {"prices": PRICES, **options}
    return ScriptedVendor(submits or (opened(),), **facts)


async def spent(studio: Studio) -> tuple[float, float]:
    status = await studio.money.budgets.status(OWNER)
    return status.today_usd, status.all_usd


@pytest.mark.parametrize("limits", [Limits(daily_usd=0.7), Limits(total_usd=0.7), Limits(0.7, 100)])
async def test_fifty_at_once_against_a_budget_for_seven(tmp_path: Path, limits: Limits) -> None:
    scripted = vendor(max_concurrent=50)
    async with open_studio(tmp_path, scripted) as studio:
        await studio.money.budgets.set_own(OWNER, limits)
        outcomes = await asyncio.gather(
            *(studio.jobs.start(OWNER, Picture()) for _ in range(50)), return_exceptions=True
        )
        started = [job for job in outcomes if isinstance(job, Job)]
        for job in started:
            await studio.jobs.wait(OWNER, job.id, 10)
        assert len(started) == 7
        assert len([refused for refused in outcomes if isinstance(refused, OverBudget)]) == 43
        assert await spent(studio) == (0.7, 0.7)
        assert len(await studio.jobs.recent(OWNER)) == 7
    assert len(scripted.submitted) == 7


async def test_the_refusal_says_what_is_left_and_what_to_do(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        await studio.money.budgets.set_own(OWNER, Limits(daily_usd=0.25))
        await run_job(studio)
        await run_job(studio)
        with pytest.raises(OverBudget) as refused:
            await studio.jobs.start(OWNER, Picture())
    assert str(refused.value) == (
        "This costs $0.10, and $0.05 of your daily budget of $0.25 is left. Nothing was sent. "
        "Change it under Usage, or wait: the next day begins at 00:00 UTC."
    )


async def test_the_installation_s_limit_cannot_be_raised_by_the_person(tmp_path: Path) -> None:
    scripted = vendor()
    async with open_studio(tmp_path, scripted, budget_total_usd=0.15) as studio:
        await studio.money.budgets.set_own(OWNER, Limits(total_usd=100))
        await run_job(studio)
        with pytest.raises(OverBudget, match=r"this studio's total budget of \$0.15 is left.*Ask whoever runs"):
            await studio.jobs.start(OWNER, Picture())
        assert (await studio.money.budgets.limits(OWNER)).total_usd == 0.15
        await studio.jobs.start("user:somebody else", Picture())


@pytest.mark.parametrize(
    ("submit", "poll", "counted"),
    [
        (Refused("no"), finished(), 0.0),
        (OutcomeUnknown("cut"), finished(), 0.1),
        (opened(), finished(), 0.1),
        (opened(), failed(), 0.1),
    ],
)
async def test_what_was_not_charged_is_free_again(tmp_path: Path, submit: Any, poll: Any, counted: float) -> None:
    async with open_studio(tmp_path, vendor(submit, polls=[poll])) as studio:
        await run_job(studio)
        assert await spent(studio) == (counted, counted)


async def test_a_job_counts_before_it_is_sent_and_not_after_it_was_stopped(tmp_path: Path) -> None:
    gate = Gate(opened())
    async with open_studio(tmp_path, vendor(gate, max_concurrent=1)) as studio:
        await studio.jobs.start(OWNER, Picture())
        await gate.reached.wait()
        second = await studio.jobs.start(OWNER, Picture())
        assert await spent(studio) == (0.2, 0.2)
        await studio.jobs.stop(OWNER, second.id)
        assert await spent(studio) == (0.1, 0.1)
        gate.open()


async def test_a_day_ends_at_midnight_utc(tmp_path: Path) -> None:
    time = QuickTime()
    async with open_studio(tmp_path, vendor(), clock=time.clock) as studio:
        await studio.money.budgets.set_own(OWNER, Limits(daily_usd=0.1))
        await run_job(studio)
        time.passed_s = 12 * 3600 - 1
        with pytest.raises(OverBudget):
            await studio.jobs.start(OWNER, Picture())
        time.passed_s = 12 * 3600
        await run_job(studio)
        assert await spent(studio) == (0.1, 0.2)


@pytest.mark.parametrize("prices", [{}, Unavailable("away"), VendorNotFound("no such page")])
async def test_an_unknown_price_does_not_pass_a_budget(tmp_path: Path, prices: Any) -> None:
    scripted = vendor(prices=prices)
    async with open_studio(tmp_path, scripted) as studio:
        job = await run_job(studio)
        assert (job.price_most, job.cost) == (None, None)
        await studio.money.budgets.set_own(OWNER, Limits(total_usd=100))
        with pytest.raises(OverBudget, match=r"price of Quick is not known.*EASEL_PRICES"):
            await studio.jobs.start(OWNER, Picture())
        assert (await studio.money.budgets.status(OWNER)).unpriced == 1
    assert len(scripted.submitted) == 1


async def test_the_installation_s_own_figures_go_before_the_list(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor(), prices={"quick": 0.25}, budget_daily_usd=0.4) as studio:
        job = await run_job(studio)
        assert (job.price_least, job.price_most) == (0.25, 0.25)
        with pytest.raises(OverBudget, match=r"\$0.15 of this studio's daily budget"):
            await studio.jobs.start(OWNER, Picture())


async def test_the_sandbox_costs_nothing_and_asks_nothing(tmp_path: Path) -> None:
    scripted = vendor(opened(cost_note="5 credits reserved", credits_reserved=5))
    async with open_studio(tmp_path, scripted, sandbox=True, budget_total_usd=0) as studio:
        job = await run_job(studio)
        assert (job.cost, job.price_most, job.cost_note, job.credits_reserved) == (None, None, None, None)
        assert await spent(studio) == (0, 0)
        assert await studio.money.balance(OWNER, "scripted") is None
    assert scripted.balances_asked == 0


async def test_a_crash_leaves_no_reservation_behind(tmp_path: Path) -> None:
    await plant(tmp_path, id="charged", state="submitting", charged="maybe", cost=0.3)
    await plant(tmp_path, id="stopped", state="preparing", stopping=True, cost=0.3)
    async with open_studio(tmp_path, vendor()) as studio:
        await studio.jobs.wait(OWNER, "charged", 10)
        await studio.jobs.wait(OWNER, "stopped", 10)
        assert (await spent(studio))[1] == 0.3


async def test_the_balance_before_and_after_settles_a_job_that_ran_alone(tmp_path: Path) -> None:
    balances = [Balance(5.0), Balance(4.92)]
    scripted = vendor(prices={"quick": ListPrice(0.05, 0.2)}, balances=balances)
    async with open_studio(tmp_path, scripted) as studio:
        assert (await studio.money.balance(OWNER, "scripted")).available_usd == 5.0  # type: ignore[union-attr]
        job = await run_job(studio)
        assert (job.price_least, job.price_most, job.balance_before) == (0.05, 0.2, 5.0)

        async def settled() -> bool:
            return (await row_of(studio, job.id)).balance_after is not None

        await until(settled)
        row = await row_of(studio, job.id)
        assert (row.balance_after, row.cost) == (4.92, 0.08)
        assert await spent(studio) == (0.08, 0.08)


@pytest.mark.parametrize("after", [5.0, 4.0])
async def test_a_fall_that_the_estimate_rules_out_is_not_the_cost(tmp_path: Path, after: float) -> None:
    scripted = vendor(balances=[Balance(5.0), Balance(after)])
    async with open_studio(tmp_path, scripted) as studio:
        await studio.money.balance(OWNER, "scripted")
        job = await run_job(studio)

        async def settled() -> bool:
            return (await row_of(studio, job.id)).balance_after is not None

        await until(settled)
        assert await spent(studio) == (0.1, 0.1)


async def test_jobs_side_by_side_blur_each_other_s_balance(tmp_path: Path) -> None:
    gates = [Gate(opened("a")), Gate(opened("b"))]
    scripted = vendor(*gates, balances=[Balance(5.0), Balance(4.8)])
    async with open_studio(tmp_path, scripted) as studio:
        await studio.money.balance(OWNER, "scripted")
        first = await studio.jobs.start(OWNER, Picture())
        await gates[0].reached.wait()
        second = await studio.jobs.start(OWNER, Picture())
        await gates[1].reached.wait()
        for gate in gates:
            gate.open()
        for job in (first, second):
            await studio.jobs.wait(OWNER, job.id, 10)
        rows = [await row_of(studio, job.id) for job in (first, second)]
    assert [row.balance_before for row in rows] == [5.0, None]
    assert [row.balance_after for row in rows] == [None, None]


async def test_the_balance_is_asked_for_gently(tmp_path: Path) -> None:
    time = QuickTime()
    scripted = vendor(balances=[Balance(5.0)])
    async with open_studio(tmp_path, scripted, clock=time.clock) as studio:
        for _ in range(20):
            await asyncio.gather(*(studio.money.balance(OWNER, "scripted") for _ in range(5)))
            time.passed_s += 10
        assert scripted.balances_asked == 1
        time.passed_s += 200
        await studio.money.balance(OWNER, "scripted")
        assert scripted.balances_asked == 2


async def test_an_error_is_an_unknown_balance(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor(balances=[Unavailable("away")])) as studio:
        seen = await studio.money.balance(OWNER, "scripted")
        assert seen is not None
        assert (seen.available_usd, seen.unlimited) == (None, False)


async def test_a_limit_can_be_taken_away(tmp_path: Path) -> None:
    studio = make_studio(tmp_path, vendor())
    async with studio.lifespan(grace_s=5):
        await studio.money.budgets.set_own(OWNER, Limits(0.0, 1.0))
        with pytest.raises(OverBudget):
            await studio.jobs.start(OWNER, Picture())
        await studio.money.budgets.set_own(OWNER, Limits())
        await run_job(studio)


@pytest.mark.parametrize(
    ("name", "text"), [("EASEL_BUDGET_DAILY", "lots"), ("EASEL_PRICES", "a=0"), ("EASEL_PRICES", "a")]
)
def test_settings_that_are_no_amounts_are_refused(name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: text}, ())


def test_amounts_are_read_from_the_environment() -> None:
    env = {"EASEL_BUDGET_DAILY": "2.50", "EASEL_BUDGET_TOTAL": "0", "EASEL_PRICES": " a-1 = 0.03,b=1,"}
    settings = Settings.from_env(env, ())
    assert (settings.budget_daily_usd, settings.budget_total_usd) == (2.5, 0)
    assert settings.prices == {"a-1": 0.03, "b": 1}


async def test_a_visitor_does_not_see_what_is_left_on_the_server_s_key(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor(balances=[Balance(5.0)])) as studio:
        assert await studio.money.balance(visitor_owner("a"), "scripted") is None
        assert await studio.money.balance(OWNER, "scripted") is not None
