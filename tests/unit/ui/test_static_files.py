"""The route of our own scripts and styles."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui.asking.static_files import STATIC_DIR, STATIC_PREFIX, static_route, static_url


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


def test_text_is_sent_compressed_only_to_who_can_read_it(client: TestClient) -> None:
    plain = client.get(static_url("viewer.js"), headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = client.get(static_url("viewer.js"), headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 9, mtime=0))


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
