"""Rows that are written once, however often a step is repeated after a crash."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table, and_, bindparam, exists, insert, select

from studio.files.file_store import Stored
from studio.ledger.tables import files, jobs


def insert_once(table: Table, key: tuple[str, ...], **values: Any) -> Insert:
    """Return the insert of a row that does nothing when a row with the same key exists."""
    return _insert_where(table, ~exists().where(and_(*(table.c[name] == values[name] for name in key))), values)


def insert_with_job(table: Table, of_job: str, /, **values: Any) -> Insert:
    """Return the insert of what belongs to a job, to be written right after its row.

    A job that a budget refuses has no row, and nothing is written for it.
    """
    return _insert_where(table, exists().where(jobs.c.id == of_job), values)


def insert_file(stored: Stored, now: datetime) -> Insert:
    """Return the insert of a kept file's facts."""
    info = stored.info
    return insert_once(
        files,
        ("sha256",),
        sha256=stored.sha256,
        kind=info.kind,
        format=info.format,
        mime=info.mime,
        width=info.width,
        height=info.height,
        duration_s=info.duration_s,
        bytes=info.bytes,
        has_alpha=info.has_alpha,
        created_at=now,
    )


def _insert_where(table: Table, condition: ColumnElement[bool], values: dict[str, Any]) -> Insert:
    row = select(*(bindparam(None, value, table.c[name].type) for name, value in values.items())).where(condition)
    return insert(table).from_select(list(values), row)
