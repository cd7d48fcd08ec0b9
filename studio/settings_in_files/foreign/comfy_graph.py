"""ComfyUI's "prompt": a graph of nodes, {id: {"class_type": name, "inputs": {name: value or [id, slot]}}}.

Nodes of many authors stand in it, so it is read by the names of inputs more than by the kinds of nodes. Names are
compared in small letters, with "_" for what parts their words, and without what stands before a point: partner nodes
write "model.prompt".
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

MAX_NODES = 5000
MAX_DEPTH = 150
"""How far links are followed; a graph of a person is less deep."""

_MAX_INPUTS = 300
_SELECTORS = ("switch", "select", "selected", "selector", "index", "boolean", "bool", "condition", "choice", "input")
_WHEN_TRUE = ("on_true", "if_true", "true", "true_value")
_WHEN_FALSE = ("on_false", "if_false", "false", "false_value")
_LAST_PART = re.compile(r"(?:^|_)?(\d+|(?<=_)[a-z])$")


@dataclass(frozen=True)
class ComfyNode:
    """A node: its kind and its inputs by their plain names, each a value or a link [id, slot]."""

    kind: str
    inputs: Mapping[str, Any]

    def links(self) -> Iterator[tuple[str, Any]]:
        """Yield (name, link) of the inputs that come from other nodes."""
        return ((name, value) for name, value in self.inputs.items() if is_link(value))

    @property
    def zeroed(self) -> bool:
        """Whether it empties the conditioning it gets: what was said there is not said."""
        return bool(re.search(r"zero[_\s]?out", self.kind, re.IGNORECASE))

    @property
    def calculates(self) -> bool:
        """Whether it makes a new number of those it gets."""
        return bool(re.search(r"math|expression|calc|multipl|divi|scale", self.kind, re.IGNORECASE))


class ComfyGraph:
    """The nodes of one graph."""

    def __init__(self, nodes: Mapping[str, Any]) -> None:
        self.nodes: dict[str, ComfyNode] = {}
        for id_, value in nodes.items():
            if len(self.nodes) >= MAX_NODES:
                break
            node = _node(value)
            if node is not None:
                self.nodes[str(id_)] = node

    def at(self, link: Any) -> ComfyNode | None:
        """Return the node that a link comes from."""
        return self.nodes.get(str(link[0])) if is_link(link) else None

    def ends(self) -> list[ComfyNode]:
        """Return the nodes nothing hangs on, those that save before those that only show."""
        used = {str(link[0]) for node in self.nodes.values() for _, link in node.links()}
        return sorted((node for id_, node in self.nodes.items() if id_ not in used), key=_end_rank)

    def value(self, value: Any, *names: str) -> Any:
        """Return what stands behind a value: itself, or what its node holds under a name, else as its "value"."""
        for _ in range(MAX_DEPTH):
            node = self.at(value)
            if node is None:
                return None if is_link(value) else value
            inputs = node.inputs
            value = next((inputs[name] for name in (*names, "value", self.chosen(node) or "") if name in inputs), None)
            if value is None and not node.calculates:
                value = next((link for _, link in node.links()), None)
        return None

    def chosen(self, node: ComfyNode) -> str | None:
        """Return the name of the input that a switch lets through, None where a node is no switch or cannot tell."""
        inputs = node.inputs
        selector = next((name for name in _SELECTORS if name in inputs and not self._is_branch(node, name)), None)
        if selector is None:
            return None
        at = inputs[selector]
        if is_link(at):
            source = self.at(at)
            at = source.inputs.get("value") if source else None
        if isinstance(at, str) and at.lower() in ("true", "false"):
            at = at.lower() == "true"
        return _branch(at, sorted((name for name in inputs if self._is_branch(node, name)), key=in_order))

    def _is_branch(self, node: ComfyNode, name: str) -> bool:
        if name in (*_WHEN_TRUE, *_WHEN_FALSE):
            return True
        value = node.inputs[name]
        return bool(_LAST_PART.search(name)) and (is_link(value) or isinstance(value, str))


def is_graph(value: Mapping[str, Any]) -> bool:
    """Return whether an object is a graph of nodes."""
    some = list(value.values())[:50]
    return any(isinstance(node, dict) and "class_type" in node and "inputs" in node for node in some)


def is_link(value: Any) -> bool:
    """Return whether an input's value is a link to another node's output."""
    if not isinstance(value, list) or len(cast(list[Any], value)) != 2:
        return False
    id_, slot = cast(list[Any], value)
    return isinstance(id_, str | int) and isinstance(slot, int) and not isinstance(slot, bool)


def in_order(name: str) -> tuple[int, int, str]:
    """Return where an input stands among its like: what comes before, then by number or letter, then what follows."""
    place = 0 if re.match(r"pre(pend|fix|_|$)", name) else 2 if re.search(r"append|suffix|_from$|^post", name) else 1
    part = _LAST_PART.search(name)
    number = 0 if part is None else int(part[1][:9]) if part[1].isdigit() else ord(part[1])
    return place, number, name


def _branch(at: Any, names: list[str]) -> str | None:
    if isinstance(at, bool):
        named = next((name for name in names if name in (_WHEN_TRUE if at else _WHEN_FALSE)), None)
        return named or (names[0 if at else 1] if len(names) > 1 else None)
    if not isinstance(at, int):
        return None
    for name in names:
        part = _LAST_PART.search(name)
        if part is not None and part[1].isdigit() and int(part[1][:9]) == at:
            return name
    return names[at - 1] if 1 <= at <= len(names) else None


def _node(value: Any) -> ComfyNode | None:
    if not isinstance(value, dict):
        return None
    node = cast(dict[str, Any], value)
    inputs: Any = node.get("inputs")
    if not isinstance(inputs, dict):
        return None
    plain: dict[str, Any] = {}
    for name, held in list(cast(dict[str, Any], inputs).items())[:_MAX_INPUTS]:
        plain.setdefault(_plain(str(name)), held)
    return ComfyNode(str(node.get("class_type"))[:100], plain)


def _plain(name: str) -> str:
    return re.sub(r"[\s\-]+", "_", name[:100].rpartition(".")[2].strip().lower())


def _end_rank(node: ComfyNode) -> int:
    kind = node.kind.lower()
    if re.search(r"preview|show|display|compare", kind):
        return 1
    return 0 if re.search(r"save|combine|output|export|write", kind) else 2
