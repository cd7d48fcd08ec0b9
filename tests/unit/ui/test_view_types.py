"""The types that the page's scripts are checked with are those of the views."""

import re
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Literal, NotRequired, TypedDict

import pytest

from scripts.view_types import PATH, server_functions, type_words, view_types


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Leaf(TypedDict):
    """A leaf."""

    colour: Colour
    weight: NotRequired[float | None]


class Tree(TypedDict):
    """A tree
    of trees.
    """

    leaves: list[Leaf]
    parts: dict[str, "Tree"]
    ways: list[Literal["up", 2] | None]


def test_the_written_types_are_those_of_the_views() -> None:
    assert "export interface JobView {" in view_types()
    assert PATH.read_text(encoding="utf-8") == view_types(), "run: make views"


def test_a_name_of_a_server_function_means_one_shape() -> None:
    names = re.findall(r"^  (\w+)\(asked", view_types(), re.MULTILINE)
    assert len(names) > 50
    assert len(names) == len(set(names))


def test_server_functions_are_told_from_events_and_helpers(tmp_path: Path) -> None:
    source = """
def calls(page):
    async def leaf_shown(asked: str, request: gr.Request) -> Leaf: ...
    async def any_call(asked: Any, request: gr.Request) -> Answer: ...
    async def pressed(data: dict[Any, Any], request: gr.Request) -> Leaf: ...
    async def _meant(asked: str, request: gr.Request) -> Leaf: ...
    async def other(asked: str, request: Request) -> Leaf: ...
    def plain(asked: str, request: gr.Request) -> Leaf: ...
"""
    module = tmp_path / "module.py"
    module.write_text(source)
    assert list(server_functions(module, {"Leaf": Leaf, "Any": Any})) == [("leaf_shown", str, Leaf)]


def test_a_view_is_written_with_everything_that_it_names() -> None:
    declared: dict[str, str] = {}
    assert type_words(Tree | None, declared) == "Tree | null"
    assert declared["Colour"].strip() == 'export type Colour = "red" | "blue";'
    assert declared["Leaf"].strip().splitlines() == [
        "/** A leaf. */", "export interface Leaf {", "  colour: Colour;", "  weight?: number | null;", "}",
    ]  # fmt: skip
    assert declared["Tree"].strip().splitlines() == [
        "/** A tree", " * of trees. */", "export interface Tree {",
        "  leaves: Leaf[];", "  parts: Record<string, Tree>;", '  ways: ("up" | 2 | null)[];', "}",
    ]  # fmt: skip


@pytest.mark.parametrize("hint", [datetime, dict[int, str], set[str]])
def test_what_json_does_not_have_is_no_view(hint: Any) -> None:
    with pytest.raises(TypeError, match="no type in the page's scripts"):
        type_words(hint, {})
