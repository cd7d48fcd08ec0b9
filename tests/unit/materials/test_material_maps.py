"""Derived maps against known answers: analytic normals, round trips, brute-force occlusion, wrapping."""

import numpy as np
import pytest

from materials.errors import ShapeMismatch
from materials.maps.maps import (
    ambient_occlusion_from_height,
    height_from_normal,
    length_of,
    normal_from_height,
    slopes_from_height,
)
from materials.material import FloatArray, Material
from materials.patterns.noise import Torus
from materials.pixels.row_blocks import for_row_blocks


def wave(size: int, amplitude_m: float, cycles: int) -> FloatArray:
    phase = 2 * np.pi * cycles * (np.arange(size) + 0.5) / size
    return np.broadcast_to(amplitude_m * np.sin(phase), (size, size)).astype(np.float32)


def test_normal_of_a_sine_is_the_analytic_one():
    size, amplitude_m, cycles = 256, 0.01, 2
    normal = normal_from_height(wave(size, amplitude_m, cycles), 1 / size)
    phase = 2 * np.pi * cycles * (np.arange(size) + 0.5) / size
    slope = amplitude_m * 2 * np.pi * cycles * np.cos(phase)
    assert np.allclose(normal[10, :, 0], -slope / np.sqrt(1 + slope**2), atol=2e-4)
    assert np.allclose(normal[..., 1], 0, atol=1e-6)
    assert np.allclose(np.linalg.norm(normal, axis=-1), 1, atol=1e-6)


@pytest.mark.parametrize(("convention", "sign"), [("opengl", 1), ("directx", -1)])
def test_a_bump_faces_up_on_its_upper_side(convention: str, sign: int):
    y, x = np.mgrid[0:64, 0:64] / 64 - 0.5
    bump = (0.05 * np.exp(-(x**2 + y**2) / 0.02)).astype(np.float32)
    normal = normal_from_height(bump, 1 / 64, convention=convention)  # pyright: ignore[reportArgumentType]
    above, right = normal[20, 32], normal[32, 44]
    assert sign * above[1] > 0.1  # row 0 is the top
    assert right[0] > 0.1


@pytest.mark.parametrize("convention", ["opengl", "directx"])
@pytest.mark.parametrize("slope", [2.0, 3.0])
def test_height_comes_back_from_its_normal(convention: str, slope: float):
    size, size_m = 256, 0.7
    height_m = 0.02 * Torus(size, 4).waves("height", slope=slope, high=80)
    height_m = height_m - height_m.mean()
    normal = normal_from_height(height_m, size_m / size, convention=convention)  # pyright: ignore[reportArgumentType]
    again = height_from_normal(normal, size_m / size, convention=convention)  # pyright: ignore[reportArgumentType]
    error = np.sqrt(np.square(again - height_m).mean()) / height_m.std()
    assert error < 0.006


def test_derivatives_move_with_the_tile():
    height_m = 0.02 * Torus(64, 9).waves("height")
    shift = (17, 41)
    moved = np.roll(height_m, shift, (0, 1))
    for derive in (normal_from_height, ambient_occlusion_from_height):
        assert np.allclose(derive(moved, 1 / 64), np.roll(derive(height_m, 1 / 64), shift, (0, 1)), atol=1e-5)


def brute_force_visibility(height_px: FloatArray, radius_px: int, directions: int) -> FloatArray:
    """Walk every pixel of every ray, with bilinear heights, on the wrapping field."""
    size = height_px.shape[0]
    y, x = np.mgrid[0:size, 0:size].astype(float)
    total = np.zeros((size, size))
    for direction in range(directions):
        angle = 2 * np.pi * (direction + 0.25) / directions
        horizon = np.zeros((size, size))
        for step in np.arange(1, radius_px + 0.5, 0.5):
            px, py = x + np.cos(angle) * step, y + np.sin(angle) * step
            x0, y0 = np.floor(px).astype(int), np.floor(py).astype(int)
            fx, fy = px - x0, py - y0
            corner = [height_px[(y0 + dy) % size, (x0 + dx) % size] for dy in (0, 1) for dx in (0, 1)]
            there = (corner[0] * (1 - fx) + corner[1] * fx) * (1 - fy) + (corner[2] * (1 - fx) + corner[3] * fx) * fy
            horizon = np.maximum(horizon, (there - height_px) / step)
        total += horizon**2 / (1 + horizon**2)
    return (1 - total / directions).astype(np.float32)


@pytest.mark.parametrize(("steepness", "darkest", "error"), [(1.5, 0.4, 0.01), (3.0, 0.1, 0.02)])
def test_occlusion_is_near_the_brute_force_answer(steepness: float, darkest: float, error: float):
    height_px = steepness * Torus(64, 2).waves("height", slope=2.0)
    reference = brute_force_visibility(height_px, radius_px=8, directions=32)
    fast = ambient_occlusion_from_height(height_px, 1.0, directions=16, steps=8, radius_m=8)
    assert reference.min() < darkest
    assert np.sqrt(np.square(fast - reference).mean()) < error
    assert ambient_occlusion_from_height(np.zeros((32, 32), np.float32), 1.0).min() == 1


def test_maps_of_different_sizes_are_refused():
    flat = np.zeros((8, 8), np.float32)
    colour = np.zeros((8, 8, 3), np.float32)
    with pytest.raises(ShapeMismatch, match="roughness"):
        Material(colour, colour, np.zeros((4, 4), np.float32), flat, flat, flat, 1.0)
    with pytest.raises(ShapeMismatch, match="float32"):
        Material(colour, colour, flat.astype(np.float64), flat, flat, flat, 1.0)
    with pytest.raises(ShapeMismatch, match="size_m"):
        Material(colour, colour, flat, flat, flat, flat, 0)


def test_slopes_are_those_of_the_normals() -> None:
    height_m = np.random.default_rng(4).random((24, 36)).astype(np.float32)
    across, down = slopes_from_height(height_m, 0.5)
    normal = normal_from_height(height_m, 0.5)
    np.testing.assert_allclose(across, -normal[..., 0] / normal[..., 2], atol=1e-5)
    np.testing.assert_allclose(down, normal[..., 1] / normal[..., 2], atol=1e-5)
    np.testing.assert_allclose(length_of(normal), np.ones((24, 36, 1)), atol=1e-6)


def test_blocks_of_rows_may_be_nested():
    done = np.zeros((64, 64), np.int32)

    def outer(first: int, end: int) -> None:
        def inner(top: int, bottom: int) -> None:
            done[first + top : first + bottom] += 1

        for_row_blocks(end - first, 64, inner, block_px=64)

    for_row_blocks(64, 64, outer, block_px=512)
    assert (done == 1).all()
