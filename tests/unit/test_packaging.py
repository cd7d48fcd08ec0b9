"""What other people's machines install is what uv.lock says."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from uv import find_uv_bin

ROOT = Path(__file__).parents[2]


def locked_versions() -> dict[str, str]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    return {package["name"]: package.get("version", "") for package in lock["package"]}


def front_matter() -> dict[str, str]:
    block = re.match(r"---\n(.*?)\n---\n", (ROOT / "README.md").read_text(), re.DOTALL)
    assert block, "README.md has no front matter"
    pairs = (line.split(": ", 1) for line in block[1].splitlines())
    return {key: value.strip('"') for key, value in pairs}


def test_requirements_txt_is_the_export_of_uv_lock() -> None:
    options = ["--frozen", "--offline", "--no-dev", "--no-hashes", "--no-annotate", "--no-header"]
    export = subprocess.run(
        [find_uv_bin(), "export", *options], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    requirements = (ROOT / "requirements.txt").read_text().splitlines()
    assert [line for line in requirements if not line.startswith("#")] == export.splitlines(), "run: make lock"


def test_lock_knows_every_dependency_of_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[\[><=;! ]", line)[0] for line in project["dependencies"]}
    assert names <= locked_versions().keys()


@pytest.mark.parametrize("target", ["test", "bench", "docs"])
def test_make_sees_to_a_browser_before_what_drives_one(target: str) -> None:
    rule = re.search(rf"^{target}:([^#\n]*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert rule, target
    assert "browser" in rule[1].split()


def test_space_runs_the_locked_gradio() -> None:
    matter = front_matter()
    assert matter["sdk"] == "gradio"
    assert matter["sdk_version"] == locked_versions()["gradio"]
    assert (ROOT / matter["app_file"]).is_file()
    assert tuple(map(int, matter["python_version"].split("."))) >= (3, 11)


@pytest.mark.parametrize("folder", [".", "viewer", "tests/validators"])
def test_npm_locks_pin_contents_and_leave_the_registry_to_the_machine(folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    locked = [package for name, package in packages.items() if name]
    assert locked
    assert not [package for package in locked if "resolved" in package or "integrity" not in package]
