"""Finds nginx on this machine, or fetches Debian's program; `make test` runs it. Without one its tests are skipped."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FETCHED = Path(sys.prefix) / "nginx"
"""Unpacked and not installed: an installed package would start a web server on this machine's port 80."""
_PLACES = ("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", str(FETCHED / "usr/sbin"))
_QUICKLY = ("-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10")


def nginx_path() -> str | None:
    """Return the path of an nginx that starts, or None when this machine has none."""
    path = shutil.which("nginx", path=os.pathsep.join(_PLACES))
    return path if path and _done(path, "-v") else None


def main() -> None:
    """Fetch nginx where there is none and Debian's or Ubuntu's packages can be had without asking anybody."""
    if nginx_path() is None and shutil.which("apt-get") and shutil.which("dpkg"):
        with tempfile.TemporaryDirectory() as folder:
            if not _download(folder) and os.geteuid() == 0 and _done("apt-get", *_QUICKLY, "update"):
                _download(folder)
            for package in Path(folder).glob("nginx_*.deb"):
                _done("dpkg", "-x", package, FETCHED)
    path = nginx_path()
    print(f"Tests behind a proxy use {path}" if path else "There is no nginx: tests behind a proxy are skipped")


def _download(folder: str) -> bool:
    return _done("apt-get", *_QUICKLY, "download", "nginx", folder=folder)


def _done(*command: str | Path, folder: str | None = None) -> bool:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    main()
