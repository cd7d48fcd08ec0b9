"""The page's modules as one, and its styles: a hundred requests over a slow line cost more than the rest of a visit.

Modules are written, checked and tested one by one, and nothing has to be built. Joined, each becomes a function that
runs once, after those that it imports, and returns what it exports. So modules may not import each other in a circle,
nor change what they exported; an `import` or `export` begins a line. Types in comments stay here.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";$', re.MULTILINE)
_PASSED_ON = re.compile(r'^export \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|function|async function) (\w+))", re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_TYPES = re.compile(r"/\*\*\s.*?\*/ ?\n?", re.DOTALL)
_LEFT = re.compile(r"^(?:(?:import|export)\b|.*\bimport\.meta\b).*", re.MULTILINE)
"""Tried at the start of each line only: the catalogue is one line of 80,000 characters."""


_FIRST_MODULES = "page/"
"""What other folders register themselves with is in the order in which the page's own modules import them."""
_FIRST_STYLES = (
    "page/easel.css",
    "form/form.css",
    "form/compose.css",
    "results/results.css",
    "material/take_away.css",
    "results/settings_table.css",
    "results/lineage.css",
    "results/compare_view.css",
    "material/desk/desk.css",
)
"""The general ones, so that the others may differ from them."""
_CATALOGUE = "kit/catalogue.js"
_OF_ANOTHER_PAGE = "page/sign_in.css"


def joined_script(folder: Path, words: str = "") -> str:
    """Return all modules in the folders below `folder` as one. Raises what `joined_modules` does.

    Args:
        folder: Where the modules are.
        words: What stands in the place of the catalogue, `kit/catalogue.js`; empty for English, which needs none.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/**/*.js"))
    ordered = sorted(names, key=lambda name: not name.startswith(_FIRST_MODULES))
    return joined_modules(folder, ordered, {_CATALOGUE: words} if words else {})


def joined_style(folder: Path) -> str:
    """Return all styles of the page as one."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.glob("*/**/*.css"))
    ordered = dict.fromkeys((*_FIRST_STYLES, *names))
    return "\n".join((folder / name).read_text("utf-8") for name in ordered if name != _OF_ANOTHER_PAGE)


def joined_modules(folder: Path, entries: Iterable[str], other_sources: Mapping[str, str] | None = None) -> str:
    """Return one module that exports `modules`: the name of each module -> an object of what it exports.

    Args:
        folder: Where the modules are; the address of the joined one is in it, too.
        entries: Names of modules in folders below, "page/stage.js", in the order in which they run. What they import
            comes along. A module beside the folders stays a file of its own: it is large, and imported when needed.
        other_sources: Name of a module -> what it is instead of its file.

    Raises:
        FileNotFoundError: A module imports one that is not there.
        ValueError: A module is written in a way that cannot be joined, or imports itself in a circle.
    """
    done: dict[str, str] = {}
    for name in entries:
        _add(folder, name, (), done, other_sources or {})
    return "\n".join(("const modules = {};", *done.values(), "export { modules };", ""))


def _add(
    folder: Path, name: str, importers: tuple[str, ...], done: dict[str, str], other_sources: Mapping[str, str]
) -> None:
    """Put a module behind those that it imports."""
    if name in importers:
        raise ValueError(f"Modules import each other in a circle: {' imports '.join((*importers, name))}")
    if name in done:
        return
    source = _TYPES.sub("", other_sources.get(name) or (folder / name).read_text("utf-8"))
    exports = [(each, each) for each in _EXPORT.findall(source)]
    later: list[str] = []

    def other(path: str) -> str:
        return normpath(join(dirname(name), path))

    def imported(found: re.Match[str]) -> str:
        _add(folder, other(found[2]), (*importers, name), done, other_sources)
        return f"const {_object(_pairs(found[1]))} = modules[{_quoted(other(found[2]))}];" if found[1] else ""

    def passed_on(found: re.Match[str]) -> str:
        _add(folder, other(found[2]), (*importers, name), done, other_sources)
        exports.extend((here, f"modules[{_quoted(other(found[2]))}].{there}") for there, here in _pairs(found[1]))
        return ""

    def imported_later(found: re.Match[str]) -> str:
        if "/" not in other(found[1]):
            return f'import("./{other(found[1])}")'
        later.append(other(found[1]))
        return f"Promise.resolve().then(() => modules[{_quoted(later[-1])}])"

    body = source
    for pattern, written in ((_IMPORT, imported), (_PASSED_ON, passed_on), (_LATER, imported_later)):
        body = pattern.sub(written, body)
    body = _EXPORT.sub("", body)
    if left := _LEFT.search(body):
        raise ValueError(f"{name} cannot be joined: {left[0].strip()}")
    done[name] = f"modules[{_quoted(name)}] = (() => {{\n{body.strip()}\nreturn {_object(exports)};\n}})();"
    for each in later:
        _add(folder, each, (), done, other_sources)


def _pairs(names: str) -> list[tuple[str, str]]:
    """Return (name there, name here) of each name between the braces of an import or export."""
    pairs = [one.split(" as ") for one in re.split(r"\s*,\s*", names.strip()) if one]
    return [(pair[0], pair[-1]) for pair in pairs]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _object(pairs: list[tuple[str, str]]) -> str:
    return "{ " + ", ".join(key if key == value else f"{key}: {value}" for key, value in pairs) + " }"
