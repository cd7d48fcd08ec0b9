"""Colours by time of day, bent towards the colours a prompt names."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Colour = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Palette:
    """The colours of one picture, sRGB 0..1: sky from top to horizon, light, haze, far, near, two accents."""

    sky_top: Colour
    sky_mid: Colour
    sky_low: Colour
    light: Colour
    haze: Colour
    far: Colour
    near: Colour
    accent: Colour
    second: Colour
    dark: bool = False


def rgb(code: str) -> Colour:
    """Return a colour from its six hexadecimal digits."""
    return np.array([int(code[place : place + 2], 16) / 255 for place in (0, 2, 4)], np.float32)


def _palette(codes: str, *, dark: bool = False) -> Palette:
    return Palette(*(rgb(code) for code in codes.split()), dark=dark)


PALETTES: dict[str, tuple[Palette, ...]] = {
    "dawn": (
        _palette("6f8fb5 dcaeb4 ffdcb4 fff1d6 f1cdbb a99fb8 3c4560 e8876a 5f8f9b"),
        _palette("86b4c8 f2cfba fde8c8 fff6e0 f2dccb 9fb3bd 2f4b57 e07a5f 81a88d"),
    ),
    "day": (
        _palette("3d82c4 86bbe2 dcedf3 fffae4 d3e4ec 86abc0 22463f f2b134 d1495b"),
        _palette("2592bd 86cbd8 f1f3e0 fffbea d6eae3 7fb0ae 1c4d47 ef6f4a f4c95d"),
        _palette("4a90b8 a9cfd6 f6efd8 fffdf0 e2e8dc 93b0a5 2c4a33 e4572e 17779c"),
    ),
    "sunset": (
        _palette("3b3b70 c25b7c ffb76e ffe4ad f09b7a 98587b 271a3c ff7b54 ffd56b"),
        _palette("27507a de7d58 ffd384 fff2c9 e9a673 9f625d 2b2030 f4d35e 2f8f9d"),
        _palette("4b3f72 f0668a ffc59b fff0d0 f4a08e a35f86 2a1c38 ffa14a 6fb1c7"),
    ),
    "dusk": (
        _palette("1b2a55 595d9e eaa5a2 ffead4 9689b3 5b6090 141a34 ffb38a 7bd3ea"),
        _palette("11344e 3b7a8e f1c294 fff0d8 7da0a0 45798a 0c1f2d ffa15c f4e3b2"),
    ),
    "night": (
        _palette("070d26 142a55 3c5d90 f6f2df 2c4b7b 254270 050a19 ffd166 7fd1e0", dark=True),
        _palette("04131c 0e3743 317478 ebf6e2 265e64 1c4c52 030a0d f2a65a ffe8b0", dark=True),
        _palette("0e0922 2e1854 7c3e88 fbe8f5 532c6b 3e225b 08050f ff6fb5 5de2e7", dark=True),
    ),
    "mist": (
        _palette("aab8be c8d1d2 e8e8e2 ffffff dfe3df a7b5b8 33464b c97b63 7d9d9c"),
        _palette("9eb6a9 c4d3c5 ebeddf fffef2 dce4d6 92ab9f 22392f d8a24a b5654a"),
        _palette("a7a9bd cdc8d3 efe5df fffaf0 e1dade a9a5b8 3b3a50 c9737f e0b070"),
    ),
}


def to_oklab(colour: Colour) -> Colour:
    """Return sRGB 0..1 as Oklab (Ottosson, 2020)."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    lms = np.cbrt(linear @ _RGB_TO_LMS.T)
    return (lms @ _LMS_TO_LAB.T).astype(np.float32)


def from_oklab(lab: Colour) -> Colour:
    """Return Oklab as sRGB, clipped to 0..1."""
    lms = (lab @ _LAB_TO_LMS.T) ** 3
    linear = np.clip(lms @ _LMS_TO_RGB.T, 0, 1)
    coded = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return coded.astype(np.float32)


_RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LMS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LMS_TO_RGB, _LAB_TO_LMS = np.linalg.inv(_RGB_TO_LMS), np.linalg.inv(_LMS_TO_LAB)


def mix(first: Colour, second: Colour, amount: float) -> Colour:
    """Return the colour `amount` of the way from the first to the second, in Oklab."""
    a, b = to_oklab(first), to_oklab(second)
    return from_oklab(a + (b - a) * np.float32(amount))


def lighten(colour: Colour, amount: float) -> Colour:
    """Return the colour with its Oklab lightness moved by `amount`."""
    lab = to_oklab(colour)
    return from_oklab(np.array([np.clip(lab[0] + amount, 0, 1), lab[1], lab[2]], np.float32))


def tinted(palette: Palette, colours: list[Colour], strength: float = 0.6) -> Palette:
    """Return the palette leaning towards named colours; the lightness of each entry stays."""
    if not colours:
        return palette
    changed: dict[str, Colour] = {}
    for number, entry in enumerate(field.name for field in fields(Palette) if field.name != "dark"):
        lab, target = to_oklab(getattr(palette, entry)), to_oklab(colours[number % len(colours)])
        weight = strength * (0.35 if entry == "light" else 1.0)
        # Very light and very dark entries carry less chroma.
        room = np.float32(1 - abs(lab[0] - 0.55) * 0.9)
        lab[1:] += (target[1:] * room - lab[1:]) * np.float32(weight)
        changed[entry] = from_oklab(lab)
    changed["accent"] = colours[0]
    changed["second"] = colours[-1] if len(colours) > 1 else palette.second
    return replace(palette, **changed)


def muted(palette: Palette, chroma: float) -> Palette:
    """Return the palette with every colour's chroma multiplied (0 is grey)."""
    changed: dict[str, Colour] = {}
    for entry in (field.name for field in fields(Palette) if field.name != "dark"):
        lab = to_oklab(getattr(palette, entry))
        lab[1:] *= np.float32(chroma)
        changed[entry] = from_oklab(lab)
    return replace(palette, **changed)
