"""Coats and blends on any set: identity at 0, tiling, determinism, ranges, and what they are known to do."""

from dataclasses import replace

import numpy as np
import pytest

from materials.drawing.blend import blend
from materials.drawing.coating import coat
from materials.drawing.draw import draw
from materials.drawing.overlays import OVERLAYS, OverlayName
from materials.drawing.wording import understand
from materials.errors import Incomplete
from materials.maps.maps import normal_from_height
from materials.maps.texture_set import TextureMap, TextureSet
from materials.material import MAP_NAMES, FloatArray, Material
from materials.pixels.colour import luminance

SIZE_PX = 128
KINDS = [overlay.name for overlay in OVERLAYS]


def drawn(prompt: str, seed: int = 3) -> TextureSet:
    return TextureSet.from_material(draw(prompt, seed=seed, size_px=SIZE_PX).material)


@pytest.fixture(scope="module")
def brick() -> TextureSet:
    return drawn("brick wall")


@pytest.fixture(scope="module")
def foreign(brick: TextureSet) -> TextureSet:
    """The set as a vendor gives it: fewer maps, and grain in the normal map that the height map does not have."""
    grain = 0.0006 * np.random.default_rng(1).standard_normal((SIZE_PX, SIZE_PX)).astype(np.float32)
    material = brick.material()
    normal = normal_from_height(material.height_m + grain, material.metres_per_px)
    maps = {name: brick.maps[name] for name in ("basecolor", "roughness", "height")}
    return replace(brick, maps={**maps, "normal": TextureMap(normal, "vendor", 0.9)})


def check_physical(material: Material) -> None:
    for name in MAP_NAMES:
        values = material.map(name)
        assert np.isfinite(values).all()
        if name != "normal":
            assert values.min() >= 0
            assert values.max() <= 1
    assert np.allclose(np.linalg.norm(material.normal, axis=-1), 1, atol=1e-5)
    assert material.normal[..., 2].min() > 0


def wrap_step(field: FloatArray, axis: int) -> float:
    """Return the mean step across the wrap line over the largest within the tile."""
    per_line = np.abs(np.roll(field, -1, axis) - field).mean(1 - axis)
    return float(per_line[-1] / per_line[:-1].max())


@pytest.mark.parametrize("kind", KINDS)
def test_a_coat_changes_any_set_and_keeps_it_tiling_and_physical(kind: OverlayName, foreign: TextureSet):
    coated = coat(foreign, kind, amount=0.6, seed=5)
    material = coated.material()
    check_physical(material)
    before = foreign.maps["basecolor"].array
    assert np.abs(material.basecolor - before).mean() > 0.0005
    assert {coated.maps[name].origin for name in MAP_NAMES} == {"derived"}
    assert coated.height_range_m == pytest.approx(material.height_range_m, rel=1e-4)
    for axis in (0, 1):
        assert wrap_step(luminance(material.basecolor), axis) < 1.3
        assert wrap_step(material.height_m, axis) < 1.3


@pytest.mark.parametrize("kind", KINDS)
def test_no_amount_is_no_change(kind: OverlayName, brick: TextureSet, foreign: TextureSet):
    same = coat(brick, kind, amount=0)
    assert all(same.maps[name] is brick.maps[name] for name in MAP_NAMES)
    completed = coat(foreign, kind, amount=0)
    assert all(completed.maps[name] is foreign.maps[name] for name in foreign.maps)


def test_a_prompt_without_a_coat_gets_none():
    assert understand("oak planks").overlays == ()


def test_a_coat_is_the_same_for_the_same_seed(brick: TextureSet):
    first, second, other = (coat(brick, "moss", amount=0.4, seed=seed) for seed in (8, 8, 9))
    for name in MAP_NAMES:
        assert np.array_equal(first.maps[name].array, second.maps[name].array)
    assert not np.array_equal(first.maps["basecolor"].array, other.maps["basecolor"].array)


def test_a_small_amount_of_grime_is_a_small_change(brick: TextureSet):
    """More amount, more of the coat: the change of colour grows with it from nearly nothing."""
    for kind in ("moss", "dirt", "snow", "rust", "wear"):
        changes = [
            float(
                np.abs(coat(brick, kind, amount=amount).maps["basecolor"].array - brick.maps["basecolor"].array).mean()
            )
            for amount in (0.02, 0.3, 0.9)
        ]
        assert changes[0] < 0.2 * changes[2]
        assert changes[0] < changes[1] < changes[2]


def correlation(first: FloatArray, second: FloatArray) -> float:
    return float(np.corrcoef(first.ravel(), second.ravel())[0, 1])


def test_moss_and_snow_lie_in_hollows_and_wear_on_crests(brick: TextureSet):
    height = brick.maps["height"].array
    bare = brick.maps["basecolor"].array
    moss, dirt, wear = (
        np.abs(coat(brick, kind, amount=0.3).maps["basecolor"].array - bare).mean(-1)
        for kind in ("moss", "dirt", "wear")
    )
    assert correlation(moss, height) < -0.2
    assert correlation(dirt, height) < -0.2
    assert correlation(wear, height) > 0.1


def test_water_is_level_smooth_and_dark(brick: TextureSet):
    wet = coat(brick, "wet", amount=0.8).material()
    before = brick.material()
    lowest = wet.height_m - wet.height_m.min() < 1e-5
    assert lowest.mean() > 0.1
    inside = np.logical_and.reduce([np.roll(lowest, step, axis) for axis in (0, 1) for step in (-1, 0, 1)])
    assert (wet.normal[inside][:, 2] > 0.999).all()
    assert wet.roughness[lowest].mean() < 0.1
    assert luminance(wet.basecolor).mean() < 0.8 * luminance(before.basecolor).mean()


def test_rust_is_no_metal():
    steel = drawn("steel")
    rusted = coat(steel, "rust", amount=0.5).material()
    assert steel.material().metalness.min() > 0.9
    assert 0.4 < (rusted.metalness < 0.5).mean() < 0.6


def test_detail_of_the_normal_map_stays_where_the_coat_leaves_it_bare(foreign: TextureSet):
    """The vendor's fine normals survive wear, and snow buries them."""

    def detail(textures: TextureSet) -> float:
        normal = textures.maps["normal"].array
        material = textures.material()
        return float(np.abs(normal - normal_from_height(material.height_m, material.metres_per_px)).mean())

    full = coat(foreign, "wear", amount=0)
    assert detail(coat(foreign, "wear", amount=0.5)) > 0.8 * detail(full)
    assert detail(coat(foreign, "snow", amount=1)) < 0.3 * detail(full)


def test_scale_enlarges_the_pattern():
    flat = TextureSet({"basecolor": TextureMap(np.full((SIZE_PX, SIZE_PX, 3), 0.5, np.float32))}, height_range_m=0.0)

    def border_px(scale: float) -> float:
        """Return how long the borders of the rust are: the pixels where it begins or ends."""
        rusty = coat(flat, "rust", amount=0.5, scale=scale, seed=2).maps["basecolor"].array[..., 2] < 0.2
        return float((rusty != np.roll(rusty, 1, 1)).sum() + (rusty != np.roll(rusty, 1, 0)).sum())

    assert border_px(0.5) > 1.2 * border_px(1) > 1.2 * 1.2 * border_px(3)


def test_a_coat_refuses_what_it_cannot_do(brick: TextureSet):
    with pytest.raises(ValueError, match="no overlay lava"):
        coat(brick, "lava", amount=0.5)  # type: ignore[arg-type]
    for amount, scale in ((1.2, 1.0), (-0.1, 1.0), (0.5, 0.1), (0.5, 9.0), (float("nan"), 1.0)):
        with pytest.raises(ValueError, match="Choose an amount"):
            coat(brick, "moss", amount=amount, scale=scale)
    wide = TextureSet({"roughness": TextureMap(np.full((32, 48), 0.5, np.float32))})
    with pytest.raises(Incomplete, match="not_square"):
        coat(wide, "moss", amount=0.5)


@pytest.fixture(scope="module")
def gravel() -> TextureSet:
    return drawn("gravel", seed=4)


def test_a_blend_is_physical_tiles_and_is_the_same_every_time(foreign: TextureSet, gravel: TextureSet):
    blended = blend(foreign, gravel, amount=0.5)
    material = blended.material()
    check_physical(material)
    assert material.size_m == foreign.size_m
    for axis in (0, 1):
        assert wrap_step(luminance(material.basecolor), axis) < 1.3
        assert wrap_step(material.height_m, axis) < 1.3
    again = blend(foreign, gravel, amount=0.5)
    assert all(np.array_equal(blended.maps[name].array, again.maps[name].array) for name in MAP_NAMES)


def test_the_ends_of_a_blend_are_the_two_materials(brick: TextureSet, gravel: TextureSet):
    lower = blend(brick, gravel, amount=0)
    assert all(lower.maps[name] is brick.maps[name] for name in MAP_NAMES)
    upper = blend(brick, gravel, amount=1)
    for name in MAP_NAMES:
        assert np.allclose(upper.maps[name].array, gravel.maps[name].array, atol=2e-3)


def test_the_higher_material_shows():
    """A plain white sheet over a wave: half the surface is white, and it is the lower half."""
    size = 64
    wave = np.broadcast_to(0.5 + 0.5 * np.sin(2 * np.pi * (np.arange(size) + 0.5) / size), (size, size))
    below = TextureSet(
        {
            "height": TextureMap(wave.astype(np.float32)),
            "basecolor": TextureMap(np.full((size, size, 3), 0.1, np.float32)),
        },
        height_range_m=0.05,
    )
    above = TextureSet(
        {
            "height": TextureMap(np.full((size, size), 0.5, np.float32)),
            "basecolor": TextureMap(np.full((size, size, 3), 0.8, np.float32)),
        },
        height_range_m=0.0,
    )
    blended = blend(below, above, amount=0.5, softness=0)
    white = blended.maps["basecolor"].array[..., 0] > 0.45
    assert white.mean() == pytest.approx(0.5, abs=0.04)
    assert wave[white].max() < 0.56
    assert blended.height_range_m == pytest.approx(0.025, rel=0.05)
    assert np.allclose(blended.maps["normal"].array[white.nonzero()][size:, 2].mean(), 1, atol=0.02)


def test_two_level_materials_mix_evenly_and_different_sizes_meet_at_the_larger():
    black, white = (
        TextureSet({"basecolor": TextureMap(np.full((side, side, 3), tone, np.float32))}, height_range_m=0.0)
        for side, tone in ((32, 0.1), (64, 0.5))
    )
    mixed = blend(black, white, amount=0.25)
    assert mixed.size_px == (64, 64)
    assert np.allclose(mixed.maps["basecolor"].array, 0.2, atol=1e-4)


def test_a_blend_refuses_numbers_out_of_range(brick: TextureSet):
    for amount, softness in ((-0.1, 0.2), (1.1, 0.2), (0.5, 2.0), (float("nan"), 0.2)):
        with pytest.raises(ValueError, match="from 0 to 1"):
            blend(brick, brick, amount=amount, softness=softness)


@pytest.mark.parametrize(("high", "wide", "size_m"), [(1, 2, 0.8), (2, 1, 1.6), (1, 4, 0.8)])
def test_an_oblong_tile_is_repeated_to_a_square_under_its_coat(brick, high: int, wide: int, size_m: float) -> None:
    rows, columns = SIZE_PX * high // max(high, wide), SIZE_PX * wide // max(high, wide)
    cut = brick.changed({name: map_.array[:rows, :columns] for name, map_ in brick.maps.items()})
    coated = coat(replace(cut, size_m=0.8), "snow", amount=0.5, seed=2)
    material = coated.material()
    assert material.size_px == (SIZE_PX, SIZE_PX)
    assert coated.size_m == pytest.approx(size_m)
    check_physical(material)
    white = luminance(material.basecolor) > 0.6
    halves = (white[:rows, :columns], white[-rows:, -columns:])
    assert (halves[0] != halves[1]).mean() > 0.05, "the coat does not repeat with the tile"


def test_oblong_tiles_blend(brick) -> None:
    wide = brick.changed({name: map_.array[: SIZE_PX // 2] for name, map_ in brick.maps.items()})
    mixed = blend(wide, drawn("gravel"), amount=0.5)
    assert mixed.material().size_px == (SIZE_PX, SIZE_PX)
    same = blend(wide, wide, amount=0.5)
    assert same.material().size_px == (SIZE_PX // 2, SIZE_PX)
