"""Maps to PNG files and back: 8-bit sRGB base colour, 8 or 16-bit linear data maps."""

import numpy as np

from materials.material import COLOUR_MAPS, FloatArray, MapName, Material
from materials.pixels.pixel_codes import colour, grey, numbers, quantise
from materials.pixels.png import Bits, read_codes, write_png

DEFAULT_BITS: dict[MapName, Bits] = {
    "basecolor": 8,
    "normal": 8,
    "roughness": 8,
    "metalness": 8,
    "height": 16,
    "ambient_occlusion": 8,
}


def encode_map(material: Material, name: MapName, *, bits: Bits | None = None) -> bytes:
    """Return one map as a PNG file.

    The base colour is sRGB and marked so; all other maps are linear numbers without a colour space. A normal is stored
    as n * 0.5 + 0.5 with (128, 128, 255) exactly flat at 8 bits; the height spans black to white over
    `material.height_range_m`.

    Args:
        material: The material.
        name: Which map.
        bits: Bits per channel; None means 16 for the height and 8 for the others.
    """
    return encode_array(name, material.map(name), bits=bits)


def encode_array(name: MapName, array: FloatArray, *, bits: Bits | None = None) -> bytes:
    """Return an array, in the units `Material.map` gives, as a PNG file; see `encode_map`."""
    return write_png(quantise(name, array, bits or DEFAULT_BITS[name]), srgb=name == "basecolor")


def decode_map(name: MapName, picture: bytes) -> FloatArray:
    """Return a map file (PNG, JPEG, WebP or TIFF, as vendors and libraries have them) as float32.

    Returns:
        basecolor: (H, W, 3) linear light. normal: (H, W, 3) unit vectors in the file's own convention. All others:
        (H, W), 0 to 1; the height's range in metres is not in the file. Colour pictures of data maps use the red
        channel.

    Raises:
        NotAMap: The bytes are not a readable picture.
    """
    codes = read_codes(picture)
    array = numbers(name, colour(codes) if name in COLOUR_MAPS else grey(codes))
    if name == "normal":
        array = array / np.maximum(np.linalg.norm(array, axis=-1, keepdims=True), 1e-6).astype(np.float32)
    return array
