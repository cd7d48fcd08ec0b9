"""The report card on intact and on damaged sets: what it finds, what it rightly does not, and what it says."""

from dataclasses import replace

import numpy as np
import pytest
from damaged_sets import TITLES, Damage, cropped, cut, damaged, intact, mirrored, shaded, shifted_in_part, surface

from materials.encode import decode_map, encode_array
from materials.fixes import FIXES
from materials.material import FloatArray, MapName
from materials.report.card import report
from materials.report.finding import Finding
from materials.report.seam_check import MIRRORED, SEAM_BAD, SEAM_LOOK, mirror_axis, planes, score_axis
from materials.slope_fit import estimate_height_range_m, fit_slopes, judge_convention
from materials.texture_set import TextureMap, TextureSet


def finding(textures: TextureSet, check: str) -> Finding:
    (found,) = [line for line in report(textures) if line.check == check]
    return found


def changed(textures: TextureSet, name: MapName, array: FloatArray) -> TextureSet:
    return textures.changed({name: array.astype(np.float32)})


def worst_axis(textures: TextureSet) -> float:
    maps = planes(textures)
    return max(score_axis(maps, down=down).score for down in (False, True))


def test_intact_sets_raise_no_alarm():
    """The other tests' detection counts only because nothing here is found."""
    for title in TITLES:
        textures = intact(title)
        assert worst_axis(textures) < SEAM_BAD, title
    mirrors = [title for title in TITLES if mirror_axis(planes(intact(title)), down=False) < MIRRORED]
    assert set(mirrors) <= {"Ceramic tiles", "Tread plate"}  # symmetric by nature


@pytest.mark.parametrize(
    ("damage", "colour_only", "at_least"),
    [
        # kind of damage, whether to the base colour alone, share of the surfaces between whose sides it is found
        (cropped, False, 0.85),
        (cut, False, 0.60),
        (shifted_in_part, False, 0.45),
        (shaded(0.1), True, 0.30),
        (shaded(0.25), True, 0.60),
    ],
    ids=["cropped", "three columns lost", "shifted in part", "10 % shading", "25 % shading"],
)
def test_broken_tiles_are_found(damage: Damage, colour_only: bool, at_least: float):
    """Measured: 0.89, 0.70, 0.48, 0.35 and 0.67."""
    sets = (damaged(intact(title), damage, colour_only=colour_only) for title in TITLES)
    found = [score_axis(planes(textures), down=False).score > SEAM_LOOK for textures in sets]
    assert np.mean(found) >= at_least


def test_mirrored_borders_are_found():
    found = [mirror_axis(planes(damaged(intact(title), mirrored)), down=False) < MIRRORED for title in TITLES]
    assert np.mean(found) >= 0.75


def test_a_seam_is_told_with_a_picture_and_a_fix():
    found = finding(damaged(intact("Soil"), cropped), "seam_across")
    assert (found.verdict, found.fix) == ("bad", "heal_seams")
    assert "left and right borders" in found.sentence
    assert found.overlay is not None
    orange = found.overlay[..., 0].astype(int) - found.overlay[..., 2] > 60
    middle = found.overlay.shape[1] // 2
    assert orange[:, middle - 2 : middle + 2].mean() > 0.3
    assert not orange[:, : middle // 2].any()


def jpeg_like(normal: FloatArray, rng: np.random.Generator) -> FloatArray:
    noisy = normal + rng.normal(0, 0.15, normal.shape).astype(np.float32)
    return decode_map("normal", encode_array("normal", noisy))


def guessed_like(normal: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Channels that a model drew apart: one displaced, a slow lean over all."""
    lean = 0.2 * np.sin(2 * np.pi * np.arange(normal.shape[1]) / normal.shape[1] + rng.uniform(0, 6))
    apart = np.stack([np.roll(normal[..., 0], 2, 0) + lean[None, :], normal[..., 1], normal[..., 2]], -1)
    return jpeg_like(apart.astype(np.float32), rng)


def test_the_convention_is_right_or_left_open():
    """Both conventions, clean, noisy and disagreeing maps: never wrong when it is said surely."""
    rng = np.random.default_rng(1)
    said: dict[tuple[str, bool], list[bool | None]] = {}
    for material in map(surface, list(TITLES)[::2]):
        for spoil in (None, jpeg_like, guessed_like):
            normal = material.normal if spoil is None else spoil(material.normal, rng)
            for sign, convention in ((1, "opengl"), (-1, "directx")):
                fit = fit_slopes(normal * np.array([1, sign, 1], np.float32), material.map("height"))
                for known in (fit, replace(fit, across=None, down=None)):
                    verdict = judge_convention(known)
                    right = None if verdict.convention is None else verdict.convention == convention
                    key = (spoil.__name__ if spoil else "clean", known is fit)
                    said.setdefault(key, []).append(right)
    # Nearly flat metals drown in the noise, so there the answer stays open.
    most_open = {
        ("clean", True): 0.0,
        ("clean", False): 0.0,
        ("jpeg_like", True): 0.2,
        ("jpeg_like", False): 0.5,
        ("guessed_like", True): 0.5,
        ("guessed_like", False): 0.8,
    }
    assert said.keys() == most_open.keys()
    for key, answers in said.items():
        assert answers.count(False) == 0, key
        assert answers.count(None) / len(answers) <= most_open[key], (key, answers.count(None) / len(answers))


def test_directx_normals_are_told_and_flat_ones_left_open():
    textures = intact("Cobblestones")
    flipped = changed(textures, "normal", textures.maps["normal"].array * np.array([1, -1, 1], np.float32))
    assert finding(textures, "convention").verdict == "good"
    assert (finding(flipped, "convention").verdict, finding(flipped, "convention").fix) == ("bad", "flip_green")
    flat = np.zeros_like(textures.maps["normal"].array)
    flat[..., 2] = 1
    assert finding(changed(textures, "normal", flat), "convention").verdict == "unknown"


@pytest.mark.parametrize("title", ["Cobblestones", "Brick wall", "Tree bark", "Gravel"])
def test_the_height_range_is_recovered(title: str):
    textures = intact(title)
    assert estimate_height_range_m(textures) == pytest.approx(surface(title).height_range_m, rel=0.05)
    unrelated = changed(textures, "height", intact("Sand").maps["height"].array)
    assert estimate_height_range_m(unrelated) is None


def test_normal_and_height_that_disagree_are_shown():
    textures = intact("Cobblestones")
    assert finding(textures, "agreement").verdict == "good"
    other = finding(changed(textures, "height", intact("Gravel").maps["height"].array), "agreement")
    assert (other.verdict, other.fix) == ("bad", "rebuild_height")
    assert other.overlay is not None
    upside_down = finding(changed(textures, "height", 1 - textures.maps["height"].array), "agreement")
    assert "dark where the normal map rises" in upside_down.sentence


def test_values_no_surface_has_are_found():
    textures = intact("Brick wall")
    colour, rough = textures.maps["basecolor"].array, textures.maps["roughness"].array
    for array in (colour * 0.02, colour * 0 + 1):
        assert finding(changed(textures, "basecolor", array), "albedo").fix == "clamp_albedo"
    metal = finding(changed(textures, "metalness", np.full_like(rough, 0.5)), "metalness")
    assert (metal.verdict, metal.figure, metal.fix) == ("bad", 100, "binarise_metalness")
    assert finding(changed(textures, "roughness", np.full_like(rough, 0.4)), "roughness").verdict == "look"
    assert finding(changed(textures, "roughness", rough * 0.02), "roughness").fix == "clamp_roughness"
    long = changed(textures, "normal", textures.maps["normal"].array * 0.8)
    assert (finding(long, "normalisation").verdict, finding(long, "normalisation").fix) == ("bad", "renormalise")


def test_sizes_labels_and_gaps_are_told():
    textures = intact("Brick wall")
    assert finding(textures, "sizes").verdict == "look"  # 192 is no power of two
    small = changed(textures, "roughness", textures.maps["roughness"].array[::2, ::2])
    assert "roughness 96 x 96" in finding(small, "sizes").sentence
    some = TextureSet({"basecolor": textures.maps["basecolor"], "height": textures.maps["height"]})
    gap = finding(some, "maps")
    assert (gap.fix, gap.figure) == ("complete", 2)
    assert "metalness" in gap.sentence
    doubtful = textures.with_maps({"height": replace(textures.maps["height"], certainty=0.4)})
    assert "height" in finding(doubtful, "labels").sentence


def test_large_patches_are_said_to_repeat():
    textures = intact("Plaster")
    side = len(textures.maps["basecolor"].array)
    wave = 0.35 * np.sin(2 * np.pi * np.arange(side) / side)[:, None, None]
    patchy = changed(textures, "basecolor", textures.maps["basecolor"].array * (1 + wave))
    assert finding(patchy, "repetition").verdict == "look"
    assert finding(textures, "repetition").verdict == "good"


def test_every_line_can_be_read_and_every_fix_exists():
    worst = damaged(intact("Gravel"), lambda array: array[:-40, :-30] * 0.02)
    for textures in (intact("Gravel"), worst, TextureSet({"roughness": TextureMap(np.ones((9, 17), np.float32))})):
        lines = report(textures)
        assert len({line.check for line in lines}) == len(lines) > 1
        for line in lines:
            assert 0 <= line.confidence <= 1
            assert line.sentence[0].isupper() or line.sentence[0].isdigit()
            assert line.sentence.endswith(".")
            assert line.fix is None or line.fix in FIXES
            assert line.verdict in ("look", "bad") or (line.fix is None and line.overlay is None)
            assert line.overlay is None or (line.overlay.dtype == np.uint8 and line.overlay.shape[2:] == (3,))
