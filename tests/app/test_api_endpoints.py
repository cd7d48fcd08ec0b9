"""Every endpoint end to end without a key: what is listed, and a real result from each model."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from gradio_client import handle_file
from launched import App, Job, http

GENERATE: dict[str, dict[str, Any]] = {
    "foxapi_wan_2_7_image": {"model": "wan-2.7-image", "prompt": "A calm sea", "image_size": "square"},
    "foxapi_wan_2_7_image_edit": {"model": "wan-2.7-image-pro", "prompt": "Make it night", "image_size": "square"},
    "foxapi_phota_image": {"prompt": "A street in the rain", "aspect_ratio": "3:2"},
    "foxapi_phota_image_edit": {"prompt": "Soften the light", "num_outputs": 2},
    "foxapi_phota_image_enhance": {"resolution": "1K"},
    "foxapi_patina_material": {"prompt": "Red brick", "maps": ["basecolor", "normal"], "image_size": 256},
    "foxapi_patina_material_extract": {"maps": ["normal"], "image_size": 128},
    "foxapi_patina_pbr_maps": {"maps": ["height"]},
    "foxapi_wan_2_7_reference_to_video": {"prompt": "Waves", "duration": 2, "resolution": "720p"},
    "anyfast_wan2_7_image": {"model": "wan2.7-image", "prompt": "一只猫", "size": "1K", "n": 2},
    "anyfast_wan2_7_image_edit": {"model": "wan2.7-image-pro", "prompt": "Ink drawing", "size": "1K"},
}
"""Endpoint -> what is asked of it, besides its pictures."""

PICTURES = {
    "foxapi_wan_2_7_image_edit": "image_urls",
    "foxapi_phota_image_edit": "image_urls",
    "foxapi_phota_image_enhance": "image_url",
    "foxapi_patina_material_extract": "image_url",
    "foxapi_patina_pbr_maps": "image_url",
    "foxapi_wan_2_7_reference_to_video": "reference_image_urls",
    "anyfast_wan2_7_image_edit": "image",
}
FOLLOW = {
    *("get_job", "stop_job", "look_again", "keep_as_lost", "run_again", "list_jobs", "list_models"),
    *("get_usage", "get_balance", "get_votes", "create_profile", "list_profiles"),
    *("plan_batch", "start_batch", "get_batch", "stop_batch", "resume_batch"),
    *("draw_material", "derive_material", "load_material", "export_material", "check_material", "fix_material"),
    *("complete_material", "overlay_material", "blend_materials", "merge_maps"),
    *("search_library", "mark_files", "delete_files", "restore_files", "download_files", "contact_sheet"),
    *("export_library", "lineage", "read_settings"),
    *("list_names", "save_name", "forget_name", "list_prompts", "list_styles", "save_style", "forget_style"),
    *("frame_of_video", "crop_picture", "fit_picture", "mask_picture"),
}
JOB_KEYS = (
    "job_id provider model capability state progress_percent message happened charged cost_usd error "
    "outputs request size_m height_range_m agent again_of created_at finished_at"
)
OUTPUT_KEYS = "asset_id url url_with_settings kind label label_certain origin width height duration_s bytes sha256"


def info(app: App, **query: Any) -> dict[str, Any]:
    return http.get(f"{app.url}/gradio_api/info", params=query).json()


@pytest.fixture(scope="module")
def made(sandboxed: App, picture: Path) -> dict[str, Job]:
    """One finished job of each endpoint; they run side by side."""
    started = {}
    for endpoint, parameters in GENERATE.items():
        name, file = PICTURES.get(endpoint), handle_file(picture)
        pictures = {name: file if name == "image_url" else [file]} if name else {}
        started[endpoint] = sandboxed.call(endpoint, **parameters, **pictures)
        assert started[endpoint]["state"] not in ("succeeded", "failed"), "it answers before the job is done"
    return {endpoint: sandboxed.final(job) for endpoint, job in started.items()}


@pytest.mark.parametrize("everything", [{}, {"all_endpoints": True}])
def test_nothing_else_is_public(sandboxed: App, everything: dict[str, Any]) -> None:
    endpoints = info(sandboxed, **everything)
    assert set(endpoints["named_endpoints"]) == {f"/{name}" for name in {*GENERATE, *FOLLOW}}
    assert endpoints["unnamed_endpoints"] == {}


def test_schema_says_type_limits_default_and_help(sandboxed: App) -> None:
    found = info(sandboxed)["named_endpoints"]["/foxapi_wan_2_7_image"]
    assert "Wan 2.7" in found["description"]
    parameters = {parameter["parameter_name"]: parameter for parameter in found["parameters"]}
    assert list(parameters)[:3] == ["model", "prompt", "num_outputs"]
    assert parameters["model"]["type"]["enum"] == ["wan-2.7-image", "wan-2.7-image-pro"]
    assert not parameters["prompt"]["parameter_has_default"]
    outputs = parameters["num_outputs"]
    assert outputs["parameter_has_default"]
    assert outputs["parameter_default"] is None
    assert outputs["type"] | {"minimum": 1, "maximum": 5, "default": 1, "type": "integer"} == outputs["type"]
    assert outputs["type"]["description"]
    printed = sandboxed.client.view_api(return_format="str", print_info=False)
    assert re.search(r"num_outputs: int \| None \(not required.*\).*1 to 5", str(printed))
    assert re.search(r"wait_s: float \(not required.*\).*60 at most", str(printed))
    assert re.search(r"image_urls: list\[str \| filepath\] \(required\)", str(printed))


def test_list_models_names_every_model(sandboxed: App) -> None:
    models = sandboxed.call("list_models")
    assert {model["endpoint"] for model in models} == set(GENERATE)
    assert {model["mode"] for model in models} == {"sandbox"}
    pro = next(model for model in models if model["model"] == "wan2.7-image-pro")
    assert (pro["provider"], pro["capability"], pro["label"]) == ("anyfast", "text-to-image", "Wan 2.7 Pro")
    assert pro["parameters"]["properties"]["n"]["maximum"] == 12


@pytest.mark.parametrize("endpoint", GENERATE)
def test_a_job_ends_with_real_results(sandboxed: App, made: dict[str, Job], endpoint: str) -> None:
    job = made[endpoint]
    assert list(job) == JOB_KEYS.split()
    assert (job["state"], job["charged"], job["error"]) == ("succeeded", "no", None), job["message"]
    assert "Nothing was charged" in job["message"]
    assert "nothing_charged" in [each["code"] for each in job["happened"]]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", job["created_at"])
    assert job["created_at"] < job["finished_at"]
    asked = GENERATE[endpoint]
    assert job["request"] == {**job["request"], **asked}
    assert len(job["outputs"]) >= asked.get("num_outputs", asked.get("n", 1))
    for output in job["outputs"]:
        assert list(output) == OUTPUT_KEYS.split()
        assert output["url"].startswith(f"{sandboxed.url}/gradio_api/easel/file/")
        answer = http.get(output["url"])
        assert answer.status_code == 200
        assert len(answer.content) == output["bytes"]
        assert hashlib.sha256(answer.content).hexdigest() == output["sha256"]
        assert output["width"] > 0
        assert output["height"] > 0


def test_uploads_are_kept_by_content(made: dict[str, Job], picture: Path) -> None:
    kept = "easel:" + hashlib.sha256(picture.read_bytes()).hexdigest()
    for endpoint, name in PICTURES.items():
        assert made[endpoint]["request"][name] == (kept if name == "image_url" else [kept])


def test_material_maps_carry_their_names(made: dict[str, Job]) -> None:
    outputs = made["foxapi_patina_material"]["outputs"]
    assert {"basecolor", "normal"} <= {output["label"] for output in outputs}
    assert all(output["label_certain"] for output in outputs if output["label"] in ("basecolor", "normal"))


def test_a_picture_becomes_a_material_through_the_client(sandboxed: App, picture: Path) -> None:
    job = sandboxed.final(sandboxed.call("derive_material", picture=handle_file(picture), name="My wall"))
    assert (job["state"], job["charged"], job["request"]["prompt"]) == ("succeeded", "no", "My wall"), job["message"]
    assert len(job["outputs"]) == 6


def test_a_material_is_checked_completed_and_fixed(sandboxed: App, made: dict[str, Job]) -> None:
    ordered = made["foxapi_patina_material"]
    report = sandboxed.call("check_material", material=ordered["job_id"], overlays=True)
    assert all("overlay" in finding for finding in report["findings"])
    maps = next(finding for finding in report["findings"] if finding["check"] == "maps")
    assert (maps["verdict"], maps["fix"], report["height_range_by"]) == ("look", "complete", "assumed")
    whole = sandboxed.final(sandboxed.call("complete_material", material=ordered["job_id"], size_m=2))
    assert (whole["state"], whole["charged"], whole["size_m"]) == ("succeeded", "no", 2)
    assert {output["label"]: output["origin"] for output in whole["outputs"]} == {
        **dict.fromkeys(("roughness", "metalness", "height", "ambient_occlusion"), "derived"),
        **dict.fromkeys(("basecolor", "normal"), "drawn"),
    }
    fixed = sandboxed.final(sandboxed.call("fix_material", material=whole["job_id"], fixes=["flip_green"]))
    assert (fixed["state"], fixed["request"]["material"]) == ("succeeded", whole["job_id"])
    printed = str(sandboxed.client.view_api(return_format="str", print_info=False))
    assert re.search(r"fixes: list\[Literal\['resize', 'flip_green'.*\] \(required\)", printed)
    assert re.search(r"size_m: float \| None \(not required.*\).*Width of the tile in metres", printed)


def test_a_video_says_how_long_it_is(made: dict[str, Job]) -> None:
    (output,) = made["foxapi_wan_2_7_reference_to_video"]["outputs"]
    assert output["kind"] == "video"
    assert output["duration_s"] == pytest.approx(2, abs=0.2)
    assert (output["width"], output["height"]) == (1280, 720)


def test_links_are_signed_and_follow_the_callers_host(sandboxed: App, made: dict[str, Job]) -> None:
    job = made["foxapi_wan_2_7_image"]
    url: str = job["outputs"][0]["url"]
    signature = url.split("/file/")[1].split("/")[0]
    assert http.get(url.replace(signature, signature[:-1] + ("0" if signature[-1] != "0" else "1"))).status_code == 404
    answer = http.post(
        f"{sandboxed.url}/gradio_api/run/get_job",
        json={"data": [job["job_id"], None]},
        headers={"Host": f"localhost:{sandboxed.port}"},
    )
    own = f"http://localhost:{sandboxed.port}/gradio_api/easel/file/"
    assert answer.json()["data"][0]["outputs"][0]["url"].startswith(own)


def test_jobs_are_listed_newest_first(sandboxed: App, made: dict[str, Job]) -> None:
    jobs = sandboxed.call("list_jobs")
    assert {job["job_id"] for job in made.values()} <= {job["job_id"] for job in jobs}
    created = [job["created_at"] for job in jobs]
    assert created == sorted(created, reverse=True)
    assert [job["job_id"] for job in sandboxed.call("list_jobs", limit=2)] == [job["job_id"] for job in jobs[:2]]
