"""Which language a request is answered in, and that all that it is answered is in it."""

from typing import Any

import pytest
from starlette.datastructures import Headers
from two_people import IMAGE, Served, call, make

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


@pytest.mark.asyncio(loop_scope="module")
async def test_programs_get_codes_and_words_in_their_language(with_job: Served) -> None:
    told: dict[str, dict[str, Any]] = {}
    for language in ("en", "zh-CN"):
        with_job.ada.headers["accept-language"] = language
        told[language] = (await call(with_job.ada, "get_job", with_job.job["job_id"], None)).json()["data"][0]
        refused = await make(with_job.ada, IMAGE, model="wan-2.7-image", prompt="")
        assert ("请先写提示词。" in refused.text) is (language == "zh-CN"), refused.text
        assert ("Write a prompt first." in refused.text) is (language == "en")
    del with_job.ada.headers["accept-language"]
    assert told["en"]["happened"] == told["zh-CN"]["happened"]
    assert told["en"]["happened"][0] == {"code": "done", "facts": {}}
    assert told["en"]["message"].startswith("Done.")
    assert told["zh-CN"]["message"].startswith("完成。")
