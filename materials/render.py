"""Pictures of a material without a browser: a lit sphere for thumbnails and a lit flat tile."""

from functools import lru_cache

import numpy as np

from materials.colour import linear_to_srgb8
from materials.material import ByteArray, FloatArray, Material
from materials.row_blocks import for_row_blocks
from materials.studio_light import StudioLight, look_up, look_up_reflection, studio_light

_BACKDROP = (0.205, 0.202, 0.196)
_OVERSAMPLING = 2
_BLOCK_POINTS = 1 << 13
"""So many points and what is known of them fit the processor's cache."""
_KEY_DIRECTION = np.array([-0.58, 0.60, 0.55], np.float32) / np.linalg.norm([-0.58, 0.60, 0.55])
_KEY_RADIANCE = np.array([2.1, 2.02, 1.9], np.float32)


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
    step = (np.arange(side, dtype=np.float32) + 0.5) / side * 2 - 1
    x, y = np.meshgrid(step * 1.09, -step * 1.09)
    radius2 = x * x + y * y
    inside = radius2 < 1
    picture = np.empty((side, side, 3), np.float32)
    # A soft contact shadow and fall-off keep the backdrop from looking cut out.
    picture[:] = np.array(_BACKDROP, np.float32) * (1.08 - 0.16 * np.sqrt(np.minimum(radius2, 2.4)))[..., None]
    px, py = x[inside], y[inside]
    pz = np.sqrt(np.maximum(1 - radius2[inside], 0))
    around = np.stack([px, py, pz], -1)
    # One tile spans `1 / repeats` of the sphere's front: half a turn across, half a turn down.
    across = np.arctan2(px, pz) / np.pi * repeats + 0.5
    down = np.arccos(np.clip(py, -1, 1)) / np.pi * repeats + (0.5 - repeats / 2)
    ring = np.sqrt(np.maximum(1 - py * py, 1e-6))
    tangent = np.stack([pz / ring, np.zeros_like(px), -px / ring], -1)
    bitangent = np.cross(around, tangent)
    maps = _sampled(material, across, down, texels_per_px=material.size_px[0] * repeats / (side / 1.09) / 1.4)
    bump = maps[:, 5:8]
    normal = tangent * bump[:, :1] + bitangent * bump[:, 1:2] + around * bump[:, 2:3]
    view = np.broadcast_to(np.array([0, 0, 1], np.float32), normal.shape)
    picture[inside] = _shade(normal, view, maps, geometric=around)
    return _develop(picture, size_px)


def render_flat(material: Material, size_px: int, *, repeats: float = 1.0) -> ByteArray:
    """Return a picture of a flat lit piece, seen from straight above, `repeats` tiles wide.

    Returns:
        (size_px, size_px, 3) sRGB codes.
    """
    side = size_px * _OVERSAMPLING
    step = (np.arange(side, dtype=np.float32) + 0.5) / side
    across, down = (grid.reshape(-1) * np.float32(repeats) for grid in np.meshgrid(step, step))
    maps = _sampled(material, across, down, texels_per_px=material.size_px[0] * repeats / side)
    x, y = across / np.float32(repeats) - 0.5, 0.5 - down / np.float32(repeats)
    view = np.stack([-x * 0.7, -y * 0.7, np.full_like(x, 1.6)], -1)
    view /= np.linalg.norm(view, axis=-1, keepdims=True)
    up = np.broadcast_to(np.array([0, 0, 1], np.float32), view.shape)
    shaded = _shade(maps[:, 5:8], view, maps, geometric=up)
    return _develop(shaded.reshape(side, side, 3), size_px)


def _stacked(material: Material) -> FloatArray:
    """Return (H, W, 9): basecolor 3, roughness, metalness, normal 3, ambient occlusion."""
    return np.concatenate(
        [
            material.basecolor,
            material.roughness[..., None],
            material.metalness[..., None],
            material.normal,
            material.ambient_occlusion[..., None],
        ],
        -1,
    )


def _sampled(material: Material, across: FloatArray, down: FloatArray, *, texels_per_px: float) -> FloatArray:
    """Return (N, 9) maps at places in tiles, averaged beforehand so that no more than one texel falls on a pixel."""
    stack = _stacked(material)
    while texels_per_px > 1.5 and min(stack.shape[:2]) >= 32:
        even = stack[: stack.shape[0] // 2 * 2, : stack.shape[1] // 2 * 2]
        stack = 0.25 * (even[::2, ::2] + even[1::2, ::2] + even[::2, 1::2] + even[1::2, 1::2])
        texels_per_px /= 2
    rows, columns = stack.shape[:2]
    row = np.floor(down * rows).astype(np.int32) % rows
    column = np.floor(across * columns).astype(np.int32) % columns
    return stack[row, column]


def _shade(normal: FloatArray, view: FloatArray, maps: FloatArray, *, geometric: FloatArray) -> FloatArray:
    """Return the light of (N,) points towards the viewer, (N, 3)."""
    seen, studio = np.empty(normal.shape, np.float32), studio_light()

    def work(first: int, end: int) -> None:
        some = slice(first, end)
        seen[some] = _shaded(studio, normal[some], view[some], maps[some], geometric[some])

    for_row_blocks(len(normal), 1, work, block_px=_BLOCK_POINTS)
    return seen


def _shaded(
    light: StudioLight, normal: FloatArray, view: FloatArray, maps: FloatArray, geometric: FloatArray
) -> FloatArray:
    """Return studio reflections, studio fill and one hard key light."""
    basecolor, roughness, metalness, occlusion = maps[:, :3], maps[:, 3], maps[:, 4:5], maps[:, 8:9]
    length = np.linalg.norm(normal, axis=-1, keepdims=True)
    # Averaged-away bumps roughen the highlight (Toksvig 2005): shorter mean normals mean wider lobes.
    spread = np.clip(1 - np.linalg.norm(maps[:, 5:8], axis=-1), 0, 0.5)
    roughness = np.clip(np.sqrt(roughness**2 + spread), 0.04, 1).astype(np.float32)
    normal = normal / np.maximum(length, 1e-6)
    facing = np.clip((normal * view).sum(-1), 0.05, 1)
    reflectance = 0.04 * (1 - metalness) + basecolor * metalness
    mirrored = 2 * (normal * view).sum(-1, keepdims=True) * normal - view
    mirrored /= np.maximum(np.linalg.norm(mirrored, axis=-1, keepdims=True), 1e-6)
    scale, bias = _environment_response(roughness, facing)
    seen = look_up_reflection(light, mirrored, roughness)
    # Reflections that leave through the surface itself are hidden, as are those in deep hollows.
    horizon = np.clip(1 + 1.2 * (mirrored * geometric).sum(-1, keepdims=True), 0, 1) ** 2
    specular = seen * (reflectance * scale[:, None] + bias[:, None]) * horizon * np.clip(occlusion * 1.15 - 0.1, 0, 1)
    diffuse = basecolor * (1 - metalness)
    lit = specular + diffuse * look_up(light.irradiance, normal) * occlusion
    return lit + _key_light(normal, view, roughness, reflectance, diffuse, facing, geometric) * (
        0.35 + 0.65 * occlusion
    )


def _key_light(
    normal: FloatArray,
    view: FloatArray,
    roughness: FloatArray,
    reflectance: FloatArray,
    diffuse: FloatArray,
    facing: FloatArray,
    geometric: FloatArray,
) -> FloatArray:
    """Return the GGX response to the key light, whose sharp direction makes relief legible."""
    half = view + _KEY_DIRECTION
    half = half / np.linalg.norm(half, axis=-1, keepdims=True)
    lit = np.clip(normal @ _KEY_DIRECTION, 0, 1) * np.clip(geometric @ _KEY_DIRECTION * 4 + 0.2, 0, 1)
    across = np.clip((normal * half).sum(-1), 0, 1)
    alpha2 = np.maximum(roughness, 0.12) ** 4
    spread = alpha2 / (np.pi * (across * across * (alpha2 - 1) + 1) ** 2)
    k = (roughness + 1) ** 2 / 8
    shadowing = 1 / ((lit * (1 - k) + k) * (facing * (1 - k) + k))
    fresnel = reflectance + (1 - reflectance) * ((1 - np.clip((view * half).sum(-1), 0, 1)) ** 5)[:, None]
    specular = np.minimum(spread * shadowing / 4, 12)[:, None] * fresnel
    return (diffuse / np.pi + specular) * _KEY_RADIANCE * np.float32(0.75) * lit[:, None] * np.float32(np.pi / 2)


def _environment_response(roughness: FloatArray, facing: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return factor and offset of the reflectance under even light (Karis 2014, analytic fit for mobile)."""
    r0, r1 = 1 - roughness, -0.0275 * roughness + 0.0425
    r2, r3 = -0.572 * roughness + 1.04, 0.022 * roughness - 0.04
    a = np.minimum(r0 * r0, np.exp2(-9.28 * facing)) * r0 + r1
    return (-1.04 * a + r2).astype(np.float32), (1.04 * a + r3).astype(np.float32)


@lru_cache(maxsize=1)
def _tone_table() -> FloatArray:
    """Return a filmic curve over 0 to 8: straight in the shadows, soft above middle grey, white at 8."""
    x = np.linspace(0, 8, 4096, dtype=np.float32)
    knee = np.float32(0.55)
    over = np.maximum(x - knee, 0)
    return np.where(x < knee, x, knee + (1 - knee) * over / (over + (1 - knee)) * (1 + over / 60)).clip(0, 1)


def _develop(picture: FloatArray, size_px: int) -> ByteArray:
    """Expose, tone-map, shrink and encode a linear picture of `_OVERSAMPLING` times the size."""
    exposed = np.clip(picture * np.float32(0.62), 0, 8)
    toned = _tone_table()[(exposed * np.float32(4095 / 8)).astype(np.int32)]
    shrunk = toned.reshape(size_px, _OVERSAMPLING, size_px, _OVERSAMPLING, 3).mean((1, 3))
    return linear_to_srgb8(shrunk)
