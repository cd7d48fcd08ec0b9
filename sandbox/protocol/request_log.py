"""What the gateway was asked, for tests that count: kept in memory, without keys and without media."""

import json
import threading
import time
from collections import Counter, deque
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.task_store import without_media

MAX_ENTRIES = 20_000


class RequestLog:
    """The last requests in order, and how often each method and path was asked."""

    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=MAX_ENTRIES)
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    async def begin(self, request: Request) -> dict[str, Any]:
        """Add a request; the caller fills in `status` when it is answered."""
        entry: dict[str, Any] = {"time": time.time(), "method": request.method, "path": request.url.path}
        entry["query"] = request.url.query
        entry["has_key"] = "authorization" in request.headers
        entry["status"] = None
        entry["model"] = None
        entry["body"] = None
        if request.headers.get("content-type", "").startswith("application/json"):
            try:
                body = json.loads(await request.body())
            except ValueError:
                body = None
            entry["body"] = without_media(body)
            entry["model"] = cast(dict[str, Any], body).get("model") if isinstance(body, dict) else None
        with self._lock:
            self._entries.append(entry)
            self._counts[f"{request.method} {request.url.path}"] += 1
        return entry

    async def show(self, request: Request) -> Response:
        """Answer `{"requests": [...], "counts": {"POST /v1/...": n}}`, oldest request first."""
        with self._lock:
            return JSONResponse({"requests": list(self._entries), "counts": dict(self._counts)})
