"""How fast maps are derived, judged and encoded: beside plain numpy, Pillow with its defaults and a memory copy."""

import io
import time
from collections.abc import Callable, Mapping

import numpy as np
from PIL import Image

from bench.tables import print_table
from materials.drawing.draw import LARGEST_PX, draw
from materials.maps.maps import ambient_occlusion_from_height, height_from_normal, normal_from_height
from materials.maps.texture_set import TextureSet
from materials.material import MAP_NAMES, FloatArray, Material
from materials.pixels.encode import encode_array
from materials.report.seam_check import planes, score_axis

SIZES_PX = (1024, 2048, 4096)
LONG_S = 1.0
"""Both ways are tried in turn until each took this long in sum: the best run of each counts."""
FEWEST_RUNS, MOST_RUNS = 3, 12
PATIENCE_S = 6.0
"""What took this long in sum is not tried again for the sake of more runs."""


def brick_wall(size_px: int) -> Material:
    """Return a wall to work on; beyond the largest that is drawn, repeated."""
    wall = draw("red brick wall", seed=1, size_px=min(size_px, LARGEST_PX)).material
    repeats = size_px // wall.size_px[0]
    if repeats == 1:
        return wall
    tiled = {name: np.tile(wall.map(name), (repeats, repeats, 1)[: wall.map(name).ndim]) for name in MAP_NAMES}
    height_m = np.tile(wall.height_m, (repeats, repeats))
    return Material(
        basecolor=tiled["basecolor"],
        normal=tiled["normal"],
        roughness=tiled["roughness"],
        metalness=tiled["metalness"],
        height_m=height_m,
        ambient_occlusion=tiled["ambient_occlusion"],
        size_m=wall.size_m * repeats,
    )


def measure() -> None:
    """Time each kind of work and its plain counterpart in the same run and print both as ratios."""
    rows: list[list[object]] = []
    for size_px in SIZES_PX:
        wall = brick_wall(size_px)
        copied = wall.height_m.copy()
        copy_s = best(lambda wall=wall, copied=copied: np.copyto(copied, wall.height_m))[0]
        for title, (ours, plain) in _work(wall).items():
            ours_s, plain_s = best(ours, plain)
            rows.append(
                [f"{size_px} px, {title}", f"{ours_s * 1000:.1f}", f"{plain_s / ours_s:.1f}", f"{ours_s / copy_s:.0f}"]
            )
    print_table("Work on maps", ["what", "ms", "times as fast as plain", "copies of one map it takes"], rows)


def best(*ways: Callable[[], object]) -> list[float]:
    """Return the shortest run of each way in seconds. They take turns, so that a busy moment meets all alike."""
    times: list[list[float]] = [[] for _ in ways]
    while len(times[0]) < MOST_RUNS and (
        min(map(sum, times)) < LONG_S or (len(times[0]) < FEWEST_RUNS and max(map(sum, times)) < PATIENCE_S)
    ):
        for way, taken in zip(ways, times, strict=True):
            start = time.perf_counter()
            way()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def _work(wall: Material) -> Mapping[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Return what is measured: title -> (ours, the plain way)."""
    height, pixel_m = wall.height_m, wall.metres_per_px
    textures = TextureSet.from_material(wall)
    return {
        "normals / np.roll": (lambda: normal_from_height(height, pixel_m), lambda: _rolled_normal(height, pixel_m)),
        "height / np.fft": (
            lambda: height_from_normal(wall.normal, pixel_m),
            lambda: _plain_height(wall.normal, pixel_m),
        ),
        "occlusion / np.roll": (
            lambda: ambient_occlusion_from_height(height, pixel_m),
            lambda: _rolled_occlusion(height, pixel_m),
        ),
        "seams of six maps / np.roll": (
            lambda: [score_axis(maps, down=down) for maps in (planes(textures),) for down in (False, True)],
            lambda: [_rolled_steps(textures, axis) for axis in (0, 1)],
        ),
        "PNG of the normals / Pillow": (
            lambda: encode_array("normal", wall.normal),
            lambda: _pillow_png((wall.normal * 127.5 + 128).astype(np.uint8)),
        ),
        "16-bit PNG of the height / Pillow": (
            lambda: encode_array("height", wall.map("height")),
            lambda: _pillow_png((wall.map("height") * 65535 + 0.5).astype(np.uint16)),
        ),
    }


def _rolled_normal(height: FloatArray, pixel_m: float) -> FloatArray:
    across = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / (2 * pixel_m)
    down = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / (2 * pixel_m)
    normal = np.stack([-across, down, np.ones_like(height)], -1)
    return normal / np.linalg.norm(normal, axis=-1, keepdims=True)


def _plain_height(normal: FloatArray, pixel_m: float) -> FloatArray:
    """Frankot and Chellappa's solution, as textbooks write it."""
    slope_x, slope_y = -normal[..., 0] / normal[..., 2], normal[..., 1] / normal[..., 2]
    down, across = np.meshgrid(*(2 * np.pi * np.fft.fftfreq(side) for side in slope_x.shape), indexing="ij")
    squared = across**2 + down**2
    squared[0, 0] = 1
    spectrum = (-1j * across * np.fft.fft2(slope_x) - 1j * down * np.fft.fft2(slope_y)) / squared
    return np.real(np.fft.ifft2(spectrum)) * pixel_m


def _rolled_occlusion(height: FloatArray, pixel_m: float) -> FloatArray:
    radius_px = max(2, int(0.045 * height.shape[1]))
    blocked = np.zeros_like(height)
    for direction in range(8):
        angle = 2 * np.pi * (direction + 0.5) / 8
        horizon = np.zeros_like(height)
        for distance in np.geomspace(1, radius_px, 8):
            dy, dx = round(float(np.sin(angle) * distance)), round(float(np.cos(angle) * distance))
            there = np.roll(height, (-dy, -dx), (0, 1))
            horizon = np.maximum(horizon, (there - height) / (np.hypot(dx, dy) * pixel_m))
        blocked += horizon**2 / (1 + horizon**2)
    return 1 - blocked / 8


def _rolled_steps(textures: TextureSet, axis: int) -> float:
    """Compare the step over the border with all others, map by map."""
    ratios: list[float] = []
    for map_ in textures.maps.values():
        steps = np.abs(np.roll(map_.array, -1, axis) - map_.array)
        lines = steps.mean(tuple(other for other in range(steps.ndim) if other != axis))
        ratios.append(float(lines[-1] / (np.quantile(lines[:-1], 0.99) + 1e-9)))
    return max(ratios)


def _pillow_png(pixels: np.ndarray) -> int:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.tell()
