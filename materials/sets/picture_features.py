"""Numbers that tell kinds of maps apart: what one picture shows by itself, and how it fits the others of its set."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from materials.errors import NotAMap
from materials.maps.maps import ambient_occlusion_from_height, height_from_normal
from materials.material import FloatArray
from materials.patterns.noise import blur
from materials.pixels.colour import LUMINANCE, srgb8_to_linear
from materials.pixels.pixel_codes import with_bits
from materials.pixels.png import read_codes
from materials.sets.brought_picture import PLACEHOLDER_PX

WORKING_PX = 256

OWN_FEATURES = (
    *("chroma", "chroma_high", "mean_red", "mean_green", "mean_blue", "std_red", "std_green", "std_blue"),
    *("fit_red_green", "fit_green_blue", "fit_red_blue", "upward", "length", "length_spread", "grey_file", "deep"),
    *("mean", "std", "low", "quarter", "median", "three_quarters", "high", "black", "white", "peak", "middle"),
    *("skew", "fine", "coarse", "edges", "creases"),
)
FIT_FEATURES = ("has_normal", "fits_slope", "fits_occlusion", "fits_steepness", "has_colour", "fits_light", "fits_fine")


@dataclass(frozen=True)
class Picture:
    """One picture, shrunk to the working size.

    Attributes:
        values: (H, W, 3) channels, 0 to 1.
        grey: (H, W) their mean.
        pixels: Pixels of the original.
        deep: Whether the file holds more than 8 bits per channel.
        grey_file: Whether the file has one channel.
    """

    values: FloatArray
    grey: FloatArray
    pixels: int
    deep: bool
    grey_file: bool

    @property
    def vector(self) -> FloatArray:
        """(H, W, 3) what the codes are as a normal map, -1 to 1."""
        return (self.values * np.float32(255) - np.float32(128)) / np.float32(127)

    @property
    def chroma(self) -> float:
        """Mean distance between the largest and smallest channel, 0 to 1."""
        return float((self.values.max(-1) - self.values.min(-1)).mean())


def look_at(image: bytes) -> Picture | None:
    """Read a picture; None for a placeholder or what is no picture."""
    try:
        codes = read_codes(image)
    except NotAMap:
        return None
    height, width = codes.shape[:2]
    if min(height, width) <= PLACEHOLDER_PX:
        return None
    shown = with_bits(codes, 8)
    size = (WORKING_PX, WORKING_PX)
    small = np.asarray(Image.fromarray(np.ascontiguousarray(shown)).resize(size, Image.Resampling.BOX))
    values = (small if small.ndim == 3 else np.repeat(small[..., None], 3, -1)).astype(np.float32) / np.float32(255)
    return Picture(values, values.mean(-1), height * width, codes.itemsize == 2, codes.ndim == 2)


def own_features(picture: Picture) -> FloatArray:
    """Return the numbers named in `OWN_FEATURES`, float32."""
    values, grey = picture.values, picture.grey
    spread = values.max(-1) - values.min(-1)
    red, green, blue = values[..., 0], values[..., 1], values[..., 2]
    vector = picture.vector
    length = np.linalg.norm(vector, axis=-1)
    upward = (length > 0.45) & (length < 1.2) & (vector[..., 2] > 0.15)
    low, quarter, median, three_quarters, high = np.quantile(grey, (0.02, 0.25, 0.5, 0.75, 0.98))
    counts = np.histogram(grey, 64, (0, 1))[0] / grey.size
    std = float(grey.std())
    rest = grey - grey.mean()
    fine = grey - blur(grey, 0.006)
    steps = float(np.abs(np.diff(grey, axis=1)).mean() + np.abs(np.diff(grey, axis=0)).mean()) / 2
    coarse = float(blur(grey, 0.05).std())
    fine_std = float(fine.std())
    numbers = (
        *(picture.chroma, np.quantile(spread, 0.98), red.mean(), green.mean(), blue.mean()),
        *(red.std(), green.std(), blue.std()),
        *(correlation(red, green), correlation(green, blue), correlation(red, blue)),
        *(upward.mean(), length.mean(), length.std(), picture.grey_file, picture.deep),
        *(grey.mean(), std, low, quarter, median, three_quarters, high),
        *((grey < 0.06).mean(), (grey > 0.94).mean(), counts.max(), ((grey > 0.3) & (grey < 0.7)).mean()),
        *((rest**3).mean() / (std**3 + 1e-6), np.log((fine_std + 1e-3) / (std + 1e-2)), coarse / (std + 1e-2)),
        *(np.log((steps + 1e-3) / (fine_std + 1e-3)), (fine**3).mean() / (fine_std**3 + 1e-6)),
    )
    return np.clip(np.array(numbers, np.float32), -20, 20)


@dataclass(frozen=True)
class Surface:
    """What the surest normal map of a set says: its height (free of scale), occlusion and steepness, (H, W) each."""

    height: FloatArray
    occlusion: FloatArray
    steepness: FloatArray


def surface_of(normal: Picture) -> Surface:
    """Work out a surface from a normal map; how its green runs does not matter to what is asked of it."""
    vector = normal.vector
    unit = vector / np.maximum(np.linalg.norm(vector, axis=-1, keepdims=True), 1e-6)
    height = height_from_normal(unit, 1.0)
    occlusion = ambient_occlusion_from_height(height, 1.0, directions=6, steps=6)
    return Surface(height, occlusion, np.hypot(unit[..., 0], unit[..., 1]))


def fit_features(picture: Picture, surface: Surface | None, colour: Picture | None) -> FloatArray:
    """Return the numbers named in `FIT_FEATURES`; 0 where there is nothing to compare with."""
    numbers = np.zeros(len(FIT_FEATURES), np.float32)
    grey = picture.grey
    if surface is not None:
        numbers[:4] = (
            *(1.0, _slope_fit(grey, surface.height), correlation(grey, surface.occlusion)),
            correlation(_steepness(grey), surface.steepness),
        )
    if colour is not None:
        light = np.asarray(srgb8_to_linear((colour.values * 255).astype(np.uint8)) @ LUMINANCE, np.float32)
        numbers[4:] = (
            *(1.0, correlation(grey, light)),
            correlation(grey - blur(grey, 0.01), light - blur(light, 0.01)),
        )
    return numbers


def _slope_fit(gray: FloatArray, height: FloatArray) -> float:
    """Return how well the slopes of a map agree with those of a height, either way round; below 0 when inverted."""
    across = correlation(np.roll(gray, -1, 1) - gray, np.roll(height, -1, 1) - height)
    down = correlation(np.roll(gray, -1, 0) - gray, np.roll(height, -1, 0) - height)
    return (across + np.sign(across) * abs(down)) / 2


def _steepness(grey: FloatArray) -> FloatArray:
    return np.hypot(np.roll(grey, -1, 1) - np.roll(grey, 1, 1), np.roll(grey, -1, 0) - np.roll(grey, 1, 0))


def correlation(first: FloatArray, second: FloatArray) -> float:
    """Return how two arrays vary together, -1 to 1; 0 where one is constant."""
    a, b = first - first.mean(), second - second.mean()
    spread = float(a.std() * b.std())
    return float((a * b).mean() / spread) if spread > 1e-6 else 0.0
