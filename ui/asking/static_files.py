"""Addresses and the HTTP route of the studio's own scripts and styles."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

STATIC_DIR = Path(__file__).parents[1] / "static"
STATIC_PREFIX = "/gradio_api/easel/static"  # below /gradio_api so that Gradio's Node front proxy passes it on, too
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".txt": "text/plain; charset=utf-8",
}
_COMPRESSED = {".js", ".css", ".svg", ".txt"}


@dataclass(frozen=True)
class _StaticFile:
    body: bytes
    gzipped: bytes | None
    digest: str
    media_type: str


def static_url(name: str) -> str:
    """Return the address of a file in ui/static, relative to the page.

    It changes with the content, so browsers may keep it for a year.

    Raises:
        FileNotFoundError: no such file, or a kind of file that is not served.
    """
    return f".{STATIC_PREFIX}/{name}?v={_load(name).digest}"


def static_route() -> Route:
    """Return the route that serves ui/static; files are read when first asked for and again when they change."""
    return Route(STATIC_PREFIX + "/{name}", _serve, methods=["GET"], name="easel_static")


async def _serve(request: Request) -> Response:
    try:
        file = _load(request.path_params["name"])
    except FileNotFoundError:
        return PlainTextResponse("No such file.", status_code=404)
    current = request.query_params.get("v") == file.digest
    headers = {
        # A bare or outdated address must not be kept, or an update of Easel would not reach the browser.
        "Cache-Control": "public, max-age=31536000, immutable" if current else "no-cache",
        "ETag": f'"{file.digest}"',
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    body = file.body
    if file.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = file.gzipped, "gzip"
    return Response(body, media_type=file.media_type, headers=headers)


def _load(name: str) -> _StaticFile:
    path = STATIC_DIR / name
    if not _NAME.fullmatch(name) or path.suffix not in _MEDIA_TYPES or not path.is_file():
        raise FileNotFoundError(name)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _read(path: Path, _mtime_ns: int) -> _StaticFile:
    body = path.read_bytes()
    gzipped = gzip.compress(body, 9, mtime=0) if path.suffix in _COMPRESSED else None
    return _StaticFile(body, gzipped, hashlib.sha256(body).hexdigest()[:16], _MEDIA_TYPES[path.suffix])
