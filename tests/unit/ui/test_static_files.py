"""The route of our own scripts and styles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui.asking.static_files import STATIC_DIR, STATIC_PREFIX, _digests, _read, static_route, static_url


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(Starlette(routes=[static_route()])) as client:
        yield client


def test_the_address_of_the_content_is_kept_for_ever(client: TestClient) -> None:
    reply = client.get(static_url("viewer.js"))
    assert reply.status_code == 200
    assert reply.content == (STATIC_DIR / "viewer.js").read_bytes()
    assert reply.headers["content-type"].startswith("text/javascript")
    assert "immutable" in reply.headers["cache-control"]
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_any_other_address_is_asked_for_again(client: TestClient) -> None:
    reply = client.get(f"{STATIC_PREFIX}/0123456789abcdef/viewer.js")
    assert reply.headers["cache-control"] == "no-cache"
    again = client.get(f"{STATIC_PREFIX}/0123456789abcdef/viewer.js", headers={"If-None-Match": reply.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_file_is_read_once(client: TestClient) -> None:
    """As many files as there are, in the order in which every page asks for them."""
    urls = [static_url(name) for name in _digests()]
    for _ in range(2):
        before = _read.cache_info()
        assert [client.get(url).status_code for url in urls] == [200] * len(urls)
    after = _read.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (len(urls), 0)


NOT_SERVED = (
    "missing.js",
    "..%2Fviewer.py",
    "%2e%2e%2fviewer.py",
    "kit/..%2f..%2fviewer.py",
    ".hidden",
    "viewer",
    "a%00.js",
)


@pytest.mark.parametrize("name", NOT_SERVED)
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    current = static_url("viewer.js").removesuffix("viewer.js")
    assert client.get(f"{current}{name}").status_code == 404


def test_an_unknown_name_has_no_address() -> None:
    with pytest.raises(FileNotFoundError):
        static_url("missing.js")
