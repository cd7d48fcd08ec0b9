"""Questions to clients that answer while their call waits, as the version with a handshake does."""

import asyncio
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

Answered = asyncio.Future[dict[str, Any]]


class AskedClients:
    """Questions under way, each of one owner."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], Answered] = {}

    @contextmanager
    def asking(self, owner: str) -> Generator[tuple[str, Answered]]:
        """Give the id of a new question, and what its answer will be in."""
        key = owner, f"easel-{secrets.token_hex(8)}"
        self._waiting[key] = asyncio.get_running_loop().create_future()
        try:
            yield key[1], self._waiting[key]
        finally:
            del self._waiting[key]

    def answered(self, owner: str, message: dict[str, Any]) -> None:
        """Take an answer; one to nothing that this owner was asked is passed over. An error means no."""
        waiting = self._waiting.get((owner, str(message.get("id"))))
        if waiting is not None and not waiting.done():
            result = message.get("result")
            waiting.set_result(result if isinstance(result, dict) else {})
