"""Which map is which: labels that the vendor left out or was not sure of are guessed from the pixels."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import select, update
from sqlalchemy.engine import Row

from providers.spec import Capability, Requests
from studio.files.file_store import FileStore
from studio.files.naming import download_name
from studio.jobs.job_row import JobRow
from studio.ledger.database import Ledger
from studio.ledger.job_facts import prompt_of
from studio.ledger.tables import assets

log = logging.getLogger(__name__)


class LabelGuess(Protocol):
    """What a classifier says of one picture."""

    @property
    def label(self) -> str | None: ...


Classify = Callable[[Sequence[bytes]], Sequence[LabelGuess]]


class Labels:
    """Guesses labels of material maps. A guess is always marked as one."""

    def __init__(
        self,
        ledger: Ledger,
        store: FileStore,
        requests: Requests,
        classify: Classify | None,
    ) -> None:
        """Make the service.

        Args:
            requests: Endpoint name -> request class.
            classify: Pictures of one material to a label each; called in a worker thread.
        """
        self._ledger = ledger
        self._store = store
        self._requests = requests
        self._classify = classify

    async def guess(self, row: JobRow) -> None:
        """Label the kept files of a material job whose label is missing or not certain, looking at all of them."""
        if self._classify is None or row.capability != Capability.PBR_MATERIAL:
            return
        maps = await self._ledger.rows(
            select(assets).where(assets.c.job_id == row.id, assets.c.kind == "image").order_by(assets.c.position)
        )
        open_maps = [map_ for map_ in maps if map_.label is None or not map_.label_certain]
        if not open_maps:
            return
        try:
            paths = [self._store.path(map_.sha256) for map_ in maps]
            guesses = await asyncio.to_thread(_look, self._classify, paths)
        except Exception:  # a material without guesses is still the visitor's material
            log.exception("its maps could not be told apart")
            return
        prompt = prompt_of(self._requests, row)
        labels = _labels(maps, [guess.label for guess in guesses])
        changes = [
            update(assets)
            .where(assets.c.id == map_.id)
            .values(label=label, label_certain=label is None, name=_renamed(map_, prompt, label, len(maps)))
            for map_ in open_maps
            if (label := labels[map_.id]) != map_.label
        ]
        if changes:
            await self._ledger.write(*changes)
            row.touched()


def _labels(maps: Sequence[Row[Any]], guesses: Sequence[str | None]) -> dict[str, str | None]:
    """Return a label per asset id, each label once: certain ones first, then guesses, then what was there."""
    labels: dict[str, str | None] = {map_.id: map_.label for map_ in maps if map_.label and map_.label_certain}
    used = set(labels.values())
    for offers in (guesses, [map_.label for map_ in maps]):
        for map_, label in zip(maps, offers, strict=True):
            if map_.id not in labels and label is not None and label not in used:
                labels[map_.id] = label
                used.add(label)
    return {map_.id: labels.get(map_.id) for map_ in maps}


def _look(classify: Classify, paths: Sequence[Path]) -> Sequence[LabelGuess]:
    return classify([path.read_bytes() for path in paths])


def _renamed(map_: Row[Any], prompt: str, label: str | None, count: int) -> str:
    suffix = map_.name.rpartition(".")[2]
    return download_name(prompt, label, map_.position, count, suffix)
