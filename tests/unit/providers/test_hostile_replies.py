"""Vendors may answer anything: each answer becomes a task or an error that can be stored and shown, and one POST."""

import asyncio
import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from providers import errors
from providers.anyfast.images import AnyFast
from providers.catalogue import REQUESTS
from providers.foxapi.tasks import FoxApi
from providers.http.replies import complaint_of, read_json, retry_after_s
from providers.plain_text import one_line, whole, without_key
from providers.provider import Credentials, LocalFile
from providers.task import Task

KEY = Credentials("sk-a-key-that-stays-secret")
FOX = REQUESTS["foxapi_wan_2_7_image"].model_validate({"model": "wan-2.7-image", "prompt": "x"})
ANY = REQUESTS["anyfast_wan2_7_image"].model_validate({"model": "wan2.7-image", "prompt": "x"})
FILE = LocalFile(Path(__file__), "image/png", "0" * 64)
PENDING = b'{"id": "task-1", "status": "pending"}'
FEW = settings(
    max_examples=50, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)

# --- what vendors might say -------------------------------------------------------------------------------------------

WORDS = (
    "", " ", "completed", "failed", "QUEUED", "image", "video/mp4", "https://cdn.example/a.png", "http://", "ftp://a/b",
    "sk-a-key-that-stays-secret", "<script>alert(1)</script>", "${alert(1)}", "{{x}}", "\u202egpj.exe", "a\x00b",
    "\ud800", "\ud83d\ude00", "x" * 5000, "100%", "NaN", "1e999", "task_error", "roughness", "iVBORw0KGgo=", "données",
)  # fmt: skip
NAMES = (
    "id", "task_id", "status", "progress", "results", "result", "output", "url", "urls", "images", "error", "message",
    "detail", "code", "type", "param", "data", "b64_json", "revised_prompt", "map_type", "content_type", "task_info",
    "estimated_time", "usage", "credits_reserved", "created", "seed", "loc", "msg", "object", "image_url", "video_url",
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.sampled_from(WORDS),
)
VALUES: SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(NAMES), inner, max_size=6)),
    max_leaves=12,
)
TASKS = st.fixed_dictionaries({}, optional={name: VALUES for name in NAMES[:16]})
BODIES = st.one_of(
    st.one_of(VALUES, TASKS).map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=40),
    st.sampled_from(
        (
            b"", b"{", b"null", b"NaN", b'{"id":1e999,"status":Infinity}', b"[" * 100_000, b'{"a":' * 5000,
            b"\xff\xfe{}",
            b'\xef\xbb\xbf{"id":"a","status":"pending"}', b'{"id":"a","id":"b","status":"x"}', b"9" * 5000,
            b'{"id":"\xff","status":"\\ud800"}', b"<html><title>502 \xe2\x80\xae</title>", b"error code: 1010",
        )
    ),
)  # fmt: skip
STATUSES = st.sampled_from((200, 200, 200, 201, 204, 301, 302, 400, 401, 402, 404, 418, 422, 429, 499, 500, 503, 524))


class Vendor:
    """Answers every request with one prepared answer and counts them."""

    def __init__(self) -> None:
        self.transport = httpx.MockTransport(self._answer)
        self.asked: list[str] = []
        self.reply: Callable[[], httpx.Response]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.method)
        return self.reply()

    async def gives(self, status: int, body: bytes, call: Callable[[], Any], **headers: str) -> Any:
        """Return what a call makes of an answer: its value or its error, counting the requests afresh."""
        self.asked.clear()
        self.reply = lambda: httpx.Response(status, content=body, headers=headers)
        try:
            return await call()
        except errors.ProviderError as error:
            return error


def is_fit(text: str | None, most_chars: int = 1000) -> bool:
    """Say whether a text can be stored, sent and shown."""
    text = text or ""
    text.encode()
    return len(text) <= most_chars and KEY.api_key not in text and text == one_line(text, most_chars)


def check(outcome: Any) -> None:
    if isinstance(outcome, errors.ProviderError):
        assert outcome.message
        assert is_fit(outcome.words)
        return
    assert isinstance(outcome, Task)
    assert is_fit(outcome.id, 256)
    assert is_fit(outcome.error)
    assert is_fit(outcome.cost_note)
    assert outcome.progress_percent is None or 0 <= outcome.progress_percent <= 100
    assert outcome.estimated_s is None or 0 < outcome.estimated_s < float("inf")
    assert len(outcome.outputs) <= 100
    for output in outcome.outputs:
        assert (output.url is None) != (output.data is None)
        assert output.url is None or len(output.url) <= 8192
        json.dumps(output.facts).encode()
        assert all(len(fact.encode()) <= 40_000 for fact in output.facts.values())


VENDOR = Vendor()


async def no_wait(seconds: float) -> None:
    assert 0 < seconds < 10


def fox() -> FoxApi:
    return FoxApi("http://vendor.invalid", transport=VENDOR.transport, sleep=no_wait)


def any_fast() -> AnyFast:
    return AnyFast("http://vendor.invalid", transport=VENDOR.transport)


@FEW
@given(status=STATUSES, body=BODIES)
def test_any_answer_becomes_a_task_or_an_error(status: int, body: bytes) -> None:
    async def all_calls() -> None:
        provider = fox()
        for call in (lambda: provider.submit(FOX, KEY), lambda: any_fast().submit(ANY, KEY)):
            outcome = await VENDOR.gives(status, body, call)
            check(outcome)
            assert VENDOR.asked == ["POST"]
            assert status < 500 or type(outcome) is errors.OutcomeUnknown

        outcome = await VENDOR.gives(status, body, lambda: provider.poll("task-1", KEY))
        check(outcome)
        assert not isinstance(outcome, errors.OutcomeUnknown)  # a failed question says nothing about the task
        assert set(VENDOR.asked) == {"GET"}
        assert len(VENDOR.asked) <= 6

        outcome = await VENDOR.gives(status, body, lambda: provider.host(FILE, KEY))
        assert VENDOR.asked == ["POST"]
        if isinstance(outcome, errors.ProviderError):
            check(outcome)
        else:
            assert outcome.url.startswith("http")

    asyncio.run(all_calls())


@FEW
@given(status=STATUSES, content_type=st.sampled_from(("", "text/html", "application/json")), body=BODIES)
def test_a_complaint_always_has_words(status: int, content_type: str, body: bytes) -> None:
    complaint = complaint_of(status, content_type, body, request_id="\x00\u202e" * 300, key=KEY.api_key)
    assert complaint.message
    for text in (complaint.message, complaint.code, complaint.type, complaint.request_id, complaint.field):
        assert is_fit(text)


# --- single answers worth naming --------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"a":' * 100_000, b"[" * 70 + b"]" * 70])
def test_depth_is_limited(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"recursion|deeply|nested"):
        read_json(body)


def test_a_damaged_letter_does_not_lose_an_answer() -> None:
    assert read_json(b'{"id": "t", "prompt": "caf\xe9", "n": NaN}') == {"id": "t", "prompt": "caf\ufffd", "n": None}
    assert read_json(b'"\\ud83d\\ude00 \\ud800"') == "\U0001f600 \ufffd"


async def test_a_packed_bomb_is_left_before_it_bursts() -> None:
    bomb = gzip.compress(bytes(24 * 1024 * 1024), 1)
    for packing, body in (("gzip", bomb), ("gzip, gzip", gzip.compress(bomb)), ("br", bomb), ("deflate", b"\x00" * 50)):
        outcome = await VENDOR.gives(200, body, lambda: fox().submit(FOX, KEY), **{"content-encoding": packing})
        assert type(outcome) is errors.OutcomeUnknown
    outcome = await VENDOR.gives(
        200, gzip.compress(PENDING), lambda: fox().submit(FOX, KEY), **{"content-encoding": "gzip"}
    )
    assert outcome.id == "task-1"


async def test_pictures_beside_damaged_ones_are_kept() -> None:
    items = [{"b64_json": "données"}, {"b64_json": "====="}, {"b64_json": "aGVsbG8="}, 7, None, "https://a.example/b"]
    task = await VENDOR.gives(200, json.dumps({"data": items}).encode(), lambda: any_fast().submit(ANY, KEY))
    assert [output.data or output.url for output in task.outputs] == [b"hello", "https://a.example/b"]


async def test_no_more_results_than_any_task_has() -> None:
    results = [{"url": f"https://cdn.example/{number}.png"} for number in range(1000)]
    body = json.dumps({"id": "t", "status": "completed", "results": results}).encode()
    assert len((await VENDOR.gives(200, body, lambda: fox().poll("t", KEY))).outputs) == 100


async def test_no_cookie_of_a_vendor_is_sent_back() -> None:
    sent: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("cookie"))
        return httpx.Response(200, content=PENDING, headers={"set-cookie": "who=me; Path=/"})

    client = FoxApi("http://vendor.example", transport=httpx.MockTransport(answer))
    for _ in range(2):
        await client.submit(FOX, KEY)
        await client.poll("task-1", KEY)
    assert sent == [None] * 4


@pytest.mark.parametrize("key", ["s3cret!", "k", KEY.api_key])
async def test_a_key_of_any_length_is_taken_out_of_the_vendors_words(key: str) -> None:
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in key)
    words = f'{{"error": {{"message": "Incorrect key {key} or {escaped}, see: Bearer {key}"}}}}'
    bodies = ((401, words), (403, f"no such key: {key}."), (200, f"<p>{key} </p>"), (500, words), (200, words))
    for status, body in bodies:
        client = FoxApi("http://vendor.invalid", transport=VENDOR.transport)
        outcome = await VENDOR.gives(
            status, body.encode(), lambda client=client: client.submit(FOX, Credentials(key)), **{"x-request-id": key}
        )
        assert isinstance(outcome, errors.ProviderError)
        assert key not in outcome.words.replace("[key]", "").replace("Incorrect key", "").replace("no such key", "")
        assert "[key]" in outcome.words


async def test_a_redirect_to_no_address_is_a_refusal() -> None:
    for where in ("http://[", "//", "", "http://new.example/"):
        headers = {"location": where}
        outcome = await VENDOR.gives(308, b"", lambda: fox().submit(FOX, KEY), **headers)
        assert type(outcome) is errors.Refused
        assert "address has moved" in outcome.message


@pytest.mark.parametrize(
    ("reply", "field"),
    [
        ({"error": {"message": "image_urls[0]: it cannot be fetched.", "type": "x"}}, "image_urls"),
        ({"error": {"message": "bad", "param": "seed"}}, "seed"),
        ({"detail": [{"loc": ["body", "prompt"], "msg": "too long"}]}, "prompt"),
        ({"error": {"message": "Note: nothing", "param": None}}, None),
        ({"error": {"message": "bad", "param": {"x": 1}}}, None),
        ({"detail": [{"loc": "prompt"}]}, None),
    ],
)
def test_the_parameter_a_vendor_names(reply: object, field: str | None) -> None:
    assert complaint_of(422, "application/json", json.dumps(reply).encode(), request_id=None).field == field


@pytest.mark.parametrize(
    "header", ["1e308", "inf", "nan", "-5", "", "soon", "\x00", "Thu, 01 Jan 99999 00:00:00 GMT", "9" * 500]
)
def test_any_retry_after(header: str) -> None:
    seconds = retry_after_s(header, now_s=0)
    assert seconds is None or 0 <= seconds <= 24 * 3600


def test_words() -> None:
    assert whole("a\ud800b\ud83d\ude00") == "a\ufffdb\U0001f600"
    assert one_line(" a\x00\n\u202eb\u2066 " + "c" * 20, 10) == "a b ccccc…"
    assert without_key("test testing key: test. v1/test", "test") == "[key] testing key: [key]. v1/test"
    assert without_key("nothing", "") == "nothing"
