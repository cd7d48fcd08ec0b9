"""Who is let in under which settings, and who as."""

import base64
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from studio.access.access import Access
from studio.access.owners import is_visitor, shown_name
from studio.errors import SettingsError
from studio.files.disk_space import DiskSpace
from studio.ledger.database import Ledger
from studio.references.upload_room import UploadRoom
from studio.settings import Settings
from ui.asking.page import owner_of
from ui.door import login_limits
from ui.door.client_address import client_address
from ui.door.ended_sessions import MOST, EndedSessions
from ui.door.gate import Gate
from ui.door.identity import LOGIN_S, Identities
from ui.door.login_limits import PER_ADDRESS, PER_ADDRESS_UNDER_ATTACK, PER_BROWSER, PER_NAME, WINDOW_S, LoginLimits
from ui.door.who_asks import Door, EntryWay, TooManyLogins, entry_of

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

    def __init__(self, ended: EndedSessions | None = None, /, **env: str) -> None:
        self.now_s = 1_000_000.0
        self.access = Access.from_env(env)
        limits = LoginLimits(lambda: self.now_s)
        identities = Identities(SECRET, self.access, ended or EndedSessions())
        self.door = Door(self.access, identities, limits, now_s=lambda: self.now_s)
        self.session: dict[str, Any] = {}
        self.seen: list[str] = []
        here = Path()  # nothing is uploaded in these tests
        self.room = UploadRoom(Ledger.in_directory(here), DiskSpace(here), is_visitor=lambda _: False)

    async def no_agent(self, token: str) -> None:
        """Nobody made one."""

    def client(self, host: str = "127.0.0.1:7860", peer: str = "127.0.0.1") -> TestClient:
        async def page(request: Request) -> JSONResponse:
            return JSONResponse({"owner": owner_of(request)})

        async def logged_out(_: Request) -> JSONResponse:  # Gradio's own, on a Space
            return JSONResponse({})

        paths = ("/", "/config", "/gradio_api/queue/status")
        app = Starlette(
            routes=[*(Route(path, page) for path in paths), Route("/logout", logged_out)],
            middleware=[
                Middleware(Gate, door=self.door, seen=self.seen.append, room=self.room, agent_of=self.no_agent)
            ],
        )

        async def with_session(scope: Any, receive: Any, send: Any) -> None:
            await app({**scope, "session": self.session}, receive, send)

        return TestClient(with_session, f"http://{host}", client=(peer, 50_000), follow_redirects=False)


def owner(answer: Any) -> str | None:
    return answer.json()["owner"] if answer.status_code == 200 else None


@pytest.mark.parametrize(
    ("env", "entry"),
    [
        ({}, EntryWay.ALONE),
        ({"GRADIO_SERVER_NAME": "0.0.0.0"}, EntryWay.ALONE),
        ({"EASEL_SHARE": "1"}, EntryWay.CLOSED),
        (SPACE, EntryWay.CLOSED),
        (OAUTH, EntryWay.HUGGING_FACE),
        (OAUTH | OPEN, EntryWay.VISITORS),
        (OAUTH | AUTH, EntryWay.LOGIN),
        ({"EASEL_SHARE": "1"} | AUTH, EntryWay.LOGIN),
        ({"EASEL_SHARE": "true"} | OPEN, EntryWay.VISITORS),
    ],
)
def test_how_people_come_in_follows_from_how_easel_was_started(env: dict[str, str], entry: EntryWay) -> None:
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
    assert 'action="login"' in client.get("/", headers=HTML).text
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


def test_logging_out_ends_every_copy_of_the_cookie_for_good(tmp_path: Path) -> None:
    file = tmp_path / "data" / "ended.json"
    world = World(EndedSessions(file), **AUTH)
    client, other = world.client(), world.client()
    cookie = world.door.identities.cookie
    for each in (client, other):
        each.post("/login", data={"username": "ada", "password": "correct horse"})
        assert owner(each.get("/")) == "user:ada"
    copy, others = ({"Cookie": f"{cookie}={each.cookies[cookie]}"} for each in (client, other))
    assert client.get("/logout", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 303
    assert owner(client.get("/")) == "user:ada"  # no page elsewhere logs anybody out
    client.get("/logout")
    assert cookie not in client.cookies
    for after in (world, World(EndedSessions(file), **AUTH)):  # also after a restart
        for path in ("/", "/gradio_api/queue/status"):
            assert after.client().get(path, headers=copy).status_code == 401
        assert owner(after.client().get("/", headers=others)) == "user:ada"
    assert file.stat().st_mode & 0o777 == 0o600
    client.post("/login", data={"username": "ada", "password": "correct horse"})
    client.get("/logout?everywhere=1")
    again = World(EndedSessions(file), **AUTH)
    assert again.client().get("/", headers=others).status_code == 401
    client.post("/login", data={"username": "ada", "password": "correct horse"})  # in the very same second
    assert owner(client.get("/")) == "user:ada"
    file.write_text("[]")
    with pytest.raises(SettingsError, match="cannot be read"):
        EndedSessions(file)


def test_ended_logins_stay_few_and_none_of_them_opens_again() -> None:
    world = World(**AUTH)
    identities = world.door.identities
    tokens: list[str] = []
    for _ in range(MOST + 10):
        world.now_s += 1
        tokens.append(identities.login("ada", world.now_s))
        identities.end(tokens[-1], world.now_s)
    assert [token for token in tokens if identities.owner(token, world.now_s)] == []
    assert len(identities.ended._ended["user:ada"]) <= MOST
    assert identities.owner(identities.login("ada", world.now_s + 1), world.now_s + 1) == "user:ada"
    assert identities.owner(identities.login("bob", world.now_s), world.now_s) == "user:bob"


def test_logging_out_says_when_it_could_not_be_written_down(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    world = World(EndedSessions(tmp_path / "file" / "ended.json"), **AUTH)
    client = world.client()
    client.post("/login", data={"username": "ada", "password": "correct horse"})
    assert "could not be written to the disk" in client.get("/logout").text
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


RIGHT = {"username": "ada", "password": "correct horse"}


def try_once(world: World, peer: str, name: str, password: str, headers: dict[str, str]) -> int:
    """Return the status that a try at the door ends in; the many tries of a stranger need no whole requests."""
    raw = [(key.lower().encode(), value.encode()) for key, value in headers.items()]
    try:
        return 200 if world.door.log_in({"type": "http", "client": (peer, 1), "headers": raw}, name, password) else 401
    except TooManyLogins:
        return 429


def guess(world: World, times: int, peer: str, **headers: str) -> list[int]:
    return [try_once(world, peer, "ada", "guess", headers) for _ in range(times)]


def test_a_stranger_who_guesses_keeps_nobody_out() -> None:
    world = World(**AUTH)
    client = world.client(peer="10.0.0.1")
    assert client.post("/login", data={"username": "ada", "password": "guess"}).status_code == 401
    assert client.get("/", auth=("ada", "guess")).status_code == 401
    assert guess(world, PER_ADDRESS, "10.0.0.1") == [401] * (PER_ADDRESS - 2) + [429] * 2
    for place in range(2, 9):  # and others
        guess(world, PER_ADDRESS, f"10.0.0.{place}")
    assert world.client(peer="10.0.1.1").get("/", auth=("ada", "correct horse")).status_code == 200
    assert world.client(peer="10.0.1.2").post("/login", data=RIGHT).status_code == 200
    answer = world.client(peer="10.0.0.1").post("/login", data=RIGHT, headers=HTML)
    assert answer.status_code == 429
    assert "Try again in 15 min." in answer.text
    assert world.client(peer="10.0.0.1").get("/", auth=("ada", "correct horse")).status_code == 429
    world.now_s += WINDOW_S + 1
    assert world.client(peer="10.0.0.1").post("/login", data=RIGHT).status_code == 200


def test_a_name_under_attack_leaves_each_new_address_few_guesses() -> None:
    world = World(**AUTH)
    tries = [guess(world, PER_ADDRESS, f"10.0.2.{place}") for place in range(40)]
    assert sum(each.count(401) for each in tries) <= PER_NAME + 40 * PER_ADDRESS_UNDER_ATTACK
    assert tries[-1].count(401) == PER_ADDRESS_UNDER_ATTACK
    assert world.client(peer="10.0.2.39").get("/", auth=("bob", "battery:staple")).status_code == 200


def test_a_right_password_between_wrong_ones_buys_no_guesses() -> None:
    world = World(**AUTH)
    tried: list[int] = []
    for _ in range(PER_ADDRESS + 10):
        tried += guess(world, 1, "10.0.0.1")
        try_once(world, "10.0.0.1", "bob", "battery:staple", {})
    assert tried == [401] * PER_ADDRESS + [429] * 10


def test_a_browser_that_has_logged_in_is_let_through_and_counted_by_itself() -> None:
    world = World(**AUTH)
    client = world.client()
    client.post("/login", data=RIGHT)
    client.get("/logout")
    known = world.door.identities.browser_cookie
    assert set(client.cookies) == {known}
    guess(world, PER_ADDRESS, "127.0.0.1")  # behind the same proxy, say
    assert world.client().post("/login", data=RIGHT).status_code == 429
    assert client.post("/login", data=RIGHT).status_code == 200
    kept = {known: client.cookies[known]}

    def by_basic(world: World, name: str, password: str, token: dict[str, str] = kept) -> int:
        fresh = world.client()
        fresh.cookies.update(token)
        return fresh.get("/", auth=(name, password)).status_code

    assert by_basic(world, "ada", "correct horse") == 200
    assert by_basic(world, "bob", "battery:staple") == 429  # it is hers
    assert by_basic(world, "ada", "correct horse", {known: "0" * 32 + kept[known][32:]}) == 429
    assert [by_basic(world, "ada", "guess") for _ in range(PER_BROWSER + 1)] == [401] * PER_BROWSER + [429]
    changed = World(EASEL_AUTH="ada:another password")
    guess(changed, PER_ADDRESS, "127.0.0.1")
    assert by_basic(changed, "ada", "another password") == 429


def test_nobody_chooses_the_address_that_is_counted() -> None:
    for peers in (["127.0.0.1"], ["10.9.9.9"], [f"2001:db8::{place:x}" for place in range(1, 60)]):
        world = World(**AUTH)
        tried = 0
        for place in range(60):
            forged = {"X-Forwarded-For": f"8.8.{place}.8", "X-Real-IP": f"8.8.{place}.8", "Forwarded": f"for={place}"}
            tried += guess(world, 1, peers[place % len(peers)], **forged) == [401]
        assert tried == PER_ADDRESS


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        ("127.0.0.1", ["1.2.3.4"], "1.2.3.4"),
        ("::ffff:127.0.0.1", ["9.9.9.9, 1.2.3.4:5678"], "1.2.3.4"),
        ("127.0.0.1", ["9.9.9.9", "1.2.3.4, 10.1.2.3"], "1.2.3.4"),
        ("127.0.0.1", ["9.9.9.9", "[2001:db8:1:2:3::4]:5678"], "2001:db8:1:2::/64"),
        ("127.0.0.1", ["9.9.9.9, unknown"], "127.0.0.1"),
        ("127.0.0.1", ["10.1.2.3"], "10.1.2.3"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("10.7.7.7", ["", "1.2.3.4"], "1.2.3.4"),
        ("192.168.1.1", ["1.2.3.4"], "192.168.1.1"),
        ("fe80::1%eth0", ["1.2.3.4"], "fe80::/64"),
        ("", ["1.2.3.4"], ""),
    ],
)
def test_only_a_trusted_proxy_says_whose_request_it_brings(peer: str, forwarded: list[str], counted: str) -> None:
    trusted = Access.from_env({"EASEL_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8"}).trusted_proxies
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    scope = {"type": "http", "client": (peer, 1) if peer else None, "headers": headers}
    assert client_address(scope, trusted) == counted


def test_strangers_behind_a_trusted_proxy_are_told_apart() -> None:
    world = World(EASEL_TRUSTED_PROXIES="127.0.0.1", **AUTH)
    assert guess(world, PER_ADDRESS + 1, "127.0.0.1", **{"X-Forwarded-For": "9.9.9.9, 1.2.3.4"})[-1] == 429
    behind = {"X-Forwarded-For": "1.2.3.4, 9.9.9.9"}
    assert world.client().post("/login", data=RIGHT, headers=behind).status_code == 200
    space = World(**SPACE, **AUTH)  # there the proxies are known
    guess(space, PER_ADDRESS, "10.2.3.4", **{"X-Forwarded-For": "1.2.3.4"})
    for line, status in (("1.2.3.4", 429), ("9.9.9.9", 200)):
        client = space.client("ada-easel.hf.space", peer="10.2.3.5")
        assert client.get("/", auth=("ada", "correct horse"), headers={"X-Forwarded-For": line}).status_code == status


def test_what_is_counted_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_limits, "_LARGEST", 100)
    limits = LoginLimits(lambda: 0.0)
    for place in range(150):
        limits.failed(f"10.{place}", f"name {place} {'x' * 200}")
    sizes = [len(each._moments) for each in (limits._addresses, limits._names, limits._pairs)]
    assert sizes == [100] * 3
    assert len(next(iter(limits._names._moments))) == 16


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
    assert 'href="login/huggingface"' in client.get("/", headers=HTML).text
    assert client.get("/gradio_api/queue/status").status_code == 401
    world.session = {"oauth_info": {"userinfo": {"preferred_username": "grace"}, "expires_at": world.now_s + 10}}
    assert owner(client.get("/")) == "hf:grace"
    client.get("/logout")  # the cookie is Starlette's: a copy of it still says the same
    assert client.get("/").status_code == 401
    world.session["oauth_info"] |= {"access_token": "another"}
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
        {"EASEL_TRUSTED_PROXIES": "*"},
        {"EASEL_TRUSTED_PROXIES": "10.0.0.0/8, nginx"},
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
