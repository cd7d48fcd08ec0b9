"""The note on how something was made that a download may carry: versioned JSON without keys, paths or files."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

from providers.happened import Happened, happened
from providers.media_values import LocalMedia, media_values
from providers.spec import GenerationRequest
from studio.ledger.job import Asset, Job
from studio.ledger.job_facts import seed_of

FORMAT = "easel-settings"
VERSION = 1
MAX_NOTE_BYTES = 48_000
"""Longest note that is written: it has to fit into one segment of a JPEG file, which takes 65,533 bytes."""

_MOST_SETTINGS = 200
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NotANote(ValueError):
    """The text is no note of Easel's, or a damaged one."""

    def __init__(self, why: Happened) -> None:
        super().__init__(why.code)
        self.why = why


@dataclass(frozen=True)
class Note:
    """What a note says.

    Attributes:
        provider, model, capability, endpoint: As in the job's record; "" where a note does not say it.
        settings: Field name -> JSON value; local files as "easel:<sha256>". Not checked against any request class.
        seed: The seed that was asked for, else the one that the vendor chose and told.
        left_out: Names of the fields of which files stayed behind.
        sha256: Digest of the original that a copy with this note was made from; None where the note is about several.
    """

    provider: str
    model: str
    capability: str
    endpoint: str
    settings: Mapping[str, Any]
    seed: int | None = None
    left_out: tuple[str, ...] = ()
    sha256: str | None = None


def note(job: Job, asset: Asset | None, request: type[GenerationRequest]) -> dict[str, Any]:
    """Return the note of a job, JSON values; the same for the same job and file.

    Pictures and videos that were given as data, or by a link with a password, a query or a fragment, stay out: such
    links often let in whoever has them.

    Args:
        job: Whose settings.
        asset: Which of its files carries the note; None: all together.
        request: The job's request class.
    """
    settings, left_out = dict(job.request), list[str]()
    for name in request.media_fields():
        given = settings.get(name)
        items = media_values(given)
        kept = [item for item in items if _may_travel(item)]
        if len(kept) < len(items):
            left_out.append(name)
            settings[name] = kept
            if isinstance(given, str) or not kept:
                del settings[name]
    told: dict[str, Any] = {
        "app": "Easel",
        "format": FORMAT,
        "version": VERSION,
        "provider": job.provider,
        "model": job.model,
        "capability": job.capability.value,
        "endpoint": job.endpoint,
        "settings": settings,
        "seed": seed_of({job.endpoint: request}, job, asset),
        "left_out": left_out,
        "made_at": job.created_at.isoformat(),
    }
    if asset is not None:
        told["file"] = {"position": asset.position, "label": asset.label, "sha256": asset.sha256}
    return told


def note_text(job: Job, asset: Asset | None, request: type[GenerationRequest]) -> str:
    """Return a note as a file carries it: ASCII JSON. Takes what `note` takes."""
    return json.dumps(note(job, asset, request), separators=(",", ":"))


def read_note(text: str) -> Note:
    """Return what a note says.

    Raises:
        NotANote: It is none, or damaged, or a newer Easel's.
        RecursionError: It is nested deeper than anything Easel writes.
    """
    try:
        found: Any = json.loads(text)
    except ValueError:
        raise NotANote(happened("settings_damaged")) from None
    return note_of(found)


def note_of(found: Any) -> Note:
    """Return what a note says that is JSON values already. Raises NotANote."""
    if not isinstance(found, dict) or cast(dict[str, Any], found).get("format") != FORMAT:
        raise NotANote(happened("settings_damaged"))
    values = cast(dict[str, Any], found)
    version = values.get("version")
    if isinstance(version, int) and version > VERSION:
        raise NotANote(happened("settings_too_new"))
    settings, left_out, seed = values.get("settings"), values.get("left_out"), values.get("seed")
    if not isinstance(settings, dict) or len(cast(dict[str, Any], settings)) > _MOST_SETTINGS:
        raise NotANote(happened("settings_damaged"))
    named = [values.get(name) for name in ("provider", "model", "capability", "endpoint")]
    provider, model, capability, endpoint = (value if isinstance(value, str) else "" for value in named)
    listed = cast(list[Any], left_out) if isinstance(left_out, list) else []
    return Note(
        provider,
        model,
        capability,
        endpoint,
        cast(dict[str, Any], settings),
        seed if isinstance(seed, int) and not isinstance(seed, bool) else None,
        tuple(name for name in listed[:_MOST_SETTINGS] if isinstance(name, str)),
        _digest(values.get("file")),
    )


def _digest(file: Any) -> str | None:
    sha256 = cast(dict[str, Any], file).get("sha256") if isinstance(file, dict) else None
    return sha256 if isinstance(sha256, str) and _SHA256.fullmatch(sha256) else None


def _may_travel(value: Any) -> bool:
    if not isinstance(value, str) or LocalMedia.parse(value):
        return isinstance(value, str)
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    secret = parts.query or parts.fragment or parts.username or parts.password
    return parts.scheme in ("http", "https") and not secret
