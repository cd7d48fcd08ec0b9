"""The guard against pages of other sites."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from studio.access.access import Access, Space
from ui.door.identity import Identities
from ui.door.origin_guard import OriginGuard
from ui.door.who_asks import Door


def client_of(access: Access) -> TestClient:
    page = Route("/", lambda request: PlainTextResponse("ok"), methods=["GET", "POST"])
    door = Door(access, Identities(b"s" * 32, access))
    return TestClient(Starlette(routes=[page], middleware=[Middleware(OriginGuard, door=door)]), "http://studio:7860")


@pytest.mark.parametrize(
    ("headers", "read", "sent"),
    [
        ({}, 200, 200),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, 200, 200),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, 200, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}, 403, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}, 403, 403),
        # Browsers that send no Sec-Fetch headers, or leave them out without https.
        ({"Origin": "http://studio:7860"}, 200, 200),
        ({"Origin": "https://easel.example.org"}, 200, 200),
        ({"Origin": "http://studio:3000"}, 403, 403),
        ({"Origin": "https://elsewhere.example"}, 403, 403),
        ({"Origin": "null"}, 403, 403),
        ({"Origin": "https://elsewhere.example", "X-Forwarded-Host": "elsewhere.example"}, 403, 403),
    ],
)
def test_only_other_sites_scripts_and_forms_are_refused(headers: dict[str, str], read: int, sent: int) -> None:
    client = client_of(Access(hosts=("easel.example.org",)))
    assert client.get("/", headers=headers).status_code == read
    assert client.post("/", headers=headers).status_code == sent


def test_only_a_space_may_stand_in_a_frame_of_hugging_face() -> None:
    alone = client_of(Access()).get("/").headers
    assert "huggingface" not in alone["content-security-policy"]
    assert "frame-ancestors 'self';" in alone["content-security-policy"]
    assert alone["x-frame-options"] == "SAMEORIGIN"
    space = client_of(Access(space=Space())).get("/").headers
    assert "https://huggingface.co" in space["content-security-policy"]
    assert "x-frame-options" not in space
    for headers in (alone, space):
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
