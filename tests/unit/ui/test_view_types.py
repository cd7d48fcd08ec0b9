"""The types that the page's scripts are checked with are those of the views."""

from datetime import datetime
from enum import Enum
from typing import Any, Literal, NotRequired, TypedDict

import pytest

from scripts.view_types import PATH, type_words, view_types


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
