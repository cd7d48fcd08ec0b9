"""What a visitor sees. Importing this package settles what Gradio reads from the environment when it is imported."""

import importlib
import inspect
import os
from typing import Any

from ui.hidden_proxies import without_settings

# No version check, no usage statistics: the page works without the internet and tells nobody.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
# Gradio recomputes statistics with pandas after every event; this puts that off for good.
os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000")
# Gradio reads these when it is imported, as numbers and names, even empty or wrong ones. `Settings` reads them better.
_NOT_FOR_GRADIO = ("GRADIO_SERVER_NAME", "GRADIO_SERVER_PORT", "GRADIO_NUM_PORTS", "GRADIO_NODE_NUM_PORTS")


def _import_gradio() -> None:
    """Import Gradio without the .pyi stubs it rewrites for its component classes at every import.

    That is half of its import time, and writes into the installation. Gradio leaves a class alone whose file cannot
    be named ("OSError" of `inspect.getfile`), so for the time of the import its own classes have none.
    """
    name_file = inspect.getfile

    def without_gradio(subject: Any) -> str:
        if inspect.isclass(subject) and subject.__module__.startswith("gradio."):
            raise OSError("no stub for this class")
        return name_file(subject)

    inspect.getfile = without_gradio
    try:
        with without_settings(*_NOT_FOR_GRADIO):
            importlib.import_module("gradio")
    finally:
        inspect.getfile = name_file


_import_gradio()
