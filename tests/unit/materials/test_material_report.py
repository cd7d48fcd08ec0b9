"""The report card on intact and on damaged sets: what it finds, what it rightly does not, and what to mend first."""

from dataclasses import replace

import numpy as np
import pytest
from damaged_sets import cropped, damaged, intact, surface

from materials.maps.slope_fit import estimate_height_range_m
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import FloatArray, MapName
from materials.repair.fixes import FIXES
from materials.report.card import by_urgency, fixes_of_faults, report
from materials.report.finding import Finding, FixName, Verdict


def finding(textures: TextureSet, check: str) -> Finding:
    (found,) = [line for line in report(textures) if line.check == check]
    return found


def changed(textures: TextureSet, name: MapName, array: FloatArray) -> TextureSet:
    return textures.changed({name: array.astype(np.float32)})


def test_a_seam_is_told_with_a_picture_and_a_fix():
    found = finding(damaged(intact("Soil"), cropped), "seam_across")
    assert (found.verdict, found.fix) == ("bad", "heal_seams")
    assert found.found == "seam_across_shows"
    assert found.overlay is not None
    orange = found.overlay[..., 0].astype(int) - found.overlay[..., 2] > 60
    middle = found.overlay.shape[1] // 2
    assert orange[:, middle - 2 : middle + 2].mean() > 0.3
    assert not orange[:, : middle // 2].any()


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
    estimate = estimate_height_range_m(textures)
    assert estimate == pytest.approx(surface(title).height_range_m, rel=0.05)
    assert type(estimate) is float
    unrelated = changed(textures, "height", intact("Sand").maps["height"].array)
    assert estimate_height_range_m(unrelated) is None


def test_normal_and_height_that_disagree_are_shown():
    textures = intact("Cobblestones")
    assert finding(textures, "agreement").verdict == "good"
    other = finding(changed(textures, "height", intact("Gravel").maps["height"].array), "agreement")
    assert (other.verdict, other.fix) == ("bad", "rebuild_height")
    assert other.overlay is not None
    upside_down = finding(changed(textures, "height", 1 - textures.maps["height"].array), "agreement")
    assert upside_down.found == "height_inverted"


def test_values_no_surface_has_are_found():
    textures = intact("Brick wall")
    colour, rough = textures.maps["basecolor"].array, textures.maps["roughness"].array
    for array in (colour * 0.02, colour * 0 + 1):
        assert finding(changed(textures, "basecolor", array), "albedo").fix == "clamp_albedo"
    metal = finding(changed(textures, "metalness", np.full_like(rough, 0.5)), "metalness")
    assert (metal.verdict, metal.figure, metal.fix) == ("bad", 100, "binarise_metalness")
    assert finding(changed(textures, "roughness", np.full_like(rough, 0.4)), "roughness").verdict == "look"
    assert finding(changed(textures, "roughness", rough * 0.02), "roughness").fix == "clamp_roughness"
    normal = textures.maps["normal"].array
    for damage, verdict in ((1.3, "bad"), (-1.0, "bad"), (0.2, "bad"), (0.9, "look"), (0.55, "look")):
        judged = finding(changed(textures, "normal", normal * np.float32(damage)), "normalisation")
        assert (judged.verdict, judged.fix) == (verdict, "renormalise"), damage


def test_sizes_labels_and_gaps_are_told():
    textures = intact("Brick wall")
    assert finding(textures, "sizes").verdict == "look"  # 192 is no power of two
    small = changed(textures, "roughness", textures.maps["roughness"].array[::2, ::2])
    assert finding(small, "sizes").facts == {"width_px": 192, "height_px": 192, "smaller": {"roughness": (96, 96)}}
    some = TextureSet({"basecolor": textures.maps["basecolor"], "height": textures.maps["height"]})
    gap = finding(some, "maps")
    assert (gap.fix, gap.figure) == ("complete", 2)
    assert gap.facts == {"maps": ("normal", "roughness", "metalness", "ambient_occlusion"), "missing": 4}
    doubtful = textures.with_maps({"height": replace(textures.maps["height"], certainty=0.4)})
    assert finding(doubtful, "labels").facts == {"maps": ("height",)}


def test_large_patches_are_said_to_repeat():
    textures = intact("Plaster")
    side = len(textures.maps["basecolor"].array)
    wave = 0.35 * np.sin(2 * np.pi * np.arange(side) / side)[:, None, None]
    patchy = changed(textures, "basecolor", textures.maps["basecolor"].array * (1 + wave))
    assert finding(patchy, "repetition").verdict == "look"
    assert finding(textures, "repetition").verdict == "good"


def test_every_line_is_sound_and_every_fix_exists():
    worst = damaged(intact("Gravel"), lambda array: array[:-40, :-30] * 0.02)
    for textures in (intact("Gravel"), worst, TextureSet({"roughness": TextureMap(np.ones((9, 17), np.float32))})):
        lines = report(textures)
        assert len({line.check for line in lines}) == len(lines) > 1
        for line in lines:
            assert 0 <= line.confidence <= 1
            assert line.fix is None or line.fix in FIXES
            assert line.verdict in ("look", "bad") or (line.fix is None and line.overlay is None)
            assert line.overlay is None or (line.overlay.dtype == np.uint8 and line.overlay.shape[2:] == (3,))


def found(verdict: Verdict, fix: FixName | None = None) -> Finding:
    return Finding("check", verdict, "found", fix=fix)


def test_what_needs_care_comes_first_and_equal_lines_keep_their_order():
    lines = [found("good"), found("look", "complete"), found("bad"), found("unknown"), found("look", "resize")]
    assert by_urgency(lines) == [lines[2], lines[1], lines[4], lines[3], lines[0]]


def test_faults_are_mended_sizes_first_and_what_is_derived_last():
    fixes: list[FixName] = ["complete", "clamp_roughness", "rebuild_height", "heal_seams", "flip_green", "resize"]
    lines = [found("bad", fix) for fix in fixes]
    wanted = ["resize", "flip_green", "heal_seams", "rebuild_height", "clamp_roughness", "complete"]
    assert fixes_of_faults([*lines, lines[0], found("look", "renormalise"), found("bad")]) == wanted
