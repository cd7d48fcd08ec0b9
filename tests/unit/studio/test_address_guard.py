"""Where Easel never goes, by whatever name, and the connection that stays where it was checked."""

import re

import httpx
import pytest

from sandbox.protocol.fetching import Unreachable, guarded_fetch
from studio.fetching.address_guard import AddressGuard, AddressRefused, NameMisled, is_public
from studio.fetching.pinned_transport import PinnedTransport

PUBLIC = "93.184.215.14"
NAMES = {
    "public.example": [PUBLIC],
    "two.example": ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", PUBLIC],
    "half.example": [PUBLIC, "10.0.0.8"],
    "loopback.example": ["127.0.0.1"],
    "six.example": ["::1"],
    "metadata.example": ["169.254.169.254"],
    "mapped.example": ["::ffff:192.168.0.1"],
    "nameless.example": [],
}

PRIVATE_V4 = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255",
)  # fmt: skip
PRIVATE_V6 = (
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::10.0.0.1", "100::1", "2001::1", "2001:0:7f00:1::",
    "2001:10::1", "2001:db8::1", "2002:7f00:1::", "2002:c0a8:1::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%25eth0", "2606:4700::1%25eth0", "fec0::1", "ff02::1",
)  # fmt: skip
DISGUISED = (
    "https://127.1/", "https://127.0.1/", "https://0/", "https://2130706433/", "https://0x7f000001/",
    "https://0x7f.0.0.1/", "https://0X7F.1/", "https://017700000001/", "https://0177.0.0.1/", "https://127.0.0.1./",
    "https://127.0.0.0x1/", "https://1.2.3.4.5/", "https://%31%32%37.0.0.1/", "https://127。0。0。1/",
    "https://①②⑦.⓪.⓪.①/", "https://１２７.0.0.1/", "https://loopback.example/", "https://LOOPBACK.example/",
    "https://loopback.example./", "https://half.example/", "https://six.example/", "https://metadata.example/",
    "https://mapped.example/", "https://nameless.example/", "https://localhost/", "https://localhost./",
    "https://intranet/", "https://[v1.fe80]/", "https://[::1/", "https://public..example/", "https://.example/",
    "https://public.example%00.evil.example/", f"https://{'a' * 64}.example/", f"https://{'a.' * 130}example/",
)  # fmt: skip
NO_WEB_ADDRESS = (
    "", "/", "public.example/a.png", "//public.example/a.png", "http://public.example/", "ftp://public.example/",
    "file:///etc/passwd", "file://public.example/etc/passwd", "data:image/png;base64,AAAA", "gopher://127.0.0.1:70/1",
    "javascript:alert(1)", "dict://127.0.0.1:11211/stat", "unix:///var/run/docker.sock", "ws://public.example/",
    "https://", "https:///a.png", "https:public.example/a.png", "https://user@public.example/",
    "https://user:word@public.example/", "https://:word@public.example/", "https://public.example\\@evil.example/",
    "https://public.example:22/", "https://public.example:25/", "https://public.example:80/",
    "https://public.example:0/", "https://public.example:99999/", "https://public.example:0x1bb/",
    "https://pub\tlic.example/", "https://public.example/\r\nHost: evil", "https://public.example\x00.evil/",
    "https://pub\u202elic.example/", "https://pub\u00adlic.example/", "https://\ud800.example/",
    "http://foxapi.sandbox.invalid/files/a.png", "https://public.example.evil/" + "a" * 70_000,
)  # fmt: skip
HOSTILE = (
    *(f"https://{address}/a.png" for address in PRIVATE_V4),
    *(f"https://[{address}]/a.png" for address in PRIVATE_V6),
    *DISGUISED,
    *NO_WEB_ADDRESS,
)
ABSOLUTE = tuple(url for url in HOSTILE if url.isascii() and re.match(r"\w+://[^/]", url))
REFUSED = (AddressRefused, httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.RemoteProtocolError, UnicodeError)


async def lookup(host: str) -> list[str]:
    """Resolve as an obliging system would: unknown numbers, whatever their notation, are this machine."""
    host = host.lower().rstrip(".")
    if host in NAMES:
        return NAMES[host]
    if ":" in host:
        return [host]
    if not re.fullmatch(r"(?!.{254})[\w-]{1,63}(\.[\w-]{1,63})*", host):
        raise OSError("no such name")
    return ["127.0.0.1"] if "." not in host or host[0].isdecimal() else [PUBLIC]


class Network(httpx.AsyncBaseTransport):
    """Answers from a list and remembers where it was asked to connect."""

    def __init__(self, *answers: httpx.Response, dead: frozenset[str] = frozenset(), tls: bool = True) -> None:
        self.answers, self.dead, self.tls = list(answers), dead, tls
        self.connected: list[str] = []
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.connected.append(request.url.host)
        if request.url.host in self.dead or (request.url.scheme == "https" and not self.tls):
            raise httpx.ConnectError("no route")
        self.requests.append(request)
        return self.answers.pop(0) if self.answers else httpx.Response(200)


def client_over(network: Network, *gateways: str, resolve=lookup, unencrypted: bool = False) -> httpx.AsyncClient:
    transport = PinnedTransport(AddressGuard(gateways, resolve, unencrypted=unencrypted), network)
    return httpx.AsyncClient(transport=transport, trust_env=False, follow_redirects=True)


def moved(to: str) -> httpx.Response:
    return httpx.Response(302, headers={"Location": to})


def test_the_list_is_long_enough() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 60


@pytest.mark.parametrize("url", HOSTILE, ids=lambda url: ascii(url)[:60])
async def test_hostile_links_are_refused_before_anything_is_contacted(url: str) -> None:
    network = Network()
    async with client_over(network, "gateway.example") as client:
        with pytest.raises(REFUSED):
            await client.get(url)
    assert network.connected == []


@pytest.mark.parametrize("url", ABSOLUTE, ids=lambda url: ascii(url)[:60])
async def test_a_redirect_to_them_is_refused(url: str) -> None:
    network = Network(moved(url))
    async with client_over(network) as client:
        with pytest.raises(REFUSED):
            await client.get("https://public.example/start")
    assert network.connected == [PUBLIC]


@pytest.mark.parametrize("url", HOSTILE, ids=lambda url: ascii(url)[:60])
async def test_the_sandbox_fetches_none_of_them_either(url: str) -> None:
    network = Network()
    fetch = guarded_fetch(transport=network, resolve=lookup)
    with pytest.raises(Unreachable):
        await fetch(url, 1000)
    assert network.connected == []


async def test_a_name_that_changes_its_mind_is_connected_where_it_was_checked() -> None:
    answers = [[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]]

    async def rebinding(host: str) -> list[str]:
        return answers.pop(0)

    network = Network()
    async with client_over(network, resolve=rebinding) as client:
        await client.get("https://rebinding.example/a.png")
        (request,) = network.requests
        assert network.connected == [PUBLIC]
        assert request.headers["host"] == "rebinding.example"
        assert request.extensions["sni_hostname"] == "rebinding.example"
        with pytest.raises(AddressRefused):
            await client.get("https://rebinding.example/a.png")
    assert network.connected == [PUBLIC]


async def test_each_redirect_is_checked_anew() -> None:
    network = Network(moved("https://two.example/b"), moved("https://metadata.example/latest"))
    async with client_over(network) as client:
        with pytest.raises(AddressRefused, match="private network"):
            await client.get("https://public.example/a")
    assert network.connected == [PUBLIC, NAMES["two.example"][0]]


async def test_the_next_address_is_tried_when_one_is_dead() -> None:
    network = Network(dead=frozenset(NAMES["two.example"][:1]))
    async with client_over(network) as client:
        assert (await client.get("https://two.example/a.png")).status_code == 200
    assert network.connected == NAMES["two.example"]


async def test_the_configured_host_is_reached_by_its_name() -> None:
    network = Network()
    async with client_over(network, "gateway.example", "127.0.0.1") as client:
        for url in ("http://gateway.example:9000/a", "https://GATEWAY.example/a", "http://127.0.0.1:7/a"):
            await client.get(url)
    assert network.connected == ["gateway.example", "gateway.example", "127.0.0.1"]


@pytest.mark.parametrize(
    "url",
    [
        "https://public.example/a.png?signature=1",
        "https://public.example:8443/a",
        f"https://{PUBLIC}/",
        "https://пример.example/",
    ],
)
async def test_ordinary_links_are_fetched(url: str) -> None:
    network = Network()
    async with client_over(network) as client:
        assert (await client.get(url)).status_code == 200
    assert network.connected == [PUBLIC]


@pytest.mark.parametrize("address", ["8.8.8.8", "192.31.196.1", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


async def test_http_is_tried_as_https_first_where_it_may_be_fetched_at_all() -> None:
    for tls, scheme in ((True, "https"), (False, "http")):
        network = Network(tls=tls)
        async with client_over(network, unencrypted=True) as client:
            await client.get("http://public.example/a.png")
        (request,) = network.requests
        assert (request.url.scheme, request.url.host, request.headers["host"]) == (scheme, PUBLIC, "public.example")


NO_HTTP = [url for url in ABSOLUTE if not url.startswith("http://") and ":80/" not in url]


@pytest.mark.parametrize("url", NO_HTTP, ids=lambda url: ascii(url)[:60])
async def test_http_opens_no_other_door(url: str) -> None:
    network = Network()
    async with client_over(network, unencrypted=True) as client:
        with pytest.raises(REFUSED):
            await client.get(url.replace("https://", "http://"))
    assert network.connected == []


async def test_a_name_with_a_private_address_is_no_refusal_for_good() -> None:
    guard = AddressGuard((), lookup)
    for url in ("https://half.example/", "https://six.example/", "https://nameless.example/"):
        with pytest.raises(NameMisled, match="proxy or VPN"):
            await guard.addresses(httpx.URL(url))
    with pytest.raises(AddressRefused) as literal:
        await guard.addresses(httpx.URL("https://198.18.0.7/"))
    assert not isinstance(literal.value, NameMisled)


async def test_a_name_without_address_may_have_one_later() -> None:
    async def nothing(host: str) -> list[str]:
        raise OSError("no such host")

    async with client_over(Network(), resolve=nothing) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get("https://public.example/a")
