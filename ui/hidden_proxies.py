"""Takes the proxy settings out of the environment: Easel hands them on itself, and talks to itself without any."""

import os
from collections.abc import Generator
from contextlib import contextmanager


def hide_proxies() -> dict[str, str]:
    """Take all proxy settings out of this process's environment for good and return them.

    Gradio asks its own address at the start, and its HTTP library reads these settings whenever a client is made: a
    proxy that is dead or strict, or a value it cannot read, would end the start.
    """
    found = {name: os.environ.pop(name) for name in list(os.environ) if name.lower().endswith("_proxy")}
    os.environ["NO_PROXY"] = "*"  # else a Mac or Windows would answer with the system's proxies
    return found


@contextmanager
def without_settings(*names: str) -> Generator[None]:
    """Hide the proxy settings and some others while something is imported that reads them then."""
    others = {name: os.environ.pop(name) for name in names if name in os.environ}
    proxies = hide_proxies()
    try:
        yield
    finally:
        del os.environ["NO_PROXY"]
        os.environ.update(proxies | others)
