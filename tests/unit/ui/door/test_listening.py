"""Where Easel listens, and what it says where it cannot."""

import socket
import urllib.parse

import pytest

from studio.errors import SettingsError
from ui import listening
from ui.listening import listen, page_address


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "::1", "[::1]", "::", "0.0.0.0"])
def test_the_printed_address_leads_to_where_it_listens(name: str) -> None:
    if ":" in name and not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        sockets = listen(name, 0)
    except SettingsError as error:
        if ":" in name and "address" in str(error):
            pytest.skip("this machine has no IPv6 address")
        raise
    address = urllib.parse.urlparse(page_address(name, sockets))
    with socket.create_connection((address.hostname or "", address.port or 0), 5):
        pass
    for one in sockets:
        one.close()


@pytest.mark.parametrize(
    ("name", "port", "words"),
    [
        ("192.0.2.7", 0, "does not have the address 192.0.2.7"),
        ("2001:db8::7", 0, "2001:db8::7"),
        ("http://127.0.0.1", 0, "leads to no address"),
        ("no..name", 0, "leads to no address"),
        ("127.0.0.1:7860", 0, "leads to no address"),
    ],
)
def test_a_wrong_address_is_named(name: str, port: int, words: str) -> None:
    with pytest.raises(SettingsError, match=r"GRADIO_SERVER_NAME") as caught:
        listen(name, port)
    assert words in str(caught.value)


def test_a_taken_port_is_named_and_passed_over_where_none_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    [taken] = listen("127.0.0.1", 0)
    port = taken.getsockname()[1]
    with pytest.raises(SettingsError, match=f"port {port} is in use"):
        listen("127.0.0.1", port)
    monkeypatch.setattr(listening, "USUAL_PORTS", range(port, port + 1))
    with pytest.raises(SettingsError, match="are all in use"):
        listen("127.0.0.1", None)
    taken.close()
    [found] = listen("127.0.0.1", None)
    assert found.getsockname()[1] == port
    found.close()
