"""Which room may import which: the law of ARCHITECTURE.md as data, kept by reading the source, not by running it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

FORBIDDEN: dict[str, set[str]] = {
    "words": {"gradio", "providers", "studio", "materials", "ui", "sandbox", "os"},
    "providers": {"gradio", "studio", "ui", "sandbox", "materials", "sqlalchemy", "dotenv", "os"},
    "studio": {
        "gradio",
        "ui",
        "sandbox",
        "app",
        "dotenv",
        "providers.foxapi",
        "providers.anyfast",
        "providers.http.client",
        "providers.http.connections",
    },
    "materials": {"gradio", "providers", "studio", "ui", "sandbox", "httpx", "sqlalchemy", "starlette"},
    "sandbox": {"providers", "studio", "ui", "gradio", "sqlalchemy"},
    "ui": {
        "httpx",
        "sqlalchemy",
        "sandbox",
        "providers.foxapi",
        "providers.anyfast",
        "providers.http.client",
        "providers.http.connections",
    },
}
"""Room -> modules (with everything inside them) that it never imports."""

FLOORS: dict[str, tuple[str, ...]] = {
    "studio": (
        "sentences clock log_lines",
        "errors",
        "files access",
        "ledger fetching",
        "vendors references prompts",
        "money settings_in_files",
        "jobs library agents",
        "batches workbench people",
        "archive",
        "settings",
        "outside studio start_trouble",
        "assembly",
        "build",
    ),
    "materials": ("errors", "material", "pixels", "patterns", "maps", "sets report show", "repair drawing exporters"),
    "sandbox": ("task_store documents", "paint", "protocol", "gateway", "__main__"),
    "ui": (
        "gradio_seams hidden_proxies listening",
        "asking",
        "views",
        "wishes",
        "routes door",
        "results",
        "forms",
        "panels tabs api",
        "mcp",
        "theme shell",
        "launch",
    ),
}
"""Room -> its folders and the modules beside them, floor by floor from the ground: each imports only from below."""

USERS_OF_SEAMS = {"__init__", "launch", "shell", "api", "gradio_seams"}
"""In ui/, what leans on Gradio's unpromised behaviour is known to these only."""

MOST_FILES = 21
"""In one folder: more are looked through, not seen."""

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


def lodger(room: str, name: str) -> str:
    """Return the folder of a room, or the module beside its folders, that a dotted name leads to."""
    return name.split(".")[1] if name.startswith(f"{room}.") else ""


def climbs(room: str, home: str, source: str, package: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return (line, name) of the imports in a room that do not lead to a lower floor than their home's."""
    floor_of = {name: number for number, floor in enumerate(FLOORS[room]) for name in floor.split()}
    return [
        (line, name)
        for line, name in imports(source, package)
        if lodger(room, name) not in ("", home) and floor_of[lodger(room, name)] >= floor_of[home]
    ]


@pytest.mark.parametrize("room", FLOORS)
def test_folders_import_only_from_lower_floors(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules(room)
        if path != ROOT / room / "__init__.py"
        for line, name in climbs(
            room,
            path.relative_to(ROOT / room).with_suffix("").parts[0],
            path.read_text(encoding="utf-8"),
            path.relative_to(ROOT).parent.parts,
        )
    ]
    assert found == []


@pytest.mark.parametrize("room", FLOORS)
def test_every_folder_has_a_floor(room: str) -> None:
    there = {path.relative_to(ROOT / room).with_suffix("").parts[0] for path in modules(room)} - {"__init__"}
    assert sorted(" ".join(FLOORS[room]).split()) == sorted(there)


@pytest.mark.parametrize(
    ("home", "source", "count"),
    [
        ("batches", "from studio.workbench.workbench import Workbench", 1),  # the same floor
        ("jobs", "def f():\n    from ..people import profiles", 1),
        ("jobs", "import studio.assembly", 1),
        ("jobs", "from studio.jobs.job_row import JobRow\nfrom studio.clock import Clock\nimport json", 0),
        ("archive", "from studio.jobs.jobs import Jobs", 0),
    ],
)
def test_the_check_sees_every_climb(home: str, source: str, count: int) -> None:
    assert len(climbs("studio", home, source, ("studio", home))) == count


def test_only_the_top_of_ui_knows_the_seams() -> None:
    users = {
        path.relative_to(ROOT / "ui").with_suffix("").parts[0]
        for path in modules("ui")
        for _, name in imports(path.read_text(encoding="utf-8"), path.relative_to(ROOT).parent.parts)
        if f"{name}.".startswith("ui.gradio_seams.")
    }
    assert "launch" in users
    assert users <= USERS_OF_SEAMS


def test_no_folder_holds_too_many_files() -> None:
    folders: dict[Path, int] = {}
    for place in (*FORBIDDEN, "bench", "scripts", "tests", "viewer"):
        for path in (ROOT / place).rglob("*.*"):
            written = path.suffix in (".py", ".js", ".ts", ".css", ".sh") and path.name != "__init__.py"
            if written and "node_modules" not in path.parts:
                folders[path.parent] = folders.get(path.parent, 0) + 1
    assert len(folders) > 60
    assert {str(folder.relative_to(ROOT)): count for folder, count in folders.items() if count > MOST_FILES} == {}


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


def test_class_names_are_unique() -> None:
    places: dict[str, list[str]] = {}
    for room in FORBIDDEN:
        for path in modules(room):
            for part in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(part, ast.ClassDef) and not part.name.startswith("_"):
                    places.setdefault(part.name, []).append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_pillows_limit_of_pixels_has_one_home() -> None:
    named = [path.stem for room in FORBIDDEN for path in modules(room) if "MAX_IMAGE_PIXELS" in path.read_text("utf-8")]
    assert named == ["pixel_limit"]


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
