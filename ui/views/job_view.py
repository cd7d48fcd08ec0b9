"""A job as the page shows it: words, times and links instead of states, seconds and hashes. JSON values only.

Everything there is to know about one is in `ui.views.job_details`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal, NotRequired, TypedDict

from materials.maps.map_titles import MAP_TITLES
from providers.media_values import LocalMedia, media_values
from providers.plain_text import one_line
from providers.spec import Capability
from studio.files.previews import PREVIEW_PX
from studio.jobs.job_happenings import NO_MORE_THAN_ITS_STATE, notes_of
from studio.jobs.recourse import Act, acts
from studio.ledger.job import Asset, Job, JobState
from studio.ledger.job_facts import pictured, prompt_of, shown_order
from studio.sentences.sentences import sentence_of
from studio.settings_in_files.embedded_settings import carries
from studio.workbench.material_files import Origin, origin_of
from studio.workbench.operation_list import made_with
from ui.asking.page import Page
from ui.asking.titles import CAPABILITY_WORDS
from ui.views.job_words import CHARGED, cost_words, expected_words, file_words, model_title, state_words, vendor_title
from words.language import t

SAID = "generated_text"
"""Fact of an output: what its model said along with it, such as how a prompt was understood."""

LISTED_CHARS = 300
"""Longest prompt in lists and text alternatives; the stage and the details show all of it."""


class Send(TypedDict):
    """A panel that takes a file as an input."""

    to: Capability
    title: str


class AssetView(TypedDict):
    """One output of a job: links, size, what it is, and to which panels it can go."""

    id: str
    kind: Literal["image", "video", "file"]
    label: str | None
    title: str | None
    format: str | None
    certain: bool
    origin: Origin | None
    alt: str
    name: str
    width: int | None
    height: int | None
    duration_s: float | None
    bytes: int
    favourite: bool
    thumb: str
    preview: str
    original: str
    download: str
    carrying: str | None
    lit: str
    sends: list[Send]


class Source(TypedDict):
    """A picture or video that a job was given: kept here, with links, or at an address."""

    kind: Literal["image", "video", "archive"]
    alt: str
    thumb: NotRequired[str]
    preview: NotRequired[str]
    url: NotRequired[str]


class JobFacts(TypedDict):
    """What every view of a job says. Times are milliseconds since 1970, for the browser's clock."""

    id: str
    state: JobState
    words: str
    final: bool
    message: str
    model: str
    vendor: str
    prompt: str
    started_ms: int
    finished_ms: int | None
    expected: str | None
    expected_s: float | None
    expected_high_s: float | None
    progress_percent: float | None
    sandbox: bool
    cost: str
    charged: str


class _JobLine(JobFacts):
    capability: Capability
    stopping: bool
    note: str
    said: str | None
    acts: list[Act]
    unfetched: int
    made_here: bool
    profile: bool
    made_from: str | None
    notes: str
    size_m: float | None
    height_range_m: float | None
    created_ms: int


class JobView(_JobLine):
    """What the stage shows of a job."""

    error: str | None
    outputs: list[AssetView]
    sources: list[Source]
    zip: str | None
    zip_carrying: str | None
    made_with: dict[str, Any] | None


class JobListRow(_JobLine):
    """What a list of jobs shows of one."""

    thumb: str | None
    count: int
    panel: str


def job_view(page: Page, job: Job) -> JobView:
    """Return what the stage shows of a job."""
    outputs = output_views(page, job)
    archive = page.links.archive(job, archive_name(job)) if outputs else None
    return {
        **_job_line(page, job),
        "error": job.error,
        "outputs": outputs,
        "sources": [source for _, source in sources(page, job)],
        "zip": archive if len(outputs) > 1 else None,
        # The ZIP of a material tells its settings in its manifest, always.
        "zip_carrying": f"{archive}?settings=1" if archive and job.capability is not Capability.PBR_MATERIAL else None,
        "made_with": made_with(page.operations, job.endpoint, job.request) if job.made_here else None,
    }


def job_row(page: Page, job: Job) -> JobListRow:
    """Return what a list of jobs shows of one."""
    first = pictured(job.outputs)
    return {
        **_job_line(page, job),
        "prompt": listed_prompt(page, job),
        "thumb": page.links.asset(first, "thumb") if first else None,
        "count": len(job.outputs),
        "panel": t(CAPABILITY_WORDS[job.capability].panel),
    }


def job_facts(page: Page, job: Job) -> JobFacts:
    """Return what every view of a job says."""
    return {
        "id": job.id,
        "state": job.state,
        "words": state_words(job),
        "final": job.state.final,
        "message": sentence_of(job.happened),
        "model": model_title(page, job),
        "vendor": vendor_title(page, job),
        "prompt": prompt_of(page.requests, job),
        "started_ms": moment_ms(job.submitted_at or job.created_at),
        "finished_ms": job.finished_at and moment_ms(job.finished_at),
        "expected": expected_words(job.expected_low_s, job.expected_high_s),
        "expected_s": job.expected_s,
        "expected_high_s": job.expected_high_s,
        "progress_percent": job.progress_percent,
        "sandbox": job.sandbox,
        "cost": cost_words(job),
        "charged": t("Nothing charged") if job.sandbox else t("Free") if job.made_here else t(CHARGED[job.charged]),
    }


def _job_line(page: Page, job: Job) -> _JobLine:
    plain = [each.code in NO_MORE_THAN_ITS_STATE for each in job.happened] == [True]
    return {
        **job_facts(page, job),
        "capability": job.capability,
        "stopping": job.stopping,
        "note": "" if plain else sentence_of(job.happened),
        "said": next((asset.facts[SAID] for asset in job.outputs if SAID in asset.facts), None),
        "acts": list(acts(job)),
        "unfetched": job.unfetched,
        "made_here": job.made_here,
        "profile": job.endpoint in page.requests and job.endpoint not in page.offered,
        "made_from": job.made_from,
        "notes": sentence_of(notes_of(job.happened)) if job.made_here else "",
        "size_m": job.size_m,
        "height_range_m": job.height_range_m,
        "created_ms": moment_ms(job.created_at),
    }


def output_views(page: Page, job: Job) -> list[AssetView]:
    """Return the outputs of a job in the order they are shown."""
    return [asset_view(page, job, asset) for asset in shown_order(job.outputs)]


def asset_view(page: Page, job: Job, asset: Asset) -> AssetView:
    """Return one output of a job: links, size, what it is, and to which panels it can go."""
    link = page.links.asset
    return {
        "id": asset.id,
        "kind": asset.kind,
        "label": asset.label,
        "title": _map_title(asset),
        "format": file_words(asset) if asset.kind == "file" else None,
        "certain": asset.label_certain,
        "origin": origin_of(job, asset) if asset.label else None,
        "alt": alt_text(page, job, asset),
        "name": asset.name,
        "width": asset.width,
        "height": asset.height,
        "duration_s": asset.duration_s,
        "bytes": asset.bytes,
        "favourite": asset.favourite,
        "thumb": link(asset, "thumb"),
        "preview": link(asset, "preview"),
        "original": link(asset),
        "download": link(asset, download=True),
        "carrying": link(asset, download=True, settings=True) if carries(job, asset) else None,
        # What the 3D viewer loads: a map small enough for the browser as it is, else its preview.
        "lit": link(asset) if max(asset.width or 0, asset.height or 0) <= PREVIEW_PX else link(asset, "preview"),
        "sends": send_buttons(page, asset),
    }


def alt_text(page: Page, job: Job, asset: Asset) -> str:
    """Return what a picture is to those who cannot see it: its prompt, behind the map it is; else its name."""
    title, prompt = _map_title(asset), listed_prompt(page, job)
    return t("{title} map: {prompt}", title=title, prompt=prompt) if title else prompt or asset.name


def listed_prompt(page: Page, job: Job) -> str:
    """Return a job's prompt as lists show it: one line of bounded length."""
    return one_line(prompt_of(page.requests, job), LISTED_CHARS)


def _map_title(asset: Asset) -> str | None:
    if asset.label and asset.label in MAP_TITLES:
        return t(MAP_TITLES[asset.label])
    return asset.label or None


def send_buttons(page: Page, asset: Asset) -> list[Send]:
    """Return a button for each panel that takes this file as an input. A map of a material is no picture, so none."""
    if asset.label not in (None, "texture", "basecolor"):
        return []
    takes = {
        request.capability
        for request in page.offered.values()
        if any(media.kind == asset.kind for media in request.media_fields().values())
    }
    if asset.label is not None:
        takes.discard(Capability.PBR_MATERIAL)  # it has just been one
    return [
        {"to": to, "title": t(words.send[asset.kind])}
        for to, words in CAPABILITY_WORDS.items()
        if asset.kind in words.send and to in takes
    ]


def sources(page: Page, job: Job) -> Iterator[tuple[str, Source]]:
    """Yield (field, source) for each picture or video the job was given, in order."""
    request = page.offered.get(job.endpoint)
    for name, media in (request.media_fields() if request else {}).items():
        label = t(request.shown(name).label) if request else name
        for number, item in enumerate(media_values(job.request.get(name)), start=1):
            if not isinstance(item, str):  # an archive of somebody's said so
                continue
            source: Source = {"kind": media.kind, "alt": f"{label} {number}"}
            if local := LocalMedia.parse(item):
                source["thumb"] = page.links.reference(job.owner, local.sha256, "thumb")
                source["preview"] = page.links.reference(job.owner, local.sha256, "preview")
            elif item.startswith(("https://", "http://", "data:")):
                source["url"] = item
            else:
                continue
            yield name, source


def archive_name(job: Job) -> str:
    """Return the name of a job's ZIP, from its first output's name ("red-brick-wall.zip")."""
    first = min(job.outputs, key=lambda asset: asset.position)
    stem = first.name.rpartition(".")[0] or first.name
    return f"{stem.removesuffix('-' + first.label) if first.label else stem}.zip"


def moment_ms(moment: datetime) -> int:
    """Return a moment as the browser's clock counts."""
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
