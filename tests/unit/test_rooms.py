"""Which room may import which: the law of ARCHITECTURE.md as data, kept by reading the source, not by running it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FORBIDDEN: dict[str, set[str]] = {
    "providers": {"gradio", "studio", "ui", "sandbox", "materials", "sqlalchemy", "dotenv", "os"},
    "studio": {
        "gradio",
        "ui",
        "sandbox",
        "app",
        "dotenv",
        "providers.foxapi",
        "providers.anyfast",
        "providers.client",
        "providers.connections",
    },
    "materials": {"gradio", "providers", "studio", "ui", "sandbox", "httpx", "sqlalchemy", "starlette"},
    "sandbox": {"providers", "studio", "ui", "gradio", "sqlalchemy"},
    "ui": {
        "httpx",
        "sqlalchemy",
        "sandbox",
        "providers.foxapi",
        "providers.anyfast",
        "providers.client",
        "providers.connections",
    },
}
"""Room -> modules (with everything inside them) that it never imports."""

BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "base", "core"}


def modules(room: str) -> list[Path]:
    return sorted(path for path in (ROOT / room).rglob("*.py") if "node_modules" not in path.parts)


def imports(source: str, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield (line, full dotted name) of each import, relative ones and those inside functions included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = (*above, *([node.module] if node.module else []))
            yield from ((node.lineno, ".".join((*module, alias.name))) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("__import__", "importlib.import_module"):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant):
                    yield node.lineno, str(argument.value)


def breaches(room: str, source: str, package: tuple[str, ...]) -> list[tuple[int, str]]:
    return [
        (line, name)
        for line, name in imports(source, package)
        if any(name == banned or name.startswith(f"{banned}.") for banned in FORBIDDEN[room])
    ]


@pytest.mark.parametrize("room", FORBIDDEN)
def test_rooms_keep_to_their_imports(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules(room)
        for line, name in breaches(room, path.read_text(encoding="utf-8"), path.relative_to(ROOT).parent.parts)
    ]
    assert found == []


def test_only_the_composition_root_knows_the_sandbox() -> None:
    for room in ("providers", "studio", "materials", "ui"):
        assert "sandbox" in FORBIDDEN[room]


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("providers", "import studio.jobs"),
        ("providers", "def f():\n    from os import environ"),
        ("ui", "from providers import foxapi"),
        ("ui", "from providers.anyfast.images import AnyFast"),
        ("studio", "import importlib\nimportlib.import_module('ui.shell')"),
        ("materials", "from .. import providers"),
    ],
)
def test_the_check_sees_every_way_to_import(room: str, source: str) -> None:
    assert len(breaches(room, source, (room,))) == 1


def test_neighbours_with_longer_names_are_no_breach() -> None:
    assert breaches("providers", "import osmium, studiox\nfrom . import spec", ("providers",)) == []


def test_module_names_are_unique_and_say_something() -> None:
    places: dict[str, list[str]] = {}
    for room in FORBIDDEN:
        for path in modules(room):
            if path.name not in ("__init__.py", "__main__.py"):
                assert path.stem not in BANNED_NAMES, path
                if path.stem != "errors":  # each room has one error tree, under the name everybody looks for
                    places.setdefault(path.stem, []).append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def words_of_code(source: str) -> str:
    """Return the source without comments and docstrings, which may give an example."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [part for part in body if not _is_text(part)] or [ast.Pass()]  # type: ignore[attr-defined]
    return ast.unparse(tree).lower()


def _is_text(part: ast.AST) -> bool:
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant) and isinstance(part.value.value, str)


def test_no_vendor_is_named_in_the_studio() -> None:
    for path in modules("studio"):
        code = words_of_code(path.read_text(encoding="utf-8"))
        assert "foxapi" not in code, path
        assert "anyfast" not in code, path
    assert "foxapi" in words_of_code('"""Text."""\nif name == "FoxAPI":\n    "more"')
