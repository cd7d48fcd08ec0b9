"""Rows of the ledger as lines of a library's archive, and back: what is one's own, without what only runs here."""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NoReturn, cast

from sqlalchemy import JSON, BigInteger, Boolean, Column, Double, Integer, Table, Text

from materials.material import MAP_NAMES
from providers.plain_text import whole
from providers.spec import Capability
from studio.batch import BatchState
from studio.column_types import Moment, Usd
from studio.errors import NotPossible
from studio.job import JobState
from studio.tables import (
    asset_tags,
    assets,
    batch_cells,
    batches,
    favourite_prompts,
    jobs,
    lineage,
    names,
    profiles,
    references,
    styles,
    votes,
)

LONGEST_LINE_BYTES = 2_000_000
_LONGEST_TEXT = 200_000
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNSAFE_IN_NAME = re.compile(r"[/\\\x00-\x1f\x7f]")


class ArchiveRefused(NotPossible):
    """An archive that cannot be imported. Nothing was changed."""


def refuse(why: str) -> NoReturn:
    """Raise what is said of an archive that cannot be imported."""
    raise ArchiveRefused(f"This archive cannot be imported: {why} Nothing was changed.")


@dataclass(frozen=True)
class Kind:
    """One file of lines in the archive.

    Attributes:
        table: Where its rows are.
        left_out: Columns that are not in it; an import writes `instead`, or leaves them to their defaults.
        instead: Column -> value.
    """

    table: Table
    left_out: frozenset[str] = frozenset()
    instead: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def columns(self) -> list[Column[Any]]:
        """Those that are in the archive."""
        return [column for column in self.table.c if column.name not in self.left_out | {"owner"}]


KINDS: Mapping[str, Kind] = {
    # Before the jobs: no job of a batch that has ended is still to come.
    "batches": Kind(batches),
    # What is left of one is paid with a key that is chosen here; no key has this id.
    "cells": Kind(batch_cells, frozenset({"key_id"}), {"key_id": ""}),
    "jobs": Kind(
        jobs,
        frozenset({"key_id", "stopping", "watching", "pending", "begun"}),
        {"stopping": False, "watching": False, "pending": []},
    ),
    "assets": Kind(assets, frozenset({"place", "shown_as", "capability", "model", "stale"})),
    "tags": Kind(asset_tags, frozenset({"place"})),
    "lineage": Kind(lineage),
    "references": Kind(references),
    "names": Kind(names),
    "prompts": Kind(favourite_prompts),
    "styles": Kind(styles),
    "votes": Kind(votes),
    "profiles": Kind(profiles),
}
"""Name of the file of lines -> its rows, in the order they are written and read."""


def line_of(kind: Kind, row: Any) -> bytes:
    """Return a row as one line of JSON."""
    told = {column.name: _told(getattr(row, column.name)) for column in kind.columns}
    return json.dumps({name: value for name, value in told.items() if value is not None}).encode() + b"\n"


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def row_of(name: str, line: bytes) -> dict[str, Any]:
    """Return the columns of a line.

    Raises:
        ArchiveRefused: It is no line of this kind.
    """
    kind = KINDS[name]
    try:
        told: Any = json.loads(line)
    except (ValueError, RecursionError):
        told = None
    columns = {column.name: column for column in kind.columns}
    if not isinstance(told, dict) or not told.keys() <= columns.keys():
        refuse(f"{name}.jsonl has a line that is not understood.")
    row = {of: _value(name, column, told.get(of)) for of, column in columns.items()}  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    check = _CHECKS.get(name)
    if check is not None and not check(row):
        refuse(f"{name}.jsonl holds a value that cannot be.")
    return row | dict(kind.instead)


def _value(name: str, column: Column[Any], value: Any) -> Any:
    if value is None:
        if not column.nullable:
            refuse(f"{name}.jsonl misses {column.name}.")
        return None
    read = _READERS[type(column.type)](value)
    if read is None:
        refuse(f"{name}.jsonl has a wrong {column.name}.")
    return read


def _text(value: Any) -> str | None:
    return whole(value) if isinstance(value, str) and len(value) <= _LONGEST_TEXT else None


def _number(value: Any) -> float | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e15
    return value if fits else None


def _whole_number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 62 else None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    fits = moment.tzinfo is not None and 1970 <= moment.year < 3000
    return moment.astimezone(UTC) if fits else None


_READERS: dict[type, Callable[[Any], Any]] = {
    Text: _text,
    Boolean: lambda value: value if isinstance(value, bool) else None,
    Integer: _whole_number,
    BigInteger: _whole_number,
    Double: _number,
    Moment: _moment,
    Usd: _number,
    JSON: lambda value: value if isinstance(value, dict | list) else None,  # pyright: ignore[reportUnknownLambdaType]
}


def _good_job(row: dict[str, Any]) -> bool:
    return (
        bool(_ID.fullmatch(row["id"]))
        and (row["again_of"] is None or bool(_ID.fullmatch(row["again_of"])))
        and row["state"] in {state for state in JobState if state.final}
        and row["charged"] in ("no", "yes", "maybe")
        and row["capability"] in set(Capability)
        and isinstance(row["request"], dict)
    )


def _good_asset(row: dict[str, Any]) -> bool:
    facts: Any = row["facts"]
    name: str = row["name"]
    return (
        bool(_ID.fullmatch(row["id"]) and _ID.fullmatch(row["job_id"]) and _SHA256.fullmatch(row["sha256"]))
        and 0 <= row["position"] < 10_000
        and row["kind"] in ("image", "video")
        and row["label"] in (None, "texture", *MAP_NAMES)
        and 0 < len(name) <= 250
        and not _UNSAFE_IN_NAME.search(name)
        and bool(name.strip("."))
        and isinstance(facts, dict)
        and all(isinstance(value, str) for value in cast(dict[str, Any], facts).values())
    )


def _good_name(row: dict[str, Any]) -> bool:
    hashes: Any = row["sha256s"]
    return isinstance(hashes, list) and all(
        isinstance(value, str) and _SHA256.fullmatch(value) for value in cast(list[Any], hashes)
    )


def _good_link(row: dict[str, Any]) -> bool:
    ids = (row["child_job"], row["parent_job"], row["parent_asset"])
    return (
        all(value is None or _ID.fullmatch(value) for value in ids)
        and row["kind"] in ("file", "version", "again")
        and 0 <= row["position"] < 10_000
        and (row["sha256"] is None or bool(_SHA256.fullmatch(row["sha256"])))
    )


def _good_batch(row: dict[str, Any]) -> bool:
    axes: Any = row["axes"]
    return (
        bool(_ID.fullmatch(row["id"]))
        and row["state"] in (BatchState.STOPPED, BatchState.DONE)
        and row["capability"] in set(Capability)
        and isinstance(axes, list)
        and all(_is_axis(axis) for axis in cast(list[Any], axes))
    )


def _is_axis(axis: Any) -> bool:
    match axis:
        case [str(), [*values]]:
            return all(isinstance(value, str) for value in values)
        case _:
            return False


def _good_cell(row: dict[str, Any]) -> bool:
    ids = (row["batch_id"], row["job_id"], row["again_of"])
    return (
        all(value is None or _ID.fullmatch(value) for value in ids)
        and 0 <= row["position"] < 1000
        and isinstance(row["request"], dict)
        and isinstance(row["at"], list)
    )


def _good_profile(row: dict[str, Any]) -> bool:
    return bool(_ID.fullmatch(row["job_id"])) and 0 < len(row["name"]) <= 200 and len(row["profile_id"] or "") <= 500


_CHECKS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "batches": _good_batch,
    "cells": _good_cell,
    "jobs": _good_job,
    "assets": _good_asset,
    "tags": lambda row: bool(_ID.fullmatch(row["asset_id"])) and 0 < len(row["tag"]) <= 40,
    "lineage": _good_link,
    "references": lambda row: bool(_SHA256.fullmatch(row["sha256"])),
    "names": _good_name,
    "profiles": _good_profile,
}
