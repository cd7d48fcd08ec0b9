"""Videos made from the references, or from a scene in motion."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from sandbox.documents.foxapi_documents import WanVideo
from sandbox.paint import caption, edits
from sandbox.paint.clips import frames
from sandbox.paint.mp4 import Encoder, Frame, PlaneBox
from sandbox.paint.pictures import compose
from sandbox.paint.stills import open_picture
from sandbox.paint.understanding import Reading, read
from sandbox.task_store import Piece, TaskRecord, TaskStore

FPS = 24
CROSSFADE_S = 0.5
# A still is prepared this much larger than the frame, so that the camera has room to move.
ROOM = 1.16


class Shot(Protocol):
    """One take: frames of exactly the film's size."""

    def frame(self, progress: float) -> Frame:
        """Return the frame at 0..1 of the take; called with rising values."""
        ...


@dataclass(frozen=True)
class Move:
    """A camera move over a still, from start to end: place of the view (fractions of the room, x and y) and zoom."""

    start: tuple[float, float, float]
    end: tuple[float, float, float]

    def box(self, progress: float, still: tuple[int, int], size: tuple[int, int]) -> PlaneBox:
        """Return the view at `progress`, eased at both ends, in pixels of the still."""
        t = progress * progress * (3 - 2 * progress) * 0.55 + progress * 0.45
        x, y, zoom = (a + (b - a) * t for a, b in zip(self.start, self.end, strict=True))
        width, height = min(still[0], size[0] / zoom), min(still[1], size[1] / zoom)
        left, top = x * (still[0] - width), y * (still[1] - height)
        return left, top, left + width, top + height


class StillShot:
    """A still with a slow camera move over it."""

    def __init__(self, still: Image.Image, size: tuple[int, int], move: Move) -> None:
        self._still = Frame.of(still)
        self._size = size
        self._move = move

    def frame(self, progress: float) -> Frame:
        return self._still.view(self._move.box(progress, self._still.size, self._size), self._size)


class ClipShot:
    """A reference video played within the frame, a soft enlargement of it around where the shapes differ."""

    def __init__(self, data: bytes, size: tuple[int, int]) -> None:
        self._frames: Iterator[Frame] = frames(data, FPS, size)
        self._size = size
        self._backdrop: Frame | None = None

    def frame(self, progress: float) -> Frame:
        inner = next(self._frames)
        if inner.size == self._size:
            return inner
        if self._backdrop is None:
            self._backdrop = _clip_backdrop(inner, self._size)
        whole = self._backdrop.copy()
        left, top = ((outer - own) // 4 * 2 for outer, own in zip(self._size, inner.size, strict=True))
        whole.paste(inner, left, top)
        return whole


def shoot(record: TaskRecord, body: WanVideo, store: TaskStore, folder: Path) -> Piece:
    """Make the video in `folder`: H.264, yuv420p, 24 frames per second, index in front."""
    size = body.size
    reading = read(body.prompt, record.seed)
    shots = _shots(record, body, store, reading)
    panel = caption.caption_panel(size, body.prompt, seed=record.seed)
    panel = panel.crop((0, 0, panel.width // 2 * 2, panel.height // 2 * 2))
    label, cover = Frame.of(panel), panel.getchannel("A")
    left = round(min(size) * 0.014) * 2
    top = (size[1] - left - panel.height) // 2 * 2
    weather = Weather(reading, record.seed, size)
    count = body.duration * FPS
    fade = 0 if body.multi_shots else round(CROSSFADE_S * FPS)
    with Encoder(folder / "video.mp4", size, FPS) as film:
        for number in range(count):
            frame = _cut(shots, number, count, fade)
            weather.fall(frame.y, number / FPS)
            frame.paste(label, left, top, cover)
            film.add(frame)
    width, height = size
    return Piece(
        file="video.mp4", content_type="video/mp4", width=width, height=height, duration_s=float(body.duration)
    )


def _shots(record: TaskRecord, body: WanVideo, store: TaskStore, reading: Reading) -> list[Shot]:
    """Return the takes: one per reference; without references, scenes composed from the prompt."""
    rng = np.random.default_rng([record.seed, 71])
    size = body.size
    room = (round(size[0] * ROOM / 2) * 2, round(size[1] * ROOM / 2) * 2)
    shots: list[Shot] = []
    for item in record.inputs:
        if item.kind == "video":
            shots.append(ClipShot(store.blob(item.sha256).read_bytes(), size))
            continue
        picture = open_picture(store, item)
        if any(reading.mentions(words) for words, _ in edits.EFFECTS):
            own = ImageOps.contain(picture, (max(room), max(room))).size
            picture = edits.edit([picture], body.prompt, seed=record.seed, size=own)
        shots.append(StillShot(_staged(picture, room), size, _move(rng)))
    if not shots:
        for view in range(3 if body.multi_shots else 2 if body.duration > 6 else 1):
            still = compose(body.prompt, seed=record.seed, size=room, frame=view)
            shots.append(StillShot(still, size, _move(rng)))
    elif body.multi_shots and len(shots) == 1 and isinstance(shots[0], StillShot):
        # Several shots of one picture: the whole, then closer and from elsewhere.
        still = _staged(open_picture(store, record.inputs[0]), room)
        shots += [StillShot(still, size, Move((x, y, 1.75), (1 - x, y, 1.9))) for x, y in ((0.25, 0.35), (0.75, 0.55))]
    return shots


def _move(rng: np.random.Generator) -> Move:
    """Return a slow push, pull or pan."""
    x, y = float(rng.uniform(0.25, 0.75)), float(rng.uniform(0.3, 0.7))
    near = float(rng.uniform(1.10, 1.18))
    kind = int(rng.integers(3))
    if kind == 0:
        return Move((0.5, 0.5, 1 / ROOM), (x, y, near))
    if kind == 1:
        return Move((x, y, near), (0.5, 0.5, 1 / ROOM))
    side = 0.0 if rng.random() < 0.5 else 1.0
    return Move((side, 0.5, 1.0), (1 - side, 0.5, 1.05))


def _staged(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture that fills `size`: cropped when little is lost, else whole before a soft copy of itself."""
    own, wanted = picture.width / picture.height, size[0] / size[1]
    if min(own, wanted) / max(own, wanted) > 0.62:
        return ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    small = ImageOps.fit(picture, (max(8, size[0] // 8), max(8, size[1] // 8)), Image.Resampling.BILINEAR)
    soft = small.filter(ImageFilter.GaussianBlur(size[0] / 260))
    stage = soft.resize(size, Image.Resampling.BICUBIC).point([round(level * 0.62) for level in range(256)] * 3)
    inner = ImageOps.contain(picture, (round(size[0] * 0.92), round(size[1] * 0.92)), Image.Resampling.LANCZOS)
    stage.paste(inner, ((size[0] - inner.width) // 2, (size[1] - inner.height) // 2))
    return stage


def _clip_backdrop(frame: Frame, size: tuple[int, int]) -> Frame:
    """Return a dimmed, soft enlargement of a clip's frame; it stands still while the clip plays."""
    scale = max(size[0] / frame.size[0], size[1] / frame.size[1])
    width, height = size[0] / scale, size[1] / scale
    left, top = (frame.size[0] - width) / 2, (frame.size[1] - height) / 2
    tiny = frame.view((left, top, left + width, top + height), (40, 40))
    soft = tiny.view((0, 0, 40, 40), size)
    return Frame(soft.y.point([round(16 + max(0, level - 16) * 0.62) for level in range(256)]), soft.u, soft.v)


def _cut(shots: list[Shot], number: int, count: int, fade: int) -> Frame:
    """Return one frame of the whole: takes of equal length, joined by crossfades of `fade` frames, or cut."""
    length = count / len(shots)
    index = min(len(shots) - 1, int(number / length))
    within = number - index * length
    # Each take begins early by its crossfade, so that its clock runs on through the blend.
    early = fade if index else 0
    frame = shots[index].frame(min(1.0, (within + early) / (length + early)))
    remaining = length - within
    if index + 1 < len(shots) and remaining <= fade:
        arriving = shots[index + 1].frame((fade - remaining) / (length + fade))
        frame = frame.blend(arriving, (fade - remaining + 1) / (fade + 1))
    return frame


class Weather:
    """Snow or rain falling through every frame, when the prompt speaks of it."""

    def __init__(self, reading: Reading, seed: int, size: tuple[int, int]) -> None:
        rng = np.random.default_rng([seed, 73])
        self._kind = "snow" if reading.snow else "rain" if reading.rain else None
        self._size = size
        self._drops = rng.random((150 if self._kind == "snow" else 220, 4)).tolist()

    def fall(self, brightness: Image.Image, time_s: float) -> None:
        """Draw what falls into a frame's brightness plane."""
        if self._kind is None:
            return
        cover = Image.new("L", self._size)
        ink = ImageDraw.Draw(cover)
        width, height = self._size
        unit = min(width, height)
        for x, y, near, phase in self._drops:
            if self._kind == "snow":
                fallen = (y + time_s * (0.06 + 0.16 * near)) % 1.04 - 0.02
                drift = 0.012 * math.sin(phase * 6.28 + time_s * (0.8 + near))
                px, py, r = (x + drift) * width, fallen * height, unit * (0.0012 + 0.0045 * near**2)
                ink.ellipse((px - r, py - r, px + r, py + r), fill=round(120 + 110 * near))
            else:
                fallen = (y + time_s * (1.1 + 0.9 * near)) % 1.1 - 0.05
                length = unit * (0.02 + 0.05 * near)
                px, py = ((x + 0.05 * fallen) % 1) * width, fallen * height
                line = (px, py, px - length * 0.12, py - length)
                ink.line(line, fill=round(40 + 70 * near), width=max(1, unit // 700))
        brightness.paste(235, (0, 0), cover)
