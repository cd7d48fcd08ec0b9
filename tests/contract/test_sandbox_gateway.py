"""The sandbox over real sockets: documented shapes, refusals, faults, restart."""

import base64
import io
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

WAN = {"model": "wan-2.7-image", "prompt": "A cinematic portrait of a traveler in neon rain", "image_size": "square"}
VIDEO = {"model": "wan-2.7-reference-to-video", "prompt": "A slow tracking shot", "duration": 2, "resolution": "720p"}
ANYFAST = {"model": "wan2.7-image", "prompt": "一间有着精致窗户的花店", "n": 1, "size": "768x768"}
IMAGES, VIDEOS = "/v1/images/generations", "/v1/videos/generations"


@contextmanager
def serving(root: Path, *options: str) -> Iterator[httpx.Client]:
    """Run `python -m sandbox` and yield a client for it that sends a key."""
    command = [sys.executable, "-m", "sandbox", "--root", str(root), "--speed", "200", "--allow-private", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().split()[-1]
        with httpx.Client(base_url=address, headers={"Authorization": "Bearer any"}, timeout=60) as client:
            yield client
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with serving(tmp_path_factory.mktemp("sandbox")) as client:
        yield client


@pytest.fixture
def gateway(shared: httpx.Client) -> Iterator[httpx.Client]:
    yield shared
    switch(shared)


def switch(client: httpx.Client, *names: str) -> None:
    client.post("/sandbox/faults", json={"faults": names}).raise_for_status()


def finished(client: httpx.Client, task_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        reply = client.get(f"/v1/tasks/{task_id}").raise_for_status().json()
        if reply["status"] in ("completed", "failed"):
            return reply
        time.sleep(0.05)
    raise AssertionError("the task did not end in 60 s")


def made(client: httpx.Client, body: dict[str, Any], path: str = IMAGES) -> dict[str, Any]:
    return finished(client, client.post(path, json=body).raise_for_status().json()["id"])


def picture(size: tuple[int, int] = (320, 240), mode: str = "RGB", kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, "teal").save(buffer, kind)
    return buffer.getvalue()


def uploaded(client: httpx.Client, data: bytes, name: str = "photo.png") -> str:
    reply = client.post("/v1/files/upload/stream", files={"file": (name, data)}).raise_for_status().json()
    assert set(reply) == {"id", "filename", "url", "size", "created"}
    return reply["url"]


def test_create_and_query_have_the_documented_shape(gateway: httpx.Client) -> None:
    created = gateway.post(IMAGES, json={**WAN, "seed": 7}).json()
    assert set(created) == {"created", "id", "model", "object", "progress", "status", "task_info", "type"}
    assert created["status"] == "pending"
    assert created["object"] == "image.generation.task"
    assert created["type"] == "image"
    task = finished(gateway, created["id"])
    assert task["status"] == "completed"
    assert task["progress"] == 100
    assert task["error"] is None
    answer = httpx.get(task["results"][0]["url"])  # without a key
    assert answer.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as result:
        assert result.size == (512, 512)


def test_files_answer_ranges(gateway: httpx.Client) -> None:
    url = made(gateway, WAN)["results"][0]["url"]
    part = httpx.get(url, headers={"Range": "bytes=0-7"})
    assert part.status_code == 206
    assert part.content == b"\x89PNG\r\n\x1a\n"


def test_an_unknown_task_is_404(gateway: httpx.Client) -> None:
    answer = gateway.get("/v1/tasks/task-unified-1-none")
    assert answer.status_code == 404
    assert answer.json()["error"]["type"] == "not_found"


def test_anyfast_answers_pictures_at_once(gateway: httpx.Client) -> None:
    by_url = gateway.post(IMAGES, json={**ANYFAST, "seed": 5}).json()
    inline = gateway.post(IMAGES, json={**ANYFAST, "seed": 5, "response_format": "b64_json"}).json()
    assert set(by_url) == {"created", "data"}
    data = base64.b64decode(inline["data"][0]["b64_json"])
    assert httpx.get(by_url["data"][0]["url"]).content == data
    with Image.open(io.BytesIO(data)) as result:
        assert (result.format, result.size) == ("PNG", (768, 768))


def test_an_upload_comes_back_and_can_be_edited(gateway: httpx.Client) -> None:
    data = picture()
    url = uploaded(gateway, data)
    answer = httpx.get(url)
    assert (answer.content, answer.headers["content-type"]) == (data, "image/png")
    task = made(gateway, {"model": "phota-image-edit", "prompt": "Make it night", "image_urls": [url]})
    edited = httpx.get(task["results"][0]["url"])
    assert edited.headers["content-type"] == "image/jpeg"
    with Image.open(io.BytesIO(edited.content)) as result:
        assert result.size == (1024, 768)


def test_base64_and_url_uploads(gateway: httpx.Client) -> None:
    data = picture()
    for payload in (base64.b64encode(data).decode(), f"data:image/png;base64,{base64.b64encode(data).decode()}"):
        reply = gateway.post("/v1/files/upload/base64", json={"file_data": payload, "file_name": "x.png"}).json()
        assert httpx.get(reply["url"]).content == data
    again = gateway.post("/v1/files/upload/url", json={"url": reply["url"]}).json()
    assert again["size"] == len(data)


def test_a_video_has_the_asked_codec_length_and_size(gateway: httpx.Client) -> None:
    import av

    url = uploaded(gateway, picture())
    entry = made(gateway, {**VIDEO, "reference_image_urls": [url]}, VIDEOS)["results"][0]
    answer = httpx.get(entry["url"])
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.content.index(b"moov") < answer.content.index(b"mdat")
    with av.open(io.BytesIO(answer.content), "r") as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert (stream.width, stream.height) == (1280, 720)
        assert container.duration is not None
        assert abs(container.duration / 1e6 - 2) < 0.1


def test_a_restart_knows_the_task_and_draws_the_same(tmp_path: Path) -> None:
    with serving(tmp_path) as client:
        created = client.post(IMAGES, json=WAN).json()  # killed before or while it is drawn
    with serving(tmp_path) as client:
        first = finished(client, created["id"])["results"][0]["url"]
        before = client.get(first).content
    for path in (tmp_path / "results" / created["id"]).iterdir():
        path.unlink()
    with serving(tmp_path) as client:
        after = client.get(finished(client, created["id"])["results"][0]["url"]).content
    assert before == after


@pytest.mark.parametrize(
    ("key", "status", "kind"),
    [(None, 401, "authentication_error"), ("wrong", 401, "authentication_error"), ("empty", 402, "insufficient_quota")],
)
def test_keys_that_are_refused(gateway: httpx.Client, key: str | None, status: int, kind: str) -> None:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = httpx.post(f"{gateway.base_url}{IMAGES}", json=WAN, headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"]["type"] == kind


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"prompt": ""}, "prompt"),
        ({"prompt": "x" * 2001}, "prompt"),
        ({"prompt": None}, "prompt"),
        ({"num_outputs": 6}, "num_outputs"),
        ({"num_outputs": "2"}, "num_outputs"),
        ({"num_outputs": None}, "num_outputs"),
        ({"image_size": "huge"}, "image_size"),
        ({"image_size": {"width": 1}}, "image_size"),
        ({"negative_prompt": "x" * 501}, "negative_prompt"),
        ({"seed": -1}, "seed"),
        ({"seed": 2147483648}, "seed"),
        ({"model": "wan-9"}, "model"),
        ({"enable_prompt_expansion": True}, "enable_prompt_expansion"),
        ({"image_urls": ["https://example.com/a.png"] * 5}, "image_urls"),
        ({"image_urls": ["https://example.com/a.png"], "num_outputs": 5}, "num_outputs"),
        ({"image_urls": ["data:image/png;base64,AAAA"]}, "image_urls[0]"),
        ({"image_urls": ["http://127.0.0.1:9/none.png"]}, "image_urls[0]"),
        ({"steps": 5}, "steps"),
    ],
)
def test_wan_refuses_what_its_document_refuses(gateway: httpx.Client, change: dict[str, Any], named: str) -> None:
    answer = gateway.post(IMAGES, json={**WAN, **change})
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["type"] == "invalid_request_error"
    assert error["message"].startswith(named)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"model": "patina-material", "prompt": "brick"}, "maps"),
        ({"model": "patina-material", "prompt": "brick", "maps": ["albedo"]}, "maps[0]"),
        (
            {"model": "patina-material", "prompt": "brick", "maps": [], "mask_url": "https://example.com/m.png"},
            "mask_url",
        ),
        ({"model": "patina-material", "prompt": "brick", "maps": [], "tiling_mode": "both"}, "tiling_mode"),
        ({"model": "patina-material", "prompt": "brick", "maps": [], "upscale_factor": 3}, "upscale_factor"),
        ({"model": "phota-image-edit", "prompt": "x", "image_urls": []}, "image_urls"),
        ({"model": "phota-image-edit", "prompt": "x", "image_urls": ["u"], "resolution": "2K"}, "resolution"),
    ],
)
def test_patina_and_phota_refuse(gateway: httpx.Client, body: dict[str, Any], named: str) -> None:
    answer = gateway.post(IMAGES, json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(named)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"duration": 11}, "duration"), ({"resolution": "4K"}, "resolution"), ({"aspect_ratio": "2:1"}, "aspect_ratio")],
)
def test_the_video_model_refuses(gateway: httpx.Client, change: dict[str, Any], named: str) -> None:
    answer = gateway.post(VIDEOS, json={**VIDEO, **change})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(named)


def data_uri(data: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize(
    ("change", "status", "named"),
    [
        ({"n": 5}, 400, "n"),
        ({"n": 13, "enable_sequential": True}, 400, "n"),
        ({"size": "4K"}, 400, "size"),
        ({"size": "700x700"}, 400, "size"),
        ({"size": "8000x900"}, 400, "size"),
        ({"model": "wan2.7-image-pro", "size": "4K", "image": "https://example.com/a.png"}, 400, "size"),
        ({"size": "3000x3000", "enable_sequential": True}, 400, "size"),
        ({"image": None}, 400, "image"),
        ({"image": ["u"] * 10}, 400, "image"),
        ({"image": data_uri(picture((200, 400)))}, 422, "image"),
        ({"image": data_uri(picture((2400, 240)))}, 422, "image"),
        ({"image": data_uri(picture(mode="RGBA"))}, 422, "image"),
        ({"image": data_uri(picture(kind="GIF", mode="P"))}, 422, "image"),
        ({"image": data_uri(b"no picture")}, 422, "image"),
    ],
)
def test_anyfast_refuses(gateway: httpx.Client, change: dict[str, Any], status: int, named: str) -> None:
    answer = gateway.post(IMAGES, json={**ANYFAST, **change})
    assert answer.status_code == status
    assert answer.json()["error"]["message"].startswith(named)


def test_broken_json_is_400(gateway: httpx.Client) -> None:
    assert gateway.post(IMAGES, content=b"{").status_code == 400


def test_a_video_field_refuses_a_picture(gateway: httpx.Client) -> None:
    url = uploaded(gateway, picture())
    answer = gateway.post(VIDEOS, json={**VIDEO, "reference_video_urls": [url]})
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == "invalid_file_type"


def test_private_links_are_refused_by_default(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "--root", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[-1]
            body = {**WAN, "image_urls": ["http://127.0.0.1:1/a.png"]}
            answer = httpx.post(f"{address}{IMAGES}", json=body, headers={"Authorization": "Bearer x"})
        finally:
            process.kill()
    assert answer.status_code == 422
    assert "not lead to a public address" in answer.json()["error"]["message"]
    assert answer.json()["error"]["code"] == "invalid_image_url"


def test_balance_prices_and_models_answer(gateway: httpx.Client) -> None:
    assert gateway.get("/v1/account/credits").json()["credits"]["available"] == 1000
    key = {"Authorization": "Bearer a key of its own"}
    assert gateway.get("/api/usage/token/", headers=key).json()["data"]["total_available"] == 500_000_000
    prices = {entry["model_name"]: entry for entry in httpx.get(f"{gateway.base_url}/api/pricing").json()["data"]}
    assert (prices["phota-image-edit"]["quota_type"], prices["phota-image-edit"]["model_price"]) == (1, 0.09)
    assert "patina-material" in {entry["id"] for entry in gateway.get("/v1/models").json()["data"]}


def test_the_log_counts_posts_and_hides_keys_and_media(gateway: httpx.Client) -> None:
    before = gateway.get("/sandbox/log").json()["counts"].get(f"POST {IMAGES}", 0)
    gateway.post(IMAGES, json={**ANYFAST, "image": data_uri(picture((200, 400)))})
    log = gateway.get("/sandbox/log").json()
    assert log["counts"][f"POST {IMAGES}"] == before + 1
    entry = log["requests"][-1]
    assert (entry["model"], entry["status"]) == ("wan2.7-image", 422)
    assert entry["body"]["image"].endswith("characters>")
    assert "Bearer" not in str(log)


@pytest.mark.parametrize("status", [401, 402, 422, 429, 500, 503])
def test_create_faults_answer_and_then_pass(gateway: httpx.Client, status: int) -> None:
    switch(gateway, f"create-{status}:1")
    answer = gateway.post(IMAGES, json=WAN)
    assert answer.status_code == status
    assert ("retry-after" in answer.headers) == (status == 429)
    assert gateway.post(IMAGES, json=WAN).status_code == 200


def test_a_cut_create_has_still_made_a_task(gateway: httpx.Client, tmp_path: Path) -> None:
    with serving(tmp_path, "--fault", "create-cut:1") as client:
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            client.post(IMAGES, json=WAN)
        assert len(list((tmp_path / "tasks").iterdir())) == 1
        assert client.post(IMAGES, json=WAN).status_code == 200


def test_create_can_hang_answer_html_or_forget_the_id(gateway: httpx.Client) -> None:
    switch(gateway, "create-hang:1")
    with pytest.raises(httpx.ReadTimeout):
        gateway.post(IMAGES, json=WAN, timeout=0.5)
    switch(gateway, "create-html:1")
    answer = gateway.post(IMAGES, json=WAN)
    assert (answer.status_code, answer.text) == (403, "error code: 1010")
    switch(gateway, "create-no-id:1")
    answer = gateway.post(IMAGES, json=WAN)
    assert answer.status_code == 200
    assert "id" not in answer.json()


def test_tasks_can_fail_or_bring_less(gateway: httpx.Client) -> None:
    switch(gateway, "task-fails:1")
    error = made(gateway, WAN)["error"]
    assert set(error) == {"code", "message", "type"}
    switch(gateway, "task-fails-string:1")
    assert isinstance(made(gateway, WAN)["error"], str)
    switch(gateway, "task-fewer-outputs:1")
    assert len(made(gateway, {**WAN, "num_outputs": 3})["results"]) == 2


def test_polls_can_go_wrong(gateway: httpx.Client) -> None:
    done = made(gateway, WAN)
    query = f"/v1/tasks/{done['id']}"
    for name, status in (("poll-404", 404), ("poll-429", 429), ("poll-500", 500), ("poll-html", 502)):
        switch(gateway, f"{name}:1")
        assert gateway.get(query).status_code == status
        assert gateway.get(query).json()["status"] == "completed"
    switch(gateway, "poll-cut:1")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        gateway.get(query)


def test_results_can_come_in_other_shapes(gateway: httpx.Client) -> None:
    done = made(gateway, {**WAN, "num_outputs": 2})
    query = f"/v1/tasks/{done['id']}"
    links = [entry["url"] for entry in done["results"]]
    switch(gateway, "poll-empty:2")
    assert [gateway.get(query).json()["results"] is None for _ in range(3)] == [True, True, False]
    switch(gateway, "poll-string-results")
    assert gateway.get(query).json()["results"] == links
    switch(gateway, "poll-output-urls")
    assert gateway.get(query).json()["output"]["urls"] == links
    switch(gateway, "poll-output-url")
    assert gateway.get(query).json()["output"] == {"url": links[0]}
    switch(gateway, "poll-status-spelling", "poll-progress-string")
    reply = gateway.get(query).json()
    assert (reply["status"], reply["progress"]) == ("SUCCEEDED", "100%")


def test_downloads_can_go_wrong(gateway: httpx.Client) -> None:
    url = made(gateway, WAN)["results"][0]["url"]
    whole = httpx.get(url).content
    for status in (404, 410, 500):
        switch(gateway, f"file-{status}:1")
        assert httpx.get(url).status_code == status
    switch(gateway, "file-truncated:1")
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(url)
    switch(gateway, "file-wrong-type:1")
    assert httpx.get(url).headers["content-type"] == "application/octet-stream"
    switch(gateway, "file-html:1")
    assert httpx.get(url).text.startswith("<!doctype html>")
    switch(gateway, "file-redirect:1")
    assert httpx.get(url).status_code == 302
    switch(gateway, "file-redirect:1")
    assert httpx.get(url, follow_redirects=True).content == whole
    switch(gateway, "file-redirect-loop")
    with pytest.raises(httpx.TooManyRedirects):
        httpx.get(url, follow_redirects=True)
    switch(gateway, "file-slow:1")
    with httpx.stream("GET", url) as answer:
        assert len(next(answer.iter_raw())) < len(whole) // 2


def test_uploads_can_go_wrong(gateway: httpx.Client) -> None:
    for name, status in (("upload-500", 500), ("upload-413", 413)):
        switch(gateway, f"{name}:1")
        assert gateway.post("/v1/files/upload/stream", files={"file": ("a.png", picture())}).status_code == status
    switch(gateway, "upload-nested:1")
    reply = gateway.post("/v1/files/upload/stream", files={"file": ("a.png", picture())}).json()
    assert reply["data"]["url"].startswith("http")


def test_inline_pictures_can_come_wrong(gateway: httpx.Client) -> None:
    switch(gateway, "b64-data-prefix:1")
    item = gateway.post(IMAGES, json={**ANYFAST, "response_format": "b64_json"}).json()["data"][0]
    assert item["b64_json"].startswith("data:image/png;base64,")
    switch(gateway, "b64-both-null:1")
    item = gateway.post(IMAGES, json=ANYFAST).json()["data"][0]
    assert (item["url"], item["b64_json"]) == (None, None)


def test_every_fault_is_listed_and_an_unknown_one_refused(gateway: httpx.Client) -> None:
    from sandbox.faults import FAULTS

    text = subprocess.run(
        [sys.executable, "-m", "sandbox", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(f"  {name} " in text for name in FAULTS)
    assert gateway.post("/sandbox/faults", json={"faults": ["no-such"]}).status_code == 400
