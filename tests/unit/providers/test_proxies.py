"""Proxy settings of all kinds: which are used for what, and that a proxy which fails has sent nothing to a vendor."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from providers.catalogue import VENDORS
from providers.errors import NotSent
from providers.http.client import VendorClient
from providers.http.proxied import ProxiedTransport
from providers.provider import Credentials
from studio.fetching.address_guard import AddressGuard, AddressRefused
from studio.fetching.pinned_transport import PinnedTransport
from studio.fetching.proxies import Proxies
from studio.settings import Settings

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
VENDOR = "http://vendor.example"
SECRET = "s3cret"


@asynccontextmanager
async def speaking(talk: Talk) -> AsyncGenerator[int]:
    """Serve one way of talking on a port of loopback."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


def proxies(**found: str) -> Proxies:
    return Proxies.read(found)


def client(proxy: str, base_url: str) -> VendorClient:
    way = proxies(all=proxy).way(httpx.URL(base_url))
    assert way is not None
    return VendorClient(base_url, transport=way.transport())


async def submit(vendor: VendorClient) -> object:
    try:
        return await vendor.submit("/v1/x", Credentials("key"), {"prompt": "p"}, read_timeout_s=5)
    finally:
        await vendor.aclose()


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("socks5://127.0.0.1:7890", "socks5://127.0.0.1:7890"),
        ("socks5h://127.0.0.1:7890", "socks5h://127.0.0.1:7890"),
        ("socks://127.0.0.1:1080/", "socks5://127.0.0.1:1080/"),
        ("SOCKS5://127.0.0.1:1080", "socks5://127.0.0.1:1080"),
        ("127.0.0.1:3128", "http://127.0.0.1:3128"),
        (" http://[::1]:3128 ", "http://[::1]:3128"),
        ("http://ada:s3cret@proxy.lan:3128", "http://ada:s3cret@proxy.lan:3128"),
        ("socks4://ada:s3cret@127.0.0.1:1080", None),
        ("socks4a://127.0.0.1:1080", None),
        ("ftp://ada:s3cret@127.0.0.1", None),
        ("http://a b:s3cret@proxy:1", None),
        ("http://ada:s3cret#1@proxy:1", None),
        ("http://", None),
        ("http://proxy:99999", None),
        ("http://proxy:s3cret", None),
        ("http://[::1:s3cret", None),
    ],
)
def test_each_kind_of_value_is_used_or_told_in_a_sentence_without_it(value: str, address: str | None) -> None:
    read = proxies(https=value)
    way = read.way(httpx.URL("https://vendor.example"))
    assert way is not None
    assert way.address is None if address is None else way.address and way.address.get_secret_value() == address
    assert SECRET not in repr(read)
    told = list(read.problems())
    assert len(told) == (address is None)
    assert all(SECRET not in sentence and sentence.startswith("The proxy in HTTPS_PROXY ") for sentence in told)


@pytest.mark.parametrize(
    ("entries", "direct", "proxied"),
    [
        (
            "::1,[::1],fe80::/10,127.0.0.0/8,*.local",
            ["[::1]", "[fe80::1]", "127.8.8.8", "a.local"],
            ["[2001::1]", "b.de"],
        ),
        ("example.com", ["example.com", "a.example.com", "EXAMPLE.com."], ["badexample.com"]),
        (".example.com another.org", ["example.com", "a.example.com", "another.org"], ["org"]),
        ("example.com:8443, [::1]:443", ["example.com:8443", "[::1]"], ["example.com", "[::1]:80"]),
        ("192.168.*;<local>", ["192.168.3.4", "printer"], ["192.169.1.1"]),
        ("https://a.example", ["a.example"], ["b.example"]),
        ("::1/128,[::1]/128,//,[,10.0.0.0/99", ["[::1]"], ["a.de", "10.0.0.1"]),
        ("*", ["a.de", "[::1]"], []),
        ("", [], ["127.0.0.1", "localhost"]),
    ],
)
def test_no_proxy_names_hosts_blocks_and_ports(entries: str, direct: list[str], proxied: list[str]) -> None:
    read = proxies(all="http://127.0.0.1:9", no=entries)
    assert [host for host in direct if read.way(httpx.URL(f"https://{host}")) is not None] == []
    assert [host for host in proxied if read.way(httpx.URL(f"https://{host}")) is None] == []


def test_a_scheme_of_its_own_goes_before_all() -> None:
    settings = Settings.from_env({}, VENDORS, {"https": "http://one:1", "all": "socks5://two:2"})
    one, two = (settings.proxies.way(httpx.URL(f"{scheme}://a.de")) for scheme in ("https", "http"))
    assert one is not None
    assert two is not None
    assert (one.setting, two.setting) == ("HTTPS_PROXY", "ALL_PROXY")


async def test_a_proxy_that_opens_no_way_means_that_nothing_was_sent() -> None:
    def says(answer: bytes) -> Talk:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(1)
            writer.write(answer)

        return talk

    refuses = says(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    babbles = says(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    dead_node = says(b"HTTP/1.1 200 Connection established\r\n\r\n")
    for talk in (refuses, babbles, dead_node, says(b"\x05\xff"), says(b"")):
        async with speaking(talk) as port:
            for kind in ("http", "socks5"):
                with pytest.raises(NotSent) as caught:
                    await submit(client(f"{kind}://ada:{SECRET}@127.0.0.1:{port}", "https://vendor.example"))
                assert SECRET not in str(caught.value)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        with pytest.raises(NotSent):
            await submit(client(f"socks5://127.0.0.1:{probe.getsockname()[1]}", VENDOR))
    with pytest.raises(NotSent):
        await submit(client("socks4://127.0.0.1:1", VENDOR))


async def test_a_proxy_that_says_nothing_is_given_up_before_anything_was_sent() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(1000):
            pass

    async with speaking(silent) as port:
        for kind in ("http", "socks5"):
            transport = ProxiedTransport(f"{kind}://127.0.0.1:{port}", way_s=0.05)
            with pytest.raises(NotSent):
                await submit(VendorClient("https://vendor.example", transport=transport))


async def test_vendors_are_reached_through_socks_and_http_by_name() -> None:
    asked: list[bytes] = []
    answer = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{"id": "yes"}'

    async def socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(3)
        writer.write(b"\x05\x00")
        head = await reader.readexactly(5)
        asked.append(await reader.readexactly(head[4] + 2))
        writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        await reader.readuntil(b"}")
        writer.write(answer)

    async def forwards(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        await reader.readuntil(b"}")
        writer.write(answer)

    for kind, talk in (("socks5h", socks), ("http", forwards)):
        async with speaking(talk) as port:
            assert await submit(client(f"{kind}://127.0.0.1:{port}", VENDOR)) == {"id": "yes"}
    assert asked == [b"vendor.example\x00\x50", b"POST http://vendor.example/v1/x HTTP/1.1\r\n"]


async def test_trusted_proxies_bring_downloads_and_names_of_private_networks_stay_refused() -> None:
    asked: list[bytes] = []

    async def forwards(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0])
        if asked[-1].startswith(b"CONNECT"):
            writer.write(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

    async def unasked(host: str) -> list[str]:
        raise AssertionError(f"{host} was looked up here")

    async with speaking(forwards) as port:
        guard = AddressGuard((), unasked, unencrypted=True)
        transport = PinnedTransport(guard, proxies=proxies(all=f"http://127.0.0.1:{port}"))
        async with httpx.AsyncClient(transport=transport, trust_env=False) as http:
            assert (await http.get("http://files.example/a.png")).text == "hi"
            for host in ("printer.local", "router.lan", "127.0.0.1", "localhost", "0x7f.1"):
                with pytest.raises(AddressRefused):
                    await http.get(f"http://{host}/")
    assert asked == [b"CONNECT files.example:443 HTTP/1.1", b"GET http://files.example/a.png HTTP/1.1"]
