"""The sandbox gateway: FoxAPI's and AnyFast's documented HTTP on one Starlette app.

Prices are plausible ones of the models' other sellers, and creates use up the balance of the key they come with: a
client can try its sums here. Nobody is charged.

Keys: any Bearer key is accepted, except that a key starting with "wrong" answers 401 everywhere and a key starting
with "empty" answers 402 to whatever would cost money. Files, prices and the control routes need no key. The model id
decides the vendor: wan-2.7-*, phota-* and patina-* make FoxAPI tasks, wan2.7-image(-pro) is AnyFast's synchronous call.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.documents import refusals
from sandbox.documents.accounts import GRANTED_UNITS, Accounts, price_usd
from sandbox.documents.documents import BODIES
from sandbox.documents.refusals import Refusal
from sandbox.protocol.creation import Creation
from sandbox.protocol.delivery import Delivery
from sandbox.protocol.faults import Faults
from sandbox.protocol.fetching import Fetch, guarded_fetch
from sandbox.protocol.intake import Intake
from sandbox.protocol.polls import Polls
from sandbox.protocol.request_log import RequestLog
from sandbox.protocol.uploading import Uploading
from sandbox.protocol.workshop import Produce, Workshop
from sandbox.task_store import TaskStore

Endpoint = Callable[[Request], Awaitable[Response]]


def create_gateway(
    root: Path,
    *,
    faults: Faults | None = None,
    speed: float = 1.0,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    fetch: Fetch | None = None,
    produce: Produce | None = None,
    control: bool = False,
) -> Starlette:
    """Build the gateway; tasks and files live below `root` and survive a restart.

    Args:
        root: Folder for everything the gateway keeps; made when missing.
        faults: Faults in force from the start.
        speed: How many times faster than a plausible vendor tasks finish.
        clock: Unix time.
        sleep: Waits where a vendor would.
        fetch: How foreign reference links are downloaded; public addresses only by default.
        produce: Makes the files of a task, instead of drawing them.
        control: Serve `GET /sandbox/log` and `POST /sandbox/faults` too.
    """
    faults = faults or Faults()
    store = TaskStore(root)
    fetch = fetch or guarded_fetch()
    workshop = Workshop(store, produce)
    intake = Intake(store, fetch)
    accounts = Accounts()
    creation = Creation(store, workshop, intake, faults, accounts, speed, clock, sleep)
    polls = Polls(store, workshop, faults, speed, clock)
    uploading = Uploading(store, fetch, faults, clock)
    delivery = Delivery(store, faults, clock, sleep)
    log = RequestLog()

    def route(path: str, endpoint: Endpoint, method: str, *, key: bool = True) -> Route:
        return Route(path, _answering(endpoint, log, needs_key=key), methods=[method])

    routes = [
        route("/v1/images/generations", creation.image, "POST"),
        route("/v1/videos/generations", creation.video, "POST"),
        route("/v1/tasks/{task_id}", polls.task, "GET"),
        route("/v1/files/upload/stream", uploading.stream, "POST"),
        route("/v1/files/upload/base64", uploading.base64, "POST"),
        route("/v1/files/upload/url", uploading.url, "POST"),
        route("/v1/account/credits", _credits, "GET"),
        route("/api/usage/token/", _usage(accounts), "GET"),
        route("/api/pricing", _pricing, "GET", key=False),
        route("/v1/models", _models, "GET"),
        Route("/files/{place:path}", _answering(delivery.file, log, needs_key=False), methods=["GET", "HEAD"]),
    ]
    if control:
        routes += [
            Route("/sandbox/log", log.show, methods=["GET"]),
            Route("/sandbox/faults", _switcher(faults), methods=["POST"]),
        ]
    return Starlette(routes=routes)


def _answering(endpoint: Endpoint, log: RequestLog, *, needs_key: bool) -> Endpoint:
    """Wrap an endpoint: write the log, check the key, turn a Refusal into its documented JSON."""

    async def answer(request: Request) -> Response:
        request_id = secrets.token_hex(8)
        entry = await log.begin(request)
        try:
            if needs_key:
                _check_key(request)
            response = await endpoint(request)
        except Refusal as refusal:
            response = JSONResponse(refusal.body(request_id), refusal.status, headers=refusal.headers)
        entry["status"] = response.status_code
        response.headers["x-request-id"] = request_id
        return response

    return answer


def _check_key(request: Request) -> None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key.strip() or key.startswith("wrong"):
        raise refusals.wrong_key()
    if key.startswith("empty") and request.method == "POST" and request.url.path.endswith("/generations"):
        raise refusals.no_balance()


async def _credits(request: Request) -> Response:
    return JSONResponse({"credits": {"total": 1000, "used": 0, "available": 1000}, "user_group": "sandbox"})


def _usage(accounts: Accounts) -> Endpoint:
    async def usage(request: Request) -> Response:
        """Answer what the token has, in quota units."""
        key = request.headers["authorization"].partition(" ")[2]
        granted, used = 0 if key.startswith("empty") else GRANTED_UNITS, accounts.used_units(key)
        data = {
            "name": "sandbox",
            "total_granted": granted,
            "total_used": used,
            "total_available": max(0, granted - used),
            "unlimited_quota": False,
            "expires_at": 0,
        }
        return JSONResponse({"data": data})

    return usage


async def _pricing(request: Request) -> Response:
    data: list[dict[str, Any]] = [
        {
            "model_name": model,
            "quota_type": 1,
            "model_price": price_usd(model),
            "model_ratio": 0,
            "enable_groups": ["default"],
        }
        for model in BODIES
    ]
    return JSONResponse({"data": data, "group_ratio": {"default": 1}})


async def _models(request: Request) -> Response:
    data = [{"id": model, "object": "model", "supported_endpoint_types": ["openai"]} for model in BODIES]
    return JSONResponse({"object": "list", "data": data})


def _switcher(faults: Faults) -> Endpoint:
    async def switch(request: Request) -> Response:
        """Replace the faults in force by the list in `{"faults": ["NAME", "NAME:n"]}`."""
        try:
            faults.set(json.loads(await request.body())["faults"])
        except (ValueError, KeyError, TypeError) as error:
            return JSONResponse({"error": {"message": str(error), "type": "invalid_request_error"}}, 400)
        return JSONResponse({"faults": faults.in_force()})

    return switch
