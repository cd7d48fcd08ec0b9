"""Addresses and the HTTP route of the page's own scripts, styles and pictures.

An address names the version of the whole folder, a digest of all its content, and then the file:
`…/static/0123456789abcdef/viewer.js`. So a script imports another one by a path relative to itself and meets
the same version of it. The page fetches its modules and styles joined, see `ui.asking.joined_files`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ui.asking.joined_files import joined_script, joined_style
from ui.asking.script_words import script_words
from words.language import ENGLISH, LANGUAGES

JOINED_SCRIPT, JOINED_STYLE = "easel.js", "easel.css"
STATIC_DIR = Path(__file__).parents[1] / "static"
STATIC_PREFIX = "/gradio_api/easel/static"  # below /gradio_api so that Gradio's Node front proxy passes it on, too
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".txt": "text/plain; charset=utf-8",
}


def script_in(language: str) -> str:
    """Return the name of the joined script that speaks a language; each is one file with its catalogue in it."""
    return JOINED_SCRIPT if language == ENGLISH else f"easel.{language}.js"


def _speaking(language: str) -> Callable[[Path], str]:
    return lambda folder: joined_script(folder, script_words(language))


_JOINED: dict[str, Callable[[Path], str]] = {
    **{script_in(language): _speaking(language) for language in LANGUAGES},
    JOINED_STYLE: joined_style,
}


@dataclass(frozen=True)
class _StaticFile:
    body: bytes
    digest: str
    media_type: str


def static_url(name: str) -> str:
    """Return the address of a file in ui/static ("pictures/map-normal.webp") or a joined one, relative to the page.

    It changes with the content of the folder, so browsers may keep it for a year.

    Raises:
        FileNotFoundError: no such file, or a kind of file that is not served.
    """
    if name not in _digests():
        raise FileNotFoundError(name)
    return f".{STATIC_PREFIX}/{_version()}/{name}"


def static_route() -> Route:
    """Return the route that serves ui/static; files are read when first asked for and again when they change."""
    return Route(STATIC_PREFIX + "/{version}/{name:path}", _serve, methods=["GET"], name="easel_static")


async def _serve(request: Request) -> Response:
    name = request.path_params["name"]
    try:
        file = _load(name)
    except FileNotFoundError:
        return PlainTextResponse("No such file.", status_code=404)
    current = request.path_params["version"] == _version() and _digests().get(name) == file.digest
    headers = {
        # An outdated address, or a file that changed under it, must not be kept: no update would reach the browser.
        "Cache-Control": "public, max-age=31536000, immutable" if current else "no-cache",
        "ETag": f'"{file.digest}"',
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(file.body, media_type=file.media_type, headers=headers)


@cache
def _digests() -> dict[str, str]:
    """Return the digest of every file as it is when Easel starts."""
    paths = sorted(path for path in STATIC_DIR.rglob("*") if path.suffix in _MEDIA_TYPES)
    files = {path.relative_to(STATIC_DIR).as_posix(): _digest(path.read_bytes()) for path in paths}
    return files | {name: _load(name).digest for name in _JOINED}


@cache
def _version() -> str:
    return _digest(repr(_digests()).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _load(name: str) -> _StaticFile:
    if name in _JOINED:
        return _read(name, sum(path.stat().st_mtime_ns for path in STATIC_DIR.glob("*/**/*")))
    path = STATIC_DIR / name
    if not _NAME.fullmatch(name) or path.suffix not in _MEDIA_TYPES or not path.is_file():
        raise FileNotFoundError(name)
    return _read(name, path.stat().st_mtime_ns)


@cache
def _read(name: str, _changed_ns: int) -> _StaticFile:
    body = _JOINED[name](STATIC_DIR).encode() if name in _JOINED else (STATIC_DIR / name).read_bytes()
    return _StaticFile(body, _digest(body), _MEDIA_TYPES[Path(name).suffix])
