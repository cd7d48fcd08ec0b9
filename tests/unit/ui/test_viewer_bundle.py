"""The built viewer in the repository: small, complete, and asking nobody outside for anything."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from ui.asking.static_files import STATIC_DIR

ROOT = STATIC_DIR.parent.parent
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"}
BUNDLE = (STATIC_DIR / "viewer.js").read_text(encoding="utf-8")


def test_nothing_is_loaded_from_outside() -> None:
    assert set(re.findall(r"(?:https?|wss?)://[^\"'`\s)]+", BUNDLE)) <= NAMESPACES
    assert re.findall(r"\bimport\s*\(|@import|importScripts", BUNDLE) == []


def test_it_is_small_enough_for_a_phone() -> None:
    assert len(gzip.compress(BUNDLE.encode(), 9)) < 200_000


def test_the_licence_names_the_version_that_is_pinned() -> None:
    package = json.loads((ROOT / "viewer/package.json").read_text())
    pinned = package["devDependencies"]["three"]
    licence = (STATIC_DIR / "viewer.LICENSE.txt").read_text()
    assert re.fullmatch(r"\d+\.\d+\.\d+", pinned)
    assert f"three {pinned}" in licence
    assert "The MIT License" in licence
    assert "Permission is hereby granted" in licence
    assert f"three {pinned}" in BUNDLE.splitlines()[0]
    assert f'"{pinned.split(".")[1]}"' in BUNDLE, "three's own revision is inside the bundle"


def test_every_dependency_is_locked_without_naming_a_registry() -> None:
    package = json.loads((ROOT / "viewer/package.json").read_text())
    lock = json.loads((ROOT / "viewer/package-lock.json").read_text())
    for name, version in package["devDependencies"].items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    assert all("integrity" in entry for path, entry in lock["packages"].items() if path)
    assert "http" not in re.sub(r'"url": "https://[^"]+"', "", json.dumps(lock))


def test_the_words_of_the_source_are_in_the_bundle() -> None:
    words = (ROOT / "viewer/src/words.js").read_text(encoding="utf-8")
    sentences = re.findall(r': "([^"]+)"', words)
    assert len(sentences) > 40
    assert [sentence for sentence in sentences if sentence not in BUNDLE.replace(r"\xA0", " ").replace(r"\xB0", "°")
            .replace(r"\xD7", "×")] == []  # fmt: skip


def test_the_style_of_the_source_is_in_the_bundle() -> None:
    style = Path(ROOT / "viewer/src/viewer.css").read_text()
    assert style in BUNDLE.replace("\\`", "`")
