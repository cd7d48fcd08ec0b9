"""Scripts that run inside other programs: settings as Python assignments, then a body from `scripts/`."""

from collections.abc import Mapping
from pathlib import Path

_SCRIPTS = Path(__file__).parent / "scripts"

Setting = str | bool | float | Mapping[str, str]


def script(body: str, introduction: str, settings: Mapping[str, Setting]) -> str:
    """Return a script.

    Args:
        body: Name of a file in `scripts/`.
        introduction: The docstring: what it does and how to run it.
        settings: Constants by name. Text is escaped, so a material's name can't become code.
    """
    lines = [repr(introduction), ""]
    lines += [f"{name} = {dict(value) if isinstance(value, Mapping) else value!r}" for name, value in settings.items()]
    return "\n".join(lines) + "\n\n" + (_SCRIPTS / body).read_text(encoding="utf-8")
