"""What a visitor sees. Importing this package settles what Gradio reads from the environment when it is imported."""

import importlib
import inspect
import os
from typing import Any

# No version check, no usage statistics: the page works without the internet and tells nobody.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
# Gradio recomputes statistics with pandas after every event; this puts that off for good.
os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000")
# Gradio takes these for numbers and names even when they are empty, as lines of an .env file often are.
for _name in ("GRADIO_SERVER_NAME", "GRADIO_SERVER_PORT"):
    if os.environ.get(_name) == "":
        del os.environ[_name]


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
        importlib.import_module("gradio")
    finally:
        inspect.getfile = name_file


_import_gradio()
