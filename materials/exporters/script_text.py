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
    lines += [f"{name} = {_literal(value)}" for name, value in settings.items()]
    return "\n".join(lines) + "\n\n" + (_SCRIPTS / body).read_text(encoding="utf-8")


def _literal(value: Setting) -> str:
    """Return a value as Python reads it anywhere; numpy's own numbers write themselves as np.float64(0.5)."""
    match value:
        case Mapping():
            return repr(dict(value))
        case float():
            return repr(float(value))
        case _:
            return repr(value)
