"""The texture files of an export: each is made once, kept while targets still want it, originals stay as they are."""

import hashlib
import io
import threading
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PIL import Image

from materials.exporters.export_subject import Bits, Subject
from materials.maps.maps import Convention
from materials.material import MapName
from materials.pixels import pixel_codes as pixel
from materials.pixels.png import SIGNATURE, CodeArray, is_deep_png, read_codes, write_png

Format = Literal["png", "jpeg", "webp"]
Channel = MapName | Literal["smoothness"] | float
"""What fills a channel of a packed texture: a map, 1 - roughness, or the same value everywhere."""

EXTENSIONS: dict[Format, str] = {"png": "png", "jpeg": "jpg", "webp": "webp"}
MEDIA_TYPES: dict[Format, str] = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}

MISSING: dict[MapName, float] = {"metalness": 0.0, "ambient_occlusion": 1.0, "roughness": 0.5, "height": 0.5}
"""What a packed channel holds where the material has no such map: no metal, open sky, half rough, level."""

_WEBP_QUALITY = 90


@dataclass(frozen=True)
class Recipe:
    """How to make one texture file; equal recipes are made once.

    Attributes:
        content: A map's name, or the channels of a packed texture in the order red, green, blue, alpha.
        bits: Bits per channel for arrays and packs.
        convention: Direction of +Y, for a normal map.
        formats: Picture formats the target reads; an original in one of them is passed on as it is. The first one is
            written otherwise.
    """

    content: MapName | tuple[Channel, ...]
    bits: Bits = 8
    convention: Convention = "opengl"
    formats: tuple[Format, ...] = ("png", "jpeg")


@dataclass(frozen=True)
class Texture:
    """A finished texture file; `size_px` is (height, width)."""

    content: bytes
    format: Format
    sha256: str
    size_px: tuple[int, int]
    bits: Bits
    original: bool

    @property
    def media_type(self) -> str:
        """The file's media type."""
        return MEDIA_TYPES[self.format]


class Textures:
    """Makes the textures of one subject, in the background and in order of need."""

    def __init__(self, subject: Subject) -> None:
        """Look at the originals' formats; nothing is decoded yet."""
        self.subject = subject
        self._formats = {
            name: picture_format(source.content)
            for name, source in subject.maps.items()
            if isinstance(source.content, bytes)
        }
        self._codes: dict[tuple[MapName, Bits], CodeArray] = {}
        self._locks: dict[MapName, threading.Lock] = {name: threading.Lock() for name in subject.maps}
        self._made: dict[Recipe, Future[Texture]] = {}
        self._uses: Counter[Recipe] = Counter()

    def format(self, recipe: Recipe) -> Format:
        """Return the format the recipe's file will have, without making it."""
        return self._original_format(recipe) or recipe.formats[0]

    def extension(self, recipe: Recipe) -> str:
        """Return the extension of the recipe's file, without the dot."""
        return EXTENSIONS[self.format(recipe)]

    def prepare(self, recipes: Iterable[Recipe], pool: ThreadPoolExecutor) -> None:
        """Start making textures; each is kept until it was taken as often as it is named here."""
        for recipe in map(self._effective, recipes):
            self._uses[recipe] += 1
            if recipe not in self._made:
                self._made[recipe] = pool.submit(self._make, recipe)

    def take(self, recipe: Recipe) -> Texture:
        """Return a texture, waiting for it or making it now."""
        recipe = self._effective(recipe)
        future = self._made.get(recipe)
        texture = self._make(recipe) if future is None else future.result()
        self._uses[recipe] -= 1
        if self._uses[recipe] <= 0:
            self._made.pop(recipe, None)
        return texture

    def codes(self, name: MapName, bits: Bits = 8) -> CodeArray:
        """Return a map's pixel codes: files at the depth they have, arrays at `bits`; decoded or quantised once."""
        source = self.subject.maps[name]
        key = (name, 8 if isinstance(source.content, bytes) else bits)
        with self._locks[name]:
            if key not in self._codes:
                content = source.content
                found = read_codes(content) if isinstance(content, bytes) else pixel.quantise(name, content, bits)
                self._codes[key] = pixel.colour(found) if name in ("basecolor", "normal") else pixel.grey(found)
            return self._codes[key]

    def size_px(self, names: Iterable[MapName]) -> tuple[int, int]:
        """Return the largest (height, width) among those of the maps that exist; (4, 4) when none does."""
        sizes = [self._size_px(name) for name in names if name in self.subject.maps]
        return max(sizes, key=lambda size: size[0] * size[1], default=(4, 4))

    def _size_px(self, name: MapName) -> tuple[int, int]:
        content = self.subject.maps[name].content
        if not isinstance(content, bytes):
            return content.shape[0], content.shape[1]
        if self._formats[name]:
            with Image.open(io.BytesIO(content)) as image:  # reads the header only
                return image.height, image.width
        height, width = self.codes(name).shape[:2]
        return height, width

    def _original_format(self, recipe: Recipe) -> Format | None:
        """Return the original's format when it is exactly what the recipe asks for."""
        name = recipe.content
        if isinstance(name, tuple) or (name == "normal" and recipe.convention != self.subject.normal_convention):
            return None
        source = self.subject.maps[name]
        if source.computed and recipe.bits == 8 and name != "height" and self._is_deep(name):
            return None
        format_ = self._formats.get(name)
        return format_ if format_ in recipe.formats else None

    def _effective(self, recipe: Recipe) -> Recipe:
        """Return the recipe without the wishes that make no difference here, so that equal files are made once."""
        content = recipe.content
        convention: Convention = recipe.convention if content == "normal" else "opengl"
        formats = (self.format(recipe),)
        channels = content if isinstance(content, tuple) else (content,)
        wanted: set[object] = {"roughness" if channel == "smoothness" else channel for channel in channels}
        names: list[MapName] = [name for name in self.subject.maps if name in wanted]
        # The base colour is sRGB, which engines read with 8 bits only; and files have the precision they have.
        deep = recipe.bits == 16 and content != "basecolor" and any(self._is_deep(name) for name in names)
        return Recipe(content, 16 if deep else 8, convention, formats)

    def _is_deep(self, name: MapName) -> bool:
        """Whether a map has more than 8 bits to give."""
        content = self.subject.maps[name].content
        return not isinstance(content, bytes) or is_deep_png(content)

    def _make(self, recipe: Recipe) -> Texture:
        if isinstance(recipe.content, tuple):
            return self._encode(self._packed(recipe.content, recipe.bits), recipe)
        name = recipe.content
        content = self.subject.maps[name].content
        original = self._original_format(recipe)
        if original and isinstance(content, bytes):
            bits: Bits = 16 if is_deep_png(content) else 8
            digest = hashlib.sha256(content).hexdigest()
            return Texture(content, original, digest, self._size_px(name), bits, original=True)
        codes = (
            pixel.with_bits(self.codes(name, recipe.bits), recipe.bits)
            if self.subject.maps[name].computed
            else (self.codes(name, recipe.bits))
        )
        if name == "normal" and recipe.convention != self.subject.normal_convention:
            codes = pixel.flip_green(codes)
        return self._encode(codes, recipe)

    def _packed(self, channels: tuple[Channel, ...], bits: Bits) -> CodeArray:
        filled: list[CodeArray | float] = []
        names: list[MapName] = []
        for channel in channels:
            if isinstance(channel, (int, float)):
                filled.append(channel)
                continue
            name: MapName = "roughness" if channel == "smoothness" else channel
            value = self.codes(name, bits) if name in self.subject.maps else MISSING[name]
            if channel == "smoothness":
                value = 1 - value if isinstance(value, (int, float)) else pixel.inverted(value)
            names.append(name)
            filled.append(value)
        return pixel.pack(filled, self.size_px(names), bits)

    def _encode(self, codes: CodeArray, recipe: Recipe) -> Texture:
        format_ = recipe.formats[0]
        if format_ == "png":
            content = write_png(codes, srgb=recipe.content == "basecolor")
        else:
            content = _lossy(pixel.with_bits(codes, 8), format_, lossless=recipe.content == "normal")
        height, width = codes.shape[:2]
        bits: Bits = 16 if codes.itemsize == 2 and format_ == "png" else 8
        return Texture(content, format_, hashlib.sha256(content).hexdigest(), (height, width), bits, original=False)


def _lossy(codes: CodeArray, format_: Format, *, lossless: bool) -> bytes:
    """Encode as WebP or JPEG; WebP halves the colour resolution, which ruins normals, so these stay lossless."""
    file = io.BytesIO()
    image = Image.fromarray(np.ascontiguousarray(codes))
    if format_ == "jpeg":
        image.save(file, "JPEG", quality=_WEBP_QUALITY, subsampling=0)
    elif lossless:
        image.save(file, "WEBP", lossless=True, quality=0, method=0)  # 10 times faster than the next, 13 % larger
    else:
        image.save(file, "WEBP", quality=_WEBP_QUALITY, method=2)  # thrice as fast as the default, as small
    return file.getvalue()


def picture_format(content: bytes) -> Format | None:
    """Return the format of a picture file by its first bytes; None for any that no target reads as it is."""
    if content.startswith(SIGNATURE):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg" if _is_plain_jpeg(content) else None
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return None


def _is_plain_jpeg(content: bytes) -> bool:
    """Whether a JPEG is grey or RGB; engines do not read the print colours of CMYK."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.mode in ("L", "RGB")
    except OSError:
        return False
