"""The guard against pages of other sites."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.launch import OriginGuard


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_only_other_sites_scripts_are_refused(headers: dict[str, str], status: int) -> None:
    page = Route("/", lambda request: PlainTextResponse("ok"), methods=["GET", "POST"])
    client = TestClient(Starlette(routes=[page], middleware=[Middleware(OriginGuard)]))
    assert client.get("/", headers=headers).status_code == status
    assert client.post("/", headers=headers).status_code == status
