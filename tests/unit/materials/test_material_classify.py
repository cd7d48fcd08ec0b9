"""Unlabelled maps in shuffled order are recognised; what is no map is not."""

import io
import random

import numpy as np
import pytest
from PIL import Image

from materials.drawing.draw import draw
from materials.material import Material
from materials.pixels.encode import encode_array, encode_map
from materials.pixels.pixel_codes import quantise
from materials.pixels.png import write_png
from materials.sets.classify import Guess, classify

PROMPTS = ["red brick wall", "oak planks", "cobblestone", "diamond plate", "leather", "rusted iron", "marble", "grass"]


def vendor_set(material: Material) -> list[tuple[str, bytes]]:
    """Return five 8-bit maps and a lit picture of the surface, as a vendor sends them."""
    light = np.array([-0.5, 0.5, 0.7], np.float32) / np.float32(np.sqrt(0.99))
    shade = np.clip(material.normal @ light, 0, 1) * 1.1 + 0.15
    lit = material.basecolor * (shade * material.ambient_occlusion)[..., None]
    names = ("basecolor", "normal", "roughness", "metalness", "height")
    maps: list[tuple[str, bytes]] = [(name, encode_map(material, name, bits=8)) for name in names]
    return [*maps, ("texture", encode_array("basecolor", lit.astype(np.float32)))]


def test_most_maps_are_recognised_in_any_order():
    right = total = 0
    rng = random.Random(1)
    for seed, prompt in enumerate(PROMPTS):
        files = vendor_set(draw(prompt, seed=seed, size_px=128).material)
        rng.shuffle(files)
        guesses = classify([file for _, file in files])
        assert len({guess.label for guess in guesses}) == len(guesses)
        right += sum(guess.label == name for guess, (name, _) in zip(guesses, files, strict=True))
        total += len(files)
    assert right / total >= 0.93


def test_a_part_of_the_maps_is_enough():
    material = draw("stone wall", seed=3, size_px=128).material
    guesses = classify([encode_map(material, "height"), encode_map(material, "basecolor")])
    assert [guess.label for guess in guesses] == ["height", "basecolor"]
    assert all(guess.confidence > 0.6 for guess in guesses)


def test_occlusion_is_told_from_roughness():
    material = draw("cobblestone", seed=3, size_px=128).material
    names = ("ambient_occlusion", "normal", "roughness", "height")
    guesses = classify([encode_map(material, name) for name in names])
    assert tuple(guess.label for guess in guesses) == names


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_picture_has_no_label(content: bytes):
    assert classify([content]) == [Guess(None, 0.95)]


def test_placeholders_have_no_label():
    out = io.BytesIO()
    Image.new("RGB", (1, 1), (128, 128, 255)).save(out, "PNG")
    material = draw("brick", seed=1, size_px=128).material
    guesses = classify([out.getvalue(), encode_map(material, "normal")])
    assert [guess.label for guess in guesses] == [None, "normal"]


def test_the_smaller_of_two_colour_pictures_is_the_texture():
    large = encode_map(draw("brick", seed=1, size_px=128).material, "basecolor")
    small = encode_map(draw("brick", seed=1, size_px=64).material, "basecolor")
    assert [guess.label for guess in classify([small, large])] == ["texture", "basecolor"]


def test_averaged_normals_and_packed_maps_are_recognised():
    material = draw("cobblestone", seed=3, size_px=128).material
    short = encode_array("normal", material.normal * np.float32(0.7))
    planes = (material.ambient_occlusion, material.roughness, material.metalness)
    packed = write_png(np.stack([quantise("roughness", plane, 8) for plane in planes], -1))
    guesses = classify([packed, encode_map(material, "basecolor"), short])
    assert [guess.label for guess in guesses] == ["packed", "basecolor", "normal"]
