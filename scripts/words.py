"""Collect every text that people read into the catalogues: `make words`. What is translated already stays."""

import ast
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import httpx  # noqa: E402

from providers.catalogue import REQUESTS, VENDORS  # noqa: E402
from providers.field_sentences import EMPTY  # noqa: E402
from providers.telling import Counted, Wording  # noqa: E402
from studio.build import build_studio  # noqa: E402
from studio.files.file_kinds import KIND_WORDS  # noqa: E402
from studio.sentences.sentences import SENTENCES  # noqa: E402
from studio.settings import Settings  # noqa: E402
from ui.asking.script_words import texts_of_scripts  # noqa: E402
from ui.gradio_seams.lean_page import lean_config  # noqa: E402
from ui.gradio_seams.page_words import said_config  # noqa: E402
from ui.shell import build_page  # noqa: E402
from ui.views.card_words import FINDING_SENTENCES  # noqa: E402
from words.language import CATALOGUES, ENGLISH, LANGUAGES, catalogue  # noqa: E402
from words.po_file import Translated, written_po  # noqa: E402

ROOMS = ("providers", "studio", "materials", "ui", "words")
Text = tuple[str, str | None]
_WORD = re.compile(r"[A-Za-z]{3}")


def all_texts() -> dict[Text, str]:
    """Return (text, plural) -> the file or the place that it comes from; in the order of the catalogues."""
    found: dict[Text, str] = {}
    for source in (_in_tables(), _in_python(), _in_page(), texts_of_scripts().items()):
        for text, place in source:
            found.setdefault(text, place)
    counted = {one for one, many in found if many}
    return {text: place for text, place in found.items() if text[1] or text[0] not in counted}


def _in_tables() -> Iterator[tuple[Text, str]]:
    tables = (SENTENCES, EMPTY, KIND_WORDS, FINDING_SENTENCES)
    words: list[Wording] = [wording for table in tables for wording in table.values()]
    for each in words:
        yield ((each.one, each.many) if isinstance(each, Counted) else (each, None)), "sentences by code"


def _in_python() -> Iterator[tuple[Text, str]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            yield from ((text, place) for text in texts_of_python(path.read_text("utf-8")))


def texts_of_python(source: str) -> Iterator[Text]:
    """Yield what each call of `t`, `marked` and `tn` says."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            said = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if node.func.id in ("t", "marked") and said:
                yield said[0], None
            elif node.func.id == "tn" and len(said) == 2:
                yield said[0], said[1]


def _in_page() -> Iterator[tuple[Text, str]]:
    """Yield the texts in the configuration that Gradio sends with the page."""
    found: dict[str, None] = {}

    def note(text: str) -> str:
        found[text] = None
        return text

    with tempfile.TemporaryDirectory() as home:
        settings = Settings.from_env({"EASEL_DATA_DIR": home}, VENDORS)
        studio = build_studio(settings, sandbox=httpx.MockTransport(lambda _: httpx.Response(503)))
        said_config(lean_config(dict(build_page(studio).get_config_file())), note)
        studio.machinery.lock.release()
    names = {title for request in REQUESTS.values() for title in request.model_labels.values()}
    names |= {vendor.title for vendor in VENDORS}
    yield from (((text, None), "the page") for text in found if text not in names and _WORD.search(text))


def renewed(language: str) -> str:
    """Return the catalogue of a language with all texts that there are now, and no other."""
    old, texts = catalogue(language), all_texts()
    head = old[""].said[0]
    entries = [
        Translated(one, many, old[one].said if one in old and old[one].plural == many else ()) for one, many in texts
    ]
    forms = int(head.partition("nplurals=")[2].partition(";")[0])
    return written_po(head, entries, {one: place for (one, _), place in texts.items()}, forms)


if __name__ == "__main__":
    for name in LANGUAGES:
        if name != ENGLISH:
            path = CATALOGUES / f"{name}.po"
            path.write_text(renewed(name), "utf-8")
