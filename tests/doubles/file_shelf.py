"""A studio of one job for tests of what is served from it, and a browser that shows whose it is."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
from starlette.applications import Starlette

from providers.catalogue import REQUESTS
from providers.happened import happened
from providers.spec import Capability
from studio.errors import NotFound
from studio.files.file_store import FileStore
from studio.ledger.job import Asset, Job, JobState
from studio.library.library import LibraryItem
from studio.settings_in_files.file_settings import FileSettings
from studio.workbench.exports import Exports
from studio.workbench.operation_list import OPERATIONS
from ui.asking.claims import Uploads
from ui.asking.file_links import FileLinks
from ui.asking.page import VISIT, Visit
from ui.routes.file_route import file_routes
from ui.routes.model_route import model_route

LINKS = FileLinks(b"a secret of thirty-two bytes ...")
NOW = datetime(2026, 5, 1, tzinfo=UTC)


def asset(id_: str, sha256: str, owner: str = "ada", **facts: Any) -> Asset:
    usual = Asset(
        id=id_, owner=owner, job_id="job-1", position=0, kind="image", label=None, label_certain=True, sha256=sha256,
        mime="image/png", name="wall.png", width=64, height=48, duration_s=None, bytes=1, created_at=NOW,
    )  # fmt: skip
    return replace(usual, **facts)


def job(outputs: tuple[Asset, ...], owner: str = "ada") -> Job:
    return Job(
        id="job-1", owner=owner, endpoint="foxapi_wan_2_7_image", provider="foxapi", model="wan-2.7-image",
        capability=Capability.TEXT_TO_IMAGE, sandbox=True, request={"prompt": "A wall"}, state=JobState.SUCCEEDED,
        charged="no", progress_percent=None, happened=(happened("done"),), error=None, error_field=None,
        task_id="t", cost_note=None, stopping=False, created_at=NOW, submitted_at=NOW, finished_at=NOW,
        expected_s=None, outputs=outputs,
    )  # fmt: skip


class Shelf:
    """A studio of one job: answers what the file route asks of library, jobs and references."""

    def __init__(self, data_dir: Path) -> None:
        self.settings = SimpleNamespace(data_dir=data_dir)
        self.requests = self.offered = REQUESTS
        self.operations = OPERATIONS
        self.files = FileStore(data_dir)
        self.files.open()
        self.library = self.jobs = self.references = self.bin = self
        self.when_dropped: list[Any] = []
        self.upkeep = SimpleNamespace(expire=lambda directory, after: None)
        self.exports = Exports(
            self.files, self.found, REQUESTS, OPERATIONS, data_dir / "exports", free=lambda _: 10**12
        )
        self.exports.open()
        self.file_settings = FileSettings(None, None, None, self.files, REQUESTS)  # type: ignore[arg-type]
        self.job = job(())
        self.uploads: dict[str, SimpleNamespace] = {}

    async def found(self, owner: str, job_id: str) -> Job | None:
        return self.job if (owner, job_id) == (self.job.owner, self.job.id) else None

    async def put(self, content: bytes) -> str:
        partial = self.files.new_partial()
        partial.write_bytes(content)
        return (await self.files.keep(partial)).sha256

    async def get(self, owner: str, id_: str) -> Any:
        if owner != self.job.owner:
            raise NotFound("not yours")
        if id_ == self.job.id:
            return self.job
        for one in self.job.outputs:
            if one.id == id_:
                return LibraryItem(one, self.job)
        raise NotFound("gone")

    async def info(self, owner: str, value: str) -> Any:
        if value not in self.uploads or owner != "ada":
            raise NotFound("gone")
        return self.uploads[value]


def browser_of(owner: str, shelf: Shelf, links: FileLinks = LINKS) -> httpx.AsyncClient:
    app = Starlette(routes=[*file_routes(shelf, links), model_route(shelf, links)])  # type: ignore[arg-type]

    async def as_owner(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, VISIT: Visit(owner, Uploads())}, receive, send)

    return httpx.AsyncClient(transport=httpx.ASGITransport(as_owner), base_url="http://easel.test")
