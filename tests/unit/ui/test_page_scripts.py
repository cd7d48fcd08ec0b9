"""The modules of the page: which folder may import which, no circles, and how components load them."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from ui.asking.page_scripts import head, on_load
from ui.asking.static_files import JOINED_SCRIPT, JOINED_STYLE, STATIC_DIR, static_url

LAW = {
    "kit": set[str](),
    "form": {"kit"},
    "form/tray": {"kit", "form"},
    "form/people": {"kit", "form"},
    "results": {"kit", "form", "form/tray"},
    "batches": {"kit", "form", "form/tray", "results"},
    "material": {"kit", "form", "form/tray", "results"},
    "material/desk": {"kit", "form", "form/tray", "results", "material"},
    "library": {"kit", "form", "form/tray", "results"},
    "tabs": {"kit", "form", "form/tray", "results"},
    "page": {
        "kit",
        "form",
        "form/tray",
        "form/people",
        "results",
        "batches",
        "material",
        "material/desk",
        "library",
        "tabs",
    },
}
"""Folder of ui/static -> the other folders whose modules its own may import."""
MOST_FILES = 20
BUILT = "viewer.js"
_IMPORT = re.compile(r'^(?:import|export)\b[^;"]*"(\.[^"]+)";', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_SCRIPTS = sorted(path.relative_to(STATIC_DIR).as_posix() for path in STATIC_DIR.rglob("*.js"))
SCRIPTS = [name for name in _SCRIPTS if name != BUILT]


def without_comments(module: str) -> str:
    text = (STATIC_DIR / module).read_text("utf-8")
    return re.sub(r"^[ ]*//[^\n]*|/\*\*\s.*?\*/", "", text, flags=re.MULTILINE | re.DOTALL)


def folder_of(module: str) -> str:
    return str(PurePosixPath(module).parent)


def imports_of(module: str) -> Iterator[str]:
    """Yield the modules that a module imports from the start."""
    folder = (STATIC_DIR / module).parent
    for path in _IMPORT.findall(without_comments(module)):
        yield (folder / path).resolve().relative_to(STATIC_DIR.resolve()).as_posix()


def later_imports_of(module: str) -> Iterator[str]:
    """Yield the modules that a module imports when they are needed."""
    for path in _LATER.findall(without_comments(module)):
        yield (STATIC_DIR / module).parent.joinpath(path).resolve().relative_to(STATIC_DIR.resolve()).as_posix()


@pytest.mark.parametrize("module", SCRIPTS)
def test_a_folder_imports_only_what_the_law_allows(module: str) -> None:
    folder = folder_of(module)
    assert folder in LAW, "a folder without a law"
    for other in [*imports_of(module), *later_imports_of(module)]:
        assert (STATIC_DIR / other).is_file(), other
        assert other == BUILT or folder_of(other) == folder or folder_of(other) in LAW[folder], other


def test_no_modules_import_each_other_in_a_circle() -> None:
    done: set[str] = set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join([*way, module])
        if module not in done:
            for other in imports_of(module):
                walk(other, (*way, module))
        done.add(module)

    for module in SCRIPTS:
        walk(module, ())


ON_THE_WINDOW = {"kit/signed_out.js": ["fetch"]}
"""The browser's own that a module stands before. Nothing of ours is put there."""


@pytest.mark.parametrize("module", SCRIPTS)
def test_a_module_puts_nothing_on_the_window(module: str) -> None:
    text = (STATIC_DIR / module).read_text("utf-8")
    assert re.findall(r"\b(?:window|globalThis)\.(\w+) (?:=|\?\?=) ", text) == ON_THE_WINDOW.get(module, [])


GRADIO_DOM = "kit/gradio_dom.js"
"""The one module that knows the page as Gradio builds it."""
STYLES_OF_GRADIO = {"page/easel.css", "form/form.css", "tabs/notices.css"}
"""What Gradio draws can only be styled by its own names: the frame, the bar of Generate, notices."""
_OF_GRADIO = re.compile(
    r"easel-tabs|\[role=\"?tab|tabId|data-tab-id|\.block\b|gradio-|\.gradio|svelte|\.tabitem|\.tab-"
)


@pytest.mark.parametrize("module", SCRIPTS)
def test_one_module_knows_what_gradio_draws(module: str) -> None:
    assert bool(_OF_GRADIO.search(without_comments(module))) == (module == GRADIO_DOM)


def test_few_styles_know_what_gradio_draws() -> None:
    styles = {path.relative_to(STATIC_DIR).as_posix(): path.read_text("utf-8") for path in STATIC_DIR.rglob("*.css")}
    assert {name for name, text in styles.items() if _OF_GRADIO.search(text)} == STYLES_OF_GRADIO


UNCHECKED = {
    "results/blind_vote.js",
    "results/chosen_job.js",
    "results/compare.js",
    "results/compare_view.js",
    "results/downloads.js",
    "results/job_acts.js",
    "results/job_time.js",
    "results/lightbox.js",
    "results/lineage.js",
    "results/material_preview.js",
    "results/result_actions.js",
    "results/result_view.js",
    "results/settings_table.js",
    "results/stage.js",
    "results/zoomed.js",
}
"""Modules whose types are not checked yet. None may be added."""


def test_types_are_checked_in_every_other_module() -> None:
    unchecked = {name for name in SCRIPTS if "// @ts-check\n" not in (STATIC_DIR / name).read_text("utf-8")}
    assert unchecked == UNCHECKED


def test_no_folder_holds_too_much() -> None:
    for folder in LAW:
        assert len([path for path in (STATIC_DIR / folder).iterdir() if path.is_file()]) <= MOST_FILES, folder


MADE_BY = {
    "createElement(": {"kit/dom.js", "results/compare_view.js", "results/material_preview.js"},
    "createElementNS(": {"kit/dom.js", "results/lineage.js"},
    ".showModal(": {"kit/dialog.js"},
    ".showPopover(": {"kit/menu.js"},
    'fetch("': set[str](),
}


def test_elements_dialogs_and_calls_are_made_by_the_kit() -> None:
    """One element builder, one dialog, one menu; requests go through the components' server functions."""
    for module in SCRIPTS:
        text = without_comments(module)
        for found in re.findall(r"createElement(?:NS)?\(|\.showModal\(|\bfetch\(\"|\.showPopover\(", text):
            assert module in MADE_BY[found], f"{module}: {found}"


def test_the_imports_are_those_that_a_browser_sees() -> None:
    """No way of writing an import goes unseen by the law."""
    for module in SCRIPTS:
        text = without_comments(module)
        named = re.findall(r'\b(?:from |import |import\()"([^"]+)"', text)
        assert len(named) == len([*imports_of(module), *later_imports_of(module)]), module


def test_a_component_calls_what_its_module_exports() -> None:
    script = on_load("tabs/notices.js", "notices(element, {server})")
    assert f'new URL("{static_url(JOINED_SCRIPT)}", document.baseURI)' in script
    assert script.endswith('.then(({modules: {"tabs/notices.js": {notices}}}) => { notices(element, {server}); });')


def test_the_page_fetches_its_own_modules_and_styles_at_once() -> None:
    for name in (JOINED_SCRIPT, JOINED_STYLE):
        assert head().count(f'href="{static_url(name)}"') == 1
    assert head().count("href=") == 2
