"""Pictures of a material without a browser: a lit sphere for thumbnails and a lit flat tile."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from materials.material import ByteArray, FloatArray, IntArray, Material
from materials.pixels.colour import linear_to_srgb8
from materials.pixels.row_blocks import for_row_blocks
from materials.show.studio_light import look_up, look_up_reflection, studio_light

_BACKDROP = np.array([0.205, 0.202, 0.196], np.float32)
_OVERSAMPLING = 2
_BLOCK_POINTS = 1 << 13
"""So many points and what is known of them fit the processor's cache."""
_KEY_DIRECTION = np.array([[-0.58], [0.60], [0.55]], np.float32) / np.float32(np.linalg.norm([-0.58, 0.60, 0.55]))
_KEY_RADIANCE = np.array([[2.1], [2.02], [1.9]], np.float32) * np.float32(0.75 * np.pi / 2)


def render_sphere(material: Material, size_px: int, *, repeats: float = 1.0) -> ByteArray:
    """Return a picture of a studio-lit sphere.

    Args:
        material: The material.
        size_px: Pixels per side of the square picture.
        repeats: Tiles over the height of the visible face; the tile is square at its centre.

    Returns:
        (size_px, size_px, 3) sRGB codes.
    """
    side = size_px * _OVERSAMPLING
    step = ((np.arange(side, dtype=np.float32) + 0.5) / side * 2 - 1) * np.float32(1.09)
    stack = _stacked(material, texels_per_px=material.size_px[0] * repeats / (side / 1.09) / 1.4)
    view = np.array([[0], [0], [1]], np.float32)

    def light(first: int, end: int) -> FloatArray:
        y = -step[first:end]
        radius2 = step * step + (y * y)[:, None]
        # A soft contact shadow and fall-off keep the backdrop from looking cut out.
        picture = _BACKDROP[:, None] * (1.08 - 0.16 * np.sqrt(np.minimum(radius2, 2.4))).reshape(-1)
        row, column = np.nonzero(radius2 < 1)
        inside = row * side + column
        px, py = step[column], y[row]
        pz = np.sqrt(1 - radius2.reshape(-1)[inside])
        # One tile spans `1 / repeats` of the sphere's front: half a turn across, half a turn down.
        across = np.arctan2(px, pz) / np.pi * repeats + 0.5
        down = np.arccos(np.clip(y, -1, 1)) / np.pi * repeats + (0.5 - repeats / 2)
        maps = _sampled(stack, across, down[row])
        right, up, out = maps[5:8]
        # The tangent is level, (pz, 0, -px) / ring; the bitangent is square to it and to the radius.
        ring = np.sqrt(np.maximum(1 - py * py, 1e-6))
        lean = out - up * py / ring
        normal = np.stack([px * lean + pz * right / ring, py * out + ring * up, pz * lean - px * right / ring])
        seen = _shaded(normal, view, maps, geometric=np.stack([px, py, pz]))
        for channel, values in zip(picture, seen, strict=True):
            channel[inside] = values
        return picture

    return _developed(size_px, light)


def render_flat(material: Material, size_px: int, *, repeats: float = 1.0) -> ByteArray:
    """Return a picture of a flat lit piece, seen from straight above, `repeats` tiles wide.

    Returns:
        (size_px, size_px, 3) sRGB codes.
    """
    side = size_px * _OVERSAMPLING
    step = (np.arange(side, dtype=np.float32) + 0.5) / side
    stack = _stacked(material, texels_per_px=material.size_px[0] * repeats / side)
    up = np.array([[0], [0], [1]], np.float32)

    def light(first: int, end: int) -> FloatArray:
        x, y = (grid.reshape(-1) for grid in np.meshgrid(step, step[first:end]))
        view = np.stack([(0.5 - x) * 0.7, (y - 0.5) * 0.7, np.full_like(x, 1.6)])
        view /= np.sqrt(_dot(view, view))
        maps = _sampled(stack, x * np.float32(repeats), y * np.float32(repeats))
        return _shaded(maps[5:8], view, maps, geometric=up)

    return _developed(size_px, light)


def _stacked(material: Material, *, texels_per_px: float) -> FloatArray:
    """Return (9, H, W): basecolor 3, roughness, metalness, normal 3, ambient occlusion.

    They are averaged until no more than one and a half texels fall on a pixel.
    """
    stack = np.stack(
        [
            *np.moveaxis(material.basecolor, -1, 0),
            material.roughness,
            material.metalness,
            *np.moveaxis(material.normal, -1, 0),
            material.ambient_occlusion,
        ]
    )
    while texels_per_px > 1.5 and min(stack.shape[1:]) >= 32:
        even = stack[:, : stack.shape[1] // 2 * 2, : stack.shape[2] // 2 * 2]
        stack = 0.25 * (even[:, ::2, ::2] + even[:, 1::2, ::2] + even[:, ::2, 1::2] + even[:, 1::2, 1::2])
        texels_per_px /= 2
    return stack


def _sampled(stack: FloatArray, across: FloatArray, down: FloatArray) -> FloatArray:
    """Return the (9, H, W) maps at (N,) places in tiles, (9, N)."""
    rows, columns = stack.shape[1:]
    row = np.floor(down * rows).astype(np.int32) % rows
    column = np.floor(across * columns).astype(np.int32) % columns
    texel: IntArray = row * columns + column
    return stack.reshape(len(stack), -1).take(texel, 1, mode="clip")


def _dot(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return the products of (3, N) vectors, (N,); a single vector is (3, 1)."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _shaded(normal: FloatArray, view: FloatArray, maps: FloatArray, *, geometric: FloatArray) -> FloatArray:
    """Return studio reflections, studio fill and one hard key light of N points towards the viewer.

    Args:
        normal: (3, N) mean normals, as long as those of the maps.
        view: (3, N) or (3, 1) unit directions to the viewer.
        maps: (9, N) as sampled.
        geometric: (3, N) or (3, 1) unit normals of the surface without its relief.

    Returns:
        (3, N) linear light.
    """
    light = studio_light()
    basecolor, roughness, metalness, occlusion = maps[:3], maps[3], maps[4], maps[8]
    length = np.sqrt(_dot(normal, normal))
    # Averaged-away bumps roughen the highlight (Toksvig 2005): shorter mean normals mean wider lobes.
    roughness = np.clip(np.sqrt(roughness * roughness + np.clip(1 - length, 0, 0.5)), 0.04, 1)
    normal = normal / np.maximum(length, 1e-6)
    towards = _dot(normal, view)
    facing = np.clip(towards, 0.05, 1)
    metal = basecolor * metalness
    diffuse, reflectance = basecolor - metal, metal + 0.04 * (1 - metalness)
    mirrored = normal * (2 * towards) - view
    scale, bias = _environment_response(roughness, facing)
    # Reflections that leave through the surface itself are hidden, as are those in deep hollows.
    horizon = np.clip(1 + 1.2 * _dot(mirrored, geometric), 0, 1)
    shown = horizon * horizon * np.clip(occlusion * 1.15 - 0.1, 0, 1)
    lit = look_up_reflection(light, mirrored, roughness)
    lit *= reflectance * (scale * shown) + bias * shown
    lit += diffuse * look_up(light.irradiance, normal) * occlusion
    key = _key_light(normal, view, roughness, reflectance, diffuse, facing, geometric)
    key *= 0.35 + 0.65 * occlusion
    lit += key
    return lit


def _key_light(
    normal: FloatArray,
    view: FloatArray,
    roughness: FloatArray,
    reflectance: FloatArray,
    diffuse: FloatArray,
    facing: FloatArray,
    geometric: FloatArray,
) -> FloatArray:
    """Return the GGX response to the key light, (3, N), whose sharp direction makes relief legible."""
    half = view + _KEY_DIRECTION
    half /= np.sqrt(_dot(half, half))
    lit = np.clip(_dot(normal, _KEY_DIRECTION), 0, 1) * np.clip(_dot(geometric, _KEY_DIRECTION) * 4 + 0.2, 0, 1)
    across = np.clip(_dot(normal, half), 0, 1)
    alpha2 = np.square(np.square(np.maximum(roughness, 0.12)))
    spread = alpha2 / (np.pi * np.square(across * across * (alpha2 - 1) + 1))
    k = np.square(roughness + 1) / 8
    shadowing = 1 / ((lit * (1 - k) + k) * (facing * (1 - k) + k))
    grazing = (1 - np.clip(_dot(view, half), 0, 1)) ** 5
    specular = np.minimum(spread * shadowing / 4, 12)
    response = reflectance * (specular * (1 - grazing)) + specular * grazing
    response += diffuse * np.float32(1 / np.pi)
    response *= _KEY_RADIANCE * lit
    return response


def _environment_response(roughness: FloatArray, facing: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return factor and offset of the reflectance under even light (Karis 2014, analytic fit for mobile)."""
    r0, r1 = 1 - roughness, -0.0275 * roughness + 0.0425
    r2, r3 = -0.572 * roughness + 1.04, 0.022 * roughness - 0.04
    a = np.minimum(r0 * r0, np.exp2(-9.28 * facing)) * r0 + r1
    return -1.04 * a + r2, 1.04 * a + r3


@lru_cache(maxsize=1)
def _tone_table() -> FloatArray:
    """Return a filmic curve over 0 to 8: straight in the shadows, soft above middle grey, white at 8."""
    x = np.linspace(0, 8, 4096, dtype=np.float32)
    knee = np.float32(0.55)
    over = np.maximum(x - knee, 0)
    return np.where(x < knee, x, knee + (1 - knee) * over / (over + (1 - knee)) * (1 + over / 60)).clip(0, 1)


def _developed(size_px: int, light: Callable[[int, int], FloatArray]) -> ByteArray:
    """Expose, tone-map, shrink and encode a linear picture of `_OVERSAMPLING` times the size.

    Args:
        size_px: Pixels per side of the picture.
        light: Returns the light of rows `first` to, not including, `end` of the large picture, (3, points).

    Returns:
        (size_px, size_px, 3) sRGB codes.
    """
    picture, tones = np.empty((size_px, size_px, 3), np.uint8), _tone_table()
    weights = np.full(_OVERSAMPLING, 1 / _OVERSAMPLING**2, np.float32)

    def work(first: int, end: int) -> None:
        linear = light(first * _OVERSAMPLING, end * _OVERSAMPLING)
        linear *= np.float32(0.62 * 4095 / 8)
        toned = tones.take(np.minimum(linear, 4095, out=linear).astype(np.uint16), mode="clip")
        grid = toned.reshape(3, end - first, _OVERSAMPLING, size_px, _OVERSAMPLING)
        shrunk = grid.sum(2) @ weights  # a product is quicker than a mean over so short an axis
        picture[first:end] = np.moveaxis(linear_to_srgb8(shrunk), 0, -1)

    for_row_blocks(size_px, size_px * _OVERSAMPLING**2, work, block_px=_BLOCK_POINTS)
    return picture
