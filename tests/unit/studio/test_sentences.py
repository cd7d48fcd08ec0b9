"""Every code that the source names has words in the studio's one place for them, and brings the facts they need."""

import ast
from collections.abc import Iterator
from pathlib import Path

from providers.provider_sentences import PROVIDER_SENTENCES
from providers.telling import facts_of
from studio.sentences.job_sentences import JOB_SENTENCES
from studio.sentences.material_sentences import MATERIAL_SENTENCES
from studio.sentences.refusal_sentences import REFUSAL_SENTENCES
from studio.sentences.sentences import SENTENCES

ROOT = Path(__file__).parents[3]
CODED = {"Incomplete", "UnknownTarget", "NothingToExport"}
"""Errors of the materials that bring a code."""


def named(source: str) -> Iterator[tuple[int, str, set[str]]]:
    """Yield (line, code, names of facts) of each `happened("code", ...)` whose code stands there."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "happened" and node.args:
            code = node.args[0]
            facts = {keyword.arg or "" for keyword in node.keywords}
            for each in [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]:
                if isinstance(each, ast.Constant):
                    yield node.lineno, str(each.value), facts


def test_every_code_has_words_for_its_facts() -> None:
    found = 0
    for room in ("providers", "studio", "ui"):
        for path in (ROOT / room).rglob("*.py"):
            for line, code, facts in named(path.read_text(encoding="utf-8")):
                found += 1
                assert code in SENTENCES, f"{path}:{line}"
                assert facts_of(SENTENCES[code]) == facts, f"{path}:{line}: {code}"
    assert found > 100


def test_the_check_sees_both_codes_of_a_choice() -> None:
    assert list(named('happened("a" if b else "c", d=1)')) == [(1, "a", {"d"}), (1, "c", {"d"})]


TEXTS_LEFT = {
    "studio/jobs/asked.py": 1,
    "studio/workbench/map_orders.py": 1,
    "studio/workbench/texture_sets.py": 2,
    "studio/workbench/workbench.py": 2,
}
"""Where the studio still passes on sentences that were made elsewhere: by materials, and of wrong fields."""


def errors(room: str, base: str) -> set[str]:
    """Return the names of all classes of errors of a room."""
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {base}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


def texts(source: str, names: set[str]) -> Iterator[ast.expr]:
    """Yield what is told in an error and is a text rather than codes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            told = node.args
            if told and isinstance(told[0], ast.Dict):
                told = told[0].values
            for each in told:
                if isinstance(each, ast.Constant | ast.JoinedStr) or (
                    isinstance(each, ast.Call) and ast.unparse(each.func) in ("str", "' '.join", "field_sentences")
                ):
                    yield each


def texts_in(room: str, names: set[str]) -> dict[str, int]:
    """Return how many of them each file has."""
    counts = {path: len(list(texts(path.read_text(encoding="utf-8"), names))) for path in (ROOT / room).rglob("*.py")}
    return {str(path.relative_to(ROOT)): count for path, count in counts.items() if count}


def test_what_the_studio_refuses_has_a_code() -> None:
    names = errors("studio", "StudioError")
    assert {"NotFound", "FieldErrors", "LinkDead", "ChooseSet"} < names
    assert texts_in("studio", names) == TEXTS_LEFT


def test_what_goes_wrong_at_a_vendor_has_a_code() -> None:
    """Only the vendor's own words are told as a text."""
    names = errors("providers", "ProviderError")
    assert {"NotSent", "RateLimited", "AnotherTask"} < names
    assert texts_in("providers", names) == {}
    assert texts_in("studio", names) == {}


def test_the_check_sees_texts() -> None:
    source = """NotFound("x"), FieldErrors({"a": f"x {y}", "b": happened("z")}), NotPossible(str(e)), NotFound(told)"""
    assert len(list(texts(source, {"NotFound", "FieldErrors", "NotPossible"}))) == 3


def test_no_code_has_two_wordings() -> None:
    tables = (JOB_SENTENCES, REFUSAL_SENTENCES, PROVIDER_SENTENCES, MATERIAL_SENTENCES)
    assert len(SENTENCES) == sum(map(len, tables))


def test_every_code_of_the_materials_has_words_for_its_facts() -> None:
    found: dict[str, set[str]] = {}
    for room in ("materials", "studio/workbench"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in CODED and node.args:
                    code = ast.literal_eval(node.args[0])
                    found[code] = {keyword.arg or "" for keyword in node.keywords}
    assert found == {code: facts_of(words) for code, words in MATERIAL_SENTENCES.items()}
