"""Easel below a path of another host ("https://host/easel/"), whether the proxy there takes the path off or not."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Subpath:
    """Takes the path off requests that still have it, and makes redirects hold for where the browser is.

    Links and redirects are relative to the page or to what is asked for, so they need not know any path. What stands
    behind this sees "/" as the root of all, and in `root_path` of its scope the path that the browser sees before it.
    """

    def __init__(self, app: ASGIApp, root: str) -> None:
        """Stand before `app`.

        Args:
            app: What answers.
            root: As in `Settings.root_path`: "/easel", a whole address, or "".
        """
        self.app = app
        self._prefix = prefix_of(root)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope = self._below(scope)
        if scope["path"] == "":
            home = RedirectResponse(f"{self._prefix.rpartition('/')[2]}/", status_code=308)
            await home(scope, receive, send)
            return

        async def send_relative(message: Message) -> None:
            if message["type"] == "http.response.start":
                _make_relative(scope, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_relative)

    def _below(self, scope: Scope) -> Scope:
        """Return the scope as if Easel stood at the root, and `root_path` as the browser sees it."""
        path, raw = scope["path"], scope.get("raw_path") or scope["path"].encode()
        prefix = self._prefix
        if prefix and (path == prefix or path.startswith(f"{prefix}/")):
            path = path[len(prefix) :]
            raw = raw[len(prefix) :] if raw.startswith(prefix.encode()) else path.encode()
        elif prefix and _straight(scope):
            prefix = ""
        return {**scope, "path": path, "raw_path": raw, "root_path": prefix}


def prefix_of(root: str) -> str:
    """Return the path in front of all of ours: "/easel" for "/easel" and "https://host/easel", "" for the root."""
    return (urlsplit(root).path if "://" in root else root).rstrip("/")


def to_home(scope: Scope) -> str:
    """Return the way from a request's address to Easel's page, relative: "./", or "./../" and so on from below."""
    raw = scope.get("raw_path") or scope["path"].encode()
    return "./" + "../" * (raw.count(b"/") - 1)


def cookie_path(scope: Scope) -> str:
    """Return the path that the browser sees before all of ours: other programs of the host get no cookie of ours."""
    return scope.get("root_path") or "/"


def _straight(scope: Scope) -> bool:
    """Say whether a request seems to come from a browser at our own port rather than through the proxy."""
    headers = Headers(scope=scope)
    port = headers.get("host", "").rpartition(":")[2]
    forwarded = any(name.startswith("x-forwarded-") or name == "forwarded" for name in headers)
    return not forwarded and port == str((scope.get("server") or ("", None))[1])


def _make_relative(scope: Scope, headers: MutableHeaders) -> None:
    location = headers.get("location", "")
    scheme, host, *_ = urlsplit(location)
    if host and scheme in ("http", "https") and host == Headers(scope=scope).get("host"):
        location = location.partition(host)[2] or "/"
    if location.startswith("/") and not location.startswith("//"):
        headers["location"] = to_home(scope) + location[1:]
