"""Connections to a vendor: how they are made, how long each step may take, and what it is called when one breaks."""

import functools
import ssl
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

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


def open_http(transport: httpx.AsyncBaseTransport | None, *, keepalive: int) -> httpx.AsyncClient:
    """Return a client of any number of connections, of which `keepalive` stay open between calls."""
    return httpx.AsyncClient(
        transport=transport,
        verify=_tls(),
        headers={"User-Agent": USER_AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # one visitor's must not travel with another's key
        follow_redirects=False,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=keepalive),
    )


def timeout_of(*, read_s: float, write_s: float) -> httpx.Timeout:
    """Return limits, in seconds, of each wait for the vendor to send and to take something."""
    return httpx.Timeout(connect=CONNECT_TIMEOUT_S, read=read_s, write=write_s, pool=CONNECT_TIMEOUT_S)


def could_not_connect(base_url: str, error: Exception) -> str:
    """Return the sentence for one of `NEVER_LEFT`."""
    return f"{base_url} cannot be reached ({what_broke(error)})."


def what_broke(error: BaseException) -> str:
    """Return what went wrong in the fewest words, without the library's own text, which may quote the request."""
    names: dict[type[BaseException], str] = {
        httpx.ConnectTimeout: "connecting took too long",
        httpx.ConnectError: "no connection",
        httpx.ReadTimeout: "no answer in time",
        httpx.WriteTimeout: "sending took too long",
        httpx.ReadError: "cut while reading",
        httpx.WriteError: "cut while sending",
        httpx.RemoteProtocolError: "cut without an answer",
        httpx.ProxyError: "the proxy refused",
        httpx.UnsupportedProtocol: "not an http address",
        httpx.InvalidURL: "not an address",
        httpx.DecodingError: "damaged answer",
        TimeoutError: "no answer in time",
    }
    return names.get(type(error), "network error")


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()
