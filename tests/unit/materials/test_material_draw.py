"""Drawing from a prompt: determinism, one pattern at every size, coats, sliders; test_every_surface.py has the rest."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from damaged_sets import seam_ratio

from materials.drawing.draw import draw
from materials.material import MAP_NAMES
from materials.show.render import render_flat, render_sphere


@pytest.mark.parametrize(
    ("prompt", "size_px"),
    [
        ("red brick wall", 128),
        ("oak planks", 224),  # thin lines need more pixels to be seen at all
        ("granite", 128),
        ("grass", 256),
        ("mossy cobblestone", 128),
        ("rusty painted metal, scratched", 128),
    ],
)
def test_one_pattern_at_every_size(prompt: str, size_px: int):
    small, large = (draw(prompt, seed=11, size_px=size).material for size in (size_px, 2 * size_px))
    for name in ("basecolor", "height"):
        shrunk = large.map(name).reshape(size_px, 2, size_px, 2, -1).mean((1, 3)).reshape(small.map(name).shape)
        assert np.corrcoef(shrunk.ravel(), small.map(name).ravel())[0, 1] > 0.85
    assert large.height_range_m == pytest.approx(small.height_range_m, rel=0.35)


@pytest.mark.parametrize(
    "prompt", ["red brick wall", "wet mossy cobblestone", "grass", "scratched rusty painted metal"]
)
def test_same_seed_gives_the_same_material(prompt: str):
    first, second = (draw(prompt, seed=5, size_px=64).material for _ in range(2))
    for name in MAP_NAMES:
        assert np.array_equal(first.map(name), second.map(name))
    other = draw(prompt, seed=6, size_px=64).material
    assert not np.array_equal(first.height_m, other.height_m)


def test_size_out_of_range_is_refused():
    with pytest.raises(ValueError, match="size_px"):
        draw("brick", seed=1, size_px=4096)


def test_moss_covers_the_share_that_was_asked_for():
    bare = draw("brick wall", seed=2, size_px=128).material
    mossy = draw("brick wall with moss", seed=2, size_px=128).material
    green = mossy.basecolor[..., 1] > mossy.basecolor[..., 0] * 1.05
    assert not (bare.basecolor[..., 1] > bare.basecolor[..., 0] * 1.05).any()
    assert 0.15 < green.mean() < 0.45


def test_a_wet_surface_is_darker_and_glossier():
    dry, wet = (draw(prompt, seed=2, size_px=128).material for prompt in ("concrete", "wet concrete"))
    assert wet.basecolor.mean() < 0.85 * dry.basecolor.mean()
    assert wet.roughness.mean() < 0.75 * dry.roughness.mean()


def test_a_colour_that_is_asked_for_is_seen():
    blue = draw("blue ceramic tiles", seed=1, size_px=128).material.basecolor.mean((0, 1))
    assert blue[2] > 1.5 * blue[0]


def test_sliders_change_relief_roughness_and_wear():
    given: list[dict[str, Any]] = [{}, {"relief": 2.0}, {"roughness_shift": 0.3}, {"wear": 1.0}]
    plain, deep, dull, worn = (draw("oak planks", seed=2, size_px=96, **each).material for each in given)
    assert deep.height_range_m == pytest.approx(2 * plain.height_range_m, rel=1e-3)
    assert deep.normal[..., 2].mean() < plain.normal[..., 2].mean()
    assert np.array_equal(deep.basecolor, plain.basecolor)
    assert dull.roughness.mean() > plain.roughness.mean() + 0.15
    assert not np.array_equal(worn.basecolor, plain.basecolor)


def test_pictures_show_light_from_above():
    material = draw("white plaster", seed=1, size_px=128).material
    sphere = render_sphere(material, 96)
    assert sphere.shape == (96, 96, 3)
    assert sphere.dtype == np.uint8
    assert sphere[20:36, 36:60].mean() > sphere[60:76, 36:60].mean() + 10
    assert (sphere[:3, :3].std((0, 1)) < 4).all()
    flat = render_flat(material, 64, repeats=2)
    assert flat.shape == (64, 64, 3)
    assert 60 < flat.mean() < 250


def test_a_dome_is_brighter_on_its_upper_side():
    """The picture reads OpenGL normals the right way round."""
    material = draw("plaster", seed=1, size_px=64).material
    tilted = np.zeros_like(material.normal)
    pictures: list[float] = []
    for up in (0.5, -0.5):
        tilted[..., 1], tilted[..., 2] = up, np.sqrt(0.75)
        pictures.append(float(render_flat(replace(material, normal=tilted), 32).mean()))
    assert pictures[0] > pictures[1] + 20


@pytest.mark.parametrize("metal", ["brushed metal", "gold", "corrugated metal", "bronze"])
@pytest.mark.parametrize("coat", ["mossy", "dirty", "snowy", "rusty"])
def test_coats_on_metal_have_thin_borders_and_tile(coat: str, metal: str):
    coated = draw(f"{coat} {metal}", seed=4, size_px=128).material
    between = (coated.metalness > 0.1) & (coated.metalness < 0.9)
    assert between.mean() < 0.08
    assert 0.05 < (coated.metalness > 0.5).mean() < 0.98
    for image in (coated.basecolor, coated.height_m, coated.roughness):
        assert max(seam_ratio(image, axis) for axis in (0, 1)) < 1.3
