"""The three upload endpoints."""

import json
import re
from base64 import b64decode
from binascii import Error as BadBase64
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from sandbox.documents.refusals import Refusal
from sandbox.documents.request_body import MAX_VIDEO_BYTES
from sandbox.protocol.faults import Faults
from sandbox.protocol.fetching import Fetch, Unreachable
from sandbox.protocol.sniffing import content_type
from sandbox.task_store import TaskStore


class Uploading:
    """Keeps uploaded files for 72 hours and answers links to them. No file larger than 100 MB."""

    def __init__(self, store: TaskStore, fetch: Fetch, faults: Faults, clock: Callable[[], float]) -> None:
        self._store = store
        self._fetch = fetch
        self._faults = faults
        self._clock = clock

    async def stream(self, request: Request) -> Response:
        """Answer POST /v1/files/upload/stream: multipart with `file`, and perhaps `file_name`."""
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise Refusal(400, "The upload must be multipart/form-data.")
        if int(request.headers.get("content-length", 0)) > MAX_VIDEO_BYTES + 65536:
            raise _too_large()
        async with request.form() as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise Refusal(400, "file: this field is required.")
            name = form.get("file_name")
            filename = name if isinstance(name, str) and name else file.filename or ""
            return self._keep(request, await file.read(), filename)

    async def base64(self, request: Request) -> Response:
        """Answer POST /v1/files/upload/base64: `file_data` is raw base64 or a data URI."""
        body = await _json(request)
        payload = _text(body, "file_data")
        if payload.startswith("data:"):
            payload = payload.partition(",")[2]
        try:
            data = b64decode(payload, validate=True)
        except BadBase64:
            raise Refusal(400, "file_data: this is not valid base64.") from None
        return self._keep(request, data, str(body.get("file_name") or ""))

    async def url(self, request: Request) -> Response:
        """Answer POST /v1/files/upload/url."""
        body = await _json(request)
        link = _text(body, "url")
        try:
            data = await self._fetch(link, MAX_VIDEO_BYTES)
        except Unreachable as error:
            raise Refusal(400, f"url: {error}.", code="invalid_param") from None
        filename = str(body.get("file_name") or "") or unquote(urlsplit(link).path.rpartition("/")[2])
        return self._keep(request, data, filename)

    def _keep(self, request: Request, data: bytes, filename: str) -> Response:
        if self._faults.strike("upload-500"):
            raise Refusal(500, "The upload failed.", "server_error", "internal_error")
        if self._faults.strike("upload-413"):
            return HTMLResponse("<html><h1>413 Request Entity Too Large</h1></html>", 413)
        if not data:
            raise Refusal(400, "file: the file is empty.")
        if len(data) > MAX_VIDEO_BYTES:
            raise _too_large()
        name = re.sub(r"[^\w.-]+", "_", filename)[-80:].lstrip(".") or "file"
        upload = self._store.add_upload(data, name, content_type(data[:64]), self._clock())
        reply: dict[str, Any] = {
            "id": upload.id,
            "filename": upload.filename,
            "url": f"{request.base_url}files/uploads/{upload.id}/{quote(upload.filename)}",
            "size": upload.size,
            "created": int(upload.created),
        }
        return JSONResponse({"data": reply} if self._faults.strike("upload-nested") else reply)


async def _json(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise Refusal(400, "The request body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "The request body must be a JSON object.")
    return cast(dict[str, Any], body)


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise Refusal(400, f"{name}: this field is required.")
    return value


def _too_large() -> Refusal:
    return Refusal(413, "The file is larger than 100 MB.", "file_too_large_error")
