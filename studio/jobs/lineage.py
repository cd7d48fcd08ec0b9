"""Lineage: what each result was made from, and what was made from it, across all panels."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Insert, Row, select

from providers.happened import happened
from studio.errors import NotFound
from studio.files.file_store import FileStore, digest
from studio.ledger.database import Ledger
from studio.ledger.inserts import insert_with_job
from studio.ledger.job import Job
from studio.ledger.lineage_edges import Edge, EdgeKind, given_files, given_materials, unique
from studio.ledger.records import Records
from studio.ledger.tables import assets, lineage, references
from studio.settings_in_files.embedded_settings import SettingsUnreadable, read_settings
from studio.settings_in_files.settings_note import Note

MAX_JOBS = 40
"""Most jobs of one family that are told at once; walking on shows the others."""

GENERATIONS = 3
"""How many steps a family reaches back, and forward."""

_MAX_EDITS = 20


@dataclass(frozen=True)
class Link:
    """One step of a lineage.

    Attributes:
        child: Id of the job that was given something.
        parent: Id of the job that made it; None for a file brought from outside.
        asset: Which file of the parent; None for all of them.
        sha256: The file that was given, where it was one.
        kind: How.
    """

    child: str
    parent: str | None
    asset: str | None
    sha256: str | None
    kind: EdgeKind


@dataclass(frozen=True)
class Family:
    """What a job was made from and what was made from it.

    Attributes:
        job: The job it is about.
        generations: Job id -> steps from it: below 0 what it was made from, above what was made from it.
        jobs: Those jobs, by id.
        links: How they hang together, and the files from outside that they were given.
        more: True when there are more jobs than `MAX_JOBS`.
    """

    job: str
    generations: Mapping[str, int]
    jobs: Mapping[str, Job]
    links: Sequence[Link]
    more: bool


class Lineage:
    """Edges between jobs of all owners; every call names the owner, and somebody else's job is absent."""

    def __init__(self, ledger: Ledger, records: Records, store: FileStore) -> None:
        self._ledger = ledger
        self._records = records
        self._store = store

    async def of_new_job(
        self,
        owner: str,
        job_id: str,
        provider: str,
        request: Mapping[str, Any],
        *,
        again_of: str | None = None,
        files: Sequence[Path] = (),
    ) -> list[Insert]:
        """Return the statements that write what a new job is made from, as far as its row is there.

        Args:
            owner: Whose.
            job_id: The new job.
            provider: Its provider.
            request: Its settings.
            again_of: Id of the job whose settings these are.
            files: What it works on that its settings do not name.
        """
        edges = [await self._of_file(owner, sha256) for sha256 in given_files(request)]
        brought = [await self._of_file(owner, await asyncio.to_thread(digest, path), path) for path in files]
        edges += [edge for edge in brought if edge.job is not None]  # others are kept nowhere, and could not be shown
        known = await self._records.jobs_by_id(owner, given_materials(provider, request))
        edges += [Edge("version", id_) for id_ in given_materials(provider, request) if id_ in known]
        if again_of is not None:
            edges.append(Edge("again", again_of))
        return [_insert(owner, job_id, position, edge) for position, edge in enumerate(unique(edges))]

    async def family(self, owner: str, job_id: str, generations: int = GENERATIONS) -> Family:
        """Return the jobs around one, each direction one query a generation.

        Raises:
            NotFound: The owner has no such job.
        """
        steps, links = {job_id: 0}, list[Link]()
        for direction in (-1, 1):
            edge = [job_id]
            for step in range(1, generations + 1):
                found = await self._step(owner, edge, direction)
                links += found
                ends = [link.parent if direction < 0 else link.child for link in found]
                edge = [end for end in dict.fromkeys(ends) if end is not None and end not in steps]
                steps |= dict.fromkeys(edge[: max(0, MAX_JOBS - len(steps))], direction * step)
                edge = [end for end in edge if end in steps]
        found_jobs = await self._records.jobs_by_id(owner, steps)
        if job_id not in found_jobs:
            raise NotFound(happened("no_such_job"))
        links = list(dict.fromkeys(links))
        kept = [link for link in links if link.child in found_jobs and link.parent in (None, *found_jobs)]
        near = {id_: step for id_, step in steps.items() if id_ in found_jobs}
        return Family(job_id, near, found_jobs, kept, more=len(kept) < len(links))

    async def _step(self, owner: str, ids: Sequence[str], direction: int) -> list[Link]:
        if not ids:
            return []
        column = lineage.c.child_job if direction < 0 else lineage.c.parent_job
        query = select(lineage).where(lineage.c.owner == owner, column.in_(ids)).limit(10 * MAX_JOBS)
        return [_link(row) for row in await self._ledger.rows(query.order_by(lineage.c.child_job, lineage.c.position))]

    async def _of_file(self, owner: str, sha256: str, path: Path | None = None) -> Edge:
        """Return the edge to the newest result that a file is, or is a part or copy of; else to a file from outside."""
        at: str | None = sha256
        for _ in range(_MAX_EDITS):
            if at is None:
                break
            mine = assets.c.sha256 == at, assets.c.owner == owner
            query = select(assets.c.id, assets.c.job_id).where(*mine).order_by(assets.c.created_at.desc())
            row = await self._ledger.first(query)
            if row is not None:
                return Edge("file", row.job_id, row.id, sha256)
            at = await self._edited_from(owner, at) or await asyncio.to_thread(
                _copied_from, path or self._store.path(at)
            )
        return Edge("file", None, None, sha256)

    async def _edited_from(self, owner: str, sha256: str) -> str | None:
        mine = references.c.owner == owner, references.c.sha256 == sha256
        row = await self._ledger.first(select(references.c.made_from).where(*mine))
        return None if row is None else row.made_from


def _insert(owner: str, job_id: str, position: int, edge: Edge) -> Insert:
    return insert_with_job(
        lineage,
        job_id,
        owner=owner,
        child_job=job_id,
        position=position,
        kind=edge.kind,
        parent_job=edge.job,
        parent_asset=edge.asset,
        sha256=edge.sha256,
    )


def _link(row: Row[Any]) -> Link:
    return Link(row.child_job, row.parent_job, row.parent_asset, row.sha256, row.kind)


def _copied_from(path: Path) -> str | None:
    """Return the digest of the result of which a file is a copy with its settings inside."""
    try:
        note = read_settings(path)
    except (SettingsUnreadable, OSError):
        return None
    return note.sha256 if isinstance(note, Note) else None
