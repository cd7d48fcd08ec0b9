"""Open Easel: read the settings, build the studio, serve the page. `python app.py`, or `make run`."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import getproxies

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C during the imports ends it without a traceback

import httpx
from dotenv import find_dotenv, load_dotenv
from starlette.applications import Starlette

from providers.catalogue import VENDORS
from sandbox.gateway import create_gateway
from studio.build import build_studio
from studio.errors import SettingsError
from studio.log_lines import write_logs
from studio.settings import Settings
from studio.start_trouble import why_not
from ui.launch import run


def main(open_gateway: Callable[[Path], Starlette] = create_gateway) -> None:
    """Put the rooms together and serve until SIGINT or SIGTERM.

    Args:
        open_gateway: Makes the sandbox gateway, which keeps its files in the folder it is given.
    """
    try:
        read_dotenv()
        settings = Settings.from_env(os.environ, VENDORS, getproxies())
    except SettingsError as error:
        raise SystemExit(str(error)) from None
    try:
        write_logs(settings.log_format)
        gateway = open_gateway(settings.data_dir / "sandbox")
        run(build_studio(settings, sandbox=httpx.ASGITransport(app=gateway)))
    except Exception as error:
        sentence = why_not(error, settings.data_dir)
        if sentence is None:
            sys.excepthook(type(error), error, error.__traceback__)
            sentence = f"Easel cannot start ({type(error).__name__}). Please report it with the lines above."
        raise SystemExit(sentence) from None


def read_dotenv() -> None:
    """Add what stands in a file `.env` here, or above, to the environment.

    Raises:
        SettingsError: It cannot be read.
    """
    path = find_dotenv()
    try:
        load_dotenv(path, encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(
            f"{path} cannot be read: {error.strerror}. Give this account the right to, and start again."
        ) from None
    except ValueError:
        raise SettingsError(f"{path} is no text in UTF-8. Save it as such, and start Easel again.") from None


if __name__ == "__main__":
    main()
