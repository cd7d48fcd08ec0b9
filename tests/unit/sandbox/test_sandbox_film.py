"""The sandbox's videos: real H.264, exact length, made from the references."""

import io
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from sandbox.documents.foxapi_documents import WanVideo
from sandbox.paint.clips import frames, probe
from sandbox.paint.film import shoot
from sandbox.paint.mp4 import Encoder, Frame
from sandbox.task_store import Input, TaskRecord, TaskStore


def png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


class SmallVideo(WanVideo):
    """A request for a video of fewer pixels than the models offer, for what does not depend on its size."""

    @property
    def size(self) -> tuple[int, int]:
        return 180, 180


def clip(path: Path, colour: str, seconds: int = 1) -> bytes:
    with Encoder(path, (160, 120), 24) as film:
        for _ in range(24 * seconds):
            film.add(Frame.of(Image.new("RGB", (160, 120), colour)))
    return path.read_bytes()


def decoded(path: Path) -> tuple[Any, list[np.ndarray]]:
    with av.open(str(path), "r") as container:
        stream = container.streams.video[0]
        facts = (
            stream.codec_context.name,
            stream.codec_context.pix_fmt,
            stream.width,
            stream.height,
            container.duration,
        )
        return facts, [frame.to_ndarray(format="rgb24").astype(np.int16) for frame in container.decode(stream)]


def filmed(
    tmp_path: Path, inputs: list[tuple[str, bytes]], kind: type[WanVideo] = SmallVideo, **change: Any
) -> tuple[Any, list[np.ndarray]]:
    store = TaskStore(tmp_path)
    kept = [
        Input(field=f"f[{number}]", kind=medium, sha256=store.add_blob(data))
        for number, (medium, data) in enumerate(inputs)
    ]
    body = {
        "model": "wan-2.7-reference-to-video",
        "prompt": "x",
        "duration": 2,
        "resolution": "720p",
        "aspect_ratio": "1:1",
    }
    body |= change
    record = TaskRecord(id="t", model=body["model"], body=body, inputs=kept, seed=1, created=0, duration_s=1)
    piece = shoot(record, kind.model_validate(body), store, store.result_dir("t"))
    assert piece.duration_s == body["duration"]
    return decoded(store.result_dir("t") / piece.file)


def test_a_video_of_two_pictures_shows_one_after_the_other(tmp_path: Path) -> None:
    red, blue = (("image", png(Image.new("RGB", (300, 300), colour))) for colour in ("red", "blue"))
    (codec, pix_fmt, width, height, duration_us), pictures = filmed(tmp_path, [red, blue], WanVideo)
    assert (codec, pix_fmt, width, height) == ("h264", "yuv420p", 720, 720)
    assert len(pictures) == 48
    assert abs(duration_us / 1e6 - 2) < 0.1
    first, last = pictures[2][100, 360], pictures[-2][100, 360]
    assert first[0] > 180 > first[2]
    assert last[2] > 180 > last[0]


def test_multi_shots_cuts_and_does_not_fade(tmp_path: Path) -> None:
    red, blue = (("image", png(Image.new("RGB", (300, 300), colour))) for colour in ("red", "blue"))
    _, pictures = filmed(tmp_path, [red, blue], multi_shots=True)
    centre = np.array([picture[25, 90] for picture in pictures])
    mixed = (centre[:, 0] > 60) & (centre[:, 2] > 60)
    assert not mixed.any()


def test_a_reference_video_plays_within_the_frame(tmp_path: Path) -> None:
    data = clip(tmp_path / "green.mp4", "lime")
    info = probe(data)
    assert info is not None
    assert (info.width, info.height, round(info.duration_s)) == (160, 120, 1)
    _, pictures = filmed(tmp_path, [("video", data)])  # 2 s from a clip of 1 s: it begins again
    assert all(picture[90, 90][1] > 200 for picture in pictures)


def test_without_references_a_scene_moves(tmp_path: Path) -> None:
    _, pictures = filmed(tmp_path, [], prompt="mountains at dawn")
    assert np.abs(pictures[0] - pictures[-1]).mean() > 2


@pytest.mark.parametrize("data", [b"", b"no video", png(Image.new("RGB", (20, 20)))])
def test_what_is_no_video_is_not_taken_for_one(data: bytes) -> None:
    assert probe(data) is None


def test_frames_keep_the_pace_of_the_film(tmp_path: Path) -> None:
    data = clip(tmp_path / "c.mp4", "lime")
    endless = frames(data, 12, (160, 120))
    assert [next(endless).size for _ in range(30)] == [(160, 120)] * 30
