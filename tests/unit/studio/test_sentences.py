"""Every code that the source names has words in the studio's one place for them, and brings the facts they need."""

import ast
from collections.abc import Iterator
from pathlib import Path

from providers.telling import facts_of
from studio.sentences.job_sentences import JOB_SENTENCES
from studio.sentences.refusal_sentences import REFUSAL_SENTENCES
from studio.sentences.sentences import SENTENCES

ROOT = Path(__file__).parents[3]


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
    for room in ("studio", "ui"):
        for path in (ROOT / room).rglob("*.py"):
            for line, code, facts in named(path.read_text(encoding="utf-8")):
                found += 1
                assert code in SENTENCES, f"{path}:{line}"
                assert facts_of(SENTENCES[code]) == facts, f"{path}:{line}: {code}"
    assert found > 100


def test_the_check_sees_both_codes_of_a_choice() -> None:
    assert list(named('happened("a" if b else "c", d=1)')) == [(1, "a", {"d"}), (1, "c", {"d"})]


def test_no_code_has_two_wordings() -> None:
    assert JOB_SENTENCES.keys() & REFUSAL_SENTENCES.keys() == set()
