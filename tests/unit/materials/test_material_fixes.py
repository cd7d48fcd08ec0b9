"""Fixes do what they say, to a new set; completion makes six maps that agree out of any."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from damaged_sets import Damage, cropped, cut, damaged, intact, shaded, shifted_in_part, surface

from materials.errors import Incomplete, NotLoaded, ShapeMismatch
from materials.maps.complete import complete
from materials.maps.maps import normal_from_height
from materials.maps.slope_fit import fit_slopes
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import MAP_NAMES, FloatArray, MapName
from materials.pixels.encode import encode_array
from materials.repair.derive import derived_from_picture
from materials.repair.fixes import FIXES, apply
from materials.report.card import report
from materials.report.seam_check import SEAM_BAD, SEAM_LOOK, planes, score_axis

HEALED = ["Brick wall", "Cobblestones", "Plaster", "Marble", "Leather", "Gravel"]


def worst_axis(textures: TextureSet) -> float:
    maps = planes(textures)
    return max(score_axis(maps, down=down).score for down in (False, True))


def only(textures: TextureSet, *names: MapName) -> TextureSet:
    return replace(textures, maps={name: textures.maps[name] for name in names}, height_range_m=None)


def correlation(first: FloatArray, second: FloatArray) -> float:
    return float(np.corrcoef(first.ravel(), second.ravel())[0, 1])


@pytest.mark.parametrize(
    ("damage", "colour_only"),
    [(cropped, False), (cut, False), (shifted_in_part, False), (shaded(0.25), True)],
    ids=["cropped", "cut", "shifted", "shaded"],
)
def test_seams_heal_in_all_maps(damage: Damage, colour_only: bool):
    scores: list[float] = []
    for title in HEALED:
        broken = damaged(intact(title), damage, colour_only=colour_only)
        if worst_axis(broken) <= SEAM_LOOK:
            continue
        healed = apply(broken, "heal_seams")
        scores.append(worst_axis(healed))
        for name in MAP_NAMES:
            assert healed.maps[name].array.shape == broken.maps[name].array.shape
        assert np.allclose(np.linalg.norm(healed.maps["normal"].array, axis=-1), 1, atol=1e-5)
    assert len(scores) >= 3
    assert np.mean(np.array(scores) < SEAM_BAD) >= 0.8


def test_one_cut_keeps_the_maps_in_register():
    """Normal and height are healed each for itself; that they still agree shows that the cut was the same."""
    healed = apply(damaged(intact("Cobblestones"), cropped), "heal_seams")
    fit = fit_slopes(healed.maps["normal"].array, healed.maps["height"].array)
    assert fit.across is not None
    assert fit.down is not None
    assert min(fit.across, fit.down) > 0.9


def test_what_tiles_is_left_as_it_is():
    textures = intact("Brick wall")
    assert apply(textures, "heal_seams") is textures


def test_the_original_stays():
    textures = damaged(intact("Brick wall"), lambda array: array[:-9, :-9] * 0.02)
    before = [map_.array.copy() for map_ in textures.maps.values()]
    for fix in FIXES:
        apply(textures, fix)
    for map_, array in zip(textures.maps.values(), before, strict=True):
        assert np.array_equal(map_.array, array)


@pytest.mark.parametrize(
    ("fix", "check", "spoil"),
    [
        ("flip_green", "convention", ("normal", lambda n: n * np.array([1, -1, 1], np.float32))),
        ("renormalise", "normalisation", ("normal", lambda n: n * np.float32(0.7))),
        ("renormalise", "normalisation", ("normal", lambda n: n + np.array([0.2, 0, 0], np.float32))),
        ("clamp_albedo", "albedo", ("basecolor", lambda c: np.where(c > c.mean(), c, c * np.float32(0.01)))),
        ("binarise_metalness", "metalness", ("metalness", lambda m: m * 0 + np.float32(0.4))),
        ("clamp_roughness", "roughness", ("roughness", lambda r: r * np.float32(0.06))),
        ("rebuild_height", "agreement", ("height", lambda h: 1 - h)),
        ("resize", "sizes", ("roughness", lambda r: r[::2, ::2])),
    ],
)
def test_a_fix_settles_its_finding(fix: Any, check: str, spoil: Any):
    textures = intact("Cobblestones")
    name, change = spoil
    spoiled = textures.changed({name: np.ascontiguousarray(change(textures.maps[name].array), np.float32)})
    before, after = ({line.check: line for line in report(each)} for each in (spoiled, apply(spoiled, fix)))
    assert before[check].verdict in ("look", "bad")
    assert before[check].fix == fix
    assert after[check].fix is None


def test_flipping_twice_gives_the_same_normals():
    textures = intact("Gravel")
    twice = apply(apply(textures, "flip_green"), "flip_green")
    assert np.array_equal(twice.maps["normal"].array, textures.maps["normal"].array)


def test_a_fix_without_its_map_is_refused():
    with pytest.raises(Incomplete, match="no_map_to_change"):
        apply(only(intact("Gravel"), "basecolor"), "flip_green")


def test_files_that_a_fix_does_not_touch_stay_originals():
    textures = intact("Gravel")
    loaded = textures.with_maps(
        {name: TextureMap(map_.array, "vendor", original=b"file") for name, map_ in textures.maps.items()}
    )
    fixed = apply(loaded, "flip_green")
    assert [name for name, map_ in fixed.maps.items() if map_.original is None] == ["normal"]
    assert fixed.maps["height"].original == b"file"
    assert fixed.height_range_m == textures.height_range_m


@pytest.mark.parametrize("title", ["Cobblestones", "Tree bark"])
def test_height_and_normal_complete_each_other(title: str):
    """From the drawn height to the normal and back, through `complete`, loses less than 0.6 %."""
    truth = surface(title)
    height = only(intact(title), "height")
    normal = complete(replace(height, height_range_m=truth.height_range_m)).maps["normal"]
    assert normal.origin == "derived"
    assert np.abs(normal.array - truth.normal).max() < 1e-3
    again = complete(TextureSet({"normal": normal}, truth.size_m))
    assert again.maps["height"].origin == "derived"
    height_m = (again.maps["height"].array - again.maps["height"].array.mean()) * np.float32(again.relief_m)
    # Central differences do not see what alternates from pixel to pixel, so the truth is compared without that.
    error = normal_from_height(height_m, truth.metres_per_px) - truth.normal
    assert np.sqrt(np.square(error).mean()) / truth.normal[..., :2].std() < 0.006


@pytest.mark.parametrize(
    "names",
    [("basecolor",), ("normal",), ("height",), ("roughness",), ("basecolor", "normal"), ("basecolor", "metalness")],
)
def test_any_subset_becomes_a_full_set(names: tuple[MapName, ...]):
    textures = only(intact("Cobblestones"), *names)
    full = complete(textures)
    assert tuple(full.maps) == MAP_NAMES
    assert {name for name in MAP_NAMES if full.maps[name].origin == "derived"} == set(MAP_NAMES) - set(names)
    assert all(full.maps[name] is textures.maps[name] for name in names)
    assert all(full.maps[name].certainty < 1 for name in full.maps if name not in names)
    material = full.material()
    assert np.abs(material.normal - normal_from_height(material.height_m, material.metres_per_px)).max() < 0.35
    for name in MAP_NAMES:
        assert np.isfinite(material.map(name)).all()
    assert "metalness" in names or not material.metalness.any()
    assert complete(full) is full or complete(full) == full


def test_derived_maps_are_near_the_true_ones():
    truth = surface("Cobblestones")
    full = complete(only(intact("Cobblestones"), "basecolor", "normal"))
    assert correlation(full.maps["height"].array, truth.map("height")) > 0.995
    assert full.relief_m == pytest.approx(truth.height_range_m, rel=0.1)
    assert correlation(full.maps["ambient_occlusion"].array, truth.ambient_occlusion) > 0.95


def test_a_directx_normal_gives_the_right_height():
    truth = surface("Cobblestones")
    flipped = truth.normal * np.array([1, -1, 1], np.float32)
    height = complete(TextureSet({"normal": TextureMap(flipped)}, truth.size_m)).maps["height"].array
    assert correlation(height, truth.map("height")) > 0.995


def test_completion_brings_the_maps_to_the_largest_size():
    textures = intact("Gravel")
    small = textures.changed({"normal": textures.maps["normal"].array[::2, ::2]})
    full = complete(small)
    assert {map_.size_px for map_ in full.maps.values()} == {(192, 192)}
    assert np.allclose(np.linalg.norm(full.maps["normal"].array, axis=-1), 1, atol=1e-5)


def test_a_set_says_what_a_material_lacks():
    textures = intact("Gravel")
    with pytest.raises(Incomplete, match="not_complete"):
        only(textures, "basecolor", "height", "metalness", "ambient_occlusion").material()
    with pytest.raises(Incomplete, match="sizes_differ_still"):
        textures.changed({"roughness": textures.maps["roughness"].array[:9]}).material()
    with pytest.raises(ShapeMismatch, match="float32"):
        TextureSet({"height": TextureMap(np.zeros((4, 4)))})
    with pytest.raises(ShapeMismatch, match="above 0"):
        replace(textures, size_m=float("nan"))


def test_a_picture_becomes_a_whole_material_that_tiles() -> None:
    photo = cropped(intact("Cobblestones").maps["basecolor"].array)[:150]
    made = derived_from_picture(encode_array("basecolor", photo))
    assert made.missing == ()
    assert {map_.size_px for map_ in made.maps.values()} == {(150, 150)}, "the middle of 150 x 159"
    photographed = TextureSet({"basecolor": TextureMap(np.ascontiguousarray(photo[:, 4:154]))})
    assert worst_axis(photographed) > SEAM_BAD
    assert worst_axis(made) <= SEAM_LOOK
    assert {map_.origin for name, map_ in made.maps.items() if name != "basecolor"} == {"derived"}
    with pytest.raises(NotLoaded, match="placeholder"):
        derived_from_picture(encode_array("basecolor", photo[:2, :2]))
