"""ComfyUI's "workflow", which its editor saves, as the graph of nodes that `comfy_walk` walks.

A workflow lists nodes with the values of their widgets in order, without names, and links between nodes by number.
Newer editors list the widgets among a node's inputs; for the common nodes their order is known here.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, cast

from studio.settings_in_files.foreign.comfy_graph import MAX_NODES
from studio.settings_in_files.foreign.comfy_scopes import BYPASSED, MUTED, Held, Literal, scopes_of, slots, source_of

_ONLY_DRAWN = ("Note", "MarkdownNote", "Reroute", "SetNode", "GetNode")
_AFTER_SEED = ("fixed", "increment", "decrement", "randomize")
_SEEDS = ("seed", "noise_seed")
_WIDTH_HEIGHT = ("width", "height")
_VALUE = ("value",)
_WIDGETS: Mapping[str, tuple[str, ...]] = {
    "KSampler": ("seed",),
    "KSamplerAdvanced": ("add_noise", "noise_seed"),
    "SamplerCustom": ("add_noise", "noise_seed"),
    "RandomNoise": ("noise_seed",),
    "CLIPTextEncode": ("text",),
    "CLIPTextEncodeFlux": ("clip_l", "t5xxl"),
    "CLIPTextEncodeSD3": ("clip_l", "clip_g", "t5xxl"),
    "CLIPTextEncodeSDXL": ("", "", "", "", "", "", "text_g", "text_l"),
    "TextEncodeQwenImageEdit": ("prompt",),
    "TextEncodeQwenImageEditPlus": ("prompt",),
    "EmptyLatentImage": _WIDTH_HEIGHT,
    "EmptySD3LatentImage": _WIDTH_HEIGHT,
    "EmptyFlux2LatentImage": _WIDTH_HEIGHT,
    "EmptyHunyuanImageLatent": _WIDTH_HEIGHT,
    "EmptyHunyuanLatentVideo": _WIDTH_HEIGHT,
    "EmptyLTXVLatentVideo": _WIDTH_HEIGHT,
    "WanImageToVideo": _WIDTH_HEIGHT,
    "Wan22ImageToVideoLatent": _WIDTH_HEIGHT,
    "LatentUpscale": ("upscale_method", "width", "height"),
    "PrimitiveNode": _VALUE,
    "PrimitiveInt": _VALUE,
    "PrimitiveString": _VALUE,
    "PrimitiveStringMultiline": _VALUE,
}
"""Kind of node -> the names of its first widgets; "" for one that tells nothing here."""


def graph_of(workflow: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a workflow's nodes as {id: {"class_type": name, "inputs": {name: value or [id, slot]}}}.

    None where the object is no workflow. Muted nodes are left out, bypassed ones and reroutes are passed through, and
    subgraphs are opened: their nodes get the ids "node:inner".
    """
    if not isinstance(workflow.get("nodes"), list) or not isinstance(workflow.get("links"), list):
        return None
    graph: dict[str, Any] = {}
    for scope in scopes_of(workflow):
        for id_, node in scope.nodes.items():
            if node.get("mode") in (MUTED, BYPASSED) or id_ in scope.inside or node.get("type") in _ONLY_DRAWN:
                continue
            if len(graph) >= MAX_NODES:
                return graph
            inputs = _values(node)
            for slot in slots(node):
                source = source_of(scope, slot.get("link"))
                if source is not None:
                    inputs[str(slot.get("name"))] = source.value if isinstance(source, Literal) else source
            graph[scope.prefix + id_] = {"class_type": str(node.get("type")), "inputs": inputs}
    return graph


def _values(node: Held) -> dict[str, Any]:
    """Return what the widgets of a node hold, by their names as far as these are known."""
    held = node.get("widgets_values")
    if isinstance(held, dict):
        return dict(cast(dict[str, Any], held))
    if not isinstance(held, list):
        return {}
    values = cast(list[Any], held)
    names = [str(_object(slot.get("widget")).get("name")) for slot in slots(node) if slot.get("widget")]
    told = _beside_seeds(names, values)
    if len(told) == len(values):
        return dict(zip(told, values, strict=True))
    known = _WIDGETS.get(str(node.get("type")))
    if known is None:
        return _guessed(node, values)
    return {name: value for name, value in zip(known, values, strict=False) if name}


def _beside_seeds(names: list[str], values: list[Any]) -> list[str]:
    """Return the names with one more behind each seed, for what the editor does with it after a run."""
    told: list[str] = []
    for name in names:
        told.append(name)
        if name in _SEEDS and len(told) < len(values) and values[len(told)] in _AFTER_SEED:
            told.append("control_after_generate")
    return told


def _guessed(node: Held, values: list[Any]) -> dict[str, Any]:
    """Name the values of a node nobody listed: a seed by what follows it, a lone text, or those of a node of texts."""
    named: dict[str, Any] = {}
    for value, after in pairwise(values):
        if isinstance(value, int) and isinstance(after, str) and after in _AFTER_SEED:
            named.setdefault("seed", value)
    texts = [value for value in values if isinstance(value, str) and value not in _AFTER_SEED]
    if len(texts) == 1 or re.search(r"text|string|prompt|wildcard", str(node.get("type")), re.IGNORECASE):
        named |= {f"text_{number}" if number > 1 else "text": text for number, text in enumerate(texts, 1)}
    return named


def _object(value: Any) -> Held:
    return cast(Held, value) if isinstance(value, dict) else {}
