"""H.264 files from frames kept as three planes, so that no frame is ever converted from RGB."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from sandbox.paint.turbulence import Plane

# BT.709, video range: what players assume for high definition, and what the file says.
_TO_YUV = np.array([[0.2126, 0.7152, 0.0722], [-0.1146, -0.3854, 0.5], [0.5, -0.4542, -0.0458]], np.float32)
_X264 = {
    "preset": "superfast",
    "crf": "22",
    "x264-params": "colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv",
}
PlaneBox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """A picture as yuv420p: brightness in full size, two colour planes in half."""

    y: Image.Image
    u: Image.Image
    v: Image.Image

    @classmethod
    def of(cls, picture: Image.Image) -> "Frame":
        """Return a picture of even width and height as a frame."""
        codes = np.asarray(picture.convert("RGB"), np.float32) @ _TO_YUV.T
        half = (picture.width // 2, picture.height // 2)
        y, u, v = (_plane(codes[..., number] * scale + zero) for number, (scale, zero) in enumerate(_RANGES))
        return cls(y, u.resize(half, Image.Resampling.BOX), v.resize(half, Image.Resampling.BOX))

    @classmethod
    def of_array(cls, array: Any) -> "Frame":
        """Return PyAV's (3/2 H, W) yuv420p array as a frame."""
        height, width = array.shape[0] * 2 // 3, array.shape[1]
        chroma = array[height:].reshape(2, height // 2, width // 2)
        return cls(Image.fromarray(array[:height]), Image.fromarray(chroma[0]), Image.fromarray(chroma[1]))

    @property
    def size(self) -> tuple[int, int]:
        """Return (width, height)."""
        return self.y.size

    def view(self, box: PlaneBox, size: tuple[int, int]) -> "Frame":
        """Return a part of the frame at another size; the box may lie between pixels."""
        half = (box[0] / 2, box[1] / 2, box[2] / 2, box[3] / 2)
        small = (size[0] // 2, size[1] // 2)
        bilinear = Image.Resampling.BILINEAR
        return Frame(
            self.y.resize(size, bilinear, box=box),
            self.u.resize(small, bilinear, box=half),
            self.v.resize(small, bilinear, box=half),
        )

    def blend(self, other: "Frame", amount: float) -> "Frame":
        """Return the frame `amount` of the way to another of the same size."""
        return Frame(*(Image.blend(a, b, amount) for a, b in zip(self.planes(), other.planes(), strict=True)))

    def planes(self) -> tuple[Image.Image, Image.Image, Image.Image]:
        """Return y, u and v."""
        return self.y, self.u, self.v

    def copy(self) -> "Frame":
        """Return an independent copy."""
        return Frame(self.y.copy(), self.u.copy(), self.v.copy())

    def paste(self, other: "Frame", left: int, top: int, cover: Image.Image | None = None) -> None:
        """Lay another frame into this one at even coordinates, where `cover` (mode L, its size) says."""
        small = cover.resize(other.u.size, Image.Resampling.BOX) if cover else None
        self.y.paste(other.y, (left, top), cover)
        self.u.paste(other.u, (left // 2, top // 2), small)
        self.v.paste(other.v, (left // 2, top // 2), small)


_RANGES = ((219 / 255, 16.0), (224 / 255, 128.0), (224 / 255, 128.0))


def _plane(values: Plane) -> Image.Image:
    return Image.fromarray((np.clip(values, 0, 255) + 0.5).astype(np.uint8))


class Encoder:
    """Writes frames as an H.264 MP4 file with its index in front; a context manager."""

    def __init__(self, path: Path, size: tuple[int, int], fps: int) -> None:
        import av

        self._size = size
        self._container: Any = av.open(str(path), "w", format="mp4", options={"movflags": "faststart"})
        self._stream: Any = self._container.add_stream("libx264", rate=fps, options=_X264)
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        self._frame: Any = av.VideoFrame

    def __enter__(self) -> "Encoder":
        return self

    def add(self, frame: Frame) -> None:
        """Append one frame."""
        width, height = self._size
        array = np.empty((height * 3 // 2, width), np.uint8)
        array[:height] = np.asarray(frame.y)
        array[height:] = np.stack([np.asarray(frame.u), np.asarray(frame.v)]).reshape(height // 2, width)
        self._container.mux(self._stream.encode(self._frame.from_ndarray(array, format="yuv420p")))

    def __exit__(self, *raised: object) -> None:
        self._container.mux(self._stream.encode())
        self._container.close()
