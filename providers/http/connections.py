"""Connections to a vendor: how they are made, how long each step may take, and what it is called when one breaks."""

import functools
import ssl
from collections.abc import Awaitable, Callable, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from providers.happened import Happened, happened

USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Easel"
"""Cloudflare in front of the vendors turns unknown clients away (403, "error code: 1010")."""

CONNECT_TIMEOUT_S = 10.0

NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)
"""Raised while a connection is made: name not found, refused, no TLS. Nothing of the request was written."""
BROKEN = (httpx.HTTPError, OSError, TimeoutError)
"""Raised when anything else goes wrong on the way; the request may have arrived."""


class SpokeFirst(httpx.ConnectError):
    """Something had come before anything was asked: an answer to somebody else. Nothing was written."""


def open_http(transport: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    """Return a client of any number of connections, each for one request.

    On a kept connection, whatever comes late or twice would be taken for the answer to the next request: somebody
    else's task, or a charged POST. And a vendor that closes it at the wrong moment would leave a POST without a clear
    outcome. A connection of its own costs about 2 ms of work and two round trips more.
    """
    return httpx.AsyncClient(
        transport=transport,
        verify=tls(),
        trust_env=False,  # which proxy is used is a setting; nor may a .netrc replace the key
        headers={"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # one visitor's must not travel with another's key
        follow_redirects=False,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
    )


def silence_first() -> Callable[[str, Mapping[str, Any]], Awaitable[None]]:
    """Return a trace of one request that lets nothing be written on a connection on which something waits already.

    Raises from within the request: SpokeFirst. A TLS server may send session tickets unasked, so only what is
    unencrypted is looked at; nobody else's answer fits into a new TLS connection.
    """
    stream: Any = None

    async def trace(event: str, facts: Mapping[str, Any]) -> None:
        nonlocal stream
        if event == "connection.connect_tcp.complete":
            stream = facts["return_value"]
        elif event.endswith(".start_tls.complete"):
            stream = None
        elif event == "http11.send_request_headers.started" and stream and stream.get_extra_info("is_readable"):
            raise SpokeFirst("an answer came before the request")

    return trace


def timeout_of(*, read_s: float, write_s: float) -> httpx.Timeout:
    """Return limits, in seconds, of each wait for the vendor to send and to take something."""
    return httpx.Timeout(connect=CONNECT_TIMEOUT_S, read=read_s, write=write_s, pool=CONNECT_TIMEOUT_S)


def could_not_connect(base_url: str, error: Exception) -> Happened:
    """Return what is told of one of `NEVER_LEFT`."""
    return happened("not_connected", base_url=base_url, what=what_broke(error))


def what_broke(error: BaseException) -> Happened:
    """Return what went wrong, without the library's own text, which may quote the request."""
    codes: dict[type[BaseException], str] = {
        httpx.ConnectTimeout: "connecting_slow",
        httpx.ConnectError: "no_connection",
        SpokeFirst: "answered_before_asked",
        httpx.ReadTimeout: "no_answer_in_time",
        httpx.WriteTimeout: "sending_slow",
        httpx.ReadError: "cut_while_reading",
        httpx.WriteError: "cut_while_sending",
        httpx.RemoteProtocolError: "cut_without_answer",
        httpx.ProxyError: "proxy_no_way",
        httpx.UnsupportedProtocol: "no_http_address",
        httpx.InvalidURL: "no_address",
        httpx.DecodingError: "answer_damaged",
        TimeoutError: "no_answer_in_time",
    }
    return happened(codes.get(type(error), "network_error"))


@functools.cache
def tls() -> ssl.SSLContext:
    """Return how servers prove who they are; reading all certificates takes long, so it is done once."""
    return httpx.create_ssl_context()
