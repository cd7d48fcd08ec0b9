"""GET /files/...: uploads and results, without a key, with ranges."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response, StreamingResponse

from sandbox.documents import refusals
from sandbox.documents.refusals import Refusal
from sandbox.protocol.faults import Faults
from sandbox.protocol.intake import find_file
from sandbox.task_store import TaskStore

SLOW_S = 10.0


class Delivery:
    """Hands out files while their documented life lasts: results 24 hours, uploads 72."""

    def __init__(
        self,
        store: TaskStore,
        faults: Faults,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._store = store
        self._faults = faults
        self._clock = clock
        self._sleep = sleep

    async def file(self, request: Request) -> Response:
        """Answer one file, or what a fault makes of it (faults strike results only)."""
        place: str = request.path_params["place"]
        if place.startswith("results/") and (spoilt := self._refused(request)) is not None:
            return spoilt
        found = find_file(self._store, place, self._clock())
        if found is None:
            raise refusals.unknown_file()
        path, content_type = found
        headers = {"X-Content-Type-Options": "nosniff"}
        if place.startswith("results/"):
            if self._faults.strike("file-truncated"):
                return _truncated(path, content_type)
            if self._faults.strike("file-slow"):
                length = str(path.stat().st_size)
                return StreamingResponse(
                    self._trickle(path.read_bytes()), media_type=content_type, headers={"Content-Length": length}
                )
            if self._faults.strike("file-wrong-type"):
                content_type = "application/octet-stream"
        return FileResponse(path, media_type=content_type, headers=headers)

    def _refused(self, request: Request) -> Response | None:
        for status in (404, 410, 500):
            if self._faults.strike(f"file-{status}"):
                raise Refusal(status, "This link no longer works.", "not_found" if status < 500 else "server_error")
        if self._faults.strike("file-html"):
            return HTMLResponse(
                "<!doctype html><html><title>Please wait</title><body>Checking your browser</body></html>"
            )
        if self._faults.strike("file-redirect-loop"):
            return RedirectResponse(request.url, 302)
        if self._faults.strike("file-astray"):
            return RedirectResponse("http://10.0.0.1/login", 302)
        if "again" not in request.query_params and self._faults.strike("file-redirect"):
            return RedirectResponse(request.url.include_query_params(again=1), 302)
        return None

    async def _trickle(self, data: bytes) -> AsyncIterator[bytes]:
        step = max(1, len(data) // 40)
        for start in range(0, len(data), step):
            yield data[start : start + step]
            await self._sleep(SLOW_S / 40)


def _truncated(path: Path, content_type: str) -> Response:
    data = path.read_bytes()

    async def half() -> AsyncIterator[bytes]:
        yield data[: len(data) // 2]

    return StreamingResponse(half(), media_type=content_type, headers={"Content-Length": str(len(data))})
