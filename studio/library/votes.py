"""Blind votes: which of two results of the same prompt is better, and how often each model won."""

import itertools
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, insert, select

from providers.happened import happened
from providers.spec import GenerationRequest
from studio.clock import Clock
from studio.errors import FieldErrors, NotFound, NotPossible
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.job import MADE_HERE, Job
from studio.ledger.job_facts import asked_seed, prompt_of
from studio.ledger.records import Records
from studio.ledger.tables import votes
from studio.library.library import LibraryItem

Choice = Literal["left", "right", "same"]
MOST_PAIRS = 40
"""Most pairs that are put before somebody at once."""
MOST_RESULTS = 200
_chance = secrets.SystemRandom()


@dataclass(frozen=True)
class Tally:
    """How one model did.

    Attributes:
        provider, model: Which one.
        won, lost, same: Votes about it.
    """

    provider: str
    model: str
    won: int
    lost: int
    same: int

    @property
    def votes(self) -> int:
        return self.won + self.lost + self.same

    @property
    def share(self) -> float:
        """What share of its votes it won, from 0 to 1; a vote without a winner counts half for both."""
        return (self.won + self.same / 2) / self.votes


class Votes:
    """Votes of all owners; every call names the owner, and somebody else's results are absent."""

    def __init__(
        self,
        ledger: Ledger,
        records: Records,
        changes: Changes,
        requests: Mapping[str, type[GenerationRequest]],
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._records = records
        self._changes = changes
        self._requests = requests
        self._clock = clock

    async def pairs(self, owner: str, asset_ids: Collection[str]) -> list[tuple[LibraryItem, LibraryItem]]:
        """Return pairs to vote on, sides and order shuffled: same prompt, different models, not voted on before.

        Raises:
            NotPossible: No two of the results are of the same prompt and of different models.
        """
        items = await self._items(owner, [*dict.fromkeys(asset_ids)][:MOST_RESULTS])
        fitting = [(one, two) for one, two in itertools.combinations(items, 2) if self._comparable(one, two)]
        if not fitting:
            raise NotPossible(happened("blind_vote_needs"))
        # With one seed nothing differs but the model; other pairs only where there are none of these.
        fitting = [(one, two) for one, two in fitting if self._seed(one.job) == self._seed(two.job)] or fitting
        rows = await self._ledger.rows(select(votes.c.first, votes.c.second).where(votes.c.owner == owner))
        voted = {(row.first, row.second) for row in rows}
        found = [[*pair] for pair in fitting if _in_order(pair[0].asset.id, pair[1].asset.id) not in voted]
        for pair in found:
            _chance.shuffle(pair)
        _chance.shuffle(found)
        return [(left, right) for left, right in found[:MOST_PAIRS]]

    async def cast(self, owner: str, left_id: str, right_id: str, choice: Choice) -> tuple[LibraryItem, LibraryItem]:
        """Write a vote down; a later one about the same two takes its place. Returns left and right.

        Raises:
            NotFound: The owner has no such result.
            NotPossible: They are not of the same prompt by different models.
            FieldErrors: There is no such choice.
        """
        if choice not in ("left", "right", "same"):
            raise FieldErrors({"choice": happened("choose_side")})
        found = {item.asset.id: item for item in await self._items(owner, [left_id, right_id])}
        if left_id not in found or right_id not in found:
            raise NotFound(happened("file_not_in_library"))
        left, right = found[left_id], found[right_id]
        if not self._comparable(left, right):
            raise NotPossible(happened("vote_needs"))
        first, second = _in_order(left_id, right_id)
        winner = {"left": left_id, "right": right_id, "same": None}[choice]
        await self._ledger.write(
            delete(votes).where(votes.c.owner == owner, votes.c.first == first, votes.c.second == second),
            insert(votes).values(
                owner=owner,
                first=first,
                second=second,
                winner=winner,
                first_model=_model(found[first].job),
                second_model=_model(found[second].job),
                voted_at=self._clock.now(),
            ),
        )
        self._changes.bump(owner)
        return left, right

    async def tally(self, owner: str) -> list[Tally]:
        """Return how each model did, the best first; of equals the one with more votes."""
        rows = await self._ledger.rows(select(votes).where(votes.c.owner == owner))
        counts: dict[str, list[int]] = {}
        for row in rows:
            for asset_id, model in ((row.first, row.first_model), (row.second, row.second_model)):
                outcome = 2 if row.winner is None else 0 if row.winner == asset_id else 1
                counts.setdefault(model, [0, 0, 0])[outcome] += 1
        found: list[Tally] = []
        for named, (won, lost, same) in counts.items():
            provider, _, model = named.partition("/")
            found.append(Tally(provider, model, won, lost, same))
        return sorted(found, key=lambda each: (-each.share, -each.votes, each.provider, each.model))

    async def forget(self, owner: str) -> int:
        """Forget all votes of an owner. Returns how many."""
        count = await self._ledger.write(delete(votes).where(votes.c.owner == owner))
        self._changes.bump(owner)
        return count

    async def _items(self, owner: str, asset_ids: Collection[str]) -> list[LibraryItem]:
        assets = [await self._records.asset(owner, asset_id) for asset_id in asset_ids]
        kept = [asset for asset in assets if asset is not None]
        jobs = await self._records.jobs_by_id(owner, {asset.job_id for asset in kept})
        return [LibraryItem(asset, jobs[asset.job_id]) for asset in kept if asset.job_id in jobs]

    def _comparable(self, one: LibraryItem, two: LibraryItem) -> bool:
        alike = (one.asset.kind, one.asset.label, one.job.capability, self._prompt(one.job)) == (
            two.asset.kind, two.asset.label, two.job.capability, self._prompt(two.job),
        )  # fmt: skip
        here = MADE_HERE in (one.job.provider, two.job.provider)
        return alike and not here and _model(one.job) != _model(two.job)

    def _prompt(self, job: Job) -> str:
        return prompt_of(self._requests, job).strip()

    def _seed(self, job: Job) -> int | None:
        return asked_seed(self._requests, job)


def _in_order(one: str, two: str) -> tuple[str, str]:
    return (one, two) if one < two else (two, one)


def _model(job: Job) -> str:
    return f"{job.provider}/{job.model}"
