"""What the settings of another program tell: cleaned values of a prompt, what to leave out, a seed and a size."""

import re
from dataclasses import dataclass
from typing import Any, cast

from providers.plain_text import whole

MAX_PROMPT_CHARS = 20_000
"""Longest prompt that is taken over; every model's own limit is far below."""

COMFY = "ComfyUI"
ANOTHER = "another program"

MAX_SEED = 2**64 - 1
_LARGEST_SIDE_PX = 100_000
_SIZE = re.compile(r"(?<![\d.])(\d{2,6})\s*(?:px)?\s*[x×*]\s*(\d{2,6})(?![\d.])", re.IGNORECASE)
_PAIR = re.compile(r"\D{0,3}(\d{1,6})\s*,\s*(\d{1,6})\D{0,3}")
_MAX_SIZE_CHARS = 60


@dataclass(frozen=True)
class ProgramSettings:
    """What a program's settings say. None: nothing, or nothing that can be used.

    Attributes:
        tool: The program's name for people.
        prompt, negative_prompt: Texts, at most `MAX_PROMPT_CHARS`.
        seed: 0 or more.
        width, height: Pixels, both or neither.
    """

    tool: str
    prompt: str | None = None
    negative_prompt: str | None = None
    seed: int | None = None
    width: int | None = None
    height: int | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was found that a form could take."""
        return not self.prompt and self.seed is None and self.width is None and not self.negative_prompt


def cleaned(tool: str, prompt: Any, negative: Any, seed: Any, size: tuple[Any, Any]) -> ProgramSettings:
    """Return what a program tells; values nobody could use are left out. A prompt is never what to leave out."""
    width, height = (whole_number(side, _LARGEST_SIDE_PX) or None for side in size)
    both = width is not None and height is not None
    wanted, unwanted = _text(prompt), _text(negative)
    return ProgramSettings(
        tool,
        wanted,
        None if unwanted == wanted else unwanted,
        whole_number(seed, MAX_SEED),
        width if both else None,
        height if both else None,
    )


def whole_number(value: Any, most: int) -> int | None:
    """Return a number from 0 to `most`, also one written as text or as a float; None for anything else."""
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,20}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None


def sides(value: Any) -> tuple[Any, Any]:
    """Return the sides of a size as programs write it: [w, h], {"width": w, "height": h}, "16:9 (1280 x 720)"."""
    if isinstance(value, list) and len(cast(list[Any], value)) == 2:
        first, second = cast(list[Any], value)
        return first, second
    if isinstance(value, dict):
        named = cast(dict[str, Any], value)
        return named.get("width"), named.get("height")
    if not isinstance(value, str) or len(value) > _MAX_SIZE_CHARS:
        return None, None
    match = _SIZE.search(value) or _PAIR.fullmatch(value.strip())
    return (match[1], match[2]) if match else (None, None)


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return whole(value.replace("\0", "").strip()[:MAX_PROMPT_CHARS]) or None
