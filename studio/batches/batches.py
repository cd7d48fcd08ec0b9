"""Batches: a wish planned into cells with prices, then started, stopped, resumed, and repeated where cells failed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import delete, update

from providers.happened import Happenings, happened
from providers.plain_text import whole
from providers.price import Estimate
from providers.spec import Capability, GenerationRequest
from studio.batches.batch import Batch, BatchCell, BatchState
from studio.batches.batch_records import BatchRecords
from studio.batches.batch_runner import BatchRunner
from studio.batches.prompt_wildcards import Axis
from studio.errors import FieldErrors, NotFound, NotPossible, OverBudget
from studio.jobs.jobs import no_key
from studio.ledger.changes import Changes
from studio.ledger.database import Ledger
from studio.ledger.moments import Moments
from studio.ledger.tables import batch_cells, batches
from studio.money.budgets import BudgetRefusal, Budgets
from studio.money.prices import Prices
from studio.references.references import References
from studio.vendors.gateways import Gateways

_TITLE_CHARS = 2000


@dataclass(frozen=True)
class PlannedCell:
    """One combination that was judged: a request, or why there is none.

    Attributes:
        at: Its place on each axis.
        cls: Its request class.
        model: Id of its model.
        request: None where it cannot be made.
        problem: Why not, if so.
    """

    at: tuple[int, ...]
    cls: type[GenerationRequest]
    model: str
    request: GenerationRequest | None
    problem: Happenings = ()


class Batches:
    """Batches of all owners; every call names the owner, and somebody else's batch is absent."""

    def __init__(
        self,
        *,
        ledger: Ledger,
        records: BatchRecords,
        runner: BatchRunner,
        changes: Changes,
        references: References,
        gateways: Gateways,
        prices: Prices,
        budgets: Budgets,
        requests: Mapping[str, type[GenerationRequest]],
        moments: Moments,
    ) -> None:
        self._ledger = ledger
        self._records = records
        self._runner = runner
        self._changes = changes
        self._references = references
        self._gateways = gateways
        self._prices = prices
        self._budgets = budgets
        self._requests = requests
        self._moments = moments

    async def plan(
        self,
        owner: str,
        title: str,
        axes: Sequence[Axis],
        cells: Sequence[PlannedCell],
        keys: Mapping[str, str] | None = None,
    ) -> Batch:
        """Write down what would be sent and what it costs; nothing is sent.

        Requests that are equal are sent once: the others are left out with a word about it.

        Args:
            owner: Whose.
            title: The prompt as it was written.
            axes: What varies.
            cells: All combinations.
            keys: Vendor -> id of the owner's key that pays; others go as `Jobs.start` chooses.

        Raises:
            FieldErrors: A file cannot be used, or no cell is left.
        """
        seen: set[tuple[str, str]] = set()
        rows: list[dict[str, Any]] = []
        for cell in cells:
            row = await self._row(owner, cell, keys or {})
            same = (cell.cls.endpoint, cell.request.model_dump_json() if cell.request else "")
            if cell.request is not None and not row["problem"]:
                row["problem"] = (happened("same_cell"),) if same in seen else ()
                seen.add(same)
            rows.append(row)
        if all(row["problem"] for row in rows):
            raise FieldErrors({"": (happened("batch_empty"), *rows[0]["problem"])})
        capability = cells[0].cls.capability
        batch_id = await self._records.write(
            owner, whole(title)[:_TITLE_CHARS], capability, axes, rows, await self._moments.next()
        )
        batch = await self.get(owner, batch_id)
        refusal = await self._beyond(owner, [cell for cell in batch.cells if not cell.problem])
        if refusal is None:
            return batch
        beyond = update(batches).where(batches.c.id == batch_id).values(happened=refusal.told)
        await self._ledger.write(beyond)
        return await self.get(owner, batch_id)

    async def get(self, owner: str, batch_id: str) -> Batch:
        """Return a batch as it is now.

        Raises:
            NotFound: The owner has no such batch.
        """
        batch = await self._records.find(owner, batch_id)
        if batch is None:
            raise NotFound(happened("no_such_batch"))
        return batch

    async def recent(self, owner: str, *, capability: Capability | None = None, limit: int = 10) -> list[Batch]:
        """Return the owner's batches that were started, newest first."""
        return await self._records.recent(owner, capability, limit)

    async def start(self, owner: str, batch_id: str) -> Batch:
        """Run a plan. One that runs already, or has ended, is returned as it is.

        Raises:
            NotFound: The owner has no such batch.
            NotPossible: What it costs or where it goes is no longer what the plan says; the plan now says it.
            OverBudget: It costs more than is left, or nobody knows what it costs while a budget holds.
        """
        batch = await self.get(owner, batch_id)
        return await self._run(batch, batch.cells) if batch.state is BatchState.PLANNED else batch

    async def stop(self, owner: str, batch_id: str) -> Batch:
        """Start no more cells; those that were sent go on, for they may be paid already.

        Raises:
            NotFound: The owner has no such batch.
        """
        batch = await self.get(owner, batch_id)
        running = batches.c.id == batch.id, batches.c.state == BatchState.RUNNING
        await self._ledger.write(update(batches).where(*running).values(state=BatchState.STOPPED, happened=()))
        self._changes.bump(owner)
        return await self.get(owner, batch_id)

    async def resume(self, owner: str, batch_id: str, *, failed: bool = False) -> Batch:
        """Go on with the cells that were not started, and try those again that failed, where asked.

        A cell whose submit may have been charged without an answer is not tried again: look at its job.

        Raises:
            What `start` raises, and NotPossible when nothing is left to do.
        """
        batch = await self.get(owner, batch_id)
        if batch.state is BatchState.PLANNED:
            return await self.start(owner, batch_id)
        again = [cell for cell in batch.cells if cell.repeatable] if failed else []
        waiting = [cell for cell in batch.cells if cell.waiting] if batch.state is not BatchState.RUNNING else []
        if not again and not waiting:
            raise NotPossible(happened("no_cell_left"))
        return await self._run(batch, [*waiting, *again], again)

    async def remove(self, owner: str, batch_id: str) -> None:
        """Forget a batch that does not run; its jobs and their results stay.

        Raises:
            NotFound: The owner has no such batch.
            NotPossible: It runs.
        """
        batch = await self.get(owner, batch_id)
        gone = delete(batches).where(batches.c.id == batch.id, batches.c.state != BatchState.RUNNING)
        if not await self._ledger.write(gone):
            raise NotPossible(happened("batch_running"))
        await self._ledger.write(delete(batch_cells).where(batch_cells.c.batch_id == batch.id))
        self._changes.bump(owner)

    async def go_on(self) -> None:
        """Drive every batch that an earlier process left running."""
        for owner, batch_id in await self._records.running():
            self._runner.run(owner, batch_id)

    async def aclose(self) -> None:
        """Start no more cells."""
        await self._runner.aclose()

    async def _row(self, owner: str, cell: PlannedCell, keys: Mapping[str, str]) -> dict[str, Any]:
        row: dict[str, Any] = {
            "at": list(cell.at),
            "endpoint": cell.cls.endpoint,
            "model": cell.model,
            "request": cell.request.settings() if cell.request else {},
            "problem": cell.problem,
            "refused": (),
            **_NOWHERE,
        }
        if cell.request is not None:
            await self._references.check(owner, cell.request)
            way = await self._way(owner, cell.request, keys.get(cell.request.provider))
            row |= way if way is not None else {"problem": (no_key(cell.cls.provider),)}
        return row

    async def _way(self, owner: str, request: GenerationRequest, key_id: str | None) -> dict[str, Any] | None:
        """Return where a request goes now and what it costs there, or None when nothing serves its vendor."""
        gateway = self._gateways.for_new_job(request.provider, owner, key_id)
        if gateway is None:
            return None
        cost = None if gateway.sandbox else await self._prices.estimate(request, gateway)
        return {
            "sandbox": gateway.sandbox,
            "key_id": gateway.key_id,
            "price_least": cost.least_usd if cost else None,
            "price_most": cost.most_usd if cost else None,
        }

    async def _run(self, batch: Batch, cells: Sequence[BatchCell], again: Sequence[BatchCell] = ()) -> Batch:
        """Let a batch run, with `cells` still to be started, of which `again` failed before."""
        cells = [cell for cell in cells if not cell.problem]
        await self._keep_promise(batch, cells)
        refusal = await self._beyond(batch.owner, cells)
        if refusal is not None:
            raise OverBudget(*refusal.told)
        unchanged = batches.c.id == batch.id, batches.c.state == batch.state
        go = update(batches).where(*unchanged).values(state=BatchState.RUNNING, happened=())
        statements = [
            update(batch_cells)
            .where(
                batch_cells.c.batch_id == batch.id,
                batch_cells.c.position == cell.position,
                # A second press at the same moment finds the cell free already, and frees no job that is new.
                batch_cells.c.job_id == cell.job.id if cell.job else batch_cells.c.refused != (),
            )
            .values(job_id=None, refused=(), again_of=cell.job.id if cell.job else None)
            for cell in again
        ]
        if await self._ledger.write(go, *statements):
            self._changes.bump(batch.owner)
        self._runner.run(batch.owner, batch.id)
        return await self.get(batch.owner, batch.id)

    async def _keep_promise(self, batch: Batch, cells: Sequence[BatchCell]) -> None:
        """Refuse to start what people saw at another price, or going elsewhere; write down how it is now."""
        changes: list[Any] = []
        for cell in cells:
            try:
                request = self._requests[cell.endpoint].model_validate(cell.request)
            except (KeyError, ValidationError):
                raise NotPossible(happened("settings_outdated")) from None
            now = await self._way(batch.owner, request, cell.key_id) or _NOWHERE
            # Prices are kept as whole millionths.
            before = (cell.sandbox, cell.key_id, _millionths(cell.price_least), _millionths(cell.price_most))
            after = (now["sandbox"], now["key_id"], _millionths(now["price_least"]), _millionths(now["price_most"]))
            if before != after:
                place = batch_cells.c.batch_id == batch.id, batch_cells.c.position == cell.position
                changes.append(update(batch_cells).where(*place).values(**now))
        if changes:
            await self._ledger.write(*changes)
            self._changes.bump(batch.owner)
            raise NotPossible(happened("batch_changed"))

    async def _beyond(self, owner: str, cells: Sequence[BatchCell]) -> BudgetRefusal | None:
        """Return why budgets do not let all of these through, or None when they do."""
        live = [cell for cell in cells if not cell.sandbox]
        # What the owner's own keys pay counts for the person, and not for all visitors.
        for paid, own_key in ((live, True), ([cell for cell in live if cell.key_id is None], False)):
            unknown = next((cell for cell in paid if cell.price_most is None), None)
            least, most = sum(cell.price_least or 0 for cell in paid), sum(cell.price_most or 0 for cell in paid)
            cost = None if unknown else Estimate(least, most, "", "")
            label = self._requests[unknown.endpoint].model_labels.get(unknown.model, unknown.model) if unknown else ""
            refusal = await self._budgets.refusal(owner, cost, label, own_key=own_key) if paid else None
            if refusal is not None:
                return refusal
        return None


_NOWHERE: dict[str, Any] = {"sandbox": False, "key_id": None, "price_least": None, "price_most": None}


def _millionths(amount: float | None) -> int | None:
    return None if amount is None else round(amount * 1_000_000)
