"""ComfyUI's "workflow", which its editor saves, as the graph of nodes that `studio.comfy_graph` walks.

A workflow lists nodes with the values of their widgets in order, without names, and links between nodes by number.
Newer editors list the widgets among a node's inputs; for the common nodes their order is known here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

_MAX_NODES = 5000
_MAX_STEPS = 60
_MUTED, _BYPASSED = 2, 4
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

_Node = Mapping[str, Any]


def graph_of(workflow: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return a workflow's nodes as {id: {"class_type": name, "inputs": {name: value or [id, slot]}}}.

    None where the object is no workflow. Muted nodes are left out; bypassed ones and reroutes are passed through.
    """
    nodes, links = workflow.get("nodes"), workflow.get("links")
    if not isinstance(nodes, list) or not isinstance(links, list):
        return None
    by_id = {str(node.get("id")): node for node in _objects(nodes)}
    sources = dict(_sources(cast(list[Any], links)))
    graph: dict[str, Any] = {}
    for id_, node in by_id.items():
        if node.get("mode") in (_MUTED, _BYPASSED):
            continue
        linked = {
            str(slot.get("name")): source
            for slot in _slots(node)
            if (source := _source(by_id, sources, slot.get("link"))) is not None
        }
        graph[id_] = {"class_type": str(node.get("type")), "inputs": {**_values(node), **linked}}
    return graph


def _values(node: _Node) -> dict[str, Any]:
    """Return what the widgets of a node hold, by their names as far as these are known."""
    held = node.get("widgets_values")
    if isinstance(held, dict):
        return cast(dict[str, Any], held)
    if not isinstance(held, list):
        return {}
    values = cast(list[Any], held)
    names = [str(_object(slot.get("widget")).get("name")) for slot in _slots(node) if slot.get("widget")]
    told = _beside_seeds(names, values)
    if len(told) == len(values):
        return dict(zip(told, values, strict=True))
    known = _WIDGETS.get(str(node.get("type")), ())
    return {name: value for name, value in zip(known, values, strict=False) if name}


def _beside_seeds(names: list[str], values: list[Any]) -> list[str]:
    """Return the names with one more behind each seed, for what the editor does with it after a run."""
    told: list[str] = []
    for name in names:
        told.append(name)
        if name in _SEEDS and len(told) < len(values) and values[len(told)] in _AFTER_SEED:
            told.append("control_after_generate")
    return told


def _source(by_id: Mapping[str, _Node], sources: Mapping[Any, tuple[str, Any]], link: Any) -> list[Any] | None:
    """Return [id, slot] of the node that a link comes from, behind reroutes and bypassed nodes."""
    for _ in range(_MAX_STEPS):
        id_, slot = sources.get(link, ("", 0)) if isinstance(link, int | str) else ("", 0)
        node = by_id.get(id_)
        if node is None:
            return None
        if node.get("type") != "Reroute" and node.get("mode") != _BYPASSED:
            return [id_, slot]
        kind = _kind(node, slot)
        before = [one for one in _slots(node) if one.get("link") is not None]
        same = [one for one in before if one.get("type") == kind]
        link = (same or before or [{}])[0].get("link")
    return None


def _kind(node: _Node, slot: Any) -> Any:
    outputs = list(_objects(node.get("outputs")))
    return outputs[slot].get("type") if isinstance(slot, int) and 0 <= slot < len(outputs) else None


def _sources(links: list[Any]) -> Iterator[tuple[Any, tuple[str, Any]]]:
    """Yield the number of each link, and id and slot of where it comes from."""
    for link in links[: 4 * _MAX_NODES]:
        match link:
            case [int() as number, int() | str() as id_, int() as slot, *_]:
                yield number, (str(id_), slot)
            case {"id": int() as number, "origin_id": int() | str() as id_, "origin_slot": int() as slot}:
                yield number, (str(id_), slot)
            case _:
                continue


def _slots(node: _Node) -> Iterator[_Node]:
    return _objects(node.get("inputs"))


def _objects(value: Any) -> Iterator[_Node]:
    items = cast(list[Any], value)[:_MAX_NODES] if isinstance(value, list) else []
    return (cast(_Node, item) for item in items if isinstance(item, dict))


def _object(value: Any) -> _Node:
    return cast(_Node, value) if isinstance(value, dict) else {}
