"""Easel below a path of a host: what a proxy in front takes off, what it leaves, and where redirects lead."""

from urllib.parse import urljoin

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.door.subpath import Subpath, cookie_path, to_home


async def seen(request: Request) -> JSONResponse:
    return JSONResponse([request.scope["path"], cookie_path(request.scope), to_home(request.scope)])


async def home(request: Request) -> RedirectResponse:
    return RedirectResponse(request.query_params["to"])


def client(root: str) -> TestClient:
    app = Starlette(routes=[Route("/a/home", home), Route("/{path:path}", seen)])
    return TestClient(Subpath(app, root), "http://host.example", follow_redirects=False)


@pytest.mark.parametrize("root", ["/easel", "https://host.example/easel"])
def test_the_path_may_be_taken_off_by_the_proxy_or_left(root: str) -> None:
    forwarded = {"X-Forwarded-Host": "host.example"}
    for path in ("/a/b", "/easel/a/b"):
        assert client(root).get(path, headers=forwarded).json() == ["/a/b", "/easel", "./../"]
    assert client(root).get("/easel").headers["location"] == "easel/"
    assert client(root).get("/easelish").json()[0] == "/easelish"
    assert client("").get("/easel/a").json() == ["/easel/a", "/", "./../"]


def test_a_browser_at_our_own_port_gets_cookies_for_the_root() -> None:
    straight = TestClient(client("/easel").app, "http://host.example:8080")
    assert straight.get("/a").json() == ["/a", "/", "./"]
    assert straight.get("/easel/a").json() == ["/a", "/easel", "./"]


@pytest.mark.parametrize(
    ("to", "found"),
    [
        ("/", "https://out.example/easel/"),
        ("/?q=1", "https://out.example/easel/?q=1"),
        ("http://host.example/x/", "https://out.example/easel/x/"),
        ("https://elsewhere.example/x", "https://elsewhere.example/x"),
    ],
)
def test_redirects_hold_below_any_path(to: str, found: str) -> None:
    location = client("/easel").get("/a/home", params={"to": to}).headers["location"]
    assert urljoin("https://out.example/easel/a/home", location) == found
