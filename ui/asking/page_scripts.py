"""How the scripts and styles of `ui/static/` come to the components of the page."""

import re
from collections.abc import Iterator

from ui.asking.static_files import STATIC_DIR, static_url

_STYLES = (
    "results/results.css",
    "material/take_away.css",
    "results/settings_table.css",
    "results/lineage.css",
    "results/compare_view.css",
    "material/desk.css",
)
_IMPORT = re.compile(r'^(?:import|export)\b[^;"]*"(\.[^"]+)";', re.MULTILINE)


def on_load(module: str, call: str) -> str:
    """Return the `js_on_load` of a component that calls what a module exports.

    Args:
        module: Its name in ui/static.
        call: The call, as "stage(element, {server, props})", with the names that Gradio hands to `js_on_load`.
    """
    name = call.partition("(")[0]
    return f'import(new URL("{static_url(module)}", document.baseURI)).then(({{{name}}}) => {{ {call}; }});'


def results_head(*styles: str) -> str:
    """Return the tags for the `head` of a component that load what results look like, and these styles."""
    return "".join(f'<link rel="stylesheet" href="{static_url(name)}">' for name in (*_STYLES, *styles))


def preloads(*modules: str) -> str:
    """Return the tags that fetch these modules with all that they import at once, rather than one after the other."""
    return "".join(f'<link rel="modulepreload" href="{static_url(name)}">' for name in _with_imports(modules))


def _with_imports(modules: tuple[str, ...]) -> list[str]:
    found, left = dict.fromkeys(modules), list(modules)
    while left:
        for name in imports_of(left.pop()):
            if name not in found:
                found[name] = None
                left.append(name)
    return list(found)


def imports_of(module: str) -> Iterator[str]:
    """Yield the modules that a module imports from the start."""
    folder = (STATIC_DIR / module).parent
    for path in _IMPORT.findall((STATIC_DIR / module).read_text("utf-8")):
        yield (folder / path).resolve().relative_to(STATIC_DIR.resolve()).as_posix()
