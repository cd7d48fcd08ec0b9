"""Workflows as ComfyUI's editor saves them: subgraphs, nodes that are only drawn, widgets without names."""

import json
from typing import Any

import pytest

from studio.settings_in_files.foreign.foreign_settings import told_in
from studio.settings_in_files.foreign.program_settings import ProgramSettings

KETTLE = ProgramSettings("ComfyUI", "a copper kettle", "blurry", 80, 640, 512)


def at(id_: int, kind: str, values: Any = None, *links: tuple[str, int | None], **more: Any) -> dict[str, Any]:
    """Return a node with links by the names of its inputs; a name that ends with "=" is a widget's."""
    inputs: list[dict[str, Any]] = []
    for name, link in links:
        widget = {"widget": {"name": name[:-1]}} if name.endswith("=") else {}
        inputs.append({"name": name.rstrip("="), "link": link, "type": "*", **widget})
    return {"id": id_, "type": kind, "mode": 0, "inputs": inputs, "widgets_values": values or [], **more}


def link(number: int, source: int, target: int, place: int = 0, slot: int = 0) -> list[Any]:
    return [number, source, slot, target, place, "*"]


def inner(number: int, source: int, slot: int, target: int, place: int) -> dict[str, Any]:
    return {"id": number, "origin_id": source, "origin_slot": slot, "target_id": target, "target_slot": place}


SAMPLER = at(4, "KSampler", [80, "fixed", 20], ("positive", 1), ("negative", 2), ("latent_image", 3))
LATENT = at(3, "EmptyLatentImage", [640, 512, 1])
PLAIN = [at(1, "CLIPTextEncode", ["a copper kettle"]), at(2, "CLIPTextEncode", ["blurry"]), LATENT, SAMPLER]
LINKS = [link(1, 1, 4, 0), link(2, 2, 4, 1), link(3, 3, 4, 2)]
DRAWING: dict[str, Any] = {
    "id": "a-drawing",
    "inputs": [{"name": "text"}, {"name": "unwanted"}, {"name": "seed"}],
    "outputs": [{"name": "IMAGE"}],
    "nodes": [
        at(1, "CLIPTextEncode", ["old words"], ("text=", 11)),
        at(2, "CLIPTextEncode", ["old, too"], ("text=", 12)),
        LATENT,
        at(4, "KSampler", [1, "fixed", 20], ("positive", 1), ("negative", 2), ("latent_image", 3), ("seed", 13)),
    ],
    "links": [inner(1, 1, 0, 4, 0), inner(2, 2, 0, 4, 1), inner(3, 3, 0, 4, 2), inner(11, -10, 0, 1, 0),
              inner(12, -10, 1, 2, 0), inner(13, -10, 2, 4, 3), inner(14, 4, 0, -20, 0)],
}  # fmt: skip
USED = at(7, "a-drawing", ["a copper kettle", 80], ("text=", None), ("unwanted", 5), ("seed=", None))
AROUND = {
    "id": "around",
    "inputs": [],
    "outputs": [{"name": "IMAGE"}],
    "nodes": [USED, at(5, "PrimitiveString", ["blurry"])],
    "links": [inner(5, 5, 0, 7, 1), inner(6, 7, 0, -20, 0)],
}
SAVED = at(9, "SaveImage", ["x"], ("images", 6))

WORKFLOWS: dict[str, dict[str, Any]] = {
    "plain": {"nodes": PLAIN, "links": LINKS},
    "a subgraph": {
        "nodes": [USED, at(5, "PrimitiveString", ["blurry"]), SAVED],
        "links": [link(5, 5, 7, 1), link(6, 7, 9)],
        "definitions": {"subgraphs": [DRAWING]},
    },
    "a subgraph in one": {
        "nodes": [at(1, "around"), SAVED],
        "links": [link(6, 1, 9)],
        "definitions": {"subgraphs": [DRAWING, AROUND]},
    },
    "a text from a subgraph": {
        "nodes": [at(1, "CLIPTextEncode", ["x"], ("text=", 4)), *PLAIN[1:], at(6, "words")],
        "links": [*LINKS, link(4, 6, 1)],
        "definitions": {"subgraphs": [{"id": "words", "nodes": [at(1, "PrimitiveString", ["a copper kettle"])],
                                       "links": [inner(1, 1, 0, -20, 0)]}]},
    },
    "set and got by name": {
        "nodes": [
            at(1, "CLIPTextEncode", ["x"], ("text=", 4)), *PLAIN[1:], at(6, "GetNode", ["words"]),
            at(7, "SetNode", ["words"], ("STRING", 5)), at(8, "PrimitiveString", ["a copper kettle"]),
            at(9, "SetNode", ["others"], ("STRING", 6)),
        ],
        "links": [*LINKS, link(4, 6, 1), link(5, 8, 7)],
    },
    "a text nobody listed": {
        "nodes": [at(1, "CLIPTextEncode", ["x"], ("text=", 4)), *PLAIN[1:], at(6, "Kasten", ["a copper kettle", 3])],
        "links": [*LINKS, link(4, 6, 1)],
    },
    "a seed nobody listed": {
        "nodes": [*PLAIN[:3], at(4, "SomebodysSampler", [80, "randomize", 20], *(("positive", 1), ("negative", 2),
                  ("latent_image", 3)))],
        "links": LINKS,
    },
    "another, muted": {
        "nodes": [at(20, "KSampler", [5], ("positive", 2), ("negative", 1), ("latent_image", 3), mode=2), *PLAIN],
        "links": LINKS,
    },
    "values by name": {
        "nodes": [at(1, "CLIPTextEncode", {"text": "a copper kettle"}), *PLAIN[1:]], "links": LINKS,
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", WORKFLOWS)
def test_workflows_are_read_like_what_they_run(kind: str) -> None:
    assert told_in(json.dumps(WORKFLOWS[kind])) == KETTLE
    assert told_in(json.dumps({"extra": {}, "workflow": WORKFLOWS[kind]})) == KETTLE


def test_what_is_zeroed_in_a_workflow_is_nothing_to_leave_out() -> None:
    nodes = [PLAIN[0], at(2, "ConditioningZeroOut", None, ("conditioning", 4)), *PLAIN[2:]]
    told = told_in(json.dumps({"nodes": nodes, "links": [*LINKS, link(4, 1, 2)]}))
    assert told == ProgramSettings("ComfyUI", "a copper kettle", None, 80, 640, 512)


def test_subgraphs_of_themselves_and_broken_ones_end() -> None:
    own = {"id": "own", "nodes": [at(n, "own", None, ("x", 1)) for n in range(30)], "links": [inner(1, 1, 0, -20, 0)]}
    broken = {
        "id": "broken",
        "inputs": 3,
        "nodes": [7, {"id": [], "type": {}}],
        "links": [inner(1, -10, 10**9, -20, 0)],
    }
    nodes = [at(1, "own"), at(2, "broken"), at(3, "SaveImage", None, ("images", 1), ("more", 2))]
    workflow = {"nodes": nodes, "links": [link(1, 1, 3), link(2, 2, 3)], "definitions": {"subgraphs": [own, broken, 5]}}
    told = told_in(json.dumps(workflow))
    assert told is not None
    assert told.empty
