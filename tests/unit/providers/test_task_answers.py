"""Every shape of a FoxAPI task answer, and how PBR results get their labels."""

import base64
from typing import Any

import pytest

from providers.catalogue import REQUESTS
from providers.errors import Malformed, Unavailable, VendorNotFound
from providers.foxapi.answers import read_task
from providers.task import Output, Task, TaskStatus

A, B = "https://cdn.example.com/a.png", "https://cdn.example.com/b.png"
DONE: dict[str, Any] = {"id": "t", "type": "image", "status": "completed"}


def test_documented_create_reply() -> None:
    reply = {
        "created": 1757165031,
        "id": "task-unified-1757165031-uyujaw3d",
        "model": "<string>",
        "object": "image.generation.task",
        "progress": 0,
        "status": "pending",
        "task_info": {"can_cancel": True, "estimated_time": 45},
        "type": "image",
    }
    assert read_task(reply) == Task(
        "task-unified-1757165031-uyujaw3d", TaskStatus.QUEUED, progress_percent=0, estimated_s=45
    )


@pytest.mark.parametrize(
    ("places", "urls"),
    [
        ({"results": [{"url": A}, {"url": B}]}, [A, B]),
        ({"results": [A, B]}, [A, B]),
        ({"results": {"url": A}}, [A]),
        ({"results": {"images": [{"url": A}, {"url": B}]}}, [A, B]),
        ({"results": A}, [A]),
        ({"results": None, "output": {"url": A, "urls": [A, B], "width": 1}}, [A, B]),
        ({"output": {"url": B, "urls": [A, B]}}, [B, A]),
        ({"output": A}, [A]),
        ({"results": [{"url": A}], "output": {"url": A}}, [A]),
        ({"results": [{"image_url": A}, {"url": "", "video_url": B}]}, [A, B]),
        ({"results": [{"url": A}, {"url": A}, None, 7, {}, {"url": None}, "nonsense"]}, [A]),
        ({"results": None}, []),
        ({"results": []}, []),
        ({}, []),
    ],
)
def test_every_place_of_results(places: dict[str, Any], urls: list[str]) -> None:
    task = read_task(DONE | places)
    assert task.status is TaskStatus.SUCCEEDED
    assert [output.url for output in task.outputs] == urls


PNG = b"\x89PNG not really"
B64 = base64.b64encode(PNG).decode()
DATA = Output("image", data=PNG)


@pytest.mark.parametrize(
    ("reply", "outputs"),
    [
        ({"id": "t", "status": "completed", "url": A}, [Output("image", url=A)]),
        ({"id": "t", "status": "finished", "video": {"url": A}}, [Output("video", url=A)]),
        ({"id": "t", "status": "done", "images": [{"url": A}], "image_urls": [B]}, [Output("image", url=A)]),
        ({"data": {"task_id": "t", "status": "SUCCESS", "result_url": A}}, [Output("image", url=A)]),
        ({"data": {"task_id": "t", "id": 7, "status": "SUCCESS", "fail_reason": A}}, [Output("image", url=A)]),
        ({"status": "success", "data": {"task_id": "t", "status": "succeed", "results": [A]}},
         [Output("image", url=A)]),
        ({"data": [{"task_id": "t", "status": "SUCCESS", "data": [{"url": A}]}]}, [Output("image", url=A)]),
        ({"data": {"data": {"id": "t", "status": "SUCCESS", "outputs": [A, B]}}},
         [Output("image", url=A), Output("image", url=B)]),
        ({"data": {"task_id": "t", "status": "SUCCESS", "result_url": A,
                   "data": {"output": {"task_status": "SUCCEEDED", "video_url": B}, "id": "upstream"}}},
         [Output("image", url=A)]),
        ({"output": {"task_id": "t", "task_status": "SUCCEEDED", "results": [{"url": A}]}}, [Output("image", url=A)]),
        ({"id": "t", "status": "SUCCESS", "output": {"choices": [{"message": {"content": [{"image": A}]}}]}},
         [Output("image", url=A)]),
        ({"id": "t", "status": "completed", "results": [{"b64_json": B64}]}, [DATA]),
        ({"id": "t", "status": "completed", "results": [{"url": f"data:image/png;base64,{B64}"}]}, [DATA]),
        ({"id": "t", "status": "completed", "output": f"data:video/mp4;base64,{B64}"}, [Output("video", data=PNG)]),
        ({"id": "t", "status": "completed", "data": {"id": "file-1", "url": A}}, [Output("image", url=A)]),
        ({"id": "t", "status": "completed", "image_url": A, "video_url": B}, [Output("video", url=B)]),
    ],
)  # fmt: skip
def test_shapes_of_sister_gateways(reply: dict[str, Any], outputs: list[Output]) -> None:
    task = read_task(reply, task_id="t")
    assert (task.id, task.status, list(task.outputs)) == ("t", TaskStatus.SUCCEEDED, outputs)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"fail_reason": "content_policy_violation: blocked"}, "content_policy_violation: blocked"),
        ({"failReason": "blocked"}, "blocked"),
        ({"error": None, "message": "blocked"}, "blocked"),
        ({"data": {"error": {"message": "blocked", "code": "x1"}}}, "blocked (x1)"),
    ],
)
def test_a_failure_tells_its_reason_wherever_it_stands(fields: dict[str, Any], words: str) -> None:
    failed = {"task_id": "t", "status": "FAILURE"} | fields
    assert read_task(failed, task_id="t").error == words
    assert read_task({"code": "success", "message": "ok", "data": failed}, task_id="t").error == words


def test_an_answer_that_could_not_be_given_is_no_failed_task() -> None:
    with pytest.raises(Unavailable):
        read_task({"status": "error", "message": "upstream timed out"}, task_id="t")
    with pytest.raises(VendorNotFound):
        read_task({"id": "t", "status": "not_found"}, task_id="t")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        *[(word, "queued") for word in ("NOT_START", "IN_QUEUE", "TASK_STATUS_QUEUED")],
        *[(word, "running") for word in ("InProgress", "in_process")],
        *[(word, "succeeded") for word in ("succeed", "finished", "TASK_STATUS_SUCCEED")],
        *[(word, "failed") for word in ("FAILURE", "timed_out")],
        *[(word, "queued") for word in ("pending", "QUEUED", "submitted")],
        *[(word, "running") for word in ("processing", "Running", "in_progress", "in-progress", "IN PROGRESS")],
        *[(word, "running") for word in ("mystery", "", None, 7)],
        *[(word, "succeeded") for word in ("completed", "SUCCESS", " succeeded ")],
        *[(word, "failed") for word in ("failed", "ERROR", "failure")],
        *[(word, "cancelled") for word in ("cancelled", "Canceled")],
    ],
)
def test_every_spelling_of_a_status(word: object, status: str) -> None:
    assert read_task({"id": "t", "status": word}).status == status


@pytest.mark.parametrize(
    ("word", "shown"),
    [("awaiting review", "awaiting review"), ("x" * 99, f"{'x' * 59}…"), ("Running", None), ("", None), (7, None)],
)
def test_a_status_that_nobody_knows_is_kept_to_be_shown(word: object, shown: str | None) -> None:
    assert read_task({"id": "t", "status": word}).unknown_status == shown


@pytest.mark.parametrize(
    ("progress", "percent"),
    [(50, 50), (0.5, 0.5), ("100%", 100), (" 40 %", 40), (None, None), ("half", None), (True, None), (250, 100)],
)
def test_every_spelling_of_progress(progress: object, percent: float | None) -> None:
    assert read_task({"id": "t", "status": "processing", "progress": progress}).progress_percent == percent


def test_status_decides_and_never_progress_nor_a_stray_error() -> None:
    assert read_task({"id": "t", "status": "processing", "progress": 100, "results": [A]}).status is TaskStatus.RUNNING
    task = read_task({"id": "t", "status": "processing", "error": {"message": "hiccup"}})
    assert (task.status, task.error) == (TaskStatus.RUNNING, None)
    assert read_task({"id": "t", "status": "completed", "progress": 40, "results": [A]}).outputs


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ({"code": "generation_failed", "message": "no luck", "type": "task_error"}, "no luck (generation_failed)"),
        ({"code": 500, "message": "no luck"}, "no luck (500)"),
        ({"message": "no luck", "type": "task_error"}, "no luck (task_error)"),
        ({"message": ["no", "luck"]}, "no; luck"),
        ("no luck", "no luck"),
        ({}, "The vendor gave no reason."),
        (None, "The vendor gave no reason."),
    ],
)
def test_every_shape_of_a_failure(error: object, words: str) -> None:
    task = read_task({"id": "t", "status": "failed", "results": None, "error": error})
    assert (task.status, task.error) == (TaskStatus.FAILED, words)


@pytest.mark.parametrize("task_id", ["x" * 257, "a\nb", "\x00", "", None, {}, True, "a\u202eb"])
def test_an_id_that_no_address_can_hold_is_none(task_id: object) -> None:
    assert read_task({"id": task_id, "status": "pending"}).id is None


def test_small_facts() -> None:
    entry = {"url": A, "seed": 7, "content_type": "video/mp4", "width": 3}
    reply = DONE | {"results": [entry], "usage": {"credits_reserved": 5, "user_group": "default"}}
    task = read_task(reply)
    assert task.outputs == (Output("video", url=A, facts={"seed": "7"}),)
    assert task.cost_note == "5 credits reserved"
    assert read_task(DONE | {"type": "video", "results": [A]}).outputs[0].kind == "video"
    assert read_task({"object": "video.generation.task", "status": "done", "results": [A]}).outputs[0].kind == "video"


@pytest.mark.parametrize("reply", [[], "text", None, 5])
def test_what_is_no_object_is_malformed(reply: object) -> None:
    with pytest.raises(Malformed):
        read_task(reply)


def test_the_id_asked_for_stands_in_for_a_missing_one() -> None:
    assert read_task({"status": "pending"}, task_id="t").id == "t"
    assert read_task({"code": "success", "data": {"task_id": "t", "status": "SUCCESS"}}).status is TaskStatus.SUCCEEDED


def labels(maps: list[str], entries: list[dict[str, Any]]) -> list[tuple[str | None, bool]]:
    outputs = read_task(DONE | {"results": [{"url": f"{A}?{n}"} | entry for n, entry in enumerate(entries)]}).outputs
    request = REQUESTS["foxapi_patina_material"].model_validate({"prompt": "x", "maps": maps})
    return [(output.label, output.label_certain) for output in request.label_outputs(outputs)]


def test_maps_are_labelled_by_the_vendor() -> None:
    entries = [{}, {"map_type": "height"}, {"map_type": "basecolor"}]
    assert labels(["basecolor", "height"], entries) == [("texture", True), ("height", True), ("basecolor", True)]
    synonyms = {"Albedo": "basecolor", "metallic": "metalness", "displacement": "height", "texture-normal": "normal"}
    for word, label in synonyms.items():
        assert labels(["basecolor", "normal"], [{"map_type": word}, {"map_type": "roughness"}])[0] == (label, True)


def test_smoothness_is_a_guess_and_its_word_is_kept() -> None:
    (output,) = read_task(DONE | {"results": [{"url": A, "map_type": "smoothness"}]}).outputs
    assert (output.label, output.label_certain, output.facts) == ("roughness", False, {"map_type": "smoothness"})


def test_unlabelled_maps_are_guessed_from_the_order() -> None:
    maps = ["normal", "basecolor"]
    assert labels(maps, [{}, {}]) == [("normal", False), ("basecolor", False)]
    assert labels(maps, [{}, {}, {}]) == [("texture", False), ("normal", False), ("basecolor", False)]
    assert labels(maps, [{"map_type": "basecolor"}, {}]) == [("basecolor", True), ("normal", False)]


@pytest.mark.parametrize("count", [1, 4])
def test_a_count_that_fits_nothing_stays_unlabelled(count: int) -> None:
    assert labels(["normal", "basecolor"], [{}] * count) == [(None, True)] * count


def test_other_requests_label_nothing() -> None:
    request = REQUESTS["foxapi_wan_2_7_image"].model_validate({"model": "wan-2.7-image", "prompt": "x"})
    outputs = (Output("image", url=A),)
    assert request.label_outputs(outputs) == outputs
