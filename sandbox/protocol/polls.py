"""GET /v1/tasks/{id}: what a task looks like at this moment."""

import base64
import itertools
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from sandbox.documents import refusals
from sandbox.documents.accounts import credits_reserved
from sandbox.documents.documents import BODIES
from sandbox.documents.refusals import Refusal
from sandbox.protocol import severing
from sandbox.protocol.creation import output_type
from sandbox.protocol.faults import Faults
from sandbox.protocol.workshop import Workshop
from sandbox.task_store import DrawnFile, TaskRecord, TaskStore

_SPELLINGS = {"pending": "QUEUED", "processing": "running", "completed": "SUCCEEDED", "failed": "error"}
_HELD_BACK = "The content was held back by the safety filter."
PENDING_SHARE = 0.12


class Polls:
    """Tells how far a task is: completed when both its time has come and its drawing is done."""

    def __init__(
        self, store: TaskStore, workshop: Workshop, faults: Faults, speed: float, clock: Callable[[], float]
    ) -> None:
        self._store = store
        self._workshop = workshop
        self._faults = faults
        self._speed = speed
        self._clock = clock
        self._astray = itertools.cycle(range(6))

    async def task(self, request: Request) -> Response:
        """Answer a poll; a task from before a restart is drawn on demand."""
        task_id = request.path_params["task_id"]
        if self._faults.strike("poll-cut"):
            return await severing.cut(request)
        if self._faults.strike("poll-html"):
            return HTMLResponse("<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
        if self._faults.strike("poll-500"):
            raise Refusal(500, "The gateway failed.", "server_error", "internal_error")
        if self._faults.strike("poll-429"):
            raise Refusal(429, "Too many requests.", "rate_limit_error", headers={"Retry-After": "1"})
        if self._faults.strike("poll-astray"):
            return _astray(next(self._astray), task_id)
        record = self._store.task(task_id)
        if record is None or self._faults.strike("poll-404"):
            raise refusals.unknown_task(task_id)
        reply = self._reply(record, str(request.base_url))
        return JSONResponse(reply | ({"id": "task-of-somebody-else"} if self._faults.strike("poll-another") else {}))

    def _reply(self, record: TaskRecord, base_url: str) -> dict[str, Any]:
        body = BODIES[record.model].model_validate(record.body)
        status, progress, drawn = self._progress(record)
        reply: dict[str, Any] = {
            "id": record.id,
            "object": f"{output_type(body)}.generation.task",
            "type": output_type(body),
            "model": record.model,
            "status": status,
            "progress": progress,
            "created": int(record.created),
            "results": None,
            "error": None,
            "usage": {"credits_reserved": credits_reserved(body, record.model), "user_group": "default"},
        }
        if status == "failed":
            reply["error"] = _error(record, drawn)
            if record.fault == "task-fails-reason":
                reply |= {"status": "FAILURE", "error": None, "fail_reason": _HELD_BACK}
        if status == "completed" and drawn is not None and not self._faults.strike("poll-empty"):
            reply["results"] = self._results(record, drawn, base_url)
            reply = self._reshape(reply)
        if self._faults.strike("poll-status-spelling"):
            reply["status"] = _SPELLINGS[status]
        if self._faults.strike("poll-progress-string"):
            reply["progress"] = f"{progress}%"
        return reply

    def _progress(self, record: TaskRecord) -> tuple[str, int, DrawnFile | None]:
        """Return status, progress percent, and the drawing once the task has ended."""
        share = (self._clock() - record.created) * self._speed / record.duration_s
        future = self._workshop.draw(record)
        if share < PENDING_SHARE:
            return "pending", 0, None
        if share < 1 or not future.done():
            return "processing", min(99, max(1, round(100 * (share - PENDING_SHARE) / (1 - PENDING_SHARE)))), None
        drawn = future.result()
        failed = drawn.failure is not None or (record.fault or "").startswith("task-fails")
        return ("failed" if failed else "completed"), 100, drawn

    def _results(self, record: TaskRecord, drawn: DrawnFile, base_url: str) -> list[dict[str, Any]]:
        results: list[dict[str, Any]] = []
        for piece in drawn.pieces:
            if piece.profile_id is not None:
                results.append({"result_type": "profile", "profile_id": piece.profile_id})
                continue
            entry: dict[str, Any] = {"url": f"{base_url}files/results/{record.id}/{piece.file}"}
            if piece.map_type is not None:
                entry["map_type"] = piece.map_type
            if piece.text is not None:
                entry["generated_text"] = piece.text
            if piece.duration_s is not None:
                entry |= {"width": piece.width, "height": piece.height, "duration": piece.duration_s}
            results.append(entry)
        if self._faults.strike("poll-shuffled-maps"):
            results.reverse()
        for entry in results:
            if "map_type" in entry and self._faults.strike("poll-no-map-type"):
                del entry["map_type"]
            if entry.get("map_type") == "roughness" and self._faults.strike("poll-smoothness"):
                entry["map_type"] = "smoothness"
        return results

    def _reshape(self, reply: dict[str, Any]) -> dict[str, Any]:
        """Bring the results into one of the shapes other gateways use."""
        results = reply["results"]
        links = [entry["url"] for entry in results if "url" in entry]
        if not links:
            return reply
        done = {"task_id": reply["id"], "type": reply["type"], "status": "SUCCESS", "progress": "100%"}
        if self._faults.strike("poll-flat"):
            return {"id": reply["id"], "status": "finished", "url": links[0]}
        if self._faults.strike("poll-wrapped"):
            return {"code": "success", "message": "", "data": {**done, "fail_reason": "", "result_url": links[0]}}
        if self._faults.strike("poll-nested"):
            return {"code": "success", "data": {**done, "id": 7, "data": {"data": {"images": results}}}}
        if self._faults.strike("poll-base64"):
            for entry in results:
                path = self._store.result_dir(reply["id"]) / entry.pop("url").rpartition("/")[2]
                entry["b64_json"] = base64.b64encode(path.read_bytes()).decode()
        if self._faults.strike("poll-string-results"):
            reply["results"] = links
        elif self._faults.strike("poll-output-urls"):
            del reply["results"]
            reply["output"] = {"url": links[0], "urls": links}
        elif self._faults.strike("poll-output-url"):
            del reply["results"]
            reply["output"] = {"url": links[0]}
        return reply


def _astray(turn: int, task_id: str) -> Response:
    """Return one of the answers that some machine on the way gives, and no task's gateway."""
    match turn:
        case 0:
            return RedirectResponse("http://login.invalid/", 302)
        case 1 | 2:
            raise Refusal(401 + 2 * (turn - 1), "The key is not valid.", "authentication_error", "invalid_api_key")
        case 3:
            return HTMLResponse("<!doctype html><html><title>Log in to this network</title></html>")
        case 4:
            return JSONResponse({"id": task_id, "status": "not_found"})
        case _:
            raise refusals.unknown_task(task_id)


def _error(record: TaskRecord, drawn: DrawnFile | None) -> Any:
    if record.fault == "task-fails-string":
        return _HELD_BACK
    if record.fault == "task-fails":
        return {"code": "content_policy_violation", "message": _HELD_BACK, "type": "task_error"}
    reason = drawn.failure if drawn and drawn.failure else "The task failed."
    return {"code": "generation_failed", "message": reason, "type": "task_error"}
