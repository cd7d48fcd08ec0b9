"""FoxAPI's task answers, in every shape its pages, its clients and its sister gateways show, as a Task.

Three generations of the page "get task detail" differ in where results stand; gateways of the same New-API family wrap
the task in `data`, spell its status otherwise and tell a failure as `fail_reason`. Nothing but the status, the results
and the id is relied upon: an answer that names another task's id is no answer.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from providers.errors import AnotherTask, Malformed, Unavailable, VendorNotFound
from providers.foxapi.map_names import label_of
from providers.happened import happened
from providers.http.replies import complaint_in, fields_of, is_address, shown
from providers.http.result_places import KINDS, ResultKind, find_outputs
from providers.plain_text import one_line
from providers.task import Output, Task, TaskStatus

_STATUS_WORDS: Mapping[TaskStatus, str] = {
    TaskStatus.QUEUED: "pending queued queuing queueing inqueue submitted submitting created waiting notstart "
    "notstarted scheduled accepted",
    TaskStatus.RUNNING: "processing running inprogress inprocess generating started starting working",
    TaskStatus.SUCCEEDED: "completed complete success successful succeeded succeed done finished finish",
    TaskStatus.FAILED: "failed failure fail error errored interrupted expired rejected timeout timedout aborted "
    "terminated blocked",
    TaskStatus.CANCELLED: "cancelled canceled cancel",
}
"""The letters of each word: "IN_PROGRESS", "in-progress" and "InProgress" are one."""
_STATUS_OF_WORD = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}
_NO_SUCH_TASK = ("notfound", "notexist", "notexists", "tasknotfound", "tasknotexist")
_STATUS = ("status", "task_status", "state")
_IDS = ("id", "task_id")
_REASONS = (
    "error",
    "fail_reason",
    "failReason",
    "failure_reason",
    "error_message",
    "errorMessage",
    "message",
    "reason",
)
_TASK_MARKS = {"progress", "results", "model", "created", "task_info", "usage", "type", "object", "fail_reason"}
"""What stands beside the status of a task, and not in an answer that could not be given."""
_NO_REASON = ("", "success", "ok", "none", "null")
MAX_ID_CHARS = 256
MAX_WORD_CHARS = 60


def read_task(reply: object, *, task_id: str | None = None) -> Task:
    """Turn a create or query answer into a Task; an unknown status word counts as running.

    Args:
        task_id: The id that was asked for; an answer need not repeat it.

    Raises:
        Malformed: The answer is no JSON object.
        AnotherTask: It names an id, and not the one that was asked for.
        NotFound: Its status says that there is no such task.
        Unavailable: It says "error" or the like without a word about a task: the question failed.
    """
    if not isinstance(reply, dict):
        raise Malformed(happened("answer_no_task", excerpt=shown(reply)))
    top = fields_of(cast(object, reply))
    fields, own_id = _task_in(top, task_id)
    kind = KINDS.get(_text(fields.get("type")), _kind_of_object(fields))
    outputs = find_outputs(fields, kind, _labelled) or find_outputs(top, kind, _labelled)
    status, unknown_status = _status(_status_of(fields), has_outputs=bool(outputs))
    failed = status in (TaskStatus.FAILED, TaskStatus.CANCELLED)
    if failed and task_id is not None and own_id is None and not fields.keys() & _TASK_MARKS:
        raise Unavailable(happened("vendor_could_not_answer", words=_reason(fields)), status=200)
    reserved = _positive(fields_of(fields.get("usage")).get("credits_reserved"))
    return Task(
        id=task_id or own_id,
        status=status,
        progress_percent=_percent(fields.get("progress")),
        estimated_s=_positive(fields_of(fields.get("task_info")).get("estimated_time")),
        outputs=outputs if status is TaskStatus.SUCCEEDED else (),
        error=_reason(fields, fields_of(fields.get("data")), fields_of(fields.get("output")), top) if failed else None,
        cost_note=_cost_note(reserved),
        credits_reserved=reserved,
        unknown_status=unknown_status,
    )


def _task_in(top: Mapping[str, Any], task_id: str | None) -> tuple[Mapping[str, Any], str | None]:
    """Return the fields of the task that an answer is about, bare or wrapped, and its id where one is named.

    Raises:
        AnotherTask: It is about others only.
    """
    levels = list(_levels(top, task_id))
    named = [level for level in levels if _ids(level)]
    if task_id is not None and named:
        named = [level for level in named if task_id in _ids(level)]
        if not named:
            raise AnotherTask(happened("answer_of_other_task"))
    wrapped = [level for level in levels[1:] if _known(_status_of(level))]
    with_status = [level for level in (*named, *wrapped, *levels) if _status_of(level) is not None]
    fields = next(iter((*with_status, *named)), top)
    own_id = next((own for level in (fields, *named) for own in _ids(level)), None)
    bare = top.get("data")
    if own_id is None and not isinstance(bare, dict | list) and not is_address(bare):
        own_id = _task_id(bare) or None
    return fields, own_id


def _levels(top: Mapping[str, Any], task_id: str | None) -> Iterator[Mapping[str, Any]]:
    """Yield the answer and what it may wrap a task in: `data`, once or twice, an object or a list, and `output`.

    What has an id only, within what has a status, is a file with an id of its own.
    """
    yield top
    level, has_status = top, _status_of(top) is not None
    for _ in range(2):
        data = level.get("data")
        items = [fields_of(item) for item in cast(list[object], data)] if isinstance(data, list) else []
        yield from (item for item in items if item.get("task_id") or task_id in _ids(item))
        level = fields_of(cast(object, data)) or fields_of(level.get("task"))
        if level and (not has_status or level.get("task_id") or _status_of(level) is not None):
            yield level
        if _ids(level) or _status_of(level) is not None:
            break
    output = fields_of(top.get("output"))
    if output.get("task_id") or output.get("task_status"):
        yield {name: value for name, value in output.items() if name != "id"}


def _ids(level: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(found for name in _IDS if (found := _task_id(level.get(name))))


def _status_of(level: Mapping[str, Any]) -> str | None:
    return next((level[name] for name in _STATUS if isinstance(level.get(name), str)), None)


def _letters(word: str) -> str:
    return re.sub("[^a-z]", "", word[: 4 * MAX_WORD_CHARS].lower()).removeprefix("taskstatus")


def _known(word: str | None) -> bool:
    return word is not None and _letters(word) in _STATUS_OF_WORD


def _status(value: str | None, *, has_outputs: bool) -> tuple[TaskStatus, str | None]:
    """Return the status, and the vendor's word for it where nobody knows that word."""
    word = one_line(value or "", MAX_WORD_CHARS)
    if not word:
        return TaskStatus.SUCCEEDED if has_outputs else TaskStatus.RUNNING, None
    if _letters(word) in _NO_SUCH_TASK:
        raise VendorNotFound(happened("vendor_says_of_task", word=word), status=200, vendor_code="task_not_found")
    known = _STATUS_OF_WORD.get(_letters(word))
    return (known, None) if known else (TaskStatus.RUNNING, word)


def _labelled(output: Output, entry: Mapping[str, Any]) -> Output:
    """Add which map an entry says that it is."""
    label, certain, remark = label_of(entry.get("map_type") or entry.get("result_type"))
    facts = output.facts | ({"map_type": remark} if remark else {})
    return replace(output, label=label, label_certain=certain, facts=facts)


def _kind_of_object(fields: Mapping[str, Any]) -> ResultKind:
    return KINDS.get(_text(fields.get("object")).partition(".")[0], "image")


def _reason(*levels: Mapping[str, Any]) -> str:
    """Return the first words that say why a task failed, with a machine code beside them."""
    found = [complaint_in({"error": level.get(name)}) for level in levels for name in _REASONS]
    told = next((each for each in found if each.message.lower() not in _NO_REASON), None)
    words = told.message if told else "The vendor gave no reason."
    code = next((each.code or each.type for each in found if each.code or each.type), None)
    return words if code is None or code in words else f"{words} ({code})"


def _cost_note(reserved: float | None) -> str | None:
    return None if reserved is None else f"{reserved:g} credit{'' if reserved == 1 else 's'} reserved"


def _percent(value: object) -> float | None:
    if isinstance(value, str):
        value = value.strip().removesuffix("%").strip()
    number = _number(value)
    return None if number is None else min(100.0, max(0.0, number))


def _positive(value: object) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _task_id(value: object) -> str:
    """Return an id that can stand in an address, or "": one that is longer or holds odd characters is none."""
    text = _text(value)
    return text if len(text) <= MAX_ID_CHARS and text.isprintable() else ""


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
