"""Texts in a ComfyUI graph: followed through every node that only makes, joins, replaces or switches text."""

import re
from collections.abc import Iterator
from typing import Any

from studio.settings_in_files.foreign.comfy_graph import MAX_DEPTH, ComfyGraph, ComfyNode, in_order
from studio.settings_in_files.foreign.program_settings import MAX_PROMPT_CHARS

_MAX_READ = 2000
_DONE = ("populated_text", "text_0", "result_text")
"""Where nodes keep what came out when they ran: filled wildcards, a shown text."""
_TEXTS = (
    "text", "text_g", "t5xxl", "clip_g", "clip_l", "text_l", "prompt", "positive_prompt", "positive", "text_positive",
    "negative_prompt", "negative", "text_negative", "prompt_text", "text_prompt", "string", "value", "wildcard_text",
)  # fmt: skip
_TEXTUAL = re.compile(
    r"text|string|prompt|positive|negative|value|wildcard|caption|content|tags|line|word|phrase|prefix|suffix|append"
    r"|prepend|t5xxl|gemma|llama|qwen|clip_[lgh]$|^str|^input|^any|^on_|^if_|^true$|^false$|^[a-h]$|^description$"
)
_OPTION = re.compile(
    r"delimi|delimeter|separator|^sep$|^glue$|^mode$|action|^find|^search|replace|pattern|system|style|^filename"
    r"|tidy|^clean|^strip|^enable|format$|type$|^language|text_encoder|^weight_|^token_|^parser|normalization|instruction"
)
_OTHER_KIND = re.compile(
    r"^(model|clip|vae|mask|noise|sampler|sigmas|lora|controlnet|control_net|upscale|audio|video)|image|latent|pixels"
    r"|samples|seed|width|height|_vae$|_clip$|_model$"
)
_DELIMITERS = ("delimiter", "delimeter", "delim", "separator", "sep", "glue", "join_with", "joiner")
_SPELLED = {"comma": ", ", "space": " ", "newline": "\n", "new line": "\n", "none": "", "period": ". "}
_JOINS = re.compile(r"concat|join|combin|append|merge|prepend", re.IGNORECASE)
_REPLACED = {
    "find": "replace",
    "search": "replace",
    "old": "new",
    "target": "replacement",
    "pattern": "replacement",
    "regex_pattern": "replace",
}
_NEGATIVE = re.compile(r"(^|_)neg(ative)?(_|$)")
_POSITIVE = re.compile(r"(^|_)pos(itive)?(_|$)")


class ComfyTexts:
    """Reads texts of one graph; each node is read once for each role, so no tangle takes long."""

    def __init__(self, graph: ComfyGraph) -> None:
        self._graph = graph
        self._known: dict[tuple[str, bool], str | None] = {}

    def at(self, value: Any, negative: bool = False, depth: int = 0) -> str | None:
        """Return the text an input holds or is linked to, "" for an empty one, None where none can be known."""
        if isinstance(value, str):
            return value[:MAX_PROMPT_CHARS]
        node = self._graph.at(value)
        if node is None or depth > MAX_DEPTH:
            return None
        key = str(value[0]), negative
        if key not in self._known and len(self._known) < _MAX_READ:
            self._known[key] = None  # what a loop finds of itself
            self._known[key] = self.of(node, negative, depth)
        return self._known.get(key)

    def of(self, node: ComfyNode, negative: bool = False, depth: int = 0) -> str | None:
        """Return the text a node makes; of one with a text for each role, that of the role."""
        if node.zeroed:
            return None
        inputs = node.inputs
        done = next((inputs[name] for name in _DONE if isinstance(inputs.get(name), str) and inputs[name]), None)
        if done is not None:
            return done[:MAX_PROMPT_CHARS]
        chosen = self._graph.chosen(node)
        if chosen is not None:
            return self.at(inputs[chosen], negative, depth + 1)
        names = list(self._parts(node, negative))
        if self._joins(node) and len(names) > 1:
            return self._joined(node, names, negative, depth)
        text = self._first(node, names, negative, depth)
        return text if text is None else self._replaced(node, text, depth)

    def _parts(self, node: ComfyNode, negative: bool) -> Iterator[str]:
        """Yield the names of the inputs that can hold a text for a role, in the order they are asked."""
        strings = [name for name, value in node.inputs.items() if isinstance(value, str) and not _OPTION.search(name)]
        held = [name for name in strings if _TEXTUAL.search(name)] or (strings if len(strings) == 1 else [])
        linked = [name for name, _ in node.links() if not (_OPTION.search(name) or _OTHER_KIND.search(name))]
        names = sorted({*held, *linked}, key=lambda name: (_rank(name), in_order(name)))
        unwanted, wanted = [n for n in names if _NEGATIVE.search(n)], [n for n in names if _POSITIVE.search(n)]
        if negative and unwanted:
            yield from unwanted
        elif unwanted and len(names) > len(unwanted):
            yield from (name for name in names if name not in unwanted)
        elif negative and wanted:
            yield from (name for name in names if name not in wanted)
            yield from (wanted if len(names) == 1 else ())
        else:
            yield from names

    def _first(self, node: ComfyNode, names: list[str], negative: bool, depth: int) -> str | None:
        found: str | None = None
        for name in names:
            text = self.at(node.inputs[name], negative, depth + 1)
            if text and text.strip():
                return text
            found = text if found is None else found
        return found

    def _joins(self, node: ComfyNode) -> bool:
        inputs = node.inputs
        asked = any(name in inputs for name in _DELIMITERS) or inputs.get("action") == "append"
        return asked or (bool(_JOINS.search(node.kind)) and "clip" not in inputs)

    def _joined(self, node: ComfyNode, names: list[str], negative: bool, depth: int) -> str:
        inputs = node.inputs
        between = next((self.at(inputs[name], False, depth + 1) for name in _DELIMITERS if name in inputs), None)
        if between is None:
            between = ", " if inputs.get("tidy_tags") == "yes" else "" if inputs.get("action") == "append" else " "
        between = _SPELLED.get(between.lower(), between.replace("\\n", "\n"))[:100]
        texts = [self.at(inputs[name], negative, depth + 1) for name in sorted(names, key=in_order)]
        return between.join(text for text in texts if text)[:MAX_PROMPT_CHARS]

    def _replaced(self, node: ComfyNode, text: str, depth: int) -> str:
        inputs = node.inputs
        if inputs.get("action") == "replace":
            return self._with(text, inputs.get("text_b"), inputs.get("text_c"), depth)
        for name in sorted(inputs, key=in_order):
            match = re.fullmatch(r"(find|search|old|target|pattern|regex_pattern)(_?\w{0,3})", name)
            new = _REPLACED[match[1]] + match[2] if match else ""
            other = f"replace_with{match[2]}" if match else ""
            if match and (new in inputs or other in inputs):
                text = self._with(text, inputs[name], inputs.get(new, inputs.get(other)), depth)
        return text

    def _with(self, text: str, old: Any, new: Any, depth: int) -> str:
        found, put = self.at(old, False, depth + 1), self.at(new, False, depth + 1)
        if not found or put is None or text.count(found) * len(put) > MAX_PROMPT_CHARS:
            return text
        return text.replace(found, put)


def _rank(name: str) -> int:
    return _TEXTS.index(name) if name in _TEXTS else len(_TEXTS)
