"""ComfyUI's "prompt": a graph of nodes, read from its sampler backwards to the texts, the seed and the size.

A graph is {id: {"class_type": name, "inputs": {name: value or [id, slot]}}}. Nodes of many authors stand between the
sampler and what it was told, so links are followed by the names of inputs, not by the kinds of nodes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

Graph = Mapping[str, Any]
Inputs = Mapping[str, Any]

_MAX_NODES = 5000
_MAX_STEPS = 60
_TEXTS = ("text", "text_g", "t5xxl", "clip_l", "text_l", "prompt", "positive", "string", "value", "wildcard_text")
_CONDITIONINGS = ("conditioning", "conditioning_1", "conditioning_to", "positive", "base_ctx", "cond")
_SEEDS = ("seed", "noise_seed")
_LATENTS = ("latent_image", "latent", "samples", "pixels", "image")


@dataclass(frozen=True)
class Walk:
    """What was found on the way, as it stands in the graph."""

    prompt: Any = None
    negative_prompt: Any = None
    seed: Any = None
    width: Any = None
    height: Any = None


def is_graph(value: Mapping[str, Any]) -> bool:
    """Return whether an object is a graph of nodes."""
    nodes = list(value.values())[:5]
    return bool(nodes) and all(isinstance(node, dict) and "class_type" in node for node in nodes)


def walked(graph: Graph) -> Walk:
    """Return what the graph's sampler was told; without a sampler, what the first node with a prompt was told."""
    nodes = dict(list(graph.items())[:_MAX_NODES])
    samplers = [inputs for _, inputs in _all_inputs(nodes) if _is_sampler(inputs)]
    if not samplers:
        prompted = (inputs for _, inputs in _all_inputs(nodes) if isinstance(inputs.get("prompt"), str))
        told = next(prompted, cast(Inputs, {}))
        return Walk(
            told.get("prompt"), told.get("negative_prompt"), told.get("seed"), told.get("width"), told.get("height")
        )
    # The first pass draws from nothing, so its latent has a size; later ones only refine.
    first = next((one for one in samplers if _size(nodes, one) != (None, None)), samplers[0])
    guider = _node(nodes, first.get("guider")) or {}
    told = {**guider, **first}
    width, height = _size(nodes, first)
    return Walk(
        _prompt(nodes, told.get("positive", told.get("conditioning"))),
        _prompt(nodes, told.get("negative")),
        _seed(nodes, first),
        width,
        height,
    )


def _is_sampler(inputs: Inputs) -> bool:
    conditioned = _is_link(inputs.get("positive")) or _is_link(inputs.get("guider"))
    return conditioned and any(_is_link(inputs.get(name)) for name in ("latent_image", "latent", "samples"))


def _prompt(nodes: Graph, link: Any) -> Any:
    """Follow a conditioning to the text it was made of."""
    for _ in range(_MAX_STEPS):
        inputs = _node(nodes, link)
        if inputs is None:
            return None
        text = next((inputs[name] for name in _TEXTS if isinstance(inputs.get(name), str)), None)
        if text is not None:
            return text
        # A node that hands both on has them on the slots 0 and 1.
        both = _is_link(inputs.get("positive")) and _is_link(inputs.get("negative"))
        names = ("negative",) if both and _slot(link) == 1 else (*_CONDITIONINGS, *_TEXTS)
        link = _first_link(inputs, names)
    return None


def _seed(nodes: Graph, sampler: Inputs) -> Any:
    inputs: Inputs | None = sampler
    for _ in range(_MAX_STEPS):
        if inputs is None:
            return None
        seed = next((inputs[name] for name in (*_SEEDS, "value") if isinstance(inputs.get(name), int)), None)
        if seed is not None:
            return seed
        inputs = _node(nodes, _first_link(inputs, (*_SEEDS, "noise", "value")))
    return None


def _size(nodes: Graph, sampler: Inputs) -> tuple[Any, Any]:
    inputs: Inputs | None = sampler
    for _ in range(_MAX_STEPS):
        if inputs is None:
            return None, None
        width, height = (_number(nodes, inputs.get(name)) for name in ("width", "height"))
        if width is not None and height is not None:
            return width, height
        inputs = _node(nodes, _first_link(inputs, _LATENTS))
    return None, None


def _number(nodes: Graph, value: Any) -> int | None:
    linked = _node(nodes, value)
    if linked is not None:
        value = next((linked[name] for name in ("value", "width", "height") if isinstance(linked.get(name), int)), None)
    return value if isinstance(value, int) else None


def _all_inputs(nodes: Graph) -> Iterator[tuple[str, Inputs]]:
    for id_ in nodes:
        inputs = _node(nodes, [id_, 0])
        if inputs is not None:
            yield id_, inputs


def _node(nodes: Graph, link: Any) -> Inputs | None:
    if not _is_link(link):
        return None
    node: Any = nodes.get(str(link[0]))
    inputs: Any = cast(dict[str, Any], node).get("inputs") if isinstance(node, dict) else None
    return cast(Inputs, inputs) if isinstance(inputs, dict) else None


def _is_link(value: Any) -> bool:
    return isinstance(value, list) and len(cast(list[Any], value)) == 2 and isinstance(value[0], str | int)


def _slot(link: Any) -> Any:
    return link[1]


def _first_link(inputs: Inputs, names: Sequence[str]) -> Any:
    return next((inputs[name] for name in names if _is_link(inputs.get(name))), None)
