"""The nodes of a ComfyUI workflow with its subgraphs opened: where each link really comes from.

A workflow holds the definitions of its subgraphs; a node whose type is a definition's id stands for its nodes. Inside,
node -10 hands in what comes from outside and node -20 hands out (ComfyUI's workflow schema 1.0).
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from studio.settings_in_files.foreign.comfy_graph import MAX_NODES

Held = Mapping[str, Any]

MUTED, BYPASSED = 2, 4
_MAX_STEPS = 150
_MAX_DEPTH = 8
_MAX_SCOPES = 200
_FROM_OUTSIDE, _TO_OUTSIDE = "-10", "-20"


class Literal:
    """A value that stands where a link was expected: a widget of the node that stands for a subgraph."""

    def __init__(self, value: Any) -> None:
        self.value = value


class ComfyScope:
    """The nodes and links of a workflow, or of one use of a subgraph inside another."""

    def __init__(self, definition: Held, parent: "ComfyScope | None" = None, node: Held | None = None) -> None:
        self.nodes = {str(node.get("id")): node for node in objects(definition.get("nodes"))}
        self.parent = parent
        self.node: Held = node or {}
        self.prefix = f"{parent.prefix}{self.node.get('id')}:" if parent else ""
        self.inside: dict[str, ComfyScope] = {}
        self._set: dict[str, Any] | None = None
        self._depth: int = parent._depth + 1 if parent else 0
        self._definition = definition
        self.sources: dict[Any, tuple[str, Any]] = {}
        self.handed_out: dict[Any, int] = {}
        for number, source, slot, target, place in _links(definition.get("links")):
            self.sources[number] = source, slot
            if target == _TO_OUTSIDE and isinstance(place, int):
                self.handed_out[place] = number

    def open(self, definitions: Mapping[str, Held], left: list[int]) -> Iterator["ComfyScope"]:
        """Yield this scope and those inside it; `left` says how many more may be opened."""
        yield self
        for id_, node in self.nodes.items():
            definition = definitions.get(str(node.get("type")))
            if definition is None or node.get("mode") in (MUTED, BYPASSED) or self._depth >= _MAX_DEPTH or not left[0]:
                continue
            left[0] -= 1
            self.inside[id_] = ComfyScope(definition, self, node)
            yield from self.inside[id_].open(definitions, left)

    def entry(self, slot: Any) -> Held:
        """Return the input of the node outside that feeds a place of this subgraph, by its name, else by its place."""
        named = list(objects(self._definition.get("inputs")))
        outside = list(slots(self.node))
        name = named[slot].get("name") if isinstance(slot, int) and 0 <= slot < len(named) else None
        found = next((entry for entry in outside if name is not None and entry.get("name") == name), None)
        if found is None and isinstance(slot, int) and 0 <= slot < len(outside) and not named:
            found = outside[slot]
        return found or {"name": name}

    def set_to(self, node: Held) -> Any:
        """Return the link that a pair of Set and Get nodes carries, by the name both hold."""
        if self._set is None:
            setters = [other for other in self.nodes.values() if other.get("type") == "SetNode"]
            linked = {str(_first_value(other)): next(slots(other), None) for other in setters}
            self._set = {name: slot.get("link") for name, slot in linked.items() if slot is not None}
        return self._set.get(str(_first_value(node)))


def source_of(scope: ComfyScope | None, link: Any) -> list[Any] | Literal | None:
    """Return [id, slot] of the node a link in a scope comes from.

    Reroutes, bypassed nodes, pairs of Set and Get nodes and the edges of subgraphs are passed through.
    """
    for _ in range(_MAX_STEPS):
        if scope is None or not isinstance(link, int | str):
            return None
        found = scope.sources.get(link)
        if found is None:
            return None
        id_, slot = found
        if id_ == _FROM_OUTSIDE:
            entry = scope.entry(slot)
            if entry.get("link") is None:
                name, values = str(entry.get("name")), widget_values(scope.node)
                return Literal(values[name]) if name in values else None
            link, scope = entry["link"], scope.parent
            continue
        node = scope.nodes.get(id_)
        if node is None:
            return None
        if id_ in scope.inside:
            scope = scope.inside[id_]
            link = scope.handed_out.get(slot)
        elif node.get("type") == "GetNode":
            link = scope.set_to(node)
        elif node.get("type") == "Reroute" or node.get("mode") == BYPASSED:
            link = _through(node, slot)
        else:
            return [scope.prefix + id_, slot]
    return None


def scopes_of(workflow: Held) -> list[ComfyScope]:
    """Return the scopes of a workflow, the outermost first."""
    inside: Any = workflow.get("definitions")
    listed = objects(cast(Held, inside).get("subgraphs")) if isinstance(inside, dict) else iter(())
    definitions = {str(one.get("id")): one for one in listed}
    return list(ComfyScope(workflow).open(definitions, [_MAX_SCOPES]))


def widget_values(node: Held) -> dict[str, Any]:
    """Return what the widgets of a node hold by the names that its inputs say."""
    held = node.get("widgets_values")
    if isinstance(held, dict):
        return cast(dict[str, Any], held)
    names = [str(slot.get("name")) for slot in slots(node) if slot.get("widget")]
    values = cast(list[Any], held) if isinstance(held, list) else []
    return dict(zip(names, values, strict=True)) if len(names) == len(values) else {}


def slots(node: Held) -> Iterator[Held]:
    """Yield the inputs of a node."""
    return objects(node.get("inputs"))


def objects(value: Any) -> Iterator[Held]:
    """Yield the objects of a list, whatever it is."""
    items = cast(list[Any], value)[:MAX_NODES] if isinstance(value, list) else []
    return (cast(Held, item) for item in items if isinstance(item, dict))


def _through(node: Held, slot: Any) -> Any:
    """Return the link that a node hands on where it does nothing: the first of the same kind."""
    outputs = list(objects(node.get("outputs")))
    kind = outputs[slot].get("type") if isinstance(slot, int) and 0 <= slot < len(outputs) else None
    before = [one for one in slots(node) if one.get("link") is not None]
    same = [one for one in before if one.get("type") == kind]
    return (same or before or [{}])[0].get("link")


def _first_value(node: Held) -> Any:
    held = node.get("widgets_values")
    return cast(list[Any], held)[0] if isinstance(held, list) and held else None


def _links(value: Any) -> Iterator[tuple[int, str, Any, str, Any]]:
    """Yield number, id and slot of where each link comes from, id and slot of where it leads."""
    for link in cast(list[Any], value)[: 4 * MAX_NODES] if isinstance(value, list) else []:
        match link:
            case [int() as number, int() | str() as source, int() as slot, *rest]:
                yield number, str(source), slot, str(rest[0]) if rest else "", rest[1] if len(rest) > 1 else None
            case {"id": int() as number, "origin_id": int() | str() as source, "origin_slot": int() as slot}:
                ends = cast(Held, link)
                yield number, str(source), slot, str(ends.get("target_id")), ends.get("target_slot")
            case _:
                continue
