"""FoxAPI over real sockets: what is charged is sent once, whatever the network does."""

import asyncio
import hashlib
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from raw_vendor import (
    CUT_AFTER_READING,
    CUT_BEFORE_READING,
    CUT_IN_THE_ANSWER,
    HANG,
    Arrived,
    RawVendor,
    Step,
    answer,
    twice,
)

from providers import errors
from providers.catalogue import REQUESTS
from providers.foxapi.tasks import FoxApi
from providers.provider import Credentials, LocalFile
from providers.task import TaskStatus

KEY = Credentials("sk-a-key-that-stays-secret")
REQUEST = REQUESTS["foxapi_wan_2_7_image"].model_validate({"model": "wan-2.7-image", "prompt": "雪山"})
PENDING = {"id": "task-unified-1-a", "status": "pending"}
HTML = b"<html><head><title>413 Request Entity Too Large</title></head><body>cloudflare</body></html>"


async def at_once(seconds: float) -> None:
    assert seconds > 0


def error(message: str, kind: str, **more: str) -> dict[str, object]:
    return {"error": {"message": message, "type": kind, **more}}


async def test_submit_sends_the_documented_request() -> None:
    async with RawVendor(answer(200, PENDING)).running() as vendor:
        task = await FoxApi(f"{vendor.url}/v1/").submit(REQUEST, KEY)
    (request,) = vendor.arrived
    assert (request.method, request.target) == ("POST", "/v1/images/generations")
    assert request.json == {"model": "wan-2.7-image", "prompt": "雪山"}
    assert request.headers["authorization"] == "Bearer sk-a-key-that-stays-secret"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"].startswith("Mozilla/5.0")
    assert (task.id, task.status) == ("task-unified-1-a", TaskStatus.QUEUED)


async def test_videos_have_an_address_of_their_own() -> None:
    async with RawVendor(answer(200, PENDING)).running() as vendor:
        request = REQUESTS["foxapi_wan_2_7_reference_to_video"].model_validate({"prompt": "x"})
        await FoxApi(vendor.url).submit(request, KEY)
    assert vendor.arrived[0].target == "/v1/videos/generations"


@pytest.mark.parametrize(
    "step",
    [
        CUT_BEFORE_READING,
        CUT_AFTER_READING,
        CUT_IN_THE_ANSWER,
        HANG,
        answer(500, error("boom", "server_error")),
        answer(502, b"<html><title>502 Bad Gateway</title></html>", content_type="text/html"),
        answer(503, error("no channel", "service_unavailable_error")),
        answer(524, b""),
        answer(408, b""),
        answer(302, b"", location="http://127.0.0.1:9/"),
        answer(303, b"", location="http://127.0.0.1:9/"),
        answer(200, b"<html>hello</html>"),
        answer(200, b""),
        answer(200, [1, 2]),
        answer(200, {"status": "pending"}),
        answer(200, error("overloaded", "server_error")),
        answer(200, b"{" + b" " * (5 * 1024 * 1024) + b"}"),
    ],
)
async def test_unclear_outcome_is_never_sent_again(step: Step) -> None:
    async with RawVendor(step, answers=lambda _: answer(200, PENDING)).running() as vendor:
        with pytest.raises(errors.OutcomeUnknown):
            await FoxApi(vendor.url, read_timeout_s=0.3).submit(REQUEST, KEY)
        assert vendor.count("POST") == len(vendor.arrived) == 1


@pytest.mark.parametrize(
    ("step", "kind", "message"),
    [
        (answer(400, error("bad json", "invalid_request_error")), errors.InvalidRequest, "bad json"),
        (answer(401, error("no such key", "authentication_error")), errors.BadCredentials, "no such key"),
        (answer(402, error("balance too low", "insufficient_quota")), errors.NoBalance, "balance too low"),
        (answer(403, error("not allowed", "permission")), errors.BadCredentials, "not allowed"),
        (answer(404, b"", content_type="text/plain"), errors.VendorNotFound, "404 Not Found"),
        (answer(413, HTML, content_type="text/html"), errors.TooLarge, "413 Request Entity Too Large"),
        (answer(422, {"message": "prompt missing"}), errors.InvalidRequest, "prompt missing"),
        (
            answer(422, {"detail": [{"loc": ["body", "seed"], "msg": "too big"}]}),
            errors.InvalidRequest,
            "seed: too big",
        ),
        (answer(422, "plain words"), errors.InvalidRequest, "plain words"),
        (answer(400, {"error": "just text"}), errors.InvalidRequest, "just text"),
        (answer(418, b"teapot"), errors.Refused, "teapot"),
        (answer(307, b"", location="https://new.example.com/v1"), errors.Refused, "moved to new.example.com"),
        (answer(200, error("balance too low", "insufficient_quota")), errors.NoBalance, "balance too low"),
        (answer(429, error("slow down", "rate_limit_error")), errors.RateLimited, "slow down"),
        *[(answer(status, b"hm"), errors.Refused, "hm") for status in (405, 409, 410, 415, 425, 428, 451)],
    ],
)
async def test_refusals_are_told_in_the_vendors_words(step: Step, kind: type[errors.Refused], message: str) -> None:
    async with RawVendor(step).running() as vendor:
        with pytest.raises(kind) as caught:
            await FoxApi(vendor.url).submit(REQUEST, KEY)
        assert vendor.count("POST") == len(vendor.arrived) == 1
    assert type(caught.value) is kind
    assert message in caught.value.message
    # Only what a document names as a refusal is one for sure; a redirect says "ask there instead".
    status = int(step.raw[9:12])
    assert caught.value.perhaps_accepted == (status not in (400, 401, 402, 403, 404, 413, 422, 307))


@pytest.mark.parametrize(
    "reply",
    [
        error("overloaded", "server_error"),
        {"success": False, "message": "overloaded"},
        {"code": "do_request_failed", "message": "overloaded", "data": None},
        {"status": "failed", "fail_reason": "overloaded"},
    ],
)
async def test_an_error_inside_an_answer_of_success_is_perhaps_accepted(reply: object) -> None:
    async with RawVendor(answer(200, reply)).running() as vendor:
        with pytest.raises(errors.OutcomeUnknown, match="overloaded") as caught:
            await FoxApi(vendor.url).submit(REQUEST, KEY)
    assert caught.value.perhaps_accepted


async def test_an_answer_sent_twice_is_nobody_elses_answer() -> None:
    """On a kept connection the second copy would be taken for the answer to the next request."""
    done = {"id": "task-a", "status": "completed", "results": [{"url": "https://cdn.example.com/a.png"}]}
    async with RawVendor(twice(answer(200, done)), answers=_echo).running() as vendor:
        foxapi = FoxApi(vendor.url, sleep=at_once)
        assert (await foxapi.poll("task-a", KEY)).outputs
        other = await foxapi.poll("task-b", KEY)
        assert (other.id, other.status) == ("task-b", TaskStatus.QUEUED)
        vendor.steps.append(twice(answer(200, done)))
        await foxapi.poll("task-a", KEY)
        assert (await foxapi.submit(REQUEST, KEY)).id == "task-of-the-post"
        await foxapi.aclose()
    assert vendor.count("POST") == 1


@pytest.mark.parametrize(
    "other",
    [{"id": "task-b"}, {"id": 7}, {"data": {"task_id": "task-b"}}, {"data": [{"task_id": "task-b"}]}],
)
async def test_an_answer_about_another_task_is_asked_anew(other: dict[str, object]) -> None:
    done = {"status": "completed", "results": [{"url": "https://cdn.example.com/b.png"}]}
    async with RawVendor(answer(200, done | other), answers=_echo).running() as vendor:
        task = await FoxApi(vendor.url, sleep=at_once).poll("task-a", KEY)
    assert (task.id, task.status, task.outputs) == ("task-a", TaskStatus.QUEUED, ())
    async with RawVendor(answers=lambda _: answer(200, done | other)).running() as vendor:
        with pytest.raises(errors.AnotherTask):
            await FoxApi(vendor.url, sleep=at_once).poll("task-a", KEY)
        assert vendor.count("GET") == 3


async def test_nothing_is_written_where_an_answer_waits_already() -> None:
    stale = answer(200, {"id": "task-of-somebody-else", "status": "pending"}).raw
    async with RawVendor(answers=_echo, greeting=stale).running() as vendor:
        foxapi = FoxApi(vendor.url, transport=_Patient())
        with pytest.raises(errors.NotSent, match="answered before it was asked"):
            await foxapi.submit(REQUEST, KEY)
        assert vendor.arrived == []
        await foxapi.aclose()


async def test_a_blocked_client_is_not_taken_for_a_wrong_key() -> None:
    async with RawVendor(answer(403, b"error code: 1010")).running() as vendor:
        with pytest.raises(errors.TurnedAway, match="protection turned this connection away"):
            await FoxApi(vendor.url).submit(REQUEST, KEY)


async def test_error_facts_for_the_vendors_support() -> None:
    body = error("bad picture request_id: req-7", "invalid_request_error", code="invalid_image_url")
    async with RawVendor(answer(422, body), answer(422, body, x_request_id="req-8")).running() as vendor:
        for request_id in ("req-7", "req-8"):
            with pytest.raises(errors.InvalidRequest) as caught:
                await FoxApi(vendor.url).submit(REQUEST, KEY)
            seen = caught.value
            assert (seen.status, seen.vendor_code, seen.request_id) == (422, "invalid_image_url", request_id)


@pytest.mark.parametrize(
    ("header", "wait_s"), [("7", 7.0), ("Thu, 01 Jan 1970 00:16:50 GMT", 10.0), ("soon", None), ("-3", 0.0)]
)
async def test_a_busy_vendor_says_when_to_come_back(header: str, wait_s: float | None) -> None:
    async with RawVendor(answer(429, error("slow", "rate_limit_error"), retry_after=header)).running() as v:
        with pytest.raises(errors.RateLimited) as caught:
            await FoxApi(v.url, now=lambda: 1000.0).submit(REQUEST, KEY)
        assert v.count("POST") == 1
    assert caught.value.retry_after_s == wait_s


@pytest.mark.parametrize("url", ["http://127.0.0.1:{free}", "http://does-not-exist.invalid", "https://127.0.0.1:{raw}"])
async def test_what_never_left_is_not_sent(url: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        async with RawVendor(answers=lambda _: answer(200, PENDING)).running() as vendor:
            raw = vendor.url.rpartition(":")[2]
            with pytest.raises(errors.NotSent, match="cannot be reached"):
                await FoxApi(url.format(free=free.getsockname()[1], raw=raw)).submit(REQUEST, KEY)
            assert vendor.arrived == []


async def test_the_key_is_taken_out_of_the_vendors_words() -> None:
    words = f"Incorrect API key provided: {KEY.api_key}. Bye"
    steps = (answer(401, error(words, "authentication_error")), answer(200, words.encode()))
    async with RawVendor(*steps).running() as vendor:
        for kind in (errors.BadCredentials, errors.OutcomeUnknown):
            with pytest.raises(kind) as caught:
                await FoxApi(vendor.url).submit(REQUEST, KEY)
            assert "secret" not in caught.value.message
            assert "[key]" in caught.value.message


@pytest.mark.parametrize("key", ["", "sk with space", "sk-\nsecret", "钥匙"])
async def test_a_key_no_header_can_carry_is_refused_here(key: str) -> None:
    async with RawVendor().running() as vendor:
        with pytest.raises(errors.BadCredentials) as caught:
            await FoxApi(vendor.url).submit(REQUEST, Credentials(key))
        assert vendor.arrived == []
    assert key == "" or key not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_a_query_is_asked_again() -> None:
    steps = (
        CUT_AFTER_READING,
        answer(503, b"", retry_after="3"),
        answer(200, {"id": "task/1", "status": "processing", "progress": 7}),
    )
    pauses_s: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses_s.append(seconds)

    async with RawVendor(*steps).running() as vendor:
        task = await FoxApi(vendor.url, sleep=sleep).poll("task/1", KEY)
    assert pauses_s == [0.5, 3.0]
    assert (task.status, task.progress_percent, task.id) == (TaskStatus.RUNNING, 7.0, "task/1")
    assert [request.target for request in vendor.arrived] == ["/v1/tasks/task%2F1"] * 3


@pytest.mark.parametrize(
    ("step", "kind", "asked"),
    [
        (answer(503, b""), errors.Unavailable, 3),
        (CUT_IN_THE_ANSWER, errors.Unavailable, 3),
        (answer(429, b"", retry_after="600"), errors.RateLimited, 1),
        (answer(404, error("no such task", "not_found")), errors.VendorNotFound, 1),
        (answer(401, b""), errors.BadCredentials, 1),
        (answer(200, b"<html>"), errors.Malformed, 1),
        (answer(200, "text"), errors.Malformed, 1),
        (answer(200, error("no such task", "not_found")), errors.VendorNotFound, 1),
        (answer(200, error("broken", "server_error")), errors.Unavailable, 1),
    ],
)
async def test_a_failed_query_is_never_an_unknown_outcome(
    step: Step, kind: type[errors.ProviderError], asked: int
) -> None:
    async with RawVendor(answers=lambda _: step).running() as vendor:
        with pytest.raises(kind) as caught:
            await FoxApi(vendor.url, sleep=at_once).poll("task-1", KEY)
        assert vendor.count("GET") == len(vendor.arrived) == asked
    assert type(caught.value) is kind


async def test_an_overdue_task_is_refreshed_upstream_and_never_made_worse() -> None:
    running = {"id": "t", "status": "processing", "task_info": {"estimated_time": 45}}
    done = {"id": "t", "status": "completed", "results": [{"url": "https://cdn.example.com/a.png"}]}
    fresh: list[Step] = [
        answer(200, done),
        answer(200, done | {"results": []}),
        answer(500, b""),
    ]
    for step, status in zip(fresh, ("succeeded", "running", "running"), strict=True):
        async with RawVendor(answers=_by_query(answer(200, running), step)).running() as vendor:
            task = await FoxApi(vendor.url, sleep=at_once).poll("t", KEY, 121.0)
            assert vendor.arrived[1].target == "/v1/tasks/t?sync_upstream=true"
        assert task.status == status
    async with RawVendor(answers=_by_query(answer(200, running), HANG)).running() as vendor:
        assert (await FoxApi(vendor.url).poll("t", KEY, 119.0)).status is TaskStatus.RUNNING
        assert len(vendor.arrived) == 1


async def test_an_upload_becomes_an_address(tmp_path: Path) -> None:
    content = bytes(range(256)) * 4096
    path = tmp_path / hashlib.sha256(content).hexdigest()
    path.write_bytes(content)
    file = LocalFile(path, "image/png", path.name)
    url = "https://cdn.example.com/uploads/a.png"
    steps = (answer(200, {"id": "file-1", "url": url}), answer(200, {"data": {"url": url}}))
    async with RawVendor(*steps).running() as vendor:
        foxapi = FoxApi(vendor.url)
        for _ in range(2):
            hosted = await foxapi.host(file, KEY)
            assert (hosted.url, hosted.lives_s) == (url, 72 * 3600)
    first, second = vendor.arrived
    assert first.target == "/v1/files/upload/stream"
    assert content in first.body
    names = [request.body.partition(b'filename="')[2].partition(b'"')[0] for request in (first, second)]
    assert all(name.endswith(b".png") and name.isascii() for name in names)
    assert names[0] != names[1]
    assert b'name="file"' in first.body


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (answer(413, HTML, content_type="text/html"), errors.TooLarge),
        (answer(403, error("storage is full", "permission")), errors.BadCredentials),
        (answer(500, b""), errors.Unavailable),
        (CUT_AFTER_READING, errors.Unavailable),
        (answer(200, {"id": "file-1"}), errors.Malformed),
        (answer(200, error("busy", "server_error")), errors.Unavailable),
    ],
)
async def test_a_failed_upload_is_told_and_not_repeated(
    step: Step, kind: type[errors.ProviderError], tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x")
    async with RawVendor(answers=lambda _: step).running() as vendor:
        with pytest.raises(kind):
            await FoxApi(vendor.url).host(LocalFile(path, "image/png", "0" * 64), KEY)
        assert len(vendor.arrived) == 1


async def test_many_submits_at_once_are_each_sent_once() -> None:
    async with RawVendor(
        answers=lambda request: answer(200, PENDING | {"id": request.json["prompt"]})
    ).running() as vendor:
        foxapi = FoxApi(vendor.url)
        tasks = await asyncio.gather(
            *(foxapi.submit(REQUEST.model_copy(update={"prompt": f"p{n}"}), KEY) for n in range(100))
        )
        await foxapi.aclose()
    assert sorted(task.id or "" for task in tasks) == sorted(request.json["prompt"] for request in vendor.arrived)
    assert vendor.count("POST") == 100


async def test_the_transport_takes_the_place_of_the_network() -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=PENDING))
    task = await FoxApi("http://nowhere.invalid", transport=transport).submit(REQUEST, KEY)
    assert task.id == PENDING["id"]


def _by_query(plain: Step, fresh: Step) -> Callable[..., Step]:
    return lambda request: fresh if "sync_upstream" in request.target else plain


def _echo(request: Arrived) -> Step:
    """Answer a query with the task it asks for, and a submit with another one."""
    task_id = request.target.rpartition("/")[2] if request.method == "GET" else "task-of-the-post"
    return answer(200, {"id": task_id, "status": "pending"})


class _Patient(httpx.AsyncHTTPTransport):
    """Gives what comes unasked on a new connection the time to come."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        watch = request.extensions["trace"]

        async def trace(event: str, facts: Mapping[str, Any]) -> None:
            if event == "http11.send_request_headers.started":
                await asyncio.sleep(0.05)
            await watch(event, facts)

        request.extensions = {**request.extensions, "trace": trace}
        return await super().handle_async_request(request)
