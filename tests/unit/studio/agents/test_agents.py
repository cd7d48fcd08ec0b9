"""Agents: a token is shown once and ends when it is revoked; nothing is sent beyond what its owner allows."""

from pathlib import Path
from typing import Any

import pytest
from scripted_vendor import OWNER, Picture, ScriptedVendor, open_studio, opened, row_of
from sqlalchemy import select

from providers.price import ListPrice
from providers.spec import Capability
from studio.access.agent import ACTING, acting
from studio.agents.agents import MOST_AGENTS
from studio.errors import FieldErrors, NotAllowed, NotFound, NotPossible, OverBudget, OverPrice
from studio.ledger.tables import agents
from studio.money.budgets import Limits


def vendor(**options: Any) -> ScriptedVendor:
    return ScriptedVendor((opened(),), **{"prices": {"quick": ListPrice(0.1, 0.1)}, **options})


async def test_a_token_is_kept_as_a_digest_and_ends_when_it_is_revoked(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        made = await studio.agents.make(OWNER, "  Porter \n", limits=Limits(1, 5), capabilities=[Capability.IMAGE_EDIT])
        assert (made.agent.name, made.agent.daily_usd, made.agent.total_usd) == ("Porter", 1, 5)
        assert made.token not in repr(made)
        [row] = await studio.machinery.ledger.rows(select(agents))
        assert made.token not in str(row)
        assert await studio.agents.shown_by(made.token) == made.agent
        assert await studio.agents.shown_by(made.token + "x") is None
        with pytest.raises(NotFound):
            await studio.agents.revoke("somebody else", made.agent.id)
        assert await studio.agents.of(OWNER) == [made.agent]
        await studio.agents.revoke(OWNER, made.agent.id)
        assert await studio.agents.shown_by(made.token) is None
        assert await studio.agents.of(OWNER) == []
        with pytest.raises(NotFound):
            await studio.agents.revoke(OWNER, made.agent.id)


async def test_an_agent_has_a_name_and_there_are_not_too_many(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        with pytest.raises(FieldErrors, match="name"):
            await studio.agents.make(OWNER, " \n ")
        for number in range(MOST_AGENTS):
            await studio.agents.make(OWNER, f"{number}")
        with pytest.raises(NotPossible, match="Revoke one"):
            await studio.agents.make(OWNER, "one more")
        await studio.agents.make("somebody else", "theirs")


async def test_a_job_says_which_agent_began_it(tmp_path: Path) -> None:
    async with open_studio(tmp_path, vendor()) as studio:
        agent = (await studio.agents.make(OWNER, "Porter")).agent
        with acting(agent):
            job = await studio.jobs.start(OWNER, Picture())
        assert ACTING.get() is None
        assert job.agent == "Porter"
        assert (await row_of(studio, job.id)).agent_id == agent.id
        assert (await studio.jobs.start(OWNER, Picture())).agent is None


@pytest.mark.parametrize("limits", [Limits(daily_usd=0.25), Limits(total_usd=0.25)])
async def test_an_agent_spends_no_more_than_its_budget(tmp_path: Path, limits: Limits) -> None:
    scripted = vendor(max_concurrent=10)
    async with open_studio(tmp_path, scripted) as studio:
        agent = (await studio.agents.make(OWNER, "Porter", limits=limits)).agent
        for _ in range(3):  # what its owner spends is no part of it
            await studio.jobs.wait(OWNER, (await studio.jobs.start(OWNER, Picture())).id, 10)
        with acting(agent):
            for _ in range(2):
                await studio.jobs.wait(OWNER, (await studio.jobs.start(OWNER, Picture())).id, 10)
            with pytest.raises(OverBudget, match=r"\$0.05 of this agent's (daily|total) budget of \$0.25 is left"):
                await studio.jobs.start(OWNER, Picture())
            quote = await studio.money.quote(OWNER, Picture())
            assert quote is not None
            assert quote.refusal is not None
    assert len(scripted.submitted) == 5


async def test_a_price_that_nobody_knows_passes_no_agent_s_budget(tmp_path: Path) -> None:
    scripted = vendor(prices={})
    async with open_studio(tmp_path, scripted) as studio:
        agent = (await studio.agents.make(OWNER, "Porter", limits=Limits(5))).agent
        with acting(agent), pytest.raises(OverBudget, match="make an agent without a budget"):
            await studio.jobs.start(OWNER, Picture())
        with pytest.raises(OverPrice, match="nobody can agree to it"):
            await studio.jobs.start(OWNER, Picture(), most_usd=5)
    assert scripted.submitted == []


async def test_nothing_is_sent_beyond_the_price_that_was_agreed(tmp_path: Path) -> None:
    scripted = vendor()
    async with open_studio(tmp_path, scripted) as studio:
        with pytest.raises(OverPrice, match=r"may cost \$0.10, more than the \$0.09 that were agreed"):
            await studio.jobs.start(OWNER, Picture(), most_usd=0.09)
        assert scripted.submitted == []
        await studio.jobs.wait(OWNER, (await studio.jobs.start(OWNER, Picture(), most_usd=0.1)).id, 10)
    assert len(scripted.submitted) == 1


@pytest.mark.parametrize("allowed", [{"read_only": True}, {"capabilities": [Capability.REFERENCE_TO_VIDEO]}])
async def test_an_agent_starts_only_what_it_may(tmp_path: Path, allowed: dict[str, Any]) -> None:
    scripted = vendor()
    async with open_studio(tmp_path, scripted) as studio:
        with acting((await studio.agents.make(OWNER, "Porter", **allowed)).agent):
            with pytest.raises(NotAllowed, match=r"Porter may .*Nothing was sent"):
                await studio.jobs.start(OWNER, Picture())
            with pytest.raises(NotAllowed):
                await studio.workbench.start(OWNER, "draw_material", {"words": "brick"})
        assert await studio.jobs.recent(OWNER) == []
    assert scripted.submitted == []
