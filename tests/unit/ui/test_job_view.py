"""The job as the page shows it: words, expectation, settings with labels, where a result can go."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from providers.catalogue import PROFILE_REQUEST, REQUESTS
from providers.spec import Capability
from studio.jobs import job_happenings
from studio.ledger.job import MADE_HERE, Asset, Job, JobState
from studio.ledger.job_facts import shown_order
from studio.library.library import LibraryItem
from studio.sentences.sentences import sentence_of
from studio.workbench.operation_list import OPERATIONS
from ui.asking.file_links import FileLinks
from ui.asking.page import Page
from ui.views import library_view
from ui.views.comparison_view import labels_apart
from ui.views.job_details import details_view
from ui.views.job_view import LISTED_CHARS, archive_name, asset_view, job_row, job_view, send_buttons
from ui.views.job_words import expected_words, state_words

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
GATEWAYS = (SimpleNamespace(name="foxapi", title="FoxAPI"), SimpleNamespace(name="anyfast", title="AnyFast"))
STUDIO = SimpleNamespace(
    gateways=GATEWAYS,
    requests={**REQUESTS, PROFILE_REQUEST.endpoint: PROFILE_REQUEST},
    offered=REQUESTS,
    operations=OPERATIONS,
)
PAGE = Page(STUDIO, FileLinks(b"0" * 32))  # type: ignore[arg-type]


def asset(id_: str, label: str | None = None, kind: Any = "image", position: int = 0, **facts: Any) -> Asset:
    name = f"red-brick-wall-{label}.png" if label else "red-brick-wall.png"
    usual = Asset(
        id=id_, owner="local", job_id="j", position=position, kind=kind, label=label, label_certain=True,
        sha256="ab" * 32, mime="image/png", name=name, width=1024, height=1024, duration_s=None, bytes=9,
        created_at=NOW,
    )  # fmt: skip
    return replace(usual, **facts)


def job(**facts: Any) -> Job:
    usual = Job(
        id="j", owner="local", endpoint="foxapi_wan_2_7_image", provider="foxapi", model="wan-2.7-image-pro",
        capability=Capability.TEXT_TO_IMAGE, sandbox=False, state=JobState.RUNNING, charged="yes",
        request={"model": "wan-2.7-image-pro", "prompt": "A red brick wall"}, progress_percent=None,
        happened=job_happenings.running("FoxAPI"), error=None, error_field=None, task_id="task-9", cost_note=None,
        stopping=False, created_at=NOW, submitted_at=NOW + timedelta(seconds=2), finished_at=None, expected_s=48,
        expected_low_s=40, expected_high_s=57,
    )  # fmt: skip
    return replace(usual, **facts)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": JobState.PREPARING}, "waiting"),
        ({"state": JobState.PREPARING, "request": {"image_urls": ["easel:" + "a" * 64]}}, "preparing"),
        ({"state": JobState.SUBMITTING}, "sending"),
        ({"state": JobState.QUEUED}, "in the vendor's queue"),
        ({}, "working"),
        ({"progress_percent": 40.4}, "working, 40 %"),
        ({"stopping": True}, "stopping"),
        ({"state": JobState.SAVING}, "saving"),
        ({"state": JobState.SUCCEEDED}, "done"),
        ({"state": JobState.STOPPED, "stopping": True}, "stopped"),
        ({"state": JobState.UNKNOWN}, "may have been charged"),
    ],
)
def test_states_are_said_as_a_person_would(facts: dict[str, Any], words: str) -> None:
    assert state_words(job(**facts)) == words


@pytest.mark.parametrize(
    ("low_s", "high_s", "words"),
    [
        (None, None, None),
        (2, 4, "usually under 10 s"),
        (9, 12.2, "usually 9–13 s"),
        (38.5, 51, "usually 38–52 s"),
        (41, 83, "usually 40–85 s"),
        (110, 170, "usually 1–3 min"),
        (121, 180, "usually 2–3 min"),
    ],
)
def test_an_expectation_is_a_round_range(low_s: float | None, high_s: float | None, words: str | None) -> None:
    assert expected_words(low_s, high_s) == words


def test_a_view_is_json_and_carries_no_path_hash_or_unsigned_link() -> None:
    view = job_view(PAGE, job(state=JobState.SUCCEEDED, finished_at=NOW, outputs=(asset("a1"),)))
    assert json.loads(json.dumps(view)) == view
    assert "ab" * 32 not in json.dumps(view)
    assert (view["model"], view["vendor"], view["charged"]) == ("Wan 2.7 Pro", "FoxAPI", "Charged")
    assert view["started_ms"] == int(NOW.timestamp() * 1000) + 2000
    assert view["zip"] is None
    assert PAGE.links.is_for("local", view["outputs"][0]["original"].split("/")[4], "file", "a1", "original")


def test_a_copy_with_settings_is_offered_where_the_file_can_carry_them() -> None:
    mimes = {"image/png": True, "video/mp4": True, "image/gif": False, "image/bmp": False, "video/webm": False}
    outputs = tuple(asset(mime, mime=mime) for mime in mimes)
    view = job_view(PAGE, job(state=JobState.SUCCEEDED, finished_at=NOW, outputs=outputs))
    assert [bool(one["carrying"]) for one in view["outputs"]] == [*mimes.values()]
    here = job_view(PAGE, job(state=JobState.SUCCEEDED, finished_at=NOW, outputs=outputs, provider=MADE_HERE))
    assert not any(one["carrying"] for one in here["outputs"])


def test_what_a_model_said_along_with_its_result_is_shown_below_the_prompt() -> None:
    assert job_view(PAGE, job())["said"] is None
    told = asset("a", "height", facts={"generated_text": "Drawn as: Slate."})
    assert job_view(PAGE, job(outputs=(asset("b"), told)))["said"] == "Drawn as: Slate."


def test_nothing_of_the_sandbox_is_ever_called_charged() -> None:
    assert job_view(PAGE, job(sandbox=True, charged="no"))["charged"] == "Nothing charged"


def test_a_message_that_says_more_than_the_state_is_shown_beside_it() -> None:
    assert job_view(PAGE, job())["note"] == ""
    later = job_happenings.trying_again("FoxAPI", 30)
    assert job_view(PAGE, job(state=JobState.SUBMITTING, happened=later))["note"] == sentence_of(later)


def test_sources_are_linked_in_order_and_foreign_addresses_stay_as_they_are() -> None:
    edit = REQUESTS["foxapi_wan_2_7_image_edit"]
    [field] = [name for name in edit.media_fields() if "image" in name]
    sha256 = "c" * 64
    given = job(
        endpoint=edit.endpoint, capability=Capability.IMAGE_EDIT,
        request={"prompt": "Night", field: [f"easel:{sha256}", "https://example.org/a.png"]},
    )  # fmt: skip
    first, second = job_view(PAGE, given)["sources"]
    assert "thumb" in first
    assert PAGE.links.is_for("local", first["thumb"].split("/")[4], "file", f"reference-{sha256}", "thumb")
    assert second == {"kind": "image", "alt": f"{edit.shown(field).label} 2", "url": "https://example.org/a.png"}
    [pictures] = [row["pictures"] for row in details_view(PAGE, given)["settings"] if "pictures" in row]
    assert pictures == [first, second]


def test_details_of_work_here_are_its_settings_without_ids() -> None:
    coat = {"material": "a1b2", "overlay": "moss", "amount": 0.8, "seed": 3, "prompt": "Old bricks"}
    drawn = {"words": "Old bricks", "size_px": 512, "relief": 2.0, "prompt": "Old bricks"}
    rows = []
    for endpoint, request in (("easel_overlay_material", coat), ("easel_draw_material", drawn)):
        made = job(provider="easel", endpoint=endpoint, model=endpoint, request=request, state=JobState.SUCCEEDED)
        rows.append({row["label"]: row.get("text") for row in details_view(PAGE, made)["settings"][1:]})
    assert rows[0] == {"Prompt": "Old bricks", "Overlay": "moss", "Amount": "0.8", "Seed": "3"}
    assert rows[1] == {"Prompt": "Old bricks", "Size": "512", "Relief": "2.0"}


def test_details_name_every_setting_by_its_label_in_the_order_of_the_request_class() -> None:
    request = REQUESTS["foxapi_patina_material"]
    settings = request.model_validate(
        {"prompt": "Slate", "maps": ["basecolor", "height"], "image_size": 1024}
    ).settings()
    made = job(
        endpoint=request.endpoint, capability=Capability.PBR_MATERIAL, model="patina-material", request=settings,
        state=JobState.SUCCEEDED, finished_at=NOW + timedelta(seconds=40), cost_note="4 credits",
        outputs=(asset("a", "basecolor", facts={"seed": "7"}), asset("b", "height", facts={"seed": "7"})),
    )  # fmt: skip
    view = details_view(PAGE, made)
    rows = {row["label"]: row.get("text") for row in view["settings"]}
    assert list(rows) == [request.shown(name).label for name in request.model_fields if name in settings]
    assert rows["Maps"] == "Base colour, Height"
    assert rows["Model"] == "Patina (FoxAPI)"
    facts = {row["label"]: row.get("text", row.get("seconds")) for row in view["facts"]}
    assert facts["Took"] == 38
    assert (facts["Cost"], facts["Price by the vendor"]) == ("Charged", "4 credits")
    assert (facts["Vendor's task id"], facts["Seed"]) == ("task-9", "7")


def test_details_name_the_field_an_error_is_about_and_lists_show_long_prompts_in_bounds() -> None:
    refused = job(state=JobState.FAILED, error="too long", error_field="prompt", request={"prompt": "wall " * 20_000})
    assert {"label": "About", "text": "Prompt"} in details_view(PAGE, refused)["facts"]
    assert len(job_row(PAGE, refused)["prompt"]) == LISTED_CHARS
    assert len(job_view(PAGE, refused)["prompt"]) == 100_000


def test_a_job_of_a_model_that_is_no_longer_offered_can_still_be_read() -> None:
    old = job(endpoint="foxapi_gone", model="gone-1", request={"prompt": "A wall", "num_images": 2})
    view = job_view(PAGE, old)
    assert (view["model"], view["prompt"], view["sources"]) == ("gone-1", "A wall", [])
    assert {"label": "Num images", "text": "2"} in details_view(PAGE, old)["settings"]


def test_results_go_where_the_catalogue_has_a_place_for_them() -> None:
    assert [send["to"] for send in send_buttons(PAGE, asset("a"))] == [
        "image-edit",
        "pbr-material",
        "reference-to-video",
    ]
    assert [send["to"] for send in send_buttons(PAGE, asset("a", kind="video"))] == ["reference-to-video"]
    assert [send["to"] for send in send_buttons(PAGE, asset("a", "texture"))] == ["image-edit", "reference-to-video"]
    assert send_buttons(PAGE, asset("a", "normal")) == []
    said = [send_buttons(PAGE, asset("a", kind=kind))[-1]["title"] for kind in ("image", "video")]
    assert said == ["To video", "Use in a new video"]


def test_maps_stand_in_the_order_people_list_them_and_their_zip_has_the_material_s_name() -> None:
    labels = ["height", "normal", "texture", "basecolor"]
    outputs = tuple(asset(label, label, position=place) for place, label in enumerate(labels))
    assert [one.label for one in shown_order(outputs)] == ["texture", "basecolor", "normal", "height"]
    assert archive_name(job(outputs=outputs)) == "red-brick-wall.zip"
    row = job_row(PAGE, job(outputs=outputs))
    assert "/basecolor/thumb/" in str(row["thumb"])
    assert (row["count"], row["panel"]) == (4, "Image")


@pytest.mark.parametrize(
    ("changes", "labels"),
    [
        ({}, ["Wan 2.7 Pro, FoxAPI"] * 2),
        ({"model": "wan-2.7-image"}, ["Wan 2.7 Pro, FoxAPI", "Wan 2.7, FoxAPI"]),
        ({"request": {"prompt": "A red brick wall", "seed": 3}}, ["Random seed", "Seed 3"]),
        ({"request": {"prompt": "A door", "seed": None}}, ["A red brick wall", "A door"]),
        (
            {"model": "wan-2.7-image", "request": {"prompt": "A door", "seed": 3}},
            ["Wan 2.7 Pro, FoxAPI · Random seed", "Wan 2.7, FoxAPI · Seed 3"],
        ),
    ],
)
def test_results_beside_each_other_are_called_by_what_differs(changes: dict[str, Any], labels: list[str]) -> None:
    assert labels_apart(PAGE, [LibraryItem(asset("1"), job()), LibraryItem(asset("2"), job(**changes))]) == labels


def on_the_wall() -> list[LibraryItem]:
    """Return the maps of a material, a picture, and one without a prompt."""
    wall = job(id="wall", capability=Capability.PBR_MATERIAL, endpoint="foxapi_patina_material")
    maps = [asset(f"m{place}", label, position=place) for place, label in enumerate(("height", "basecolor", "normal"))]
    return [
        *(LibraryItem(each, wall) for each in maps),
        LibraryItem(asset("p0"), job(id="p")),
        LibraryItem(asset("p1"), job(id="q", request={})),
    ]


def test_the_wall_signs_one_link_for_each_item() -> None:
    signed: list[None] = []

    def now_s() -> float:
        signed.append(None)
        return 0.0

    page = Page(STUDIO, FileLinks(b"0" * 32, now_s))  # type: ignore[arg-type]
    items = library_view.wall_items(page, on_the_wall())
    assert [(item["id"], item["asset_id"], item["kind"]) for item in items] == [
        ("job:wall", None, "material"), ("p0", "p0", "image"), ("p1", "p1", "image"),
    ]  # fmt: skip
    assert len(signed) == 3


def test_the_wall_says_and_shows_what_results_themselves_do() -> None:
    files = on_the_wall()
    items = library_view.wall_items(PAGE, files)
    shown = [asset_view(PAGE, file.job, file.asset) for file in (files[1], *files[3:])]
    for name in ("thumb", "width", "height"):
        assert [item[name] for item in items] == [view[name] for view in shown]
    assert [item["alt"] for item in items] == ["Material: A red brick wall", *(view["alt"] for view in shown[1:])]
    assert shown[2]["alt"] == "red-brick-wall.png", "without a prompt its name has to do"
