"""Preview meshes with texture coordinates and analytic tangents: sphere, plane, cube, cylinder."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

Shape = Literal["sphere", "plane", "cube", "cylinder"]
SHAPES: tuple[Shape, ...] = get_args(Shape)


@dataclass(frozen=True)
class Mesh:
    """Triangles, counter-clockwise seen from outside; right-handed, +Y up.

    Attributes:
        position: (N, 3) float32.
        normal: (N, 3) float32 unit vectors.
        tangent: (N, 4) float32: direction of growing u, and 1, so that normal x tangent points up the picture.
        texture: (N, 2) float32 u to the right, v down, in tiles.
        triangles: (M, 3) vertex numbers, uint16 or, above 65535 vertices, uint32.
    """

    position: npt.NDArray[np.float32]
    normal: npt.NDArray[np.float32]
    tangent: npt.NDArray[np.float32]
    texture: npt.NDArray[np.float32]
    triangles: npt.NDArray[np.unsignedinteger[Any]]


def make_mesh(shape: Shape, *, repeats: int = 1) -> Mesh:
    """Return a mesh about 2 units large; `repeats` tiles cover its height."""
    if shape == "sphere":
        return _sphere(repeats)
    if shape == "cylinder":
        return _cylinder(repeats)
    if shape == "cube":
        sides = [(0, 0, 1), (0, 0, -1), (1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0)]
        return _joined([_square(np.array(side, np.float64), 0.8, repeats) for side in sides])
    return _square(np.array([0, 0, 1], np.float64), 1.0, repeats, distance=0.0)


def _grid(columns: int, rows: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Return u and v of a grid's vertices, row by row from the top left, and its triangles."""
    u, v = np.meshgrid(np.linspace(0, 1, columns + 1), np.linspace(0, 1, rows + 1))
    first = (np.arange(rows)[:, None] * (columns + 1) + np.arange(columns)[None, :]).reshape(-1)
    below, right = first + columns + 1, first + 1
    upper = np.stack([first, below, right], -1)
    lower = np.stack([right, below, below + 1], -1)
    return u.reshape(-1), v.reshape(-1), np.concatenate([upper, lower])


def _mesh(position: Any, normal: Any, tangent: Any, texture: Any, triangles: Any) -> Mesh:
    count = len(position)
    signed = np.concatenate([tangent, np.ones((count, 1))], -1)
    return Mesh(
        np.asarray(position, np.float32),
        np.asarray(normal, np.float32),
        signed.astype(np.float32),
        np.asarray(texture, np.float32),
        np.asarray(triangles, np.uint16 if count < 65536 else np.uint32),
    )


def _sphere(repeats: int, columns: int = 96, rows: int = 48) -> Mesh:
    u, v, triangles = _grid(columns, rows)
    azimuth, polar = 2 * np.pi * u, np.pi * v
    normal = np.stack([-np.cos(azimuth) * np.sin(polar), np.cos(polar), np.sin(azimuth) * np.sin(polar)], -1)
    tangent = np.stack([np.sin(azimuth), np.zeros_like(u), np.cos(azimuth)], -1)
    # Triangles with two corners on one pole have no area.
    corner = (np.round(normal, 9) + 0.0)[triangles]
    edges = np.stack([corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]])
    flat = np.linalg.norm(np.cross(edges[0], edges[1]), axis=-1) < 1e-12
    return _mesh(normal, normal, tangent, np.stack([2 * repeats * u, repeats * v], -1), triangles[~flat])


def _square(normal: npt.NDArray[np.float64], half: float, repeats: int, *, distance: float | None = None) -> Mesh:
    """Return a square that looks along `normal`, in the middle or, for a cube's side, `half` before it."""
    u, v, triangles = _grid(1, 1)
    up = np.array([0.0, 0.0, -normal[1]]) if abs(normal[1]) > 0.5 else np.array([0.0, 1.0, 0.0])
    right = np.cross(up, normal)
    offset = half if distance is None else distance
    position = half * ((2 * u - 1)[:, None] * right + (1 - 2 * v)[:, None] * up) + offset * normal
    count = len(u)
    return _mesh(
        position, np.tile(normal, (count, 1)), np.tile(right, (count, 1)), np.stack([u, v], -1) * repeats, triangles
    )


def _cylinder(repeats: int, columns: int = 96, radius: float = 0.7, half: float = 0.9) -> Mesh:
    u, v, triangles = _grid(columns, 1)
    azimuth = 2 * np.pi * u
    normal = np.stack([-np.cos(azimuth), np.zeros_like(u), np.sin(azimuth)], -1)
    tangent = np.stack([np.sin(azimuth), np.zeros_like(u), np.cos(azimuth)], -1)
    position = normal * radius + np.stack([np.zeros_like(u), (1 - 2 * v) * half, np.zeros_like(u)], -1)
    around = max(1, round(repeats * 2 * np.pi * radius / (2 * half)))
    side = _mesh(position, normal, tangent, np.stack([u * around, v * repeats], -1), triangles)
    return _joined([side, *(_disc(sign, radius, half, repeats, columns) for sign in (1.0, -1.0))])


def _disc(sign: float, radius: float, half: float, repeats: int, columns: int) -> Mesh:
    """Return a cap: its picture's right is +X, its up is -Z seen from above and +Z from below."""
    angle = 2 * np.pi * np.arange(columns) / columns
    right, up = np.append(np.cos(angle), 0.0), np.append(np.sin(angle), 0.0)
    position = np.stack([right * radius, np.full(columns + 1, sign * half), -sign * up * radius], -1)
    ring = np.arange(columns)
    triangles = np.stack([np.full(columns, columns), ring, (ring + 1) % columns], -1)
    scale = repeats * radius / (2 * half)
    texture = np.stack([0.5 + right * scale, 0.5 - up * scale], -1)
    count = columns + 1
    return _mesh(position, np.tile([0, sign, 0], (count, 1)), np.tile([1, 0, 0], (count, 1)), texture, triangles)


def _joined(parts: list[Mesh]) -> Mesh:
    starts = np.cumsum([0, *(len(part.position) for part in parts)])
    triangles = [part.triangles.astype(np.int64) + start for part, start in zip(parts, starts, strict=False)]
    tangent = np.concatenate([part.tangent for part in parts])
    return _mesh(
        np.concatenate([part.position for part in parts]),
        np.concatenate([part.normal for part in parts]),
        tangent[:, :3],
        np.concatenate([part.texture for part in parts]),
        np.concatenate(triangles),
    )
