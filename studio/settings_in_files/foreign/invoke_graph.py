"""InvokeAI's graph and workflow, which newer files carry beside or instead of the metadata, walked as ComfyUI's is.

A graph is {"nodes": {id: {"type": kind, name: value}}, "edges": [{"source": {"node_id", "field"}, ...}]}; a workflow
has a list of nodes with {"data": {"type", "inputs": {name: {"value": value}}}} and edges by handles.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from studio.settings_in_files.foreign.comfy_graph import MAX_NODES
from studio.settings_in_files.foreign.comfy_walk import walked
from studio.settings_in_files.foreign.program_settings import ProgramSettings, cleaned

_Object = Mapping[str, Any]


def told_in_invoke_graph(found: _Object) -> ProgramSettings | None:
    """Return what a graph or workflow of InvokeAI says, or None where the object is neither."""
    nodes, edges = found.get("nodes"), found.get("edges")
    if not isinstance(edges, list) or not isinstance(nodes, dict | list):
        return None
    graph = {id_: {"class_type": kind, "inputs": inputs} for id_, kind, inputs in _nodes(nodes)}
    for source, target, field in _edges(cast(list[Any], edges)):
        if target in graph and source in graph:
            cast(dict[str, Any], graph[target]["inputs"])[field] = [source, 0]
    walk = walked(graph)
    return cleaned("InvokeAI", walk.prompt, walk.negative_prompt, walk.seed, (walk.width, walk.height))


def _nodes(nodes: Any) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if isinstance(nodes, dict):
        for id_, node in list(cast(dict[str, Any], nodes).items())[:MAX_NODES]:
            values = _object(node)
            yield str(id_), str(values.get("type")), {key: value for key, value in values.items() if key != "type"}
        return
    for node in cast(list[Any], nodes)[:MAX_NODES]:
        data = _object(_object(node).get("data"))
        inputs = {name: _object(held).get("value") for name, held in _object(data.get("inputs")).items()}
        yield str(_object(node).get("id")), str(data.get("type")), inputs


def _edges(edges: list[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield where each edge comes from, where it leads, and to which field."""
    for edge in edges[: 4 * MAX_NODES]:
        match edge:
            case {"source": {"node_id": source}, "destination": {"node_id": target, "field": field}}:
                yield str(source), str(target), str(field)
            case {"source": str() as source, "target": str() as target, "targetHandle": str() as field}:
                yield source, target, field
            case _:
                continue


def _object(value: Any) -> dict[str, Any]:
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}
