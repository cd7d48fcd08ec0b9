"""Rows that are written once, however often a step is repeated after a crash."""

from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Table, and_, bindparam, exists, insert, select

from studio.files import Stored
from studio.tables import files


def insert_once(table: Table, key: tuple[str, ...], **values: Any) -> Insert:
    """Return the insert of a row that does nothing when a row with the same key exists."""
    present = exists().where(and_(*(table.c[name] == values[name] for name in key)))
    row = select(*(bindparam(None, value, table.c[name].type) for name, value in values.items())).where(~present)
    return insert(table).from_select(list(values), row)


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
