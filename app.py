"""Open Easel: read the settings, build the studio, serve the page. `python app.py`, or `make run`."""

import os

import httpx
from dotenv import load_dotenv

from providers.catalogue import VENDORS
from sandbox.gateway import create_gateway
from studio.build import build_studio
from studio.errors import StudioError
from studio.log_lines import write_logs
from studio.settings import Settings
from ui.launch import run


def main(sandbox_speed: float = 1.0) -> None:
    """Put the rooms together and serve until SIGINT or SIGTERM.

    Args:
        sandbox_speed: How many times faster than a plausible vendor the sandbox finishes its tasks.
    """
    load_dotenv()
    try:
        settings = Settings.from_env(os.environ, VENDORS)
        write_logs(settings.log_format)
        gateway = create_gateway(settings.data_dir / "sandbox", speed=sandbox_speed)
        run(build_studio(settings, sandbox=httpx.ASGITransport(app=gateway)))
    except StudioError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
