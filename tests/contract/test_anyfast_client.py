"""AnyFast over real sockets: one long charged request, and every shape of its answer."""

import base64
import socket
from pathlib import Path
from typing import Any

import pytest
from raw_vendor import CUT_AFTER_READING, CUT_BEFORE_READING, CUT_IN_THE_ANSWER, HANG, RawVendor, Step, answer

from providers import errors
from providers.anyfast.images import AnyFast
from providers.catalogue import REQUESTS
from providers.provider import Credentials, LocalFile
from providers.task import Output, Task, TaskStatus

KEY = Credentials("sk-another-key-that-stays-secret")
BODY: dict[str, Any] = {"model": "wan2.7-image", "prompt": "花店"}
REQUEST = REQUESTS["anyfast_wan2_7_image"].model_validate(BODY)
URL = "https://example.com/generated.png"
PNG = b"\x89PNG not really"
B64 = base64.b64encode(PNG).decode()


async def answered(reply: object) -> Task:
    async with RawVendor(answer(200, reply)).running() as vendor:
        task = await AnyFast(vendor.url).submit(REQUEST, KEY)
        assert vendor.count("POST") == len(vendor.arrived) == 1
        return task


async def test_submit_sends_the_documented_request() -> None:
    async with RawVendor(answer(200, {"created": 1, "data": [{"url": URL}]})).running() as vendor:
        task = await AnyFast(f"{vendor.url}/v1").submit(REQUEST, KEY)
    (request,) = vendor.arrived
    assert (request.method, request.target) == ("POST", "/v1/images/generations")
    assert request.json == BODY | {"n": 1}
    assert request.headers["authorization"] == "Bearer sk-another-key-that-stays-secret"
    assert task == Task(None, TaskStatus.SUCCEEDED, outputs=(Output("image", url=URL),))


@pytest.mark.parametrize(
    ("item", "output"),
    [
        (
            {"url": URL, "b64_json": None, "revised_prompt": "more"},
            Output("image", url=URL, facts={"revised_prompt": "more"}),
        ),
        ({"url": URL, "b64_json": "", "revised_prompt": None}, Output("image", url=URL)),
        ({"url": None, "b64_json": B64}, Output("image", data=PNG)),
        ({"url": "", "b64_json": f"data:image/png;base64,{B64}"}, Output("image", data=PNG)),
        ({"url": URL, "b64_json": B64}, Output("image", data=PNG)),
        ({"url": URL, "b64_json": "<string>"}, Output("image", url=URL)),
        ({"b64_json": f"{B64[:4]}\n{B64[4:]}"}, Output("image", data=PNG)),
        ({"image_url": URL}, Output("image", url=URL)),
        (URL, Output("image", url=URL)),
    ],
)
async def test_every_shape_of_a_picture(item: object, output: Output) -> None:
    assert (await answered({"data": [item]})).outputs == (output,)


@pytest.mark.parametrize("reply", [{"images": [{"url": URL}]}, {"output": {"data": [{"url": URL}]}}])
async def test_other_places_of_the_list(reply: object) -> None:
    assert (await answered(reply)).outputs == (Output("image", url=URL),)


async def test_fewer_pictures_than_asked_for_are_normal() -> None:
    reply = {"data": [{"url": f"{URL}?{n}"} for n in range(3)] + [{"url": None}]}
    request = REQUEST.model_copy(update={"n": 12, "enable_sequential": True})
    async with RawVendor(answer(200, reply)).running() as vendor:
        task = await AnyFast(vendor.url).submit(request, KEY)
    assert [output.url for output in task.outputs] == [f"{URL}?{n}" for n in range(3)]


@pytest.mark.parametrize("items", [[], [{"url": "", "b64_json": None}], [{"b64_json": "***"}]])
async def test_no_picture_is_a_failure_that_may_have_been_charged(items: list[object]) -> None:
    task = await answered({"created": 1, "data": items})
    assert (task.status, task.outputs) == (TaskStatus.FAILED, ())
    assert "without a picture" in (task.error or "")


async def test_large_answers_are_taken_whatever_was_asked_for() -> None:
    picture = bytes(4 * 1024 * 1024)
    assert (await answered({"data": [{"url": URL, "b64_json": base64.b64encode(picture).decode()}]})).outputs == (
        Output("image", data=picture),
    )


@pytest.mark.parametrize(
    "step",
    [
        CUT_BEFORE_READING,
        CUT_AFTER_READING,
        CUT_IN_THE_ANSWER,
        HANG,
        answer(500, {"error": {"message": "boom"}}),
        answer(504, b"<html><title>504 Gateway Time-out</title></html>"),
        answer(200, b"<html>hello</html>"),
        answer(200, {"created": 1}),
        answer(200, {"error": {"message": "upstream", "type": "upstream_error"}}),
    ],
)
async def test_unclear_outcome_is_never_sent_again(step: Step) -> None:
    async with RawVendor(step, answers=lambda _: answer(200, {"data": [{"url": URL}]})).running() as vendor:
        with pytest.raises(errors.OutcomeUnknown):
            await AnyFast(vendor.url, read_timeout_s=0.3).submit(REQUEST, KEY)
        assert vendor.count("POST") == len(vendor.arrived) == 1


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        (
            answer(401, {"error": {"message": "no", "type": "authentication_error", "code": "invalid_api_key"}}),
            errors.BadCredentials,
        ),
        (answer(400, {"error": {"message": "SensitiveContent", "type": "x"}}), errors.InvalidRequest),
        (answer(413, b"<html>"), errors.TooLarge),
        (answer(429, b""), errors.RateLimited),
        (answer(200, {"error": {"message": "no", "type": "authentication_error"}}), errors.BadCredentials),
    ],
)
async def test_refusals(step: Step, kind: type[errors.Refused]) -> None:
    async with RawVendor(step).running() as vendor:
        with pytest.raises(kind):
            await AnyFast(vendor.url).submit(REQUEST, KEY)
        assert len(vendor.arrived) == 1


async def test_a_refused_port_is_not_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(errors.NotSent):
            await AnyFast(f"http://127.0.0.1:{free.getsockname()[1]}").submit(REQUEST, KEY)


async def test_local_files_travel_as_data_uris(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(PNG)
    async with RawVendor(answer(200, {"data": [{"url": URL}]})).running() as vendor:
        anyfast = AnyFast(vendor.url)
        hosted = await anyfast.host(LocalFile(path, "image/png", "ab" * 32), KEY)
        assert hosted.lives_s is None
        assert vendor.arrived == []
        local = "easel:" + "ab" * 32
        request = REQUESTS["anyfast_wan2_7_image_edit"].model_validate(BODY | {"image": [local, URL]})
        await anyfast.submit(request.with_media({local: hosted.url}), KEY)
    assert vendor.arrived[0].json["image"] == [f"data:image/png;base64,{B64}", URL]


async def test_there_is_nothing_to_poll() -> None:
    with pytest.raises(errors.VendorNotFound):
        await AnyFast().poll("task-1", KEY)
