"""Write the shapes of what the server sends to the page as types for its scripts: `python scripts/view_types.py`.

Each public TypedDict of `ui/`, with the enums it names, becomes a type in `ui/static/views.d.ts`.
"""

import importlib
import pkgutil
import sys
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
HEAD = "// What the server sends to the page. Written by scripts/view_types.py from the TypedDicts of ui/.\n"
PLAIN: dict[Any, str] = {str: "string", int: "number", float: "number", bool: "boolean", Any: "unknown"}


def view_types() -> str:
    """Return the declarations of all views, by name."""
    declared: dict[str, str] = {}
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        for name, found in vars(importlib.import_module(module.name)).items():
            if is_typeddict(found) and not name.startswith("_"):
                type_words(found, declared)
    return HEAD + "".join(declared[name] for name in sorted(declared))


def type_words(hint: Any, declared: dict[str, str]) -> str:
    """Return a type as TypeScript writes it; what it names by a name of its own is added to `declared`.

    Raises:
        TypeError: JSON or TypeScript has no such type.
    """
    if hint is NoneType:
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
        case origin if origin is dict and inner[0] is str:
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
