"""What other programs write into their files: prompt, what to leave out, seed and size, as far as each tells them."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from studio.settings_in_files.foreign.a1111_lines import told_in_lines
from studio.settings_in_files.foreign.comfy_graph import is_graph
from studio.settings_in_files.foreign.comfy_walk import walked
from studio.settings_in_files.foreign.comfy_workflow import graph_of
from studio.settings_in_files.foreign.invoke_graph import told_in_invoke_graph
from studio.settings_in_files.foreign.named_settings import json_object, told_in_description, told_in_names
from studio.settings_in_files.foreign.program_settings import ANOTHER, COMFY, ProgramSettings, cleaned

_MARKED = re.compile(r"\s*(?:prompt|workflow):\s*(?=\{)", re.IGNORECASE)
_KNOWN_WORDS = re.compile(r'sui_image_params|class_type|"prompt"|positive_prompt')
_GRAPHS_INSIDE = ("prompt", "workflow", "output", "extra_pnginfo", "extra_data", "input", "comment")
_DESCRIPTIONS = ("description", "imagedescription")
_MAX_DEPTH = 3
_MAX_SHORT_CHARS = 30_000


def told_among(texts: Iterable[tuple[str, str]]) -> ProgramSettings | None:
    """Return what the texts of a file say together, or None where they are no program's settings.

    The first that tells something counts, and of ComfyUI the graph before what a saver made of it: savers that cannot
    read a graph write what they do not know.

    Args:
        texts: Name and text of each, the likeliest first.

    Raises:
        ValueError: Some look like settings but cannot be read, and no other says anything.
    """
    graphs: list[ProgramSettings] = []
    lines: list[ProgramSettings] = []
    others: list[ProgramSettings] = []
    short: dict[str, str] = {}
    damaged = False
    for name, text in texts:
        if len(text) <= _MAX_SHORT_CHARS:
            short.setdefault(name, text)
        try:
            told = told_in(text)
        except (ValueError, RecursionError):
            damaged = damaged or _KNOWN_WORDS.search(text, 0, 10_000) is not None
            continue
        if told is not None and not told.empty:
            (lines if not _is_object(text) else graphs if told.tool == COMFY else others).append(told)
    together = _told_together(short)
    if together is not None and not together.empty:
        others.append(together)
    known = [told for told in others if told.tool != ANOTHER]
    known.sort(key=lambda told: told.tool != "NovelAI")  # its comment alone does not say whose it is
    best = known[:1] or _merged([*graphs, *lines]) or others[:1]
    if not best and damaged:
        raise ValueError("damaged settings")
    return best[0] if best else None


def told_in(text: str) -> ProgramSettings | None:
    """Return what a text from a file says, or None when it is no program's settings.

    Raises:
        ValueError: It looks like settings but cannot be read.
        RecursionError: It is nested deeper than anything a program writes.
    """
    text = text.removeprefix("\ufeff")
    text = _MARKED.sub("", text, count=1) if _MARKED.match(text[:40]) else text
    if _is_object(text):
        found = json_object(text)
        graph = _graph_in(found)
        if graph is not None:
            walk = walked(graph)
            return cleaned(COMFY, walk.prompt, walk.negative_prompt, walk.seed, (walk.width, walk.height))
        return told_in_invoke_graph(found) or told_in_names(found)
    told = told_in_lines(text)
    if told is None and text.lstrip()[:1] == '"':
        told = told_in_description(text) or _told_in_quotes(text)
    return told


def _told_in_quotes(text: str) -> ProgramSettings | None:
    """Read an object that was written as JSON twice."""
    inner: Any = json.loads(text) if text.lstrip()[:2] == '"{' else None
    return told_in(inner) if isinstance(inner, str) and _is_object(inner) else None


def _told_together(short: Mapping[str, str]) -> ProgramSettings | None:
    """Read texts as names and values: NovelAI and Easy Diffusion write one for each, Midjourney a description."""
    try:
        told = told_in_names(short)
    except (ValueError, RecursionError):
        told = None
    if told is not None:
        return told
    described = (text for name, text in short.items() if name.lower() in _DESCRIPTIONS)
    return next((told for text in described if (told := told_in_description(text)) is not None), None)


def _merged(found: list[ProgramSettings]) -> list[ProgramSettings]:
    """Return the first, with what it does not tell from the next ones; both sides of a prompt come from one place."""
    if not found:
        return []
    first = found[0]
    for other in found[1:]:
        if not first.prompt:
            first = replace(first, prompt=other.prompt, negative_prompt=first.negative_prompt or other.negative_prompt)
        if first.seed is None:
            first = replace(first, seed=other.seed)
        if first.width is None:
            first = replace(first, width=other.width, height=other.height)
    return [first]


def _graph_in(found: Mapping[str, Any], depth: int = 0) -> Mapping[str, Any] | None:
    """Return a graph: the object, a workflow, or one of these inside, as savers of videos and servers wrap them."""
    if is_graph(found):
        return found
    graph = graph_of(found)
    if graph is not None or depth >= _MAX_DEPTH:
        return graph
    for name in _GRAPHS_INSIDE:
        inner = json_object(found.get(name))
        graph = _graph_in(inner, depth + 1) if inner else None
        if graph is not None:
            return graph
    return None


def _is_object(text: str) -> bool:
    return text.lstrip()[:1] == "{"
