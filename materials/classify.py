"""Guessing which map a picture is, when a vendor did not say."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image

from materials.brought_picture import PLACEHOLDER_PX
from materials.colour import LUMINANCE, srgb8_to_linear
from materials.maps import ambient_occlusion_from_height, height_from_normal
from materials.material import ByteArray, FloatArray, MapName

TEXTURE = "texture"
"""Label of the lit picture that a vendor adds to the maps."""
_WORKING_PX = 256


@dataclass(frozen=True)
class Guess:
    """What a picture seems to be.

    Attributes:
        label: A map name, "texture" for the lit picture the maps were made from, or None for a placeholder, a file
            that is no picture, or one picture too many.
        confidence: 0 to 1; below about 0.7 a person should confirm.
    """

    label: MapName | str | None
    confidence: float


@dataclass
class _Picture:
    """One picture, shrunk to the working size, and its statistics.

    Attributes:
        gray: (H, W) mean of the channels, 0 to 1.
        vector: (H, W, 3) channels scaled to -1 to 1.
        luminance: (H, W) linear luminance, should it be a colour.
        pixels: Pixels of the original.
        deep: Whether the file holds more than 8 bits per channel.
        chroma: Mean distance between the largest and smallest channel, 0 to 1.
        normality: 0 to 1, how much the pixels are unit vectors that point up.
    """

    gray: FloatArray
    vector: FloatArray
    luminance: FloatArray
    pixels: int
    deep: bool
    chroma: float
    normality: float


def classify(images: Sequence[bytes]) -> list[Guess]:
    """Guess the map of each picture of one material, using that every map occurs once.

    The normal map is known by its unit vectors, colours by their chroma, metalness by its two levels, height and
    ambient occlusion by their fit to the normal map; what is left is roughness. Of two colour pictures the base colour
    is the larger, or else the one with less light in it.

    Args:
        images: Files as they came, in any order.

    Returns:
        One guess per picture, in the same order.
    """
    pictures = [_look_at(image) for image in images]
    guesses: list[Guess] = [Guess(None, 0.95 if picture is None else 0.3) for picture in pictures]
    left = {number: picture for number, picture in enumerate(pictures) if picture is not None}

    normal = _take_normal(left, guesses)
    _take_colours(left, guesses, normal)
    # Grey data maps: the surest first, each label once.
    height_m = None
    if normal is not None:
        height_m = height_from_normal(_unit(normal.vector), 1.0)
    _take_data_maps(left, guesses, height_m)
    return guesses


def _look_at(image: bytes) -> _Picture | None:
    try:
        with Image.open(io.BytesIO(image)) as opened:
            opened.load()
            pixels = opened.width * opened.height
            if min(opened.size) <= PLACEHOLDER_PX:
                return None
            deep = opened.mode.startswith("I")
            if deep:
                numbers = np.asarray(opened).astype(np.float32) / np.float32(257)
                opened_rgb = Image.fromarray(np.clip(numbers, 0, 255).astype(np.uint8)).convert("RGB")
            else:
                opened_rgb = opened.convert("RGB")
            codes: ByteArray = np.asarray(
                opened_rgb.resize((_WORKING_PX, _WORKING_PX), Image.Resampling.BOX, reducing_gap=None)
            )
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    values = codes.astype(np.float32) / np.float32(255)
    vector = (codes.astype(np.float32) - 128) / np.float32(127)
    length = np.linalg.norm(vector, axis=-1)
    upward = (np.abs(length - 1) < 0.22) & (vector[..., 2] > 0)
    return _Picture(
        gray=values.mean(-1),
        vector=vector,
        luminance=srgb8_to_linear(codes) @ LUMINANCE,
        pixels=pixels,
        deep=deep,
        chroma=float((values.max(-1) - values.min(-1)).mean()),
        normality=float(upward.mean()),
    )


def _unit(vector: FloatArray) -> FloatArray:
    return vector / np.maximum(np.linalg.norm(vector, axis=-1, keepdims=True), 1e-6)


def _take_normal(left: dict[int, _Picture], guesses: list[Guess]) -> _Picture | None:
    """Label the picture made of upward unit vectors; a blue-violet mean tells it from a blue colour."""

    def score(picture: _Picture) -> float:
        mean = picture.vector.mean((0, 1))
        flat_enough = mean[2] > 0.35 and abs(mean[0]) < 0.3 and abs(mean[1]) < 0.3
        return picture.normality if flat_enough else 0.0

    best = max(left, key=lambda number: score(left[number]), default=None)
    if best is None or score(left[best]) < 0.75 or left[best].chroma < 0.15:
        return None
    guesses[best] = Guess("normal", round(min(0.99, score(left[best])), 2))
    return left.pop(best)


def _take_colours(left: dict[int, _Picture], guesses: list[Guess], normal: _Picture | None) -> None:
    """Label the base colour and the texture."""
    coloured = sorted((n for n in left if left[n].chroma > 0.004 and not left[n].deep), key=lambda n: -left[n].chroma)[
        :2
    ]
    if not coloured:
        return
    if len(coloured) == 1:
        only = coloured[0]
        guesses[only] = Guess("basecolor", 0.9 if left[only].chroma > 0.02 else 0.7)
        del left[only]
        return
    first, second = coloured
    sure = 0.65
    if left[first].pixels != left[second].pixels:
        base = first if left[first].pixels > left[second].pixels else second
        sure = 0.95
    else:
        light = {number: _light_in(left[number], normal) for number in coloured}
        base = min(coloured, key=lambda number: light[number])
        sure = 0.65 + min(0.3, abs(light[first] - light[second]))
    texture = second if base == first else first
    guesses[base] = Guess("basecolor", round(sure, 2))
    guesses[texture] = Guess(TEXTURE, round(sure, 2))
    del left[base], left[texture]


def _light_in(picture: _Picture, normal: _Picture | None) -> float:
    """Return the share of a colour's contrast that light on the normals and depth in the hollows explain."""
    tone: FloatArray = np.log(picture.luminance + 0.02).reshape(-1)
    tone = tone - tone.mean()
    if normal is None:
        return float(tone.std())
    unit = _unit(normal.vector)
    occlusion = ambient_occlusion_from_height(height_from_normal(unit, 1.0), 1.0, directions=6, steps=5)
    causes: FloatArray = np.stack([unit[..., 0].reshape(-1), unit[..., 1].reshape(-1), occlusion.reshape(-1)], -1)
    causes = causes - causes.mean(0)
    weights: FloatArray = np.linalg.inv(causes.T @ causes + 1e-6 * np.eye(3)) @ (causes.T @ tone)
    explained: FloatArray = causes @ weights
    return float(explained.var() / (tone.var() + 1e-9))


def _take_data_maps(left: dict[int, _Picture], guesses: list[Guess], height: FloatArray | None) -> None:
    """Label grey maps in order of how sure their signs are."""

    def take(number: int | None, label: MapName, confidence: float) -> None:
        if number is not None:
            guesses[number] = Guess(label, round(min(0.99, confidence), 2))
            del left[number]

    deep = [number for number in left if left[number].deep]
    take(deep[0] if deep else None, "height", 0.95)
    two_levels = max(left, key=lambda number: _two_levels(left[number]), default=None)
    if two_levels is not None and _two_levels(left[two_levels]) > 0.85:
        # A constant white map may be full metal or unshaded occlusion; a constant black one is no metal.
        white = float(left[two_levels].gray.mean()) > 0.97
        take(two_levels, "metalness", 0.6 if white else _two_levels(left[two_levels]))
    if height is not None and not deep:
        fits = {number: _slope_fit(left[number].gray, height) for number in left}
        best = max(fits, key=lambda number: fits[number], default=None)
        if best is not None and fits[best] > 0.35:
            take(best, "height", 0.5 + 0.5 * fits[best])
    if height is not None:
        occlusion = ambient_occlusion_from_height(height, 1.0, directions=6, steps=6)
        fits = {number: _correlation(left[number].gray, occlusion) for number in left}
        bright = [number for number in left if float(np.median(left[number].gray)) > 0.6 and fits[number] > 0.55]
        if bright and len(left) > 1:
            best = max(bright, key=lambda number: fits[number])
            take(best, "ambient_occlusion", 0.4 + 0.5 * fits[best])
    taken = {guess.label for guess in guesses}
    remaining = sorted(left, key=lambda number: _smoothness(left[number].gray))
    for label in ("roughness", "height", "ambient_occlusion", "metalness"):
        if remaining and label not in taken:
            alone = len(remaining) == 1
            take(remaining.pop(0), label, 0.8 if alone and label == "roughness" else 0.45)


def _two_levels(picture: _Picture) -> float:
    """Return the share of pixels at either end, 0 when the picture has colour."""
    if picture.chroma > 0.02:
        return 0.0
    return float(((picture.gray < 0.06) | (picture.gray > 0.94)).mean())


def _slope_fit(gray: FloatArray, height: FloatArray) -> float:
    """Return how well the slopes of a map agree with those of a height, whichever way its rows run."""
    across = _correlation(np.roll(gray, -1, 1) - gray, np.roll(height, -1, 1) - height)
    down = _correlation(np.roll(gray, -1, 0) - gray, np.roll(height, -1, 0) - height)
    return (across + abs(down)) / 2


def _correlation(first: FloatArray, second: FloatArray) -> float:
    a, b = first - first.mean(), second - second.mean()
    return float((a * b).mean() / (a.std() * b.std() + 1e-9))


def _smoothness(gray: FloatArray) -> float:
    """Return contrast over the mean step between neighbours: large for a height, small for a grainy roughness."""
    step = float(np.abs(np.diff(gray, axis=1)).mean()) + 1e-4
    return float(gray.std()) / step
