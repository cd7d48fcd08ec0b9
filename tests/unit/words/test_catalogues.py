"""Every catalogue has exactly the texts that there are, whole, with the same facts and all plural forms."""

import string

import pytest

from scripts.words import renewed
from words.language import CATALOGUES, ENGLISH, LANGUAGES, TAGS, catalogue, plural, plural_rule
from words.po_file import Translated, read_po

OTHERS = [language for language in LANGUAGES if language != ENGLISH]


def facts(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})


def faults(entry: Translated, forms: int) -> str | None:
    if len(entry.said) != (forms if entry.plural else 1):
        return "not translated"
    if any(facts(said) != facts(entry.plural or entry.text) for said in entry.said):
        return "other facts"
    return None


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_the_texts_that_there_are_and_no_other(language: str) -> None:
    assert (CATALOGUES / f"{language}.po").read_text("utf-8") == renewed(language), "run: make words"


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_with_its_facts(language: str) -> None:
    entries = [entry for entry in catalogue(language).values() if entry.text]
    forms = int(catalogue(language)[""].said[0].partition("nplurals=")[2].partition(";")[0])
    assert len(entries) > 500
    assert {entry.text: fault for entry in entries if (fault := faults(entry, forms))} == {}
    assert eval(plural_rule(language), {"n": 5}) in range(forms)


def test_the_check_sees_faults() -> None:
    assert faults(Translated("a {n}", None, ()), 1) == "not translated"
    assert faults(Translated("a {n}", None, ("甲 {m}",)), 1) == "other facts"
    assert faults(Translated("{n} a", "{n} b", ("甲",)), 2) == "not translated"
    assert faults(Translated("{n} a", "{n} b", ("甲 {n}",)), 1) is None


def test_every_language_has_a_tag_and_a_catalogue() -> None:
    assert TAGS.keys() == LANGUAGES.keys()
    assert {path.stem for path in CATALOGUES.glob("*.po")} == set(OTHERS)
    assert plural(1, "a", "b") == "a"


def test_a_po_file_is_read_with_its_escapes_and_lines() -> None:
    read = read_po(
        '# note\nmsgid ""\nmsgstr "head"\n\nmsgid "a\\"b"\nmsgstr ""\n"one\\n"\n"two"\nmsgid "c"\nmsgstr "d"\n'
    )
    assert read['a"b'] == Translated('a"b', None, ("one\ntwo",))
    assert read["c"].said == ("d",)
    with pytest.raises(ValueError, match="twice"):
        read_po('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')
