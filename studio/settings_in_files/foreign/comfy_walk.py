"""A ComfyUI graph read from what it saves, backwards: to the sampler, to what conditions it, to its noise and size."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from studio.settings_in_files.foreign.comfy_graph import MAX_DEPTH, ComfyGraph, ComfyNode, in_order, is_link
from studio.settings_in_files.foreign.comfy_texts import ComfyTexts
from studio.settings_in_files.foreign.program_settings import MAX_SEED, sides, whole_number

_POSITIVES = (
    "positive", "conditioning", "cond1", "cond", "positive_conditioning", "positive_cond", "pos",
    "positive_text_conditioning", "text_positive", "cond2",
)  # fmt: skip
_NEGATIVES = (
    "negative", "negative_conditioning", "negative_cond", "neg", "uncond", "negative_text_conditioning",
    "text_negative",
)  # fmt: skip
_GUIDERS = ("guider", "guidance")
_BUNDLES = re.compile(r"pipe|^context$|^ctx$|base_ctx|^text_embeds$|^hyvid_embeds$|^bundle$")
"""Inputs that hand on both sides of a prompt, or a pipe of everything."""
_SEEDS = ("seed", "noise_seed")
_LATENTS = ("latent_image", "latent", "latents", "samples", "image_embeds", "pixels", "image", "images", "noise")
_LATENT_CHAIN = ("latent_image", "latent", "latents", "samples", "pixels", "image", "images", "upscaled_image")
_PROMPTS = ("prompt", "prompt_text", "text_prompt", "positive_prompt")
_NOT_CONDITIONING = re.compile(
    r"^(model|clip|vae|mask|noise|sampler|sigmas|lora|audio|text|prompt|string)|control_?net|image|latent|pixels|samples"
    r"|seed|width|height|clip_vision|_model$|strength|weight"
)
_NOT_PICTURES = re.compile(
    r"^(model|clip|vae|positive|negative|prompt|text|string|seed|noise|sampler|sigmas|guider|mask|filename)"
    r"|cond|control_?net|lora|width|height|prefix|prompt"
)
_SIZED_BY_WORDS = ("dimensions", "resolution", "size", "image_size", "size_preset", "aspect_ratio", "ratio", "preset")
_MAX_SIDES_DEEP = 12
_MAX_TRACED = 1000
_HELD_BACK = re.compile(r"loader|pipe|context", re.IGNORECASE)


@dataclass(frozen=True)
class Walk:
    """What was found on the way, as it stands in the graph."""

    prompt: Any = None
    negative_prompt: Any = None
    seed: Any = None
    width: Any = None
    height: Any = None


def walked(nodes: Mapping[str, Any]) -> Walk:
    """Return what the maker of the picture was told that a graph saves: its first sampler, or a partner's node."""
    graph = ComfyGraph(nodes)
    walker = _Walker(graph)
    ends = graph.ends()
    maker = next((found for end in ends if (found := walker.maker([end])) is not None), None)
    for kind in (_is_sampler, _is_partner):  # no end leads to one: any that is there
        maker = maker or next((node for node in graph.nodes.values() if kind(node)), None)
    if maker is None:
        return Walk()
    return walker.told_by_sampler(walker.first_pass(maker)) if _is_sampler(maker) else walker.told_by_partner(maker)


class _Walker:
    def __init__(self, graph: ComfyGraph) -> None:
        self._graph = graph
        self._texts = ComfyTexts(graph)
        self._sizes: dict[int, tuple[Any, Any]] = {}
        self._deep = 0
        self._passed: set[int] = set()

    def maker(self, starts: Sequence[ComfyNode]) -> ComfyNode | None:
        """Return the nearest sampler or partner's node that pictures come from, the starts included.

        Nodes that were passed without finding one are not passed again.
        """
        return next((node for node in self._upstream(starts) if _is_sampler(node) or _is_partner(node)), None)

    def first_pass(self, sampler: ComfyNode) -> ComfyNode:
        """Return the sampler that draws; later passes only refine what it drew."""
        seen = {id(sampler)}
        while True:
            before = self._sampler_before(sampler)
            if before is None or id(before) in seen:
                return sampler
            seen.add(id(before))
            sampler = before

    def told_by_partner(self, node: ComfyNode) -> Walk:
        """Return what a node was told that lets somebody else's server draw."""
        inputs = node.inputs
        prompt = self._texts.at(next((inputs[name] for name in _PROMPTS if name in inputs), None))
        negative = self._texts.at(inputs.get("negative_prompt", inputs.get("negative")), negative=True)
        width, height = self._sides_of(node)
        return Walk(prompt, negative, self._seed(node), width, height)

    def told_by_sampler(self, sampler: ComfyNode) -> Walk:
        """Return what a sampler was told, by itself or by its guider."""
        guide = self._guide(sampler)
        prompt = self._side(guide, _POSITIVES, negative=False)
        negative = self._side(guide, _NEGATIVES, negative=True)
        width, height = self._size(sampler)
        return Walk(prompt, negative, self._seed(sampler), width, height)

    def _upstream(self, starts: Sequence[ComfyNode]) -> Iterator[ComfyNode]:
        """Yield nodes in the order of their distance, along what can be pictures."""
        waiting, seen = list(starts), self._passed
        seen.update(id(start) for start in starts)
        for node in waiting:  # grows while it is read
            yield node
            chosen = self._graph.chosen(node)
            for name, link in node.links():
                source = self._graph.at(link)
                if source is None or id(source) in seen or _NOT_PICTURES.search(name):
                    continue
                if chosen is not None and name != chosen and is_link(node.inputs[chosen]):
                    continue
                seen.add(id(source))
                waiting.append(source)

    def _sampler_before(self, sampler: ComfyNode) -> ComfyNode | None:
        node: ComfyNode | None = sampler
        for _ in range(MAX_DEPTH):
            # A node that also conditions takes pictures as references: what drew those drew something else.
            if node is None or (node is not sampler and _conditions(node)):
                return None
            node = self._graph.at(self._along(node, _LATENT_CHAIN))
            if node is not None and _is_sampler(node):
                return node
        return None

    def _guide(self, sampler: ComfyNode) -> ComfyNode:
        """Return the node with the two sides of the prompt: the sampler, or the guider it has."""
        node: ComfyNode | None = sampler
        for _ in range(MAX_DEPTH):
            if node is None:
                return sampler
            if any(is_link(node.inputs.get(name)) for name in _POSITIVES):
                return node
            chosen = self._graph.chosen(node)
            link = node.inputs[chosen] if chosen else self._along(node, _GUIDERS)
            if link is None and node is not sampler:
                link = next((link for _, link in node.links()), None)
            if link is None:
                return node
            node = self._graph.at(link)
        return sampler

    def _side(self, guide: ComfyNode, names: Sequence[str], negative: bool) -> str | None:
        inputs = guide.inputs
        trace = _Trace(self._graph, self._texts, negative)
        for name in names:
            if is_link(inputs.get(name)):
                text = trace.at(inputs[name])
                if text is not None:
                    return text
        for name, link in guide.links():
            if _BUNDLES.search(name):
                return trace.at(link, bundled=True)
        return None

    def _seed(self, node: ComfyNode | None) -> Any:
        for _ in range(MAX_DEPTH):
            if node is None:
                return None
            named = [name for name in node.inputs if "seed" in name and "control" not in name]
            for name in sorted(named, key=lambda one: (one not in _SEEDS, one)):
                seed = self._graph.value(node.inputs[name], *_SEEDS)
                if whole_number(seed, MAX_SEED) is not None:
                    return seed
            bundle = next((link for name, link in node.links() if _BUNDLES.search(name)), None)
            node = self._graph.at(self._along(node, ("noise", "seed", "value")) or bundle)
        return None

    def _size(self, node: ComfyNode | None) -> tuple[Any, Any]:
        seen: set[int] = set()
        for _ in range(MAX_DEPTH):
            if node is None or id(node) in seen:
                return None, None
            seen.add(id(node))
            size = self._sides_of(node)
            if size != (None, None):
                return size
            link = self._along(node, _LATENTS)
            if link is None:
                link = next((link for name, link in node.links() if _BUNDLES.search(name)), None)
            if link is None:
                link = next((link for name, link in node.links() if not _NOT_PICTURES.search(name)), None)
            node = self._graph.at(link)
        return None, None

    def _sides_of(self, node: ComfyNode) -> tuple[Any, Any]:
        """Return the size that a node says, each node asked once: sides may be linked in a loop."""
        if id(node) not in self._sizes:
            self._sizes[id(node)] = None, None
            self._sizes[id(node)] = self._said_size(node)
        return self._sizes[id(node)]

    def _said_size(self, node: ComfyNode) -> tuple[Any, Any]:
        inputs = node.inputs
        for name in _SIZED_BY_WORDS:
            size = sides(self._graph.value(inputs[name])) if name in inputs else (None, None)
            if isinstance(size[0], str):
                return size
        for prefix in ("", "empty_latent_", "image_", "target_", "base_"):
            width, height = (self._side_in_px(inputs.get(prefix + side), side) for side in ("width", "height"))
            if width and height:
                return width, height
        return None, None

    def _side_in_px(self, value: Any, side: str) -> int | None:
        """Return a side, also one that another node hands on: a number, a switch or a node that knows sizes."""
        node = self._graph.at(value)
        if node is not None and "value" not in node.inputs and not node.calculates and self._deep < _MAX_SIDES_DEEP:
            self._deep += 1
            size = self._size(node)[0 if side == "width" else 1]
            self._deep -= 1
            if size is not None:
                return whole_number(size, MAX_SEED)
        return whole_number(self._graph.value(value, side), MAX_SEED)

    def _along(self, node: ComfyNode, names: Sequence[str]) -> Any:
        chosen = self._graph.chosen(node)
        if chosen is not None:
            return node.inputs[chosen]
        return next((node.inputs[name] for name in names if is_link(node.inputs.get(name))), None)


class _Trace:
    """Follows one side of a prompt from a sampler to its text; no node is looked at twice."""

    def __init__(self, graph: ComfyGraph, texts: ComfyTexts, negative: bool) -> None:
        self._graph = graph
        self._texts = texts
        self._negative = negative
        self._seen: set[str] = set()

    def at(self, link: Any, bundled: bool = False, depth: int = 0) -> str | None:
        """Return the text behind a link. `bundled`: it carries both sides, so only a text named for one counts."""
        node = self._graph.at(link)
        if node is None or node.zeroed or str(link[0]) in self._seen:
            return None
        if depth > MAX_DEPTH or len(self._seen) >= _MAX_TRACED:
            return None
        self._seen.add(str(link[0]))
        inputs = node.inputs
        chosen = self._graph.chosen(node)
        if chosen is not None:
            return self.at(inputs[chosen], bundled, depth + 1)
        sides_here = [_first_name(inputs, names) for names in (("positive", *_POSITIVES), _NEGATIVES)]
        if all(sides_here):
            return self._of_both(node, link, str(sides_here[0]), str(sides_here[1]), bundled, depth)
        if bundled:
            return self._of_bundle(node, depth)
        for name, inner in sorted(node.links(), key=lambda one: in_order(one[0])):
            if re.search(r"cond|^positive$|^negative$", name):
                # Handed on by a node for one side only, it is not what the other side was told.
                if name == ("positive" if self._negative else "negative"):
                    continue
                text = self.at(inner, False, depth + 1)
                if text is not None:
                    return text
        return self._of_encoder(node, depth)

    def _of_both(self, node: ComfyNode, link: Any, yes: str, no: str, bundled: bool, depth: int) -> str | None:
        """Follow one of two sides. A node that takes both as links hands them on in this order."""
        negative = self._negative
        linked = is_link(node.inputs[yes]) and is_link(node.inputs[no])
        if linked and not bundled and link[1] in (0, 1) and not _HELD_BACK.search(node.kind):
            negative = link[1] == 1
        value = node.inputs[no if negative else yes]
        if isinstance(value, str):
            return value
        return self.at(value, False, depth + 1)

    def _of_bundle(self, node: ComfyNode, depth: int) -> str | None:
        names = ("negative_prompt", "negative_text") if self._negative else ("positive_prompt", "positive_text", *_TEXT)
        for name in names:
            text = self._texts.at(node.inputs.get(name), self._negative)
            if text is not None:
                return text
        mine = _first_name(node.inputs, _NEGATIVES if self._negative else _POSITIVES)
        if mine is not None and is_link(node.inputs[mine]):
            return self.at(node.inputs[mine], False, depth + 1)
        links = [one for name, one in node.links() if _BUNDLES.search(name)]
        links = links or [one for name, one in node.links() if not _NOT_CONDITIONING.search(name)]
        return next((text for one in links if (text := self.at(one, True, depth + 1)) is not None), None)

    def _of_encoder(self, node: ComfyNode, depth: int) -> str | None:
        for name, one in node.links():
            text = self.at(one, True, depth + 1) if _BUNDLES.search(name) else None
            if text is not None:
                return text
        text = self._texts.of(node, self._negative)
        if text is not None:
            return text
        others = (one for name, one in node.links() if not _NOT_CONDITIONING.search(name))
        return next((text for one in others if (text := self.at(one, False, depth + 1)) is not None), None)


_TEXT = ("prompt", "text")


def _first_name(inputs: Any, names: Sequence[str]) -> str | None:
    return next((name for name in names if isinstance(inputs.get(name), str) or is_link(inputs.get(name))), None)


def _is_sampler(node: ComfyNode) -> bool:
    inputs = node.inputs
    conditioned = any(
        is_link(value) and (name in _POSITIVES or name in _GUIDERS or _BUNDLES.search(name))
        for name, value in inputs.items()
    )
    return conditioned and (
        "sampler" in node.kind.lower() or is_link(inputs.get("noise")) or any(name in inputs for name in _SEEDS)
    )


def _is_partner(node: ComfyNode) -> bool:
    """Return whether a node has a prompt of its own and hands it to no encoder here."""
    inputs = node.inputs
    prompted = any(isinstance(inputs.get(name), str) or is_link(inputs.get(name)) for name in _PROMPTS)
    return prompted and "clip" not in inputs and not re.search(r"save|preview|show", node.kind, re.IGNORECASE)


def _conditions(node: ComfyNode) -> bool:
    return any(is_link(node.inputs.get(name)) for name in ("positive", "negative"))
