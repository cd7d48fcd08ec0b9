"""Listening where the settings say, on sockets of our own: Gradio knows no IPv6 and calls every fault a taken port."""

import errno
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
from gradio import http_server, networking

from studio.errors import SettingsError

USUAL_PORTS = range(7860, 7960)
_WAITING = 2048
_AGAIN = "Set GRADIO_SERVER_PORT to another one and start Easel again."
_LOOK_S = 0.01


def listen(name: str, port: int | None) -> list[socket.socket]:
    """Open sockets at an address or name of this machine, all at one port.

    Args:
        name: "127.0.0.1", "::1", "[::1]", "localhost"; "0.0.0.0" for all of IPv4, "::" for all addresses.
        port: None: the first free one of the usual ones; 0: any free one.

    Raises:
        SettingsError: It cannot be listened there; the sentence names the cause.
    """
    host = name[1:-1] if name.startswith("[") and name.endswith("]") else name
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, ValueError):
        raise SettingsError(
            f"GRADIO_SERVER_NAME is {name}, which leads to no address here. Set it to a name or address of this "
            "machine alone, without http:// and port, such as 127.0.0.1, or 0.0.0.0 for others as well, and start "
            "Easel again."
        ) from None
    places = list(dict.fromkeys((family, address) for family, _, _, _, address in found))
    for wanted in USUAL_PORTS if port is None else (port,):
        try:
            return _open_all(places, wanted)
        except OSError as error:
            if port is None and error.errno == errno.EADDRINUSE:
                continue
            raise SettingsError(_why_not(error, name, wanted)) from None
    raise SettingsError(f"The ports {USUAL_PORTS[0]} to {USUAL_PORTS[-1]} are all in use. {_AGAIN}")


def page_address(name: str, sockets: Sequence[socket.socket]) -> str:
    """Return the address under which a browser of this machine finds what listens at `name`."""
    host = name.removeprefix("[").removesuffix("]")
    if host in ("0.0.0.0", "::", "0", "0:0:0:0:0:0:0:0"):  # noqa: S104  Compared, not bound.
        host = "::1" if _only_ipv6(sockets) else "127.0.0.1"
    port = sockets[0].getsockname()[1]
    return f"http://[{host.replace('%', '%25')}]:{port}" if ":" in host else f"http://{host}:{port}"


class PageServer(http_server.Server):
    """Serves on given sockets in a thread of its own, however long the start takes."""

    def __init__(self, app: Any, sockets: Sequence[socket.socket], stopped: Callable[[], bool]) -> None:
        config = uvicorn.Config(app=app, log_level="warning")
        super().__init__(config)
        self._stopped = stopped
        self.thread = threading.Thread(target=self.run, kwargs={"sockets": list(sockets)}, daemon=True)

    def run_in_thread(self) -> None:
        """Return when it serves. Raises ConnectionAbortedError when it ended before, or was told to stop."""
        log = logging.getLogger("uvicorn.error")
        level = log.level
        log.setLevel(logging.CRITICAL + 1)  # a start that fails is told in a sentence, not as a traceback
        try:
            self.thread.start()
            while not self.started:
                if self._stopped() or not self.thread.is_alive():
                    self.should_exit = True
                    raise ConnectionAbortedError("the server did not start")
                time.sleep(_LOOK_S)
        finally:
            log.setLevel(level)


@contextmanager
def served_at(sockets: Sequence[socket.socket], address: str, stopped: Callable[[], bool]) -> Generator[None]:
    """Make Gradio's launch serve on these sockets.

    They listen already, so its question whether the page answers within 3 s says nothing but how busy the machine is.
    """

    def start(app: Any, server_name: str | None = None, **_: Any) -> tuple[str, int, str, PageServer]:
        server = PageServer(app, sockets, stopped)
        server.run_in_thread()
        return server_name or "", sockets[0].getsockname()[1], f"{address}/", server

    usual, usual_check = http_server.start_server, networking.url_ok
    http_server.start_server = start
    networking.url_ok = lambda url: url.startswith(address) or usual_check(url)
    try:
        yield
    finally:
        http_server.start_server, networking.url_ok = usual, usual_check


def _open_all(places: Sequence[tuple[int, tuple[Any, ...]]], port: int) -> list[socket.socket]:
    """Listen at every place that this machine has; a name may have others besides."""
    opened: list[socket.socket] = []
    missing: OSError | None = None
    try:
        for family, address in places:
            try:
                opened.append(_open(family, address, port))
            except OSError as error:
                if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                    raise
                missing = error
            else:
                port = opened[0].getsockname()[1]
        if not opened:
            raise missing or OSError(errno.EADDRNOTAVAIL, "no address")
    except BaseException:
        for one in opened:
            one.close()
        raise
    return opened


def _open(family: int, address: tuple[Any, ...], port: int) -> socket.socket:
    one = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there the option would let two programs share a port
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, address[0] != "::")
        one.bind((address[0], port, *address[2:]))
        one.listen(_WAITING)
    except BaseException:
        one.close()
        raise
    return one


def _only_ipv6(sockets: Sequence[socket.socket]) -> bool:
    return all(
        one.family == socket.AF_INET6 and one.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY) for one in sockets
    )


def _why_not(error: OSError, name: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"The port {port} is in use by another program. {_AGAIN}"
        case errno.EADDRNOTAVAIL | errno.EINVAL:
            return (
                f"This machine does not have the address {name}. Set GRADIO_SERVER_NAME to one it has, to 127.0.0.1 "
                "for this machine only or 0.0.0.0 for others as well, and start Easel again."
            )
        case errno.EAFNOSUPPORT:
            return (
                f"This machine has no IPv6, which {name} belongs to. Set GRADIO_SERVER_NAME to 127.0.0.1, or to "
                "0.0.0.0 for others as well, and start Easel again."
            )
        case errno.EACCES | errno.EPERM:
            return (
                f"This account may not listen at port {port}. Set GRADIO_SERVER_PORT to a number from 1024 up and "
                "start Easel again."
            )
        case _:
            return f"Easel cannot listen at {name}, port {port}: {error.strerror or error}. {_AGAIN}"
