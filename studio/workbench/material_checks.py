"""The report card of a kept material, worked out in a thread and remembered by the content of its maps."""

import asyncio
import io
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from PIL import Image

from materials.maps.slope_fit import estimate_height_range_m
from materials.maps.texture_set import Origin
from materials.material import ByteArray, MapName
from materials.report.card import report
from materials.report.finding import Finding
from studio.ledger.job import Job
from studio.workbench.material_files import map_files, read_material

_REMEMBERED = 64


@dataclass(frozen=True)
class MapState:
    """One map of a material: who made it, how sure it is what its name says (0 to 1), and its size."""

    origin: Origin
    certainty: float
    width_px: int
    height_px: int


@dataclass(frozen=True)
class Card:
    """What is known of a material.

    Attributes:
        findings: What the checks say, in the order people read them; without pictures.
        pictures: Check -> WebP of where, for those that have one.
        maps: The maps that can be read.
        missing: Those that are not there.
        size_m: Width of the tile in metres.
        size_said: Whether somebody said so; else it is assumed.
        height_range_m: Metres between black and white in the height map.
        height_range_by: How that is known.
    """

    findings: tuple[Finding, ...]
    pictures: Mapping[str, bytes] = field(repr=False)
    maps: Mapping[MapName, MapState]
    missing: tuple[MapName, ...]
    size_m: float
    size_said: bool
    height_range_m: float
    height_range_by: Literal["said", "estimated", "assumed"]


_Key = tuple[object, ...]


class MaterialChecks:
    """Makes report cards, one at a time: large maps take gigabytes of memory."""

    def __init__(self, path_of: Callable[[str], Path]) -> None:
        """Make them.

        Args:
            path_of: Returns the file of a sha256.
        """
        self._path_of = path_of
        self._thread = ThreadPoolExecutor(1, "checks")
        self._cards: OrderedDict[_Key, asyncio.Future[Card]] = OrderedDict()

    async def card(self, job: Job) -> Card:
        """Return the report card of a job's material.

        Raises:
            Incomplete: It has no map that can be read.
        """
        key = _key(job)
        card = self._cards.get(key)
        if card is None:
            card = asyncio.get_running_loop().run_in_executor(self._thread, _card, job, self._path_of)
            self._cards[key] = card
            card.add_done_callback(lambda made: self._forget_failed(key, made))
            while len(self._cards) > _REMEMBERED:
                self._cards.popitem(last=False)
        self._cards.move_to_end(key)
        return await asyncio.shield(card)  # others may wait for the same one

    def close(self) -> None:
        """Begin no further check."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _forget_failed(self, key: _Key, card: asyncio.Future[Card]) -> None:
        if card.cancelled() or card.exception() is not None:
            self._cards.pop(key, None)


def _key(job: Job) -> _Key:
    maps = tuple((file.name, file.asset.sha256, file.origin, file.certainty) for file in map_files(job))
    return maps, job.size_m, job.height_range_m


def _card(job: Job, path_of: Callable[[str], Path]) -> Card:
    textures = read_material(job, path_of, lambda share: None).textures
    findings = report(textures)
    estimate = estimate_height_range_m(textures) if textures.height_range_m is None else None
    return Card(
        findings=tuple(replace(finding, overlay=None) for finding in findings),
        pictures={finding.check: _webp(finding.overlay) for finding in findings if finding.overlay is not None},
        maps={
            name: MapState(map_.origin, map_.certainty, map_.size_px[1], map_.size_px[0])
            for name, map_ in textures.maps.items()
        },
        missing=textures.missing,
        size_m=textures.size_m,
        size_said=job.size_m is not None,
        height_range_m=textures.relief_m if estimate is None else estimate,
        height_range_by="said" if textures.height_range_m is not None else "estimated" if estimate else "assumed",
    )


def _webp(picture: ByteArray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "WEBP", quality=80, method=2)
    return file.getvalue()
