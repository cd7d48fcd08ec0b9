"""The agents of the keys tab: tokens are made, shown once and revoked; each with what it may do and spend."""

from typing import TypedDict

import gradio as gr

from providers.price import usd
from providers.spec import Capability
from studio.access.agent import Agent
from studio.errors import FieldErrors
from studio.money.budgets import Limits
from ui.asking.page import Page, owner_of
from ui.asking.server_calls import Asked, ServerCall, answering_refusals
from ui.asking.titles import CAPABILITY_WORDS
from ui.tabs.usage_tab import amount_typed
from words.language import t


class AgentView(TypedDict):
    """One agent: what it may do and what it has spent, in words."""

    id: str
    name: str
    may: str
    spent: str
    created_ms: int


class AgentsView(TypedDict):
    """An owner's agents, and what one may be allowed to do, each with its title. `token`: of one just made."""

    agents: list[AgentView]
    may: dict[str, str]
    token: str | None


def agent_actions(page: Page) -> list[ServerCall]:
    """Return what `static/tabs/agents_part.js` calls. A token is in the one answer that made it."""

    async def agents_status(_: None, request: gr.Request) -> AgentsView:
        return await _view(page, owner_of(request))

    async def agent_make(wanted: Asked, request: gr.Request) -> AgentsView:
        daily, total = amount_typed(wanted.get("daily")), amount_typed(wanted.get("total"))
        if isinstance(daily, str) or isinstance(total, str):
            sentence = t("Write an amount in US dollars, such as 2.50, or leave it empty for no limit.")
            raise FieldErrors({"daily": sentence})
        asked = wanted.get("may")
        may = [each for each in Capability if isinstance(asked, list) and each.value in asked]
        looks = wanted.get("read_only") is True
        if not may and not looks:
            raise FieldErrors({"may": t("Choose what it may make, or let it only look.")})
        made = await page.studio.agents.make(
            owner_of(request),
            str(wanted.get("name", "")),
            limits=Limits(daily, total),
            capabilities=None if len(may) == len(Capability) else may,
            read_only=looks,
        )
        return {**await _view(page, owner_of(request)), "token": made.token}

    async def agent_revoke(agent_id: str, request: gr.Request) -> AgentsView:
        await page.studio.agents.revoke(owner_of(request), str(agent_id))
        return await _view(page, owner_of(request))

    return answering_refusals(agents_status, agent_make, agent_revoke)


async def _view(page: Page, owner: str) -> AgentsView:
    agents = await page.studio.agents.of(owner)
    return {
        "agents": [await _agent_view(page, agent) for agent in agents],
        "may": {each.value: t(CAPABILITY_WORDS[each].panel) for each in Capability},
        "token": None,
    }


async def _agent_view(page: Page, agent: Agent) -> AgentView:
    today_usd, all_usd = await page.studio.money.budgets.spent_by(agent.id)
    return {
        "id": agent.id,
        "name": agent.name,
        "may": _may_words(agent),
        "spent": t(
            "Today {today}, in all {total}.", today=_of(today_usd, agent.daily_usd), total=_of(all_usd, agent.total_usd)
        ),
        "created_ms": int(agent.created_at.timestamp() * 1000),
    }


def _may_words(agent: Agent) -> str:
    if agent.read_only:
        return t("Only looks")
    if agent.capabilities is None:
        return t("Makes everything")
    titles = [t(CAPABILITY_WORDS[each].panel) for each in Capability if each in agent.capabilities]
    return t("Makes: {titles}", titles=", ".join(titles))


def _of(spent_usd: float, limit_usd: float | None) -> str:
    spent = usd(spent_usd)
    return spent if limit_usd is None else t("{spent} of {limit}", spent=spent, limit=usd(limit_usd))
