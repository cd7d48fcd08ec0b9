"""Who is let in under which settings, and who as."""

import base64
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from studio.access import Access
from studio.errors import SettingsError
from studio.owners import is_visitor, shown_name
from studio.settings import Settings
from ui.door import Door, Entry, entry_of
from ui.gate import Gate
from ui.identity import LOGIN_S, Identities
from ui.login_limits import PER_ADDRESS, PER_NAME, WINDOW_S, LoginLimits
from ui.page import owner_of

SECRET = b"a secret of thirty-two bytes ..."
HTML = {"Accept": "text/html"}
AUTH = {"EASEL_AUTH": "ada:correct horse, bob:battery:staple"}
OPEN = {"EASEL_OPEN": "1"}
SPACE = {
    "SPACE_ID": "ada/easel", "SPACE_AUTHOR_NAME": "ada", "SPACE_HOST": "ada-easel.hf.space,easel.example.org",
}  # fmt: skip
OAUTH = SPACE | dict.fromkeys(("OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET", "OAUTH_SCOPES", "OPENID_PROVIDER_URL"), "x")


class World:
    """A page behind the gate that says who it takes the caller for; its clock stands until it is moved."""

    def __init__(self, **env: str) -> None:
        self.now_s = 1_000_000.0
        self.access = Access.from_env(env)
        limits = LoginLimits(lambda: self.now_s)
        self.door = Door(self.access, Identities(SECRET, self.access), limits, now_s=lambda: self.now_s)
        self.session: dict[str, Any] = {}
        self.seen: list[str] = []

    def client(self, host: str = "127.0.0.1:7860", peer: str = "127.0.0.1") -> TestClient:
        async def page(request: Request) -> JSONResponse:
            return JSONResponse({"owner": owner_of(request)})

        paths = ("/", "/config", "/gradio_api/queue/status")
        app = Starlette(
            routes=[Route(path, page) for path in paths],
            middleware=[Middleware(Gate, door=self.door, seen=self.seen.append)],
        )

        async def with_session(scope: Any, receive: Any, send: Any) -> None:
            await app({**scope, "session": self.session}, receive, send)

        return TestClient(with_session, f"http://{host}", client=(peer, 50_000), follow_redirects=False)


def owner(answer: Any) -> str | None:
    return answer.json()["owner"] if answer.status_code == 200 else None


@pytest.mark.parametrize(
    ("env", "entry"),
    [
        ({}, Entry.ALONE),
        ({"GRADIO_SERVER_NAME": "0.0.0.0"}, Entry.ALONE),
        ({"EASEL_SHARE": "1"}, Entry.CLOSED),
        (SPACE, Entry.CLOSED),
        (OAUTH, Entry.HUGGING_FACE),
        (OAUTH | OPEN, Entry.VISITORS),
        (OAUTH | AUTH, Entry.LOGIN),
        ({"EASEL_SHARE": "1"} | AUTH, Entry.LOGIN),
        ({"EASEL_SHARE": "true"} | OPEN, Entry.VISITORS),
    ],
)
def test_how_people_come_in_follows_from_how_easel_was_started(env: dict[str, str], entry: Entry) -> None:
    assert entry_of(Access.from_env(env)) is entry


@pytest.mark.parametrize(
    ("host", "peer", "headers"),
    [
        ("127.0.0.1:7860", "127.0.0.1", {}),
        ("localhost:7860", "127.0.0.1", {}),
        ("easel.localhost:7860", "::1", {}),
        ("[::1]:7860", "::1", {}),
        ("127.0.0.2", "::ffff:127.0.0.1", {}),
    ],
)
def test_alone_the_person_at_this_machine_needs_no_login(host: str, peer: str, headers: dict[str, str]) -> None:
    world = World()
    assert owner(world.client(host, peer).get("/", headers=headers)) == "local"
    assert world.seen == ["local"]


@pytest.mark.parametrize(
    ("host", "peer", "headers"),
    [
        ("192.168.1.20:7860", "192.168.1.7", {}),
        ("127.0.0.1:7860", "192.168.1.7", {}),  # from elsewhere, claiming to be here
        ("evil.example:7860", "127.0.0.1", {}),  # a name that was made to lead here
        ("localhost.evil.example", "127.0.0.1", {}),
        ("abc.gradio.live", "127.0.0.1", {}),
        ("127.0.0.1:7860", "127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),  # through a proxy of this machine
        ("localhost:7860", "127.0.0.1", {"X-Forwarded-Host": "studio.example"}),
        ("localhost:7860", "127.0.0.1", {"Forwarded": "for=8.8.8.8"}),
        ("localhost:7860", "testclient", {}),
    ],
)
def test_alone_everybody_else_is_told_what_to_set(host: str, peer: str, headers: dict[str, str]) -> None:
    client = World().client(host, peer)
    for path in ("/", "/config", "/gradio_api/queue/status"):
        assert client.get(path, headers=headers).status_code == 401
    page = client.get("/", headers=headers | HTML)
    assert page.status_code == 401
    assert "EASEL_AUTH=name:password" in page.text
    assert "EASEL_OPEN=1" in page.text
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize("env", [{"EASEL_SHARE": "1"}, SPACE])
def test_a_tunnel_makes_strangers_look_like_this_machine_so_nobody_is_let_in_for_that(env: dict[str, str]) -> None:
    assert World(**env).client().get("/").status_code == 401


@pytest.mark.parametrize("env", [AUTH, OPEN, OAUTH, {"EASEL_SHARE": "1"}])
def test_a_name_that_is_not_ours_is_refused(env: dict[str, str]) -> None:
    world = World(EASEL_HOSTS="easel.example.org", **env)
    assert world.client("evil.example").get("/").status_code == 421
    assert "EASEL_HOSTS" in world.client("<b>.example").get("/", headers=HTML).text
    assert "<b>" not in world.client("<b>.example").get("/", headers=HTML).text
    for host in ("easel.example.org", "10.0.0.5:7860", "localhost"):
        assert world.client(host).get("/").status_code in (200, 401)


def test_somebody_who_logs_in_is_that_person_until_the_password_changes() -> None:
    world = World(**AUTH)
    client = world.client("10.0.0.5:7860", "10.0.0.9")
    assert 'action="/login"' in client.get("/", headers=HTML).text
    answer = client.post("/login", data={"username": "bob", "password": "battery:staple"}, headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    for path in ("/", "/gradio_api/queue/status"):
        assert owner(client.get(path)) == "user:bob"
    token = client.cookies[world.door.identities.cookie]
    kept = {"Cookie": f"{world.door.identities.cookie}={token}"}
    assert owner(World(**AUTH).client().get("/", headers=kept)) == "user:bob"  # after a restart
    changed = World(EASEL_AUTH="ada:correct horse,bob:another one")
    assert changed.client().get("/", headers=kept).status_code == 401
    gone = World(EASEL_AUTH="ada:correct horse")
    assert gone.client().get("/", headers=kept).status_code == 401
    world.now_s += LOGIN_S + 1
    assert world.client().get("/", headers=kept).status_code == 401


def test_logging_out_takes_the_cookie_away() -> None:
    client = World(**AUTH).client()
    client.post("/login", data={"username": "ada", "password": "correct horse"})
    assert owner(client.get("/")) == "user:ada"
    client.get("/logout")
    assert client.get("/").status_code == 401


@pytest.mark.parametrize("part", range(3))
def test_a_token_changed_anywhere_is_nobody(part: int) -> None:
    world = World(**AUTH)
    token = world.door.identities.login("ada", world.now_s).split(".")
    owner_of_other = base64.urlsafe_b64encode(b"user:bob").decode().rstrip("=")
    token[part] = (owner_of_other, str(int(token[1]) + 1), "0" * 64)[part]
    assert world.door.identities.owner(".".join(token), world.now_s) is None


def test_programs_log_in_by_form_or_by_basic_authentication() -> None:
    client = World(**AUTH).client()
    answer = client.post("/login", data={"username": "ada", "password": "correct horse"})
    assert (answer.status_code, answer.json()) == (200, {"success": True})
    assert owner(World(**AUTH).client().get("/", auth=("bob", "battery:staple"))) == "user:bob"
    for name, password in (("bob", "wrong"), ("nobody", "battery:staple")):
        assert World(**AUTH).client().get("/", auth=(name, password)).status_code == 401
        wrong = World(**AUTH).client().post("/login", data={"username": name, "password": password})
        assert wrong.status_code == 401


def test_wrong_passwords_for_a_name_have_to_wait_and_say_how_long() -> None:
    world = World(**AUTH)
    for place in range(PER_NAME):
        client = world.client(peer=f"10.0.0.{place}")
        assert client.post("/login", data={"username": "ada", "password": "guess"}).status_code == 401
    right = {"username": "ada", "password": "correct horse"}
    answer = world.client(peer="10.0.1.1").post("/login", data=right, headers=HTML)
    assert answer.status_code == 429
    assert "Try again in 15 min." in answer.text
    assert world.client().get("/", auth=("ada", "correct horse")).status_code == 429
    assert world.client().get("/", auth=("bob", "battery:staple")).status_code == 200
    world.now_s += WINDOW_S + 1
    assert world.client().post("/login", data=right).status_code == 200


def test_one_address_may_not_go_through_the_names() -> None:
    world = World(**AUTH)
    client = world.client(peer="10.0.0.66")
    for place in range(PER_ADDRESS):
        client.post("/login", data={"username": f"name{place}", "password": "guess"})
    assert client.post("/login", data={"username": "ada", "password": "correct horse"}).status_code == 429
    other = world.client(peer="10.0.0.67")
    assert other.post("/login", data={"username": "ada", "password": "correct horse"}).status_code == 200


def test_each_visitor_is_a_person_of_its_own_and_stays_it() -> None:
    world = World(**OPEN)
    clients = [world.client("10.0.0.5:7860", "10.0.0.9") for _ in range(2)]
    owners = [owner(client.get("/config")) for client in clients]
    assert len(set(owners)) == 2
    for client, first in zip(clients, owners, strict=True):
        assert str(first).startswith("visitor:")
        again = client.get("/gradio_api/queue/status")
        assert owner(again) == first
        assert "set-cookie" not in again.headers
    token = clients[0].cookies[world.door.identities.cookie]
    kept = {"Cookie": f"{world.door.identities.cookie}=forged; {world.door.identities.cookie}={token}"}
    assert owner(World(**OPEN).client().get("/", headers=kept)) == owners[0]  # after a restart
    assert World(**AUTH).client().get("/", headers=kept).status_code == 401  # no longer open


def test_a_visitor_without_an_identity_may_start_nothing() -> None:
    answer = World(**OPEN).client().get("/gradio_api/queue/status")
    assert answer.status_code == 401
    assert "/config" in answer.json()["detail"]
    assert "set-cookie" not in answer.headers


def test_cookies_are_secure_where_the_page_is_and_fit_the_frame_of_a_space() -> None:
    plain = World(**OPEN).client().get("/").headers["set-cookie"]
    assert "Secure" not in plain
    https = World(**OPEN).client().get("/", headers={"X-Forwarded-Proto": "https"}).headers["set-cookie"]
    assert https.endswith("HttpOnly; SameSite=Lax; Secure")
    space = World(**SPACE, **OPEN).client("ada-easel.hf.space").get("/").headers["set-cookie"]
    assert space.endswith("HttpOnly; SameSite=None; Secure; Partitioned")


def test_on_a_space_the_account_at_hugging_face_is_the_owner() -> None:
    world = World(**OAUTH)
    client = world.client("easel.example.org", "10.1.2.3")
    assert 'href="/login/huggingface"' in client.get("/", headers=HTML).text
    assert client.get("/gradio_api/queue/status").status_code == 401
    world.session = {"oauth_info": {"userinfo": {"preferred_username": "grace"}, "expires_at": world.now_s + 10}}
    assert owner(client.get("/")) == "hf:grace"
    world.now_s += 11
    assert client.get("/").status_code == 401


def test_whom_the_servers_keys_serve() -> None:
    sharing = SPACE | {"EASEL_SHARE_KEYS": "1", "EASEL_BUDGET_DAILY": "1"}
    own, unlimited = Settings.from_env(SPACE, ()), Settings.from_env(sharing, ())
    shared = Settings.from_env(sharing | {"EASEL_BUDGET_VISITORS_DAILY": "1"}, ())
    for trusted in ("local", "user:ada", "hf:ada"):
        assert not is_visitor(own.access, trusted)
        assert own.keys_serve(trusted)
    for stranger in ("hf:grace", "visitor:0123", "hf:", "ada"):
        assert is_visitor(own.access, stranger)
        assert [settings.keys_serve(stranger) for settings in (own, unlimited, shared)] == [False, False, True]
    assert is_visitor(Access(), "hf:")
    assert [shown_name(name) for name in ("local", "user:ada", "hf:grace", "visitor:1")] == [None, "ada", "grace", None]


@pytest.mark.parametrize(
    "env",
    [
        {"EASEL_AUTH": "ada"},
        {"EASEL_AUTH": "ada:short"},
        {"EASEL_AUTH": ":password"},
        {"EASEL_AUTH": "ada:password,ada:secret word"},
        {"EASEL_AUTH": "ada:password", "EASEL_OPEN": "1"},
        {"EASEL_OPEN": "maybe"},
    ],
)
def test_settings_that_cannot_be_meant_are_refused_with_a_sentence(env: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as refused:
        Access.from_env(env)
    assert "secret word" not in str(refused.value)


def test_settings_never_show_a_password() -> None:
    access = Access.from_env(AUTH)
    assert "horse" not in repr(access)
    assert "horse" not in access.model_dump_json()
    assert access.logins["bob"].get_secret_value() == "battery:staple"
