"""The lines of A1111, Forge, SD.Next and all who write like them: a prompt, what to leave out, "Name: value" pairs.

`modules/infotext_utils.py` of A1111: the last line holds the pairs, a line that begins with "Negative prompt:" begins
what to leave out.
"""

import json
import re
from typing import Any

from studio.settings_in_files.foreign.program_settings import COMFY, MAX_PROMPT_CHARS, ProgramSettings, cleaned, sides

LINES = "A1111 or Forge"

_NEGATIVE = re.compile(r"^[ \t]*Negative [Pp]rompt:[ \t]*", re.MULTILINE)
_FIRST_PAIR = re.compile(r"\s*(Steps|Sampler|Seed|Size|CFG scale|Model)\s*:\s*\S", re.IGNORECASE)
_STEPS = re.compile(r"\s*Steps:\s*\d", re.IGNORECASE)
_PAIR = re.compile(r'([A-Za-z][\w \-/]{0,40}):\s*("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)')
_TELLING = {"steps", "seed", "sampler", "size", "cfg scale", "model", "model hash"}
_UNKNOWN = {"unknown", "undefined", "null", "n/a"}
_MAX_LINES = 100_000
_MAX_LAST_LINES = 2000


def told_in_lines(text: str) -> ProgramSettings | None:
    """Return what such lines say, or None where the text is none of these."""
    lines = text.strip().replace("\r\n", "\n").split("\n")[-_MAX_LINES:]
    place = next((at for at in reversed(range(len(lines))[-_MAX_LAST_LINES:]) if _tells(lines[at])), None)
    if place is None:
        return None
    pairs = _pairs(lines[place])
    wanted, unwanted = _parted("\n".join(lines[:place]))
    version = pairs.get("version", "")
    fooocus = version.startswith("Fooocus")
    tool = "Fooocus" if fooocus else COMFY if version.lower().startswith("comfyui") else LINES
    told = cleaned(
        tool,
        (pairs.get("raw prompt") if fooocus else None) or wanted,
        (pairs.get("raw negative prompt") if fooocus else None) or unwanted,
        pairs.get("seed"),
        sides(pairs.get("size")),
    )
    return ProgramSettings(tool) if _knows_nothing(told) else told


def _parted(text: str) -> tuple[str, str]:
    marker = _NEGATIVE.search(text)
    return (text, "") if marker is None else (text[: marker.start()], text[marker.end() :])


def _tells(line: str) -> bool:
    """Return whether a line holds the pairs: it says the steps, or begins with one of the usual pairs and has more."""
    if _STEPS.match(line):
        return True
    return _FIRST_PAIR.match(line) is not None and len(_TELLING & _pairs(line[:2000]).keys()) >= 3


def _pairs(line: str) -> dict[str, str]:
    found = _PAIR.findall(line[: 4 * MAX_PROMPT_CHARS])
    pairs: dict[str, str] = {}
    for key, value in found:
        pairs.setdefault(key.strip().lower(), _unquoted(value))
    return pairs


def _knows_nothing(told: ProgramSettings) -> bool:
    """Return whether a saver of ComfyUI wrote what it writes when it could not read the graph."""
    said = (told.prompt or "").lower(), (told.negative_prompt or "").lower()
    return said[0] in _UNKNOWN and (told.tool == COMFY or said[1] in {*_UNKNOWN, ""})


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] != '"':
        return value
    try:
        plain: Any = json.loads(value)
    except ValueError:
        return value
    return plain if isinstance(plain, str) else value
