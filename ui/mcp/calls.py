"""One call of a tool: who asks, what their client can, and how it is told of progress and asked back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from studio.access.agent import ACTING, Agent
from studio.ledger.job import Asset
from ui.api.api_job import root_url
from ui.asking.file_links import absolute
from ui.asking.page import Page, Visit, visit_of

Progress = Callable[[float, float | None, str], Awaitable[None]]
"""Tells how far it is: progress, which only grows; its total, if known; a few words."""

Ask = Callable[[str], Awaitable[bool]]
"""Asks the client's human with a message; returns whether they agreed."""


class InputNeeded(Exception):
    """A modern client has to ask its human first, and to call again.

    Attributes:
        message: What the human is asked.
        state: What the client brings back with the answer.
    """

    def __init__(self, message: str, state: str) -> None:
        super().__init__(message)
        self.message = message
        self.state = state


@dataclass(frozen=True)
class ToolCall:
    """What answers a call is given.

    Attributes:
        page: The services.
        request: The HTTP request, or what stands for one where a program asks by standard input.
        progress: Tells the client; does nothing where it did not ask for that.
        ask: Asks its human, where that is possible while the call waits (the version with a handshake).
        asks_later: The client can ask its human and call again (the version without).
        agreed: What the human answered to `state`; None: nobody was asked.
        state: What a modern client brings back.
        tasks: The client follows tasks.
    """

    page: Page
    request: gr.Request
    progress: Progress
    ask: Ask | None = None
    asks_later: bool = False
    agreed: bool | None = None
    state: str = ""
    tasks: bool = False

    @property
    def visit(self) -> Visit:
        """Who is asking."""
        return visit_of(self.request)

    @property
    def owner(self) -> str:
        """Whose jobs and files this call may see."""
        return self.visit.owner

    def address_of(self, asset: Asset) -> str:
        """Return the address of a file, for whoever asks alone."""
        return absolute(root_url(self.request), self.page.links.asset(asset))

    @property
    def agent(self) -> Agent | None:
        """Which agent asks; None: a program with a person's login."""
        return ACTING.get()


@dataclass(frozen=True)
class ToolAnswer:
    """What a tool answers.

    Attributes:
        values: JSON values, which the client gets as they are and as text.
        content: Pictures and links beside them.
        refused: Whether it was not done.
        task: Id of the job that goes on, for clients that follow tasks.
    """

    values: Mapping[str, Any]
    content: tuple[Mapping[str, Any], ...] = field(default=())
    refused: bool = False
    task: str | None = None
