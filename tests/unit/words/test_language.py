"""Which language a request is answered in, and that all that it is answered is in it."""

import pytest
from starlette.datastructures import Headers

from providers.happened import happened
from studio.sentences.sentences import sentence_of
from ui.asking.languages import language_of
from words.language import CURRENT, chosen


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("", "en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("", "fr, zh-Hans-CN;q=0.3", "zh"),
        ("", "zh;q=0", "en"),
        ("en", "zh", "en"),
        ("zh", "en", "zh"),
        ("../../x", "zh", "zh"),
        ("", "zh;q=1.2.3, \x00, ;;, " + "a" * 10_000, "en"),
    ],
)
def test_the_switch_goes_before_what_the_browser_prefers(cookie: str, accepted: str, language: str) -> None:
    assert chosen(cookie, accepted) == language


def test_the_cookie_is_found_among_others() -> None:
    assert language_of(Headers({"cookie": "a=b; easel_language=zh; c=d", "accept-language": "en"})) == "zh"


def test_a_sentence_is_in_the_language_of_whoever_asks() -> None:
    told = [happened("waiting")]
    assert sentence_of(told) == "Waiting its turn."
    token = CURRENT.set("zh")
    try:
        assert sentence_of(told) == "正在排队。"
    finally:
        CURRENT.reset(token)
