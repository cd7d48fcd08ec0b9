"""Rows of the ledger as lines of a library's archive, and back: what is one's own, without what only runs here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn, cast

from sqlalchemy import Column, Table

from providers.happened import Happened, Happenings, happened, told_as_json
from studio.archive.archive_columns import COLUMNS, ColumnRule
from studio.errors import NotPossible
from studio.ledger.tables import (
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
from studio.sentences.sentences import sentence_of

LONGEST_LINE_BYTES = 2_000_000


class ArchiveRefused(NotPossible):
    """An archive that cannot be imported. Nothing was changed."""


def refuse(why: Happened) -> NoReturn:
    """Raise that an archive cannot be imported."""
    raise ArchiveRefused(happened("archive_refused", why=why))


@dataclass(frozen=True)
class ArchivedTable:
    """One file of lines in the archive.

    Attributes:
        table: Where its rows are; `studio.archive.archive_columns` says what of them may come in.
    """

    table: Table

    @property
    def rules(self) -> Mapping[str, ColumnRule]:
        """Those of its columns, by name."""
        return COLUMNS[self.table]

    @property
    def columns(self) -> list[Column[Any]]:
        """Those that are in the archive."""
        return [column for column in self.table.c if self.rules[column.name].read is not None]


KINDS: Mapping[str, ArchivedTable] = {
    # Before the jobs: no job of a batch that has ended is still to come.
    "batches": ArchivedTable(batches),
    "cells": ArchivedTable(batch_cells),
    "jobs": ArchivedTable(jobs),
    "assets": ArchivedTable(assets),
    "tags": ArchivedTable(asset_tags),
    "lineage": ArchivedTable(lineage),
    "references": ArchivedTable(references),
    "names": ArchivedTable(names),
    "prompts": ArchivedTable(favourite_prompts),
    "styles": ArchivedTable(styles),
    "votes": ArchivedTable(votes),
    "profiles": ArchivedTable(profiles),
}
"""Name of the file of lines -> its rows, in the order they are written and read."""


def line_of(kind: ArchivedTable, row: Any) -> bytes:
    """Return a row as one line of JSON."""
    told = {column.name: _told(getattr(row, column.name)) for column in kind.columns}
    return json.dumps({name: value for name, value in told.items() if value is not None}).encode() + b"\n"


def _told(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case tuple():  # with its words, for an Easel that does not know the code
            told = cast(Happenings, value)
            return [
                {**as_json, "text": sentence_of([each])} for as_json, each in zip(told_as_json(told), told, strict=True)
            ]
        case _:
            return value


def row_of(name: str, line: bytes, now: datetime) -> dict[str, Any]:
    """Return the columns of a line as they are written at the moment `now`; no moment in them is later.

    Raises:
        ArchiveRefused: It is no line of this kind.
    """
    kind = KINDS[name]
    try:
        told: Any = json.loads(line)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        refuse(happened("archive_line_not_understood", table=name))
    given = cast(dict[str, Any], told)
    if "happened" in kind.rules and "message" in given:  # before it was codes and facts
        given["happened"] = given.pop("message")
    row: dict[str, Any] = {}
    for of in given.keys() - {column.name for column in kind.columns}:
        if of not in kind.rules or not kind.rules[of].passed_over:
            refuse(happened("archive_line_not_understood", table=name))
    for column in kind.columns:
        row[column.name] = _value(name, column, given.get(column.name), now)
    if name == "votes" and row["winner"] not in (None, row["first"], row["second"]):
        refuse(happened("archive_wrong_winner"))
    return row | {of: rule.instead(now) for of, rule in kind.rules.items() if rule.instead is not None}


def _value(name: str, column: Column[Any], given: Any, now: datetime) -> Any:
    if given is None:
        if not column.nullable:
            refuse(happened("archive_misses", table=name, column=column.name))
        return None
    read = COLUMNS[column.table][column.name].read
    value = None if read is None else read(given)
    if value is None:
        refuse(happened("archive_wrong", table=name, column=column.name))
    return min(value, now) if isinstance(value, datetime) else value
