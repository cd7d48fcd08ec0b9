"""What a job was made from, as edges of the ledger: read from its settings, for new jobs and for those of before."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import Connection, Row, text

from providers.media_values import LocalMedia, media_values
from studio.ledger.job import MADE_HERE

EdgeKind = Literal["file", "version", "again"]
"""file: a picture or video it was given; version: a material that this machine worked on; again: only the settings."""

MAX_EDGES = 64
"""Most edges of one job: the longest tray holds far fewer files."""

_MAX_EDITS = 20
_JOB_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Edge:
    """One thing a job was made from.

    Attributes:
        kind: How.
        job: The job that made it; None for a file that was brought from outside.
        asset: Which of that job's files; None for all of them.
        sha256: The file that was given; None where it was a whole material, or only the settings.
    """

    kind: EdgeKind
    job: str | None
    asset: str | None = None
    sha256: str | None = None


def given_files(request: Mapping[str, Any]) -> list[str]:
    """Return the digests of the local files in a job's settings, each once, in order."""
    found: dict[str, None] = {}
    for value in request.values():
        for item in media_values(value):
            local = LocalMedia.parse(item)
            if local:
                found[local.sha256] = None
    return list(found)[:MAX_EDGES]


def given_materials(provider: str, request: Mapping[str, Any]) -> list[str]:
    """Return what may be the job ids of the materials that work on this machine was given."""
    if provider != MADE_HERE:
        return []
    values = [value for value in request.values() if isinstance(value, str) and _JOB_ID.fullmatch(value)]
    return list(dict.fromkeys(values))[:MAX_EDGES]


def backfill(connection: Connection) -> None:
    """Write the edges of all jobs there are. SQL of its own: tables may be others when this runs again."""
    jobs = connection.execute(
        text(
            "SELECT id, owner, provider, request, again_of FROM jobs "
            "WHERE again_of IS NOT NULL OR provider = :here OR CAST(request AS TEXT) LIKE :local"
        ),
        {"here": MADE_HERE, "local": f"%{LocalMedia.PREFIX}%"},
    ).all()
    for job in jobs:
        rows = [
            {"owner": job.owner, "child": job.id, "position": position, **_columns(edge)}
            for position, edge in enumerate(unique(list(_edges_before(connection, job))))
        ]
        if rows:
            connection.execute(
                text(
                    "INSERT INTO lineage (owner, child_job, position, kind, parent_job, parent_asset, sha256) "
                    "VALUES (:owner, :child, :position, :kind, :parent_job, :parent_asset, :sha256)"
                ),
                rows,
            )


def _columns(edge: Edge) -> dict[str, Any]:
    return {"kind": edge.kind, "parent_job": edge.job, "parent_asset": edge.asset, "sha256": edge.sha256}


def _edges_before(connection: Connection, job: Row[Any]) -> Iterator[Edge]:
    loaded: Any = json.loads(job.request) if isinstance(job.request, str) else job.request
    request = cast(dict[str, Any], loaded) if isinstance(loaded, dict) else {}
    for sha256 in given_files(request):
        row = _maker(connection, job.owner, sha256)
        yield Edge("file", row.job_id if row else None, row.id if row else None, sha256)
    for id_ in given_materials(job.provider, request):
        query = text("SELECT id FROM jobs WHERE owner = :owner AND id = :id")
        if connection.execute(query, {"owner": job.owner, "id": id_}).first():
            yield Edge("version", id_)
    if job.again_of:
        yield Edge("again", job.again_of)


def _maker(connection: Connection, owner: str, sha256: str) -> Row[Any] | None:
    """Return the result that a file is, or was cut from."""
    result = text("SELECT id, job_id FROM assets WHERE sha256 = :sha256 AND owner = :owner ORDER BY created_at DESC")
    edited = text('SELECT made_from FROM "references" WHERE owner = :owner AND sha256 = :sha256')
    for _ in range(_MAX_EDITS):
        named = {"owner": owner, "sha256": sha256}
        row = connection.execute(result, named).first()
        if row is not None:
            return row
        before = connection.execute(edited, named).first()
        if before is None or before.made_from is None:
            return None
        sha256 = before.made_from
    return None


def unique(edges: Sequence[Edge]) -> list[Edge]:
    """Return the edges, those to one and the same file of a job once."""
    known = {(edge.kind, edge.job, edge.asset, None if edge.asset else edge.sha256): edge for edge in edges}
    return list(known.values())
