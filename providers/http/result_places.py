"""Where the results of a task stand in an answer: links and inline files, in every place gateways of a family use.

FoxAPI's own pages show `results`, `output.url` and `output.urls`. Gateways of the New-API family answer `url`,
`result_url`, nested `data`, and even a link under `fail_reason`; what their upstreams answered is passed through in
`data.data`. An answer may repeat the request, too: so the places are asked in order of trust, and the first that has
results is taken.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, cast

from providers.http.inline_files import inline_file, is_data_uri, mime_of_data_uri
from providers.http.replies import MAX_FACT_CHARS, MAX_OUTPUTS, is_address
from providers.task import Output

ResultKind = Literal["image", "video", "file"]
Finish = Callable[[Output, Mapping[str, Any]], Output]
"""Adds to an output what else its entry says."""

KINDS: Mapping[str, ResultKind] = {"image": "image", "video": "video", "audio": "file"}

_LINKS: Mapping[str, ResultKind | None] = {
    "url": None,
    "result_url": None,
    "video_url": "video",
    "image_url": "image",
    "audio_url": "file",
    "file_url": None,
    "download_url": None,
    "output_url": None,
}
"""Keys of a link, in order of trust, and what kind the key itself tells."""
_INLINE = ("b64_json", "base64", "b64", "image_base64", "video_base64")
_RESULTS = ("results", "output", "outputs", "result")
_OWN = ("url", "result_url", "video_url", "download_url", "output_url")
"""What may stand on the task itself; another address there may be one of the request."""
_LISTS = ("results", "result", "urls", "images", "image_urls", "videos", "video_urls", "files", "outputs")
_MADE = ("images", "videos", "video", "urls", "video_urls", "files", "audio", "choices", "content", "task_result")
_WITHIN = (*_RESULTS, *_MADE, "image_urls", "image", "data", "message")
_SPEECH = ("message", "content")
"""Where a bare text is no result."""
_FACTS = ("seed", "revised_prompt", "actual_prompt", "generated_text", "degraded_reason")


def _as_it_is(output: Output, _: Mapping[str, Any]) -> Output:
    return output


def find_outputs(fields: Mapping[str, Any], kind: ResultKind, finish: Finish = _as_it_is) -> tuple[Output, ...]:
    """Return the results that a task's fields name, each once, in their order.

    Args:
        fields: The task.
        kind: What its results are, where nothing else tells.
        finish: Called with each output and the entry it was found in.
    """

    def walked(names: Iterable[str]) -> tuple[Output, ...]:
        return _each_once(output for name in names for output in _walk(name, fields.get(name), kind, finish))

    own = _each_once(_entry({name: fields[name] for name in (*_OWN, *_INLINE) if name in fields}, kind, finish))
    nested = walked(["data"])
    return (
        walked(_RESULTS)
        or (nested if len(nested) > len(own) else own)  # one link for all, and beside it what upstream answered
        or walked(_MADE)
        or walked(["image_url", "image", "image_urls"])
        or walked(["fail_reason"])  # New-API kept the link of a finished video there
        or _each_once(_entry(fields, kind, finish))
    )


def _each_once(outputs: Iterable[Output]) -> tuple[Output, ...]:
    found: dict[object, Output] = {}
    for output in outputs:
        if len(found) >= MAX_OUTPUTS:
            break
        found.setdefault(output.url or output.data or output.facts.get("profile_id"), output)
    return tuple(found.values())


def _walk(name: str, value: object, kind: ResultKind, finish: Finish) -> Iterator[Output]:
    """Yield each result of a place that holds a list, a bare address, one result, or an object of lists."""
    kind = KINDS.get(name.rstrip("s").partition("_")[0], kind)
    if isinstance(value, str):
        yield from _entry({"url": value}, kind, finish)
    elif isinstance(value, list):
        for item in cast(list[object], value):
            yield from _walk(name, item, kind, finish)
    elif isinstance(value, dict):
        fields = cast(dict[str, Any], value)
        entry = next(_entry(fields, kind, finish), None)
        if entry is not None:
            yield entry
        for inner in _LISTS if entry is not None else _WITHIN:
            held: object = fields.get(inner)
            bare = isinstance(held, str) and inner not in _SPEECH
            if isinstance(held, list) or (entry is None and (isinstance(held, dict) or bare)):
                yield from _walk(inner, cast(object, held), kind, finish)


def _entry(fields: Mapping[str, Any], kind: ResultKind, finish: Finish) -> Iterator[Output]:
    """Yield the one result that an entry is, if it is one."""
    data = next((data for name in _INLINE if (data := inline_file(fields.get(name)))), None)
    key = next((name for name in _LINKS if is_address(fields.get(name)) or is_data_uri(fields.get(name))), None)
    mime, url = _text(fields.get("content_type") or fields.get("mime_type")), None
    if data is None and key is not None:
        link = str(fields[key])
        url, data = (None, inline_file(link)) if is_data_uri(link) else (link, None)
        mime = mime or (mime_of_data_uri(link) if url is None else "")
    known = {name: fields[name] for name in _FACTS if isinstance(fields.get(name), str | int | float)}
    facts = {name: str(value)[:MAX_FACT_CHARS] for name, value in known.items() if str(value).strip()}
    if url is not None or data is not None:
        told = _LINKS[key] if key else None
        yield finish(Output(told or KINDS.get(mime.partition("/")[0], kind), url=url, data=data, facts=facts), fields)
    elif profile_id := _profile_id(fields):
        yield Output("profile", facts={"profile_id": profile_id})


def _profile_id(fields: Mapping[str, Any]) -> str:
    text = _text(fields.get("profile_id"))
    return text if len(text) <= 256 and text.isprintable() else ""


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
