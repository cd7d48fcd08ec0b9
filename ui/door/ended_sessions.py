"""Logins that were ended before their time: on the disk, so that no copy of a cookie opens again after a restart."""

import hashlib
import json
import logging
import os
from pathlib import Path
from typing import Any

from studio.errors import SettingsError

log = logging.getLogger(__name__)

MOST = 1000
"""How many ended logins of one owner are remembered one by one. Beyond it all that began before half of them end."""


class EndedSessions:
    """Which logins are over. A login is named by what shows it, and by when it would end by itself.

    All logins of one owner last equally long, so one number, the `floor`, ends every one that began before a moment.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Read what an earlier process wrote.

        Args:
            path: Of the file; None: nothing outlives the process.

        Raises:
            SettingsError: The file is there and cannot be read.
        """
        self._path = path
        self._ended: dict[str, dict[str, int]] = {}
        self._floors: dict[str, int] = {}
        if path is None or not path.exists():
            return
        try:
            kept = json.loads(path.read_bytes())
            self._ended = {str(o): {str(k): int(v) for k, v in each.items()} for o, each in kept["ended"].items()}
            self._floors = {str(owner): int(ends_s) for owner, ends_s in kept["floors"].items()}
        except (OSError, ValueError, LookupError, AttributeError, TypeError):
            raise SettingsError(
                f"{path} cannot be read. Delete it and start Easel again. Logins that were ended may then open until "
                "they run out, unless you change the passwords in EASEL_AUTH."
            ) from None

    def has(self, owner: str, shown: str, ends_s: int) -> bool:
        """Return whether a login of this owner is over.

        Args:
            owner: Whose.
            shown: What shows it: the token.
            ends_s: When it would end by itself, in seconds since 1970.
        """
        return ends_s <= self._floors.get(owner, -1) or _name(shown) in self._ended.get(owner, ())

    def end(self, owner: str, shown: str, ends_s: int, now_s: float) -> bool:
        """End one login; return whether it is on the disk."""
        ended = {name: until_s for name, until_s in self._ended.get(owner, {}).items() if until_s > now_s}
        ended[_name(shown)] = ends_s
        if len(ended) > MOST:
            oldest = sorted(ended.values())[MOST // 2]
            self._floors[owner] = max(self._floors.get(owner, -1), oldest)
            ended = {name: until_s for name, until_s in ended.items() if until_s > oldest}
        self._ended[owner] = ended
        return self._keep(now_s)

    def end_all(self, owner: str, ends_s: int, now_s: float) -> bool:
        """End every login of an owner that would end by itself until `ends_s`; return whether it is on the disk."""
        self._floors[owner] = max(self._floors.get(owner, -1), ends_s)
        self._ended.pop(owner, None)
        return self._keep(now_s)

    def next_end(self, owner: str, ends_s: int) -> int:
        """Return `ends_s`, or a little more where a login that begins now would be over already."""
        return max(ends_s, self._floors.get(owner, -1) + 1)

    def _keep(self, now_s: float) -> bool:
        if self._path is None:
            return True
        self._floors = {owner: ends_s for owner, ends_s in self._floors.items() if ends_s > now_s}
        whole: dict[str, Any] = {"ended": self._ended, "floors": self._floors}
        part = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(whole, file)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as error:
            log.warning("the end of a login was not written: %s", error)
            return False
        return True


def _name(shown: str) -> str:
    return hashlib.sha256(f"session\0{shown}".encode("utf-8", "replace")).hexdigest()[:32]
