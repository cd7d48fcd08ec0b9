"""Finds a Chromium or Chrome on this machine, or installs one; `make browser` runs it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page

NewPage = Callable[..., Page]
"""Opens a page with a browser context of its own; see the fixture `new_page`."""
Photograph = Callable[[Page, str], None]
"""Keeps a picture of a page; see the fixture `photograph`."""

NO_WEBGL = """
const real = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return /^(experimental-)?webgl/.test(kind) ? null : real.call(this, kind, ...rest);
};"""
"""Makes a page one without WebGL: drawing in 3D without a graphics card keeps a processor busy for seconds."""
OLD_WEBGL = NO_WEBGL.replace("/^(experimental-)?webgl/", "/^webgl2$/")
"""Makes a page one of a browser that has the first WebGL only."""
NO_CLOCK = r"""
const frame = window.requestAnimationFrame.bind(window);
const clock = /^\(\)=>\{[^;{}]{0,40}performance\.now\(\)-[^;{}]{0,40}\/1e3\)/;
window.requestAnimationFrame = (todo) => (clock.test(Function.prototype.toString.call(todo)) ? 0 : frame(todo));
"""
"""Stops a clock that Gradio's loader leaves running, unseen: it takes a tenth of a processor for every open page."""
_SHELL = "chromium-headless-shell"
"""Chromium without its windows and toolbars. Those are drawn even when nobody sees them, for most of a processor."""
_COMMANDS = (
    _SHELL,
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "chrome",
    "microsoft-edge",
)
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
_PLAYWRIGHTS_OWN = (
    "chromium_headless_shell-*/chrome-*/*headless*shell",
    "chromium_headless_shell-*/chrome-*/*headless*shell.exe",
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


def chromium_path() -> str | None:
    """Return the path of a browser that starts, or None when this machine has none."""
    return next((str(path) for path in _candidates() if _starts(path)), None)


def main() -> None:
    """Make sure that there is a browser, installing one if need be, and the light one where that asks nobody."""
    if shutil.which(_SHELL) is None and _is_debian() and _is_root():
        _install_debian()
    if chromium_path() is None:
        _install()
    path = chromium_path()
    if path is None:
        sys.exit("No Chromium could be installed. Install Chromium or Chrome, then run this again.")
    print(f"Browser tests use {path}")


def _candidates() -> Iterator[Path]:
    for command in _COMMANDS:
        found = shutil.which(command)
        if found:
            yield Path(found)
    for name in _MAC:
        for root in (Path("/Applications"), Path.home() / "Applications"):
            yield root / f"{name}.app" / "Contents" / "MacOS" / name
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if os.environ.get(variable):
            yield from (Path(os.environ[variable]) / place for place in _WINDOWS)
    for pattern in _PLAYWRIGHTS_OWN:
        yield from sorted(_playwright_dir().glob(pattern), reverse=True)


def _playwright_dir() -> Path:
    if os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(os.environ["PLAYWRIGHT_BROWSERS_PATH"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "ms-playwright"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "ms-playwright"
    return Path.home() / ".cache" / "ms-playwright"


def _starts(path: Path) -> bool:
    if not path.is_file():
        return False
    if sys.platform != "linux":
        return True
    # Ubuntu's chromium-browser is a stub that only asks for a snap.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _install() -> None:
    if _is_debian() and (_install_debian() or _run_as_root("apt-get", "install", "-y", "chromium")):
        return
    playwright = [sys.executable, "-m", "playwright", "install"]
    with_system_parts = sys.platform == "linux" and (_is_root() or _can_sudo())
    if with_system_parts and subprocess.run([*playwright, "--with-deps", "chromium"], check=False).returncode == 0:
        return
    subprocess.run([*playwright, "chromium"], check=False)


def _install_debian() -> bool:
    return _run_as_root("apt-get", "-qq", "update") and _run_as_root("apt-get", "-qq", "install", "-y", _SHELL)


def _is_debian() -> bool:
    try:
        return "ID=debian" in Path("/etc/os-release").read_text("utf-8").splitlines()
    except OSError:
        return False


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _can_sudo() -> bool:
    return bool(shutil.which("sudo")) and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0


def _run_as_root(*command: str) -> bool:
    if not _is_root() and not _can_sudo():
        return False
    return subprocess.run([*([] if _is_root() else ["sudo", "-n"]), *command], check=False).returncode == 0


if __name__ == "__main__":
    main()
