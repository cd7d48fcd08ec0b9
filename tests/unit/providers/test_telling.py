"""What happened becomes a sentence: facts by their units, words that count, and nothing inside a fact is a template."""

import json

import pytest

from providers.happened import Happened, happened, only_text, told_as_json, told_from_json
from providers.telling import Counted, Wording, duration, facts_of, size, worded

WORDS: dict[str, Wording] = {
    "waits": "{vendor} is asked again in {delay_s}.",
    "left": "{left_usd} of {most_bytes}, {share:.2g}.",
    "maps": Counted("maps", "{maps} map.", "{maps} maps."),
}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (happened("waits", vendor="FoxAPI", delay_s=30), "FoxAPI is asked again in 30 s."),
        (happened("waits", vendor="FoxAPI", delay_s=7200.0), "FoxAPI is asked again in 2 h."),
        (happened("waits", vendor="{delay_s} {0} {vendor.__class__}", delay_s=1), None),
        (happened("left", left_usd=0.3, most_bytes=18_400_000_000, share=0.1234), "$0.30 of 18.4 GB, 0.12."),
        (happened("maps", maps=1), "1 map."),
        (happened("maps", maps=2), "2 maps."),
        (happened("waits", vendor=happened("maps", maps=3), delay_s=1), "3 maps. is asked again in 1 s."),
        (only_text("As {it} was."), "As {it} was."),
        (happened("of_a_later_easel", vendor="FoxAPI"), "of_a_later_easel"),
    ],
)
def test_facts_stand_in_the_words(told: Happened, sentence: str | None) -> None:
    assert worded(told, WORDS) == (sentence or "{delay_s} {0} {vendor.__class__} is asked again in 1 s.")


def test_a_wording_names_its_facts() -> None:
    assert [facts_of(wording) for wording in WORDS.values()] == [
        {"vendor", "delay_s"}, {"left_usd", "most_bytes", "share"}, {"maps"},
    ]  # fmt: skip


def test_what_happened_survives_json() -> None:
    told = (happened("waits", vendor="火", delay_s=0.5), happened("waits", vendor=happened("maps", maps=2), delay_s=1))
    assert told_from_json(json.loads(json.dumps(told_as_json(told)))) == told


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "1 s"), (89, "89 s"), (90, "2 min"), (5400, "2 h")])
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(("size_bytes", "words"), [(200e6, "200 MB"), (1e9, "1 GB"), (18.4e9, "18.4 GB")])
def test_sizes(size_bytes: float, words: str) -> None:
    assert size(size_bytes) == words
