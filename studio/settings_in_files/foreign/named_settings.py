"""Settings that programs write as names and values: one JSON object, or a text of the file for each name.

Names are compared in small letters without signs, so "Negative Prompt", "negative_prompt" and "negativePrompt" are one.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from studio.settings_in_files.foreign.program_settings import ANOTHER, ProgramSettings, cleaned, sides

NamedValues = Mapping[str, Any]

_PROMPTS = ("prompt", "positiveprompt", "promptpositive", "textprompt", "textprompts", "positive")
_NEGATIVES = (
    "negativeprompt",
    "promptnegative",
    "negative",
    "uc",
    "negprompt",
    "negativeprompts",
    "negativetextprompt",
)
_SEEDS = ("seed", "noiseseed", "imageseed", "generationseed")
_WIDTHS, _HEIGHTS = ("width", "imgwidth", "imagewidth", "w"), ("height", "imgheight", "imageheight", "h")
_SIZES = ("size", "resolution", "imagesize", "dimensions", "framesize")
_BESIDES = (
    "steps", "numinferencesteps", "inferencesteps", "cfg", "cfgscale", "guidance", "guidancescale", "sampler",
    "samplername", "scheduler", "model", "modelname", "basemodel", "strength",
)  # fmt: skip
_INSIDE = ("parameters", "params", "metadata", "meta", "settings", "generation", "input", "image", "request", "payload")
"""Where the values may stand one object deeper."""
_JSON = re.compile(r'\s*[\[{]\s*["\[{]')
_MAX_NAMES = 500
_MAX_DEPTH = 3
_DREAM = re.compile(r'^"((?:[^"\\]|\\.)*)"((?:\s+-{1,2}\w+[ =]?\S*)+)\s*$')
_MIDJOURNEY = re.compile(r"(?:^|\s)--[a-z]{1,16}\b|Job ID:\s*[0-9a-f-]{36}", re.IGNORECASE)


def told_in_names(found: NamedValues, depth: int = 0) -> ProgramSettings | None:
    """Return what an object of names and values says, or None where it is nobody's settings.

    Raises:
        ValueError: A text inside it looks like JSON but is damaged.
        RecursionError: It is nested deeper than anything a program writes.
    """
    names = {_plain(str(name)): value for name, value in list(found.items())[:_MAX_NAMES]}
    special = _swarm(names) or _novelai(names) or _draw_things(names)
    if special is not None:
        return special
    prompt, negative = _prompt_of(_first(names, _PROMPTS)), _prompt_of(_first(names, _NEGATIVES))
    seed, size = _first(names, _SEEDS), _size(names)
    tool = _tool_of(names)
    known = tool is not None or seed is not None or size != (None, None) or negative is not None
    if prompt is not None and (known or any(name in names for name in _BESIDES)):
        if tool == "InvokeAI" and negative is None:
            prompt, negative = _bracketed(prompt)
        return cleaned(tool or ANOTHER, prompt, negative, seed, size)
    if depth < _MAX_DEPTH:
        return next((told for one in _deeper(names) if (told := told_in_names(one, depth + 1)) is not None), None)
    return None


def told_in_description(text: str) -> ProgramSettings | None:
    """Return what a description says: InvokeAI's first command line, or Midjourney's prompt with its "--" options."""
    dream = _DREAM.match(text[:30_000])
    if dream is not None:
        options = dict(re.findall(r"-{1,2}(\w+?)[ =]?(-?\d[\d.]*)(?=\s|$)", dream[2]))
        prompt, negative = _bracketed(dream[1].replace('\\"', '"'))
        return cleaned("InvokeAI", prompt, negative, options.get("S"), (options.get("W"), options.get("H")))
    text = text.strip()[:30_000]
    first = _MIDJOURNEY.search(text)
    if first is None or not re.search(r"Job ID:\s*[0-9a-f-]{36}|--(v|ar|niji|stylize)\b", text, re.IGNORECASE):
        return None
    options_of = text[first.start() :]
    seed = re.search(r"--seed\s+(\d{1,20})", options_of)
    negative = re.search(r"--no\s+(.*?)(?=\s--[a-z]|\s*Job ID:|$)", options_of, re.DOTALL)
    return cleaned("Midjourney", text[: first.start()], negative and negative[1], seed and seed[1], (None, None))


def json_object(value: Any) -> dict[str, Any]:
    """Return an object, also one that is written as text; an empty one for anything else. Raises ValueError."""
    if isinstance(value, str) and value.lstrip()[:1] == "{":
        value = json.loads(value, parse_int=_whole)
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= 25 else None  # longer ones are no seed, and take long


def _swarm(names: NamedValues) -> ProgramSettings | None:
    params = names.get("suiimageparams")
    if not isinstance(params, dict):
        return None
    inner = {_plain(str(name)): value for name, value in cast(dict[str, Any], params).items()}
    size = inner.get("width"), inner.get("height")
    return cleaned("SwarmUI", inner.get("prompt"), inner.get("negativeprompt"), inner.get("seed"), size)


def _novelai(names: NamedValues) -> ProgramSettings | None:
    """Read NovelAI's texts: "Description" is the prompt, "Comment" holds the rest, since version 4 with captions."""
    marks = " ".join(str(names.get(name, ""))[:60] for name in ("software", "title", "source"))
    captioned = isinstance(names.get("v4prompt"), dict)
    if "novelai" not in marks.lower() and not captioned:
        return None
    comment = {_plain(name): value for name, value in json_object(names.get("comment")).items()} or names
    prompt = _caption(comment.get("v4prompt")) or comment.get("prompt") or names.get("description")
    negative = _caption(comment.get("v4negativeprompt")) or comment.get("uc")
    return cleaned("NovelAI", prompt, negative, comment.get("seed"), (comment.get("width"), comment.get("height")))


def _caption(value: Any) -> str | None:
    """Return the base caption of NovelAI 4, and behind it those of the characters, parted as its editor parts them."""
    caption = json_object(json_object(value).get("caption"))
    base, characters = caption.get("base_caption"), caption.get("char_captions")
    texts = [base] if isinstance(base, str) else []
    if isinstance(characters, list):
        texts += [str(json_object(one).get("char_caption") or "") for one in cast(list[Any], characters)[:50]]
    return " | ".join(text.strip() for text in texts if text.strip()) or None


def _draw_things(names: NamedValues) -> ProgramSettings | None:
    """Read the comment of Draw Things: "c" is the prompt, "uc" what to leave out."""
    if not isinstance(names.get("c"), str) or not ("uc" in names or "sampler" in names):
        return None
    return cleaned("Draw Things", names["c"], names.get("uc"), names.get("seed"), _size(names))


def _tool_of(names: NamedValues) -> str | None:
    software = " ".join(str(names.get(name, ""))[:60] for name in ("software", "appid", "version", "type")).lower()
    if "ruinedfooocus" in software:
        return "RuinedFooocus"
    if "fooocus" in software or "fullprompt" in names or "basemodelhash" in names:
        return "Fooocus"
    if "modeltype" in names or "videolength" in names or re.search(r"\bwan(2)?gp", software):
        return "Wan2GP"
    if "invoke" in software or ("generationmode" in names and "appversion" in names):
        return "InvokeAI"
    if "usestablediffusionmodel" in names or "stablediffusionmodel" in names:
        return "Easy Diffusion"
    return None


def _prompt_of(value: Any) -> str | None:
    """Return a prompt; InvokeAI 2 wrote a list of weighted ones. JSON is a graph or a chat, never a prompt."""
    if isinstance(value, list) and value:
        parts = cast(list[Any], value)[:20]
        texts = [one if isinstance(one, str) else json_object(one).get("prompt") for one in parts]
        return "\n".join(text for text in texts if isinstance(text, str)) or None
    return value if isinstance(value, str) and not _JSON.match(value) else None


def _bracketed(prompt: str) -> tuple[str, str | None]:
    """Part a prompt of InvokeAI 1 and 2, which had what to leave out in square brackets."""
    unwanted = re.findall(r"\[([^\[\]]*)\]", prompt)
    wanted = re.sub(r" {2,}", " ", re.sub(r"\[[^\[\]]*\]", " ", prompt)).strip()
    return (wanted, ", ".join(one.strip() for one in unwanted)) if unwanted and wanted else (prompt, None)


def _size(names: NamedValues) -> tuple[Any, Any]:
    width, height = _first(names, _WIDTHS), _first(names, _HEIGHTS)
    if width is not None and height is not None:
        return width, height
    found = (sides(names[name]) for name in _SIZES if name in names)
    return next((size for size in found if size != (None, None)), (None, None))


def _deeper(names: NamedValues) -> Iterator[NamedValues]:
    for name in _INSIDE:
        inner = names.get(name)
        if isinstance(inner, dict) or (isinstance(inner, str) and inner.lstrip()[:1] == "{"):
            around = {key: names[key] for key in ("appid", "appversion", "software") if key in names}
            yield {**around, **json_object(inner)}


def _first(names: NamedValues, wanted: tuple[str, ...]) -> Any:
    return next((names[name] for name in wanted if names.get(name) is not None), None)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name[:100].lower())
