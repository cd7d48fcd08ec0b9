"""What the sandbox draws: deterministic, exactly sized, different by seed, led by the words of the prompt."""

import io
from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageFilter

from materials.drawing import lettering
from sandbox.documents.documents import BODIES
from sandbox.documents.foxapi_documents import WanVideo
from sandbox.paint import caption
from sandbox.paint.edits import EFFECTS, edit
from sandbox.paint.pictures import PAINTERS, compose
from sandbox.paint.production import produce
from sandbox.paint.subject import subject_mask
from sandbox.paint.understanding import SCENES, read
from sandbox.task_store import Input, TaskRecord, TaskStore

SMALL = (160, 120)


def pixels(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture, np.float32) / 255


def difference(first: Image.Image, second: Image.Image) -> float:
    """Mean absolute difference, 0 to 1, of softened copies: grain alone does not count."""
    soft = [pixels(picture.filter(ImageFilter.GaussianBlur(2))) for picture in (first, second)]
    return float(np.abs(soft[0] - soft[1]).mean())


@cache
def source() -> Image.Image:
    """A picture to edit, drawn once for all tests."""
    return compose("a lake by day", seed=3, size=SMALL)


def store_with(tmp_path, picture: Image.Image) -> tuple[TaskStore, str]:
    store = TaskStore(tmp_path)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return store, store.add_blob(buffer.getvalue())


def record(body: dict, inputs: list[Input] | None = None, seed: int = 5) -> TaskRecord:
    return TaskRecord(
        id="task-1", model=body["model"], body=body, inputs=inputs or [], seed=seed, created=0, duration_s=1
    )


@pytest.mark.parametrize("scene", PAINTERS)
def test_every_scene_is_drawn_alike_twice_and_otherwise_with_another_seed(scene: str) -> None:
    word = SCENES[scene].split()[0]
    assert read(word, 1).scene == scene
    first, again, other = (compose(word, seed=seed, size=SMALL) for seed in (1, 1, 2))
    assert first.size == SMALL
    assert np.array_equal(np.asarray(first), np.asarray(again))
    assert difference(first, other) > 0.02
    assert pixels(first).std() > 0.05, "a flat picture"


@pytest.mark.parametrize("size", [(64, 64), (97, 333), (512, 64)])
def test_a_picture_has_exactly_the_asked_size(size: tuple[int, int]) -> None:
    assert compose("city at night", seed=1, size=size).size == size


def test_a_large_picture_has_its_size_and_is_sharp_enough() -> None:
    picture = compose("abstract geometric poster", seed=1, size=(2047, 1023))
    assert picture.size == (2047, 1023)
    edges = np.abs(np.diff(pixels(picture.convert("L")), axis=1))
    assert edges.max() > 0.4, "edges a few pixels wide"


@pytest.mark.parametrize(
    ("prompt", "scene", "time"),
    [
        ("A cinematic portrait of a traveler in neon rain", "portrait", "night"),
        ("一间有着精致窗户的花店,漂亮的木质门,摆放着花朵", "shopfront", None),
        ("雪山日落", "mountains", "sunset"),
        ("夜晚的城市天际线", "city", "night"),
        ("A graceful dance performance on a moonlit stage", "stage", "night"),
        ("Change the background to a tropical beach at sunset", "sea", "sunset"),
        ("a seat", None, None),
    ],
)
def test_words_lead_to_scene_and_time(prompt: str, scene: str | None, time: str | None) -> None:
    reading = read(prompt, 1)
    assert reading.scene != "sea" if scene is None else reading.scene == scene
    assert time is None or reading.time == time


def test_a_named_colour_shows() -> None:
    red, blue = (pixels(compose(f"{name} mountains", seed=4, size=SMALL)).mean((0, 1)) for name in ("red", "blue"))
    assert red[0] - red[2] > blue[0] - blue[2] + 0.1


@pytest.mark.parametrize("words", [words for words, _ in EFFECTS], ids=lambda words: words.split()[0])
def test_every_effect_visibly_changes_the_source(words: str) -> None:
    picture = source()
    changed = edit([picture], f"make it {words.split()[0].replace('-', ' ')}", seed=1, size=picture.size)
    assert changed.size == picture.size
    assert difference(picture, changed) > 0.029, "no more than the finish of every edit, 0.026"


def test_an_unknown_wish_still_regrades_and_keeps_the_content() -> None:
    picture = source()
    first, again, other = (edit([picture], "xyzzy", seed=seed, size=picture.size) for seed in (1, 1, 2))
    assert np.array_equal(np.asarray(first), np.asarray(again))
    assert difference(picture, first) > 0.02
    assert difference(first, other) > 0.005
    gray = [pixels(each.convert("L")).ravel() for each in (picture, first)]
    assert np.corrcoef(gray)[0, 1] > 0.8


def test_black_and_white_has_no_colour() -> None:
    picture = source()
    print_ = pixels(edit([picture], "black and white", seed=1, size=picture.size))
    assert (print_.max(2) - print_.min(2)).mean() < 0.06


def test_every_source_of_an_edit_shows() -> None:
    red, blue = Image.new("RGB", (300, 200), (200, 30, 30)), Image.new("RGB", (300, 200), (30, 30, 200))
    joined = pixels(edit([red, blue], "combine image 1 and image 2", seed=1, size=(300, 200)))
    warmth = (joined[..., 0] - joined[..., 2]).mean(0)
    assert warmth[:60].mean() > 0.1
    assert warmth[-60:].mean() < -0.1


def test_the_subject_is_found_before_a_plain_ground() -> None:
    picture = np.full((200, 300, 3), 0.8, np.float32)
    picture[60:170, 110:190] = (0.1, 0.4, 0.2)
    mask = subject_mask(picture)
    assert mask[80:150, 125:175].mean() > 0.9
    assert mask[:30].mean() < 0.05


def test_the_caption_breaks_between_chinese_characters_and_ends_with_an_ellipsis() -> None:
    face = lettering.font(20)
    lines = lettering.wrap("山" * 100, face, 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(face.getlength(line) <= 200 for line in lines)
    assert lettering.wrap("one two", face, 500, 3) == ["one two"]


def test_characters_the_font_lacks_never_show_as_boxes() -> None:
    assert lettering.legible("霓虹 燈塔 é \U0001f600\U0001f600 x") == "霓虹 燈塔 é · x"


def test_the_caption_and_the_watermark_change_their_corners_only() -> None:
    plain = Image.new("RGB", (400, 300), (90, 120, 140))
    stamped = np.asarray(caption.stamp(plain, "a prompt", seed=1), np.int16)
    changed = np.abs(stamped - np.asarray(plain, np.int16)).sum(2) > 0
    assert changed[200:, :200].any()
    assert not changed[:150].any()
    marked = np.abs(np.asarray(caption.watermark(plain), np.int16) - np.asarray(plain, np.int16)).sum(2) > 0
    assert marked[:60, 200:].any()
    assert not marked[100:].any()


def test_a_sequence_has_at_most_n_related_pictures(tmp_path) -> None:
    body = {"model": "wan2.7-image", "prompt": "a lake", "n": 3, "enable_sequential": True, "size": "768x768"}
    pieces = produce(record(body), BODIES["wan2.7-image"].model_validate(body), TaskStore(tmp_path))
    assert 1 <= len(pieces) <= 3
    assert all((piece.width, piece.height) == (768, 768) for piece in pieces)


def test_an_edit_keeps_the_shape_of_its_source_unless_a_size_was_sent(tmp_path) -> None:
    store, sha256 = store_with(tmp_path, Image.new("RGB", (300, 600), "teal"))
    inputs = [Input(field="image_urls[0]", kind="image", sha256=sha256)]
    body = {"model": "wan-2.7-image", "prompt": "night", "image_urls": ["u"]}
    (kept,) = produce(record(body, inputs), BODIES[body["model"]].model_validate(body), store)
    assert (kept.width, kept.height) == (640, 1280)
    body["image_size"] = "square"
    (asked,) = produce(record(body, inputs), BODIES[body["model"]].model_validate(body), store)
    assert (asked.width, asked.height) == (512, 512)


@pytest.mark.parametrize(("resolution", "aspect", "size"), [
    ("720p", "16:9", (1280, 720)), ("1080p", "9:16", (1080, 1920)), ("720p", "1:1", (720, 720)),
    ("1080p", "4:3", (1440, 1080)), ("720p", "3:4", (720, 960)),
])  # fmt: skip
def test_video_sizes(resolution: str, aspect: str, size: tuple[int, int]) -> None:
    body = {"model": "wan-2.7-reference-to-video", "prompt": "x", "resolution": resolution, "aspect_ratio": aspect}
    assert WanVideo.model_validate(body).size == size
