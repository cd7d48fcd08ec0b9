"""The disk under the data directory: whether files can be written, how much Easel takes, and when jobs are refused."""

import asyncio
import errno
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from providers.happened import Happened, Happenings, happened
from studio.clock import Clock
from studio.errors import StorageFull

log = logging.getLogger(__name__)

WARN_SHARE = 0.9
KEPT_FREE_BYTES = 200_000_000
"""New jobs are refused below this, so that results already paid for still find room."""
_SCARCE_BYTES = 3 * KEPT_FREE_BYTES
_MEASURE_S = 10.0
_WATCH_S = 60.0
_FULL = (errno.ENOSPC, errno.EDQUOT)


def free_bytes(data_dir: Path) -> int:
    """Return how many bytes the file system of a directory has left."""
    return shutil.disk_usage(data_dir).free


class DiskSpace:
    """What is known of the disk. Refuses new jobs in time; never refuses a result."""

    def __init__(
        self,
        data_dir: Path,
        *,
        max_bytes: int | None = None,
        free: Callable[[Path], int] = free_bytes,
        clock: Clock | None = None,
    ) -> None:
        """Make it; nothing is looked at yet.

        Args:
            data_dir: What is measured, with everything below it.
            max_bytes: Most that Easel may take before it refuses new jobs; None: as much as there is.
            free: Says how much room the file system has.
            clock: Time, for the age of a measurement.
        """
        self._data_dir = data_dir
        self._max_bytes = max_bytes
        self._free = free
        self._clock = clock or Clock()
        self._used_bytes = 0
        self._measured_s: float | None = None
        self._measuring = asyncio.Lock()
        self.trouble: Happened | None = None
        """Why files cannot be written, while they cannot."""

    def failed(self, error: OSError) -> Happened:
        """Remember that a file could not be written; return why."""
        if self.trouble is None:
            log.warning("waiting for the disk: %s", error)
        self.trouble = happened("disk_full" if error.errno in _FULL else "not_writable")
        return self.trouble

    def worked(self) -> None:
        """Remember that a file could be written."""
        self.trouble = None

    async def check(self) -> None:
        """Return when a new job may be started.

        Raises:
            StorageFull: Easel takes as much as it may, or the disk has hardly any room left.
        """
        refusal, _ = await self._limits(_MEASURE_S)
        if refusal:
            raise StorageFull(*refusal, happened("nothing_sent"))

    async def notice(self) -> Happenings:
        """Return what people should know of the disk now; nothing when all is well."""
        if self.trouble is not None:
            return (self.trouble,)
        refusal, warning = await self._limits(_WATCH_S)
        return refusal or warning

    async def used(self) -> int:
        """Return the bytes that Easel takes, as of some seconds ago."""
        return await self._used(_MEASURE_S)

    async def capacity(self) -> int:
        """Return the bytes that Easel may take in all: as it was told, and not more than the disk has room for."""
        possible = await self.used() + max(0, self._free(self._data_dir) - KEPT_FREE_BYTES)
        return possible if self._max_bytes is None else min(possible, self._max_bytes)

    def took(self, size_bytes: int) -> None:
        """Count what was just written, until it is measured."""
        self._used_bytes += size_bytes

    async def _limits(self, max_age_s: float) -> tuple[Happenings, Happenings]:
        """Return why new jobs are refused, and what to warn of; either may be nothing."""
        free = self._free(self._data_dir)
        if free < KEPT_FREE_BYTES:
            return (happened("disk_almost_full", kept_bytes=KEPT_FREE_BYTES),), ()
        scarce = (happened("disk_nearly_full", free_bytes=free),) if free < _SCARCE_BYTES else ()
        if self._max_bytes is None:
            return (), scarce
        used = await self._used(max_age_s)
        if used >= self._max_bytes:
            return self._limit("disk_limit_reached", used, self._max_bytes), ()
        near = used >= WARN_SHARE * self._max_bytes
        return (), self._limit("disk_limit_near", used, self._max_bytes) if near else scarce

    def _limit(self, code: str, used: int, most: int) -> Happenings:
        return happened(code, used_bytes=used, most_bytes=most), happened("make_room")

    async def _used(self, max_age_s: float) -> int:
        async with self._measuring:
            if self._measured_s is None or self._clock.monotonic() - self._measured_s > max_age_s:
                self._used_bytes = await asyncio.to_thread(_size, self._data_dir)
                self._measured_s = self._clock.monotonic()
        return self._used_bytes


def _size(directory: Path) -> int:
    """Return the bytes of all files below a directory, of one with two names once. What vanishes counts as nothing."""
    total, linked = 0, set[tuple[int, int]]()
    for folder, _, names in os.walk(directory):
        for name in names:
            try:
                facts = os.lstat(os.path.join(folder, name))
            except OSError:
                continue
            if facts.st_nlink > 1 and (facts.st_dev, facts.st_ino) in linked:
                continue
            if facts.st_nlink > 1:
                linked.add((facts.st_dev, facts.st_ino))
            total += facts.st_size
    return total
