"""The two create endpoints: FoxAPI's tasks and AnyFast's synchronous pictures."""

import asyncio
import base64
import hashlib
import json
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.documents.accounts import Accounts, cost_usd
from sandbox.documents.anyfast_documents import AnyFastImage
from sandbox.documents.documents import IMAGE_BODIES, VIDEO_BODIES, parse
from sandbox.documents.refusals import Refusal
from sandbox.documents.request_body import Body
from sandbox.protocol import severing
from sandbox.protocol.faults import Faults
from sandbox.protocol.intake import Intake
from sandbox.protocol.workshop import Workshop
from sandbox.task_store import TaskRecord, TaskStore

# Plausible seconds from create to completed, at speed 1.
DURATION_S = {"image": (3.0, 6.0), "material": (5.0, 8.0), "video": (8.0, 12.0)}
TASK_FAULTS = ("task-fails", "task-fails-string", "task-fails-reason", "task-fewer-outputs")

_REFUSING_FAULTS = {
    "create-401": Refusal(401, "The API key is missing or not valid.", "authentication_error", "invalid_api_key"),
    "create-402": Refusal(402, "The account balance is too low.", "insufficient_quota", "insufficient_quota"),
    "create-422": Refusal(422, "prompt: this prompt is not accepted.", code="content_policy_violation"),
    "create-429": Refusal(429, "Too many requests.", "rate_limit_error", headers={"Retry-After": "2"}),
    "create-409": Refusal(409, "The request is in conflict with another one.", "conflict_error"),
    "create-error-inside": Refusal(200, "The queue is full.", "rate_limit_error"),
    "create-500": Refusal(500, "The gateway failed.", "server_error", "internal_error"),
    "create-503": Refusal(
        503, "No channel is available for this model.", "service_unavailable_error", "no_available_model"
    ),
}


class Creation:
    """Checks a create request against its document, keeps it as a task and starts its drawing."""

    def __init__(
        self,
        store: TaskStore,
        workshop: Workshop,
        intake: Intake,
        faults: Faults,
        accounts: Accounts,
        speed: float,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._store = store
        self._workshop = workshop
        self._intake = intake
        self._faults = faults
        self._accounts = accounts
        self._speed = speed
        self._clock = clock
        self._sleep = sleep

    async def image(self, request: Request) -> Response:
        """Answer POST /v1/images/generations."""
        return await self._create(request, IMAGE_BODIES)

    async def video(self, request: Request) -> Response:
        """Answer POST /v1/videos/generations."""
        return await self._create(request, VIDEO_BODIES)

    async def _create(self, request: Request, bodies: dict[str, type[Body]]) -> Response:
        for name, refusal in _REFUSING_FAULTS.items():
            if self._faults.strike(name):
                raise refusal
        if self._faults.strike("create-html"):
            return PlainTextResponse("error code: 1010", 403)
        try:
            raw = json.loads(await request.body())
        except ValueError:
            raise Refusal(400, "The request body is not valid JSON.") from None
        body = parse(raw, bodies)
        inputs = await self._intake.take(body, request.url.netloc, self._clock())
        record = self._record(raw, body)
        record = record.model_copy(update={"inputs": inputs})
        self._store.add_task(record)
        self._accounts.charge(request.headers["authorization"].partition(" ")[2], cost_usd(body, record.model))
        self._store.prune(self._clock())
        self._workshop.draw(record)
        if self._faults.strike("create-cut"):
            return await severing.cut(request)
        if self._faults.strike("create-hang"):
            return await severing.hang(request, self._sleep)
        if isinstance(body, AnyFastImage):
            return await self._anyfast(request, record, body)
        return self._created(record, body)

    def _record(self, raw: dict[str, Any], body: Body) -> TaskRecord:
        now = self._clock()
        task_id = f"task-unified-{int(now)}-{secrets.token_hex(4)}"
        shortest, longest = DURATION_S[body.kind]
        chance = hashlib.sha256(task_id.encode()).digest()[0] / 255
        slower = 100 if self._faults.strike("task-slow") else 1
        seed = raw.get("seed")
        return TaskRecord(
            id=task_id,
            model=raw["model"],
            body=raw,
            inputs=[],
            seed=secrets.randbelow(2**31) if seed is None else seed,
            created=now,
            duration_s=slower * (shortest + (longest - shortest) * chance),
            fault=next((name for name in TASK_FAULTS if self._faults.strike(name)), None),
        )

    def _created(self, record: TaskRecord, body: Body) -> Response:
        reply = {
            "created": int(record.created),
            "id": record.id,
            "model": record.model,
            "object": f"{output_type(body)}.generation.task",
            "progress": 0,
            "status": "QUEUED" if self._faults.strike("poll-status-spelling") else "pending",
            "task_info": {"can_cancel": True, "estimated_time": max(1, round(record.duration_s / self._speed))},
            "type": output_type(body),
        }
        if self._faults.strike("create-no-id"):
            del reply["id"]
        return JSONResponse(reply)

    async def _anyfast(self, request: Request, record: TaskRecord, body: AnyFastImage) -> Response:
        """Wait for the pictures, as long as the vendor would take, and answer them."""
        # Shielded: a client that gives up must not cancel the drawing.
        drawn = await asyncio.shield(asyncio.wrap_future(self._workshop.draw(record)))
        await self._sleep(max(0.0, record.created + record.duration_s / self._speed - self._clock()))
        if record.fault in ("task-fails", "task-fails-string", "task-fails-reason"):
            raise Refusal(400, "The picture was held back by the safety filter.", code="SensitiveContent")
        if drawn.failure is not None:
            raise Refusal(500, drawn.failure, "server_error", "generation_failed")
        empty = self._faults.strike("b64-both-null")
        prefix = "data:image/png;base64," if self._faults.strike("b64-data-prefix") else ""
        items: list[dict[str, Any]] = []
        for piece in drawn.pieces:
            item: dict[str, Any] = {"url": None, "b64_json": None, "revised_prompt": body.prompt}
            if not empty and body.response_format == "url":
                item["url"] = f"{request.base_url}files/results/{record.id}/{piece.file}"
            elif not empty:
                data = (self._store.result_dir(record.id) / piece.file).read_bytes()
                item["b64_json"] = prefix + base64.b64encode(data).decode()
            items.append(item)
        return JSONResponse({"created": int(record.created), "data": items})


def output_type(body: Body) -> str:
    """Return the task's `type`: materials count as images."""
    return "video" if body.kind == "video" else "image"
