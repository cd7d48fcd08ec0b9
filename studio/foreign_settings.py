"""What other programs write into their files: prompt, what to leave out, seed and size, as far as each tells them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from providers.plain_text import whole
from studio.comfy_graph import is_graph, walked
from studio.comfy_workflow import graph_of

MAX_PROMPT_CHARS = 20_000
"""Longest prompt that is taken over; every model's own limit is far below."""

_LARGEST_SEED = 2**64 - 1
_LARGEST_SIDE_PX = 100_000
_NEGATIVE = "Negative prompt:"
_PAIR = re.compile(r'([A-Za-z][\w \-/]{0,40}):\s*("(?:\\.|[^"\\])*"|[^,]*)(?:,|$)')
_SIZE = re.compile(r"\D{0,3}(\d{1,6})\s*[x×*,]\s*(\d{1,6})\D{0,3}")
_MARKED = re.compile(r"\s*(?:prompt|workflow):\s*(?=\{)", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
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


def told_in(text: str) -> Told | None:
    """Return what a text from a file says, or None when it is no program's settings.

    Raises:
        ValueError: It looks like settings but cannot be read.
        RecursionError: It is nested deeper than anything a program writes.
    """
    text = _MARKED.sub("", text, count=1) if _MARKED.match(text[:40]) else text
    if text.lstrip()[:1] == "{":
        value: Any = json.loads(text)
        return _told_in_object(cast(dict[str, Any], value)) if isinstance(value, dict) else None
    return _told_in_lines(text)


def _told_in_object(found: Mapping[str, Any]) -> Told | None:
    swarm = found.get("sui_image_params")
    if isinstance(swarm, dict):
        params = cast(dict[str, Any], swarm)
        size = params.get("width"), params.get("height")
        return _told("SwarmUI", params.get("prompt"), params.get("negativeprompt"), params.get("seed"), size)
    graph = found if is_graph(found) else _graph_within(found)
    if graph is not None:
        walk = walked(graph)
        return _told("ComfyUI", walk.prompt, walk.negative_prompt, walk.seed, (walk.width, walk.height))
    if not isinstance(found.get("prompt"), str):
        return None
    tool = _tool_of(found)
    if tool is None:
        return None
    size = _sides(found.get("resolution"))
    return _told(tool, found["prompt"], found.get("negative_prompt"), found.get("seed"), size)


def _tool_of(found: Mapping[str, Any]) -> str | None:
    if "full_prompt" in found or "base_model_hash" in found or str(found.get("version", "")).startswith("Fooocus"):
        return "Fooocus"
    if "model_type" in found or "video_length" in found or re.match(r"Wan(2)?GP", str(found.get("type", ""))):
        return "Wan2GP"
    return None


def _graph_within(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the graph of a workflow, or of what savers of ComfyUI videos wrap in an object, as JSON or as its text."""
    prompt, workflow = (_object(found.get(name)) for name in ("prompt", "workflow"))
    if is_graph(prompt):
        return prompt
    return graph_of(found) or graph_of(workflow)


def _object(value: Any) -> Mapping[str, Any]:
    if isinstance(value, str) and value.lstrip()[:1] == "{":
        value = json.loads(value)
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def _told_in_lines(text: str) -> Told | None:
    """Read the lines of A1111 and its kin: a prompt, what to leave out, and one line of "Name: value" pairs."""
    lines = text.strip().split("\n")
    place = next((at for at in reversed(range(len(lines))) if re.match(r"\s*Steps:\s*\d", lines[at])), None)
    if place is None:
        return None
    pairs = {key.strip(): _unquoted(value) for key, value in _PAIR.findall(lines[place][: 4 * MAX_PROMPT_CHARS])}
    prompt, _, negative = "\n".join(lines[:place]).partition(_NEGATIVE)
    fooocus = pairs.get("Version", "").startswith("Fooocus")
    return _told(
        "Fooocus" if fooocus else "A1111 or Forge",
        (pairs.get("Raw prompt") if fooocus else None) or prompt,
        (pairs.get("Raw negative prompt") if fooocus else None) or negative,
        pairs.get("Seed"),
        _sides(pairs.get("Size")),
    )


def _told(tool: str, prompt: Any, negative: Any, seed: Any, size: tuple[Any, Any]) -> Told:
    width, height = (_whole_number(side, _LARGEST_SIDE_PX) or None for side in size)
    both = width is not None and height is not None
    return Told(
        tool,
        _text(prompt),
        _text(negative),
        _whole_number(seed, _LARGEST_SEED),
        width if both else None,
        height if both else None,
    )


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return whole(value.replace("\0", "").strip()[:MAX_PROMPT_CHARS]) or None


def _whole_number(value: Any, most: int) -> int | None:
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,20}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None


def _sides(value: Any) -> tuple[Any, Any]:
    if isinstance(value, list) and len(cast(list[Any], value)) == 2:
        first, second = cast(list[Any], value)
        return first, second
    match = _SIZE.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 40 else None
    return (match[1], match[2]) if match else (None, None)


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] != '"':
        return value
    try:
        plain: Any = json.loads(value)
    except ValueError:
        return value
    return plain if isinstance(plain, str) else value
