"""Write the shapes of what the server tells the page as types for its scripts: `python scripts/view_types.py`.

Each public TypedDict of `ui/` becomes a type in `ui/static/views.d.ts`, with the enums it names. So does each server
function, an inner `async def name(argument, request: gr.Request)`, in the interface `Server`.
"""

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from inspect import cleandoc
from json import dumps
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Required, Union, get_args, get_origin, get_type_hints, is_typeddict

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import ui  # noqa: E402

PATH = ROOT / "ui/static/views.d.ts"
HEAD = """// What the server tells the page. Written by scripts/view_types.py.

/** An answer, or nothing but a sentence that says why there is none. */
export type Answer<View> = View & { sentence?: string };
"""
SERVER = "\n/** Every server function; a component has some of them. */\nexport interface Server {\n"
PLAIN: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean", Any: "unknown"}
EVENTS = ("dict[Any, Any]", "gr.EventData")


def view_types() -> str:
    """Return the declarations of all views, by name, and of all server functions."""
    declared: dict[str, str] = {}
    calls: list[str] = []
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        module = importlib.import_module(found.name)
        for name, view in vars(module).items():
            if is_typeddict(view) and not name.startswith("_"):
                type_words(view, declared)
        if not found.name.startswith("ui.api."):
            calls += [_call(*each, declared) for each in server_functions(Path(str(module.__file__)), vars(module))]
    return HEAD + "".join(declared[name] for name in sorted(declared)) + SERVER + "".join(calls) + "}\n"


def server_functions(path: Path, names: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Yield (name, type of its argument, type of its answer) for each server function in a module's source.

    What Gradio calls for an event has the same two parameters, but is handed an event or values by component. What
    stands for any server function answers with any `Answer`.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.AsyncFunctionDef) and len(node.args.args) == 2 and not node.name.startswith("_"):
            argument, request = (ast.unparse(arg.annotation) if arg.annotation else "" for arg in node.args.args)
            answer = ast.unparse(node.returns) if node.returns else ""
            if request == "gr.Request" and argument not in EVENTS and answer != "Answer":
                yield node.name, eval(argument, names), eval(answer, names)  # noqa: S307


def _call(name: str, argument: Any, answer: Any, declared: dict[str, str]) -> str:
    given = type_words(argument, declared)
    optional = "?" if given in ("null", "unknown") else ""
    return f"  {name}(asked{optional}: {given}): Promise<Answer<{type_words(answer, declared)}>>;\n"


def type_words(hint: Any, declared: dict[str, str]) -> str:
    """Return a type as TypeScript writes it; what it names by a name of its own is added to `declared`.

    Raises:
        TypeError: JSON or TypeScript has no such type.
    """
    if hint is None or hint is NoneType:
        return "null"
    if hint in PLAIN:
        return PLAIN[hint]
    inner = get_args(hint)
    match get_origin(hint):
        case origin if origin in (Union, UnionType):
            return " | ".join(type_words(one, declared) for one in inner)
        case origin if origin is Literal:
            return " | ".join(dumps(value) for value in inner)
        case origin if origin in (Required, NotRequired):
            return type_words(inner[0], declared)
        case origin if origin is list:
            item = type_words(inner[0], declared)
            return f"({item})[]" if " | " in item else f"{item}[]"
        case origin if origin in (dict, Mapping) and inner[0] is str:
            return f"Record<string, {type_words(inner[1], declared)}>"
    if isinstance(hint, type) and issubclass(hint, Enum):
        values = " | ".join(dumps(one.value) for one in hint)
        declared[hint.__name__] = f"\nexport type {hint.__name__} = {values};\n"
    elif is_typeddict(hint):
        _declare(hint, declared)
    else:
        raise TypeError(f"{hint} has no type in the page's scripts")
    return hint.__name__


def _declare(view: type, declared: dict[str, str]) -> None:
    if view.__name__ in declared:
        return
    declared[view.__name__] = ""  # a view may hold others of its kind
    hints = get_type_hints(view, include_extras=True)
    optional: frozenset[str] = view.__optional_keys__
    lines = [f"  {key}{'?' if key in optional else ''}: {type_words(hint, declared)};\n" for key, hint in hints.items()]
    said = cleandoc(view.__doc__ or "").replace("\n", "\n * ")
    declared[view.__name__] = f"\n/** {said} */\nexport interface {view.__name__} {{\n{''.join(lines)}}}\n"


if __name__ == "__main__":
    PATH.write_text(view_types(), encoding="utf-8")
