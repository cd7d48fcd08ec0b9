"""FoxAPI's task answers, in every shape its pages and its clients show, as a Task.

Three generations of the page "get task detail" differ in where results stand (`results`, `output.url`, `output.urls`),
and a sister gateway lists bare addresses. Nothing but `status` and the results is relied upon.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Literal, cast

from providers.errors import Malformed
from providers.foxapi.map_names import label_of
from providers.plain_text import one_line
from providers.replies import MAX_FACT_CHARS, MAX_OUTPUTS, complaint_in, fields_of, is_address, shown
from providers.task import Output, Task, TaskStatus

_STATUS_WORDS: Mapping[TaskStatus, tuple[str, ...]] = {
    TaskStatus.QUEUED: ("pending", "queued", "queuing", "submitted", "created", "waiting", "not_start"),
    TaskStatus.RUNNING: ("processing", "running", "in_progress", "generating"),
    TaskStatus.SUCCEEDED: ("completed", "complete", "success", "succeeded", "done", "finished"),
    TaskStatus.FAILED: ("failed", "failure", "fail", "error", "interrupted", "expired", "rejected", "not_found"),
    TaskStatus.CANCELLED: ("cancelled", "canceled"),
}
_STATUS_OF_WORD = {word: status for status, words in _STATUS_WORDS.items() for word in words}

_LINKS: Mapping[str, Literal["image", "video", "file"] | None] = {
    "url": None,
    "image_url": "image",
    "video_url": "video",
    "audio_url": "file",
}
"""Keys of a link, in order of trust, and what kind the key itself tells."""
_LISTS = ("results", "result", "urls", "images", "image_urls", "videos", "video_urls")
_KINDS: Mapping[str, Literal["image", "video", "file"]] = {"image": "image", "video": "video", "audio": "file"}
MAX_ID_CHARS = 256
MAX_WORD_CHARS = 60
_FACTS = ("seed", "revised_prompt", "actual_prompt", "generated_text", "degraded_reason")


def read_task(reply: object, *, task_id: str | None = None) -> Task:
    """Turn a create or query answer into a Task; an unknown status word counts as running.

    Args:
        task_id: The id that was asked for, when the answer does not repeat it.

    Raises:
        Malformed: The answer is no JSON object.
    """
    if not isinstance(reply, dict):
        raise Malformed(f"The vendor's answer is not a task: {shown(reply)}")
    fields = fields_of(cast(object, reply))
    if "status" not in fields:
        fields = fields_of(fields.get("data")) or fields
    kind = _KINDS.get(_text(fields.get("type")), _kind_of_object(fields))
    outputs = _outputs(fields, kind)
    status, unknown_status = _status(fields.get("status"), has_outputs=bool(outputs))
    failed = status in (TaskStatus.FAILED, TaskStatus.CANCELLED)
    reserved = _positive(fields_of(fields.get("usage")).get("credits_reserved"))
    return Task(
        id=_task_id(fields.get("id")) or _task_id(fields.get("task_id")) or task_id,
        status=status,
        progress_percent=_percent(fields.get("progress")),
        estimated_s=_positive(fields_of(fields.get("task_info")).get("estimated_time")),
        outputs=outputs if status is TaskStatus.SUCCEEDED else (),
        error=_error(fields.get("error")) if failed else None,
        cost_note=_cost_note(reserved),
        credits_reserved=reserved,
        unknown_status=unknown_status,
    )


def _status(value: object, *, has_outputs: bool) -> tuple[TaskStatus, str | None]:
    """Return the status, and the vendor's word for it where nobody knows that word."""
    word = one_line(value, MAX_WORD_CHARS) if isinstance(value, str) else ""
    if not word:
        return TaskStatus.SUCCEEDED if has_outputs else TaskStatus.RUNNING, None
    known = _STATUS_OF_WORD.get(word.lower().replace(" ", "_").replace("-", "_"))
    return (known, None) if known else (TaskStatus.RUNNING, word)


def _outputs(fields: Mapping[str, Any], kind: Literal["image", "video", "file"]) -> tuple[Output, ...]:
    found: dict[str, Output] = {}
    for place in (fields.get("results"), fields.get("output"), fields.get("result")):
        for entry in _entries(place):
            output = _output(entry, kind)
            key = output and (output.url or output.facts.get("profile_id"))
            if output is not None and key and len(found) < MAX_OUTPUTS:
                found.setdefault(key, output)
    return tuple(found.values())


def _entries(place: object) -> Iterator[object]:
    """Yield each result of a place that holds a list, a bare address, one result, or an object of lists."""
    if isinstance(place, list):
        yield from cast(list[object], place)
    elif isinstance(place, str):
        yield place
    elif isinstance(place, dict):
        fields = cast(dict[str, Any], place)
        yield fields
        for name in _LISTS:
            if isinstance(fields.get(name), list):
                yield from fields[name]


def _output(entry: object, kind: Literal["image", "video", "file"]) -> Output | None:
    if isinstance(entry, str):
        return Output(kind, url=entry) if is_address(entry) else None
    fields = fields_of(entry)
    key = next((name for name in _LINKS if is_address(fields.get(name))), None)
    if key is None:
        profile_id = _task_id(fields.get("profile_id"))
        return Output("profile", facts={"profile_id": profile_id}) if profile_id else None
    known = {name: fields[name] for name in _FACTS if isinstance(fields.get(name), str | int | float)}
    facts = {name: str(value)[:MAX_FACT_CHARS] for name, value in known.items()}
    label, certain, remark = label_of(fields.get("map_type") or fields.get("result_type"))
    if remark:
        facts["map_type"] = remark
    mime = _text(fields.get("content_type")).partition("/")[0]
    return Output(
        kind=_LINKS[key] or _KINDS.get(mime, kind),
        url=fields[key],
        label=label,
        label_certain=certain,
        facts=facts,
    )


def _kind_of_object(fields: Mapping[str, Any]) -> Literal["image", "video", "file"]:
    return _KINDS.get(_text(fields.get("object")).partition(".")[0], "image")


def _error(value: object) -> str:
    found = complaint_in({"error": value})
    words = found.message or "The vendor gave no reason."
    code = found.code or found.type
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
