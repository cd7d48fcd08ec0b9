"""What README.md and ARCHITECTURE.md say about the tree is true."""

import re
from pathlib import Path

import pytest

from scripts.models_table import with_table

ROOT = Path(__file__).parents[2]


def test_readme_lists_every_model_as_the_request_classes_have_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "| `foxapi_patina_material` |" in readme
    assert with_table(readme) == readme, "run: make docs"


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_documents_name_only_files_that_exist(document: str) -> None:
    named = set(re.findall(r"`([a-z_]+(?:/[a-z0-9_]+)*/?(?:\.py|\.js|\.ts|/))`", (ROOT / document).read_text()))
    assert len(named) > 10
    missing = sorted(name for name in named if not (ROOT / name).exists())
    assert not missing


def test_docstrings_name_only_scripts_that_exist() -> None:
    named = {
        (str(path.relative_to(ROOT)), name)
        for path in (ROOT / "ui").rglob("*.py")
        for name in re.findall(r"`(?:ui/)?(?:static/)?([a-z]+(?:/[a-z0-9_]+)+\.(?:js|css))`", path.read_text())
    }
    assert len(named) > 5
    assert sorted(each for each in named if not (ROOT / "ui/static" / each[1]).exists()) == []


def test_architecture_names_every_room() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert {"providers", "studio", "materials", "sandbox", "ui"} <= rooms
    assert not sorted(room for room in rooms if f"`{room}/`" not in text)


def test_architecture_gives_a_reason_for_every_dependency() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    dependencies = re.search(r"^dependencies = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.M | re.S)
    assert dependencies
    names = re.findall(r'^    "([a-z-]+)', dependencies[1], re.M)
    assert len(names) > 8
    assert not [name for name in names if f"| {name} |" not in text]
