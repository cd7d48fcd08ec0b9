"""Open Easel: read the settings, build the studio, serve the page. `python app.py`, or `make run`."""

import os
from collections.abc import Callable
from pathlib import Path

import httpx
from dotenv import load_dotenv
from starlette.applications import Starlette

from providers.catalogue import VENDORS
from sandbox.gateway import create_gateway
from studio.build import build_studio
from studio.errors import StudioError
from studio.log_lines import write_logs
from studio.settings import Settings
from ui.launch import run


def main(open_gateway: Callable[[Path], Starlette] = create_gateway) -> None:
    """Put the rooms together and serve until SIGINT or SIGTERM.

    Args:
        open_gateway: Makes the sandbox gateway, which keeps its files in the folder it is given.
    """
    load_dotenv()
    try:
        settings = Settings.from_env(os.environ, VENDORS)
        write_logs(settings.log_format)
        gateway = open_gateway(settings.data_dir / "sandbox")
        run(build_studio(settings, sandbox=httpx.ASGITransport(app=gateway)))
    except StudioError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
